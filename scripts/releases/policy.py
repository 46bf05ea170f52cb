"""The step that a change demands of the version, and arithmetic on versions. The policy in words is in RELEASING.md.

To add a kind of change: a line in STEPS, and the place in scripts/releases/comparison.py that finds it.
"""

from collections.abc import Iterable
from enum import IntEnum

from scripts.documents.versions import parse


class Step(IntEnum):
    """How far a version rises; a larger step admits whatever a smaller one admits."""

    NONE = 0
    PATCH = 1
    MINOR = 2
    MAJOR = 3

    def __str__(self) -> str:
        return self.name


STEPS = {
    "table removed": Step.MAJOR,
    "row dropped": Step.MAJOR,
    "field removed": Step.MAJOR,
    "field renamed": Step.MAJOR,
    "field added before others": Step.MAJOR,
    "fields reordered": Step.MAJOR,
    "type or format changed": Step.MAJOR,
    "key changed": Step.MAJOR,
    "package renamed": Step.MAJOR,
    "rules tightened": Step.MAJOR,
    "table added": Step.MINOR,
    "row added": Step.MINOR,
    "field added at the end": Step.MINOR,
    "spell ended": Step.MINOR,
    "rules loosened": Step.MINOR,
    "reference changed": Step.MINOR,
    "value corrected": Step.PATCH,
    "derived value changed": Step.PATCH,
    "description changed": Step.PATCH,
}


def bump(version: str, step: Step) -> str:
    """The next version, one step higher: bump("1.2.3", Step.MINOR) is "1.3.0"."""
    major, minor, patch = parse(version)
    return {
        Step.NONE: version,
        Step.PATCH: f"{major}.{minor}.{patch + 1}",
        Step.MINOR: f"{major}.{minor + 1}.0",
        Step.MAJOR: f"{major + 1}.0.0",
    }[step]


def free(version: str, step: Step, given: Iterable[str]) -> str:
    """The next version, one step higher and higher than any of that step that was given already."""
    version = bump(version, step)
    while version in given:
        version = bump(version, step)
    return version


def between(old: str, new: str) -> Step:
    """The step from one version to a later or equal one: the first number that rose. Raises ValueError if it fell."""
    before, after = parse(old), parse(new)
    if after < before:
        raise ValueError(f"{new} is lower than {old}")
    rose = [step for step, a, b in zip((Step.MAJOR, Step.MINOR, Step.PATCH), before, after, strict=True) if a != b]
    return rose[0] if rose else Step.NONE
