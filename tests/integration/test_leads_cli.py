"""`xingping prequalify` and `xingping leads` from the command line."""

import json
from collections.abc import Callable
from pathlib import Path

import pytest

from assistant.cli import main
from assistant.settings import get_settings
from assistant.workspace import Workspace
from assistant.workspace.leads import Submitted

Run = Callable[..., tuple[int, str, str]]
WHO = ("--kind", "sales", "--years", "2", "--people", "50", "--system-months", "4")


@pytest.fixture
def run(capsys: pytest.CaptureFixture[str]) -> Run:
    def run(*arguments: object) -> tuple[int, str, str]:
        code = main([str(one) for one in arguments])
        seen = capsys.readouterr()
        return code, seen.out, seen.err

    return run


@pytest.fixture
def lead() -> str:
    """One that came in over the site; its id."""
    workspace = Workspace.open(get_settings())
    sent = Submitted("李女士", "13812345678", "=多久", "https://example.cn/", '{"kind": "sales"}', "满足：申请对象", "2026-11/365")
    one = workspace.receive_lead(sent, 200)
    workspace.close()
    return one.id


def test_prequalify(run: Run, tmp_path: Path) -> None:
    code, out, err = run("prequalify", *WHO, "--does", "delivery，repair", "--certificate", "ISO 9001", "--json", tmp_path / "a.json")
    assert (code, err) == (0, "")
    assert "≠ 售后服务体系运行的时间　说法不一" in out
    assert "安装调试　可以申请删减" in out
    document = json.loads((tmp_path / "a.json").read_bytes())
    assert document["applicant"]["activities"] == ["delivery", "repair"]
    assert json.loads(run("prequalify", *WHO, "--does", "none", "--json", "-")[1])["applicant"]["activities"] == []


@pytest.mark.parametrize(
    ("typed", "line"),
    [
        (("--kind", "bank", "--years", "1", "--people", "1", "--system-months", "0"), "企业类型只能是"),
        ((*WHO, "--managers", "60"), "不能多于全体员工"),
        ((*WHO, "--does", "flying"), "做哪些活动只能是"),
        (("--kind", "sales"), "缺少参数"),
        ((*WHO, "--json", "/nowhere/at/all.json"), "写不了"),
    ],
)
def test_what_cannot_be_is_one_line(run: Run, typed: tuple[str, ...], line: str) -> None:
    code, _, err = run("prequalify", *typed)
    assert code == 2
    assert line in err
    assert err.count("\n") == 1


def test_a_lead_is_listed_shown_exported_and_deleted(run: Run, lead: str, tmp_path: Path) -> None:
    assert lead in run("leads", "list")[1]
    shown = run("leads", "show", lead)[1]
    assert all(words in shown for words in ("李女士", "13812345678", "=多久", "满足：申请对象", "2026-11/365"))
    assert run("leads", "export", "--who", "张三")[0] == 2
    files = {kind: tmp_path / f"线索.{kind}" for kind in ("csv", "json", "xlsx")}
    code, out, _ = run("leads", "export", *(part for kind, path in files.items() for part in (f"--{kind}", path)), "--who", "张三")
    assert code == 0
    assert out.count("已写入") == 3
    assert "'=多久" in files["csv"].read_text(encoding="utf-8-sig")
    assert run("leads", "purge")[1].startswith("已删除到期的线索 0 条")
    assert run("leads", "delete", lead, "--who", "张三")[0] == 0
    assert run("leads", "delete", lead, "--who", "张三")[0] == 2
    assert run("leads", "list")[1] == "还没有线索\n"
    told = run("audit", "list")[1]
    assert "删除线索" in told
    assert "13812345678" not in told
