"""The profile's form: what it shows comes back as it was."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.errors import UsageError
from assistant.web.work.profile_form import fields_of, form_of
from scoring.profile import Exclusion, Profile

WORDS = st.text(st.characters(categories=("L", "N")), min_size=1, max_size=20)
LISTS = st.lists(WORDS, max_size=4).map(tuple)
PROFILES = st.builds(
    Profile,
    name=WORDS,
    uscc=st.sampled_from(["", "91420111MA4KYMH65W"]),
    kind=st.sampled_from(["production", "sales", "service", None]),
    industry=WORDS | st.just(""),
    branches=LISTS,
    entrusted_outlets=LISTS,
    period_months=st.integers(12, 36),
    exclusions=st.lists(st.builds(Exclusion, WORDS, WORDS | st.just("")), max_size=3).map(tuple),
)


@given(PROFILES)
def test_a_form_that_is_sent_unchanged_says_the_same(profile: Profile) -> None:
    fields = fields_of(form_of(profile))
    assert fields == {
        "name": profile.name,
        "uscc": profile.uscc,
        "kind": profile.kind,
        "industry": profile.industry,
        "period_months": profile.period_months,
        "branches": list(profile.branches),
        "entrusted_outlets": list(profile.entrusted_outlets),
        "exclusions": [{"clause": one.clause, "reason": one.reason} for one in profile.exclusions],
    }


def test_an_empty_form_asks_for_a_year_and_says_nothing_else() -> None:
    fields = fields_of({})
    assert fields.pop("period_months") == 12
    assert fields.pop("kind") is None
    assert set(map(str, fields.values())) == {"", "[]"}


@pytest.mark.parametrize(("typed", "kept"), [("24", 24), ("２４", 24), (" ", 12)])
def test_months_are_a_number(typed: str, kept: int) -> None:
    assert fields_of({"period_months": typed})["period_months"] == kept


@pytest.mark.parametrize(
    ("field", "typed", "words"),
    [
        *(("period_months", typed, "12 到 36") for typed in ("两年", "-1", "²", "9" * 9, "11", "37", "120")),
        ("uscc", "91420111MA4KYMH650", "统一社会信用代码"),
        ("uscc", "x" * 400, "统一社会信用代码"),
    ],
)
def test_what_does_not_hold_is_told_in_the_words_of_the_form(field: str, typed: str, words: str) -> None:
    with pytest.raises(UsageError, match=words) as told:
        fields_of({field: typed})
    assert len(str(told.value)) < 120


def test_an_exclusion_is_a_clause_and_a_reason() -> None:
    fields = fields_of({"exclusions": "5.2.6-b　只卖软件，没有 废弃商品\n\n 5.1.1.2 \n"})
    assert fields["exclusions"] == [{"clause": "5.2.6-b", "reason": "只卖软件，没有 废弃商品"}, {"clause": "5.1.1.2", "reason": ""}]
