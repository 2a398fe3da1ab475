"""Rows that copy others are no records of their own; honest repetition is."""

from dataclasses import replace
from itertools import permutations

import pytest

from scoring.facts.model import FileFacts, RecordTable
from tests.support.facts import file, table
from tests.support.vectors import evidence

REPAIR = "id customer phone start arrive finish fault action staff sign"
FIRST = ("R1", "松湖幼儿园", "137****4410", "2026-04-02 08:40", "2026-04-02 10:05", "2026-04-02 11:30", "不出热水", "换温控器", "温师傅", "郝园长")
DAYS = "id customer start finish fault action status"
PLAIN = ("B7", "枫桥茶社", "2026-05-06", "2026-05-08", "杯盖渗水", "换硅胶圈", "已关闭")


def changed(row: tuple[str, ...], roles: str, **cells: str) -> tuple[str, ...]:
    return tuple(cells.get(role, text) for role, text in zip(roles.split(), row, strict=True))


def counts(*files: FileFacts, kind: str = "repair_record") -> tuple[int, int]:
    """How many records count, and how many copies are told."""
    seen = evidence(files)
    return len(seen.rows([kind])), len(seen.copies([kind]))


@pytest.mark.parametrize(
    "cells",
    [
        {"id": "R2"},
        {"customer": "竹里餐厅"},
        {"id": "R2", "customer": "竹里餐厅"},
        {"id": "R2", "customer": "竹里餐厅", "phone": "139****0021", "sign": "祁老板"},
        {"id": "R2", "fault": "不出 热水"},
    ],
)
def test_another_number_or_name_makes_no_other_record(cells: dict[str, str]) -> None:
    rows = [FIRST, changed(FIRST, REPAIR, **cells)]
    assert counts(file("维修.xlsx", table("repair_record", REPAIR, rows))) == (1, 1)
    apart = [file(name, table("repair_record", REPAIR, [row])) for name, row in zip(("甲.xlsx", "乙.pdf"), rows, strict=True)]
    assert counts(*apart) == (1, 1)


@pytest.mark.parametrize(
    "cells",
    [
        {"id": "R2", "customer": "竹里餐厅", "start": "2026-04-02 13:10", "arrive": "2026-04-02 14:00", "finish": "2026-04-02 14:30"},
        {"id": "R2", "customer": "竹里餐厅", "fault": "漏电跳闸"},
        {"id": "R2", "action": "换加热管"},
        {"id": "R2", "start": "2026-05-02 08:40", "arrive": "2026-05-02 10:05", "finish": "2026-05-02 11:30"},  # every month
    ],
)
def test_other_times_or_other_work_is_another_record(cells: dict[str, str]) -> None:
    assert counts(file("维修.xlsx", table("repair_record", REPAIR, [FIRST, changed(FIRST, REPAIR, **cells)]))) == (2, 0)


def test_days_alone_tell_copies_of_one_customer_only() -> None:
    again, other = changed(PLAIN, DAYS, id="B8"), changed(PLAIN, DAYS, id="B9", customer="柳溪食堂")
    assert counts(file("反馈.xlsx", table("feedback_record", DAYS, [PLAIN, again, other])), kind="feedback_record") == (2, 1)


def test_the_same_day_under_the_same_telephone_is_the_same_customer() -> None:
    roles = f"{DAYS} phone"
    rows = [(*PLAIN, "136****2207"), (*changed(PLAIN, DAYS, id="B9", customer="柳溪食堂"), "136****2207")]
    assert counts(file("反馈.xlsx", table("feedback_record", roles, rows)), kind="feedback_record") == (1, 1)


def test_a_standard_job_done_many_times_a_day_is_honest() -> None:
    rows = [(f"A{n}", "2026-06-01", "云岭酒店", "KT-3", "邓师傅", "合格") for n in range(8)]
    found = table("installation_record", "id date customer product staff result", rows)
    assert counts(file("安装.xlsx", found), kind="installation_record") == (8, 0)


def with_others(found: RecordTable, others: list[dict[str, str]]) -> RecordTable:
    return replace(found, records=tuple(replace(one, others=cells) for one, cells in zip(found.records, others, strict=True)))


@pytest.mark.parametrize(("others", "count"), [([{"机身号": "k1"}, {"机身号": "k2"}], 2), ([{"机身号": "k1"}, {"机身号": "k1"}], 1)])
def test_cells_without_a_role_tell_records_apart(others: list[dict[str, str]], count: int) -> None:
    found = table("feedback_record", DAYS, [PLAIN, changed(PLAIN, DAYS, id="B8")])
    assert counts(file("反馈.xlsx", with_others(found, others)), kind="feedback_record")[0] == count


def test_the_emptiest_copy_counts_whatever_the_files_are_called() -> None:
    unsigned, signed = changed(FIRST, REPAIR, sign=""), changed(FIRST, REPAIR, id="R9", customer="竹里餐厅")
    for names in permutations(("一.xlsx", "二.xlsx")):
        files = [file(name, table("repair_record", REPAIR, [row])) for name, row in zip(names, (unsigned, signed), strict=True)]
        assert [row.get("sign") for row in evidence(files).rows(["repair_record"])] == [""]


def test_the_same_record_elsewhere_is_counted_once_though_a_narrow_column_breaks_its_words() -> None:
    broken = changed(FIRST, REPAIR, phone="137****441 0", customer="松湖幼儿 园")
    files = [file(name, table("repair_record", REPAIR, [row])) for name, row in (("甲.xlsx", FIRST), ("乙.pdf", broken))]
    assert counts(*files) == (1, 0)
