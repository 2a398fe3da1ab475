"""Times of records: on time or late by a margin nobody can dispute."""

from datetime import date, datetime, timedelta

from tests.support.samples.dice import Dice, later

FIRST, LAST = date(2025, 12, 1), date(2026, 11, 6)  # well inside the twelve months before 2026-11-20


def arrival(dice: Dice, reported: datetime, limit_hours: float, late: bool) -> datetime:
    low, high = (1.3, 2.2) if late else (0.15, 0.85)
    return later(reported, limit_hours * dice.between(low, high))


def finished(dice: Dice, arrived: datetime) -> datetime:
    return later(arrived, dice.between(0.6, 4.5))


def day_after(dice: Dice, start: date, limit_days: int, late: bool) -> date:
    """The day something was done that has `limit_days` for it."""
    if late:
        return start + timedelta(days=limit_days + 2 + dice.below(5))
    return start + timedelta(days=1 + dice.below(limit_days - 1))
