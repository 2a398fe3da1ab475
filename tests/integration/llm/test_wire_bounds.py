"""What keeps a model from being used too long, too much or in vain: cancelling, places, the breaker, the day's budget."""

import subprocess
import sys
import threading
import time
from concurrent.futures import ThreadPoolExecutor
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest

from assistant.llm import faults
from assistant.llm.breaker import Policy
from assistant.llm.endpoint import DailyLimits, Prices
from assistant.llm.wire import Wire
from tests.integration.llm.conftest import MakeWire
from tests.support.llm_server import LlmServer, fails, in_turn, says
from tests.support.said import ASKED, never

CHARS = sum(len(one.text) for one in ASKED)


@pytest.mark.parametrize("how", [{"after": 30.0}, {"first": 30.0}, {"first": 30.0, "comments": 0.05}, {"pieces": ("五",), "end": "stall"}])
@pytest.mark.parametrize("whole", [True, False])
def test_cancelling_ends_the_request(server: LlmServer, make_wire: MakeWire, how: dict[str, object], whole: bool) -> None:
    server.script = says(*how.pop("pieces", ()), **how)  # type: ignore[misc, arg-type]
    wire = make_wire({"first_token": 60.0, "stall": 60.0})
    flag = threading.Event()
    ask = wire.complete if whole else lambda *what: list(wire.stream(*what))
    with ThreadPoolExecutor(1) as pool:
        asked = pool.submit(ask, ASKED, "answer", flag.is_set)
        server.wait_for(lambda one: one.open == 1, 10)
        at = time.monotonic()
        flag.set()
        with pytest.raises(faults.CancelledFault):
            asked.result(5)
        assert time.monotonic() - at < 1.0
        server.wait_for(lambda one: one.disconnects)
    assert server.disconnects[0] - at < 1.0


def test_closing_the_iterator_ends_the_request(server: LlmServer, make_wire: MakeWire) -> None:
    server.script = says("五", end="stall")
    stream = make_wire().stream(ASKED, "answer", never)
    assert next(stream) == "五"
    at = time.monotonic()
    stream.close()  # type: ignore[attr-defined]
    server.wait_for(lambda one: one.disconnects)
    assert server.disconnects[0] - at < 1.0


def test_cancelling_between_two_attempts(server: LlmServer, make_wire: MakeWire) -> None:
    server.script = fails(429, retry_after="30")
    wire = make_wire({"longest_wait": 60.0, "answer": 120.0})
    begun = time.monotonic()
    with pytest.raises(faults.CancelledFault):
        wire.complete(ASKED, "answer", lambda: len(server.requests) > 0)
    assert time.monotonic() - begun < 5


def test_what_was_cancelled_is_counted_and_leaves_its_place(server: LlmServer, make_wire: MakeWire) -> None:
    server.script = says("五", end="stall")
    wire = make_wire(concurrency=1)
    for _ in range(3):
        stream = wire.stream(ASKED, "answer", never)
        assert next(stream) == "五"
        stream.close()  # type: ignore[attr-defined]
    server.script = says("好")
    assert wire.complete(ASKED, "answer", never) == "好"
    (row,) = wire.usage.rows()
    assert (row.requests, row.faults, row.chars_out) == (4, 0, 4)


def test_no_more_are_asked_at_once_than_agreed(server: LlmServer, make_wire: MakeWire) -> None:
    server.script = says("好", first=0.1)
    wire = make_wire({"queue": 20.0}, concurrency=2)
    with ThreadPoolExecutor(8) as pool:
        answers = list(pool.map(lambda _: wire.complete(ASKED, "answer", never), range(8)))
    assert answers == ["好"] * 8
    assert server.most_open == 2


def test_who_finds_no_place_is_told_soon(server: LlmServer, make_wire: MakeWire) -> None:
    server.script = says("五", end="stall")
    wire = make_wire({"queue": 0.2}, concurrency=1)
    holding = wire.stream(ASKED, "answer", never)
    next(holding)
    begun = time.monotonic()
    with pytest.raises(faults.BusyFault):
        wire.complete(ASKED, "answer", never)
    with pytest.raises(faults.CancelledFault):
        wire.complete(ASKED, "answer", lambda: True)
    assert time.monotonic() - begun < 2
    assert len(server.requests) == 1
    holding.close()  # type: ignore[attr-defined]


def test_an_ailing_server_is_left_alone_and_tried_again(server: LlmServer, make_wire: MakeWire) -> None:
    server.script = fails(500)
    wire = make_wire(retries=0, breaker=Policy(faults=2, window=60.0, rest=0.4))
    for _ in range(2):
        with pytest.raises(faults.ServerFault):
            wire.complete(ASKED, "answer", never)
    with pytest.raises(faults.PausedFault):
        wire.complete(ASKED, "answer", never)
    assert wire.health.paused
    assert len(server.requests) == 2
    time.sleep(0.45)
    with pytest.raises(faults.ServerFault):  # the probe
        wire.complete(ASKED, "answer", never)
    with pytest.raises(faults.PausedFault):
        wire.complete(ASKED, "answer", never)
    time.sleep(0.45)
    server.script = says("好")
    assert wire.complete(ASKED, "answer", never) == "好"
    assert wire.complete(ASKED, "answer", never) == "好"
    assert not wire.health.paused
    assert len(server.requests) == 5


def test_what_is_not_the_servers_fault_does_not_pause_it(server: LlmServer, make_wire: MakeWire) -> None:
    wire = make_wire(retries=0, breaker=Policy(faults=1), max_chars_in=CHARS)
    server.script = in_turn(says("长", finish="length"), says(finish="content_filter"), fails(400), fails(400), says("好"))
    for fault in (faults.LengthFault, faults.FilteredFault, faults.BadRequestFault):
        with pytest.raises(fault):
            wire.complete(ASKED, "answer", never)
    with pytest.raises(faults.TooLongFault):
        wire.complete((*ASKED, *ASKED), "answer", never)
    with pytest.raises(faults.CancelledFault):
        wire.complete(ASKED, "answer", lambda: True)
    assert wire.complete(ASKED, "answer", never) == "好"


def test_a_days_requests_end_before_they_are_sent(server: LlmServer, make_wire: MakeWire) -> None:
    server.script = in_turn(says("好"), fails(500), fails(500))
    wire = make_wire(daily=DailyLimits(requests=3), retries=5)
    wire.complete(ASKED, "answer", never)
    with pytest.raises(faults.BudgetFault, match="3 次"):  # the third attempt would have been the fourth request
        wire.complete(ASKED, "answer", never)
    assert len(server.requests) == 3
    with pytest.raises(faults.BudgetFault):
        wire.complete(ASKED, "title", never)
    assert len(server.requests) == 3
    assert sum(row.requests for row in wire.usage.rows()) == 3


def test_a_days_characters_end_before_they_are_sent(server: LlmServer, make_wire: MakeWire) -> None:
    server.script = says("五个字回答")
    wire = make_wire(daily=DailyLimits(chars=2 * CHARS + 5))
    wire.complete(ASKED, "answer", never)
    wire.complete(ASKED, "answer", never)
    with pytest.raises(faults.BudgetFault, match="字"):
        wire.complete(ASKED, "answer", never)
    assert len(server.requests) == 2


def test_a_days_spend_ends_before_it_is_sent(server: LlmServer, make_wire: MakeWire) -> None:
    """A million tokens in cost 10 yuan, out 20: an answer of 100,000 and 50,000 costs 2 yuan."""
    server.script = says("好", usage=(100_000, 50_000))
    wire = make_wire(daily=DailyLimits(spend=Decimal("4")), prices=Prices(Decimal(10), Decimal(20)))
    wire.complete(ASKED, "answer", never)
    wire.complete(ASKED, "answer", never)
    with pytest.raises(faults.BudgetFault, match="4 元"):
        wire.complete(ASKED, "answer", never)
    assert len(server.requests) == 2
    (row,) = wire.usage.rows()
    assert row.yuan == "4.0000"


def test_what_a_server_did_no_work_for_costs_nothing(server: LlmServer, make_wire: MakeWire) -> None:
    """A timeout may be charged for all the same: the server had the question."""
    wire = make_wire({"first_token": 0.2}, retries=0, prices=Prices(Decimal(10), Decimal(20)))
    server.script = in_turn(fails(500), says(first=30.0))
    with pytest.raises(faults.ServerFault):
        wire.complete(ASKED, "answer", never)
    assert wire.usage.rows()[0].cost == 0
    with pytest.raises(faults.TimeoutFault):
        wire.complete(ASKED, "answer", never)
    assert wire.usage.rows()[0].cost == 10 * CHARS


def test_the_next_day_begins_anew(server: LlmServer, make_wire: MakeWire, tmp_path: Path) -> None:
    endpoint = make_wire(daily=DailyLimits(requests=1)).endpoint
    days = [date(2026, 11, 20), date(2026, 11, 20), date(2026, 11, 21)]
    wire = Wire(endpoint, tmp_path / "data", lambda: days.pop(0))
    try:
        wire.complete(ASKED, "answer", never)
        with pytest.raises(faults.BudgetFault):
            wire.complete(ASKED, "answer", never)
        wire.complete(ASKED, "answer", never)
    finally:
        wire.close()
    assert [(row.day, row.requests) for row in wire.usage.rows()] == [("2026-11-21", 1), ("2026-11-20", 1)]


def test_where_nothing_can_be_counted_nothing_is_sent(server: LlmServer, make_wire: MakeWire, tmp_path: Path) -> None:
    (tmp_path / "data").mkdir()
    (tmp_path / "data" / "llm-usage.db").write_bytes(b"no database at all" * 100)
    with pytest.raises(faults.UsageFault):
        make_wire().complete(ASKED, "answer", never)
    assert server.requests == []


def test_nothing_heavy_is_imported_for_a_wire_that_is_not_used(root: Path) -> None:
    code = (
        "import sys, pathlib; from assistant.settings import Settings; from assistant.llm.wire import wire_of;"
        "wire = wire_of(Settings(llm_base_url='http://127.0.0.1:9/v1', llm_model='m')); assert wire.name == 'm'; wire.close();"
        "assert wire_of(Settings()) is None;"
        "print(sorted(one for one in ('langchain_core', 'langchain_openai', 'openai', 'httpx', 'httpx2') if one in sys.modules))"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, cwd=root, timeout=60, check=True)
    assert done.stdout.strip() == "[]"
