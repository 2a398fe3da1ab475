"""Sums of points and the rules that make a score of them, as the result document tells both: views show these and add nothing up."""

from typing import Any

from scoring.figures import shown
from scoring.judge import Grade
from scoring.result_scores import cut
from scoring.rubric import Rubric
from scoring.sums import Sum, added

Json = dict[str, Any]


def sums_to_json(grade: Grade) -> Json:
    """Points by indicator, by group and in all; views show these and add nothing up."""
    results = {one.clause.id: one for one in grade.clauses}
    indicators, groups = [], []
    for group in grade.rubric.groups:
        for indicator in group.indicators:
            sum_of = added(results[clause.id] for clause in indicator.clauses)
            indicators.append({"id": indicator.id, "title": indicator.title, "group": group.id, **_sum(sum_of)})
        sum_of = added(results[clause.id] for indicator in group.indicators for clause in indicator.clauses)
        groups.append({"id": group.id, "title": group.title, "provenance": group.provenance, **_sum(sum_of)})
    return {"indicators": indicators, "groups": groups, "total": _sum(added(grade.clauses))}


def _sum(one: Sum) -> Json:
    return {
        "points": shown(one.points),
        "applicable": shown(one.applicable),
        "earned": cut(one.earned),
        "possible": cut(one.possible),
        "lost": cut(one.lost),
        "percent": None if one.percent is None else cut(one.percent),
    }


def rules_to_json(rubric: Rubric) -> Json:
    """How points become a score and a level, for views that show the arithmetic."""
    return {
        "full_marks": shown(rubric.full_marks),
        "levels": [{"id": level.id, "title": level.title, "from": shown(level.lower)} for level in rubric.levels],
        "special_deductions": {
            "points_each": shown(rubric.special_deductions.points_each),
            "fails_at": rubric.special_deductions.fails_at,
        },
        "special_bonus": {"points_each": shown(rubric.special_bonus.points_each), "at_most": rubric.special_bonus.at_most},
        "group_floor_percent": None if rubric.group_floor_percent is None else shown(rubric.group_floor_percent),
    }
