"""Cut quotes say so, and are still quotes."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from scoring.facts.quoting import around, bare, cut, one_line

WORDS = st.text(alphabet="售后服务时限内到场，。 0123456789abcXYZ-.…", max_size=300)


@pytest.mark.parametrize(
    ("text", "most", "short"),
    [
        ("二十四小时内上门", 8, "二十四小时内上门"),
        ("二十四小时内上门服务", 8, "二十四小时内上…"),
        ("热线 400-820-1234 全天", 10, "热线…"),
        ("热线 400-820-1234 全天", 16, "热线 400-820-1234…"),
        ("型号 LS-480 一台", 7, "型号…"),
        ("单号 | 日期 | 用户", 8, "单号 | 日期…"),
        ("好……还有许多", 4, "好…"),
        ("12345678901234567890", 5, "1234…"),
    ],
)
def test_a_cut_says_so_and_halves_no_number(text: str, most: int, short: str) -> None:
    assert cut(text, most) == short


@given(WORDS, st.integers(2, 200))
def test_a_cut_is_a_beginning(text: str, most: int) -> None:
    short = cut(text, most)
    assert len(short) <= most
    assert (short == text) == (len(text) <= most)
    assert text.startswith(short.removesuffix("…") if len(text) > most else short)
    assert short == text or short.endswith("…")


@given(WORDS, st.integers(0, 300), st.integers(12, 120))
def test_what_is_cut_about_a_place_says_so_at_each_end(text: str, middle: int, most: int) -> None:
    short = around(text, min(middle, len(text)), most)
    assert len(short) <= most
    if len(text) <= most:
        assert short == text
        return
    assert bare(short) in text
    assert text.startswith(short[:1]) or short.startswith("…")
    assert short.endswith("…") or text.rstrip().endswith(bare(short))


def test_the_place_stays_in_the_middle() -> None:
    text = "甲" * 200 + "核心" + "乙" * 200
    short = around(text, 201, 60)
    assert short.startswith("…甲")
    assert short.endswith("乙…")
    assert 20 <= short.index("核心") <= 40


def test_a_number_at_the_left_end_is_not_halved() -> None:
    text = "前" * 50 + " 400-820-1234 之后是正文" + "后" * 80
    for middle in range(70, 100):
        short = around(text, middle, 40)
        assert "400-820-1234" in short or not any(char.isdigit() for char in short), short


def test_breaks_become_spaces() -> None:
    assert one_line(" 甲\n 乙\t丙 ") == "甲 乙 丙"
    assert one_line("甲\n" * 100, 7) == "甲 甲 甲…"
