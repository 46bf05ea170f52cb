"""What every command that reads records needs; imported before it, so that what is missing is named in one line."""

import sys
from importlib.util import find_spec

if missing := [name for name in ("frictionless", "jsonschema", "pycountry", "yaml") if find_spec(name) is None]:
    print(f"could not run: {', '.join(missing)} not installed; run `make`, then use .venv/bin/python", file=sys.stderr)
    sys.exit(2)
