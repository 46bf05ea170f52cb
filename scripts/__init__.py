"""What maintainers run: the commands are the modules beside this file, `python -m scripts` lists them.

Rooms, in the order of the data: files, tables, documents; dataset.py holds what they give; releases, checks, exports, site,
watching, editing.
"""

import sys
from importlib.util import find_spec

if missing := [name for name in ("frictionless", "jsonschema", "pycountry", "yaml") if find_spec(name) is None]:
    print(f"could not run: {', '.join(missing)} not installed; run `make`, then use .venv/bin/python", file=sys.stderr)
    sys.exit(2)
