"""The weeks that a plan's actions lie in, for tables that shade them."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from assistant.reports.model_plan import Action, Plan

EPOCH = date(1899, 12, 30)  # day 0 of spreadsheets
_STEPS = (7, 14, 28, 56, 112)  # days
_MOST_DAYS = 5000


@dataclass(frozen=True, slots=True)
class Weeks:
    """Stretches of `step` days from a Monday on."""

    starts: tuple[date, ...]
    step: int

    def holds(self, number: int, day: str) -> bool:
        """Whether the stretch of this number, from 0, has the day; no day is in none."""
        return bool(day) and 0 <= (date.fromisoformat(day) - self.starts[number]).days < self.step

    def filled(self, one: Action) -> Iterator[bool]:
        """For each stretch, whether the action goes on in it."""
        first, last = date.fromisoformat(one.start), date.fromisoformat(one.finish)
        return (first < start + timedelta(days=self.step) and last >= start for start in self.starts)


def weeks(plan: Plan, most: int) -> Weeks | None:
    """From the first action to the last, and to the audit; as short as `most` stretches allow. None without actions or without dates."""
    if not plan.actions or not all(one.start and one.finish for one in plan.actions):
        return None
    first = min(date.fromisoformat(one.start) for one in plan.actions)
    last = max([date.fromisoformat(day) for day in (*(one.finish for one in plan.actions), plan.audit_date) if day])
    if (last - first).days > _MOST_DAYS:
        raise ValueError(f"a plan from {first} to {last}")
    monday = first - timedelta(days=first.weekday())
    step = next((one for one in _STEPS if (last - monday).days // one < most), _STEPS[-1])
    return Weeks(tuple(monday + timedelta(days=step * number) for number in range((last - monday).days // step + 1)), step)
