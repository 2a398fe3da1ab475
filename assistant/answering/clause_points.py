"""Does a question ask what a clause is worth or loses, 5.3.1.2 没网站扣几分? Told from the rubric."""

import re
from fractions import Fraction

from assistant.answering.compute.cues import cues_of
from assistant.answering.grade_subjects import Subjects, level_in
from assistant.answering.hearing import Heard
from assistant.guidance import clause_points
from assistant.guidance.computation import Computation
from assistant.knowledge.model import FaqEntry
from assistant.knowledge.named import CLAUSE
from scoring.rubric import Clause, Indicator, Rubric

CUES = cues_of("clause_points")  # as written only: 是多少 sounds like 失多少
_OLD = cues_of("predecessor")["old"]

_WITHOUT = re.compile("没(?!问题|有问题|有?事)|无(?!论|偿|形|理由)|缺|不(?:做|设|建|搞|办)|未(?!来)")
_STILL = re.compile("(?:能不能|能|可以|够|影响|耽误)[^,。;]{0,6}(?:[三四五345]颗?星|达标|星级|评星|等级)")


def clause_points_asked(heard: Heard, rubric: Rubric) -> Computation | None:
    """For one clause or indicator, by number or name (for several, what they are worth), and no number but a group's points.

    None where its points have a public source.
    """
    if not _only_groups(heard, rubric) or _says(heard, *CUES["other"]) or heard.says(*_OLD):
        return None
    by_number = CLAUSE.search(heard.text) is not None
    lost = _says(heard, *CUES["lost"])
    worth = _says(heard, *CUES["worth"], *(CUES["points"] if by_number else ()))
    still = _WITHOUT.search(heard.text) is not None and _STILL.search(heard.text) is not None
    named = _named(heard, rubric) if lost or worth or still else ()
    if not named or (len(named) > 1 and not worth) or any(isinstance(one, Clause) and one.provenance != "working" for one in named):
        return None
    if lost:
        return clause_points.lost(named[0])
    if worth:
        return clause_points.worth(rubric, *named)
    level = level_in(heard)
    return clause_points.still(named[0], next((goal for goal in rubric.levels if goal.id == level), None), rubric.full_marks)


def _named(heard: Heard, rubric: Rubric) -> tuple[Clause | Indicator, ...]:
    """The clauses and indicators named, without their groups; nothing where a number names none."""
    every: list[Clause | Indicator] = [*rubric.indicators(), *rubric.clauses()]
    parts = {part.id: part for part in every}
    groups = {group.id for group in rubric.groups}
    ids = [name for name in Subjects.of_standard().of(heard) if name not in groups]
    return tuple(parts[name] for name in ids) if all(name in parts for name in ids) else ()


def _only_groups(heard: Heard, rubric: Rubric) -> bool:
    """商品服务那块 35 分里，维修占几分: points of the groups are no numbers to reckon with."""
    return {figure.value for figure in heard.figures} <= {Fraction(group.points) for group in rubric.groups}


def tells_loss(entry: FaqEntry, clause: str) -> bool:
    """Whether an entry is about just that: its answer is written for the clause, with what speaks for and against."""
    return "扣" in entry.question and clause in entry.question + entry.answer


def _says(heard: Heard, *words: str) -> bool:
    return any(word in heard.text for word in words)
