"""Durations as sources write them: "5–10 个工作日" -> the day on which they are over at the earliest and at the latest.

Working days are Monday to Friday; public holidays are not known here, and are said not to be. Half a month is 15 days.
"""

import re
from dataclasses import dataclass
from datetime import date, timedelta
from fractions import Fraction
from math import ceil
from typing import Literal

from scoring.calendar import months_before

Unit = Literal["day", "workday", "week", "month", "year"]

_UNITS: dict[str, Unit] = {"天": "day", "日": "day", "个工作日": "workday", "工作日": "workday", "周": "week", "个月": "month", "年": "year"}
_NUMBER = r"\d{1,4}(?:\.5)?|一"
_RANGE = re.compile(rf"(?P<low>{_NUMBER})(?:\s?[-–—~至到]\s?(?P<high>{_NUMBER}))?\s?(?P<unit>个工作日|工作日|个月|天|日|周|年)")
_HALF_MONTH = 15
_WEEKEND = 5  # weekday() of Saturday
LAST = date(2200, 12, 31)  # far beyond any plan, and safe to add years to


@dataclass(frozen=True, slots=True)
class Duration:
    """So many of a unit; halves are of months and years only."""

    amount: Fraction
    unit: Unit

    def after(self, day: date) -> date:
        """The day on which it is over when it begins on `day`; none is over on the same day. A later beginning ends no earlier."""
        if self.unit == "workday":
            return _workdays_after(day, ceil(self.amount))
        if self.unit in ("month", "year"):
            months = self.amount * (12 if self.unit == "year" else 1)
            whole = int(months)
            return months_before(day, -whole) + timedelta(_HALF_MONTH if months != whole else 0)
        return day + timedelta(ceil(self.amount * (7 if self.unit == "week" else 1)))

    def before(self, day: date) -> date:
        """The latest day on which it must have begun to be over by `day`."""
        begin = day - timedelta(int(self.amount * {"day": 1, "workday": 2, "week": 7, "month": 31, "year": 366}[self.unit]) + 20)
        while self.after(begin + timedelta(1)) <= day:
            begin += timedelta(1)
        return begin


@dataclass(frozen=True, slots=True)
class Range:
    """From `low` to `high`, in the words of whoever says so. Both are equal where one figure is given."""

    says: str
    low: Duration
    high: Duration


def parse_range(text: str) -> Range | None:
    """The range a text consists of; None where it is none, or its beginning is above its end."""
    found = _RANGE.fullmatch(text.strip())
    if found is None:
        return None
    unit = _UNITS[found["unit"]]
    low, high = _number(found["low"]), _number(found["high"] or found["low"])
    if low > high or (unit not in ("month", "year") and (low.denominator != 1 or high.denominator != 1)):
        return None
    return Range(text.strip(), Duration(low, unit), Duration(high, unit))


def range_of(text: str) -> Range:
    """As parse_range; raises ValueError for what is no range."""
    time = parse_range(text)
    if time is None:
        raise ValueError(f"{text} 不是时长")
    return time


def _number(text: str) -> Fraction:
    return Fraction(1 if text == "一" else text)


def _workdays_after(day: date, count: int) -> date:
    """The count-th Monday to Friday after `day`."""
    weeks, left = divmod(count, 5)
    if weeks and day.weekday() >= _WEEKEND:  # count from the Friday before: the same working days follow it
        day -= timedelta(day.weekday() - _WEEKEND + 1)
    day += timedelta(weeks * 7)
    while left:
        day += timedelta(1)
        left -= day.weekday() < _WEEKEND
    return day
