"""Addresses of pages, so that two ways to write the same one compare as equal."""

from urllib.parse import urlsplit

_TRACKING = ("utm_", "fbclid=", "gclid=")
_PORTS = {"http": 80, "https": 443}


def normal(url: str) -> str:
    """An address for comparison, not for asking.

    Left out is what leads to the same page with or without it: https or http, `www.`, a default port, case of the host, the
    fragment, a trailing slash, and parameters that count visitors. The rest of the query is kept, in its order.
    """
    try:
        parts = urlsplit(url.strip())
        host, port = (parts.hostname or "").removeprefix("www."), parts.port
    except ValueError:  # a bracket that is not closed, a port that is no number
        return url.strip()
    scheme = "https" if parts.scheme in _PORTS else parts.scheme
    where = host if port in (None, _PORTS.get(parts.scheme)) else f"{host}:{port}"
    query = "&".join(part for part in parts.query.split("&") if not part.lower().startswith(_TRACKING))
    return f"{scheme}://{where}{parts.path.rstrip('/')}" + (f"?{query}" if query else "")
