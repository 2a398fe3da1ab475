"""The small pure parts of the wire: waits, thoughts, the watch on a stream, what a server's words mean."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.llm import faults
from assistant.llm.endpoint import Times
from assistant.llm.faults import LlmFault, MalformedFault, RateFault, ServerFault
from assistant.llm.mapping import retry_after
from assistant.llm.retry import wait_before
from assistant.llm.sse import Watched
from assistant.llm.thinking import Thinking

TIMES = Times(backoff=1.0, longest_wait=6.0)


@pytest.mark.parametrize(("attempt", "chance", "seconds"), [(2, 0.0, 0.5), (2, 1.0, 1.0), (3, 1.0, 2.0), (4, 0.0, 2.0), (9, 1.0, 6.0)])
def test_waits_double_up_to_a_bound_and_are_spread(attempt: int, chance: float, seconds: float) -> None:
    assert wait_before(attempt, ServerFault(), TIMES, chance) == seconds


@pytest.mark.parametrize(("asked", "seconds"), [(0.0, 1.0), (4.0, 4.0), (6.0, 6.0), (6.1, None)])
def test_a_servers_wish_is_never_undercut(asked: float, seconds: float | None) -> None:
    assert wait_before(2, RateFault(retry_after=asked), TIMES, 1.0) == seconds


def test_what_will_not_pass_is_not_waited_for() -> None:
    assert wait_before(2, faults.KeyFault(), TIMES, 0.0) is None


@pytest.mark.parametrize(
    ("value", "seconds"),
    [
        ("3", 3.0),
        (" 2.5 ", 2.5),
        ("Thu, 01 Jan 1970 00:01:40 GMT", 40.0),
        ("Thu, 01 Jan 1970 00:00:10 GMT", 0.0),
        ("", None),
        ("soon", None),
        ("-1", None),
    ],
)
def test_retry_after(value: str, seconds: float | None) -> None:
    assert retry_after(value, 60.0) == seconds


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("五星", "五星"),
        ("<think>嗯</think>五星", "五星"),
        ("\n <think>嗯 <b>\n</think>\n\n五星<think>x</think>", "五星<think>x</think>"),
        ("<think>没完", ""),
        ("<thin 五星", "<thin 五星"),
        ("<thi", "<thi"),
        ("  五星", "  五星"),
        ("<think></think>", ""),
    ],
)
@given(cuts=st.lists(st.integers(0, 40), max_size=6))
def test_thoughts_are_taken_out_however_the_text_is_cut(text: str, shown: str, cuts: list[int]) -> None:
    thinking = Thinking()
    places = [0, *sorted(min(cut, len(text)) for cut in cuts), len(text)]
    pieces = [text[a:b] for a, b in pairwise(places)]
    assert "".join([*map(thinking.feed, pieces), thinking.rest()]) == shown


GOOD = b"\xef\xbb\xbfevent: x\r\ndata: {}\r\n\r\n: comment\ndata:1\nid: 3\nretry: 10\ndata\n\ndata: [DONE]"


@given(st.lists(st.integers(0, len(GOOD)), max_size=8))
def test_a_stream_as_it_should_be_passes_however_it_is_cut(cuts: list[int]) -> None:
    watched = Watched(1000, events=True)
    places = [0, *sorted(cuts), len(GOOD)]
    for a, b in pairwise(places):
        if b > a:
            watched.feed(GOOD[a:b])


@pytest.mark.parametrize("line", [b"Internal error\n", b"dta: {}\n", b" data: {}\n", b"<html>\n", b'{"error": 1}\n'])
def test_a_foreign_line_is_met(line: bytes) -> None:
    watched = Watched(1000, events=True)
    watched.feed(b"data: {}\n\n" + line[:3])
    with pytest.raises(MalformedFault):
        watched.feed(line[3:])
    Watched(1000, events=False).feed(line)


def test_too_many_bytes_are_met() -> None:
    watched = Watched(10, events=False)
    watched.feed(b"0123456789")
    with pytest.raises(MalformedFault, match="过大"):
        watched.feed(b"0")


def test_every_fault_has_a_code_of_its_own_and_one_line() -> None:
    found = LlmFault.__subclasses__()
    assert len(found) > 20
    assert len({one.code for one in found}) == len(found)
    for one in found:
        line = str(one())
        assert line == one.line
        assert "\n" not in line
        assert any("\u4e00" <= letter <= "\u9fff" for letter in line)
