"""How much of a question stands in a text, and how close together."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.knowledge.analysis import Analyser
from assistant.knowledge.asked import Rarities, unit_weights
from assistant.knowledge.closeness import closeness, lay_out
from scoring.documents.normalise import normalise

FILLER = "，今天天气很好，我们出去走走，路上遇见朋友"
ANALYSER = Analyser((), {})
EQUAL = Rarities(character=lambda _: 1.0, pair=lambda _: 1.0, word=lambda _: 1.0)
TEXTS = st.lists(st.text(alphabet="茶树采摘春秋，。 ab19", max_size=40), min_size=1, max_size=6)


def _scores(weights: dict[str, float], *texts: str) -> list[float]:
    return [float(score) for score in closeness(weights, [lay_out(normalise(text)) for text in texts], 50.0)]


def test_units_within_a_few_clauses_beat_units_far_apart() -> None:
    near, far = _scores({"茶树": 0.5, "云南": 0.5}, f"茶树，云南{FILLER}", f"茶树{FILLER}，云南")
    assert near > far > 0


def test_a_window_does_not_reach_into_the_next_text() -> None:
    weights = {"茶树": 0.5, "云南": 0.5}
    together = _scores(weights, "甲乙丙，茶树云南", "云南，甲乙丙")
    apart = [_scores(weights, "甲乙丙，茶树云南")[0], _scores(weights, "云南，甲乙丙")[0]]
    assert together == pytest.approx(apart)


def test_numbers_match_whole_only() -> None:
    assert _scores({"|9|": 1.0}, "1998年", "9年")[0] == 0
    assert _scores({"|9|": 1.0}, "1998年", "9年")[1] > 0


@given(TEXTS)
def test_scores_stay_between_0_and_1_and_do_not_depend_on_company(texts: list[str]) -> None:
    weights = {"茶": 0.2, "茶树": 0.3, "采摘": 0.3, "|19|": 0.2}
    scores = _scores(weights, *texts)
    assert all(0 <= score <= 1 for score in scores)
    assert scores == pytest.approx([_scores(weights, text)[0] for text in texts])


def test_nothing_asked_or_nothing_there() -> None:
    assert _scores({}, "茶树") == [0.0]
    assert np.array_equal(closeness({"茶": 1.0}, [], 1.0), np.zeros(0))


def test_names_weigh_more_than_particles_and_asking_words_least() -> None:
    weights = unit_weights("北京和什么", ANALYSER, EQUAL)
    assert weights["北京"] > weights["和"] > weights["什么"] > 0


@given(st.text(alphabet="北京的茶树什么和ab19，？ ", max_size=30))
def test_unit_weights_sum_to_one_or_there_are_none(text: str) -> None:
    weights = unit_weights(normalise(text), ANALYSER, EQUAL)
    assert not weights or sum(weights.values()) == pytest.approx(1.0)
