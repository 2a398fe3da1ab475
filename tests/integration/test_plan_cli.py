"""`plan` from the command line, on results of a real pack."""

import json
from collections.abc import Callable
from datetime import date
from fractions import Fraction
from pathlib import Path
from typing import Any

import pytest

from assistant.cli import main as xingping
from scoring.cli.commands import main as alone
from scoring.grading import grade_facts, prepare
from scoring.overrides.record import recorded
from scoring.profile import Profile
from scoring.result import canonical, to_json, with_facts
from scoring.rubric import load_rubric
from scoring.rubric.yaml_file import to_yaml
from scoring.stored import stored

Run = Callable[..., tuple[int, str, str]]


@pytest.fixture(scope="module")
def graded(root: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A sample pack's result with its facts."""
    prepared = prepare(root / "corpus/samples/weak")
    path = tmp_path_factory.mktemp("plan") / "结果.json"
    path.write_bytes(canonical(with_facts(grade_facts(prepared.files, prepared.profile, date(2026, 11, 20), prepared.rubric))))
    return path


@pytest.fixture(params=[alone, xingping], ids=["scoring", "xingping"])
def run(request: pytest.FixtureRequest, capsys: pytest.CaptureFixture[str]) -> Run:
    def run(*arguments: object) -> tuple[int, str, str]:
        code = request.param(["plan", *map(str, arguments)])
        seen = capsys.readouterr()
        return code, seen.out, seen.err

    return run


def planned(run: Run, graded: Path, *more: object) -> dict[str, Any]:
    code, out, err = run(graded, "--json", "-", *more)
    assert (code, err) == (0, "")
    return json.loads(out)  # type: ignore[no-any-return]


def test_a_plan_with_all_its_files(run: Run, graded: Path, tmp_path: Path) -> None:
    outputs = [tmp_path / "计划.json", tmp_path / "计划.svg"]
    code, out, err = run(graded, "--target", "达标级", "--json", outputs[0], "--svg", outputs[1])
    assert (code, err) == (0, "")
    made = json.loads(outputs[0].read_bytes())
    assert made["schema"] == "xingping-plan/1"
    assert made["reachable"]
    assert f"最早 {made['earliest_date']} 完成" in out
    assert f"最早 {made['earliest_date']} 完成" in outputs[1].read_text(encoding="utf-8")
    first = [one.read_bytes() for one in outputs]
    assert run(graded, "--target", "pass", "--json", outputs[0], "--svg", outputs[1])[0] == 0
    assert [one.read_bytes() for one in outputs] == first


def test_the_plan_starts_from_the_results_own_score_and_leaves_exclusions_alone(run: Run, graded: Path) -> None:
    result = json.loads(graded.read_bytes())
    made = planned(run, graded, "--target", "five_star")
    assert made["before"]["score"] == result["score"]["confirmed"]
    assert made["before"]["level"] == result["level"]["confirmed"]
    excluded = {one["clause"] for one in result["exclusions"]["accepted"]}
    assert excluded
    assert not excluded & {one["clause"] for one in (*made["bundles"], *made["left_out"])}
    assert len(made["special"]) >= len(result["special_deductions"]) > 0
    assert Fraction(made["effort_days"]) == sum(Fraction(one["days"]) for one in made["actions"])


def test_more_stars_never_cost_less(run: Run, graded: Path) -> None:
    efforts = [Fraction(planned(run, graded, "--target", level)["effort_days"]) for level in ("pass", "three_star", "four_star", "five_star")]
    assert efforts == sorted(efforts)
    assert efforts[0] < efforts[-1]


def test_papers_that_expire_before_the_audit_are_planned_again(run: Run, graded: Path, root: Path) -> None:
    """The engine itself says the day after, and the plan tells what it says."""
    made = planned(run, graded, "--target", "pass", "--by", "2027-10-30")
    prepared = prepare(root / "corpus/samples/weak")
    then = to_json(grade_facts(prepared.files, prepared.profile, date(2027, 10, 30), prepared.rubric))
    now = {one["id"]: one for one in json.loads(graded.read_bytes())["clauses"]}
    worse = {one["id"] for one in then["clauses"] if Fraction(one["earned"]) < Fraction(now[one["id"]]["earned"])}
    assert worse
    assert {one["clause"] for one in made["expiring"]} >= worse
    assert all(one["on"] == "2027-10-30" and one["text"] for one in made["expiring"])
    assert Fraction(made["at_audit"]["score"]) < Fraction(made["before"]["score"])


def test_an_audit_far_off_counts_only_its_own_review_period(run: Run, graded: Path) -> None:
    made = planned(run, graded, "--target", "pass", "--by", "2028-06-01")
    asked = [one for one in made["actions"] if one["clauses"]]
    assert asked
    assert all("2027-06-01" <= one["start"] <= one["finish"] <= "2028-06-01" for one in asked)
    assert made["earliest_date"] == max(one["finish"] for one in made["actions"])


def test_what_no_lock_at_all_would_give_is_what_the_free_plan_says(run: Run, graded: Path) -> None:
    free = planned(run, graded, "--target", "pass")
    locked = planned(run, graded, "--target", "pass", "--cannot", free["bundles"][0]["clause"], "--doing", "5.3.1.5")
    told = f"计划约 {free['effort_days']} 人日、最早 {free['earliest_date']} 完成；锁定之后："
    assert any(note.startswith("做不了、在做的锁定全部去掉时：") and told in note for note in locked["notes"])


def test_locks_and_a_what_if(run: Run, graded: Path) -> None:
    made = planned(run, graded, "--target", "pass", "--cannot", "5.1.2.2", "--doing", "5.3.1.5", "--on", "5.1.2.2", "--off", "5.1.1.1")
    chosen = {one["clause"]: one["lock"] for one in made["bundles"]}
    assert "5.1.2.2" not in chosen
    assert chosen["5.3.1.5"] == "doing"
    assert "做不了" in next(one["why"] for one in made["left_out"] if one["clause"] == "5.1.2.2")
    assert made["what_if"]["on"] == ["5.1.2.2"]
    assert made["what_if"]["score"] != made["before"]["score"]


def test_another_rubric_is_planned_with_only_when_it_is_given(run: Run, graded: Path, root: Path, tmp_path: Path) -> None:
    other = tmp_path / "正式.yaml"
    other.write_text(to_yaml(load_rubric()).replace("version: '0.1'", "version: '0.2'"), encoding="utf-8")
    prepared = prepare(root / "corpus/samples/weak", str(other))
    result = tmp_path / "结果.json"
    result.write_bytes(canonical(with_facts(grade_facts(prepared.files, prepared.profile, date(2026, 11, 20), prepared.rubric))))
    code, _, err = run(result, "--target", "pass")
    assert code == 2
    assert "内容指纹不同" in err
    assert "请指明当时的评分表文件" in err
    made = planned(run, result, "--target", "pass", "--rubric", other)
    assert made["rubric"]["sha256"] != planned(run, graded, "--target", "pass")["rubric"]["sha256"]


def test_conclusions_that_lapse_before_the_audit_are_to_be_confirmed_anew(run: Run, graded: Path, tmp_path: Path) -> None:
    """A condition taken as met and a deduction taken back, both until 1 December: neither holds in January."""
    kept = stored(graded.read_bytes())
    deduction = kept.result["special_deductions"][0]["id"]
    said = [
        {"kind": "condition", "clause": "5.1.2.2", "condition": "managers", "outcome": "met"},
        {"kind": "special", "deduction": deduction, "decision": "dismiss"},
    ]
    told = {"who": "王评审", "when": "2026-11-20T09:00:00+08:00", "reason": "看过原件", "until": "2026-12-01"}
    overrides = tuple(recorded(kept.result, one, **told) for one in said)
    path = tmp_path / "有人工结论.json"
    path.write_bytes(canonical(with_facts(grade_facts(kept.facts, kept.profile, kept.as_of, kept.rubric, overrides))))
    soon, later = (planned(run, path, "--target", "pass", "--by", day) for day in ("2026-11-30", "2027-01-15"))
    assert soon["before"] == later["before"]
    assert soon["special"] == []
    assert not any(one["clause"] == "5.1.2.2" for one in (*soon["bundles"], *soon["left_out"]))
    again = next(one for one in later["special"] if one["id"] == deduction)
    assert again["expires"]
    assert "重新确认" in next(one["do"] for one in later["actions"] if one["id"] == again["action"])
    anew = [one for one in later["actions"] if "重新确认" in one["do"]]
    assert {(one["start"], one["finish"]) for one in anew} == {("2027-01-12", "2027-01-15")}  # on the papers of the day
    assert any(note.startswith("重新确认人工结论要看审核日的材料") for note in later["notes"])
    work = [one for one in later["actions"] if "重新确认" not in one["do"]]
    if work and max(one["finish"] for one in work) < "2027-01-15":  # the work is done before what waits for the audit
        assert (later["earliest_date"], later["reconfirm_date"]) == (max(one["finish"] for one in work), "2027-01-15")
        assert not set(later["critical"]) & {one["id"] for one in anew}
    bundle = next(one for one in later["bundles"] if one["clause"] == "5.1.2.2")
    assert (bundle["expires"], bundle["actions"]) == (True, ["5.1.2.2/confirm"])
    assert "人工结论有效期到 2026-12-01" in next(one["text"] for one in later["expiring"] if one["clause"] == "5.1.2.2")
    assert any(note.startswith("5.1.2.2 的人工结论到审核日") for note in later["notes"])


def checklist(folder: Path) -> Path:
    path = folder / "清单.json"
    path.write_bytes(canonical(with_facts(grade_facts((), Profile(), date(2026, 11, 20), load_rubric("completeness")))))
    return path


@pytest.mark.parametrize(
    ("more", "words"),
    [
        (("--target", "六星级"), "没有等级“六星级”"),
        (("--cannot", "9.9.9"), "条款 9.9.9 不在评分表"),
        (("--cannot", "5.1.1.2", "--doing", "5.1.1.2"), "同时写在"),
        (("--on", "5.2.3-a"), "已删减"),
        (("--from", "2026-11-01"), "早于结果的评定日"),
        (("--by", "2026-11-01"), "早于开始日"),
        (("--by", "2099-01-01"), "审核日 2099-01-01 太远，最多到开始日之后 3 年"),
        (("--by", "明年"), "审核日“明年”不对"),
        (("--from", "20261"), "开始日“20261”不对"),
        (("--svg", "计划.png"), "应以 .svg 结尾"),
        (("--rubric", "nowhere"), "没有这份文件"),
        (("--svg", "/nowhere/计划.svg"), "写不了"),
    ],
)
def test_a_bad_wish_is_one_chinese_line(run: Run, graded: Path, more: tuple[str, ...], words: str) -> None:
    code, out, err = run(graded, *more)
    assert (code, out) == (2, "")
    assert words in err
    assert err.count("\n") == 1


NO_RESULTS = [b"", b"{", b"[]", b'{"schema": "xingping-grade/1"}', b"\xff\xfe", b'{"rubric": {"id": "gbt27922-2011"}, "basis": {}}']


@pytest.mark.parametrize("content", NO_RESULTS)
def test_a_file_that_is_no_result_is_one_chinese_line(run: Run, tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "坏.json"
    path.write_bytes(content)
    code, _, err = run(path, "--target", "pass")
    assert code == 2
    assert err.count("\n") == 1
    assert "程序内部出错" not in err


def test_files_that_are_not_there_or_would_be_overwritten(run: Run, graded: Path, tmp_path: Path) -> None:
    assert "读不了" in run(tmp_path / "没有.json")[2]
    before = graded.read_bytes()
    code, _, err = run(graded, "--json", graded)
    assert (code, graded.read_bytes()) == (2, before)
    assert "就是评分结果本身" in err
    assert "不计分" in run(checklist(tmp_path))[2]


def test_a_score_that_the_facts_do_not_give_is_told(run: Run, graded: Path, tmp_path: Path) -> None:
    changed = json.loads(graded.read_bytes())
    before, changed["score"]["confirmed"] = changed["score"]["confirmed"], "99.00"
    path = tmp_path / "改过.json"
    path.write_text(json.dumps(changed), encoding="utf-8")
    made = planned(run, path, "--target", "pass")
    assert made["before"]["score"] == before
    assert made["notes"][0].startswith(f"结果文件里写的是 99.00 分，用其中的事实重评是 {before} 分")
    assert not any(note.startswith("结果文件里写的是") for note in planned(run, graded, "--target", "pass")["notes"])


def test_a_result_without_facts_is_refused(run: Run, graded: Path, tmp_path: Path) -> None:
    bare = json.loads(graded.read_bytes())
    del bare["basis"]
    path = tmp_path / "无事实.json"
    path.write_text(json.dumps(bare), encoding="utf-8")
    code, _, err = run(path)
    assert code == 2
    assert "basis" in err
