"""`python -m coalition_of_the_willing`: the command `coalition`."""

import sys

from .cli import main

if __name__ == "__main__":
    sys.exit(main())
