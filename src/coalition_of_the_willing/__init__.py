"""Who is in the Coalition of the Willing for Ukraine (2025-), since when, and on whose word: typed pandas tables.

>>> from coalition_of_the_willing import as_of, find, load, match, members, sources_for
>>> len(as_of("2025-08-12"))
31

load(table), members()   tables, typed from their schemas          to_csv(frame)   back to the CSV as shipped
as_of(date)              who had which status that day             sources_for     the pages that say it
find(name), match(...)   names and codes to iso3                   tables(), data_path(), __version__
"""

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from .citations import sources_for
    from .errors import (
        CoalitionError,
        ImpossibleDate,
        NotAColumn,
        UnknownName,
        UnknownRecord,
        UnknownScheme,
        UnknownStatus,
        UnknownTable,
    )
    from .folder import data_path, tables
    from .lookup import SCHEMES, Match, find, match
    from .spells import as_of
    from .typed import load, members, to_csv

    __version__: str

# Each part is loaded when it is first asked for, so that the import costs next to nothing beyond pandas.
_PARTS = {
    "citations": ("sources_for",),
    "errors": (
        "CoalitionError",
        "ImpossibleDate",
        "NotAColumn",
        "UnknownName",
        "UnknownRecord",
        "UnknownScheme",
        "UnknownStatus",
        "UnknownTable",
    ),
    "folder": ("data_path", "tables", "version"),
    "lookup": ("SCHEMES", "Match", "find", "match"),
    "spells": ("as_of",),
    "typed": ("load", "members", "to_csv"),
}
_PART_OF = {name: part for part, names in _PARTS.items() for name in names}

__all__ = [
    "SCHEMES",
    "CoalitionError",
    "ImpossibleDate",
    "Match",
    "NotAColumn",
    "UnknownName",
    "UnknownRecord",
    "UnknownScheme",
    "UnknownStatus",
    "UnknownTable",
    "__version__",
    "as_of",
    "data_path",
    "find",
    "load",
    "match",
    "members",
    "sources_for",
    "tables",
    "to_csv",
]


def __getattr__(name: str) -> Any:
    if name == "__version__":  # stands in datapackage.json alone
        return __getattr__("version")()
    if name not in _PART_OF:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    globals()[name] = value = getattr(import_module(f".{_PART_OF[name]}", __name__), name)
    return value


def __dir__() -> list[str]:
    return sorted(__all__)
