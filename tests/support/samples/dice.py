"""Chance with a seed. Built on Random.random alone, whose sequence Python keeps from version to version."""

from collections.abc import Sequence
from datetime import date, datetime, timedelta
from random import Random
from typing import TypeVar

T = TypeVar("T")

_SURNAMES = "岑柏凌卞祝穆花樊骆裴虞甘宫邢荀幸应宗丁宣邓单洪包诸左石崔吉钮龚"
_FIRST = "承立明可思晓远佳子文嘉一景若学启正新春玉"
_LAST = "川宁舟平岚禾然峰琳洁涛勇倩波昊欣莹鸣凯芸"
_PREFIXES = ("133", "138", "139", "152", "157", "166", "178", "187", "199")


class Dice:
    def __init__(self, seed: int) -> None:
        self._random = Random(seed)

    def below(self, count: int) -> int:
        return int(self._random.random() * count)

    def between(self, low: float, high: float) -> float:
        return low + self._random.random() * (high - low)

    def one_of(self, items: Sequence[T]) -> T:
        return items[self.below(len(items))]

    def picks(self, total: int, count: int, avoid: frozenset[int] = frozenset()) -> frozenset[int]:
        """`count` different numbers below `total`, none of `avoid`."""
        chosen: set[int] = set()
        while len(chosen) < count:
            number = self.below(total)
            if number not in avoid:
                chosen.add(number)
        return frozenset(chosen)

    def person(self) -> str:
        middle = self.one_of(_FIRST) if self.below(5) else ""
        return self.one_of(_SURNAMES) + middle + self.one_of(_LAST)

    def people(self, count: int) -> list[str]:
        """Different names."""
        names: dict[str, None] = {}
        while len(names) < count:
            names[self.person()] = None
        return list(names)

    def mobile(self) -> str:
        """A masked number: no real one can come out."""
        return f"{self.one_of(_PREFIXES)}****{self.below(10000):04d}"

    def days(self, first: date, last: date, count: int) -> list[date]:
        """`count` days from `first` to `last`, in order."""
        span = (last - first).days + 1
        return sorted(first + timedelta(days=self.below(span)) for _ in range(count))

    def moment(self, day: date) -> datetime:
        """A minute of the working day."""
        return datetime(day.year, day.month, day.day, 8 + self.below(10), self.below(60))


def later(moment: datetime, hours: float) -> datetime:
    return moment + timedelta(minutes=round(hours * 60))
