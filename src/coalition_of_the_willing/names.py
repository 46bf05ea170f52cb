"""Names and codes of countries as they are compared. Everything that looks a country up folds here, and needs no pandas."""

import re
import unicodedata

from .given import as_text

_PLAIN = str.maketrans({"ı": "i", "ł": "l", "ø": "o", "đ": "d", "ð": "d", "æ": "ae", "œ": "oe", "’": "'"})
# What lists add to a name without meaning anything by it. A slash, a plus or a question mark may mean something: they stay.
_MARKS = str.maketrans({**dict.fromkeys(".'’‘ʼ`´·\"“”„«»"), **dict.fromkeys("-‐‑–—_,()[]*†‡", " "), "&": " and "})
_INVERTED = re.compile(r"([^,()]+)(?:, ([^,()]+)|\(([^,()]+)\))")  # Korea, Republic of; Korea (the Republic of)
_TWICE = re.compile(r"([^()]+)\(([^()]+)\)")  # Czechia (Czech Republic)


def folded(text: str) -> str:
    """A text as codes are compared: in small letters, without accents and stray spaces.

    >>> folded(" TÜRKİYE ")
    'turkiye'
    """
    text = text.casefold()
    if not text.isascii():
        # decomposed, a letter may have a capital again, and a small one compatible letters
        text = unicodedata.normalize("NFKD", unicodedata.normalize("NFKD", text).casefold()).translate(_PLAIN)
        text = "".join(c for c in text if not unicodedata.combining(c))
    return " ".join(text.split())


def name_key(text: str) -> str:
    """A text as names are compared: folded, in the order of speech, without punctuation and the word "the".

    >>> name_key("Netherlands, The"), name_key("Korea (the Republic of)"), name_key("Bosnia & Herzegovina")
    ('netherlands', 'republic of korea', 'bosnia and herzegovina')
    """
    text = folded(text)
    if inverted := _INVERTED.fullmatch(text):
        text = f"{inverted[2] or inverted[3]} {inverted[1]}"
    # what is all punctuation stays as it is, so that it is not taken for an empty cell
    return " ".join(word for word in text.translate(_MARKS).split() if word != "the") or text


def both_names(text: str) -> tuple[str, str] | None:
    """The two names of "Czechia (Czech Republic)"; None for anything else."""
    found = _TWICE.fullmatch(text.strip())
    return (found[1], found[2]) if found else None


def number_key(key: str) -> str:
    """The text of a number as numbers are compared: 036 is 36. Other text stays."""
    return key.lstrip("0") if key.isascii() and key.isdigit() else key


def text_of(value: object) -> str | None:
    """What a cell says: "" where it is missing, None where it is no name or code at all. 36.0 is 36.

    Missing are None, NaN, NaT and NA, whichever library made them.
    """
    if (plain := as_text(value)) is not None:
        return plain
    try:
        if value is None or type(value).__name__ == "NAType" or value != value:
            return ""
        if not isinstance(value, bool) and getattr(value, "is_integer", bool)():
            value = int(value)  # type: ignore[call-overload]
        return None if isinstance(value, bytes | bytearray | list | tuple | dict | set) else as_text(str(value))
    except Exception:  # an object may do anything where it is compared or written
        return None
