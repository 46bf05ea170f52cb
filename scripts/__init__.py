"""What maintainers run: the commands are the modules beside this file, `python -m scripts` lists them.

Rooms, in the order of the data: files, tables, documents; dataset.py holds what they give; releases, checks, exports, site,
watching, editing.
"""

import os
import sys

# The Python package of users stands beside this one: what it has without pandas serves here too, written once.
# It goes before an installed copy, which may be of another version.
_ROOT = os.path.dirname(os.path.dirname(os.path.realpath(__file__)))  # noqa: PTH120 (pathlib is slow to load)
sys.path.insert(0, os.path.join(_ROOT, "src"))  # noqa: PTH118

# While `python -m scripts.NAME` is being located, before anything large is imported: a signal ends it in one line from here on.
if sys.argv[:1] == ["-m"]:
    for _argument in sys.orig_argv:
        _module = _argument.removeprefix("-m")
        if _module == "scripts" or _module.startswith("scripts."):
            from coalition_of_the_willing import interrupts

            interrupts.take(_module.rpartition(".")[2])
