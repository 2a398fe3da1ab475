"""Written answers over a real wire: what users get when the model does well, fails, is stopped or costs too much."""

import json
import logging
import threading
import time

import pytest

from assistant.answering.generative.writing import Progress
from assistant.answering.model import Answer
from assistant.errors import UsageError
from assistant.llm.faults import EndpointError
from assistant.today import today
from tests.integration.written.conftest import KEY, MakeService
from tests.support.good_model import good
from tests.support.llm_server import MODEL, LlmServer, Reply, fails, says
from tests.support.model_server import writes

LEVELS = "五星要多少分"


def test_a_question_is_answered_by_the_model_and_counted(make_service: MakeService, server: LlmServer) -> None:
    service = make_service(llm_price_in="2", llm_price_out="8")
    answer = service.ask(LEVELS)
    assert answer.mode == "generative"
    assert "95" in answer.text or "九十五" in answer.text
    row = json.loads(json.dumps(answer.as_dict()))
    assert row["mode"] == "generative"
    assert row["written"]["model"] == MODEL
    assert row["written"]["prompts"] == ["answer@1"]
    assert row["written"]["checked"]["claims"] > 0
    assert service.setting() == f"已接入模型 {MODEL}"
    (request,) = server.requests
    assert request.headers["authorization"] == f"Bearer {KEY}"
    used = service.model_used(1, today())
    assert [(one.purpose, one.requests, one.faults) for one in used.rows] == [("answer", 1, 0)]
    assert used.days[0].tokens_in > 500
    assert float(used.days[0].yuan) > 0
    assert KEY not in used.model + json.dumps(row)


def test_without_an_endpoint_nothing_changes(make_service: MakeService, server: LlmServer) -> None:
    service = make_service(llm_base_url="", llm_model="")
    answer = service.ask(LEVELS)
    assert (answer.mode, answer.written) == ("extractive", None)
    assert "written" not in answer.as_dict()
    assert service.setting() == "离线抽取"
    assert service.title(LEVELS) == ""
    with pytest.raises(UsageError, match="XINGPING_LLM_BASE_URL"):
        service.ask(LEVELS, written=True)
    assert server.requests == []


def test_half_a_configuration_is_told_before_the_first_question(make_service: MakeService) -> None:
    with pytest.raises(EndpointError, match="XINGPING_LLM_MODEL"):
        make_service(llm_model="").setting()


def test_asked_not_to_the_model_is_left_alone(make_service: MakeService, server: LlmServer) -> None:
    service = make_service()
    assert service.ask(LEVELS, written=False).mode == "extractive"
    service.warm_up()
    assert server.requests == []


@pytest.mark.parametrize(
    ("reply", "told"),
    [
        (fails(429, "slow down"), "限流"),
        (fails(500, "oops"), "自身出错"),
        (fails(401, f"Incorrect API key provided: {KEY}"), "密钥"),
        (fails(404, "no such model"), "模型"),
        (says("五星级要 95 分", end="cut"), "中途断开"),
        (says("五星级要 95 分及以上[1]。", end="quiet"), "中途断开"),
        (says("五星", "级要", first=9.0), "规定时间"),
        (says("五星级要 95 分及以上[1]。", end="stall"), "停住"),
        (lambda _: Reply(body=b"{not json", content_type="application/json"), "不合格式"),
        (lambda _: Reply(raw=(b"data: {broken\n\n",)), "不合格式"),
        (says(), "空回答"),
        (says("很长。" * 40_000), "截断"),
    ],
    ids=["429", "500", "401", "404", "cut", "quiet", "slow", "stall", "json", "sse", "empty", "huge"],
)
def test_whatever_happens_at_the_endpoint_the_extracted_answer_comes(
    make_service: MakeService, server: LlmServer, reply: object, told: str, caplog: pytest.LogCaptureFixture
) -> None:
    server.script = reply  # type: ignore[assignment]
    service = make_service(llm_first_token_seconds=1.0, llm_stall_seconds=1.0)
    with caplog.at_level(logging.DEBUG):
        began = time.monotonic()
        answer = service.ask(LEVELS)
    assert time.monotonic() - began < 8
    plain = service.ask(LEVELS, written=False)
    assert (answer.text, answer.citations, answer.mode) == (plain.text, plain.citations, "extractive")
    assert answer.notes[0].startswith("这次没有用上模型：")
    assert told in answer.notes[0]
    assert KEY not in answer.notes[0] + caplog.text


def test_a_stopped_question_ends_at_once_and_so_does_the_request(make_service: MakeService, server: LlmServer) -> None:
    server.script = writes(good, pause=0.2)
    service, stop = make_service(), threading.Event()
    steps = service.stream(LEVELS, cancelled=stop.is_set)
    first = next(step for step in steps if isinstance(step, Progress) and step.answer)
    assert first.answer is not None
    stop.set()
    began = time.monotonic()
    *_, answer = steps
    assert time.monotonic() - began < 2
    assert isinstance(answer, Answer)
    assert answer.mode == "extractive"
    assert "停止" in answer.notes[0]
    server.wait_for(lambda one: one.disconnects)


def test_the_day_has_its_bound(make_service: MakeService, server: LlmServer) -> None:
    service = make_service(llm_daily_requests=2)
    modes = [service.ask(LEVELS).mode for _ in range(3)]
    assert modes == ["generative", "generative", "extractive"]
    assert "今天" in service.ask(LEVELS).notes[0]
    assert len(server.requests) == 2


def test_an_endpoint_that_keeps_failing_is_left_alone_for_a_while(make_service: MakeService, server: LlmServer) -> None:
    server.script = fails(500, "oops")
    service = make_service()
    notes = [service.ask(LEVELS).notes[0] for _ in range(12)]
    assert len(server.requests) < 12
    assert len(set(notes)) == 2


def test_follow_ups_are_spelt_out_once(make_service: MakeService, server: LlmServer) -> None:
    service = make_service()
    history = [("user", LEVELS), ("assistant", "五星级要 95 分及以上。[1]")]
    answers = [service.ask("那四星呢", history) for _ in range(2)]  # type: ignore[arg-type]
    assert answers[0].written is not None
    assert answers[0].written.understood == "五星要多少分，那四星呢"
    assert answers[0].written.prompts == ("condense@1", "answer@1")
    assert sum("追问改写" in str(one.body["messages"][0]["content"]) for one in server.requests) == 1
    assert len(server.requests) == 3


def test_a_conversation_gets_a_title(make_service: MakeService, server: LlmServer) -> None:
    service = make_service()
    assert service.title("五星要多少分呢？") == "五星要多少分"
    server.script = fails(500, "oops")
    assert service.title("五星要多少分呢？") == ""


def test_the_model_never_sees_more_than_it_may(make_service: MakeService, server: LlmServer) -> None:
    service = make_service(llm_max_chars_in=1000)
    answer = service.ask(LEVELS)
    assert answer.mode == "extractive"
    assert "这次没有用上模型" in answer.notes[0]
    assert server.requests == []
