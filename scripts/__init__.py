"""What maintainers run: the commands are the modules beside this file, `python -m scripts` lists them.

Rooms, in the order of the data: files, tables, documents; dataset.py holds what they give; releases, checks, exports, site,
watching, editing.
"""

import sys
from pathlib import Path

# The Python package of users stands beside this one: what it has without pandas serves here too, written once.
# It goes before an installed copy, which may be of another version.
sys.path.insert(0, str(Path(__file__).resolve().parent.parent / "src"))
