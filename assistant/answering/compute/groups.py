"""What was earned or lost in each of the three groups, added up; or what the third one must bring."""

import re
from collections.abc import Sequence
from fractions import Fraction

from assistant.answering.compute.cues import cues_of
from assistant.answering.compute.levels import target_of
from assistant.answering.compute.roles import like_a_score
from assistant.answering.compute.scores import deductions_of
from assistant.answering.hearing import Heard
from assistant.answering.numbers import Figure, figures
from assistant.guidance import scores
from assistant.guidance.computation import Computation
from scoring.rubric import Group, Rubric

CUES = cues_of("groups")
_ADDS = (*CUES["sum"], *CUES["left"], *CUES["level"])
_NONE_LOST = re.compile("没(?:有)?[丢扣失]|一分没|满分|拿满|全拿|都满|全满|full")
_NOT_ONE_LOST = re.compile("[一1]分(?:都|也)?没[丢扣失]|没有?[丢扣失]分")
_ALL_LOST = re.compile("全丢|零蛋|全没|颗粒无收|没拿到分")
_HALF = re.compile("一半|half")
_TENTHS = re.compile("([一二两三四五六七八九])成")
_PERCENT = re.compile(r"(\d+(?:\.\d+)?)%")
_LOST = re.compile("[丢扣失掉]了?$|少了$|lost$")
_ADDED_UP = re.compile(r"\d分?\s*[加+]\s*\d+(?:\.\d+)?分?\s*[加+]\s*\d")
_POINTS_ALONE = re.compile(r"(?:服务)?(?:得了?|是|有)?\s*\d+(?:\.\d+)?分?[\s,、;。?]*(?:几分|多少|呢)?[?。]?")
_OF = re.compile(r"\d+(?:\.\d+)?\s*/\s*\d+")


def read(heard: Heard, rubric: Rubric) -> Computation | None:
    """Points of all three groups told in any form, less special deductions; one may be asked for when a level is named."""
    if heard.says("抽", *CUES["other"]):
        return None
    deductions, counted = deductions_of(heard)
    parts = _parts(heard.text, rubric) or _in_order(heard, rubric, counted)
    if not heard.says(*_ADDS) and not deductions and not _one_figure_each(parts, rubric):
        return None
    rest_full = heard.matches("其[他余它]|别的")
    known: dict[str, Fraction] = {}
    for group, text in parts:
        value = _earned(text, Fraction(group.points))
        if value is not None:
            known[group.id] = value
    told_something = any(known[group.id] != group.points for group, _ in parts if group.id in known)
    missing = [group for group in rubric.groups if group.id not in known]
    if rest_full and known:
        known.update({group.id: Fraction(group.points) for group in missing})
        missing = []
    target = target_of(heard, rubric)
    if not missing and told_something:
        earned = [known[group.id] for group in rubric.groups]
        return scores.with_deductions(rubric, sum(earned, Fraction(0)), deductions) if deductions else scores.total_of(rubric, earned)
    if len(missing) == 1 and len(parts) == len(rubric.groups) and target and heard.says(*CUES["needed"]):
        return scores.needed_in(missing[0], target, sum(known.values(), Fraction(0)))
    return None


def _parts(text: str, rubric: Rubric) -> list[tuple[Group, str]]:
    """Each group that is mentioned, with the text from its mention to the next one's."""
    places = []
    for group in rubric.groups:
        names = "|".join(map(re.escape, (group.id, *CUES[f"group_{group.id[-1]}"])))
        match = re.search(rf"(?:{names})(?!\.\d)", text)
        if match:
            places.append((match.start(), match.end(), group))
    places.sort(key=lambda place: place[0])
    ends = [*(start for start, _, _ in places), len(text)][1:]
    return [(group, text[after:end]) for (_, after, group), end in zip(places, ends, strict=True)]


def _one_figure_each(parts: Sequence[tuple[Group, str]], rubric: Rubric) -> bool:
    """体系 36 商品 30 顾客 22: that they are to be added goes without saying."""
    return len(parts) == len(rubric.groups) and all(_POINTS_ALONE.fullmatch(text) for _, text in parts)


def _in_order(heard: Heard, rubric: Rubric, counted: Figure | None) -> list[tuple[Group, str]]:
    """三大类分别得 36、31、23, or 38 加 30 加 22: three numbers without names, in the order of the groups."""
    told = [figure for figure in heard.figures if figure is not counted and like_a_score(heard, figure)]
    if len(told) != len(rubric.groups):
        return []
    in_bounds = all(figure.value <= group.points for group, figure in zip(rubric.groups, told, strict=True))
    if not heard.says(*CUES["all_groups"]) and not (in_bounds and _ADDED_UP.search(heard.text)):
        return []
    return [(group, heard.text[f.start : f.end]) for group, f in zip(rubric.groups, told, strict=True)]


def _earned(text: str, full: Fraction) -> Fraction | None:
    """What the words behind a group's name say of its points; None when they say nothing."""
    of = _OF.search(text)
    if of:
        return Fraction(of.group().split("/")[0].strip())
    share = _share(text)
    if share is not None:
        return full * share
    exact = [figure for figure in figures(text) if figure.value < full]
    if exact:
        lost = _LOST.search(text[: exact[0].start].rstrip())
        return full - exact[0].value if lost else exact[0].value
    return full if _NONE_LOST.search(text) else None


def _share(text: str) -> Fraction | None:
    """八成, 一半, 全丢, 一分没丢: which share of a group was earned."""
    percent = _PERCENT.search(text)
    if percent:
        return Fraction(percent[1]) / 100
    tenths = _TENTHS.search(text)
    if tenths:
        return Fraction("一二三四五六七八九".find(tenths[1].replace("两", "二")) + 1, 10)
    for pattern, share in ((_NOT_ONE_LOST, Fraction(1)), (_ALL_LOST, Fraction(0)), (_HALF, Fraction(1, 2))):
        if pattern.search(text):
            return share
    return None
