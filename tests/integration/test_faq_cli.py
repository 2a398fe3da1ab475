"""`xingping faq` from the command line, over the shipped corpus."""

import json
from collections.abc import Callable
from pathlib import Path

import pytest

from assistant.cli import main

Run = Callable[..., tuple[int, str, str]]


@pytest.fixture
def run(capsys: pytest.CaptureFixture[str]) -> Run:
    def run(*arguments: object) -> tuple[int, str, str]:
        code = main(["faq", *(str(one) for one in arguments)])
        seen = capsys.readouterr()
        return code, seen.out, seen.err

    return run


def test_the_list_of_a_topic(run: Run) -> None:
    code, out, _ = run("list", "--tag", "fees")
    head, *lines = out.splitlines()
    assert code == 0
    assert head == f"费用与人日（fees，{len(lines)} 个）"
    assert "  faq-fee-how-much  认证要多少钱？" in lines


def test_one_entry_with_both_sides_and_what_it_rests_on(run: Run) -> None:
    code, out, _ = run("show", "faq-fee-how-much")
    assert code == 0
    assert out.startswith("认证要多少钱？\n\n没有统一价。[1]")
    assert out.count("- 一方说：") == 2
    assert "[3] 方圆服务认证收费项目｜多个来源一致｜" in out
    assert "注：各来源说法不一" in out


def test_all_files_at_once(run: Run, tmp_path: Path) -> None:
    files = {kind: tmp_path / f"问答.{kind}" for kind in ("html", "json", "jsonld")}
    code, out, _ = run("export", "--tag", "fees", *(part for kind, path in files.items() for part in (f"--{kind}", path)))
    items = json.loads(files["json"].read_bytes())["items"]
    assert (code, out) == (0, f"已把 {len(items)} 个问答写入 {'、'.join(map(str, files.values()))}\n")
    assert len(json.loads(files["jsonld"].read_bytes())["mainEntity"]) == len(items)
    assert files["html"].read_bytes().count(b"<article") == len(items)


def test_standard_output_holds_the_file_alone(run: Run) -> None:
    code, out, _ = run("export", "--jsonld", "-", "--tag", "benefits")
    assert code == 0
    assert json.loads(out)["@type"] == "FAQPage"


@pytest.mark.parametrize(
    ("arguments", "line"),
    [
        (("show", "nope"), "没有编号是“nope”的公开问答"),
        (("list", "--tag", "nope"), "没有“nope”这个主题，可以用：identity"),
        (("export", "--tag", "nope", "--json", "-"), "没有“nope”这个主题"),
        (("export",), "请说明写成什么"),
        (("export", "--html", "a.txt"), "a.txt 应以 .html 或 .htm 结尾"),
        (("export", "--json", "-", "--html", "-"), "几种格式不能写进同一个文件"),
        (("export", "--json", "a.json", "--jsonld", "./a.json"), "几种格式不能写进同一个文件"),
        (("export", "--json", "missing/a.json"), "写不了 missing/a.json：找不到"),
        ((), "缺少参数：命令"),
        (("show",), "缺少参数：编号"),
    ],
)
def test_what_is_wrong_is_one_chinese_line(
    run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, arguments: tuple[str, ...], line: str
) -> None:
    monkeypatch.chdir(tmp_path)
    code, out, err = run(*arguments)
    assert (code, out, err.startswith(line), err.count("\n")) == (2, "", True, 1), err
    assert not list(tmp_path.rglob("*.json"))
