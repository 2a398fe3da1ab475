"""`xingping report` on the command line: what is written, and what is refused in one Chinese line with exit 2."""

import json
from pathlib import Path

import pytest
from openpyxl import load_workbook

from assistant.cli import main
from scoring.result import canonical
from tests.support.plan_documents import plan_for
from tests.support.reports import canonical_of, made


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "r.json").write_bytes(canonical_of())
    (tmp_path / "空.docx").touch()
    (tmp_path / "p.json").write_bytes(canonical(plan_for(made())))
    return tmp_path


def test_all_views_at_once(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    names = {"docx": "a.docx", "xlsx": "a.xlsx", "html": "a.html", "json": "a.json"}
    typed = ["report", "r.json", "--plan", "p.json", *(part for key, name in names.items() for part in (f"--{key}", name))]
    assert main(typed) == 0
    assert capsys.readouterr().out == "已写入 a.docx、a.xlsx、a.html、a.json\n"
    first = {name: (folder / name).read_bytes() for name in names.values()}
    assert main(typed) == 0
    assert {name: (folder / name).read_bytes() for name in names.values()} == first
    assert json.loads(first["a.json"])["plan"]["schema"] == "xingping-plan/1"


def test_who_and_when_are_put_on_the_report(folder: Path) -> None:
    typed = ["report", "r.json", "--html", "a.html", "--consultant", "李明", "--organisation", "某某咨询", "--date", "2026-12-01"]
    assert main(typed) == 0
    text = (folder / "a.html").read_text(encoding="utf-8")
    assert "报告日期 2026-12-01　某某咨询 李明" in text


def test_a_template_is_taken_and_used(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["report", "template", "t.docx"]) == 0
    assert "{{企业名称}}" in capsys.readouterr().out
    assert main(["report", "r.json", "--docx", "a.docx", "--template", "t.docx"]) == 0
    assert main(["report", "r.json", "--docx", "b.docx"]) == 0
    assert (folder / "a.docx").read_bytes() == (folder / "b.docx").read_bytes()
    assert main(["report", "template", "t.docx"]) == 2
    assert "已经存在" in capsys.readouterr().err


def test_gaps_are_read_back(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["report", "r.json", "--xlsx", "a.xlsx"]) == 0
    book = load_workbook(folder / "a.xlsx")
    book["差距清单"]["N4"], book["差距清单"]["O5"] = "李四", "明天"
    book.save(folder / "a.xlsx")
    capsys.readouterr()
    assert main(["report", "import-gaps", "r.json", "a.xlsx", "--json", "g.json"]) == 2
    told = capsys.readouterr()
    assert told.err == "O5：截止日期“明天”不是日期，没有导入这一格，请写成 2026-12-31 这样\n"
    assert "读到 4 项，1 处没有导入或有改动" in told.out
    assert json.loads((folder / "g.json").read_bytes())["entries"][0]["owner"] == "李四"


@pytest.mark.parametrize(
    ("typed", "says"),
    [
        ([], "缺少参数：结果"),
        (["r.json"], "请说明写成什么"),
        (["没有.json", "--html", "a.html"], "读不了 没有.json：找不到这个文件"),
        (["r.json", "--docx", "a.doc"], "应以 .docx 结尾"),
        (["r.json", "--json", "r.json"], "请换一个文件名"),
        (["r.json", "x.json", "--html", "a.html"], "多出了：x.json"),
        (["r.json", "--html", "a.html", "--template", "t.docx"], "--template 只用于 Word 报告"),
        (["r.json", "--html", "a.html", "--date", "明天"], "--date 的日期“明天”不对"),
        (["r.json", "--html", "a.html", "--plan", "r.json"], "不是整改计划"),
        (["p.json", "--html", "a.html"], "不是评分结果"),
        (["r.json", "--html", "a.html", "--logo", "p.json"], "标志图片不能用"),
        (["r.json", "--docx", "a.docx", "--logo", "空.docx"], "标志图片 空.docx 是空文件"),
        (["r.json", "--docx", "a.docx", "--template", "空.docx"], "模板打不开"),
        (["r.json", "--docx", "a.docx", "--template", "p.json"], "模板打不开"),
        (["r.json", "--html", "没有/a.html"], "写不了"),
        (["import-gaps", "r.json"], "要写成：xingping report import-gaps"),
        (["import-gaps", "r.json", "p.json"], "p.json 没有导入：不是 Excel 文件"),
        (["template"], "要写成：xingping report template"),
    ],
)
def test_bad_input_is_one_chinese_line(folder: Path, capsys: pytest.CaptureFixture[str], typed: list[str], says: str) -> None:
    assert main(["report", *typed]) == 2
    told = capsys.readouterr()
    assert says in told.err
    assert told.err.count("\n") == 1
    assert (folder / "r.json").read_bytes() == canonical_of()
    assert not list(folder.glob("a.*"))
