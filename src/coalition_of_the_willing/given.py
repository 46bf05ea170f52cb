"""What people give, taken safely: an object may raise where it is compared, hashed, written or walked."""

from collections.abc import Iterable


def as_text(value: object) -> str | None:
    """A text as plain str, which compares and hashes as text whatever its own class does; None for what is no text."""
    try:
        return str.__str__(value) if isinstance(value, str) else None
    except Exception:  # what only says that it is a text
        return None


def listed(value: object) -> list[object]:
    """The parts of a list or another iterable, texts as plain str; one text, or what cannot be walked, is a list of itself."""
    if (one := as_text(value)) is not None:
        return [one]
    try:
        parts = list(value) if isinstance(value, Iterable) else [value]
    except Exception:  # an array of no dimension, a generator that fails
        parts = [value]
    return [part if (plain := as_text(part)) is None else plain for part in parts]


def is_a(value: object, kind: type) -> bool:
    """isinstance, False where the object does not even say what it is."""
    try:
        return isinstance(value, kind)
    except Exception:
        return False
