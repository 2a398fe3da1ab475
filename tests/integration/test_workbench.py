"""The working half behind the pages: the sample, official points, decisions, plan and comparison, and what a restart leaves."""

import json
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, date, datetime, tzinfo
from decimal import Decimal
from io import BytesIO
from itertools import count
from pathlib import Path
from threading import Barrier
from typing import Any

import pytest
from openpyxl import load_workbook

from assistant.errors import DeclaredError
from assistant.reports.excel.gaps import DUE, NAME, NOTE, OWNER
from assistant.service import Service
from assistant.settings import Settings
from assistant.workbench import Workbench
from assistant.workspace.errors import NotFoundError
from assistant.workspace.grading import grade
from assistant.workspace.values import Assessment
from scoring.compare import compare
from scoring.compare.document import to_json
from scoring.plan import PlanError, Wish
from scoring.rubric.loader import DEFAULT
from tests.support.desks import ON, PAPERS, WHO, desk, ended, enterprise, graded, official, papers

DAY = date.fromisoformat(ON)
NUMBERS = count(1)  # decisions of one second and one wording have one id


@pytest.fixture(scope="module")
def bench(built_dir: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Workbench]:
    opened = desk(tmp_path_factory.mktemp("desk"), built_dir)
    yield opened
    opened.close()


def decision(bench: Workbench, assessment: str, number: int = 0) -> dict[str, str]:
    """That a clause of one condition which does not hold does."""
    found = [one for one in bench.result(assessment)["clauses"] if one["outcome"] == "not_met" and len(one["conditions"]) == 1]
    said = {"kind": "condition", "clause": found[number]["id"], "condition": found[number]["conditions"][0]["id"], "decision": "met"}
    return {**said, "reason": f"现场看过原件，第 {next(NUMBERS)} 次", "until": "2027-06-30"}


def test_the_sample_enterprise_is_made_once_and_graded(bench: Workbench) -> None:
    assert bench.offers_sample()
    client = bench.sample(WHO)
    assert not bench.offers_sample()
    assert bench.sample("别人").id == client.id
    job = bench.latest_job(client.id)
    assert job is not None
    assert ended(bench, job.id).state == "done"
    (made,) = bench.assessments(client.id)
    assert made.score_confirmed == bench.result(made.id)["score"]["confirmed"]
    assert not bench.changed_since(client.id, made.id)
    bench.archive(client.id, WHO)
    assert bench.offers_sample()


@pytest.mark.parametrize("broken", ["add_files", "order_job"])
def test_a_sample_that_was_left_halfway_is_made_whole(built_dir: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, broken: str) -> None:
    """The process was killed after the client was made, or before it was graded."""
    bench = desk(tmp_path / "desk", built_dir)
    monkeypatch.setattr("assistant.workbench.hall.sample_files", lambda _: [("制度.txt", tmp_path / "制度.txt")])
    (tmp_path / "制度.txt").write_text("售后服务管理制度", encoding="utf-8")
    with monkeypatch.context() as killed:
        killed.setattr(bench.workspace, broken, interrupted)
        with pytest.raises(KeyboardInterrupt):
            bench.sample(WHO)
    assert bench.offers_sample() is (broken == "add_files")
    client = bench.sample(WHO)
    assert [one.path for one in bench.files(client.id)] == ["制度.txt"]
    job = bench.latest_job(client.id)
    assert job is not None
    assert ended(bench, job.id).state == "done"
    bench.remove_file(client.id, bench.files(client.id)[0].id, WHO)
    assert bench.sample(WHO).id == client.id
    assert bench.files(client.id) == []  # somebody wanted it so
    assert len(bench.workspace.jobs(client.id)) == 1
    bench.close()


def interrupted(*_: object, **__: object) -> None:
    raise KeyboardInterrupt


def test_a_grade_by_official_points_is_decided_planned_compared_and_reported(bench: Workbench, tmp_path: Path) -> None:
    """An imported rubric has the id of the shipped one: everything after must find it by its content."""
    book, name = bench.export_rubric(DEFAULT)
    assert name.endswith(".xlsx")
    clauses = [clause for clause in bench.rubric(DEFAULT).clauses() if clause.provenance == "working"]
    group = next(one for one in bench.rubric(DEFAULT).groups if sum(clause in clauses for part in one.indicators for clause in part.clauses) > 1)
    inside = [clause for part in group.indicators for clause in part.clauses if clause in clauses][:2]
    moved = {inside[0].id: float(inside[0].points) + 0.5, inside[1].id: float(inside[1].points) - 0.5}
    file = tmp_path / "正式.xlsx"
    file.write_bytes(official(book, moved))
    try:
        known = bench.import_rubric(file)
    except DeclaredError:  # points of an indicator are fixed: then within one
        part = next(one for one in group.indicators if sum(clause in clauses for clause in one.clauses) > 1)
        inside = [clause for clause in part.clauses if clause in clauses][:2]
        moved = {inside[0].id: float(inside[0].points) + 0.5, inside[1].id: float(inside[1].points) - 0.5}
        file.write_bytes(official(book, moved))
        known = bench.import_rubric(file)

    client = enterprise(bench, "正式分值有限公司")
    first = graded(bench, client.id, known.id)
    shown = {one["id"]: one for one in bench.result(first)["clauses"]}
    for clause, points in moved.items():
        assert Decimal(shown[clause]["points"]) == Decimal(str(points))
        assert shown[clause]["provenance"] == "official"

    again = bench.record(first, decision(bench, first), WHO)
    assert again.rubric_sha256 == bench.workspace.assessment(first).rubric_sha256
    result = bench.result(again.id)
    assert Decimal(result["score"]["confirmed"]) > Decimal(result["automatic"]["score"]["confirmed"])
    assert result["automatic"]["score"] == bench.result(first)["score"]

    for assessment in (first, again.id):
        plan = bench.plan(assessment, Wish("pass"))
        assert plan["before"]["score"] == bench.result(assessment)["score"]["confirmed"]
        assert bench.gantt(plan).startswith(b"<svg")
    comparison = bench.comparison(client.id, first, again.id)
    assert (comparison["before"]["score"], comparison["after"]["score"]) == tuple(
        bench.result(one)["score"]["confirmed"] for one in (first, again.id)
    )
    assert [one["causes"][0]["kind"] for one in comparison["clauses"]] == ["override"]
    data, _ = bench.report(again.id, "json", Wish("pass"))
    assert json.loads(data)["score"] == result["score"]
    back = bench.revoke(again.id, again.overrides[0], WHO)
    assert bench.result(back.id)["score"] == bench.result(first)["score"]


def test_official_points_that_are_gone_are_told_by_the_plan(bench: Workbench, tmp_path: Path) -> None:
    file = tmp_path / "正式.xlsx"
    file.write_bytes(official(bench.export_rubric(DEFAULT)[0]))
    known = bench.import_rubric(file)
    client = enterprise(bench, "评分表不见了有限公司", graded_by=known.id)
    (bench.settings.data_dir / "rubrics" / f"{known.id}.yaml").unlink()
    with pytest.raises(PlanError, match=r"评分表.*变了"):
        bench.plan(bench.shown(client.id, ""), Wish("pass"))
    with pytest.raises(DeclaredError, match="重新选择"):
        bench.start_grading(client.id, DAY, known.id, WHO)


def test_scores_over_time_are_those_of_the_grades(bench: Workbench) -> None:
    client = enterprise(bench, "变化有限公司", graded_by=DEFAULT)
    first = bench.shown(client.id, "")
    bench.record(first, decision(bench, first), WHO)
    newest = bench.assessments(client.id)[0]
    assert [(one["as_of"], one["confirmed"]) for one in bench.trend(client.id)] == [(newest.as_of, newest.score_confirmed)]  # one a day
    graded(bench, client.id, "completeness")
    assert [one["confirmed"] for one in bench.trend(client.id)] == [None]  # rubrics are not mixed


def test_results_of_other_points_are_no_part_of_the_line(bench: Workbench, tmp_path: Path) -> None:
    """An imported rubric has the id of the shipped one and other points: no line leads from one to the other."""
    file = tmp_path / "正式.xlsx"
    file.write_bytes(official(bench.export_rubric(DEFAULT)[0]))
    known = bench.import_rubric(file)
    client = enterprise(bench, "换了分值有限公司", graded_by=DEFAULT)
    ended(bench, bench.start_grading(client.id, date(2026, 11, 21), known.id, WHO).id)
    assert [one["as_of"] for one in bench.trend(client.id)] == ["2026-11-21"]


def test_a_comparison_on_a_page_is_that_of_the_files(bench: Workbench) -> None:
    """What only the profile tells is told on the page as well."""
    client = enterprise(bench, "两处一样有限公司", graded_by=DEFAULT)
    first = bench.shown(client.id, "")
    bench.save_client(client.id, {"period_months": 24, "whole_population": ["all"]}, WHO)
    second = graded(bench, client.id)
    for pair in ((first, second), (second, first)):
        files = [json.loads(bench.workspace.assessment_bytes(one)) for one in pair]
        assert bench.comparison(client.id, *pair) == to_json(compare(*files))
    assert bench.comparison(client.id, first, second)["profile_changed"] == ("审核期长度", "全部查看的条款")


def test_papers_that_came_or_went_are_told(bench: Workbench) -> None:
    client = enterprise(bench, "换材料有限公司", graded_by=DEFAULT)
    shown = bench.shown(client.id, "")
    assert not bench.changed_since(client.id, shown)
    papers(bench, client.id, ("新的.txt", "新的材料"))
    assert bench.changed_since(client.id, shown)
    bench.remove_file(client.id, next(one.id for one in bench.files(client.id) if one.path == "新的.txt"), WHO)
    assert not bench.changed_since(client.id, shown)
    papers(bench, client.id, (PAPERS[1][0], "改过的承诺"))
    assert bench.changed_since(client.id, shown)


def test_a_profile_or_a_conclusion_that_changed_after_a_grade_is_told(bench: Workbench) -> None:
    client = enterprise(bench, "改档案有限公司", graded_by=DEFAULT)
    first = bench.shown(client.id, "")
    bench.save_client(client.id, {"period_months": 24, "branches": ["上海分公司"]}, WHO)
    assert bench.changed_since(client.id, first) == ("企业档案",)
    bench.save_client(client.id, {"period_months": 12, "branches": []}, WHO)
    assert bench.changed_since(client.id, first) == ()
    bench.record(first, decision(bench, first), WHO)
    assert bench.changed_since(client.id, first) == ("人工结论",)
    newest = bench.shown(client.id, "")
    assert bench.changed_since(client.id, newest) == ()
    bench.workspace.revoke_override(bench.workspace.overrides(client.id)[0].id, "看错了", WHO)
    assert bench.changed_since(client.id, newest) == ("人工结论",)


def test_a_conclusion_made_during_a_grade_is_in_it(bench: Workbench) -> None:
    """One while papers are read, one after they were judged: the newest grade holds both."""
    client = enterprise(bench, "边读边定有限公司", graded_by=DEFAULT)
    first = bench.shown(client.id, "")
    heard: list[int] = []

    def decide(done: int, of: int, _: str) -> None:
        heard.append(done)
        if done == of and len(bench.workspace.overrides(client.id)) < 2 and heard.count(of) in (2, 3):
            bench.record(first, decision(bench, first, heard.count(of)), "乙")

    made = grade(bench.workspace, client.id, DAY, who=WHO, progress=decide)
    in_force = {one.id for one in bench.workspace.overrides(client.id)}
    assert len(in_force) == 2
    assert bench.shown(client.id, "") == made.id
    assert set(made.overrides) == in_force
    assert [one["state"] for one in bench.result(made.id)["overrides"]] == ["active", "active"]
    assert not bench.changed_since(client.id, made.id)


def test_a_profile_changed_during_a_grade_is_the_one_judged_by(bench: Workbench) -> None:
    client = enterprise(bench, "边读边改有限公司")
    changed: list[bool] = []

    def change(done: int, of: int, _: str) -> None:
        if done == of and not changed:
            changed.append(True)
            bench.save_client(client.id, {"period_months": 24}, "乙")

    made = grade(bench.workspace, client.id, DAY, who=WHO, progress=change)
    assert bench.result(made.id)["basis"]["profile"]["period_months"] == 24
    assert not bench.changed_since(client.id, made.id)


def test_who_never_stops_deciding_gets_a_grade_that_says_it_is_behind(bench: Workbench, monkeypatch: pytest.MonkeyPatch) -> None:
    client = enterprise(bench, "没完没了有限公司")
    months = count(13)
    save = bench.workspace.save_assessment

    def after_another(*given: Any, **named: Any) -> Assessment:
        bench.save_client(client.id, {"period_months": next(months)}, "乙")
        return save(*given, **named)

    monkeypatch.setattr(bench.workspace, "save_assessment", after_another)
    made = grade(bench.workspace, client.id, DAY, who=WHO)
    assert bench.changed_since(client.id, made.id) == ("企业档案",)


def test_conclusions_made_at_once_are_all_in_the_newest_grade(bench: Workbench) -> None:
    client = enterprise(bench, "同时下结论有限公司", graded_by=DEFAULT)
    first = bench.shown(client.id, "")
    began = Barrier(3)

    def decide(number: int) -> None:
        began.wait()
        bench.record(first, decision(bench, first, number), f"评审{number}")

    for _ in range(3):
        with ThreadPoolExecutor(3) as pool:
            list(pool.map(decide, range(3)))
        assert set(bench.assessments(client.id)[0].overrides) == {one.id for one in bench.workspace.overrides(client.id)}


def test_of_two_conclusions_the_one_made_later_holds_whatever_the_clock_says(bench: Workbench, monkeypatch: pytest.MonkeyPatch) -> None:
    client = enterprise(bench, "时钟回拨有限公司", graded_by=DEFAULT)
    first = bench.shown(client.id, "")
    one = decision(bench, first)
    monkeypatch.setattr(bench.workspace.database, "_clock", lambda: datetime(2026, 11, 20, 9, tzinfo=UTC))
    bench.record(first, one, WHO)
    monkeypatch.setattr(bench.workspace.database, "_clock", lambda: datetime(2026, 11, 20, 8, tzinfo=UTC))
    bench.record(first, {**one, "decision": "not_met", "reason": "再看是错的"}, "李评")
    earlier, later = sorted(bench.workspace.overrides(client.id), key=lambda item: item.body["when"])
    assert (earlier.body["outcome"], later.body["outcome"]) == ("met", "not_met")
    held = {one["id"]: one["state"] for one in bench.result(bench.shown(client.id, ""))["overrides"]}
    assert held == {earlier.id: "superseded", later.id: "active"}


def test_a_button_pressed_twice_records_one_conclusion(bench: Workbench) -> None:
    client = enterprise(bench, "连按有限公司", graded_by=DEFAULT)
    first = bench.shown(client.id, "")
    said = decision(bench, first)
    at = datetime.now(UTC)
    with pytest.MonkeyPatch.context() as still:
        still.setattr(bench.workspace.database, "_clock", lambda: at)
        bench.record(first, said, WHO)
        with pytest.raises(DeclaredError, match="已经记录过"):
            bench.record(first, said, WHO)
    assert len(bench.workspace.overrides(client.id)) == 1


def test_no_conclusion_is_recorded_where_the_rubric_is_gone(bench: Workbench, tmp_path: Path) -> None:
    """It would rest on nothing that can be judged; and judging by the shipped rubric in its place would be another grade."""
    file = tmp_path / "正式.xlsx"
    file.write_bytes(official(bench.export_rubric(DEFAULT)[0]))
    known = bench.import_rubric(file)
    client = enterprise(bench, "分值没了有限公司", graded_by=known.id)
    first = bench.shown(client.id, "")
    kept = bench.record(first, decision(bench, first), WHO)
    bench.remove_rubric(known.id, WHO)
    with pytest.raises(DeclaredError, match=r"评分表“.*（已移除）”已不能选用，这条结论没有记录；请另选一张评分表重新预评") as caught:
        bench.record(kept.id, decision(bench, kept.id), WHO)
    assert "\n" not in str(caught.value)
    assert [one.id for one in bench.workspace.overrides(client.id)] == list(kept.overrides)
    with pytest.raises(DeclaredError, match=r"已撤回，但没能重新评分.*请另选一张评分表"):
        bench.revoke(kept.id, kept.overrides[0], WHO)
    assert bench.workspace.overrides(client.id) == []
    assert [one.id for one in bench.assessments(client.id)] == [kept.id, first]


def test_what_belongs_to_another_client_is_out_of_reach(bench: Workbench) -> None:
    mine = enterprise(bench, "我方有限公司", graded_by=DEFAULT)
    other = enterprise(bench, "他方有限公司", graded_by=DEFAULT)
    foreign = bench.shown(other.id, "")
    assert bench.shown(mine.id, foreign) == bench.assessments(mine.id)[0].id
    theirs = bench.record(foreign, decision(bench, foreign), WHO)
    with pytest.raises(NotFoundError):
        bench.remove_file(mine.id, bench.files(other.id)[0].id, WHO)
    with pytest.raises(NotFoundError):
        bench.revoke(bench.shown(mine.id, ""), theirs.overrides[0], WHO)
    with pytest.raises(NotFoundError):
        bench.comparison(mine.id, bench.shown(mine.id, ""), foreign)
    with pytest.raises(NotFoundError):
        bench.cancel(mine.id, bench.workspace.jobs(other.id)[0].id, WHO)
    assert bench.workspace.overrides(other.id)


def test_the_same_decision_twice_is_refused_without_a_second_grade(bench: Workbench, monkeypatch: pytest.MonkeyPatch) -> None:
    client = enterprise(bench, "两次有限公司", graded_by=DEFAULT)
    first = bench.shown(client.id, "")
    bench.record(first, decision(bench, first), WHO)
    count = len(bench.assessments(client.id))
    result = bench.result(bench.shown(client.id, ""))
    assert len(result["overrides"]) == 1
    with pytest.raises(DeclaredError):
        bench.record("as-0000000000000000", decision(bench, first), WHO)
    assert len(bench.assessments(client.id)) == count


def test_a_decision_that_cannot_be_graded_is_kept_and_told_so(bench: Workbench) -> None:
    client = enterprise(bench, "材料没了有限公司", graded_by=DEFAULT)
    first = bench.shown(client.id, "")
    for one in bench.files(client.id):
        bench.remove_file(client.id, one.id, WHO)
    with pytest.raises(DeclaredError, match="结论已记下，但没能重新评分") as caught:
        bench.record(first, decision(bench, first), WHO)
    assert "\n" not in str(caught.value)
    (kept,) = bench.workspace.overrides(client.id)
    with pytest.raises(DeclaredError, match="已撤回，但没能重新评分"):
        bench.revoke(first, kept.id, WHO)
    assert bench.workspace.overrides(client.id) == []


def test_a_gap_list_with_a_row_that_cannot_be_kept_leaves_nothing(bench: Workbench, tmp_path: Path) -> None:
    client = enterprise(bench, "清单有限公司", graded_by=DEFAULT)
    made = bench.shown(client.id, "")
    file = tmp_path / "差距清单.xlsx"
    file.write_bytes(filled(bench, made, {6: "会议纪要" * 600}))
    for _ in range(2):
        with pytest.raises(DeclaredError, match=r"没有导入：第 6 行（5\..*）：备注太长，最多 2000 个字.*再导入一次") as caught:
            bench.import_gaps(made, file, WHO)
        assert "\n" not in str(caught.value)
        assert bench.notes(client.id) == []
    file.write_bytes(filled(bench, made, {6: "会议纪要"}))
    assert "6 条有填写：6 条新记到条款上" in bench.import_gaps(made, file, WHO)
    assert len(bench.notes(client.id)) == 6
    assert bench.import_gaps(made, file, WHO) == "差距清单：6 条有填写：6 条没有变化"


def test_a_list_sent_again_leaves_one_state_of_each_item_and_what_it_was_before(bench: Workbench, tmp_path: Path) -> None:
    client = enterprise(bench, "进度有限公司", graded_by=DEFAULT)
    made, file = bench.shown(client.id, ""), tmp_path / "差距清单.xlsx"
    file.write_bytes(filled(bench, made, {4: "等盖章", 5: "再议"}, {4: "2026-12-31"}))
    bench.import_gaps(made, file, WHO)
    file.write_bytes(filled(bench, made, {4: "已盖章", 5: "再议"}, {4: "下周五", 12: "下周五"}))
    first, *faults = bench.import_gaps(made, file, "乙").split("\n")
    assert first == "差距清单：7 条有填写：1 条更新，5 条没有变化，1 条没有能导入的内容"
    assert [one.partition("：")[0] for one in faults] == ["O4", "O12"]
    shown = bench.remarks(client.id)
    assert len(shown) == len({(one.clause, one.item) for one in shown}) == 6
    changed = shown[-1]
    assert changed.text == "责任人 李四；截止 2026-12-31；状态 未开始；备注 已盖章"
    assert [(one.text, one.who) for one in changed.earlier] == [("责任人 李四；截止 2026-12-31；状态 未开始；备注 等盖章", WHO)]
    words = {(one["id"], item["condition"]) for one in bench.result(made)["clauses"] for item in one["conditions"]}
    assert {(one.clause, one.item) for one in shown} <= words


def test_remarks_of_earlier_versions_are_shown_in_words(bench: Workbench, tmp_path: Path) -> None:
    """They named the condition by its code."""
    client = enterprise(bench, "旧备注有限公司", graded_by=DEFAULT)
    made, file = bench.shown(client.id, ""), tmp_path / "差距清单.xlsx"
    file.write_bytes(filled(bench, made, {4: "等盖章"}))
    sheet = load_workbook(file)[NAME]
    clause, code, requirement = (str(sheet.cell(4, column).value) for column in (2, 18, 4))
    bench.workspace.add_note(client.id, f"整改跟踪（{code}）责任人 李四；状态 未开始；等盖章", WHO, clause)
    bench.add_note(client.id, "整改跟踪（下周再看）", WHO)
    (old, other) = bench.remarks(client.id)
    assert (old.clause, old.item, old.text) == (clause, requirement, "责任人 李四；状态 未开始；备注 等盖章")
    assert (other.clause, other.item, other.text) == ("", "", "整改跟踪（下周再看）")
    assert bench.import_gaps(made, file, WHO) == "差距清单：6 条有填写：5 条新记到条款上，1 条没有变化"


def filled(bench: Workbench, assessment: str, remarks: dict[int, str], dues: dict[int, str] | None = None) -> bytes:
    """The gap list with six rows filled in, some with a remark or a day."""
    book = load_workbook(BytesIO(bench.report(assessment, "xlsx")[0]))
    sheet = book[NAME]
    head = {str(cell.value): cell.column for cell in sheet[3]}
    for row in range(4, 10):
        sheet.cell(row, head[OWNER]).value = "李四"
        sheet.cell(row, head[NOTE]).value = remarks.get(row)
    for row, due in (dues or {}).items():
        sheet.cell(row, head[DUE]).value = due
    out = BytesIO()
    book.save(out)
    return out.getvalue()


def test_a_job_that_nobody_works_on_is_not_waited_for(bench: Workbench) -> None:
    client = enterprise(bench, "没人管有限公司")
    lost = bench.workspace.create_job("grade", WHO, client.id)
    bench.workspace.start_job(lost.id)
    shown = bench.latest_job(client.id)
    assert shown is not None
    assert (shown.id, shown.state) == (lost.id, "interrupted")
    other = bench.workspace.create_job("grade", WHO, client.id)
    bench.workspace.start_job(other.id)
    found = bench.job(other.id)
    assert found is not None
    assert found.state == "interrupted"


def test_who_asks_for_another_day_is_told_what_is_graded(bench: Workbench) -> None:
    client = enterprise(bench, "各算各的有限公司")
    made = bench.workspace.create_job("grade", "李评", client.id, as_of=DAY, rubric=DEFAULT)
    title = bench.rubric(DEFAULT).title
    for day, rubric in ((date(2026, 12, 31), DEFAULT), (DAY, "completeness")):
        line = bench.told_of_other_order(made, day, rubric)
        assert f"李评 开始的预评还在进行，用的是评定日 2026-11-20、评分表“{title}”，与这次选的不同，没有另开一次" in line
    assert bench.told_of_other_order(made, DAY, DEFAULT).startswith("李评 开始的预评还在进行，没有另开一次")


def test_a_report_names_the_rubric_as_people_do(bench: Workbench, tmp_path: Path) -> None:
    file = tmp_path / "正式.xlsx"
    file.write_bytes(official(bench.export_rubric(DEFAULT)[0]))
    known = bench.import_rubric(file)
    bench.rename_rubric(known.id, "正本 2026 年", WHO)
    client = enterprise(bench, "正本有限公司", graded_by=known.id)
    made = bench.shown(client.id, "")
    page = bench.report(made, "html", Wish("five_star"))[0].decode()
    assert "评分表 正本 2026 年 版本" in page
    assert "44 条正式；人日和天数都是工作口径的估计" in page
    assert "gbt27922-2011" not in page
    assert "工作口径”的分值" not in page
    assert "正本 2026 年" in str([[cell.value for cell in row] for row in load_workbook(BytesIO(bench.report(made, "xlsx")[0]))["总评"]])


def test_everything_is_there_after_a_restart(built_dir: Path, tmp_path: Path) -> None:
    before = desk(tmp_path / "desk", built_dir)
    client = enterprise(before, "重启有限公司", graded_by=DEFAULT)
    shown = before.shown(client.id, "")
    made = before.record(shown, decision(before, shown), WHO)
    file = tmp_path / "正式.xlsx"
    file.write_bytes(official(before.export_rubric(DEFAULT)[0]))
    known = before.import_rubric(file)
    result = before.result(made.id)
    before.close()
    after = Workbench(Service(Settings(data_dir=tmp_path / "desk"), backend="exact"))
    assert after.shown(client.id, "") == made.id
    assert after.result(made.id) == result
    assert known.id in [one.id for one in after.rubrics()]
    assert [one.path for one in after.files(client.id)] == [path for path, _ in sorted(PAPERS)]
    assert graded(after, client.id)
    after.close()


def test_a_removed_rubric_is_never_replaced_by_another_in_silence(bench: Workbench, tmp_path: Path) -> None:
    file = tmp_path / "正式.xlsx"
    book, _ = bench.export_rubric(DEFAULT)
    clauses = [one for part in bench.rubric(DEFAULT).groups[0].indicators for one in part.clauses][:2]
    file.write_bytes(official(book, {clauses[0].id: float(clauses[0].points), clauses[1].id: float(clauses[1].points)}))
    known = bench.import_rubric(file, WHO)
    client = enterprise(bench, "正本移除有限公司", graded_by=known.id)
    made = bench.shown(client.id, "")
    before = bench.workspace.assessment_bytes(made)
    bench.rename_rubric(known.id, "正本", WHO)
    title, results = bench.remove_rubric(known.id, WHO)
    assert (title, results >= 1) == ("正本", True)
    assert [one.action for one in bench.workspace.audit(limit=2)] == ["rubric.removed", "rubric.renamed"]
    assert (bench.rubric_of(made), bench.missing_rubric(made)) == ("", "正本（已移除）")
    count = len(bench.assessments(client.id))
    with pytest.raises(DeclaredError, match="“正本（已移除）”已不能选用，这条结论没有记录"):
        bench.record(made, decision(bench, made), WHO)
    assert not bench.workspace.overrides(client.id)
    with pytest.raises(DeclaredError, match="请先选择"):
        bench.start_grading(client.id, DAY, "", WHO)
    assert len(bench.assessments(client.id)) == count
    assert bench.workspace.assessment_bytes(made) == before
    with pytest.raises(DeclaredError, match="自带"):
        bench.remove_rubric(DEFAULT, WHO)


def test_the_same_conclusion_on_two_clients_in_one_second(bench: Workbench, monkeypatch: pytest.MonkeyPatch) -> None:
    class Still(datetime):
        @classmethod
        def now(cls, tz: tzinfo | None = None) -> "Still":
            return cls(2026, 11, 20, 8, tzinfo=tz)

    monkeypatch.setattr("assistant.workbench.decision_room.datetime", Still)
    first, second = (enterprise(bench, f"同一秒{one}有限公司", graded_by=DEFAULT) for one in "甲乙")
    said = decision(bench, bench.shown(first.id, ""))
    for one in (first, second):
        bench.record(bench.shown(one.id, ""), said, WHO)
    assert bench.workspace.overrides(first.id)[0].id != bench.workspace.overrides(second.id)[0].id
