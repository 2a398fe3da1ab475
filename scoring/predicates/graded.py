"""`graded`: the result of another rubric reaches a score or a level."""

from fractions import Fraction

from scoring.evidence import Evidence
from scoring.figures import shown
from scoring.rubric.predicates import Graded
from scoring.verdict import Verdict, met, not_met, unknown


def graded(rule: Graded, evidence: Evidence) -> Verdict:
    """Unknown where that rubric was not graded."""
    found = evidence.scored.get(rule.rubric)
    if found is None:
        return unknown("not_graded", f"没有按 {rule.rubric} 评分")
    score, levels = found
    if rule.at_least is not None and score < Fraction(rule.at_least):
        return not_met("too_low", f"{rule.rubric} 确认分 {shown(score)}，要 {shown(rule.at_least)} 以上", score=shown(score))
    if rule.level is not None and rule.level not in levels:
        return not_met("too_low", f"{rule.rubric} 确认分 {shown(score)}，没有达到要求的等级", score=shown(score))
    return met(f"{rule.rubric} 确认分 {shown(score)}", score=shown(score))
