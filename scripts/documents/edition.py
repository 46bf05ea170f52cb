"""The words for an edition of the data, which the Python package has too; and the day of the facts renewed in a text."""

import re

from coalition_of_the_willing.edition import MONTHS, day, facts, in_full, of, released, sentence, silence

__all__ = ["MONTHS", "day", "facts", "in_full", "of", "released", "renewed", "sentence", "silence"]

_FACTS_TO = re.compile(rf"\b([Ff]acts\s+to\s+)\d{{1,2}}\s+(?:{'|'.join(MONTHS)})\s+\d{{4}}\b")


def renewed(text: str, until: str) -> str:
    """A text in which every "facts to 4 May 2031" names the day to which the facts go now."""
    return _FACTS_TO.sub(lambda found: found[1] + day(until), text) if until else text
