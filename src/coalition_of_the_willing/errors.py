"""What can go wrong, one exception each. Every message says what was found, what was expected and what to do.

All derive from CoalitionError, which is a ValueError, so that one `except` catches whatever this package refuses. Any function
that reads the data raises DamagedInstallation where the installation has lost a file or has it otherwise than it came.
"""

from .given import as_text

_LONGEST = 100  # text that a message shows whole


class CoalitionError(ValueError):
    """Base of the exceptions of this package."""


class UnknownTable(CoalitionError):
    """No table has this name."""


class UnknownRecord(CoalitionError):
    """No row of the table has this key."""


class ImpossibleDate(CoalitionError):
    """Not a day that exists, or not written as YYYY-MM-DD."""


class UnknownStatus(CoalitionError):
    """Not in the code list of memberships.status."""


class UnknownScheme(CoalitionError):
    """Not a way of naming countries that the table countries has."""


class UnknownFormat(CoalitionError):
    """Not a form in which the dataset can be cited."""


class NotAColumn(CoalitionError, TypeError):
    """Given to `match` where it takes a column or a list of values."""


class UnknownName(CoalitionError):
    """No country of the data, or more than one, goes by this name or code."""


class Unwritable(CoalitionError, TypeError):
    """Given to `to_csv`: no DataFrame, one with a cell that has no text, or a path that is none."""


class DamagedInstallation(CoalitionError, FileNotFoundError):
    """A file that came with this package is gone or is not what it was. The message names it."""


class Refused(CoalitionError):
    """A file that a command cannot take, or will not write."""


def shown(value: object) -> str:
    """A value in a message: short, and whatever it is, even one that cannot write itself."""
    from reprlib import repr as short  # only where something went wrong

    if (plain := as_text(value)) is not None and len(plain) <= _LONGEST:
        return repr(plain)
    try:
        return " ".join(short(value).split())
    except Exception:
        return f"<{kind(value)}>"


def kind(value: object) -> str:
    """The name of the class of a value."""
    try:
        return str(type(value).__name__)
    except Exception:  # a class may have a class that does anything
        return "object"
