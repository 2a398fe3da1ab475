"""Grading from the command line, in process: what users hand in wrong costs one Chinese line or one file, never a traceback."""

import json
import re
import zipfile
from collections.abc import Callable
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from fpdf import FPDF
from openpyxl import Workbook, load_workbook

from assistant.cli import main as xingping
from scoring import extraction
from scoring.cli.commands import main as alone
from scoring.documents.soffice import soffice

OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
MANUAL = (
    "临江棋石净水设备有限公司\n售后服务手册\n文件编号：棋石规〔2026〕2号\n发布日期：2026年1月5日\n"
    "本手册规定公司售后服务部的职责、维修与回访的办法。\n"
)
PROFILE = "enterprise:\n  name: 临江棋石净水设备有限公司\n  industry: 净水设备制造\n"


@dataclass(frozen=True)
class Done:
    code: int
    out: str
    err: str

    @property
    def line(self) -> str:
        """The one Chinese line of complaint."""
        lines = self.err.splitlines()
        assert len(lines) == 1, self.err
        assert re.search(r"[一-鿿]", lines[0])
        assert "Traceback" not in self.err
        assert "程序内部出错" not in self.err
        return lines[0]

    @property
    def result(self) -> dict[str, Any]:
        return json.loads(self.out)  # type: ignore[no-any-return]


Run = Callable[..., Done]


@pytest.fixture(params=[alone, xingping], ids=["scoring", "xingping"])
def run(request: pytest.FixtureRequest, capsys: pytest.CaptureFixture[str]) -> Run:
    def run(*arguments: object) -> Done:
        code = request.param([str(one) for one in arguments])
        seen = capsys.readouterr()
        return Done(code, seen.out, seen.err)

    return run


@pytest.fixture
def pack(tmp_path: Path) -> Path:
    """A small pack: a profile and one good file."""
    folder = tmp_path / "材料"
    put(folder / "profile.yaml", PROFILE)
    put(folder / "制度/手册.txt", MANUAL)
    return folder


def put(path: Path, content: str | bytes) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content.encode() if isinstance(content, str) else content)
    return path


def graded(run: Run, pack: Path, *more: object) -> dict[str, Any]:
    done = run("grade", pack, "--on", "2026-11-20", "--json", "-", *more)
    assert done.code == 0, done.err
    assert done.err == ""
    return done.result


def why(result: dict[str, Any], name: str) -> tuple[str, str]:
    """Reason code and sentence for a file that does not count."""
    (document,) = [one for one in result["documents"] if one["file"] == name]
    assert not document["usable"]
    return document["why_not"][0]["reason"], document["why_not"][0]["text"]


def usable(result: dict[str, Any]) -> list[str]:
    return [one["file"] for one in result["documents"] if one["usable"]]


# ---- the plain way


def test_a_report_for_people(run: Run, pack: Path) -> None:
    done = run("grade", pack, "--on", "2026-11-20")
    assert done.code == 0
    assert "临江棋石净水设备有限公司" in done.out
    assert "确认分" in done.out
    assert "评定日 2026-11-20" in done.out


def test_both_commands_give_the_same_bytes(pack: Path, capsys: pytest.CaptureFixture[str]) -> None:
    seen = []
    for main in (alone, xingping):
        assert main(["grade", str(pack), "--on", "2026-11-20", "--json", "-"]) == 0
        seen.append(capsys.readouterr().out)
    assert seen[0] == seen[1]


def test_a_zip_is_as_good_as_its_folder(run: Run, pack: Path) -> None:
    out = BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        for path in pack.rglob("*.*"):
            archive.write(path, path.relative_to(pack.parent).as_posix())
    assert graded(run, put(pack.parent / "材料.zip", out.getvalue())) == graded(run, pack)


def test_without_a_date_the_evidence_gives_it(pack: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert alone(["grade", str(pack)]) == 0
    seen = capsys.readouterr()
    assert "评定日取材料里最晚的日期 2026-01-05" in seen.err
    assert "评定日 2026-01-05" in seen.out


def test_one_clause_in_full(run: Run, pack: Path) -> None:
    done = run("grade", pack, "--on", "2026-11-20", "--clause", "5.1.2.2")
    assert done.code == 0
    assert "5.1.2.2" in done.out
    assert "（编号 managers）" in done.out
    assert "确认分" not in done.out


# ---- the profile


def test_no_profile_is_told_and_graded(run: Run, pack: Path) -> None:
    (pack / "profile.yaml").unlink()
    result = graded(run, pack)
    assert any("没有档案" in note for note in result["notices"])
    assert usable(result) == ["制度/手册.txt"]


@pytest.mark.parametrize("text", ["- 甲", "enterprise: {name: 甲", "\x00", b"\xff\xfe\x00"])
def test_a_profile_that_is_none_is_told_and_graded(run: Run, pack: Path, text: str | bytes) -> None:
    put(pack / "profile.yaml", text)
    assert any("profile.yaml" in note and "没有档案" in note for note in graded(run, pack)["notices"])


def test_a_wrong_code_is_told(run: Run, pack: Path) -> None:
    put(pack / "profile.yaml", PROFILE + "  uscc: 91350206MA8RYX0B1X\n")
    result = graded(run, pack)
    assert any("91350206MA8RYX0B1X" in note for note in result["notices"])
    assert result["enterprise"]["uscc"] == ""


@pytest.mark.parametrize(
    ("exclusion", "told"),
    [
        ('{clause: "9.9.9", reason: 无}', "没有这个条款"),
        ('{clause: "5.1.2.2", reason: 无}', "不是可以删减"),
        ('{clause: "5.2.6-a"}', "没有写删减理由"),
    ],
)
def test_exclusions_that_do_not_hold(run: Run, pack: Path, exclusion: str, told: str) -> None:
    put(pack / "profile.yaml", f"{PROFILE}exclusions: [{exclusion}]\n")
    result = graded(run, pack)
    assert told in result["exclusions"]["refused"][0]["why"]
    assert result["exclusions"]["accepted"] == []


def test_a_profile_by_path(run: Run, pack: Path) -> None:
    other = put(pack.parent / "别.yaml", "enterprise: {name: 远山锅炉制造有限公司}")
    result = graded(run, pack, "--profile", other)
    assert result["enterprise"]["name"] == "远山锅炉制造有限公司"
    assert why(result, "制度/手册.txt")[0] == "other_organisation"


@pytest.mark.parametrize(("text", "told"), [(None, "读不了档案 别.yaml"), ("- 甲", "别.yaml"), (b"\xff\xfe", "不是 UTF-8")])
def test_a_profile_by_path_that_is_none(run: Run, pack: Path, text: str | bytes | None, told: str) -> None:
    if text is not None:
        put(pack.parent / "别.yaml", text)
    done = run("grade", pack, "--on", "2026-11-20", "--profile", pack.parent / "别.yaml")
    assert done.code == 2
    assert told in done.line


# ---- what was typed


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (["grade"], "缺少参数"),
        (["grade", "{pack}", "--on", "明天"], "--on 的日期“明天”不对"),
        (["grade", "{pack}", "--on", "2026-13-01"], "不对"),
        (["grade", "{pack}", "--on", "0001-06-01"], "不对"),
        (["grade", "{pack}", "--on"], "--on"),
        (["grade", "{pack}", "--rubric", "no-such"], "没有这份文件"),
        (["grade", "{pack}", "--rubric", "没有.yaml"], "没有.yaml"),
        (["grade", "{pack}", "--colour", "red"], "--colour"),
        (["grade", "{pack}/没有"], "找不到"),
        (["grade", "{pack}", "--clause", "5.1.2.2", "--clause", "9.9"], "评分表里没有条款 9.9"),
        (["grade", "{pack}/没有", "--clause", "9.9"], "评分表里没有条款 9.9"),
        (["grade", "{pack}", "--whole", "9.9", "--whole", "all"], "评分表里没有条款 9.9"),
        (["grade", "{pack}/制度/手册.txt"], "不是文件夹或压缩包"),
        (["grade", "{pack}", "--on", "2026-11-20", "--json", "{pack}/没有/结果.json"], "写不了"),
        (["grade", "{pack}", "--on", "2026-11-20", "--json", "{pack}"], "写不了"),
        (["replay", "{pack}/没有.json"], "找不到这个文件"),
        (["replay", "{pack}"], "读不了"),
        (["replay", "{pack}/制度/手册.txt"], "不是评分结果文件"),
        (["rubric", "show", "9.9"], "没有条款 9.9"),
        (["rubric", "check", "{pack}/profile.yaml"], "评分表 profile.yaml 第"),
        (["rubric", "export", "{pack}/没有/表.xlsx"], "写不了"),
        (["rubric", "import", "{pack}/没有.xlsx", "{pack}/新.yaml"], "读不了"),
        (["rubric", "import", "{pack}/制度/手册.txt", "{pack}/新.yaml"], "不是 Excel 文件"),
        (["rubric"], ""),
        ([], ""),
    ],
)
def test_what_was_typed_wrong(run: Run, pack: Path, arguments: list[str], told: str) -> None:
    done = run(*(one.format(pack=pack) for one in arguments))
    assert done.code == 2
    assert told in done.line


def test_an_empty_folder(run: Run, tmp_path: Path) -> None:
    (tmp_path / "空").mkdir()
    done = run("grade", tmp_path / "空", "--on", "2026-11-20")
    assert done.code == 2
    assert "没有文件" in done.line


def test_a_zip_that_is_none(run: Run, tmp_path: Path) -> None:
    done = run("grade", put(tmp_path / "材料.zip", b"PK\x03\x04 broken"), "--on", "2026-11-20")
    assert done.code == 2
    assert "不是有效的 ZIP" in done.line


def test_no_readable_file_is_graded_to_nothing(run: Run, pack: Path) -> None:
    (pack / "制度/手册.txt").unlink()
    put(pack / "扫描.jpg", b"\xff\xd8\xff" + b"\0" * 40)
    result = graded(run, pack)
    assert result["score"]["confirmed"] == "0.00"
    assert any("没有一份文件能读出内容" in note for note in result["notices"])


def test_no_date_anywhere_asks_for_one(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    put(tmp_path / "材料/说明.txt", "本公司生产净水设备，设有售后服务部。")
    assert alone(["grade", str(tmp_path / "材料")]) == 2
    assert "--on" in capsys.readouterr().err


# ---- files that cannot be read: each costs itself


def encrypted_pdf() -> bytes:
    pdf = FPDF()
    pdf.set_encryption("owner", user_password="secret")
    pdf.add_page()
    pdf.set_font("helvetica", size=12)
    pdf.cell(text="secret")
    return bytes(pdf.output())


def a_workbook() -> bytes:
    book = Workbook()
    book.active["A1"] = "甲"
    out = BytesIO()
    book.save(out)
    return out.getvalue()


def nested() -> bytes:
    """A zip with names in GBK that holds a zip with a good and a climbing member."""
    inner, outer = BytesIO(), BytesIO()
    with zipfile.ZipFile(inner, "w") as archive:
        archive.writestr("好.txt", "临江棋石净水设备有限公司服务承诺：二十四小时内上门维修，特此承诺。")
        archive.writestr("../../逃.txt", "x")
    name = "证照.zip".encode("gbk")
    with zipfile.ZipFile(outer, "w") as archive:
        archive.writestr("a" * len(name), inner.getvalue())
    return outer.getvalue().replace(b"a" * len(name), name)


BAD = {
    "加密.pdf": (encrypted_pdf(), "encrypted"),
    "加密.xlsx": (OLE + b"\0" * 504 + "EncryptedPackage".encode("utf-16-le"), "encrypted"),
    "其实是表格.pdf": (a_workbook(), "wrong_type"),
    "其实是文字.docx": ("甲".encode(), "wrong_type"),
    "其实是图片.txt": (b"\x89PNG\r\n\x1a\n" + b"\0" * 40, "wrong_type"),
    "零字节.docx": (b"", "empty"),
    "坏.zip": (b"PK\x03\x04 broken", "unreadable"),
    "坏.pdf": (b"%PDF-1.7 broken", "unreadable"),
    "坏.xlsx": (a_workbook()[:900], "unreadable"),
    "旧.doc": (OLE + b"\0" * 600, "unsupported" if soffice() is None else "unreadable"),
    "程序.exe": (b"MZ", "unsupported"),
    "空白.txt": (b" \n\t\n", "no_text"),
    "照片.jpg": (b"\xff\xd8\xff" + b"\0" * 40, "unreadable"),
}


def test_each_bad_file_costs_itself_and_says_why(run: Run, pack: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(extraction, "_ALONE_FILES", 99)  # no second process is worth starting for these
    for name, (content, _) in BAD.items():
        put(pack / name, content)
    put(pack / "套.zip", nested())
    result = graded(run, pack)
    for name, (_, reason) in BAD.items():
        code, text = why(result, name)
        assert code == reason, f"{name}: {text}"
        assert name not in text, text  # the list names the file already
        assert re.search(r"[一-鿿]", text)
        assert "\n" not in text
    assert why(result, "套.zip/证照.zip/逃.txt")[0] == "unreadable"
    assert "套.zip/证照.zip/好.txt" in usable(result)
    assert "制度/手册.txt" in usable(result)


def test_hints_of_unreadable_files_leave_their_clauses_open(run: Run, pack: Path) -> None:
    put(pack / "营业执照.pdf", encrypted_pdf())
    put(pack / "售后服务管理师证书.jpg", b"\xff\xd8\xff" + b"\0" * 40)
    result = graded(run, pack)
    clause = next(one for one in result["clauses"] if one["id"] == "5.1.2.2")
    assert clause["outcome"] == "unknown"
    assert (clause["earned"], clause["possible"]) == ("0.00", clause["points"] + ".00")


# ---- replay and rubrics


def test_a_result_replays_and_a_touched_one_does_not(run: Run, pack: Path, tmp_path: Path) -> None:
    stored = tmp_path / "结果.json"
    assert run("grade", pack, "--on", "2026-11-20", "--json", stored).code == 0
    done = run("replay", stored)
    assert (done.code, done.err) == (0, "")
    assert "逐字节相同" in done.out
    put(stored, stored.read_bytes().replace(b'"confirmed":"unqualified"', b'"confirmed":"five_star"'))
    done = run("replay", stored)
    assert done.code == 1
    assert "level" in done.line


def test_official_points_from_excel_to_a_grade(run: Run, pack: Path, tmp_path: Path) -> None:
    book, rubric = tmp_path / "分值.xlsx", tmp_path / "正式.yaml"
    assert run("rubric", "export", book).code == 0
    filled = load_workbook(book)
    sheet = filled["分值"]
    for row in range(3, sheet.max_row + 1):
        sheet.cell(row, 5).value = sheet.cell(row, 3).value
    filled.save(book)
    done = run("rubric", "import", book, rubric)
    assert done.code == 0
    assert "44 个条款用正式分值" in done.out
    assert run("rubric", "check", rubric).code == 0
    result = graded(run, pack, "--rubric", rubric)
    assert result["rubric"]["provenance"] == {"official": 44}
    assert "正式" in result["score"]["allocation_note"]


def test_rubrics_are_listed_shown_and_checked(run: Run) -> None:
    assert "gbt27922-2011" in run("rubric", "list").out
    assert "五星级 ≥ 95" in run("rubric", "show").out
    assert "售后服务管理师" in run("rubric", "show", "5.1.2.2").out
    assert "（条件编号 research）" in run("rubric", "show", "5.1.6.2").out, "for overrides new --condition"
    done = run("rubric", "check")
    assert done.code == 0
    assert done.out.count("无误") >= 2
