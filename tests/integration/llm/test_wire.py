"""Answers over a real connection: what is sent, what comes back, what is kept from whom."""

import logging
from pathlib import Path

import pytest
from pydantic import SecretStr

from assistant.llm.endpoint import Endpoint
from assistant.llm.faults import BadRequestFault, ClosedFault, KeyFault, LengthFault, TooLongFault
from assistant.llm.wire import Wire
from tests.integration.llm.conftest import KEY, MakeWire
from tests.support.llm_server import MODEL, LlmServer, Reply, fails, in_turn, refuses, says
from tests.support.said import ASKED, PROMPT, Part, never


def test_pieces_come_as_the_server_sends_them(server: LlmServer, make_wire: MakeWire) -> None:
    server.script = says("五星", "要", "95分")
    assert list(make_wire().stream(ASKED, "answer", never)) == ["五星", "要", "95分"]


def test_pieces_are_handed_on_before_the_answer_ends(server: LlmServer, make_wire: MakeWire) -> None:
    server.script = says("先", end="stall")
    stream = make_wire().stream(ASKED, "answer", never)
    assert next(stream) == "先"
    stream.close()  # type: ignore[attr-defined]


def test_a_whole_answer(server: LlmServer, make_wire: MakeWire) -> None:
    server.script = says("五星", "要", "95分")
    assert make_wire().complete(ASKED, "title", never) == "五星要95分"


def test_what_is_sent(server: LlmServer, make_wire: MakeWire) -> None:
    make_wire(max_chars_out=500, temperature=0.5).complete((*ASKED, Part("assistant", "答")), "answer", never)
    (asked,) = server.requests
    assert asked.body == {
        "model": MODEL,
        "stream": True,
        "messages": [
            {"role": "system", "content": "你是顾问"},
            {"role": "user", "content": PROMPT},
            {"role": "assistant", "content": "答"},
        ],
        "temperature": 0.5,
        "max_tokens": 1000,
        "stream_options": {"include_usage": True},
    }


def test_the_key_goes_in_its_header_only_and_nothing_tells_of_this_machine(
    server: LlmServer, make_wire: MakeWire, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("OPENAI_ORG_ID", "org-of-someone")
    monkeypatch.setenv("OPENAI_PROJECT_ID", "project-of-someone")
    make_wire().complete(ASKED, "answer", never)
    (asked,) = server.requests
    assert {name for name, value in asked.headers.items() if KEY in value} == {"authorization"}
    assert KEY not in str(asked.body)
    allowed = {"host", "accept", "accept-encoding", "connection", "content-type", "content-length", "authorization", "user-agent"}
    assert set(asked.headers) == allowed
    assert asked.headers["user-agent"] == "xingping"


def test_without_a_key_no_key_is_sent(server: LlmServer, make_wire: MakeWire, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("OPENAI_API_KEY", "sk-of-someone-else")
    make_wire(api_key=SecretStr("")).complete(ASKED, "answer", never)
    assert "authorization" not in server.requests[0].headers


def test_neither_key_nor_prompt_nor_the_servers_words_get_out(
    server: LlmServer, make_wire: MakeWire, caplog: pytest.LogCaptureFixture
) -> None:
    wire = make_wire()
    server.script = in_turn(fails(401, f"Incorrect API key provided: {KEY}, asked {PROMPT}"), fails(500, KEY), says("好"))
    with caplog.at_level(logging.DEBUG):
        with pytest.raises(KeyFault) as caught:
            wire.complete(ASKED, "answer", never)
        wire.complete(ASKED, "answer", never)
    fault: BaseException | None = caught.value
    assert fault is not None
    assert fault.__cause__ is None
    assert fault.__context__ is None
    told = [str(fault), repr(fault), repr(wire.endpoint), wire.endpoint.describe(), caplog.text, *(str(r.__dict__) for r in caplog.records)]
    assert "llm: key" in caplog.text
    for secret in (KEY, PROMPT):
        assert not [text for text in told if secret in text]


def test_nothing_is_traced(server: LlmServer, make_wire: MakeWire, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """With tracing asked for by the environment, the tracer's address hears nothing."""
    from langsmith.utils import get_env_var

    for name in ("LANGSMITH_TRACING", "LANGCHAIN_TRACING_V2"):
        monkeypatch.setenv(name, "true")
    for name in ("LANGSMITH_ENDPOINT", "LANGCHAIN_ENDPOINT"):
        monkeypatch.setenv(name, server.base_url)
    monkeypatch.setenv("LANGSMITH_API_KEY", "ls")
    get_env_var.cache_clear()
    made: list[object] = []
    monkeypatch.setattr("langchain_core.tracers.langchain.LangChainTracer.__init__", lambda *_, **__: made.append(1))
    try:
        make_wire().complete(ASKED, "answer", never)
    finally:
        get_env_var.cache_clear()
    assert not made
    assert len(server.requests) == 1


def test_a_parameter_that_a_server_does_not_know_is_left_out_from_then_on(server: LlmServer, make_wire: MakeWire) -> None:
    wire = make_wire(retries=0)
    server.script = refuses("stream_options", refuses("temperature", says("好")))
    assert wire.complete(ASKED, "answer", never) == "好"
    assert wire.complete(ASKED, "answer", never) == "好"
    assert [sorted(set(asked.body) - {"model", "messages", "stream"}) for asked in server.requests] == [
        ["max_tokens", "stream_options", "temperature"],
        ["max_tokens", "temperature"],
        ["max_tokens"],
        ["max_tokens"],
    ]


def test_a_question_that_is_refused_for_itself_costs_no_parameter(server: LlmServer, make_wire: MakeWire) -> None:
    wire = make_wire(retries=0)
    server.script = in_turn(fails(400, "too long"), fails(400, "too long"), says("好"))
    with pytest.raises(BadRequestFault):
        wire.complete(ASKED, "answer", never)
    assert wire.complete(ASKED, "answer", never) == "好"
    assert ["max_tokens" in asked.body for asked in server.requests] == [True, False, True]


def test_tokens_are_counted_where_the_server_tells_them(server: LlmServer, make_wire: MakeWire) -> None:
    wire = make_wire()
    server.script = in_turn(says("五星", usage=(30, 7)), says("四星"))
    wire.complete(ASKED, "answer", never)
    wire.complete(ASKED, "answer", never)
    (row,) = wire.usage.rows()
    assert (row.requests, row.faults, row.chars_in, row.chars_out) == (2, 0, 2 * sum(len(one.text) for one in ASKED), 4)
    assert (row.tokens_in, row.tokens_out) == (30, 7)


def test_thoughts_are_not_shown(server: LlmServer, make_wire: MakeWire) -> None:
    wire = make_wire()
    server.script = in_turn(says("<th", "ink>嗯", "…</think>\n\n", "五星"), says("四星", reasoning=("嗯", "想想")))
    assert wire.complete(ASKED, "answer", never) == "五星"
    assert wire.complete(ASKED, "answer", never) == "四星"


def test_keep_alive_comments_are_passed_over(server: LlmServer, make_wire: MakeWire) -> None:
    server.script = says("五", "星", first=0.1, pause=0.1, comments=0.02)
    assert make_wire().complete(ASKED, "answer", never) == "五星"


def test_a_huge_answer_is_cut_at_its_limit_and_said_to_be(server: LlmServer, make_wire: MakeWire) -> None:
    wire = make_wire(max_chars_out=100)
    server.script = says(*["一二三四五六七"] * 20_000)
    pieces: list[str] = []
    with pytest.raises(LengthFault):
        pieces.extend(_collected(wire, pieces))
    assert "".join(pieces) == ("一二三四五六七" * 15)[:100]
    server.wait_for(lambda one: one.disconnects)
    with pytest.raises(LengthFault) as caught:
        wire.complete(ASKED, "answer", never)
    assert len(caught.value.text) == 100


def _collected(wire: Wire, pieces: list[str]) -> list[str]:
    for piece in wire.stream(ASKED, "answer", never):
        pieces.append(piece)
    return []


def test_an_answer_that_the_server_cuts_short_is_said_to_be(server: LlmServer, make_wire: MakeWire) -> None:
    server.script = says("五星要", finish="length")
    with pytest.raises(LengthFault) as caught:
        make_wire().complete(ASKED, "answer", never)
    assert caught.value.text == "五星要"
    assert "五星要" not in repr(caught.value)
    assert len(server.requests) == 1


def test_too_much_is_not_sent(server: LlmServer, make_wire: MakeWire) -> None:
    with pytest.raises(TooLongFault):
        make_wire(max_chars_in=10).complete((Part("user", "字" * 11),), "answer", never)
    assert server.requests == []


def test_a_redirect_is_not_followed(server: LlmServer, make_wire: MakeWire) -> None:
    from assistant.llm.faults import MovedFault

    server.script = lambda _: Reply(status=307, headers={"location": f"{server.base_url}/models"}, body=b"")
    with pytest.raises(MovedFault):
        make_wire().complete(ASKED, "answer", never)
    assert len(server.requests) == 1


def test_a_closed_wire_says_so(server: LlmServer, make_wire: MakeWire) -> None:
    wire = make_wire()
    wire.complete(ASKED, "answer", never)
    wire.close()
    wire.close()
    with pytest.raises(ClosedFault):
        wire.complete(ASKED, "answer", never)


def test_a_system_proxy_is_not_used_for_this_machine(server: LlmServer, make_wire: MakeWire, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("HTTP_PROXY", "http_proxy", "ALL_PROXY", "all_proxy"):
        monkeypatch.setenv(name, "http://127.0.0.1:9")
    assert make_wire().complete(ASKED, "answer", never) == "你好"


def test_one_endpoint_of_settings_is_described_without_its_key() -> None:
    assert Endpoint("http://h/v1", "m", SecretStr(KEY)).describe() == "模型 m，地址 http://h/v1，密钥已设"
