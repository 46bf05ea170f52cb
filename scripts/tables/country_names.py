"""From what a person calls a country to its iso3, as `match` of the Python package reads it."""

from coalition_of_the_willing.index import Index
from scripts.tables import iso_names
from scripts.tables.rows import Rows


def find(name: str, rows: Rows) -> str:
    """The iso3 of the country of this name or code. Raises ValueError with a reason of one line, and what to do."""
    index = Index(rows["countries"], rows["names"], lambda: iso_names.listed(rows))
    found = sorted(index.found(name))
    if len(found) == 1:
        return found[0]
    if found:
        raise ValueError(f"{name!r} may be {' or '.join(found)}: give the code")
    if iso3 := index.beyond(name):
        raise ValueError(f"{name!r} has no record yet: `python -m scripts.add country {iso3}` makes one")
    close = index.nearest(name, cutoff=0.7)
    hint = f"did you mean {close[0]}?" if close else "give another name, or its ISO 3166-1 code"
    raise ValueError(f"no country is called {name!r}: {hint}")
