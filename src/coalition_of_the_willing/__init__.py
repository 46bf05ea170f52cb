"""Who is in the Coalition of the Willing for Ukraine (2025-), since when, and on whose word: typed pandas tables.

>>> from coalition_of_the_willing import as_of, claims_for, find, load, match, members, sources_for, support
>>> len(as_of("2025-08-12"))
31

load(table), members()   tables, typed from their schemas          to_csv(frame)   back to the CSV as shipped
as_of(date)              who had which status that day             sources_for(...)   the pages that say it
find(name), match(...)   names and codes to iso3                   claims_for(...)    what each page says of a meeting
documented_until()       how far the facts go                      support(table)     how many pages and publishers say it
cite(format)             how to cite this version                  tables(), data_path(), __version__
"""

from importlib import import_module
from typing import TYPE_CHECKING

from .cite import cite
from .errors import (
    CoalitionError,
    ImpossibleDate,
    NotAColumn,
    UnknownFormat,
    UnknownName,
    UnknownRecord,
    UnknownScheme,
    UnknownStatus,
    UnknownTable,
)
from .folder import data_path, documented_until, tables, version

# These need pandas, which is slow to load. Type checkers follow the imports; Python calls __getattr__ below instead.
if TYPE_CHECKING:
    from .citations import claims_for, sources_for, support
    from .lookup import SCHEMES, Match, find, match
    from .spells import as_of
    from .typed import load, members, to_csv

__all__ = [
    "SCHEMES",
    "CoalitionError",
    "ImpossibleDate",
    "Match",
    "NotAColumn",
    "UnknownFormat",
    "UnknownName",
    "UnknownRecord",
    "UnknownScheme",
    "UnknownStatus",
    "UnknownTable",
    "__version__",
    "as_of",
    "cite",
    "claims_for",
    "data_path",
    "documented_until",
    "find",
    "load",
    "match",
    "members",
    "sources_for",
    "support",
    "tables",
    "to_csv",
]
__version__: str

# Type checkers must not see __getattr__: they would take it to know every name, misspelt ones too.
if not TYPE_CHECKING:

    def __getattr__(name):
        """Load what needs pandas when it is first asked for, and read the version then: the build runs without a descriptor."""
        if name == "__version__":
            return version()
        if name in __all__:
            for part in ("typed", "spells", "lookup", "citations"):
                if hasattr(module := import_module(f".{part}", __name__), name):
                    return getattr(module, name)
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")


def __dir__() -> list[str]:
    return sorted(__all__)
