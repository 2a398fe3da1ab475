"""Grades made by hand for plans: clauses with the shares a test wants, and special deductions of its own."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date
from fractions import Fraction
from typing import Any

from scoring.evidence import Quote
from scoring.judge import Grade, grade, scores_of
from scoring.profile import Exclusion, Profile
from scoring.rubric import Remedy, Rubric
from scoring.special import SpecialDeduction
from tests.support.rubrics import clause, said

TODAY = date(2026, 11, 20)
REMEDY = Remedy.model_validate({"do": "改正并重新公示", "hand_in": "改正后的文件 1 份", "who": "法务", "days": 1, "lead_days": 7})

Data = dict[str, Any]


def asked(name: str, points: float | str, *remedies: tuple[str, float | str, int], excludable: bool = False) -> Data:
    """A clause with a condition a remedy: (text, person-days, lead days). The same text is the same remedy."""
    made = clause(name, points, *(said("research_unit") for _ in remedies or [None]), excludable=excludable)
    for condition, (text, days, lead) in zip(made["conditions"], remedies or [(f"补齐 {name}", 1, 7)], strict=True):
        condition["remedy"] = {"do": f"补齐材料：{text}", "hand_in": "材料 1 份", "who": "售后部门", "days": str(days), "lead_days": lead}
    return made


def graded(
    rubric: Rubric, shares: Mapping[str, Fraction | int] = {}, special: Sequence[str] = (), excluded: Sequence[str] = (), day: date = TODAY
) -> Grade:
    """A grade of no files, in which these clauses earned these shares; the others earn nothing. `special` are texts."""
    profile = Profile(name="临江棋石净水设备有限公司", exclusions=tuple(Exclusion(name, "没有这项业务") for name in excluded))
    found = grade([], profile, day, rubric)
    clauses = tuple(_earning(one, Fraction(shares[one.clause.id])) if one.clause.id in shares else one for one in found.clauses)
    deductions = tuple(SpecialDeduction("SD-law", text, (Quote(f"{text}.txt", "0" * 64, "段落1", text),), REMEDY) for text in special)
    made = replace(found, clauses=clauses, special=deductions)
    return replace(made, scores=scores_of(rubric, clauses, len(deductions)))


def _earning(one: Any, share: Fraction) -> Any:
    return replace(one, share=share, possible_share=share, outcome="met" if share == 1 else ("partial" if share else "not_met"))
