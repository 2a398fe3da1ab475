"""What is done with requests once the service was told to stop."""

import asyncio
from collections.abc import Awaitable, Callable
from typing import Any

from starlette.types import Message, Receive, Scope, Send

from assistant.web.polite import last_line
from assistant.web.stopping import Draining, Stopping
from assistant.workbench.running import Left
from tests.support.loops import run


class Clock:
    now = 100.0

    def __call__(self) -> float:
        return self.now


def made(clock: Clock | None = None) -> Stopping:
    return Stopping(5.0, lambda: None, lambda: None, clock or Clock())


def _run(work: Callable[[], Awaitable[Any]]) -> Any:
    return run(work())  # type: ignore[arg-type]


async def _asked(app: Draining, path: str) -> list[Message]:
    sent: list[Message] = []

    async def send(message: Message) -> None:
        sent.append(message)

    async def receive() -> Message:
        return {"type": "http.request", "body": b""}

    await app({"type": "http", "method": "GET", "path": path, "headers": []}, receive, send)
    return sent


async def fine(_: Scope, __: Receive, send: Send) -> None:
    await send({"type": "http.response.start", "status": 200, "headers": []})
    await send({"type": "http.response.body", "body": b"ok"})


def test_new_requests_are_turned_away_and_those_who_watch_are_answered() -> None:
    stopping = made()
    stopping.begin()
    app = Draining(fine, stopping)
    refused = _run(lambda: _asked(app, "/api/ask"))
    assert refused[0]["status"] == 503
    assert "正在停止" in refused[1]["body"].decode()
    assert dict(refused[0]["headers"])[b"retry-after"] == b"5"
    for path in ("/healthz", "/readyz", "/metrics"):
        assert _run(lambda path=path: _asked(app, path))[0]["status"] == 200


def test_it_is_over_when_the_last_request_is_or_when_time_is_up() -> None:
    clock = Clock()
    stopping = made(clock)

    async def while_asked() -> None:
        gate = asyncio.Event()

        async def slow(scope: Scope, receive: Receive, send: Send) -> None:
            await gate.wait()
            await fine(scope, receive, send)

        task = asyncio.create_task(_asked(Draining(slow, stopping), "/api/ask"))
        await asyncio.sleep(0)
        stopping.begin()
        assert (stopping.in_flight, stopping.over) == (1, False)
        clock.now += 5.0
        assert (stopping.late, stopping.over) == (True, True)
        clock.now -= 5.0
        gate.set()
        assert (await task)[0]["status"] == 200
        assert (stopping.in_flight, stopping.over, stopping.late) == (0, True, False)

    _run(while_asked)


def test_a_stream_that_lasts_as_long_as_a_page_ends_in_good_order() -> None:
    stopping = made()

    async def lasting(_: Scope, __: Receive, send: Send) -> None:
        await send({"type": "http.response.start", "status": 200, "headers": []})
        await send({"type": "http.response.body", "body": b"data: ALIVE\n\n", "more_body": True})
        await asyncio.Event().wait()

    async def told() -> list[Message]:
        task = asyncio.create_task(_asked(Draining(lasting, stopping), "/gradio_api/heartbeat/abc"))
        await asyncio.sleep(0.05)
        assert stopping.in_flight == 0
        stopping.begin()
        return await asyncio.wait_for(task, 5)

    assert _run(told)[-1] == {"type": "http.response.body", "body": b"", "more_body": False}


def test_the_last_line_says_what_was_left() -> None:
    stopping = made()
    assert last_line(stopping) == "已停止"
    stopping.cut, stopping.left = 1, Left(cut=1, waiting=2)
    assert last_line(stopping) == "已停止：1 个请求到时限没有做完；1 次预评没有做完，记为中断，请重新预评；2 次排队中的预评等下次启动后接着做"
