"""What maintainers run. Data flows one way: YAML records, tables, descriptor, releases.

Commands: build, validate, tidy, diff, release, bundle, page. Each is a module (`python -m scripts.build`).
Parts, in the order of the data: yaml_text, records, countries, spells, tables, csv_text, descriptor, package, rules, problems; for
releases: snapshot, changes, semver, history, gate, changelog, formats.
"""

import sys
from importlib.util import find_spec

if missing := [name for name in ("frictionless", "jsonschema", "pycountry", "yaml") if find_spec(name) is None]:
    print(f"could not run: {', '.join(missing)} not installed; run `make`, then use .venv/bin/python", file=sys.stderr)
    sys.exit(2)
