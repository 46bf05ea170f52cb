"""Versions: three numbers for a release, and the next one with `-dev` for what no release has yet."""

DEV = "-dev"
LIST = "changes"  # the table that lists what each version changed

Version = tuple[int, int, int]


def parse(version: str) -> Version:
    """(major, minor, patch) of a release. Raises ValueError for anything else than three numbers."""
    major, minor, patch = map(int, version.split("."))
    return major, minor, patch


def unreleased(version: str) -> bool:
    """Is it the version of what no release has?"""
    return version.endswith(DEV)


def after(version: str) -> str:
    """What comes after a release until the next one: after("1.2.3") is "1.2.4-dev"."""
    major, minor, patch = parse(version)
    return f"{major}.{minor}.{patch + 1}{DEV}"


def before(version: str) -> str:
    """The release that an unreleased version comes after; a release is its own."""
    if not unreleased(version):
        return version
    major, minor, patch = parse(version.removesuffix(DEV))
    return f"{major}.{minor}.{patch - 1}"
