"""Samples in judging: when, from what, what is said of them, and what is still decided on the whole population."""

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

import pytest

from scoring.evidence import Paper, Row
from scoring.facts.model import FileFacts
from scoring.judge import ClauseResult, Grade, grade
from scoring.predicates.drawing import called, told_failures
from scoring.profile import Profile
from scoring.result import to_json
from scoring.sampling import seed_of
from scoring.terminal import report
from tests.support.facts import AS_OF, PROFILE, file, promise, table
from tests.support.rubrics import clause, group, passed, rule, small

RESULTS = passed("installation_record")
COMPLETE = {"is": "sampled", "records": ["installation_record"], "tests": [{"test": "filled", "roles": ["result", "sign"]}]}
IN_TIME = {"test": "within", "start": ["start"], "ends": {"finish": ["complaint"]}}
SOLVED = {"is": "sampled", "records": ["complaint_record"], "pending": "complaint", "tests": [IN_TIME]}
REGIONS = {"is": "covered", "regions": ["sales_region_list"], "outlets": ["outlet_list"], "agreements": ["service_agreement"]}


def graded(predicate: dict[str, Any], *files: FileFacts, profile: Profile = PROFILE, rules: Sequence[Any] = ()) -> Grade:
    return grade(files, profile, AS_OF, small(group(clause("S", 100, predicate)), rules=rules))


def judged(predicate: dict[str, Any], *files: FileFacts, profile: Profile = PROFILE) -> ClauseResult:
    return graded(predicate, *files, profile=profile).clauses[0]


def installed(numbers: Sequence[int], path: str = "安装.xlsx", content: str = "甲", failing: int = 0) -> FileFacts:
    """Installations over ten months; those whose number `failing` divides did not pass."""
    rows = [(f"I{one:05d}", f"2026-{one % 10 + 1:02d}-11", "不合格" if failing and one % failing == 0 else "合格") for one in numbers]
    return file(path, table("installation_record", "id date result", rows), content=content)


def keys(one: ClauseResult) -> list[str]:
    assert one.sample is not None
    return sorted(row.key for row in one.sample.rows)


def text(one: ClauseResult) -> str:
    return one.conditions[0].verdict.text


def test_up_to_five_hundred_all_are_looked_at() -> None:
    one = judged(RESULTS, installed(range(500), failing=7))
    assert one.sample is not None
    assert (one.sample.population, one.sample.drawn, one.sample.passed) == (500, 500, 428)
    assert (one.sample.draw, one.sample.rows) == (None, ())
    failures = "I00000（结果是“不合格”）、I00007（结果是“不合格”）、I00014（结果是“不合格”），另有 69 条"
    assert text(one) == f"审核期内 500 条，全部看，合格 428 条；不合格的：{failures}"


def test_a_drawn_row_tells_its_file_and_the_bytes_it_came_from() -> None:
    papers = installed(range(1832))
    one = judged(RESULTS, papers)
    assert one.sample is not None
    assert {(row.file, row.sha256) for row in one.sample.rows} == {(papers.path, papers.sha256)}
    assert papers.sha256


@pytest.mark.parametrize(
    ("roles", "cells", "name"),
    [
        ("id name post", ("P1", "王敏", "客服"), "王敏"),  # of staff, by the name
        ("id name certificate", ("P1", "王敏", "2025-017"), "王敏"),
        ("id name", ("P1", "王敏"), "P1"),
        ("customer region", ("雁回书局", "华中"), "雁回书局"),
        ("result", ("合格",), "repair_record!A2"),
    ],
)
def test_a_record_is_called_what_people_find_it_by(roles: str, cells: tuple[str, ...], name: str) -> None:
    found = table("repair_record", roles, [cells])
    assert called(Row(Paper(file("维修.xlsx", found), ()), found, found.records[0])) == name


def test_above_a_sample_is_drawn_each_month_by_its_share() -> None:
    one = judged(RESULTS, installed(range(1832), failing=7))
    assert one.sample is not None
    assert one.sample.draw is not None
    assert (one.sample.population, one.sample.drawn, one.sample.draw.pool) == (1832, 125, 1832)
    assert {stratum.drawn for stratum in one.sample.draw.strata} == {12, 13}
    assert len(one.sample.rows) == len(set(keys(one))) == 125
    told = [row for row in one.sample.rows if row.outcome == "failed"]
    assert [row.locator for row in told] == [failure.quote.locator for failure in one.sample.failures]
    assert all(int(row.key[1:]) % 7 == 0 for row in told)
    assert one.sample.passed == 125 - len(told) == sum(row.outcome == "passed" for row in one.sample.rows)
    assert one.share == one.sample.share
    counts = f"审核期内总体 1,832 条，按固定种子抽 125 条（按月份比例，样本量为工作口径），抽中的里合格 {one.sample.passed} 条"
    assert text(one) == counts + told_failures(one.sample)
    assert told_failures(one.sample).endswith(f"，另有 {125 - one.sample.passed - 3} 条")


def test_the_seed_is_that_of_contents_and_clause() -> None:
    files = installed(range(400)), installed(range(400, 900), "续.xlsx", "乙")
    one = judged(RESULTS, *files)
    assert one.sample is not None
    assert one.sample.draw is not None
    assert one.sample.draw.seed == seed_of([files[0].sha256, files[1].sha256], "S")


@pytest.mark.parametrize("whole", [("S",), ("all",), ("9.9", "S")])
def test_all_records_on_demand(whole: tuple[str, ...]) -> None:
    one = judged(RESULTS, installed(range(900), failing=9), profile=replace(PROFILE, whole_population=whole))
    assert one.sample is not None
    assert (one.sample.drawn, one.sample.passed, one.sample.draw) == (900, 800, None)
    failures = "I00000（结果是“不合格”）、I00009（结果是“不合格”）、I00018（结果是“不合格”），另有 97 条"
    assert text(one) == f"审核期内 900 条，按要求全部看，合格 800 条；不合格的：{failures}"


def test_another_clauses_wish_is_not_this_ones_and_an_unknown_one_is_told() -> None:
    result = graded(RESULTS, installed(range(900)), profile=replace(PROFILE, whole_population=("9.9",)))
    assert result.clauses[0].sample is not None
    assert result.clauses[0].sample.drawn == 80
    assert any("要求全部查看的条款 9.9 不在评分表里" in notice for notice in result.notices)


@pytest.mark.parametrize(("up_to", "drawn"), [(None, 80), (899, 80), (900, 900), (100, 80)])
def test_the_size_up_to_which_all_are_looked_at_may_be_set(up_to: int | None, drawn: int) -> None:
    one = judged(RESULTS, installed(range(900)), profile=replace(PROFILE, whole_up_to=up_to))
    assert one.sample is not None
    assert one.sample.drawn == drawn


def test_names_order_and_copies_change_nothing() -> None:
    """Which of two copies of a record counts goes by the name of its file; what is drawn does not."""
    first, second = installed(range(700), "甲.xlsx", "甲"), installed(range(600, 1300), "乙.xlsx", "乙")
    inside = installed(range(100, 200), "丙.xlsx", "丙")
    one = judged(RESULTS, first, second, inside)
    renamed = [replace(first, path="1.xlsx"), replace(second, path="0.xlsx"), replace(inside, path="9.xlsx")]  # no record of the last counts
    other = judged(RESULTS, *reversed(renamed))
    assert keys(one) == keys(other)
    assert one.sample is not None
    assert other.sample is not None
    assert one.sample.draw == other.sample.draw
    assert one.sample.population == 1300


def test_records_outside_the_period_are_not_drawn_from() -> None:
    """The period is looked at in all records: the old ones neither count nor come into the sample."""
    old = file("旧.xlsx", table("installation_record", "id date result", [(f"旧{n}", "2024-03-02", "合格") for n in range(800)]), content="旧")
    one = judged(RESULTS, installed(range(600)), old)
    assert one.sample is not None
    assert one.sample.population == 600
    assert not any(key.startswith("旧") for key in keys(one))


def test_records_without_a_date_go_with_their_table() -> None:
    rows = [(f"I{n}", "2026-03-02" if n == 0 else "", "合格") for n in range(700)]
    stale = [(f"旧{n}", "2024-03-02" if n == 0 else "", "合格") for n in range(700)]
    parts = [table("installation_record", "id date result", found, title=name) for found, name in ((rows, "今年"), (stale, "前年"))]
    one = judged(RESULTS, file("安装.xlsx", *parts))
    assert one.sample is not None
    assert one.sample.draw is not None
    assert one.sample.population == 700
    assert [(stratum.month, stratum.population) for stratum in one.sample.draw.strata] == [("", 699), ("2026-03", 1)]


def complaints(count: int, open_ones: int, days: int = 3) -> FileFacts:
    closed = [(f"C{n:04d}", f"2026-{n % 9 + 1:02d}-05", f"2026-{n % 9 + 1:02d}-{5 + days:02d}", "已解决") for n in range(count)]
    pending = [(f"P{n:04d}", "2026-11-19", "", "处理中") for n in range(open_ones)]
    return file("投诉.xlsx", table("complaint_record", "id start finish status", [*closed, *pending]))


def test_pending_records_are_left_out_before_the_draw() -> None:
    one = judged(SOLVED, complaints(600, 7), file("承诺.docx", promise("complaint", 7, "day")))
    assert one.sample is not None
    assert one.sample.draw is not None
    assert (one.sample.population, one.sample.draw.pool, one.sample.drawn, one.sample.passed) == (607, 600, 80, 80)
    assert not any(key.startswith("P") for key in keys(one))
    assert "总体 600 条（另有 7 条时限未到，不在其内）" in text(one)


def test_limits_of_another_step_are_told_by_all_records() -> None:
    """Four fifths of all the records break the narrow limit: it is left aside, though of the drawn ones too many keep it."""
    rows = [(f"M{n:04d}", "2026-03-05", f"2026-03-{6 if n % 5 == 4 else 10:02d}") for n in range(1000)]
    both = file("承诺.docx", promise("complaint", 2, "day"), promise("complaint", 10, "day"))
    one = judged({**SOLVED, "pending": None}, file("投诉.xlsx", table("complaint_record", "id start finish", rows)), both)
    assert one.sample is not None
    assert sum(int(key[1:]) % 5 == 4 for key in keys(one)) > 16
    assert (one.outcome, one.sample.drawn, one.sample.passed) == ("met", 80, 80)
    assert "应是另一环节的时限" in text(one)


def test_contradicting_limits_say_that_the_drawn_records_tell_them_apart() -> None:
    rows = [(f"C{n:04d}", "2026-03-05", f"2026-03-{6 + n % 4:02d}") for n in range(1000)]
    both = file("承诺.docx", promise("complaint", 2, "day")), file("手册.docx", promise("complaint", 4, "day"))
    one = judged({**SOLVED, "pending": None}, file("投诉.xlsx", table("complaint_record", "id start finish", rows)), *both)
    assert one.outcome == "unknown"
    assert "抽中的 80 条里按最严的" in text(one)


def test_a_column_that_any_record_has_is_no_gap_even_if_no_drawn_one_has_it() -> None:
    """Fields nobody keeps are told by all records: one of the 3,000 has the cell."""
    rows = [(f"I{n:04d}", "2026-03-02", "合格") for n in range(3000)]
    signed = file("补.xlsx", table("installation_record", "id date result sign", [("J", "2026-03-02", "合格", "何")]), content="补")
    rules = [rule("SD-own", "breached", clauses=["S"], share=0.2)]
    many = file("安装.xlsx", table("installation_record", "id date result", rows))
    assert graded(COMPLETE, many, rules=rules).special == ()
    (found,) = graded(COMPLETE, many, signed, rules=rules).special
    assert "总体 3,001 条，按固定种子抽 125 条，抽中的里" in found.text
    assert "20%" in found.text


def test_of_very_many_regions_a_sample_is_looked_at() -> None:
    names = [f"{a}{b}{c}" for a in "东南西北上下左右" for b in "山河湖海江溪泉潭井" for c in "城镇乡村港湾岭坡"]
    outlets = file("网点.xlsx", table("outlet_list", "region outlet mode", [(name, f"{name}服务站", "自营") for name in names[::2]]))
    regions = file("区域.xlsx", table("sales_region_list", "region", [(name,) for name in names]))
    one = judged(REGIONS, outlets, regions)
    assert one.sample is not None
    assert one.sample.draw is not None
    assert (one.sample.population, one.sample.drawn, one.sample.draw.strata) == (576, 80, ())
    assert {row.key for row in one.sample.rows if row.outcome == "passed"} <= set(names[::2])
    assert {row.key for row in one.sample.rows if row.outcome == "failed"} <= set(names[1::2])
    assert text(one) == (
        f"576 个销售区域，按固定种子抽 80 条（样本量为工作口径），抽中的里 {one.sample.passed} 个有网点（自建，或委托且协议在有效期内）"
        f"{told_failures(one.sample, '个')}"
    )
    shuffled = file("区域.xlsx", table("sales_region_list", "region", [(name,) for name in reversed(names)]))
    assert keys(judged(REGIONS, shuffled, outlets)) == keys(one)
    all_of_them = judged(REGIONS, outlets, regions, profile=replace(PROFILE, whole_population=("S",)))
    assert text(all_of_them).startswith("576 个销售区域中 288 个有网点（自建，或委托且协议在有效期内）；不合格的：")
    assert text(all_of_them).endswith("（没有网点），另有 285 个")


def test_the_result_lists_the_sample() -> None:
    (found,) = to_json(graded(RESULTS, installed(range(1832), failing=7)))["clauses"]
    sample = found["sample"]
    assert (sample["method"], sample["population"], sample["pool"], sample["drawn"], sample["table"]) == ("sample", 1832, 1832, 125, "working")
    assert len(sample["seed"]) == 64
    assert sum(one["drawn"] for one in sample["strata"]) == len(sample["rows"]) == 125
    assert sample["rows"][0].keys() == {"file", "sha256", "locator", "key", "date", "outcome"}
    assert float(sample["interval"]["low"]) < sample["passed"] / 125 < float(sample["interval"]["high"])
    assert sample["interval"]["provenance"] == "working"


def test_a_whole_population_lists_no_rows() -> None:
    (found,) = to_json(graded(RESULTS, installed(range(10), failing=7)))["clauses"]
    assert found["sample"].keys() == {"population", "drawn", "passed", "unsure", "method", "failures"}
    assert found["sample"]["method"] == "whole"


def test_the_terminal_says_what_is_a_sample_and_lists_it_with_the_clause() -> None:
    result = to_json(graded(RESULTS, installed(range(1832))))
    told = "\n".join(report(result))
    assert "总体 1,832 行，按固定种子抽 125 行（工作口径），抽中的里合格 125 行" in told
    assert "要全部查看加 --whole" in told
    assert "抽中的 125 行：" not in told
    full = "\n".join(report(result, ("S",)))
    assert "95% 置信" in full
    assert "2026-01 1" in full
    listing = full[full.index("抽中的 125 行：") :]
    assert listing.count("安装.xlsx 工作表“installation_record”第 ") == 125
    assert listing.count("　合格") == 125
