"""Versions: three numbers for a release, and the next one with `-dev` for what no release has yet."""

import re

DEV = "-dev"
LIST = "changes"  # the table that lists what each version changed

Version = tuple[int, int, int]
_NUMBERS = re.compile(r"(0|[1-9][0-9]*)(\.(0|[1-9][0-9]*)){2}")


def parse(version: str) -> Version:
    """(major, minor, patch) of a release. Raises ValueError for anything else than three numbers."""
    if not _NUMBERS.fullmatch(version):  # int() also reads " 1", "+1", "01" and 1_0
        raise ValueError(f"{version!r} is no version of three numbers, such as 1.2.3")
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
    """The release that an unreleased version comes after; a release is its own. Raises ValueError where there is none."""
    if not unreleased(version):
        return version
    major, minor, patch = parse(version.removesuffix(DEV))
    if not patch:
        raise ValueError(
            f"{version} comes after no release: its last number would be that of the release, and one more"
        )
    return f"{major}.{minor}.{patch - 1}"
