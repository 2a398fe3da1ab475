"""Questions on a grade where people ask them: the page with a client open, the command line with a client or a file, the HTTP interface without."""

import json
from collections.abc import Iterator
from pathlib import Path

import pytest

from assistant.answering.grade_answer import NOBODY, STANDING
from assistant.cli import main
from assistant.settings import get_settings
from assistant.web.asking import Asking
from assistant.web.chat import _Desk
from assistant.web.session import read_turns
from assistant.workbench import Workbench
from assistant.workspace.values import Client
from tests.support.desks import NAME, WHO, desk, enterprise, memory, papers
from tests.support.reports import canonical_of


@pytest.fixture(scope="module")
def bench(built_dir: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Workbench]:
    opened = desk(tmp_path_factory.mktemp("asked"), built_dir)
    yield opened
    opened.close()


@pytest.fixture(scope="module")
def client(bench: Workbench) -> Client:
    return enterprise(bench, NAME, graded_by="gbt27922-2011")


def asked(bench: Workbench, question: str, place: str, before: str = "") -> str:
    """What the browser keeps after a question in the chat."""
    return str(list(_Desk(bench._service, bench, Asking()).ask(question, before, place, None))[-1][-1])  # type: ignore[arg-type]


def test_the_page_answers_for_the_client_that_is_open(bench: Workbench, client: Client) -> None:
    kept = asked(bench, "现在几星", memory(client.id))
    [turn] = read_turns(kept)
    shown = bench.result(bench.shown(client.id, ""))
    assert turn.answer.mode == "grade"
    assert turn.answer.text.startswith(f"{NAME}按材料的预评")
    assert f"确认分 {shown['score']['confirmed']}，" in turn.answer.text
    assert STANDING in turn.answer.notes
    *_, second = read_turns(asked(bench, "那四星呢", memory(client.id), kept))
    assert "距四星级（90 分）还差" in second.answer.text


def test_a_plan_from_the_page_begins_no_earlier_than_today(bench: Workbench, client: Client) -> None:
    [turn] = read_turns(asked(bench, "怎么最快到五星", memory(client.id)))
    opened = bench.opened(client.id)
    assert opened is not None
    assert opened.start is not None
    assert turn.answer.mode == "grade"
    assert "目标 五星级（95 分）" in turn.answer.text


@pytest.mark.parametrize("place", ["", "{", memory("nobody"), "null"])
def test_without_a_client_the_page_says_to_open_one(bench: Workbench, place: str) -> None:
    [turn] = read_turns(asked(bench, "我们现在几星", place))
    assert turn.answer.text == NOBODY


def test_general_questions_stay_general_with_a_client_open(bench: Workbench, client: Client) -> None:
    [turn] = read_turns(asked(bench, "五星要多少分", memory(client.id)))
    assert turn.answer.mode == "extractive"
    assert "95" in turn.answer.text


def test_a_client_without_a_grade_and_one_whose_papers_changed(bench: Workbench) -> None:
    fresh = enterprise(bench, "未评企业")
    [turn] = read_turns(asked(bench, "现在几星", memory(fresh.id)))
    assert "“未评企业”还没有预评结果" in turn.answer.text
    other = enterprise(bench, "变动企业", graded_by="gbt27922-2011")
    papers(bench, other.id, ("后来.txt", "后来才加的材料。"))
    [turn] = read_turns(asked(bench, "现在几星", memory(other.id)))
    assert any("预评之后有变动（材料）" in note for note in turn.answer.notes)
    bench.archive(other.id, WHO)
    [turn] = read_turns(asked(bench, "我们现在几星", memory(other.id)))
    assert turn.answer.text == NOBODY


def test_the_command_line_takes_a_client_or_a_file(
    bench: Workbench, client: Client, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("XINGPING_DATA_DIR", str(bench.settings.data_dir))
    get_settings.cache_clear()
    assert main(["ask", "--client", NAME, "--json", "我们多少分"]) == 0
    told = json.loads(capsys.readouterr().out)
    assert told["mode"] == "grade"
    assert NAME in told["answer"]
    file = tmp_path / "结果.json"
    file.write_bytes(canonical_of())
    assert main(["ask", "--result", str(file), "为什么 B 丢分了，分都丢在哪了"]) == 0
    assert "有差距的条款" in capsys.readouterr().out
    assert main(["ask", "--client", "没有这家", "现在几星"]) == 2
    assert len(capsys.readouterr().err.splitlines()) == 1
    file.write_text("{}")
    for path in (file, tmp_path / "没有.json"):
        assert main(["ask", "--result", str(path), "现在几星"]) == 2
        assert len(capsys.readouterr().err.splitlines()) == 1
