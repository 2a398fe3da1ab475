"""Small computations from spoken questions: golden vectors, and numbers in every form."""

from fractions import Fraction
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.answering.compute import compute
from assistant.answering.hearing import Heard
from assistant.answering.numbers import figures, parse
from assistant.guidance.figures import load_figures
from assistant.knowledge.analysis import reading_table
from assistant.knowledge.model import Corpus
from scoring.figures import shown
from scoring.points import standing
from scoring.rubric import load_rubric
from scoring.yaml_text import parsed

READINGS = reading_table()
RUBRIC = load_rubric()
CASES = parsed((Path(__file__).resolve().parents[3] / "data" / "computations.yaml").read_text(encoding="utf-8"))


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["ask"])
def test_golden(case: dict[str, object], corpus: Corpus) -> None:
    found = compute(Heard.of(str(case["ask"]), READINGS), RUBRIC)
    if case.get("none"):
        assert found is None
        return
    assert found is not None
    assert all(text in found.text for text in case["says"]), found.text  # type: ignore[attr-defined]
    assert set(found.passages) <= {passage.id for passage in corpus.passages}, "cites what exists"


@pytest.mark.parametrize(
    ("text", "values"),
    [
        ("83.5", ["83.5"]), ("八十三点五", ["83.5"]), ("两千三百", ["2300"]), ("十二个月", ["12"]), ("1.5万", ["15000"]), ("1,200元", ["1200"]),
        ("二〇一一", ["2011"]), ("gb/t 27922-2011 5.1.2.2", []), ("五星级和七星", []), ("一般来说一共", []), ("三百来号人", []), ("七十六七", []),
        ("five special", ["5"]), ("九十六分", ["96"]), ("一百零五", ["105"]),
    ],
)  # fmt: skip
def test_figures(text: str, values: list[str]) -> None:
    assert [figure.value for figure in figures(text)] == [Fraction(value) for value in values]


@given(st.text(alphabet="零一二三四五六七八九十百千万点0123456789.,", max_size=12))
def test_parsing_never_raises(token: str) -> None:
    for figure in figures(token):
        assert figure.value >= 0
        assert parse(token[figure.start : figure.end]) is not None


@given(st.decimals(min_value=40, max_value=100, places=2))
def test_any_own_score_gets_its_level(score: object) -> None:
    told = f"我们自评得了{score}分，能评几星"
    found = compute(Heard.of(told, READINGS), RUBRIC)
    level = standing(RUBRIC, Fraction(str(score))).level
    assert found is not None
    assert found.text.startswith(f"{shown(Fraction(str(score)))} 分{'是' + level.title if level else '不合格'}")


def test_the_figures_of_the_calculators_stand_in_the_passages_they_cite(corpus: Corpus) -> None:
    text = {passage.id: passage.text.replace(" ", "") for passage in corpus.passages}
    known = load_figures()
    fees = known.fangyuan_fees
    for amount in (fees.application, fees.per_man_day, fees.registration, fees.annuity, fees.copy_of_certificate):
        assert str(amount) in text[fees.passage]
    assert str(known.outlet_man_days.least) in text[known.outlet_man_days.passage]
    assert f"{known.certificate_years.years}年" in text[known.certificate_years.passage]
    for table in (known.predecessor_items.durable, known.predecessor_items.fast_moving):
        assert sum(table.items.values()) == 100
        assert all(f"{marks}" in text[table.passage] for marks in table.items.values())
    rule = known.predecessor_rule
    assert f"{rule.item_percent}%" in text[rule.passage]
    assert str(rule.total) in text[rule.passage]
    weights = known.satisfaction_index
    assert sum(weights.factors.values()) == 100
    assert all(f"{name}" in text[weights.passage] and f"{share}" in text[weights.passage] for name, share in weights.factors.items())
    estimate = known.manager_rules_of_thumb
    assert f"{estimate.managers_percent}%" in text[estimate.passage]
