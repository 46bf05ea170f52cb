"""How a claim of a page bears on the row of attendance that the claims decide, by the rule that docs/method.md states."""

SUPPORTS, DISPUTES, CONTEXT = "supports", "disputes", "context"  # how a page bears on a row: the code list `bearing`
ATTENDED, ANNOUNCED = "attended", "announced"  # what a claim says; a report goes before an announcement
AGAINST = {ATTENDED: ("absent",), ANNOUNCED: ("absent", "announced-absent")}


def bearing(says: str, decided_by: str) -> str:
    """How a claim bears on a row that claims of one kind, ATTENDED or ANNOUNCED, decide.

    >>> bearing("absent", ATTENDED), bearing("announced-absent", ATTENDED)
    ('disputes', 'context')
    """
    if says == decided_by:
        return SUPPORTS
    return DISPUTES if says in AGAINST[decided_by] else CONTEXT


def decided_by(reported_by: int) -> str:
    """What kind of claim decides a row of attendance that so many pages report.

    >>> decided_by(2), decided_by(0)
    ('attended', 'announced')
    """
    return ATTENDED if reported_by else ANNOUNCED
