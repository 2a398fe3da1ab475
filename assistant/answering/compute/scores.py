"""What does a score earn, what is missing, what is left after exclusion and special deductions?"""

import re
from fractions import Fraction

from assistant.answering.compute.cues import cues_of
from assistant.answering.compute.levels import target_of
from assistant.answering.compute.roles import before, behind, introduced, like_a_score, named, whole
from assistant.answering.hearing import Heard
from assistant.answering.numbers import Figure, parse
from assistant.guidance import scores
from assistant.guidance.computation import Computation
from scoring.points import standing
from scoring.rubric import Level, Rubric

CUES = cues_of("scores")
_OLD = cues_of("predecessor")["old"]
_GROUPS = cues_of("groups")

_APPLICABLE = CUES["applicable"]
_EXCLUDED = CUES["excluded"]
_EXCLUDED_BEHIND = re.compile(rf"分?的?(?:条款?|项)?[都也全]?(?:{'|'.join(_EXCLUDED)})")  # 5 分不适用, 3 分也删掉
_EARNED = CUES["earned"]
_DEDUCTION = CUES["deduction"]
# Said of deductions outside the score, without the term.
_OUTSIDE = CUES["outside"]
_LISTED = re.compile(r"([一二两三四五六七八九]|\d)[个项处](?=[、,。;和]|$)")
_COUNT_BEHIND = re.compile(r"\s*(?:个|项|处|条|次|张)?\s*(?:特别(?!加|优)|特扣|special)")
_PIECES_BEHIND = re.compile(r"\s*[个项处条]\s*(?:特别(?!加|优)|特扣)")
_MOST_DEDUCTIONS = 20  # a larger number without 个 is a score
_MISSING = re.compile("(?:再|还差|差|缺)[^\\d,。;]{0,5}$")
_COUNT_BEFORE = re.compile(r"(特别扣分项?|特别扣|特扣)[^\d,。;]{0,6}$")
_HOW_MANY_THEN = re.compile(r"特别扣分项?[^,。;\d]{0,4}几[个项条][^,。;\d]*,(?:那|要是|如果|有|\s)*(\d{1,2})\s*[个项条]")  # 几个就不合格,那 3 个呢
_BONUS_BEFORE = re.compile(r"加分项?[^\d,。;]{0,4}$")
_GAP = CUES["gap"]
_LEVEL_WORDS = CUES["level_words"]
_OWN_SCORE = CUES["own_score"]
_FULL_MARKS = CUES["full_marks"]
_RATED = re.compile("(?:是|算|能评?|评|够|属于?)?(?:几颗?星|什么星|什么级|啥级|哪一?级|什么等级)")
_REMAINING = re.compile(r"(?:剩下?|留下)的?[^\d,。;]{0,6}(?:加起来|加一起|一共|总共|合计|满分)[^\d,。;]{0,4}$")
_LOST = CUES["lost"]
_LEFT = CUES["left"]
_BONUS = CUES["bonus"]
_MOST = CUES["most"]
_NEEDED = CUES["needed"]
_MARGIN = re.compile(
    "(?:能|可以|可|最多|顶多|允许)[^,。;\\d]{0,5}(?:丢|掉|扣|失|少拿)(?!到)[^,。;\\d]{0,3}(?:几|多少)"
    "|余量|余地|富余|富裕"
    "|(?:还剩|还有|剩)(?:多少|几)分?[^,。;]{0,2}(?:可以?|能)(?:丢|扣|掉|失)"
)
_FALLS_TO = re.compile("(?:掉|跌|降|落)(?:到|成|至|为)")
_SCORED = re.compile(
    r"(得了?|考了?|打了?|自评了?|评了?|总分|得分|评分|打分|分数|平均|净得|算出来|成绩|现在是|今年|最后|给了|才|只有"
    r"|scored?|got|have|total is)[^\d,。;]{0,4}$"
)


def read_normalised(heard: Heard, rubric: Rubric) -> Computation | None:
    """Earned and applicable points (or what was excluded), or a score with a number of special deductions."""
    deductions, used = deductions_of(heard)
    rest = [figure for figure in heard.figures if figure is not used and like_a_score(heard, figure)]
    if all(heard.says(*_GROUPS[f"group_{group.id[-1]}"], group.id) for group in rubric.groups):
        rest = []  # points of groups are not to be taken for the whole's
    full = next((f for f in rest if introduced(heard, f, _FULL_MARKS) or _REMAINING.search(before(heard, f, 20))), None)
    told_out = [f for f in rest if _EXCLUDED_BEHIND.match(behind(heard, f, 16))]
    excluded = None if full else (told_out[0] if told_out else named(heard, rest, _EXCLUDED))
    applicable = full or (None if heard.says("不涉及") else named(heard, rest, _APPLICABLE))
    if applicable is not None and (excluded is None or excluded is applicable):
        total = applicable.value
    elif excluded is not None:
        gone = sorted({*_all_excluded(heard, rest, excluded), *told_out}, key=lambda figure: figure.start)
        rest = [figure for figure in rest if figure not in gone]
        total = Fraction(rubric.full_marks) - _times(heard, excluded) * sum((figure.value for figure in gone), Fraction(0))
    else:
        total = Fraction(0)
    earned = [f for f in rest if f not in (excluded, applicable) and f.value <= total]
    target = target_of(heard, rubric)
    if total and target and heard.says(*_NEEDED) and not any(introduced(heard, f, _EARNED[:6]) for f in earned):
        return scores.needed_for(rubric, target, total, deductions or 0)
    lost = [f.value for f in earned if _is_lost(heard, f)]
    if total and lost:
        return scores.normalised_score(rubric, total - sum(lost, Fraction(0)), total, deductions or 0)
    if earned:
        told = [f for f in earned if introduced(heard, f, _EARNED)] or earned
        return scores.normalised_score(rubric, told[0].value, total, deductions or 0)
    if total:
        over = next((f.value for f in rest if f not in (excluded, applicable) and introduced(heard, f, _EARNED)), None)
        return scores.impossible(rubric, over, total) if over else None
    plausible = [f.value for f in rest if 40 <= f.value <= 100]
    bonus = heard.says(*_BONUS)
    if plausible and (deductions is not None or (bonus and (target or heard.says(*_LEVEL_WORDS, *_LEFT)))):
        return scores.with_deductions(rubric, plausible[0], deductions or 0, bonus)
    return None


def read_present(heard: Heard, rubric: Rubric) -> Computation | None:
    """The score of somebody who says how much is missing to a level: 再拿 4 分就五星，现在几分."""
    target = target_of(heard, rubric)
    if target is None or not heard.matches("(?:现在|目前|眼下)[^,。;]{0,6}(?:几|多少|哪)"):
        return None
    gap = next((f.value for f in heard.figures if f.value <= 30 and _MISSING.search(before(heard, f, 10))), None)
    return scores.level_of(rubric, Fraction(target.lower) - gap) if gap else None


def read_few_more(heard: Heard, rubric: Rubric) -> Computation | None:
    """Whether that many special deductions fail the evaluation, or how many more do; what a score must be to bear them."""
    deductions, used = deductions_of(heard)
    if deductions is None:
        return None
    alone = all(figure is used for figure in heard.figures) and not target_of(heard, rubric)
    if alone and heard.matches("不合格|出局|否决|能过|过吗|判死|挂|评不了|影响大|要紧") and not heard.matches("[再还][^,。;]{0,4}(?:几|多少)"):
        return scores.deductions_alone(rubric, deductions)
    if heard.matches("(?:再|还)[^,。;]{0,4}(?:几|多少)[个项]?[^,。;]{0,6}(?:不合格|出局|判|完)"):
        return scores.more_to_fail(rubric, deductions)
    target = target_of(heard, rubric)
    others = [f for f in heard.figures if f is not used and like_a_score(heard, f)]
    if target and not others and heard.says(*_NEEDED):
        return scores.needed_for(rubric, target, Fraction(rubric.full_marks), deductions)
    return None


def read_spare(heard: Heard, rubric: Rubric) -> Computation | None:
    """How many special deductions a score can bear and keep a level."""
    target = target_of(heard, rubric)
    if target is None or not (heard.says(*_DEDUCTION) and heard.says(*_MOST)) or not heard.matches("几[个项条次]|多少[个项]|how many"):
        return None
    told = [f.value for f in heard.figures if like_a_score(heard, f) and target.lower <= f.value <= rubric.full_marks]
    return scores.spare_deductions(rubric, told[0], target) if told else None


def read_margin(heard: Heard, rubric: Rubric) -> Computation | None:
    """How many points more may be lost, of a score or where some points are excluded: 97 分还能丢几分, 删了 10 分五星最多丢几分."""
    if not _MARGIN.search(heard.text) or heard.says(*_OLD, "抽", "条款", "管理师"):
        return None
    deductions, used = deductions_of(heard)
    told = [figure for figure in heard.figures if figure is not used and like_a_score(heard, figure) and figure.value <= rubric.full_marks]
    target, full = target_of(heard, rubric), Fraction(rubric.full_marks)
    if len(told) != 1:
        return None
    (figure,) = told
    if introduced(heard, figure, _EXCLUDED) or _EXCLUDED_BEHIND.match(behind(heard, figure, 16)):
        return scores.margin_of(rubric, full - figure.value, target) if target else None
    if introduced(heard, figure, _APPLICABLE):
        return scores.margin_of(rubric, figure.value, target) if target else None
    lost = figure.value < 40 and _is_lost(heard, figure)  # 已经丢了 12 分，还剩多少可丢
    return _margin_left(heard, rubric, full - figure.value if lost else figure.value, target, deductions or 0)


def _margin_left(heard: Heard, rubric: Rubric, score: Fraction, target: Level | None, deductions: int) -> Computation | None:
    reached = standing(rubric, score).level
    on_the_line = score in {Fraction(level.lower) for level in rubric.levels}
    own = heard.says(*_OWN_SCORE) or heard.matches("目前|现在|眼下|折算")
    if reached is None or (on_the_line and not own):  # 五星 95 分最多丢几分 asks for the line's own
        return None
    falls = target is not None and target.lower < reached.lower and _FALLS_TO.search(heard.text)  # 离掉到四星还有多少
    return scores.margin(rubric, score, reached if target is None or falls else target, deductions)


def read_lost(heard: Heard, rubric: Rubric) -> Computation | None:
    """What is left of full marks when only a loss is told: 丢了十三分半."""
    if heard.says(*_OUTSIDE, *_BONUS, "抽", "条") or not heard.says(*_LEFT, *_LEVEL_WORDS):
        return None
    scorelike = [f for f in heard.figures if like_a_score(heard, f) and f.value < rubric.full_marks]
    lost = [f.value for f in scorelike if _is_lost(heard, f)]
    if not lost or len(lost) != len(scorelike):
        return None
    return scores.level_of(rubric, Fraction(rubric.full_marks) - sum(lost, Fraction(0)))


def _is_lost(heard: Heard, figure: Figure) -> bool:
    return before(heard, figure, 9).rstrip("了掉去个的百分制里 ").endswith(_LOST)


def read_level(heard: Heard, rubric: Rubric) -> Computation | None:
    """The level of a score, and what is missing to the level asked for."""
    if heard.says("满意度", "人日", *_OUTSIDE, *_OLD):
        return None
    lines = {Fraction(level.lower) for level in rubric.levels}
    target, own = target_of(heard, rubric), heard.says(*_OWN_SCORE)
    gap = heard.says(*_GAP) or heard.matches("再[^,。]{1,4}(?:几|多少)分")
    for figure in heard.figures:
        if not like_a_score(heard, figure) or not figure.value:
            continue
        told = behind(heard, figure).startswith("分") or _SCORED.search(before(heard, figure, 12)) or _RATED.match(behind(heard, figure, 9))
        if figure.value > rubric.full_marks:
            if told and own and figure.value < 1000 and heard.says(*_LEVEL_WORDS):
                return scores.impossible(rubric, figure.value)
            continue
        exact = "." in heard.text[figure.start : figure.end]  # nobody asks for the line as 95.00
        asks_for_the_line_itself = not exact and figure.value in (*lines, rubric.full_marks) and not gap and not own
        too_low_to_be_a_total = figure.value < 40 and not heard.says("总分", "得分", "score")
        if (not told and not (gap and target)) or asks_for_the_line_itself or too_low_to_be_a_total:
            continue
        if target or heard.says(*_LEVEL_WORDS):
            return scores.level_of(rubric, figure.value, target if gap else None)
    return None


def _times(heard: Heard, excluded: Figure) -> Fraction:
    """两条各 3 分: how often the excluded points count."""
    match = re.search(r"(\d+|[两二三四五六])[条项个](?:条款)?各$", before(heard, excluded, 8))
    return (parse(match[1]) or Fraction(1)) if match else Fraction(1)


def _all_excluded(heard: Heard, rest: list[Figure], first: Figure) -> list[Figure]:
    """The figures of one list of exclusions: 删掉 5 分和 2 分, 配送 5 分维修 9 分都不涉及."""
    gone = [first]
    for figure in rest:
        if figure is not first and figure.start > first.end:
            between = heard.text[gone[-1].end : figure.start]
            listed = re.fullmatch(r"分?的?(?:条款?)?(?:和|、|跟|与|还有?|,)?[^\d,。;]{0,8}", between)
            if listed and introduced(heard, figure, (*_EXCLUDED, "和", "跟", "、")) and not any(word in between for word in _EARNED):
                gone.append(figure)
    for figure in reversed(rest):
        if figure.end < gone[0].start and _EXCLUDED_BEHIND.match(behind(heard, first, 16)):
            between = heard.text[figure.end : gone[0].start]
            if re.fullmatch(r"分(?:和|、|跟|与)?[^\d,。;]{0,6}", between) and not any(word in between for word in _EARNED):
                gone.insert(0, figure)
    return gone


def deductions_of(heard: Heard) -> tuple[int | None, Figure | None]:
    """How many special deductions, and the figure that says so. The counts of a list add up."""
    if heard.says(*_OUTSIDE):
        listed = [parse(match[1]) for match in _LISTED.finditer(heard.text)]
        if len(listed) > 1 and not heard.says(*_BONUS):
            return int(sum(value for value in listed if value)), None
    if not heard.says(*_DEDUCTION):
        return None, None
    asked = _HOW_MANY_THEN.search(heard.text)
    if asked:
        return int(asked[1]), next((figure for figure in heard.figures if figure.start == asked.start(1)), None)
    if heard.matches(r"(?:特别扣分|特别扣|特扣)项?[^\d,。;]{0,3}一[个项](?!特别加|加分)"):
        return 1, None
    for figure in heard.figures:
        behind_it, before_it = behind(heard, figure, 10), before(heard, figure, 12)
        taken_off = before_it.endswith("扣") and behind_it.startswith("个特别")  # 扣两个特别加一个
        counted = taken_off or _COUNT_BEHIND.match(behind_it) or (_COUNT_BEFORE.search(before_it) and not _BONUS_BEFORE.search(before_it))
        told_in_pieces = taken_off or _PIECES_BEHIND.match(behind_it)
        if counted and whole(figure) and (told_in_pieces or figure.value <= _MOST_DEDUCTIONS) and not behind_it.startswith("星"):
            return int(figure.value), figure
    return None, None
