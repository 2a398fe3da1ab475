"""How often one address may do a thing."""

import pytest
from fastapi import Request

from assistant.web import window
from assistant.web.window import MovingWindow, address_of


class Hand:
    now = 100.0

    def __call__(self) -> float:
        return self.now


def test_the_window_moves() -> None:
    clock = Hand()
    limit = MovingWindow(2, 60, clock)
    assert [limit.wait("a"), limit.wait("a"), limit.wait("a"), limit.wait("b")] == [0, 0, 60, 0]
    clock.now += 59.9
    assert limit.wait("a") == 1
    clock.now += 0.1
    assert [limit.wait("a"), limit.wait("a"), limit.wait("a")] == [0, 0, 60]


def test_many_addresses_do_not_fill_the_memory(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(window, "_MOST", 3)
    limit = MovingWindow(1, 60, Hand())
    assert [limit.wait(one) for one in "abcda"] == [0, 0, 0, 0, 0]
    assert limit.wait("a") == 60


@pytest.mark.parametrize(
    ("host", "counted"),
    [
        ("203.0.113.7", "203.0.113.7"),
        ("2001:db8:1:2:3:4:5:6", "2001:0db8:0001:0002"),
        ("2001:db8:1:2:ffff::1", "2001:0db8:0001:0002"),
        ("fe80::1%eth0", "fe80:0000:0000:0000"),
        ("testclient", "testclient"),
    ],
)
def test_a_household_counts_as_one(host: str, counted: str) -> None:
    assert address_of(Request({"type": "http", "client": (host, 1), "headers": []})) == counted
