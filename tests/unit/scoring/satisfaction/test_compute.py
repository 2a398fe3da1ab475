"""The index against values worked by hand, and what is flagged beside it."""

from fractions import Fraction
from pathlib import Path
from typing import Any

import pytest

from scoring.satisfaction import Asked, compute
from scoring.satisfaction.lexicon import words
from scoring.satisfaction.reading import parse_survey
from scoring.yaml_text import parsed
from tests.support.surveys import FACTORS, long, rated, replaced, wide, xlsx

ROOT = Path(__file__).resolve().parents[4]
CASES = parsed((ROOT / "tests/data/satisfaction.yaml").read_text(encoding="utf-8"))


def _exact(text: str | None) -> Fraction | None:
    return None if text is None else Fraction(text)


@pytest.mark.parametrize("form", [wide, long])
@pytest.mark.parametrize("case", CASES, ids=[one["name"] for one in CASES])
def test_worked_by_hand(case: dict[str, Any], form: Any) -> None:
    asked = Asked(scale=(Fraction(case["scale"][0]), Fraction(case["scale"][1])))
    index = compute(parse_survey(xlsx(form(case["marks"])), "答卷.xlsx", asked))
    assert index.value == _exact(case["index"])
    assert index.by_highest == _exact(case["by_highest"])
    assert index.margin == _exact(case["margin"])
    assert list(index.unknown) == case.get("unknown", [])


def test_weights_are_those_the_knowledge_base_gives() -> None:
    passages = parsed((ROOT / "corpus/guidance/satisfaction.yaml").read_text(encoding="utf-8"))
    (told,) = [one for one in passages if one["id"] == "sat-csi"]
    for factor in words().factors:
        assert f"{factor.title} {factor.weight}%" in told["text"]
    assert told["confidence"] == words().method.confidence
    assert [factor.title for factor in words().factors] == list(FACTORS)


def test_items_of_a_factor_count_the_same_however_many_answered() -> None:
    head = ("服务启动 预约", "服务启动 等候", *FACTORS[1:])
    marks = [[5, 1, 5, 5, 5, 5], [5, None, 5, 5, 5, 5], [5, None, 5, 5, 5, 5]]
    index = compute(parse_survey(xlsx(wide(marks, head)), "答卷.xlsx"))
    assert index.factors[0].rate == Fraction(1, 2)
    assert index.value == 1000 - Fraction(210, 2)


def test_only_complete_rows_when_asked() -> None:
    survey = parse_survey(xlsx(wide([[5] * 5, [1, 1, 1, 1, None]])), "答卷.xlsx")
    assert compute(survey, complete_only=True).value == 1000
    assert compute(survey).value is not None
    assert compute(survey).value != 1000
    assert (compute(survey).valid, compute(survey).complete) == (2, 1)


def test_blank_rows_are_received_but_not_valid() -> None:
    index = compute(parse_survey(xlsx(wide([[5] * 5, [None] * 5, [4] * 5])), "答卷.xlsx"))
    assert (index.received, index.valid) == (3, 2)
    assert [one.items[0].missing for one in index.factors] == [1] * 5


def test_a_mark_outside_the_scale_is_named_and_left_out() -> None:
    data = xlsx(replaced(wide(rated(40, high=4)), {"C5": 6}))
    index = compute(parse_survey(data, "答卷.xlsx"))
    assert [(one.locator, one.text) for one in index.impossible] == [("答卷!C5", "6")]
    assert index.factors[0].items[0].valid == 39
    assert any("答卷!C5（6）" in line for line in index.warnings)


def test_straight_marks_are_flagged_and_the_index_told_without_them() -> None:
    marks = [[3, 4, 5, 4, 3], [5, 5, 5, 5, 5], [2, 4, 4, 4, 3]]
    index = compute(parse_survey(xlsx(wide(marks)), "答卷.xlsx"))
    assert index.straight == ("答卷!5",)
    assert index.without_flagged == compute(parse_survey(xlsx(wide([marks[0], marks[2]])), "答卷.xlsx")).value


def test_repeated_numbers_are_flagged_not_dropped() -> None:
    index = compute(parse_survey(xlsx(replaced(wide(rated(3)), {"A6": "W001"})), "答卷.xlsx"))
    assert [one.places for one in index.repeated] == [("答卷!4", "答卷!6")]
    assert index.used == 3


def test_copies_under_new_numbers_are_flagged() -> None:
    sheet = wide([[5, 4, 5, 4, 5], [5, 4, 5, 4, 5], [5, 4, 5, 4, 5]], dated=False)
    data = xlsx(replaced(sheet, {"G4": "师傅很细心", "G5": "师傅很细心", "G6": "等得久"}))
    index = compute(parse_survey(data, "答卷.xlsx"))
    assert [(one.places, one.shared) for one in index.repeated] == [(("答卷!4", "答卷!5"), "内容完全相同")]


def test_few_answers_and_gaps_are_warned_of() -> None:
    index = compute(parse_survey(xlsx(wide([[5, 4, None, 4, 3], [4, 4, 4, 4, 5]])), "答卷.xlsx"))
    assert any("少于 30 份" in line for line in index.warnings)
    assert [one.item.title for one in index.often_missing] == ["服务质量"]
    assert not any("少于" in line for line in compute(parse_survey(xlsx(wide(rated(30))), "答卷.xlsx")).warnings)


@pytest.mark.parametrize(("low", "high"), [(1, 5), (1, 10), (0, 100)])
def test_the_spread_holds_every_answer(low: int, high: int) -> None:
    asked = Asked(scale=(Fraction(low), Fraction(high)))
    survey = parse_survey(xlsx(wide(rated(50, low=low, high=high, gaps=10))), "答卷.xlsx", asked)
    for factor in compute(survey).factors:
        for one in factor.items:
            assert sum(level.count for level in one.spread) == one.valid
