"""What can go wrong, one exception each. Every message says what was found, what was expected and what to do.

All derive from CoalitionError, which is a ValueError, so that one `except` catches whatever this package refuses.
"""


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
    """No country, or more than one, goes by this name or code."""
