"""Scores and levels in the result document: decimal strings cut to two places, exact fractions beside them."""

from fractions import Fraction
from typing import Any

from scoring.figures import shown_gap
from scoring.judge import Grade, Scores
from scoring.points import missing_to, standing
from scoring.rubric import Level, Rubric

UNQUALIFIED = "unqualified"

Json = dict[str, Any]


def scores_to_json(scores: Scores, grade: Grade) -> Json:
    """`score`, `level` and `level_titles` of the document."""
    titles = {"confirmed": _title(scores.confirmed.level), "possible": _title(scores.possible.level)}
    return {"score": _score(scores, grade), "level": _levels(scores), "level_titles": titles}


def _score(scores: Scores, grade: Grade) -> Json:
    low, high = scores.range
    return {
        "confirmed": cut(scores.confirmed.score),
        "possible": cut(scores.possible.score),
        "without_exclusions": cut(scores.without_exclusions),
        "allocation_range": [cut(low), cut(high)],
        "allocation_note": allocation_note(scores, grade),
        "exact": {
            "confirmed": str(scores.confirmed.score),
            "possible": str(scores.possible.score),
            "without_exclusions": str(scores.without_exclusions),
            "allocation_range": [str(low), str(high)],
        },
        "next": _next_level(scores, grade.rubric),
    }


def cut(value: Fraction) -> str:
    """Two places, cut and never rounded up: 94.996 is "94.99"."""
    cents = abs(value.numerator) * 100 // value.denominator
    return f"{'-' if value < 0 and cents else ''}{cents // 100}.{cents % 100:02d}"


def _levels(scores: Scores) -> Json:
    return {name: level.id if level else UNQUALIFIED for name, level in (("confirmed", scores.confirmed.level), ("possible", scores.possible.level))}


def allocation_note(scores: Scores, grade: Grade) -> str:
    """Whether the level holds for every admissible allocation of the points that no source gives."""
    working = sum(1 for clause in grade.rubric.clauses() if clause.provenance == "working")
    if not working:
        return "各条款分值均为正式或有公开来源的分值"
    low, high = scores.range
    count = grade.counted
    levels = [_title(standing(grade.rubric, value, count).level) for value in (low, high)]
    scored = f"得分都是 {cut(low)}" if cut(low) == cut(high) else f"得分在 {cut(low)}—{cut(high)} 之间"
    head = f"{working} 个条款的分值没有公开来源（工作口径）；在所有可能的分值分配下，{scored}"
    if levels[0] == levels[1]:
        return f"{head}，等级都是{levels[0]}，不受分值分配影响"
    return f"{head}，等级从{levels[0]}到{levels[1]}不等，须录入标准正式分值才能定"


def _title(level: Level | None) -> str:
    return level.title if level is not None else "不合格"


def level_title(rubric: Rubric, level: str) -> str:
    """What the rubric calls a level of that id; an id it does not know stays."""
    return {UNQUALIFIED: _title(None), **{one.id: one.title for one in rubric.levels}}.get(level, level)


def _next_level(scores: Scores, rubric: Rubric) -> Json | None:
    higher = [level for level in rubric.levels if Fraction(level.lower) > scores.confirmed.score]
    if not higher:
        return None
    return {"level": higher[0].id, "title": higher[0].title, "missing": shown_gap(missing_to(higher[0], scores.confirmed.score))}
