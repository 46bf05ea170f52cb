"""The country-month panel: what the spells and the attendance say of each month, up to the last documented day."""

from collections import Counter
from collections.abc import Iterator
from datetime import date

from scripts.files.schemas import ROSTER
from scripts.tables import meetings, spells
from scripts.tables.rows import Row, Tables


def panel(tables: Tables) -> Iterator[Row]:
    known = {name: tables.rows(name) for name in ("meetings", "attendance")}
    held, until = meetings.held(known), meetings.documented_until(known)
    began = {m["meeting"]: m["start_date"][:7] for m in held}
    in_month = Counter(began.values())
    came = (a for a in tables.rows("attendance") if a["meeting"] in began and meetings.came(a))
    attended = Counter((a["iso3"], began[a["meeting"]]) for a in came)
    counted = tables.codes.counted(ROSTER)
    of_all = tables.rows("memberships")
    for country in tables.rows("countries"):
        own = [s for s in of_all if s["iso3"] == country["iso3"]]
        for month, first, last in _months(min(s["start_date"] for s in of_all), until):
            yield Row(
                {
                    **{column: country[column] for column in ("iso3", "cow", "gw")},
                    "month": month,
                    "status_first": _status(own, first),
                    "status_last": _status(own, last),
                    "days_in": str(sum(_days(s, first, last) for s in own if s["status"] in counted)),
                    "meetings": str(in_month[month]),
                    "attended": str(attended[country["iso3"], month]),
                }
            )


def _months(start: str, until: str) -> Iterator[tuple[str, str, str]]:
    """(month, its first day, its last day but no later than `until`) from the month of one day to that of another."""
    month = start[:7]
    while month <= until[:7]:
        year, number = map(int, month.split("-"))
        following = date(year + number // 12, number % 12 + 1, 1)
        last = date.fromordinal(following.toordinal() - 1).isoformat()
        yield month, f"{month}-01", min(last, until)
        month = following.isoformat()[:7]


def _status(own: list[dict[str, str]], day: str) -> str:
    return next((s["status"] for s in own if spells.on(s, day)), "")


def _days(spell: dict[str, str], first: str, last: str) -> int:
    """The days that a spell shares with a stretch of days, both ends included."""
    start, end = (date.fromisoformat(day) for day in (max(spell["start_date"], first), min(spells.end(spell), last)))
    return max((end - start).days + 1, 0)
