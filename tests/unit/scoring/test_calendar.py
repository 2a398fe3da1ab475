"""Dates: the review period, months, and whether a time limit was kept."""

from datetime import date, datetime
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from scoring.calendar import Limit, Period, day_of, months_before, span

YEAR = Period.before(date(2026, 11, 20), 12)


@pytest.mark.parametrize(
    ("day", "months", "earlier"),
    [
        ("2026-11-20", 12, "2025-11-20"), ("2026-03-31", 1, "2026-02-28"), ("2024-03-31", 1, "2024-02-29"), ("2024-02-29", 12, "2023-02-28"),
        ("2026-01-15", 1, "2025-12-15"), ("2026-11-20", 36, "2023-11-20"), ("2026-12-31", 0, "2026-12-31"), ("2026-01-31", -1, "2026-02-28"),
    ],
)  # fmt: skip
def test_months_before(day: str, months: int, earlier: str) -> None:
    assert months_before(date.fromisoformat(day), months) == date.fromisoformat(earlier)


@pytest.mark.parametrize(
    ("iso", "inside"),
    [
        ("2025-11-20", True), ("2025-11-19", False), ("2026-11-20", True), ("2026-11-21", False), ("2026-11-20 23:59", True),
        ("2025-11", True), ("2025-10", False), ("2026-12", False), ("2026-11", True), ("2026", True), ("2025", False), ("2027", False),
        ("", False), ("去年", False), ("2026-13-40", False),
    ],
)  # fmt: skip
def test_in_the_period(iso: str, inside: bool) -> None:
    assert (iso in YEAR) == inside


@pytest.mark.parametrize(
    ("iso", "first", "last"),
    [("2024-02", "2024-02-01", "2024-02-29"), ("2026", "2026-01-01", "2026-12-31"), ("2026-03-05 12:30", "2026-03-05", "2026-03-05")],
)
def test_span(iso: str, first: str, last: str) -> None:
    assert span(iso) == (date.fromisoformat(first), date.fromisoformat(last))
    assert day_of(iso) == date.fromisoformat(last)


@pytest.mark.parametrize(
    ("value", "unit", "start", "end", "kept"),
    [
        ("2", "hour", "2026-03-02 09:00", "2026-03-02 11:00", True),
        ("2", "hour", "2026-03-02 09:00", "2026-03-02 11:01", False),
        ("0.5", "hour", "2026-03-02 09:00", "2026-03-02 09:30", True),
        ("24", "hour", "2026-03-02 23:00", "2026-03-03 23:00", True),
        ("1", "day", "2026-03-02 23:00", "2026-03-03 23:01", False),
        ("2", "hour", "2026-03-02", "2026-03-02", True),
        ("2", "hour", "2026-03-02", "2026-03-03", False),
        ("24", "hour", "2026-03-02", "2026-03-03", True),
        ("24", "hour", "2026-03-02 23:00", "2026-03-04", False),
        ("2", "hour", "2026-03-02 15:00", "2026-03-02", True),
        ("3", "workday", "2026-03-06", "2026-03-11", True),
        ("3", "workday", "2026-03-06", "2026-03-12", False),
        ("1", "workday", "2026-03-07", "2026-03-09", True),
        ("0", "workday", "2026-03-06", "2026-03-08", True),
        ("1", "month", "2026-01-31", "2026-02-28", True),
        ("1", "month", "2026-01-31", "2026-03-01", False),
        ("12", "month", "2024-02-29", "2025-02-28", True),
        ("2", "hour", "2026-03-02 09:00", "2026-03-02 08:59", None),
        ("2", "day", "2026-03-02", "2026-03-01", None),
        ("2", "day", "", "2026-03-01", None),
        ("2", "day", "2026-03-01", "三天后", None),
    ],
)
def test_kept(value: str, unit: str, start: str, end: str, kept: bool | None) -> None:
    assert Limit(Decimal(value), unit).kept(start, end) is kept


@pytest.mark.parametrize(
    ("start", "unit", "over"),
    [
        ("2026-11-15", "day", False), ("2026-11-14", "day", True), ("2026-11-13", "workday", False), ("2026-11-12", "workday", True),
        ("", "day", False),
    ],
)  # fmt: skip
def test_five_days_are_over(start: str, unit: str, over: bool) -> None:
    assert Limit(Decimal(5), unit).over(start, date(2026, 11, 20)) == over


def test_limits_compare_in_hours() -> None:
    assert Limit(Decimal(1), "day").hours == Limit(Decimal(24), "hour").hours
    assert Limit(Decimal(1), "month").hours == Limit(Decimal(30), "day").hours


moments = st.datetimes(min_value=datetime(2020, 1, 1), max_value=datetime(2030, 1, 1))


@given(moments, moments, moments, st.sampled_from(["hour", "day", "workday", "month"]), st.integers(0, 40))
def test_a_later_end_never_keeps_what_an_earlier_one_broke(a: datetime, b: datetime, c: datetime, unit: str, value: int) -> None:
    start, early, late = (moment.strftime("%Y-%m-%d %H:%M") for moment in sorted([a, b, c]))
    limit = Limit(Decimal(value), unit)
    assert limit.kept(start, early) or not limit.kept(start, late)
