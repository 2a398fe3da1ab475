"""Conclusions and comparisons from the command line, in process: recording, grading, replaying, comparing, and what is typed wrong."""

import json
import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from assistant.cli import main as xingping
from assistant.today import today
from scoring.cli.commands import main as alone

PROFILE = "enterprise:\n  name: 临江棋石净水设备有限公司\n  industry: 净水设备制造\nexclusions:\n  - {clause: 5.2.6-b, reason: 不涉及}\n"
MANUAL = (
    "临江棋石净水设备有限公司\n售后服务手册\n文件编号：棋石规〔2026〕2号\n发布日期：2026年1月5日\n"
    "本手册规定公司售后服务部的职责、维修与回访的办法。\n本手册最终解释权归本公司所有。\n"
)
NOTICE = "临江棋石净水设备有限公司\n致顾客的一封信\n感谢您购买本公司产品。本活动最终解释权归本公司所有。\n"


@dataclass(frozen=True)
class Done:
    code: int
    out: str
    err: str

    @property
    def line(self) -> str:
        """The one Chinese line of complaint."""
        lines = self.err.splitlines()
        assert self.code == 2
        assert len(lines) == 1, self.err
        assert re.search(r"[一-鿿]", lines[0])
        assert "Traceback" not in self.err
        assert "程序内部出错" not in self.err
        return lines[0]


Run = Callable[..., Done]


@pytest.fixture(params=[alone, xingping], ids=["scoring", "xingping"])
def run(request: pytest.FixtureRequest, capsys: pytest.CaptureFixture[str]) -> Run:
    def run(*arguments: object) -> Done:
        code = request.param([str(one) for one in arguments])
        seen = capsys.readouterr()
        return Done(code, seen.out, seen.err)

    return run


@pytest.fixture(scope="module")
def pack(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("overrides") / "材料"
    folder.mkdir()
    (folder / "profile.yaml").write_text(PROFILE, encoding="utf-8")
    (folder / "手册.txt").write_text(MANUAL, encoding="utf-8")
    (folder / "告顾客书.txt").write_text(NOTICE, encoding="utf-8")
    return folder


@pytest.fixture(scope="module")
def result(pack: Path) -> Path:
    path = pack.parent / "结果.json"
    assert alone(["grade", str(pack), "--on", "2026-11-20", "--quiet", "--json", str(path)]) == 0
    return path


@pytest.fixture(scope="module")
def shown(result: Path) -> Any:
    return json.loads(result.read_bytes())


def signed(**more: str) -> list[str]:
    values = {"who": "审核员甲", "reason": "现场看过原件", "until": "2027-06-30", "when": "2026-11-21T09:30:00+08:00", **more}
    return [part for name, value in values.items() for part in (f"--{name}", value)]


CONDITION = ("--clause", "5.1.1.1", "--condition", "department", "--outcome", "met")


def test_conclude_grade_replay_compare(run: Run, pack: Path, result: Path, shown: Any, tmp_path: Path) -> None:
    """The whole way: what is recorded on a result holds when the same pack is graded again."""
    file, after = tmp_path / "结论.json", tmp_path / "后.json"
    deduction = shown["special_deductions"][0]["id"]
    conclusions: list[tuple[str, ...]] = [
        CONDITION,
        ("--clause", "5.2.4-b", "--on-site", "18/20"),
        ("--clause", "5.1.1.2", "--on-site", "met"),
        ("--special", deduction, "--dismiss"),
        ("--kind", f"{shown['documents'][0]['sha256']}=service_commitment,notice"),
    ]
    for number, one in enumerate(conclusions, start=1):
        done = run("overrides", "new", result, *one, *signed(), "--into", file)
        assert (done.code, done.err) == (0, "")
        assert f"共 {number} 项" in done.out
    graded = run("grade", pack, "--on", "2026-11-20", "--quiet", "--overrides", file, "--json", after)
    assert graded.code == 0
    found = json.loads(after.read_bytes())
    assert "自动评" in graded.out
    assert f"自动评 {shown['score']['confirmed']} 分，含 " in graded.out
    assert found["automatic"]["score"] == shown["score"]
    assert [one["state"] for one in found["overrides"]] == ["active"] * len(conclusions)
    assert run("replay", after).code == 0
    compared = run("compare", result, after)
    assert compared.code == 0
    assert "新的人工结论" in compared.out
    document = json.loads(run("compare", result, after, "--json", "-").out)
    assert (document["schema"], document["empty"]) == ("xingping-comparison/1", False)
    assert document["before"]["score"] == shown["score"]["confirmed"]


def test_a_result_compared_with_itself(run: Run, result: Path) -> None:
    done = run("compare", result, result)
    assert (done.code, done.err) == (0, "")
    assert "两份结果没有不同" in done.out


def test_a_comparison_is_written(run: Run, result: Path, tmp_path: Path) -> None:
    path = tmp_path / "比较.json"
    assert run("compare", result, result, "--json", path).code == 0
    assert json.loads(path.read_bytes())["empty"] is True


def test_a_conclusion_is_printed(run: Run, result: Path, shown: Any) -> None:
    done = run("overrides", "new", result, *CONDITION, *signed())
    one = json.loads(done.out)
    assert one["basis"] == next(item["fingerprint"] for item in shown["clauses"] if item["id"] == "5.1.1.1")
    assert (one["who"], one["until"], one["when"]) == ("审核员甲", "2027-06-30", "2026-11-21T09:30:00+08:00")


def test_the_clock_says_when(run: Run, result: Path) -> None:
    typed = signed(until=(today() + timedelta(days=200)).isoformat())
    del typed[typed.index("--when") : typed.index("--when") + 2]
    one = json.loads(run("overrides", "new", result, *CONDITION, *typed).out)
    assert re.fullmatch(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}\+08:00", one["when"]), "the day is China's, wherever the computer stands"


def test_an_override_on_a_clause_that_is_not_there_is_kept_and_told(run: Run, pack: Path, result: Path, tmp_path: Path) -> None:
    one = json.loads(run("overrides", "new", result, *CONDITION, *signed()).out)
    file = tmp_path / "结论.json"
    file.write_text(json.dumps({"schema": "xingping-overrides/1", "overrides": [{**one, "clause": "9.9.9"}]}), encoding="utf-8")
    done = run("grade", pack, "--on", "2026-11-20", "--quiet", "--overrides", file)
    assert done.code == 0
    assert "评分表里没有条款 9.9.9" in done.out
    assert "自动评" not in done.out


# ---- typed wrong

WRONG: list[tuple[str, list[str], str]] = [
    ("no target", [*signed()], "请给出其中一项"),
    ("two targets", ["--special", "sd-1", "--bonus", "bc-1", *signed()], "一次一项结论"),
    ("an unknown clause", ["--clause", "9.9.9", "--condition", "x", "--outcome", "met", *signed()], "没有条款 9.9.9"),
    ("an unknown condition", ["--clause", "5.1.1.1", "--condition", "x", "--outcome", "met", *signed()], "没有条件 x，可用："),
    ("an excluded clause", ["--clause", "5.2.6-b", "--on-site", "met", *signed()], "已删减"),
    ("a condition without clause", ["--condition", "department", "--outcome", "met", *signed()], "--clause 同用"),
    ("a condition without outcome", ["--clause", "5.1.1.1", "--condition", "department", *signed()], "--outcome 同用"),
    ("an outcome that is none", ["--clause", "5.1.1.1", "--condition", "department", "--outcome", "good", *signed()], "没有“good”这个选择"),
    ("more passed than drawn", ["--clause", "5.2.4-b", "--on-site", "21/20", *signed()], "合格数 21 大于抽查数 20"),
    ("nothing drawn", ["--clause", "5.2.4-b", "--on-site", "0/0", *signed()], "抽查数不能小于 1"),
    ("a share that is none", ["--clause", "5.2.4-b", "--on-site", "多数", *signed()], "合格数/抽查数"),
    ("a share of no sample", ["--clause", "5.1.1.1", "--on-site", "1/2", *signed()], "不是按抽样比例"),
    ("an unknown deduction", ["--special", "sd-0", "--dismiss", *signed()], "没有这项特别扣分"),
    ("a deduction without decision", ["--special", "sd-0", *signed()], "--dismiss 或 --confirm 同用"),
    ("two decisions", ["--special", "sd-0", "--dismiss", "--confirm", *signed()], "不能与"),
    ("a decision on a clause", [*CONDITION, "--dismiss", *signed()], "只与 --special 同用"),
    ("an unknown bonus", ["--bonus", "bc-0", *signed()], "没有这项特别加分主张"),
    ("an unknown file", ["--kind", "0" * 64 + "=notice", *signed()], "没有这项文件"),
    ("a kind without file", ["--kind", "notice", *signed()], "文件指纹=种类"),
    ("an empty reason", [*CONDITION, *signed(reason=" ")], "理由不能是空的"),
    ("no reason", [*CONDITION, "--who", "甲", "--until", "2027-06-30"], "缺少参数：--reason"),
    ("a day that is over", [*CONDITION, *signed(until="2026-11-20")], "有效至 2026-11-20 已经过去"),
    ("a day that is over in China", [*CONDITION, *signed(until="2026-11-20", when="2026-11-20T17:00:00+00:00")], "已经过去"),
    ("a day that is none", [*CONDITION, *signed(until="2027-13-01")], "日历上没有"),
    ("a day in other words", [*CONDITION, *signed(until="明年")], "2027-06-30 这样的形式"),
    ("a time without offset", [*CONDITION, *signed(when="2026-11-21T09:30:00")], "带时区"),
]


@pytest.mark.parametrize(("arguments", "told"), [one[1:] for one in WRONG], ids=[one[0] for one in WRONG])
def test_conclusions_typed_wrong(run: Run, result: Path, arguments: list[str], told: str) -> None:
    assert told in run("overrides", "new", result, *arguments).line


def test_an_unknown_kind_of_file(run: Run, result: Path, shown: Any) -> None:
    sha256 = shown["documents"][0]["sha256"]
    assert "没有“love_letter”这种材料" in run("overrides", "new", result, "--kind", f"{sha256}=love_letter", *signed()).line


def test_the_same_conclusion_is_not_added_twice(run: Run, result: Path, tmp_path: Path) -> None:
    file = tmp_path / "结论.json"
    assert run("overrides", "new", result, *CONDITION, *signed(), "--into", file).code == 0
    before = file.read_bytes()
    assert "已有这项结论" in run("overrides", "new", result, *CONDITION, *signed(), "--into", file).line
    assert file.read_bytes() == before


def test_conclusions_are_not_written_over_a_result(run: Run, result: Path, tmp_path: Path) -> None:
    before = result.read_bytes()
    assert "结果文件本身" in run("overrides", "new", result, *CONDITION, *signed(), "--into", result).line
    assert "换一个文件名" in run("compare", result, result, "--json", result).line
    other = tmp_path / "别的.json"
    other.write_text("{}", encoding="utf-8")
    assert "的形式" in run("overrides", "new", result, *CONDITION, *signed(), "--into", other).line
    assert (result.read_bytes(), other.read_text(encoding="utf-8")) == (before, "{}")


FILES: list[tuple[str, bytes, str]] = [
    ("no JSON", b"{", "不是有效的 JSON"),
    ("no overrides", b"[]", "的形式"),
    ("an entry without reason", b'{"schema": "xingping-overrides/1", "overrides": [{"kind": "condition", "id": "ov-1"}]}', "第 1 项（ov-1）"),
]


@pytest.mark.parametrize(("data", "told"), [one[1:] for one in FILES], ids=[one[0] for one in FILES])
def test_files_of_conclusions_that_are_none(run: Run, pack: Path, tmp_path: Path, data: bytes, told: str) -> None:
    file = tmp_path / "结论.json"
    file.write_bytes(data)
    assert told in run("grade", pack, "--on", "2026-11-20", "--overrides", file).line


def test_files_that_are_not_there(run: Run, pack: Path, result: Path, tmp_path: Path) -> None:
    missing = tmp_path / "没有.json"
    assert "找不到" in run("grade", pack, "--overrides", missing).line
    assert "找不到" in run("compare", result, missing).line
    assert "找不到" in run("overrides", "new", missing, *CONDITION, *signed()).line


@pytest.mark.parametrize("data", [b"", b"{", b"\xff\xfe", b"[]", b"{}", b"5", b"1" * 10_000, b"[" * 100_000, b'{"schema": "xingping-grade/1"}'])
def test_results_that_are_none(run: Run, result: Path, tmp_path: Path, data: bytes) -> None:
    file = tmp_path / "坏.json"
    file.write_bytes(data)
    assert run("compare", result, file).line
    assert run("compare", file, result).line
    assert run("overrides", "new", file, *CONDITION, *signed()).line


def test_results_with_half_a_character(run: Run, result: Path, tmp_path: Path) -> None:
    touched = json.loads(result.read_bytes())
    touched["enterprise"]["name"] = "\ud800"
    file = tmp_path / "坏.json"
    file.write_text(json.dumps(touched), encoding="utf-8")
    assert "无法保存的字符" in run("compare", result, file, "--json", "-").line


def test_results_by_other_rubrics(run: Run, pack: Path, result: Path, tmp_path: Path) -> None:
    other = tmp_path / "旧标准.json"
    assert run("grade", pack, "--on", "2026-11-20", "--quiet", "--rubric", "sbt10401-2006", "--json", other).code == 0
    assert "不是同一个评分表" in run("compare", result, other).line
