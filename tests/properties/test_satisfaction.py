"""The index holds its bounds whatever is answered, follows every answer upwards, and does not care who answered first."""

from fractions import Fraction
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from scoring.satisfaction import compute
from scoring.satisfaction.cells import read_cell
from scoring.satisfaction.lexicon import words
from scoring.satisfaction.model import Answer, Item, Response, Scale, Survey

SCALES = st.sampled_from([(1, 5), (1, 7), (1, 10), (0, 10), (0, 100)])


@st.composite
def surveys(draw: st.DrawFn, gaps: bool = True) -> Survey:
    """Every factor has one or two items and at least one answer to each item."""
    items = [
        Item(factor.id, f"{factor.title}{n}", Scale(*map(Fraction, draw(SCALES)), "announced"))
        for factor in words().factors
        for n in range(draw(st.integers(1, 2)))
    ]
    count = draw(st.integers(1, 4))
    rows = []
    for row in range(count):
        answers = []
        for item in items:
            value = draw(st.none() if gaps and row and draw(st.booleans()) else st.integers(int(item.scale.low), int(item.scale.high)))
            answers.append(Answer("missing", "", "") if value is None else Answer("valid", str(value), "", Fraction(value)))
        rows.append(Response(f"R{row}", f"答卷!{row + 2}", None, tuple(answers)))
    return Survey("答卷.xlsx", "0" * 64, tuple(items), tuple(rows), None)


def _with(survey: Survey, responses: Any) -> Survey:
    return Survey(survey.name, survey.sha256, survey.items, tuple(responses), survey.period)


def _value(survey: Survey) -> Fraction:
    value = compute(survey).value
    assert value is not None
    return value


@given(surveys())
def test_the_index_lies_on_its_scale(survey: Survey) -> None:
    index = compute(survey)
    assert index.value is not None
    assert index.by_highest is not None
    assert 0 <= index.value <= index.by_highest <= words().method.full
    assert index.value == sum(one.points for one in index.factors if one.points is not None)


@given(surveys(), st.data())
def test_a_better_answer_never_lowers_the_index(survey: Survey, data: st.DataObject) -> None:
    row = data.draw(st.integers(0, len(survey.responses) - 1))
    at = data.draw(st.integers(0, len(survey.items) - 1))
    one = survey.responses[row]
    answer, high = one.answers[at], survey.items[at].scale.high
    if answer.value is None or answer.value == high:
        return
    better = data.draw(st.integers(int(answer.value) + 1, int(high)))
    answers = (*one.answers[:at], Answer("valid", str(better), "", Fraction(better)), *one.answers[at + 1 :])
    changed = [*survey.responses[:row], Response(one.respondent, one.place, None, answers), *survey.responses[row + 1 :]]
    assert _value(_with(survey, changed)) > _value(survey)


@given(surveys(), st.randoms(use_true_random=False))
def test_the_order_of_rows_changes_nothing(survey: Survey, dice: Any) -> None:
    rows = list(survey.responses)
    dice.shuffle(rows)
    one, other = compute(survey), compute(_with(survey, rows))
    assert (one.value, one.margin, one.by_highest) == (other.value, other.margin, other.by_highest)
    assert one.factors == other.factors


@given(surveys())
def test_the_best_and_the_worst(survey: Survey) -> None:
    for end, wanted in (("high", 1000), ("low", 0)):
        rows = [
            Response(one.respondent, one.place, None, tuple(Answer("valid", "", "", getattr(item.scale, end)) for item in survey.items))
            for one in survey.responses
        ]
        assert _value(_with(survey, rows)) == wanted


@given(surveys(gaps=False))
def test_complete_rows_are_all_rows_where_nothing_is_missing(survey: Survey) -> None:
    assert compute(survey, complete_only=True).value == compute(survey).value


@given(surveys(gaps=False))
def test_the_index_of_complete_rows_is_the_mean_of_each_ones_own(survey: Survey) -> None:
    own = [_value(_with(survey, [one])) for one in survey.responses]
    assert _value(survey) == sum(own, Fraction(0)) / len(own)


@given(st.text(max_size=40))
def test_any_cell_is_read_as_at_most_one_thing(text: str) -> None:
    read = read_cell(text)
    assert sum((read.number is not None, read.level is not None, read.missing)) <= 1
