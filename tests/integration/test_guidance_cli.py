"""`xingping materials` and `xingping timeline` from the command line, with real files."""

import json
from collections.abc import Callable
from pathlib import Path

import pytest
from icalendar import Calendar
from openpyxl import load_workbook

from assistant.cli import main
from scoring.profile import Profile
from tests.support.facts import OWN, file, paper
from tests.support.graded import result

Run = Callable[..., tuple[int, str, str]]
LICENCE = file("执照.pdf", paper("business_licence", OWN, expires="9999-12-31"), kinds=["business_licence"])


@pytest.fixture
def run(capsys: pytest.CaptureFixture[str]) -> Run:
    def run(*arguments: object) -> tuple[int, str, str]:
        code = main([str(one) for one in arguments])
        seen = capsys.readouterr()
        return code, seen.out, seen.err

    return run


@pytest.fixture
def graded(tmp_path: Path) -> Path:
    path = tmp_path / "结果.json"
    path.write_bytes(result(LICENCE))
    return path


@pytest.fixture
def plan(tmp_path: Path) -> Path:
    path = tmp_path / "计划.json"
    told = {"schema": "xingping-plan/1", "target": {"title": "四星级"}, "reachable": True, "earliest_date": "2027-02-01"}
    path.write_text(json.dumps(told), encoding="utf-8")
    return path


@pytest.fixture
def files(graded: Path, plan: Path, tmp_path: Path) -> dict[str, Path]:
    """What the typed words stand for: good files of the other kind, and bad ones."""
    out = {"GRADED": graded, "PLAN": plan}
    for name, data in {"OTHER": "enterprise: {name: 别家}".encode(), "LATIN": "企业".encode("gbk"), "LIST": b"- a"}.items():
        out[name] = tmp_path / f"{name}.yaml"
        out[name].write_bytes(data)
    return out


def test_materials_against_a_result(run: Run, graded: Path, tmp_path: Path) -> None:
    book, whole = tmp_path / "清单.xlsx", tmp_path / "清单.json"
    code, out, err = run("materials", "--result", graded, "--xlsx", book, "--json", whole)
    assert (code, err) == (0, "")
    assert "✓ 营业执照或其他法律地位证明　已有" in out
    assert "执照.pdf" in out
    assert "说法不一：申请单位须具有独立法人资格" in out
    assert "✗ 自评报告　缺少" in out
    assert "只有部分机构要" in out
    document = json.loads(whole.read_bytes())
    assert document["counts"]["missing"] == out.count("　缺少：")
    assert load_workbook(book)["材料清单"].max_row == 2 + sum(document["counts"].values())
    assert run("materials", "--result", graded, "--json", "-") == (0, whole.read_text(encoding="utf-8"), "")


def test_materials_of_the_shipped_profile_without_a_result(run: Run, root: Path) -> None:
    code, out, err = run("materials", root / "corpus" / "samples" / "strong" / "profile.yaml")
    assert (code, err) == (0, "")
    assert "还没有上传材料" in out
    assert "供应商资质　不适用：只有销售型企业要" in out
    assert "企业名称未知" in run("materials")[1]


def test_timeline_forward(run: Run, tmp_path: Path) -> None:
    outputs = [tmp_path / name for name in ("时间.json", "时间.ics", "时间.xlsx")]
    typed = ("timeline", "--from", "2026-11-23", "--days", "整改=10-14", "--json", outputs[0], "--ics", outputs[1], "--xlsx", outputs[2])
    code, out, err = run(*typed)
    assert (code, err) == (0, "")
    assert "10-14 天（自填）" in out
    assert "签订认证合同没有公开数字" in out
    document = json.loads(outputs[0].read_bytes())
    assert document["finish"] == {"earliest": "2027-02-05", "latest": "2027-06-15"}
    assert len(Calendar.from_ical(outputs[1].read_bytes()).walk("VEVENT")) == 12
    assert load_workbook(outputs[2]).sheetnames[0] == "时间安排"
    first = [one.read_bytes() for one in outputs]
    assert run(*typed)[0] == 0
    assert [one.read_bytes() for one in outputs] == first


def test_timeline_backward_with_a_plan(run: Run, plan: Path) -> None:
    code, out, err = run("timeline", "--from", "2026-11-23", "--by", "2027-03-01", "--plan", plan, "--running-since", "2026-09-01")
    assert (code, err) == (0, "")
    assert "计划完成日 2027-02-01 才递交申请已经太晚" in out
    assert "按计划最早 2027-02-01 完成" in out
    assert "体系已运行的时间（从 2026-09-01 算）" in out
    assert "实际运行 6 个月以上" in out


def test_today_is_where_no_day_is_typed(run: Run) -> None:
    code, out, _ = run("timeline", "--json", "-")
    assert code == 0
    document = json.loads(out)
    assert document["start"] == document["ready"]
    assert document["mode"] == "forward"


@pytest.mark.parametrize(
    ("typed", "says"),
    [
        (("timeline", "--from", "明天"), "日期“明天”不对"),
        (("timeline", "--by", "2026-02-30"), "日期“2026-02-30”不对"),
        (("timeline", "--by", "9999-01-01"), "日期 9999-01-01 太早或太晚，应在 2000-01-01 到 "),
        (("timeline", "--from", "1800-01-01"), "日期 1800-01-01 太早或太晚，应在 2000-01-01 到 "),
        (("timeline", "--days", "整改"), "环节=天数"),
        (("timeline", "--days", "整改=很快"), "“很快”不对"),
        (("timeline", "--plan", "没有.json"), "读不了 没有.json：找不到"),
        (("timeline", "--plan", "PLAN", "--days", "体系筹备=30"), "不能再用 --days"),
        (("timeline", "--plan", "GRADED"), "不是计划文件"),
        (("timeline", "--ics", "a.txt"), "应以 .ics 结尾"),
        (("timeline", "--xlsx", "a.xls"), "应以 .xlsx 结尾"),
        (("timeline", "--json", "没有的文件夹/a.json"), "写不了"),
        (("timeline", "多余"), "不认识的参数：多余"),
        (("materials", "没有.yaml"), "读不了 没有.yaml：找不到"),
        (("materials", "--result", "PLAN"), "不是评分结果文件"),
        (("materials", "--result", "GRADED", "--json", "GRADED"), "就是要读的文件"),
        (("materials", "GRADED", "--result", "PLAN"), "不是评分结果文件"),
        (("materials", "OTHER", "--result", "GRADED"), "请用同一家企业的"),
        (("materials", "LATIN"), "不是 UTF-8 编码"),
        (("materials", "LIST"), "应是“键: 值”的形式"),
    ],
)
def test_one_line_for_what_cannot_be_used(run: Run, typed: tuple[str, ...], says: str, files: dict[str, Path]) -> None:
    code, out, err = run(*(files.get(one, one) for one in typed))
    assert (code, out) == (2, "")
    assert err.count("\n") == 1
    assert says in err


def test_a_result_of_an_enterprise_with_its_profile(run: Run, tmp_path: Path) -> None:
    """The profile that is given stands before the one in the result: outlets registered since are asked for."""
    path, profile = tmp_path / "结果.json", tmp_path / "profile.yaml"
    path.write_bytes(result(LICENCE, profile=Profile(name=OWN)))
    profile.write_text(f"enterprise: {{name: {OWN}, entrusted_outlets: [乙维修部]}}\n", encoding="utf-8")
    assert "委托网点的协议　不适用" in run("materials", "--result", path)[1]
    assert "委托网点的协议　缺少" in run("materials", profile, "--result", path)[1]
