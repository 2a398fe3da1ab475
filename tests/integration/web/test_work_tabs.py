"""Every working tab in every state it can meet, drawn as the page draws it but without a browser."""

import json
import re
from collections.abc import Iterator
from datetime import date
from io import BytesIO
from itertools import count
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
from openpyxl import load_workbook

from assistant.web.render import environment
from assistant.web.work.clients_tab import ClientsTab
from assistant.web.work.compare_tab import CompareTab
from assistant.web.work.grading_tab import GradingTab
from assistant.web.work.library_tab import LibraryTab
from assistant.web.work.plan_tab import PlanTab
from assistant.web.work.rubric_tab import RubricTab
from assistant.web.work.tab import Tab
from assistant.workbench import Workbench
from assistant.workspace.values import Client
from tests.support.archives import zipped
from tests.support.desks import WHO, desk, do, ended, enterprise, graded, memory, official, papers, said

TABS: tuple[type[Tab], ...] = (ClientsTab, GradingTab, PlanTab, CompareTab, RubricTab, LibraryTab)
SCRIPT = '"><script>alert(1)</script>&\'.txt'
BROKEN = "服务内部出错"
NUMBERS = count(1)  # decisions of one second and one wording have one id


@pytest.fixture(scope="module")
def bench(built_dir: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Workbench]:
    opened = desk(tmp_path_factory.mktemp("desk"), built_dir)
    yield opened
    opened.close()


@pytest.fixture(scope="module")
def judged(bench: Workbench) -> Client:
    """A client graded once."""
    return enterprise(bench, "甲有限公司", graded_by="gbt27922-2011")


@pytest.fixture(scope="module")
def other(bench: Workbench) -> Client:
    """Another client, graded twice."""
    client = enterprise(bench, "乙有限公司", graded_by="gbt27922-2011")
    papers(bench, client.id, ("乙的秘方.txt", "乙有限公司售后服务承诺：终身维护"))
    graded(bench, client.id)
    return client


def sound(html: str) -> None:
    """It is a whole tab: the bar or a heading stands, and nothing broke."""
    assert BROKEN not in html
    assert "xp-bar" in html or "<h2>" in html
    assert "None" not in re.sub(r"<[^>]*>", "", html)


def texts(html: str) -> str:
    return re.sub(r"\s+", " ", re.sub(r"<[^>]*>", "", html))


# -- drawn in every state


@pytest.mark.parametrize("kind", TABS, ids=lambda kind: kind.name)
@pytest.mark.parametrize(
    "place",
    ["", "null", '{"client": "cl-0000000000000000"}', '{"client": "\' OR 1=1 --"}', '{"client": {"a": 1}}', "[" * 50_000, '{"client":"\\u0000"}'],
    ids=lambda place: place[:16],
)
def test_a_place_that_is_nowhere_shows_the_choice(bench: Workbench, kind: type[Tab], place: str) -> None:
    html = kind(bench).show(place)
    sound(html)
    assert said(html) == ""


@pytest.mark.parametrize("kind", TABS, ids=lambda kind: kind.name)
def test_an_archived_client_is_no_longer_shown(bench: Workbench, kind: type[Tab]) -> None:
    client = enterprise(bench, f"归档-{kind.name}有限公司", graded_by="gbt27922-2011")
    bench.archive(client.id, WHO)
    html = kind(bench).show(memory(client.id))
    sound(html)
    assert client.name not in html.partition('id="xp-archived"')[0]


@pytest.mark.parametrize("kind", TABS, ids=lambda kind: kind.name)
def test_a_client_without_papers(bench: Workbench, kind: type[Tab]) -> None:
    client = enterprise(bench, f"空白-{kind.name}有限公司", papered=False)
    sound(kind(bench).show(memory(client.id)))


@pytest.mark.parametrize("kind", TABS, ids=lambda kind: kind.name)
@pytest.mark.parametrize("rubric", ["completeness", "sbt10401-2006", "gbt27922-2011"])
def test_a_client_graded_by_any_rubric(bench: Workbench, kind: type[Tab], rubric: str) -> None:
    name = f"评过-{kind.name}-{rubric}有限公司"
    client = enterprise(bench, name, graded_by=rubric)
    html = kind(bench).show(memory(client.id))
    sound(html)
    assert said(html) == "" or kind is PlanTab


def test_a_graded_client_shows_the_numbers_of_its_result(bench: Workbench, judged: Client) -> None:
    result = bench.result(bench.shown(judged.id, ""))
    html = GradingTab(bench).show(memory(judged.id))
    assert f"确认分 {result['score']['confirmed']}" in texts(html)
    assert result["level_titles"]["confirmed"] in html
    assert html.count('class="xp-cell"') == len(result["clauses"]) == 44
    for clause in result["clauses"]:
        assert f'id="xp-c-{clause["id"]}"' in html
        assert f"{clause['earned']} / {clause['points']}" in html
    assert html.count("<small title=") == sum(one["provenance"] == "working" for one in result["clauses"])


def test_a_rubric_without_points_shows_no_score_and_no_plan(bench: Workbench) -> None:
    client = enterprise(bench, "完善程度有限公司", graded_by="completeness")
    html = GradingTab(bench).show(memory(client.id))
    assert "这张评分表不给分，也没有等级" in html
    assert "确认分 <b>" not in html
    assert "xp-heat" in html
    assert "不计分" in PlanTab(bench).show(memory(client.id))


def test_grades_by_two_rubrics_leave_the_comparison_usable(bench: Workbench) -> None:
    """The newest two cannot be compared; others still can be chosen."""
    client = enterprise(bench, "两种评分表有限公司", graded_by="gbt27922-2011")
    graded(bench, client.id, "completeness")
    html = CompareTab(bench).show(memory(client.id))
    sound(html)
    assert html.count('<select name="before"') == 1
    assert "不是同一个评分表" in said(html)


def test_names_of_files_and_of_people_stay_text(bench: Workbench) -> None:
    client = enterprise(bench, "<script>alert(0)</script>有限公司", papered=False)
    papers(bench, client.id, (SCRIPT, "售后服务手册"), ("=cmd|' /C calc'!A0.txt", "x"), ("{{ 7 * 7 }}.txt", "y"))
    bench.add_note(client.id, "<img src=x onerror=alert(3)>", WHO)
    graded(bench, client.id)
    graded(bench, client.id)
    for kind in TABS:
        html = kind(bench).show(memory(client.id, who='"><script>'))
        sound(html)
        assert "<script" not in html
        assert "<img src=x" not in html
        assert ">49.txt" not in html
    assert "&lt;script&gt;" in GradingTab(bench).show(memory(client.id))


def test_a_corpus_without_samples_offers_none(bench: Workbench, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """The folder of the corpus is a setting; the samples need not be in it."""
    monkeypatch.setattr(bench, "settings", bench.settings.model_copy(update={"corpus_dir": tmp_path}))
    for kind in TABS:
        html = kind(bench).show("")
        sound(html)
        assert 'data-do="sample"' not in html.split("</div>")[0]


# -- acts


@pytest.mark.parametrize("kind", TABS, ids=lambda kind: kind.name)
@pytest.mark.parametrize("act", ["", "__class__", "needs", "show", "drop table", "售" * 500])
def test_an_act_nobody_knows_changes_nothing(bench: Workbench, kind: type[Tab], judged: Client, act: str) -> None:
    before = [bench.files(judged.id), bench.assessments(judged.id), bench.clients()]
    html, place = do(kind(bench), memory(judged.id), act, client=judged.id, file="x")
    sound(html)
    assert place.client == judged.id
    assert before == [bench.files(judged.id), bench.assessments(judged.id), bench.clients()]


@pytest.mark.parametrize("kind", TABS, ids=lambda kind: kind.name)
def test_every_act_without_values_says_at_most_one_line(bench: Workbench, kind: type[Tab], caplog: pytest.LogCaptureFixture) -> None:
    client = enterprise(bench, f"无值-{kind.name}有限公司", papered=False)
    tab = kind(bench)
    for act in tab.acts():
        if act in ("archive", "blank"):
            continue
        for there in (memory(client.id), memory(), memory("cl-gone")):
            html, _ = do(tab, there, act)
            sound(html)
            assert "\n" not in said(html)
    assert "Traceback" not in caplog.text


@pytest.mark.parametrize("kind", TABS, ids=lambda kind: kind.name)
def test_an_act_too_long_is_told(bench: Workbench, kind: type[Tab]) -> None:
    html, _ = do(kind(bench), memory(), "save", name="售" * 300_000)
    if kind is not LibraryTab:
        assert "填得太多" in said(html)


def test_every_button_of_every_tab_has_somebody_who_listens(bench: Workbench, judged: Client) -> None:
    for kind in TABS:
        tab = kind(bench)
        known = {*tab.acts(), *tab._common()}
        for there in (memory(), memory(judged.id)):
            for tag in re.findall(r"<[^>]*\bdata-do=[^>]*>", tab.show(there)):
                act = re.search(r'data-do="([^"]*)"', tag)
                assert act
                assert act[1] in known, (kind.name, tag)


def test_half_a_character_is_stored_whole(bench: Workbench, judged: Client) -> None:
    event: Any = SimpleNamespace(act='{"act": "note", "values": {"text": "半个\\ud83d字"}}')
    html, place = ClientsTab(bench).act(f'{{"client": "{judged.id}", "who": "\\udc00王"}}', event)
    assert html.encode()
    assert place.encode()
    assert "半个?字" in [one.text for one in bench.notes(judged.id)]


def test_what_a_gap_list_said_is_shown_in_words_the_newest_first_and_the_rest_behind_it(bench: Workbench, judged: Client) -> None:
    clause = next(one for one in bench.result(bench.shown(judged.id, ""))["clauses"] if one["conditions"])
    item = clause["conditions"][0]
    bench.workspace.add_note(judged.id, f"整改跟踪（{item['id']}）责任人 王一", WHO, clause["id"])
    bench.workspace.add_note(judged.id, f"整改跟踪（{item['condition']}）：责任人 赵二", WHO, clause["id"])
    card = texts(GradingTab(bench).show(memory(judged.id)))
    assert f"整改跟踪：{item['condition']}责任人 赵二" in card
    notes = texts(ClientsTab(bench).show(memory(judged.id)))
    assert f"{clause['id']} {item['condition']}：责任人 赵二" in notes
    for told in (card, notes):
        assert f"（{item['id']}）" not in told
        assert told.index("责任人 赵二") < told.index("以前记的 1 次") < told.index("责任人 王一")


# -- one client is not another


def test_a_grade_of_another_client_is_not_shown(bench: Workbench, judged: Client, other: Client) -> None:
    foreign = bench.assessments(other.id)[0].id
    html = GradingTab(bench).show(memory(judged.id, foreign))
    assert foreign not in html
    assert "乙的秘方" not in html
    assert bench.assessments(judged.id)[0].id in html
    for kind in (PlanTab, ClientsTab):
        assert "乙" not in texts(kind(bench).show(memory(judged.id, foreign))).replace("乙有限公司", "", 1)


def test_grades_of_another_client_are_not_compared(bench: Workbench, judged: Client, other: Client) -> None:
    mine = enterprise(bench, "丙有限公司", graded_by="gbt27922-2011")
    graded(bench, mine.id)
    newer, older = (one.id for one in bench.assessments(other.id))
    for pair in ({"before": older, "after": newer}, {"before": bench.assessments(mine.id)[0].id, "after": newer}, {"before": "", "after": "x"}):
        html, _ = do(CompareTab(bench), memory(mine.id), "compare", **pair)
        sound(html)
        assert "乙的秘方" not in html
        assert said(html)


def test_a_file_of_another_client_is_not_removed(bench: Workbench, judged: Client, other: Client) -> None:
    file = bench.files(other.id)[0]
    html, _ = do(GradingTab(bench), memory(judged.id), "remove-file", file=file.id)
    assert "不属于当前客户" in said(html)
    assert file in bench.files(other.id)


def test_a_decision_of_another_client_is_not_revoked(bench: Workbench, judged: Client, other: Client) -> None:
    made = bench.record(bench.shown(other.id, ""), decision(bench, other), WHO)
    (override,) = made.overrides
    count = len(bench.assessments(judged.id))
    html, _ = do(GradingTab(bench), memory(judged.id), "revoke", assessment=bench.shown(judged.id, ""), override=override)
    assert "不属于当前客户" in said(html)
    assert [one.id for one in bench.workspace.overrides(other.id)] == [override]
    assert len(bench.assessments(judged.id)) == count


def test_a_job_of_another_client_is_not_cancelled(bench: Workbench, judged: Client, other: Client) -> None:
    job = bench.workspace.create_job("grade", WHO, other.id)
    html, _ = do(GradingTab(bench), memory(judged.id), "cancel", job=job.id)
    assert "不属于当前客户" in said(html)
    assert bench.workspace.job(job.id).state == "queued"
    bench.cancel(other.id, job.id, WHO)
    assert bench.workspace.job(job.id).state == "cancelled"


# -- wrong entries leave the tab as it was


@pytest.mark.parametrize(
    ("values", "line"),
    [
        ({"target": "seven_star"}, "没有等级"),
        ({"target": "five_star", "start": "2020-01-01"}, "早于"),
        ({"target": "five_star", "start": "gestern"}, "不是日期"),
        ({"target": "five_star", "by": "2026-11-19"}, "早于"),
        ({"target": "five_star", "start": "9999-12-31"}, "太远"),
        ({"target": "five_star", "cannot": "9.9.9"}, "9.9.9"),
        ({"target": "five_star", "on": "5.1.1.1", "off": "5.1.1.1"}, "同时"),
    ],
)
def test_a_plan_that_cannot_be_made_leaves_the_form(bench: Workbench, judged: Client, values: dict[str, str], line: str) -> None:
    html, _ = do(PlanTab(bench), memory(judged.id), "plan", **values)
    sound(html)
    assert line in said(html)
    assert 'id="xp-plan-form"' in html


@pytest.mark.parametrize(
    "values",
    [{"start": "9999-12-31"}, {"start": "0001-01-01"}, {"start": "2026-11-20", "wanted": "0001-01-01"}, {"start": "x"}, {"start": ""}],
    ids=str,
)
def test_days_that_no_calendar_holds_leave_the_profile(bench: Workbench, judged: Client, values: dict[str, str]) -> None:
    html, _ = do(ClientsTab(bench), memory(judged.id), "dates", **values)
    sound(html)
    assert 'data-do="save"' in html


def test_a_rubric_that_is_not_there_leaves_the_tab(bench: Workbench) -> None:
    for rubric in ("import-000000000000", "../../etc/passwd", "import-../x", "\0", "x" * 5_000):
        html, _ = do(RubricTab(bench), memory(), "look", rubric=rubric)
        sound(html)
        assert "没有评分表" in said(html)
        assert '<select name="rubric" data-do="look">' in html


@pytest.mark.parametrize(("on", "line"), [("", "不是日期"), ("2026-02-30", "不是日期"), ("20261120x", "不是日期")])
def test_a_day_that_is_none_starts_nothing(bench: Workbench, judged: Client, on: str, line: str) -> None:
    html, _ = do(GradingTab(bench), memory(judged.id), "grade", on=on, rubric="gbt27922-2011")
    assert line in said(html)


@pytest.mark.parametrize("on", ["0001-01-01", "1999-12-31", "2200-01-01", "9999-12-31"])
def test_a_day_no_period_can_be_reckoned_from_starts_nothing(bench: Workbench, judged: Client, on: str) -> None:
    job = bench.latest_job(judged.id)
    html, _ = do(GradingTab(bench), memory(judged.id), "grade", on=on, rubric="gbt27922-2011")
    assert "太早或太晚" in said(html)
    assert bench.latest_job(judged.id) == job


@pytest.mark.parametrize("on", ["2000-01-01", "2199-12-31"])
def test_the_first_and_the_last_day_that_is_taken_can_be_shown_everywhere(bench: Workbench, on: str) -> None:
    client = enterprise(bench, f"{on}有限公司")
    do(GradingTab(bench), memory(client.id), "grade", on=on, rubric="gbt27922-2011")
    job = bench.latest_job(client.id)
    assert job is not None
    assert ended(bench, job.id).state == "done"
    for kind in TABS:
        sound(kind(bench).show(memory(client.id)))


def test_a_wrong_profile_stays_in_the_form(bench: Workbench) -> None:
    html, place = do(ClientsTab(bench), memory(), "save", name="错码有限公司", uscc="91420111MA4KYMH650", branches="一\n二")
    assert "统一社会信用代码" in said(html)
    assert 'value="错码有限公司"' in html
    assert "一\n二</textarea>" in html
    assert place.client == ""


# -- decisions in each state


def decision(bench: Workbench, client: Client, **more: str) -> dict[str, str]:
    """That a condition which does not hold does, by what somebody saw."""
    result = bench.result(bench.shown(client.id, ""))
    clause = next(one for one in result["clauses"] if one["outcome"] == "not_met" and len(one["conditions"]) == 1)
    seen = bench.shown(client.id, "")
    said = {"assessment": seen, "kind": "condition", "clause": clause["id"], "condition": clause["conditions"][0]["id"], "decision": "met"}
    return {**said, "reason": f"现场看过原件，第 {next(NUMBERS)} 次", "until": "2027-06-30", **more}


def states(html: str) -> list[str]:
    return re.findall(r'<li data-state="(\w+)"', html)


def test_decisions_are_shown_in_each_state_and_revoked(bench: Workbench) -> None:
    client = enterprise(bench, "结论有限公司", graded_by="gbt27922-2011")
    tab, here = GradingTab(bench), memory(client.id)
    before = bench.result(bench.shown(client.id, ""))
    html, _ = do(tab, here, "override", **decision(bench, client, until="2026-11-21"))
    assert "已记录" in said(html)
    assert states(html) == ["active"]
    after = bench.result(bench.shown(client.id, ""))
    assert after["automatic"]["score"] == before["score"]
    assert f"自动评 {before['score']['confirmed']} 分" in texts(html)

    again = {**decision(bench, client), "clause": after["overrides"][0]["clause"], "condition": after["overrides"][0]["condition"]}
    html, _ = do(tab, here, "override", **{**again, "decision": "not_met"})
    assert sorted(states(html)) == ["active", "superseded"]

    ended(bench, bench.start_grading(client.id, date(2028, 1, 1), "gbt27922-2011", WHO).id)
    assert "active" not in states(tab.show(here))
    assert "expired" in states(tab.show(here))

    for override in [one.id for one in bench.workspace.overrides(client.id)]:
        html, _ = do(tab, here, "revoke", assessment=bench.shown(client.id, ""), override=override)
        assert said(html) == "已撤回，分数没有变化"  # they had expired by then
    assert states(html) == []
    html, _ = do(tab, here, "revoke", assessment=bench.shown(client.id, ""), override=override)
    assert "已经撤销" in said(html)


def test_taking_a_decision_back_tells_what_it_does_and_did(bench: Workbench) -> None:
    client = enterprise(bench, "撤回有限公司", graded_by="gbt27922-2011")
    tab, here = GradingTab(bench), memory(client.id)
    was = bench.result(bench.shown(client.id, ""))["score"]["confirmed"]
    html, _ = do(tab, here, "override", **decision(bench, client))
    now = bench.result(bench.shown(client.id, ""))
    asked = re.search(r'data-do="revoke"[^>]*data-sure="([^"]*)"', html)
    assert asked
    assert "马上" in asked[1]
    assert "下次" not in asked[1]
    html, _ = do(tab, here, "revoke", assessment=bench.shown(client.id, ""), override=now["overrides"][0]["id"])
    assert was != now["score"]["confirmed"]
    assert said(html) == f"已撤回，确认分从 {now['score']['confirmed']} 到 {was}"
    assert bench.result(bench.shown(client.id, ""))["score"]["confirmed"] == was


def test_a_decision_whose_paper_changed_asks_for_review(bench: Workbench) -> None:
    client = enterprise(bench, "待复核有限公司", graded_by="gbt27922-2011")
    bench.record(bench.shown(client.id, ""), decision(bench, client), WHO)
    result = bench.result(bench.shown(client.id, ""))
    other = next(one for one in result["documents"])
    html, _ = do(
        GradingTab(bench), memory(client.id), "override",
        assessment=bench.shown(client.id, ""), kind="file_kind", file=other["sha256"], kinds="service_manual", reason="看了封面", until="2027-06-30",
    )  # fmt: skip
    assert "已记录" in said(html)
    for file in bench.files(client.id):
        bench.remove_file(client.id, file.id, WHO)
    papers(bench, client.id, ("新的.txt", "与前面都不同的一份材料"))
    graded(bench, client.id)
    assert "no_target" in states(GradingTab(bench).show(memory(client.id)))


@pytest.mark.parametrize(
    ("change", "line"),
    [
        ({"kind": "verdict"}, "没有这种人工结论"),
        ({"kind": ""}, "没有这种人工结论"),
        ({"clause": "9.9.9"}, "9.9.9"),
        ({"condition": "none"}, "没有条件"),
        ({"decision": "excellent"}, ""),
        ({"reason": "  "}, ""),
        ({"until": "someday"}, ""),
        ({"decision": "count", "passed": "3.5", "drawn": "4"}, "应是整数"),
        ({"decision": "count", "passed": "5", "drawn": "4"}, ""),
        ({"kind": "special", "deduction": "x"}, "特别扣分"),
        ({"kind": "bonus", "claim": "x"}, "特别加分"),
        ({"kind": "file_kind", "file": "0" * 64, "kinds": "service_manual"}, "文件"),
        ({"kind": "file_kind", "file": "", "kinds": ""}, ""),
        ({"reason": "长" * 30_000}, ""),
    ],
    ids=lambda one: str(one)[:30],
)
def test_a_decision_that_does_not_hold_is_refused_and_leaves_nothing(
    bench: Workbench, judged: Client, change: dict[str, str], line: str
) -> None:
    count = len(bench.assessments(judged.id))
    html, _ = do(GradingTab(bench), memory(judged.id), "override", **{**decision(bench, judged), **change})
    sound(html)
    assert said(html)
    assert 'data-tone="bad"' in html
    assert line in said(html)
    assert len(bench.assessments(judged.id)) == count
    assert bench.workspace.overrides(judged.id) == []


def test_nobody_decides_without_a_name(bench: Workbench, judged: Client) -> None:
    html, _ = do(GradingTab(bench), memory(judged.id, who=" "), "override", **decision(bench, judged))
    assert "姓名" in said(html)
    assert bench.workspace.overrides(judged.id) == []


def test_a_decision_rests_on_the_grade_that_was_looked_at(bench: Workbench) -> None:
    """Somebody else grades other papers while the form stands open: the conclusion is kept, and waits to be looked at again."""
    client = enterprise(bench, "两个人有限公司", graded_by="gbt27922-2011")
    result = bench.result(bench.shown(client.id, ""))
    clause = next(one for one in result["clauses"] if one["outcome"] == "met" and any(item["evidence"] for item in one["conditions"]))
    tab = GradingTab(bench)
    drawn = tab.show(memory(client.id))
    form = re.search(rf'<form data-do="override"[^>]*data-kind="on_site" data-clause="{re.escape(clause["id"])}"[^>]*>', drawn)
    assert form
    sent = dict(re.findall(r'data-([a-z]+)="([^"]*)"', form[0]))
    for file in bench.files(client.id):
        bench.remove_file(client.id, file.id, "乙")
    papers(bench, client.id, ("别的.txt", "与前面都不同的一份材料"))
    graded(bench, client.id)
    there = {"decision": "not_met", "reason": "现场看过", "until": "2027-06-30"}
    html, _ = do(tab, memory(client.id), "override", **{**sent, **there})
    assert states(html) == ["to_review"]
    assert said(html).startswith("已记录，但没有计入：")
    assert "您看的是" in said(html)
    (kept,) = bench.workspace.overrides(client.id)
    assert kept.body["basis"] == clause["fingerprint"]


@pytest.mark.parametrize("act", ["override", "revoke"])
def test_a_form_that_says_no_grade_of_this_client_records_nothing(bench: Workbench, judged: Client, other: Client, act: str) -> None:
    count = len(bench.assessments(judged.id))
    for seen in ("", bench.shown(other.id, ""), "x"):
        html, _ = do(GradingTab(bench), memory(judged.id), act, **{**decision(bench, judged), "assessment": seen, "override": "x"})
        assert "没有记录" in said(html)
    assert len(bench.assessments(judged.id)) == count
    assert bench.workspace.overrides(judged.id) == []


def test_every_form_and_button_of_a_decision_says_the_grade_it_stands_under(bench: Workbench) -> None:
    client = enterprise(bench, "每张表有限公司", graded_by="gbt27922-2011")
    do(GradingTab(bench), memory(client.id), "override", **decision(bench, client))
    older = bench.assessments(client.id)[-1].id
    for seen in (older, bench.shown(client.id, "")):
        html = GradingTab(bench).show(memory(client.id, seen))
        tags = re.findall(r'<[^>]*data-do="(?:override|revoke)"[^>]*>', html)
        assert len(tags) > 40
        assert all(f'data-assessment="{seen}"' in one for one in tags)


def test_a_plan_is_switched_by_its_buttons(bench: Workbench, judged: Client) -> None:
    tab, here = PlanTab(bench), memory(judged.id)
    html, _ = do(tab, here, "plan", target="pass", toggle="cannot", clause="5.1.1.1", doing="5.1.1.1")
    assert 'name="cannot" value="5.1.1.1"' in html
    assert 'name="doing" value=""' in html
    html, _ = do(tab, here, "plan", target="pass", toggle="cannot", clause="5.1.1.1", cannot="5.1.1.1")
    assert 'name="cannot" value=""' in html
    html, _ = do(tab, here, "plan", target="pass", toggle="on", clause="5.1.1.1", off="5.1.1.1")
    plan = bench.plan(bench.shown(judged.id, ""), wish("pass", on=("5.1.1.1",)))
    assert f"则 {plan['what_if']['score']} 分" in texts(html)


def wish(target: str, **more: Any) -> Any:
    from scoring.plan import Wish

    return Wish(target, **more)


def test_the_place_that_goes_back_is_json_of_three_texts(bench: Workbench, judged: Client) -> None:
    _, place = do(GradingTab(bench), memory(judged.id), "choose", client=judged.id)
    assert json.dumps([place.client, place.assessment, place.who])
    html, place = do(GradingTab(bench), memory(judged.id), "who", who="长" * 200)
    assert place.who == "长" * 40
    sound(html)


def test_a_profile_that_somebody_else_changed_is_not_overwritten(bench: Workbench) -> None:
    client = bench.save_client("", {"name": "两处改有限公司", "industry": "家电"}, WHO)
    tab = ClientsTab(bench)
    drawn = tab.show(memory(client.id))
    seen = re.search(r'<form data-do="save"[^>]*data-seen="([^"]*)"', drawn)
    assert seen
    bench.save_client(client.id, {"branches": ["上海分公司", "北京分公司"]}, "甲")
    typed = {"client": client.id, "seen": seen[1], "name": client.name, "industry": "家电维修", "period_months": "12"}
    html, _ = do(tab, memory(client.id, who="乙"), "save", **typed)
    assert re.search(r"没有覆盖；.*甲 在 \d{4}-\d\d-\d\d \d\d:\d\d 改的", said(html))
    assert "分支机构 上海分公司、北京分公司" in said(html)
    assert "行业 家电" in said(html)
    assert 'value="家电维修"' in html
    assert bench.client(client.id).profile.branches == ("上海分公司", "北京分公司")  # type: ignore[union-attr]
    again = re.search(r'<form data-do="save"[^>]*data-seen="([^"]*)"', html)
    assert again
    html, _ = do(tab, memory(client.id, who="乙"), "save", **{**typed, "seen": again[1]})
    assert said(html) == "已存下"


def test_a_decision_is_shown_at_the_time_the_report_says(bench: Workbench) -> None:
    """In the small hours of Beijing the day in UTC is the day before."""
    client = enterprise(bench, "凌晨有限公司", graded_by="gbt27922-2011")
    result = bench.result(bench.shown(client.id, ""))
    item = {"id": "x", "about": "甲", "decided": "符合", "state": "active", "reason": "看过", "why": "", "who": "王评"}
    late = {**item, "when": "2026-11-20T17:30:00+00:00", "until": "2027-06-30"}
    shown = environment().get_template("work/overrides.html").render(result={**result, "overrides": [late]}, shown_assessment="a", may=["conclude"])
    assert "王评，2026-11-21 01:30，有效至 2027-06-30" in shown


def test_the_rule_of_special_deductions_is_the_results(bench: Workbench, monkeypatch: pytest.MonkeyPatch) -> None:
    """A rubric may say other numbers than the standard's."""
    client = enterprise(bench, "别的规则有限公司", graded_by="gbt27922-2011")
    result = dict(bench.result(bench.shown(client.id, "")))
    remedy = {"do": "改", "hand_in": "改后的", "who": "法务", "days": "1", "lead_days": 0}
    found = {"id": "sd-1", "code": "SD", "status": "proposed", "text": "最终解释权", "evidence": [], "remedy": remedy}
    result |= {"special_deductions": [found], "rules": {**result["rules"], "special_deductions": {"points_each": "2", "fails_at": 3}}}
    monkeypatch.setattr(bench, "result", lambda _: result)
    html = GradingTab(bench).show(memory(client.id))
    assert "每项扣 2 分并须整改，满 3 项不合格" in html


# -- uploads, profiles, rubrics


@pytest.mark.parametrize(
    ("values", "wanted"),
    [
        ({"papers": "3"}, "3 份材料已存下"),
        ({"papers": "3", "profiles": "1"}, "3 份材料和 1 份企业档案已存下"),
        ({"papers": "0", "profiles": "1"}, "1 份企业档案已存下"),
        ({"papers": "2", "archives": "1", "inside": "4", "profiles": "1"}, "2 份材料、1 个压缩包（内有 4 份）和 1 份企业档案已存下"),
        ({"archives": "1", "inside": "40"}, "1 个压缩包（内有 40 份）已存下"),
        ({"papers": "2", "archives": "1", "inside": "4", "replaced": "1"}, "2 份材料和 1 个压缩包（内有 4 份）已存下，其中 1 份替换了同名的旧版本"),
        ({"papers": "1", "failed": "1", "faults": "乙.txt：太大"}, "1 份材料已存下；1 份没有存下：\n乙.txt：太大"),
        ({"failed": "1", "faults": "乙.txt：太大"}, "1 份没有存下：\n乙.txt：太大"),
        ({"archives": "1", "doubts": "密.zip：设了密码"}, "1 个压缩包（内有 0 份）已存下，但有打不开的：\n密.zip：设了密码"),
        ({"papers": "x" * 50, "failed": "-1"}, "0 份材料已存下"),
    ],
)
def test_an_upload_says_what_came_of_it(bench: Workbench, judged: Client, values: dict[str, str], wanted: str) -> None:
    assert said(do(GradingTab(bench), memory(judged.id), "uploaded", **values)[0]) == wanted


def test_a_profile_in_an_archive_is_offered_and_taken(bench: Workbench) -> None:
    client = enterprise(bench, "待填有限公司", papered=False)
    papers(bench, client.id, ("包.zip", zipped({"根/甲.txt": b"x", "根/profile.yaml": "enterprise: {name: 填好有限公司}".encode()})))
    html = GradingTab(bench).show(memory(client.id))
    assert "已有 1 个压缩包（内有 1 份）" in html
    assert "企业名称：待填有限公司 → 填好有限公司" in texts(html)
    file = bench.files(client.id)[0].id
    html, _ = do(GradingTab(bench), memory(client.id), "take-profile", file=file)
    assert said(html).startswith("已用材料里的企业档案填写客户资料")
    assert "用它填写企业档案" not in html
    assert bench.client(client.id).name == "填好有限公司"  # type: ignore[union-attr]


def test_a_profile_with_an_exclusion_that_no_rubric_allows_is_not_taken(bench: Workbench) -> None:
    client = enterprise(bench, "删减有限公司", papered=False)
    papers(bench, client.id, ("profile.yaml", "enterprise: {name: 删减有限公司}\nexclusions: [{clause: 9.9, reason: 不涉及}]"))
    html, _ = do(GradingTab(bench), memory(client.id), "take-profile", file=bench.files(client.id)[0].id)
    assert "评分表里没有条款 9.9" in said(html)
    assert bench.client(client.id) == client


def test_a_form_of_before_anothers_change_overwrites_nothing_and_shows_what_is_stored(bench: Workbench) -> None:
    client = enterprise(bench, "两人改有限公司", papered=False)
    form = {"client": client.id, "seen": client.updated_at, "name": client.name, "industry": "乙业"}
    bench.save_client(client.id, {"industry": "甲业"}, WHO)
    html, _ = do(ClientsTab(bench), memory(client.id), "save", **form)
    assert "现在存着的是：行业 甲业" in said(html)
    assert 'name="industry" maxlength="80" value="乙业"' in html
    seen = re.search(r'data-seen="([^"]+)"', html)
    assert seen is not None
    do(ClientsTab(bench), memory(client.id), "save", **{**form, "seen": seen[1]})
    assert bench.workspace.profile(client.id).industry == "乙业"


def test_a_client_put_aside_is_taken_up_again(bench: Workbench) -> None:
    client = enterprise(bench, "取消归档有限公司", papered=False)
    bench.archive(client.id, WHO)
    html, place = do(ClientsTab(bench), memory(), "unarchive", client=client.id)
    assert (said(html), place.client) == ("已取消归档", client.id)


def test_grades_for_decisions_are_told_from_the_one_they_were_made_on(bench: Workbench) -> None:
    client = enterprise(bench, "九次结论有限公司", graded_by="gbt27922-2011")
    first = bench.shown(client.id, "")
    for _ in range(3):
        do(GradingTab(bench), memory(client.id), "override", **decision(bench, client))
    html = ClientsTab(bench).show(memory(client.id))
    assert "中间还有 2 次人工结论变更后的结果" in html
    rows = re.findall(r"<tr[^>]*>.*?</tr>", html.partition("<h2>预评记录</h2>")[2].partition("</table>")[0], re.DOTALL)[1:]
    assert len(rows) == 3
    assert "人工结论变更后" in rows[0]
    assert "原来的预评" in rows[2]
    assert first in rows[2]
    assert all(one.id in html for one in bench.assessments(client.id))
    compared = CompareTab(bench).show(memory(client.id))
    options = re.findall(r"<option value=\"as[^>]*>([^<]*)<", compared)
    assert all(re.match(r"\d{4}-\d\d-\d\d \d\d:\d\d　第 [1-4] 次", option) for option in options)
    assert len(set(options)) == 4  # of one minute and one score, and yet told apart
    html, _ = do(CompareTab(bench), memory(client.id), "compare", before=first, after=bench.shown(client.id, ""))
    change = bench.comparison(client.id, first, bench.shown(client.id, ""))["clauses"][0]
    for side in ("before", "after"):
        assert f"{change[side]['earned']} / {change[side]['points']}" in texts(html)
    assert html.count("<small title=") > 0


def test_papers_are_counted_as_the_grade_counts_them(bench: Workbench) -> None:
    client = enterprise(bench, "份数有限公司")
    papers(bench, client.id, ("profile.yaml", "enterprise: {name: 份数有限公司}"))
    graded(bench, client.id)
    html = GradingTab(bench).show(memory(client.id))
    documents = len(bench.result(bench.shown(client.id, ""))["documents"])
    assert f"已有 {documents} 份材料和 1 份企业档案" in texts(html)
    assert f"材料 {documents} 份，" in texts(html)


def test_the_rubric_that_is_shown_is_the_one_chosen_linked_renamed_and_removed(bench: Workbench, tmp_path: Path) -> None:
    file = tmp_path / "标准正本.xlsx"
    file.write_bytes(official(bench.export_rubric("gbt27922-2011")[0]))
    known = bench.import_rubric(file, WHO)
    tab = RubricTab(bench)
    for html in (
        do(tab, memory(), "look", rubric=known.id)[0],
        do(tab, memory(), "sent", rubric=known.id, name=file.name)[0],
        do(tab, memory(), "rename", rubric=known.id, title="标准正本 A")[0],
    ):
        chosen = re.search(r'<select name="rubric".*?</select>', html, re.DOTALL)
        assert chosen
        assert re.findall(r'value="([^"]*)" selected', chosen[0]) == [known.id]
        assert set(re.findall(r'data-rubric="([^"]*)"', html)) == {known.id}
        assert f"./desk/rubrics/{known.id}.xlsx" in html
        assert "gbt27922-2011.xlsx" not in html
        assert "44 个条款都是导入的正式分值" in html
        assert "填进导出的" not in html
        assert "工作口径" not in html.partition("</form>")[2]
    bench.remove_rubric(known.id, WHO)


def test_an_import_tells_how_many_points_are_official(bench: Workbench, tmp_path: Path) -> None:
    file = tmp_path / "一条.xlsx"
    opened = load_workbook(BytesIO(bench.export_rubric("gbt27922-2011")[0]))
    row = next(one for one in opened["分值"].iter_rows(min_row=3) if one[3].value == "工作口径")
    row[4].value = row[2].value
    opened.save(file)
    known = bench.import_rubric(file, WHO)
    html, _ = do(RubricTab(bench), memory(), "sent", rubric=known.id, name=file.name)
    assert said(html) == f"已导入“{known.title}”：正式分值填了 1 条，其余 43 条不变（42 条工作口径，1 条有公开来源）。预评时可以选用"
    assert known.title.startswith("一条 20")
    assert known.title.endswith("（正式分值 1/44 条）")
    assert "1 个条款是正式分值；42 个条款的分值没有公开来源，是工作口径；把标准正本里其余的分值填进导出的 Excel" in html
    bench.remove_rubric(known.id, WHO)


def test_an_imported_rubric_is_renamed_removed_and_missed(bench: Workbench, tmp_path: Path) -> None:
    file = tmp_path / "正式.xlsx"
    file.write_bytes(official(bench.export_rubric("gbt27922-2011")[0]))
    known = bench.import_rubric(file, WHO)
    client = enterprise(bench, "选了正本有限公司", graded_by=known.id)
    html, _ = do(RubricTab(bench), memory(client.id), "rename", rubric=known.id, title="正本")
    assert 'value="正本"' in html
    html, _ = do(RubricTab(bench), memory(client.id), "remove", rubric=known.id)
    assert re.fullmatch("已移除“正本”；按它做的 [1-9][0-9]* 次预评结果照旧保留，只是不能再选它预评", said(html))
    html = GradingTab(bench).show(memory(client.id))
    assert '<option value="" selected>请选择</option>' in html
    assert "上次预评所用的评分表“正本（已移除）”已不能选用，请另选一张" in html
    html, _ = do(GradingTab(bench), memory(client.id), "grade", on="2026-11-20", rubric="")
    assert said(html) == "没有评分表，请先选择"


@pytest.mark.parametrize(("fault", "wanted"), [("甲.xlsx 打不开", "没有导入：甲.xlsx 打不开"), ("磁盘已满", "甲.xlsx 没有导入：磁盘已满")])
def test_a_file_not_imported_is_named_once(bench: Workbench, judged: Client, fault: str, wanted: str) -> None:
    for tab in (GradingTab, RubricTab):
        assert said(do(tab(bench), memory(judged.id), "sent", name="甲.xlsx", fault=fault)[0]) == wanted


def test_an_archived_client_is_erased_once_its_name_is_typed(bench: Workbench) -> None:
    client = enterprise(bench, "海胆有限公司")
    bench.archive(client.id, WHO)
    html, _ = do(ClientsTab(bench), memory(""), "unknown")
    assert "输入企业名称“海胆有限公司”确认" in texts(html)
    html, _ = do(ClientsTab(bench), memory(""), "erase", client=client.id, name="海星")
    assert "名称不一致，没有删除" in said(html)
    html, _ = do(ClientsTab(bench), memory(""), "erase", client=client.id, name="海胆有限公司")
    assert "已彻底删除，凭证编号 er-" in said(html)
    assert "海胆" not in html
    assert bench.workspace.remains(bench.workspace.erasures()[-1]).faults == []
