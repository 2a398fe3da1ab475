"""The chat's events over Gradio's queue, without a browser: streaming, failures, memory, several visitors at once."""

import json
import re
import threading
import uuid
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from typing import Any

from fastapi.testclient import TestClient

from assistant.answering.model import Answer
from assistant.service import Service
from assistant.settings import Settings
from assistant.web.app import create_app
from assistant.web.session import read_turns


def chat(client: TestClient, question: object, memory: object = "", event: object = None, place: object = "") -> list[dict[str, Any]]:
    """Send a question as the page does; the messages that come back."""
    config = re.search(r"window\.gradio_config = (\{.*?\});</script>", client.get("/").text, re.DOTALL)
    assert config
    number = next(one["id"] for one in json.loads(config[1])["dependencies"] if one["api_name"] == "chat")
    session = uuid.uuid4().hex[:10]
    body = {"data": [question, memory, place], "event_data": event, "fn_index": number, "session_hash": session}
    sent = client.post("/gradio_api/queue/join", content=json.dumps(body), headers={"Content-Type": "application/json"})
    assert sent.status_code == 200
    stream = client.get("/gradio_api/queue/data", params={"session_hash": session}).text
    return [json.loads(line.removeprefix("data: ")) for line in stream.splitlines() if line.startswith("data: ")]


def outcome(messages: list[dict[str, Any]]) -> tuple[str, str]:
    """The newest turn's HTML and the memory at the end, with Gradio's differences applied."""
    state: list[Any] = []
    for message in messages:
        if message["msg"] == "process_generating":
            data = message["output"]["data"]
            state = data if not state else [_patched(old, new) for old, new in zip(state, data, strict=True)]
    [done] = [message for message in messages if message["msg"] == "process_completed"]
    assert done["success"], done
    return state[1], state[4]


def _patched(old: Any, patch: Any) -> Any:
    """Gradio sends [[action, path, value], …]; our values are plain strings or updates, replaced or appended to."""
    if not (isinstance(patch, list) and all(isinstance(one, list) and len(one) == 3 for one in patch)):
        return patch
    for action, path, value in patch:
        if not path:
            old = old + value if action == "append" else value
    return old


def test_an_answer_arrives_in_steps_and_is_remembered(client: TestClient) -> None:
    messages = chat(client, "五星要多少分？")
    assert sum(message["msg"] == "process_generating" for message in messages) >= 4
    current, memory = outcome(messages)
    assert 'data-state="done"' in current
    assert "data-cite" in current
    [turn] = read_turns(memory)
    assert turn.question == "五星要多少分？"
    assert turn.answer.citations


def test_a_clicked_question_wins_over_what_is_typed(client: TestClient) -> None:
    current, _ = outcome(chat(client, "打了一半", "", {"text": "证书有效几年？"}))
    assert 'data-question="证书有效几年？"' in current


def test_memory_that_is_no_conversation_and_odd_events_do_no_harm(client: TestClient) -> None:
    for memory, event in (("{", None), ("null", 5), (None, ["text"]), ("[]", {"text": 5})):
        current, kept = outcome(chat(client, "五星要多少分？\ud800", memory, event))
        assert 'data-state="done"' in current
        assert len(read_turns(kept)) == 1


class Failing(Service):
    """Opens, but cannot answer."""

    def warm_up(self) -> None:
        return

    def stream(self, *_: Any, **__: Any) -> Iterator[Answer]:  # type: ignore[override]
        raise RuntimeError("/srv/secret <b>")


def test_a_failure_is_one_chinese_line_and_not_remembered(settings: Settings) -> None:
    with TestClient(create_app(Failing(settings, backend="exact"))) as client:
        current, memory = outcome(chat(client, "五星要多少分？"))
    assert 'data-state="failed"' in current
    assert "服务内部出错" in current
    assert "secret" not in current
    assert not read_turns(memory if isinstance(memory, str) else "")


class Meeting(Service):
    """Answers only when four visitors ask at the same time."""

    barrier = threading.Barrier(4)

    def warm_up(self) -> None:
        return

    def stream(self, *_: Any, **__: Any) -> Iterator[Answer]:  # type: ignore[override]
        self.barrier.wait(20)
        yield Answer("都到了。", False, "extractive")


def test_several_visitors_are_answered_at_the_same_time(settings: Settings) -> None:
    with TestClient(create_app(Meeting(settings, backend="exact"))) as client, ThreadPoolExecutor(4) as visitors:
        answers = list(visitors.map(lambda number: outcome(chat(client, f"问题{number}")), range(4)))
    assert all("都到了" in current for current, _ in answers)
