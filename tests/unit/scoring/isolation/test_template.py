"""What the process that workers are forked from does while no order waits, in pieces."""

import socket
import sys

import pytest

import scoring.facts.warm  # noqa: F401  as after a first pack
from scoring.facts.lazy_pattern import lazy_pattern
from scoring.isolation import template


def test_spare_work_is_done_piece_by_piece(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("scoring.facts.lazy_pattern._uncompiled", [])
    patterns = [lazy_pattern("甲+", {}, "x.yaml"), lazy_pattern("乙+", {}, "x.yaml")]
    spare = template._spare_work()
    for library in template._LIBRARIES:
        assert next(spare)
        assert library in sys.modules
    for compiled in (1, 2):
        assert next(spare)
        assert sum("compiled" in one.__dict__ for one in patterns) == compiled
    assert not next(spare, False)


def test_a_library_that_is_not_there_is_the_workers_to_miss(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(template, "_LIBRARIES", ("no_such_library",))
    monkeypatch.delitem(sys.modules, "scoring.facts.warm")
    assert list(template._spare_work()) == [True]


def test_an_order_is_seen_without_being_taken() -> None:
    ours, theirs = socket.socketpair()
    with ours, theirs:
        assert not template._waits(theirs)
        ours.sendall(b"f")
        assert template._waits(theirs)
        assert theirs.recv(1) == b"f"
