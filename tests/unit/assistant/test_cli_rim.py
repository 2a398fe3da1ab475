"""The command line's own rim, without a process: arguments, and what becomes of a fault of our own."""

import os
import subprocess
import sys
from collections.abc import Callable
from typing import NoReturn

import pytest

from assistant import cli
from assistant.cli_parser import make_parser
from assistant.errors import UsageError
from assistant.service import Service
from scoring.cli.chinese_parser import in_chinese
from scoring.documents import DocumentError


def _english(text: str) -> bool:
    return any(word in text for word in ("argument", "invalid", "expected", "required", "Traceback"))


@pytest.mark.parametrize(
    ("typed", "says"),
    [
        ([], "缺少参数：命令"),
        (["frobnicate"], "没有“frobnicate”这个选择"),
        (["client", "export"], "缺少参数"),
        (["overrides", "new", "r", "--outcome", "good"], "没有“good”这个选择，可以写：met、not_met、unknown（"),
        (["ask", "--jso"], "不认识的参数：--jso"),
        (["ask", "--json=yes", "x"], "不能带值“yes”"),
        (["index", "--add"], "--add 后面要有值"),
        (["index", "--rem", "x"], "不认识的参数：--rem"),
        (["index", "--check", "--list"], "同用"),
    ],
)
def test_mistyped_arguments_are_told_in_chinese(typed: list[str], says: str) -> None:
    with pytest.raises(UsageError, match=says) as caught:
        make_parser().parse_args(typed)
    assert not _english(str(caught.value))


def test_no_complaint_of_argparse_stays_english() -> None:
    assert in_chinese("can't open 'x': whatever argparse says next") == "命令行参数的写法不对"


def test_removing_nothing_is_an_error(capsys: pytest.CaptureFixture[str]) -> None:
    assert cli.main(["index", "--remove", ""]) == 2
    assert "--remove 后面要写" in capsys.readouterr().err


def _raise(error: Exception) -> Callable[..., NoReturn]:
    def answerer(_: Service, **__: object) -> NoReturn:
        raise error

    return answerer


def test_a_fault_of_our_own_is_one_line(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    monkeypatch.setattr(Service, "answerer", _raise(KeyError("x")))
    monkeypatch.delenv("XINGPING_DEBUG", raising=False)
    assert cli.main(["ask", "五星要多少分"]) == 1
    said = capsys.readouterr()
    assert said.out == ""
    assert said.err == "程序内部出错（KeyError）：请设 XINGPING_DEBUG=1 再试一次查看详情，并反馈给我们\n"


def test_an_error_of_scoring_is_known(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    monkeypatch.setattr(Service, "answerer", _raise(DocumentError("甲.pdf", "坏了")))
    assert cli.main(["ask", "五星要多少分"]) == 2
    assert capsys.readouterr().err == "甲.pdf：坏了\n"


def test_the_traceback_shows_when_asked_for() -> None:
    code = (
        "from assistant import cli\nfrom assistant.service import Service\n"
        "def broken(self, **_): raise KeyError('x')\n"
        "Service.answerer = broken\nraise SystemExit(cli.main(['ask', '五星']))"
    )
    done = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, env={**os.environ, "XINGPING_DEBUG": "1"}, check=False
    )
    assert done.returncode == 1
    assert "Traceback" in done.stderr
    assert done.stderr.splitlines()[-1].startswith("程序内部出错（KeyError）")
