"""Days as places across a drawing, and the calendar above it: weeks under months, or months under years where weeks are too narrow."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from scoring.plan.gantt_text import width

LABEL = 11.0
_WEEK = 20.0  # the narrowest week that is drawn
_ROOM = 4.0  # beside a label


@dataclass(frozen=True, slots=True)
class Scale:
    """`first` is at `left`, `last` (a later day) at `right`."""

    first: date
    last: date
    left: float
    right: float

    @property
    def day(self) -> float:
        """How wide a day is."""
        return (self.right - self.left) / (self.last - self.first).days

    def at(self, day: date) -> float:
        """Between left and right for every day between first and last."""
        return self.left + (day - self.first).days * self.day

    @property
    def one_year(self) -> bool:
        return self.first.year == self.last.year

    def named(self, day: date, told: int | None = None) -> str:
        """A day as text, with its year where the drawing spans years, unless that is `told` already."""
        return f"{day:%m-%d}" if self.one_year or day.year == told else day.isoformat()


@dataclass(frozen=True, slots=True)
class Cell:
    """A stretch of the calendar, cut at the drawing's edges. `label` is empty where it has no room."""

    left: float
    right: float
    label: str


def bands(scale: Scale) -> tuple[list[Cell], list[Cell]]:
    """The upper and the lower row of the calendar, each from the left edge to the right without a gap."""
    if scale.day * 7 >= _WEEK:
        return _cells(scale, _months(scale.first), _long_month), _cells(scale, _weeks(scale.first), lambda day: (str(day.day),))
    return _cells(scale, _years(scale.first), lambda day: (f"{day.year}年", str(day.year))), _alike(scale)


def _cells(scale: Scale, starts: Iterator[date], labels: Callable[[date], tuple[str, ...]]) -> list[Cell]:
    """`starts` begin at the first day or before it; of a stretch's labels, longest first, the first one with room is taken."""
    out = []
    start = next(starts)
    while start < scale.last:
        end = next(starts)
        left, right = scale.at(max(start, scale.first)), scale.at(min(end, scale.last))
        whole = start >= scale.first or end - start > timedelta(days=7)  # a week that began before has its day outside the drawing
        fits = (text for text in labels(start) if whole and width(text, LABEL) + _ROOM <= right - left)
        out.append(Cell(left, right, next(fits, "")))
        start = end
    return out


def _alike(scale: Scale) -> list[Cell]:
    """Months under their years, all with their sign or none: 10月 beside a bare 11 is read as one number."""
    signed = _cells(scale, _months(scale.first), lambda day: (f"{day.month}月",))
    return signed if all(one.label for one in signed[1:-1]) else _cells(scale, _months(scale.first), lambda day: (str(day.month),))


def _long_month(day: date) -> tuple[str, ...]:
    return f"{day.year}年{day.month}月", f"{day.month}月", str(day.month)


def _weeks(first: date) -> Iterator[date]:
    """Mondays."""
    day = first - timedelta(days=first.weekday())
    while True:
        yield day
        day += timedelta(days=7)


def _months(first: date) -> Iterator[date]:
    day = first.replace(day=1)
    while True:
        yield day
        day = (day + timedelta(days=31)).replace(day=1)


def _years(first: date) -> Iterator[date]:
    return (date(year, 1, 1) for year in range(first.year, first.year + 1000))
