"""Dates as the rubric reckons them: the review period, months back, hours and working days between two moments."""

from calendar import monthrange
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from decimal import Decimal

_NOON = " 12:00"
_YEAR = 4  # characters of an ISO year
_HALF_YEAR = 182


@dataclass(frozen=True, slots=True)
class Period:
    """The review period, both ends included."""

    start: date
    end: date

    def __contains__(self, iso: str) -> bool:
        """Whether an ISO date, or date and time, lies in the period; a month if any day of it does, a year if most of it does."""
        first, last = span(iso)
        if first is None or last is None:
            return False
        if len(iso) == _YEAR:
            return (min(last, self.end) - max(first, self.start)).days > _HALF_YEAR
        return first <= self.end and last >= self.start

    @classmethod
    def before(cls, as_of: date, months: int) -> "Period":
        """The `months` months that end at `as_of` (rubric §2, rule 3: 12 by default, 12 to 36)."""
        return cls(months_before(as_of, months), as_of)


def months_before(day: date, months: int) -> date:
    """The same day so many months earlier; the last of the month where that day does not exist."""
    year, month = divmod(day.year * 12 + day.month - 1 - months, 12)
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))


def span(iso: str) -> tuple[date | None, date | None]:
    """First and last day of an ISO day, month (2026-03) or year (2026); (None, None) for anything else."""
    text = iso[:10]
    try:
        if len(text) == 4:
            return date(int(text), 1, 1), date(int(text), 12, 31)
        if len(text) == 7:
            year, month = int(text[:4]), int(text[5:])
            return date(year, month, 1), date(year, month, monthrange(year, month)[1])
        day = date.fromisoformat(text)
    except ValueError:
        return None, None
    return day, day


def day_of(iso: str) -> date | None:
    """The day of an ISO date or date and time; the last day of a month or year."""
    return span(iso)[1]


@dataclass(frozen=True, slots=True)
class Limit:
    """A time limit: a value with its unit (hour, day, workday, month)."""

    value: Decimal
    unit: str

    @property
    def hours(self) -> Decimal:
        """For comparing limits: a day is 24 hours, a working day too, a month 30 days."""
        return self.value * {"hour": 1, "day": 24, "workday": 24, "month": 720}[self.unit]

    def kept(self, start: str, end: str) -> bool | None:
        """Whether `end` is no later than the limit after `start`; None where a moment cannot be read or lies before the start.

        With times on both sides the hours decide; where a side has only a date, whole days do. Working days are Monday to
        Friday; public holidays are not known here, which is to the disadvantage of nobody but a late record.
        """
        begin, finish = _moment(start), _moment(end)
        if begin is None or finish is None:
            return None
        exact = len(start) > 10 and len(end) > 10
        if finish < begin and (exact or finish.date() < begin.date()):
            return None
        if self.unit == "workday":
            return _workdays(begin.date(), finish.date()) <= self.value
        if self.unit == "month":
            return finish.date() <= _months_after(begin.date(), int(self.value))
        if exact:
            return Decimal((finish - begin).total_seconds()) / 3600 <= self.hours
        return (finish.date() - begin.date()).days * 24 <= self.hours

    def over(self, start: str, day: date) -> bool:
        """Whether the limit has run out by the end of `day` for something that began at `start`."""
        return self.kept(start, f"{day.isoformat()} 23:59") is False


def _moment(iso: str) -> datetime | None:
    try:
        return datetime.fromisoformat(iso if len(iso) > 10 else iso + _NOON)
    except ValueError:
        return None


def _months_after(day: date, months: int) -> date:
    return months_before(day, -months)


def _workdays(first: date, last: date) -> int:
    """Working days after `first` up to `last`."""
    days = (last - first).days
    return sum(1 for n in range(1, min(days, 3660) + 1) if (first + timedelta(n)).weekday() < 5)
