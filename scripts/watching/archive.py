"""The Internet Archive's Wayback Machine: the copy of a page that is nearest to a day, by its availability API.

The answer is `{"archived_snapshots": {"closest": {"available": true, "url", "timestamp", "status"}}}`, where the inner object
is empty if there is no copy. It may know an address only without its scheme, so that is how it is asked.
"""

from typing import Any

from scripts.watching.answers import NotAsDocumented, member, page

NAME = "The Internet Archive"
ADDRESS = "https://archive.org/wayback/available"
DOCUMENTATION = "https://archive.org/help/wayback_api.php"


def question(url: str, day: str) -> dict[str, str]:
    return {"url": url.partition("://")[2].partition("#")[0], "timestamp": day.replace("-", "")}


def copy(answer: Any) -> str:
    """The address of the nearest copy, empty where there is none. Raises NotAsDocumented."""
    found = member(answer, "archived_snapshots", dict)
    if "closest" not in found:
        return ""
    closest = member(found, "closest", dict)
    if not isinstance(closest.get("available"), bool):
        raise NotAsDocumented("no word whether a copy is available")
    return page(member(closest, "url"), "").url if closest["available"] else ""
