"""The line of a request: whose it was, where it went, and that it is there when all goes wrong."""

import logging
from dataclasses import dataclass
from typing import Any

import pytest
from starlette.types import Receive, Scope, Send

from assistant.logs.lines import FIELDS
from assistant.web.log_lines import Heard, Lines
from tests.support.loops import run


@dataclass(frozen=True)
class User:
    id: str
    name: str = "李四"


async def asked(app: Any, **scope: Any) -> None:
    async def receive() -> Any:
        return {"type": "http.request", "body": b""}

    async def send(_: Any) -> None:
        return None

    await app({"type": "http", "method": "GET", "path": "/desk/x", "headers": [(b"content-length", b"12")], **scope}, receive, send)


@pytest.mark.parametrize(("user", "told"), [(User("us-1"), "us-1"), ("us-2", "us-2"), (None, None), (7, None)])
def test_who_is_logged_in_stands_there_by_id(user: object, told: str | None, caplog: pytest.LogCaptureFixture) -> None:
    async def app(scope: Scope, _: Receive, send: Send) -> None:
        scope["state"]["user"] = user
        await send({"type": "http.response.start", "status": 204, "headers": []})

    heard: list[Heard] = []
    with caplog.at_level(logging.INFO, "assistant.web.requests"):
        run(asked(Lines(app, heard.append)))
    (record,) = caplog.records
    assert getattr(record, FIELDS).get("user") == told
    assert (heard[0].status, heard[0].received) == (204, 12)


def test_a_request_that_breaks_is_told_as_500_under_a_bounded_name(caplog: pytest.LogCaptureFixture) -> None:
    async def app(_: Scope, __: Receive, ___: Send) -> None:
        raise ZeroDivisionError

    heard: list[Heard] = []
    with caplog.at_level(logging.INFO, "assistant.web.requests"), pytest.raises(ZeroDivisionError):
        run(asked(Lines(app, heard.append), method="BREW", path="/墨衡/合同.pdf", headers=[(b"content-length", b"9" * 40)]))
    assert (heard[0].method, heard[0].route, heard[0].status, heard[0].received) == ("other", "other", 500, 0)


def test_a_stream_is_timed_until_it_begins() -> None:
    now = [0.0]

    async def app(_: Scope, __: Receive, send: Send) -> None:
        now[0] = 2.0
        await send({"type": "http.response.start", "status": 200, "headers": [(b"content-type", b"text/event-stream")]})
        now[0] = 60.0

    heard: list[Heard] = []
    run(asked(Lines(app, heard.append, clock=lambda: now[0])))
    assert heard[0].seconds == 2.0
