"""Durations as sources write them, and the days on which they are over."""

from datetime import date
from fractions import Fraction

import pytest

from assistant.guidance.timeline_durations import Duration, parse_range, range_of


@pytest.mark.parametrize(
    ("text", "low", "high", "unit"),
    [
        ("3 个月", "3", "3", "month"), ("1–3 个月", "1", "3", "month"), ("0.5–1 个月", "1/2", "1", "month"), ("5.5–6 个月", "11/2", "6", "month"),
        ("1–2 周", "1", "2", "week"), ("5–10 个工作日", "5", "10", "workday"), ("5-10个工作日", "5", "10", "workday"),
        ("20 个工作日", "20", "20", "workday"),
        ("1–3 天", "1", "3", "day"), ("20至40天", "20", "40", "day"), ("一年", "1", "1", "year"), ("0 天", "0", "0", "day"),
    ],
)  # fmt: skip
def test_ranges(text: str, low: str, high: str, unit: str) -> None:
    read = range_of(text)
    assert (read.low, read.high) == (Duration(Fraction(low), unit), Duration(Fraction(high), unit))  # type: ignore[arg-type]


@pytest.mark.parametrize("text", ["", "数月至一年", "3–1 天", "0.5 天", "1.5 周", "-3 天", "3", "3 小时", "1.25 个月", "约 2 个月", "99999 天"])
def test_what_is_no_range(text: str) -> None:
    assert parse_range(text) is None
    with pytest.raises(ValueError, match="不是时长"):
        range_of(text)


@pytest.mark.parametrize(
    ("begin", "text", "end"),
    [
        ("2026-11-23", "5 个工作日", "2026-11-30"),  # Monday to Monday
        ("2026-11-27", "1 个工作日", "2026-11-30"),  # Friday to Monday
        ("2026-11-28", "1 个工作日", "2026-11-30"),  # from a Saturday
        ("2026-11-29", "1 个工作日", "2026-11-30"),  # from a Sunday
        ("2026-11-28", "5 个工作日", "2026-12-04"),  # Monday to Friday after a Saturday
        ("2026-11-29", "5 个工作日", "2026-12-04"),
        ("2026-11-27", "5 个工作日", "2026-12-04"),
        ("2026-11-28", "7 个工作日", "2026-12-08"),
        ("2026-11-26", "3 个工作日", "2026-12-01"),
        ("2026-11-28", "0 个工作日", "2026-11-28"),
        ("2027-01-31", "1 个月", "2027-02-28"),
        ("2028-01-31", "1 个月", "2028-02-29"),
        ("2026-11-30", "0.5 个月", "2026-12-15"),
        ("2026-12-31", "5.5 个月", "2027-06-15"),
        ("2028-02-29", "1 年", "2029-02-28"),
        ("2026-12-28", "1 周", "2027-01-04"),
        ("2026-12-31", "3 天", "2027-01-03"),
    ],
)
def test_the_day_it_is_over(begin: str, text: str, end: str) -> None:
    assert range_of(text).low.after(date.fromisoformat(begin)) == date.fromisoformat(end)


@pytest.mark.parametrize(
    ("end", "text", "begin"),
    [("2027-02-23", "3 个月", "2026-11-23"), ("2027-02-28", "1 个月", "2027-01-31"), ("2027-03-01", "1 个月", "2027-02-01"),
     ("2026-12-04", "5 个工作日", "2026-11-29"), ("2027-02-28", "1 年", "2026-02-28"), ("2026-12-04", "0 天", "2026-12-04")],
)  # fmt: skip
def test_the_latest_day_to_have_begun(end: str, text: str, begin: str) -> None:
    assert range_of(text).low.before(date.fromisoformat(end)) == date.fromisoformat(begin)
