"""How often one caller may come, and that counting costs bounded memory and minds no clock."""

import json
import time
from collections.abc import Callable
from typing import Any

import pytest
from limits import parse
from limits.strategies import MovingWindowRateLimiter
from starlette.types import Message, Receive, Scope, Send

from assistant.settings import Settings
from assistant.web.rate import Rate, kind_of
from assistant.web.recent import Recent
from tests.support.loops import run


async def _app(scope: Scope, receive: Receive, send: Send) -> None:
    await send({"type": "http.response.start", "status": 200, "headers": []})


def came(rate: Rate, peer: str, *, path: str = "/api/ask", method: str = "POST", user: str = "", forwarded: str = "") -> tuple[int, list[Message]]:
    """The status of a request, and all that was sent."""
    scope: dict[str, Any] = {
        "type": "http", "method": method, "path": path, "client": (peer, 1), "state": {"user": user},
        "headers": [(b"x-forwarded-for", forwarded.encode())] if forwarded else [],
    }  # fmt: skip
    sent: list[Message] = []

    async def send(message: Message) -> None:
        sent.append(message)

    run(rate(scope, None, send))  # type: ignore[arg-type]
    return sent[0]["status"], sent


def often(rate: Rate, times: int, peer: str, **more: str) -> list[int]:
    return [came(rate, peer, **more)[0] for _ in range(times)]


def rated(clock: Callable[[], float] = time.monotonic, **settings: Any) -> Rate:
    return Rate(_app, Settings(**{"rate_limits": "ask=2/minute,login=2/minute,page=3/minute", **settings}), clock)


def test_who_comes_too_often_is_told_when_to_come_again() -> None:
    rate = rated()
    assert often(rate, 2, "203.0.113.5") == [200, 200]
    status, sent = came(rate, "203.0.113.5")
    assert status == 429
    wait = int(dict(sent[0]["headers"])[b"retry-after"])
    assert 55 <= wait <= 60
    assert json.loads(sent[1]["body"]) == {"error": f"请求太频繁，请 {wait} 秒后再试"}
    assert often(rate, 1, "203.0.113.6") == [200]  # somebody else
    assert often(rate, 3, "203.0.113.5", path="/gradio_api/queue/join") == [200] * 3  # something else


def test_a_refused_request_does_not_prolong_the_wait() -> None:
    now = 1000.0
    rate = rated(lambda: now)
    assert often(rate, 9, "203.0.113.5") == [200] * 2 + [429] * 7
    now += 61
    assert often(rate, 3, "203.0.113.5") == [200, 200, 429]


def test_one_customers_ipv6_addresses_count_as_one() -> None:
    rate = rated()
    assert [came(rate, f"2001:db8:1:2::{n}")[0] for n in range(3)] == [200, 200, 429]
    assert often(rate, 1, "2001:db8:1:3::1") == [200]


def test_a_user_counts_wherever_he_is_and_apart_from_others_at_his_address() -> None:
    rate = rated()
    assert [came(rate, f"203.0.113.{n}", user="u-1")[0] for n in range(3)] == [200, 200, 429]
    assert often(rate, 1, "203.0.113.0", user="u-2") == [200]


def test_signing_in_counts_by_address_whoever_is_signed_in() -> None:
    rate = rated()
    assert [came(rate, "203.0.113.5", path="/login", user=f"u-{n}")[0] for n in range(3)] == [200, 200, 429]


def test_on_a_laptop_nobody_waits_and_a_proxy_in_front_is_no_laptop() -> None:
    rate = rated(trusted_proxies="127.0.0.1")
    assert set(often(rate, 20, "127.0.0.1")) == set(often(rate, 20, "::1")) == {200}
    assert often(rate, 3, "127.0.0.1", forwarded="198.51.100.1") == [200, 200, 429]
    assert often(rate, 3, "127.0.0.1", forwarded="198.51.100.2") == [200, 200, 429]
    assert often(rated(host="0.0.0.0"), 3, "127.0.0.1") == [200, 200, 429]


def test_a_made_up_origin_does_not_help() -> None:
    rate = rated(host="0.0.0.0")
    assert [came(rate, "203.0.113.5", forwarded=f"198.51.100.{n}")[0] for n in range(3)] == [200, 200, 429]


def test_a_kind_that_is_off_is_not_counted() -> None:
    assert set(often(rated(rate_limits="ask=off"), 100, "203.0.113.5")) == {200}


@pytest.mark.parametrize(
    ("method", "path", "kind"),
    [
        ("POST", "/api/ask", "ask"), ("POST", "/api/feedback", "write"), ("POST", "/api/faq/faq-1/feedback", "write"),
        ("POST", "/api/leads", "write"), ("GET", "/api/faq", "other"), ("PUT", "/desk/clients/cl-1/files", "upload"),
        ("GET", "/desk/jobs/1", "other"),
        ("POST", "/gradio_api/queue/join", "page"), ("GET", "/gradio_api/queue/data", "other"), ("POST", "/login", "login"),
        ("POST", "/api/login", "login"), ("POST", "/account/password", "login"), ("GET", "/login", "other"), ("GET", "/", "other"),
        ("GET", "/assets/index.js", ""), ("GET", "/page/work.js", ""), ("GET", "/healthz", ""),
        ("GET", "/widget.js", ""), ("GET", "/pagesix", "other"),
    ],
)  # fmt: skip
def test_every_request_is_of_one_kind(method: str, path: str, kind: str) -> None:
    assert kind_of(method, path) == kind


def test_strangers_in_great_number_cost_bounded_memory() -> None:
    recent = Recent(most=1000)
    limiter, rate = MovingWindowRateLimiter(recent), parse("5/minute")
    for number in range(5000):
        assert limiter.hit(rate, f"10.0.{number >> 8}.{number & 255}")
    assert recent.callers == 1000
    assert [limiter.hit(rate, "10.0.19.135") for _ in range(5)] == [True] * 4 + [False]  # the newest is still known


def test_who_stays_away_is_forgotten_when_looked_at() -> None:
    now = 1000.0
    recent = Recent(clock=lambda: now)
    limiter, rate = MovingWindowRateLimiter(recent), parse("5/second")
    limiter.hit(rate, "a")
    now += 2
    assert limiter.test(rate, "a")
    assert recent.callers == 0


def test_a_clock_that_jumps_locks_nobody_out(monkeypatch: pytest.MonkeyPatch) -> None:
    rate = rated()
    monkeypatch.setattr("time.time", lambda: 2_000_000_000.0)
    assert often(rate, 1, "203.0.113.5") == [200]
    monkeypatch.setattr("time.time", lambda: 1_000_000_000.0)
    assert often(rate, 2, "203.0.113.5") == [200, 429]
