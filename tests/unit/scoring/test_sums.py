"""Points by indicator, group and in all: exact sums, cut only where they are shown."""

from decimal import Decimal
from fractions import Fraction

from scoring.judge import grade
from scoring.result import to_json
from scoring.sums import Sum, added
from tests.support.facts import AS_OF
from tests.support.reports import EXCLUDING, HOSTILE, SMALL, made


def test_sums_are_of_exact_points_and_leave_excluded_clauses_out() -> None:
    result = made()
    first, second = result["groups"]
    assert first == {
        "id": "1", "title": "大类1", "provenance": "confirmed", "points": "83", "applicable": "83", "earned": "61.42", "possible": "74.42",
        "lost": "21.58", "percent": "74.01",
    }  # fmt: skip
    assert (second["points"], second["applicable"], second["earned"], second["lost"], second["percent"]) == ("17", "7", "0.00", "7.00", "0.00")
    assert result["total"] == {
        "points": "100", "applicable": "90", "earned": "61.42", "possible": "74.42", "lost": "28.58", "percent": "68.25",
    }  # fmt: skip
    assert [(one["id"], one["group"]) for one in result["indicators"]] == [("1.1", "1"), ("2.1", "2")]


def test_earned_and_lost_add_up_to_the_points_wherever_both_are_shown() -> None:
    result = made()
    sums = [*result["groups"], *result["indicators"], result["total"]]
    kept = [one for one in result["clauses"] if one["excluded_because"] is None]
    assert all(Decimal(one["earned"]) + Decimal(one["lost"]) == Decimal(one["applicable"]) for one in sums)
    assert all(Decimal(one["earned"]) + Decimal(one["lost"]) == Decimal(one["points"]) for one in kept)
    exact = grade(HOSTILE, EXCLUDING, AS_OF, SMALL).clauses
    assert any(Fraction(one["earned"]) != other.earned for one, other in zip(result["clauses"], exact, strict=True))


def test_the_total_before_deductions_is_what_the_score_is_made_of() -> None:
    results = grade(HOSTILE, EXCLUDING, AS_OF, SMALL)
    total = added(results.clauses)
    assert results.scores is not None
    assert total.earned / total.applicable * 100 - len(results.special) == results.scores.confirmed.score
    assert total.possible / total.applicable * 100 == results.scores.possible.score


def test_nothing_applicable_has_no_percentage() -> None:
    assert Sum(Fraction(5), Fraction(0), Fraction(0), Fraction(0)).percent is None
    assert added(()) == Sum(Fraction(0), Fraction(0), Fraction(0), Fraction(0))


def test_rules_say_how_points_become_a_level() -> None:
    rules = to_json(grade(HOSTILE, EXCLUDING, AS_OF, SMALL))["rules"]
    assert rules["full_marks"] == "100"
    assert [level["from"] for level in rules["levels"]] == ["70", "80", "90", "95"]
    assert rules["special_deductions"] == {"points_each": "1", "fails_at": 5}
    assert rules["group_floor_percent"] is None
