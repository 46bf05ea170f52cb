"""How to cite this version, from datapackage.json."""

from __future__ import annotations

from .folder import documented_until, released, version

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Literal

FORMATS = ("text", "bibtex", "apa", "csl")


def cite(format: Literal["text", "bibtex", "apa", "csl"] = "text") -> str:
    """The citation of this version."""
    return f"Version {version()}, released {released()}, facts to {documented_until()}. ({format})"
