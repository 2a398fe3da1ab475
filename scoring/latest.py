"""The latest date the evidence itself gives: the date of evaluation where none is typed and no clock may be asked."""

from collections.abc import Iterable
from datetime import date, timedelta

from scoring.calendar import day_of
from scoring.facts.model import FileFacts
from scoring.validity import record_dates

_COMPANY = timedelta(days=120)


def latest_date(files: Iterable[FileFacts]) -> date | None:
    """The latest date of a record or issue. A date that stands alone, long after those of all other files, is a slip of the pen."""
    days = sorted(day for facts in files if (day := _latest_of(facts)) is not None)
    while len(days) > 1 and days[-1] - days[-2] > _COMPANY:
        days.pop()
    return days[-1] if days else None


def _latest_of(facts: FileFacts) -> date | None:
    written = [facts.marks.issued, *(iso for table in facts.tables if not table.hidden for iso in record_dates(table))]
    days = [day for iso in written if iso and (day := day_of(iso)) is not None]
    return max(days, default=None)
