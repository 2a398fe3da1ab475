"""`csi` from the command line, and its workbook through the real grading."""

import json
from collections.abc import Callable, Mapping
from datetime import date
from pathlib import Path

import pytest
from openpyxl import load_workbook

from assistant.cli import main as xingping
from scoring.cli.commands import main as alone
from scoring.grading import grade_facts, prepare
from tests.support.surveys import ENTERPRISE, rated, stacked, wide, xlsx

Run = Callable[..., tuple[int, str, str]]
QUESTIONS_LIKE_MEASURES = ("预约安排是否合理", "顾问培训水平", "维修质量提高程度", "设施完善程度", "交车流程改进情况")


@pytest.fixture(params=[alone, xingping], ids=["scoring", "xingping"])
def run(request: pytest.FixtureRequest, capsys: pytest.CaptureFixture[str]) -> Run:
    def run(*arguments: object) -> tuple[int, str, str]:
        code = request.param(["csi", *map(str, arguments)])
        seen = capsys.readouterr()
        return code, seen.out, seen.err

    return run


@pytest.fixture
def survey(tmp_path: Path) -> Path:
    path = tmp_path / "答卷.xlsx"
    path.write_bytes(xlsx(wide(rated(40, gaps=5))))
    return path


def test_a_report_and_all_files(run: Run, survey: Path, tmp_path: Path) -> None:
    outputs = [tmp_path / name for name in ("结果.json", "图.svg", "佐证.xlsx")]
    code, out, err = run(survey, "--enterprise", ENTERPRISE, "--json", outputs[0], "--chart", outputs[1], "--xlsx", outputs[2])
    assert (code, err) == (0, "")
    index = json.loads(outputs[0].read_bytes())["index"]["shown"]
    assert f"指数 {index} / 1000" in out
    assert "有效 40 份" in out
    assert "工作口径" in out
    assert f"指数 {index}，满分 1000" in outputs[1].read_text(encoding="utf-8")
    first = [one.read_bytes() for one in outputs]
    assert run(survey, "--enterprise", ENTERPRISE, "--json", outputs[0], "--chart", outputs[1], "--xlsx", outputs[2])[0] == 0
    assert [one.read_bytes() for one in outputs] == first


def test_json_on_standard_output_and_nothing_else(run: Run, survey: Path) -> None:
    code, out, err = run(survey, "--json", "-", "--period", "2026-03-02..2026-03-21", "--complete-only")
    assert (code, err) == (0, "")
    counts = json.loads(out)["counts"]
    assert counts["received"] == 20
    assert counts["used"] == counts["complete"]


@pytest.mark.parametrize(
    ("typed", "says"),
    [
        (["没有.xlsx"], "找不到这个文件"),
        (["{survey}", "--scale", "5-1"], "--scale 要写成"),
        (["{survey}", "--scale", "好"], "--scale 要写成"),
        (["{survey}", "--period", "2026-13-01..2026-12-31"], "--period 要写成"),
        (["{survey}", "--period", "去年"], "--period 要写成"),
        (["{survey}", "--map", "Q1"], "列名=因素"),
        (["{survey}", "--map", "Q1=价格"], "没有“价格”这个因素"),
        (["{survey}", "--map", "Q1=服务质量"], "没有名为“q1”的列"),
        (["{survey}", "--chart", "图.png"], "应以 .svg 结尾"),
        (["{survey}", "--xlsx", "{survey}"], "就是答卷本身"),
        (["{survey}", "--xlsx", "{folder}/没有/佐证.xlsx"], "写不了"),
        (["{survey}", "--scale", "1-3"], "不在量表之内"),
        (["{folder}"], "这是文件夹"),
        ([], "缺少参数：答卷"),
    ],
)
def test_bad_input_costs_one_line(run: Run, survey: Path, typed: list[str], says: str) -> None:
    code, out, err = run(*(one.format(survey=survey, folder=survey.parent) for one in typed))
    assert (code, out) == (2, "")
    assert says in err
    assert len(err.splitlines()) == 1


# ---- evidence for 5.3.1.4


def _outcomes(folder: Path, workbook: Path, filled: Mapping[str, str]) -> dict[str, str]:
    """Of the clause's conditions, for a folder that holds only this workbook with these fields filled in by people."""
    folder.mkdir(exist_ok=True)
    (folder / "profile.yaml").write_text(f"enterprise:\n  name: {ENTERPRISE}\n  industry: 汽车维修\n", encoding="utf-8")
    if filled:
        book = load_workbook(workbook)
        for row in book["由企业填写"].iter_rows():
            if row[0].value in filled:
                row[0].offset(column=1).value = filled[row[0].value]
        book.save(folder / workbook.name)
    else:
        (folder / workbook.name).write_bytes(workbook.read_bytes())
    prepared = prepare(folder, "gbt27922-2011", None)
    grade = grade_facts(prepared.files, prepared.profile, date(2026, 11, 20), prepared.rubric)
    (clause,) = [one for one in grade.clauses if one.clause.id == "5.3.1.4"]
    others = [one.clause.id for one in grade.clauses if one is not clause for item in one.conditions if item.verdict.evidence]
    assert others == [], "a survey proves nothing else"
    return {one.condition.id: one.verdict.outcome for one in clause.conditions}


def _written(data: bytes, folder: Path, *more: str) -> Path:
    (folder / "答卷.xlsx").write_bytes(data)
    path = folder / "满意度佐证.xlsx"
    assert alone(["csi", str(folder / "答卷.xlsx"), "--enterprise", ENTERPRISE, "--xlsx", str(path), *more]) == 0
    return path


MET = {"sample": "met", "aftersales": "met", "improvement": "met"}
OPEN = {**MET, "improvement": "not_met"}


@pytest.mark.parametrize(
    ("filled", "outcomes"),
    [
        ({}, OPEN),
        ({"调查方式": "电话访问", "发放份数": "60", "责任人": "林一舟", "完成日期": "2026-06-30"}, OPEN),
        ({"调查结论": "多数顾客对维修满意，对等候时间有意见。"}, OPEN),
        ({"后续做法": "暂无"}, OPEN),
        ({"后续做法": "周末增加两名接待人员，等候超过二十分钟由店长说明。", "完成日期": "2026-06-30"}, MET),
    ],
    ids=["as written", "who and when", "a conclusion", "nothing yet", "a measure"],
)
def test_people_have_the_last_word_on_improvement(tmp_path: Path, filled: dict[str, str], outcomes: dict[str, str]) -> None:
    assert _outcomes(tmp_path / "材料", _written(xlsx(wide(rated(40, gaps=5))), tmp_path), filled) == outcomes


def test_questions_about_measures_are_no_measures(tmp_path: Path) -> None:
    data = xlsx(wide(rated(40, gaps=35), QUESTIONS_LIKE_MEASURES))
    assert _outcomes(tmp_path / "材料", _written(data, tmp_path), {"完成日期": "2026-06-30"}) == OPEN


@pytest.mark.parametrize(
    ("period", "outcomes"),
    [("2026-03-01..2026-03-31", OPEN), ("2023-03-01..2023-03-31", {**OPEN, "sample": "not_met", "aftersales": "not_met"})],
)
def test_the_period_decides_whether_it_counts(tmp_path: Path, period: str, outcomes: dict[str, str]) -> None:
    data = xlsx(stacked(rated(60, items=9, high=10)))
    assert _outcomes(tmp_path / "材料", _written(data, tmp_path, "--period", period), {}) == outcomes


def test_another_companys_survey_is_no_evidence(tmp_path: Path) -> None:
    (tmp_path / "答卷.xlsx").write_bytes(xlsx(wide(rated(40))))
    path = tmp_path / "满意度佐证.xlsx"
    assert alone(["csi", str(tmp_path / "答卷.xlsx"), "--enterprise", "远山锅炉制造有限公司", "--xlsx", str(path)]) == 0
    assert set(_outcomes(tmp_path / "材料", path, {}).values()) == {"not_met"}
