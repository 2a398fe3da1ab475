"""Does a question ask what a clause is worth or loses, 5.3.1.2 没网站扣几分? Told from the rubric."""

import re

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

_WITHOUT = re.compile("没|无|缺|不(?:做|设|建|搞|办)|未")
_STILL = re.compile("(?:能不能|能|可以|够|影响|耽误)[^,。;]{0,6}(?:[三四五345]颗?星|达标|星级|评星|等级)")


def clause_points_asked(heard: Heard, rubric: Rubric) -> Computation | None:
    """For one clause or indicator, by number or name, and no other number; None where its points have a public source."""
    if heard.figures or _says(heard, *CUES["other"]) or heard.says(*_OLD):
        return None
    by_number = CLAUSE.search(heard.text) is not None
    lost = _says(heard, *CUES["lost"])
    worth = _says(heard, *CUES["worth"], *(CUES["points"] if by_number else ()))
    still = _WITHOUT.search(heard.text) is not None and _STILL.search(heard.text) is not None
    named = Subjects.of_standard().of(heard) if lost or worth or still else ()
    if len(named) != 1:
        return None
    parts: tuple[Clause | Indicator, ...] = (*rubric.clauses(), *rubric.indicators())
    one = next((part for part in parts if part.id == named[0]), None)
    if one is None or (isinstance(one, Clause) and one.provenance != "working"):
        return None
    if lost:
        return clause_points.lost(one)
    if worth:
        return clause_points.worth(rubric, one)
    level = level_in(heard)
    return clause_points.still(one, next((goal for goal in rubric.levels if goal.id == level), None), rubric.full_marks)


def tells_loss(entry: FaqEntry, clause: str) -> bool:
    """Whether an entry is about just that: its answer is written for the clause, with what speaks for and against."""
    return "扣" in entry.question and clause in entry.question + entry.answer


def _says(heard: Heard, *words: str) -> bool:
    return any(word in heard.text for word in words)
