"""When an endpoint is left alone."""

from hypothesis import given
from hypothesis import strategies as st

from assistant.llm.breaker import Breaker, Policy

POLICY = Policy(faults=3, window=10.0, rest=5.0)


def failing(times: list[float]) -> Breaker:
    state = Breaker(POLICY)
    for at in times:
        state, turn = state.admit(at)
        assert turn is not None
        state = state.failed(turn, at)
    return state


def test_it_opens_after_so_many_faults_within_the_window() -> None:
    assert failing([0, 1]).opened is None
    assert failing([0, 1, 2]).opened == 2


def test_faults_far_apart_do_not_open_it() -> None:
    assert failing([0, 6, 12, 18, 24]).opened is None


def test_a_success_wipes_the_slate() -> None:
    state = failing([0, 1])
    state, turn = state.admit(2)
    assert turn is not None
    state = state.succeeded(turn)
    assert state.failed(turn, 3).opened is None


def test_one_probe_after_the_rest() -> None:
    state = failing([0, 1, 2])
    assert state.admit(6.9)[1] is None
    state, probe = state.admit(7.0)
    assert probe is not None
    assert state.admit(7.0)[1] is None
    assert state.succeeded(probe).admit(7.1)[1] is not None
    again = state.failed(probe, 8.0)
    assert again.admit(12.9)[1] is None
    assert again.admit(13.0)[1] is not None


def test_a_probe_that_tells_nothing_leaves_room_for_the_next() -> None:
    state, probe = failing([0, 1, 2]).admit(7.0)
    assert probe is not None
    assert state.let_go(probe).admit(7.0)[1] is not None


def test_stragglers_change_nothing_while_it_is_open() -> None:
    state, straggler = failing([0, 1]).admit(1.5)
    assert straggler is not None
    state = state.failed(straggler, 2.0)
    state, probe = state.admit(7.0)
    assert probe is not None
    for late in (state.failed(straggler, 7.1), state.succeeded(straggler), state.let_go(straggler)):
        assert late == state


@given(st.lists(st.tuples(st.sampled_from(["admit", "bad", "good", "none"]), st.floats(0, 4)), max_size=60))
def test_it_never_stays_shut_for_good(steps: list[tuple[str, float]]) -> None:
    """Whatever happened: once nothing is under way and the rest is over, the next is let through."""
    state, now, under_way = Breaker(POLICY), 0.0, list[int]()
    for what, later in steps:
        now += later
        if what == "admit":
            state, turn = state.admit(now)
            under_way += [] if turn is None else [turn]
        elif under_way:
            turn = under_way.pop(0)
            state = state.failed(turn, now) if what == "bad" else state.succeeded(turn) if what == "good" else state.let_go(turn)
    for turn in under_way:
        state = state.let_go(turn)
    assert state.admit(now + POLICY.rest)[1] is not None
