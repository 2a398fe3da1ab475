"""Moments that cannot be never pass, and a register whose times cannot be relied on is told as a whole."""

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

import pytest

from scoring.facts.model import RecordTable
from scoring.judge import ClauseResult, grade
from tests.support.facts import AS_OF, PROFILE, file, promise, table
from tests.support.rubrics import clause, group, small

ROLES = "id customer start arrive finish"
ANSWERED = {"is": "sampled", "records": ["repair_record"], "tests": [{"test": "within", "start": ["start"], "ends": {"arrive": ["response"]}}]}
COMPLETE = {"is": "sampled", "records": ["repair_record"], "tests": [{"test": "filled", "roles": [["start", "date"], "customer", "finish"]}]}
GOOD = ("R0", "雁回书局", "2026-05-04 09:00", "2026-05-04 11:00", "2026-05-04 12:00")


def judged(predicate: dict[str, Any], found: RecordTable) -> ClauseResult:
    files = [file("维修.xlsx", found), file("承诺.docx", promise("response", 24, "hour"))]
    return grade(files, PROFILE, AS_OF, small(group(clause("S", 100, predicate)))).clauses[0]


def repairs(rows: Sequence[Sequence[str]]) -> RecordTable:
    return table("repair_record", ROLES, rows)


def reasons(predicate: dict[str, Any], *row: str, unread: tuple[str, ...] = ()) -> list[str]:
    """Why the second of two records fails."""
    found = repairs([GOOD, row])
    records = (found.records[0], replace(found.records[1], unread=unread))
    one = judged(predicate, replace(found, records=records))
    assert one.sample is not None
    return [failure.why for failure in one.sample.failures]


@pytest.mark.parametrize(
    ("predicate", "row", "unread", "why"),
    [
        (COMPLETE, ("R1", "甲店", "2026-05-04 09:00", "", "2026-05-01 09:00"), (), "时间前后颠倒"),
        (COMPLETE, ("R1", "甲店", "2026-05-04", "", "2026-05-03 20:00"), (), "时间前后颠倒"),
        (COMPLETE, ("R1", "甲店", "2026-05-04", "", "2026-04-31"), ("finish",), "没有这一天"),
        (COMPLETE, ("R1", "甲店", "2026年2月30日", "", "2026-03-01"), ("start",), "没有这一天"),
        (COMPLETE, ("R1", "甲店", "2026-11-18", "", "2026-12-02"), (), "晚于评定日"),
        (ANSWERED, ("R1", "甲店", "2026-02-31 09:00", "2026-03-01 10:00", "2026-03-01"), ("start",), "没有这一天"),
        (ANSWERED, ("R1", "甲店", "2026-05-04 09:00", "2026-05-03 10:00", ""), (), "时间前后颠倒"),
        (ANSWERED, ("R1", "甲店", "2026-11-20 09:00", "2026-11-21 08:00", ""), (), "晚于评定日"),
    ],
)
def test_such_a_record_fails_with_the_reason(predicate: dict[str, Any], row: tuple[str, ...], unread: tuple[str, ...], why: str) -> None:
    told = reasons(predicate, *row, unread=unread)
    assert len(told) == 1
    assert why in told[0]


@pytest.mark.parametrize(
    "row",
    [
        ("R1", "甲店", "2025-12-31 22:40", "2026-01-01 00:20", "2026-01-01 01:30"),  # over New Year
        ("R1", "甲店", "2026-05-09 10:00", "2026-05-10 09:00", "2026-05-10"),  # a week-end; the end without its time
        ("R1", "甲店", "2026-05-04 09:00", "2026-05-04", "2026-05-04"),
        ("R1", "甲店", "2026-11-20 08:00", "2026-11-20 09:00", "2026-11-20 18:00"),  # on the day itself
    ],
)
@pytest.mark.parametrize("predicate", [COMPLETE, ANSWERED])
def test_whatever_can_be_passes(predicate: dict[str, Any], row: tuple[str, ...]) -> None:
    assert reasons(predicate, *row) == []


def test_what_cannot_be_read_is_told_apart_from_what_cannot_be() -> None:
    assert reasons(ANSWERED, "R1", "甲店", "上周三", "2026-05-04 11:00", "", unread=("start",)) == []


def test_a_day_alone_is_looked_at_like_a_beginning() -> None:
    """`date` is where a register without a beginning tells its day."""
    records = table("repair_record", "id customer date finish", [("R1", "甲店", "2026-02-30", "2026-03-01")])
    found = replace(records, records=(replace(records.records[0], unread=("date",)),))
    one = judged(COMPLETE, found)
    assert one.sample is not None
    assert ["没有这一天" in failure.why for failure in one.sample.failures] == [True]


def test_the_reason_names_the_column_as_its_header_does() -> None:
    found = repairs([GOOD, ("R1", "甲店", "2026-05-04", "", "2026-04-31")])
    records = (found.records[0], replace(found.records[1], unread=("finish",)))
    one = judged(COMPLETE, replace(found, records=records, columns={**found.columns, "finish": "修好日期"}))
    assert one.sample is not None
    assert [failure.why for failure in one.sample.failures] == ["“修好日期”是“2026-04-31”，没有这一天"]


def mixed(wrong: int, right: int) -> RecordTable:
    bad = [(f"R{n}", f"{n}店", f"2026-05-{n + 4:02d} 12:00", f"2026-05-{n + 4:02d} 11:00", f"2026-05-{n + 4:02d} 09:00") for n in range(wrong)]
    good = [(f"S{n}", f"{n}店", f"2026-06-{n + 4:02d} 09:00", f"2026-06-{n + 4:02d} 11:00", f"2026-06-{n + 4:02d} 12:00") for n in range(right)]
    return repairs(bad + good)


@pytest.mark.parametrize("predicate", [COMPLETE, ANSWERED])
def test_a_register_turned_round_is_for_people_to_look_into(predicate: dict[str, Any]) -> None:
    one = judged(predicate, mixed(9, 1))
    assert (one.outcome, one.conditions[0].verdict.reason) == ("unknown", "contradiction")
    end = "11:00" if predicate is ANSWERED else "09:00"
    assert f"10 条里有 9 条的时间前后颠倒（如 2026-05-04 12:00 至 2026-05-04 {end}）" in one.conditions[0].verdict.text
    some = judged(predicate, mixed(3, 7))
    assert some.sample is not None
    assert (some.outcome, some.sample.passed) == ("partial", 7)


@pytest.mark.parametrize(
    ("start", "end", "names", "outcome"),
    [
        ("2026-03-02 09:00", "2026-03-02 10:30", "甲乙丙丁戊己", "unknown"),
        ("2026-03-02 09:00", "2026-03-02 10:30", "甲乙丙甲乙丙", "unknown"),  # two each
        ("2026-03-02 09:00", "2026-03-02 10:30", "甲乙甲乙甲乙", "met"),  # two customers, three machines each
        ("2026-03-02 09:00", "2026-03-02 10:30", "甲甲甲甲甲甲", "met"),  # six machines of one customer in one visit
        ("2026-03-02", "2026-03-02", "甲乙丙丁戊己", "met"),  # a day is no moment
        ("2026-03-02 00:00", "2026-03-02 00:00", "甲乙丙丁戊己", "met"),  # nor is a day that a spreadsheet gave a midnight
        ("2026-03-02 09:00", "2026-03-02 10:30", "甲乙丙丁", "met"),  # too few to tell
    ],
)
def test_a_register_filled_in_at_one_stroke_tells_no_times(start: str, end: str, names: str, outcome: str) -> None:
    rows = [(f"R{n}", f"{name}店", start, end, end) for n, name in enumerate(names)]
    assert judged(ANSWERED, repairs(rows)).outcome == outcome
    assert judged(COMPLETE, repairs(rows)).outcome == "met"


def test_what_was_filled_in_at_one_stroke_is_told_with_three_of_its_records() -> None:
    rows = [(f"R{n}", f"{n}店", "2026-03-02 09:00", "2026-03-02 10:30", "") for n in range(6)]
    verdict = judged(ANSWERED, repairs(rows)).conditions[0].verdict
    assert "6 条里有 6 条的时间都是 2026-03-02 09:00 至 2026-03-02 10:30，像是一次填成的" in verdict.text
    assert [quote.locator for quote in verdict.evidence] == [f"repair_record!A{n}" for n in (2, 3, 4)]
