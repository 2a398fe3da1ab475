"""How much of a question a text holds."""

from hypothesis import given
from hypothesis import strategies as st

from assistant.knowledge.analysis import Analyser
from assistant.knowledge.coverage import Held, Mass, without_function_words


def mass(text: str, common: str = "") -> Mass:
    """Every pair weighs 8, those of `common` weigh 1."""

    def rarity(unit: str) -> float:
        return 1.0 if unit in common else 8.0

    return Mass.of(text, rarity, rarity)


def test_all_nothing_and_half() -> None:
    question = mass("滤网更换")
    assert question.held(Held.of("滤网每季更换一次")) == 1.0
    assert question.held(Held.of("别的事")) == 0.0
    assert question.held(Held.of("滤网在仓库")) == 0.5


def test_a_common_word_weighs_little() -> None:
    text = Held.of("滤网的维护")
    assert mass("滤网服务", common="服务").held(text) > 0.8


def test_a_number_is_held_only_as_a_whole() -> None:
    assert mass("9").held(Held.of("1998 年")) == 0.0
    assert mass("6688").held(Held.of("工号 6688 为专席")) == 1.0


def test_it_knows_whether_the_last_thing_said_is_held() -> None:
    question = mass("滤网价格")
    assert question.ends_in(Held.of("价格另议"))
    assert not question.ends_in(Held.of("滤网每季更换"))
    assert not mass("").ends_in(Held.of("滤网"))


def test_function_words_weigh_nothing(analyser: Analyser) -> None:
    kept = without_function_words("我们的滤网和水泵要不要换", analyser)
    assert "滤网" in kept
    assert "的" not in kept
    assert "和" not in kept


@given(st.text(max_size=60), st.text(max_size=60))
def test_a_share_is_a_share_and_a_text_holds_itself(question: str, text: str) -> None:
    asked = mass(question)
    assert 0.0 <= asked.held(Held.of(text)) <= 1.0 + 1e-9
    assert asked.held(Held.of(text)) <= asked.held(Held.of(f"{text}\n{text}")) + 1e-9
