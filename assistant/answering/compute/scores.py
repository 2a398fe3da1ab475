"""What does a score earn, what is missing, what is left after exclusion and special deductions?"""

import re
from fractions import Fraction

from assistant.answering.compute.cues import cues_of
from assistant.answering.compute.roles import before, behind, introduced, like_a_score, named, whole
from assistant.answering.hearing import Heard
from assistant.answering.numbers import Figure, parse
from assistant.guidance import scores
from assistant.guidance.computation import Computation
from scoring.rubric import Level, Rubric

CUES = cues_of("scores")

_APPLICABLE = CUES["applicable"]
_EXCLUDED = CUES["excluded"]
_EARNED = CUES["earned"]
_DEDUCTION = CUES["deduction"]
# Said of deductions outside the score, without the term.
_OUTSIDE = CUES["outside"]
_LISTED = re.compile(r"([一二两三四五六七八九]|\d)[个项处](?=[、,。;和]|$)")
_COUNT_BEHIND = re.compile(r"\s*(?:个|项|处|条|次)?\s*(?:特别扣|特扣|special)")
_COUNT_BEFORE = re.compile(r"(特别扣分项?|特别扣|特扣)[^\d,。;]{0,6}$")
_GAP = CUES["gap"]
_LEVEL_WORDS = CUES["level_words"]
_OWN_SCORE = CUES["own_score"]
_SCORED = re.compile(
    r"(得了?|考了?|打了?|自评了?|评了?|总分|得分|评分|打分|分数|平均|净得|算出来|成绩|现在是|今年|最后|给了|才|只有"
    r"|scored?|got|have|total is)[^\d,。;]{0,4}$"
)
_LEVEL_NAMES = {
    "pass": ("达标级", "及格线", "70分"),
    "three_star": ("三星", "3星", "three-star", "three star", "3-star"),
    "four_star": ("四星", "4星", "four-star", "four star", "4-star"),
    "five_star": ("五星", "5星", "five-star", "five star", "5-star"),
}


def read_normalised(heard: Heard, rubric: Rubric) -> Computation | None:
    """Earned and applicable points (or what was excluded), or a score with a number of special deductions."""
    deductions, used = _deductions(heard)
    rest = [figure for figure in heard.figures if figure is not used and like_a_score(heard, figure)]
    excluded, applicable = named(heard, rest, _EXCLUDED), named(heard, rest, _APPLICABLE)
    if applicable is not None and (excluded is None or excluded is applicable) and not heard.says("不涉及"):
        total = applicable.value
    elif excluded is not None:
        total = Fraction(rubric.full_marks) - excluded.value
    else:
        total = Fraction(0)
    earned = [f for f in rest if f not in (excluded, applicable) and f.value <= total]
    if earned:
        told = [f for f in earned if introduced(heard, f, _EARNED)] or earned
        return scores.normalised_score(rubric, told[0].value, total, deductions or 0)
    if total:
        return None
    plausible = [f.value for f in rest if 40 <= f.value <= 100]
    if deductions is not None and plausible:
        return scores.with_deductions(rubric, plausible[0], deductions)
    return None


def read_sum(heard: Heard, rubric: Rubric) -> Computation | None:
    """What was earned in each of the groups, added up. Full marks of the groups in the question are not earned."""
    groups = ("三大类", "三类", "体系", *(group.title for group in rubric.groups))
    if not (heard.says("合计", "加起来", "总分", "总共", "一共", "加一起", "total") and heard.says(*groups)):
        return None
    full = [Fraction(group.points) for group in rubric.groups]
    points = [f.value for f in heard.figures if like_a_score(heard, f) and f.value <= max(full)]
    if len(points) == 2 * len(full):
        for value in full:
            if value not in points:
                return None
            points.remove(value)
    if len(points) != len(full) or points == full:
        return None
    return scores.total_of(rubric, points)


def read_level(heard: Heard, rubric: Rubric) -> Computation | None:
    """The level of a score, and what is missing to the level asked for."""
    if heard.says("满意度", "人日", *_OUTSIDE):
        return None
    lines = {Fraction(level.lower) for level in rubric.levels}
    target, gap, own = _target(heard, rubric), heard.says(*_GAP), heard.says(*_OWN_SCORE)
    for figure in heard.figures:
        if not like_a_score(heard, figure) or not 0 < figure.value <= 100:
            continue
        told = behind(heard, figure).startswith("分") or _SCORED.search(before(heard, figure, 12))
        asks_for_the_line_itself = figure.value in lines and not gap and not own
        too_low_to_be_a_total = figure.value < 40 and not heard.says("总分", "得分", "score")
        if (not told and not (gap and target)) or asks_for_the_line_itself or too_low_to_be_a_total:
            continue
        if target or heard.says(*_LEVEL_WORDS):
            return scores.level_of(rubric, figure.value, target if gap else None)
    return None


def _deductions(heard: Heard) -> tuple[int | None, Figure | None]:
    """How many special deductions, and the figure that says so. The counts of a list add up."""
    if heard.says(*_OUTSIDE):
        listed = [parse(match[1]) for match in _LISTED.finditer(heard.text)]
        if len(listed) > 1:
            return int(sum(value for value in listed if value)), None
    if not heard.says(*_DEDUCTION):
        return None, None
    for figure in heard.figures:
        behind_it, before_it = behind(heard, figure, 10), before(heard, figure, 12)
        counted = _COUNT_BEHIND.match(behind_it) or _COUNT_BEFORE.search(before_it)
        if counted and whole(figure) and figure.value <= 20 and not behind_it.startswith("星"):
            return int(figure.value), figure
    return None, None


def _target(heard: Heard, rubric: Rubric) -> Level | None:
    asked = [level for level in rubric.levels if heard.says(*_LEVEL_NAMES.get(level.id, ()))]
    return asked[-1] if asked else None
