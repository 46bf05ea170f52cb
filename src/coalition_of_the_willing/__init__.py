"""Who is in the Coalition of the Willing for Ukraine (2025-), since when, and on whose word: typed pandas tables.

>>> from coalition_of_the_willing import as_of, claims_for, find, load, match, members, sources_for, support
>>> len(as_of("2025-08-12"))
31

load(table), members(), panel()   tables, typed from their schemas     to_csv(frame)   back to the CSV as shipped
as_of(date)              who had which status that day             sources_for(...)   the pages that say it
find(name), match(...)   names and codes to iso3                   claims_for(...)    what each page says of a meeting
documented_until()       how far the facts go                      support(table)     how many pages and publishers say it
cite(format)             how to cite this version                  tables(), data_path(), __version__

The command `coalition` gives the same in a shell; `coalition --help` lists what it can do.
"""

TYPE_CHECKING = False  # the module typing is slow to load, and only type checkers need it
if TYPE_CHECKING:
    from .citations import claims_for, sources_for, support
    from .citing import cite
    from .errors import (
        CoalitionError,
        DamagedInstallation,
        ImpossibleDate,
        NotAColumn,
        UnknownFormat,
        UnknownName,
        UnknownRecord,
        UnknownScheme,
        UnknownStatus,
        UnknownTable,
        Unwritable,
    )
    from .folder import documented_until, tables
    from .index import SCHEMES
    from .installed import data_path
    from .lookup import find
    from .matching import Match, match
    from .spells import as_of
    from .table_names import Table
    from .typed import load, members, panel, to_csv

    __version__: str

__all__ = [
    "SCHEMES",
    "CoalitionError",
    "DamagedInstallation",
    "ImpossibleDate",
    "Match",
    "NotAColumn",
    "Table",
    "UnknownFormat",
    "UnknownName",
    "UnknownRecord",
    "UnknownScheme",
    "UnknownStatus",
    "UnknownTable",
    "Unwritable",
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
    "panel",
    "sources_for",
    "support",
    "tables",
    "to_csv",
]
# The modules of the names, loaded when first asked for: pandas is slow to load, and not every name needs it.
_MODULES = {
    "citations": ("claims_for", "sources_for", "support"),
    "citing": ("cite",),
    "folder": ("documented_until", "tables"),
    "index": ("SCHEMES",),
    "installed": ("data_path",),
    "lookup": ("find",),
    "matching": ("Match", "match"),
    "spells": ("as_of",),
    "table_names": ("Table",),
    "typed": ("load", "members", "panel", "to_csv"),
}

# Type checkers must not see __getattr__: they would take it to know every name, misspelt ones too.
if not TYPE_CHECKING:

    def __getattr__(name):
        """Load the module of a name when it is first asked for."""
        from importlib import import_module

        if name == "__version__":
            return import_module(".folder", __name__).version()
        if name in __all__:
            part = next((part for part, names in _MODULES.items() if name in names), "errors")
            return getattr(import_module(f".{part}", __name__), name)
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")


def __dir__() -> list[str]:
    return sorted(__all__)
