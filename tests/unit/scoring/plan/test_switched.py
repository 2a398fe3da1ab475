"""Clauses switched on and off: outcome, share and possible share all follow; excluded ones stay."""

from fractions import Fraction

from scoring.judge import grade
from scoring.plan.switched import switched
from tests.support.facts import AS_OF, PROFILE, file, says
from tests.support.rubrics import clause, group, said, small

RUBRIC = small(group(clause("A", 60, said("research_unit")), clause("B", 40, said("service_goal"))))


def test_both_ways_and_back() -> None:
    clauses = grade([file("研究.docx", says("research_unit"))], PROFILE, AS_OF, RUBRIC).clauses
    turned = switched(clauses, frozenset("B"), frozenset("A"))
    told = [(one.clause.id, one.outcome, one.share, one.possible_share) for one in turned]
    assert told == [("A", "not_met", Fraction(0), Fraction(0)), ("B", "met", Fraction(1), Fraction(1))]
    assert switched(clauses, frozenset()) == tuple(clauses)
