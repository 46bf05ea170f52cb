"""Addresses of pages, compared by what they lead to."""

import re
from functools import cache
from string import ascii_letters, digits
from urllib.parse import urlsplit

_TRACKING = re.compile(r"(utm_[^=]*|fbclid|gclid)(=|$)", re.IGNORECASE)
_DEFAULT_PORTS = {"http": 80, "https": 443}
_INDEX = re.compile(r"/(?:index|default)\.(?:html?|php|aspx?|jsp)$", re.IGNORECASE)
_ESCAPED = re.compile("%[0-9A-Fa-f]{2}")
_UNRESERVED = frozenset(f"{ascii_letters}{digits}-._~")  # RFC 3986: the same, escaped or not
_EDITION = re.compile(r"^(?:m|mobile|amp|touch)\.")
_AMP_PATH = re.compile(r"^/amp(?=/)|/amp$|\.amp(?=\.html?$|$)", re.IGNORECASE)
_AMP_QUERY = re.compile(r"(?:amp(?:=.*)?|outputType=amp)", re.IGNORECASE)


@cache
def host(url: str) -> str:
    """The host of an address in lower case, without a dot at its end; empty where it names none."""
    try:
        return (urlsplit(url).hostname or "").rstrip(".")
    except ValueError:  # a bracket that is not closed, say
        return ""


def last_part(url: str) -> str:
    """What follows the last slash of the path of an address; empty where it cannot be parsed."""
    try:
        return urlsplit(url).path.rpartition("/")[2]
    except ValueError:
        return ""


@cache
def normal(url: str) -> str:
    """The address without what does not change the page that it leads to: two pages are one where theirs are equal.

    Scheme and host in small letters, http as https, no www., dot after the host, default port, fragment, index.html or slash at the end, nor
    parameters that only trace a reader; a host in other letters than Latin as DNS has it, and no letter escaped that need not be. An
    address that cannot be parsed is left as it is.
    """
    try:
        parts = urlsplit(url.strip())
        named, port = _ascii(host(url.strip())).removeprefix("www."), parts.port
    except ValueError:  # a bracket that is not closed, a port that is no number
        return url
    scheme = "https" if parts.scheme == "http" else parts.scheme
    if port not in (None, _DEFAULT_PORTS.get(parts.scheme)):
        named = f"{named}:{port}"
    path = _INDEX.sub("", _escaped(parts.path)).rstrip("/")
    query = "&".join(p for p in _escaped(parts.query).split("&") if p and not _TRACKING.match(p))
    return f"{scheme}://{named}{path}{'?' if query else ''}{query}"


@cache
def edition(url: str) -> str:
    """The normal address without what as a rule names an edition of the same page, for a telephone or by AMP: this may be another page."""
    scheme, _, rest = normal(url).partition("://")
    path, _, query = _EDITION.sub("", rest).partition("?")
    named, slash, path = path.partition("/")
    path = _AMP_PATH.sub("", slash + path)
    query = "&".join(p for p in query.split("&") if p and not _AMP_QUERY.fullmatch(p))
    return f"{scheme}://{named}{path}{'?' if query else ''}{query}"


def _escaped(text: str) -> str:
    """A part of an address in which what need not be escaped is not, and the rest is."""
    text = _ESCAPED.sub(lambda m: c if (c := chr(int(m[0][1:], 16))) in _UNRESERVED else m[0].upper(), text)
    return text if text.isascii() else "".join(c if c.isascii() else _percent(c) for c in text)


def _percent(letter: str) -> str:
    return "".join(f"%{byte:02X}" for byte in letter.encode("utf-8", "surrogatepass"))


def _ascii(named: str) -> str:
    """A host as DNS has it: letters of other alphabets in Punycode."""
    try:
        return named if named.isascii() else named.encode("idna").decode()
    except UnicodeError:
        return named
