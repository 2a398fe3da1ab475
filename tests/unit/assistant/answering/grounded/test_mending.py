"""What code puts right in an answer before a model is asked to."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.answering.grounding import check, mended
from tests.support.grounds import AGE, FEES, LINES

ALL = (LINES, FEES, AGE)


def put_right(text: str, *, ended: bool = True) -> tuple[str, int]:
    return mended(text, check(text, ALL), ended=ended)


@pytest.mark.parametrize(
    ("written", "shown", "places"),
    [
        # true, under the wrong mark: the right one takes its place; the answer must cite that passage anyway
        ("申请费 1000 元[2]。评价费每人日 5000 元[1]。", "申请费 1000 元[2]。评价费每人日 5000 元[2]。", 1),
        ("评价费每人日 5000 元[1]。", "评价费每人日 5000 元[1]。", 0),
        # half of it under the wrong mark: the right one is added
        ("申请费 1000 元[2]。五星要 95 分，评价费每人日 5000 元[1]。", "申请费 1000 元[2]。五星要 95 分，评价费每人日 5000 元[1][2]。", 1),
        # said again without a mark
        ("申请费 1000 元[2]。\n批准与注册费是 2000 元。", "申请费 1000 元[2]。\n批准与注册费是 2000 元[2]。", 1),
        # words set off that nobody is said to have written
        ("常说的“最高一档”是 95 分及以上[1]。", "常说的最高一档是 95 分及以上[1]。", 1),
        # presented as a source's words: no paraphrase passes for them
        ("原文写的是“五星必须 95 分”[1]。", "原文写的是“五星必须 95 分”[1]。", 0),
        # one account of several
        ("注册满 3 个月即可[3]。", "注册满 3 个月即可[3]。另一种说法是：通常要求成立 1 年以上[3]。", 1),
        ("注册满 3 个月即可，没有别的说法[3]。", "注册满 3 个月即可，没有别的说法[3]。", 0),
        # not borne by anything
        ("五星要 97 分[1]。", "五星要 97 分[1]。", 0),
    ],
)
def test_what_is_put_right_and_what_is_not(written: str, shown: str, places: int) -> None:
    assert put_right(written) == (shown, places)
    if places:
        assert check(shown, ALL).ok


def test_while_it_comes_no_account_is_missing_yet() -> None:
    assert put_right("注册满 3 个月即可[3]。", ended=False) == ("注册满 3 个月即可[3]。", 0)
    assert put_right("申请费 1000 元[2]。评价费每人日 5000 元[1]。", ended=False)[1] == 1


SENTENCES = (
    "五星要 95 分[1]。",
    "申请费 1000 元[2]。",
    "五星要 95 分[2]。",
    "常说的“门槛”是 80 分[1]。",
    "注册满 3 个月即可[3]。",
    "评价费每人日 5000 元。",
    "\n",
)


@given(st.lists(st.sampled_from(SENTENCES), max_size=6))
def test_what_is_put_right_stays_so(parts: list[str]) -> None:
    once, _ = put_right("".join(parts))
    again, _ = put_right(once)
    assert len(check(again, ALL).faults) <= len(check(once, ALL).faults) <= len(check("".join(parts), ALL).faults)
    assert put_right(again) == (again, 0)
