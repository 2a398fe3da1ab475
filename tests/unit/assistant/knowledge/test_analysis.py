"""Tokens: the same terms from both sides, whatever script, width or keyboard slip."""

import sys
from concurrent.futures import ThreadPoolExecutor

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.knowledge.analysis import Analyser, english_stem, fold_reading, joined, reading_table

ANALYSER = Analyser(["售后服务管理师"], reading_table())


def test_domain_words_stay_whole_and_are_also_cut() -> None:
    words = ANALYSER.tokens("售后服务管理师").words
    assert "售后服务管理师" in words
    assert "售后" in words


@pytest.mark.parametrize(
    ("one", "other"),
    [("售後服務管理師", "售后服务管理师"), ("ＧＢ／Ｔ ２７９２２", "gb/t 27922"), ("服務(wù)體(tǐ)系", "服务体系")],
)
def test_script_width_and_reading_noise_do_not_matter(one: str, other: str) -> None:
    assert ANALYSER.tokens(one) == ANALYSER.tokens(other)


@pytest.mark.parametrize(("typo", "meant"), [("价构", "架构"), ("管理湿", "管理师"), ("正书", "证书"), ("南色", "蓝色")])
def test_homophones_share_their_readings(typo: str, meant: str) -> None:
    assert ANALYSER.tokens(typo).readings == ANALYSER.tokens(meant).readings


def test_folding_makes_fuzzy_keyboards_equal() -> None:
    assert fold_reading("shang") == fold_reading("san")
    assert fold_reading("lan") == fold_reading("nan")


@given(st.text(max_size=300))
def test_any_text_can_be_analysed(text: str) -> None:
    tokens = ANALYSER.tokens(text)
    assert all(" " not in term for term in (*tokens.words, *tokens.grams, *tokens.readings))


def test_stemming_is_safe_between_threads() -> None:
    stems, ends = ("certif", "evaluat", "requir", "organis", "maintain", "survey"), ("ing", "ed", "ation", "s", "ement")
    words = [stem + end for stem in stems for end in ends]
    english_stem.cache_clear()
    alone = {word: english_stem(word) for word in words}
    english_stem.cache_clear()
    interval = sys.getswitchinterval()
    sys.setswitchinterval(1e-5)
    try:
        with ThreadPoolExecutor(6) as pool:
            together = list(pool.map(english_stem.__wrapped__, words * 60))
    finally:
        sys.setswitchinterval(interval)
    assert together == [alone[word] for word in words * 60]


def test_the_shipped_readings_are_those_of_pypinyin() -> None:
    from assistant.knowledge.analysis import READINGS_FILE
    from assistant.training.readings import table

    assert READINGS_FILE.read_text(encoding="utf-8") == table()


def test_tokens_of_lines_join_to_the_tokens_of_the_text() -> None:
    lines = ["售后服务管理师要配几名", "GB/T 27922 的证书有效期", "certificates 拿证"]
    assert joined(map(ANALYSER.tokens, lines)) == ANALYSER.tokens("\n".join(lines))
