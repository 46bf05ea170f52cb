"""What changed between two versions of the data. The code is that of the repository, which the wheel carries.

In a checkout the folder with the data is the repository, so both are found in one way.
"""

import sys
from importlib import import_module

from ..installed import damaged, data_path


def main(argv: list[str]) -> int:
    if (place := str(data_path())) not in sys.path:
        sys.path.insert(0, place)
    try:
        import_module("scripts.cli").typed_as("coalition {}")
        run = import_module("scripts.diff").main
    except ModuleNotFoundError as e:
        raise damaged(data_path() / "scripts", f"is not whole ({e})") from None
    return int(run(argv))
