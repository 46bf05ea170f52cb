"""Addresses of pages, compared by what they lead to."""

import re
from functools import cache
from urllib.parse import urlsplit

_TRACKING = re.compile(r"(utm_[^=]*|fbclid|gclid)(=|$)", re.IGNORECASE)
_DEFAULT_PORTS = {"http": 80, "https": 443}


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

    Scheme and host in small letters, http as https, no www., dot after the host, default port, fragment, slash at the end or parameters that
    only trace a reader. An address that cannot be parsed is left as it is.
    """
    try:
        parts = urlsplit(url.strip())
        named, port = host(url.strip()).removeprefix("www."), parts.port
    except ValueError:  # a bracket that is not closed, a port that is no number
        return url
    scheme = "https" if parts.scheme == "http" else parts.scheme
    if port not in (None, _DEFAULT_PORTS.get(parts.scheme)):
        named = f"{named}:{port}"
    query = "&".join(p for p in parts.query.split("&") if p and not _TRACKING.match(p))
    return f"{scheme}://{named}{parts.path.rstrip('/')}{'?' if query else ''}{query}"
