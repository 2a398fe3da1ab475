"""A decision as a form sends it."""

from datetime import date

import pytest

from assistant.errors import UsageError
from assistant.workbench.days import sensible
from assistant.workbench.decisions import said_of


@pytest.mark.parametrize(
    ("sent", "said"),
    [
        (
            {"kind": "condition", "clause": "A", "condition": "c1", "decision": "met", "who": "x"},
            {"kind": "condition", "clause": "A", "condition": "c1", "outcome": "met"},
        ),
        ({"kind": "on_site", "clause": "A", "decision": "not_met"}, {"kind": "on_site", "clause": "A", "outcome": "not_met"}),
        (
            {"kind": "on_site", "clause": "A", "decision": "count", "passed": " 18 ", "drawn": "２０"},
            {"kind": "on_site", "clause": "A", "passed": 18, "drawn": 20},
        ),
        ({"kind": "special", "deduction": "d", "decision": "dismiss"}, {"kind": "special", "deduction": "d", "decision": "dismiss"}),
        ({"kind": "bonus", "claim": "b", "decision": "confirm"}, {"kind": "bonus", "claim": "b", "decision": "confirm"}),
        ({"kind": "file_kind", "file": "f", "kinds": "a\n\nb\n"}, {"kind": "file_kind", "file": "f", "kinds": ["a", "b"]}),
        ({"kind": "file_kind"}, {"kind": "file_kind", "file": "", "kinds": []}),
    ],
)
def test_a_form_says_what_its_kind_has(sent: dict[str, str], said: dict[str, object]) -> None:
    assert said_of(sent) == said


@pytest.mark.parametrize("kind", ["", "verdict", "Condition", "condition\n"])
def test_no_form_sends_another_kind(kind: str) -> None:
    with pytest.raises(UsageError, match="没有这种"):
        said_of({"kind": kind})


@pytest.mark.parametrize("given", [{}, {"passed": " "}])
def test_a_count_that_was_not_filled_in(given: dict[str, str]) -> None:
    with pytest.raises(UsageError, match=r"^没有填合格数$"):
        said_of({"kind": "on_site", "clause": "A", "decision": "count", "drawn": "5", **given})


@pytest.mark.parametrize("count", ["3.5", "-1", "三", "12345678", "²", "1e3"])
def test_a_count_is_a_whole_number(count: str) -> None:
    with pytest.raises(UsageError, match=r"合格数.*应是整数"):
        said_of({"kind": "on_site", "clause": "A", "decision": "count", "passed": count, "drawn": "5"})


@pytest.mark.parametrize("day", [date.min, date(1999, 12, 31), date(2200, 1, 1), date.max])
def test_a_day_beyond_reckoning_is_refused(day: date) -> None:
    with pytest.raises(UsageError, match="评定日"):
        sensible(day, "评定日")


@pytest.mark.parametrize("day", [date(2000, 1, 1), date(2199, 12, 31)])
def test_other_days_stay_as_they_are(day: date) -> None:
    assert sensible(day, "评定日") == day
