"""Scores: level, normalised score, missing points, sampled clauses. The arithmetic is scoring.points'."""

from collections.abc import Sequence
from fractions import Fraction

from assistant.guidance.computation import Computation
from scoring.figures import rest, shown, shown_gap
from scoring.points import missing_to, normalised, sample_points, standing
from scoring.rubric import Group, Level, Rubric

_LINES = "level-lines"
_FAIL = "special-deduct-five-fail"
_ONE_EACH = "special-deduct-one-point"
_FORMULA = "exclusion-formula"
_ORDER = "special-deduct-order"
_BONUS = "special-bonus"
_RATIO = "score-sample-ratio-rule"
_RATIO_EXAMPLE = "score-sample-ratio-example"


def level_of(rubric: Rubric, score: Fraction, target: Level | None = None) -> Computation:
    """What a final score earns and what is missing to the target (or the next level)."""
    reached = standing(rubric, score).level
    got = shown(score)
    if reached is None:
        lowest = rubric.levels[0]
        text = f"{got} 分不合格：达标级最低 {shown(lowest.lower)} 分（含），还差 {shown_gap(missing_to(lowest, score))} 分，不发达标或星级证书。"
    else:
        text = f"{got} 分是{reached.title}：已达到 {shown(reached.lower)} 分（含）这条线。"
    goal = target or _next(rubric, score)
    if goal is not None and (reached is not None or goal is not rubric.levels[0]):
        gap = missing_to(goal, score)
        if gap:
            text += f"距{goal.title}（{shown(goal.lower)} 分）还差 {shown_gap(gap)} 分。"
        elif goal is not reached:
            text += f"已经超过{goal.title}的 {shown(goal.lower)} 分线。"
    text += f"前提是特别扣分项少于 {rubric.special_deductions.fails_at} 个；分数不进位，差一点也不算达到。"
    return Computation(text, (_LINES, _FAIL))


def impossible(rubric: Rubric, score: Fraction, applicable: Fraction | None = None) -> Computation:
    """Numbers that cannot be: said plainly instead of answered with another example."""
    if applicable is not None:
        return Computation(f"这组数对不上：实得 {shown(score)} 分不能大于涉及项总分 {shown(applicable)} 分，请核对后再问。", (_FORMULA,))
    return Computation(f"{shown(score)} 分不可能：满分是 {shown(rubric.full_marks)} 分，请核对总分后再问。", (_LINES,))


def total_of(rubric: Rubric, earned: Sequence[Fraction]) -> Computation:
    """The points of the groups added up, and the level."""
    total = sum(earned, Fraction(0))
    added = " + ".join(shown(points) for points in earned)
    level = level_of(rubric, total)
    return Computation(f"合计 {added} = {shown(total)} 分。{level.text}", level.passages)


def needed_for(rubric: Rubric, target: Level, applicable: Fraction, deductions: int) -> Computation:
    """What must be earned of the applicable points to reach a level after normalising and special deductions."""
    line = Fraction(target.lower) + deductions * Fraction(rubric.special_deductions.points_each)
    needed = line * applicable / Fraction(rubric.full_marks)
    if needed > applicable:
        return Computation(f"达不到{target.title}：涉及项总分只有 {shown(applicable)} 分，全得也不够。", (_FORMULA, _LINES))
    return Computation(
        f"至少要实得 {shown_gap(needed)} 分才到{target.title}：{shown(target.lower)} 分线"
        f"{f' + 特别扣分 {deductions} 分 = {shown(line)}' if deductions else ''}，涉及项总分 {shown(applicable)} 分，"
        f"{shown(line)} × {shown(applicable)} ÷ 100 = {shown_gap(needed)} 分。"
        f"前提是特别扣分项少于 {rubric.special_deductions.fails_at} 个。",
        (_FORMULA, _LINES, _FAIL),
    )


def deductions_alone(rubric: Rubric, deductions: int) -> Computation:
    """What that many special deductions mean, whatever the score."""
    limit, lost = rubric.special_deductions.fails_at, deductions * Fraction(rubric.special_deductions.points_each)
    if deductions >= limit:
        text = f"不合格：特别扣分项 {deductions} 个，达到 {limit} 个（含）就直接判定评价不合格，分数再高也不算。"
    else:
        text = (
            f"不会因此不合格：特别扣分项 {deductions} 个，未到 {limit} 个，在评分值之外扣 {shown(lost)} 分，并且都要整改；"
            f"再有 {limit - deductions} 个就不合格。"
        )
    return Computation(text, (_FAIL, _ONE_EACH))


def more_to_fail(rubric: Rubric, deductions: int) -> Computation:
    """How many more special deductions fail the evaluation."""
    limit = rubric.special_deductions.fails_at
    left = max(0, limit - deductions)
    text = f"再来 {left} 个就不合格" if left else "已经不合格"
    return Computation(f"{text}：特别扣分项达到 {limit} 个（含）就判定评价不合格，现在有 {deductions} 个。", (_FAIL, _ONE_EACH))


def spare_deductions(rubric: Rubric, score: Fraction, target: Level) -> Computation:
    """How many special deductions a score bears before it loses the level."""
    each = Fraction(rubric.special_deductions.points_each)
    by_points = int((score - Fraction(target.lower)) / each)
    spare = min(by_points, rubric.special_deductions.fails_at - 1)
    return Computation(
        f"最多还能有 {spare} 个特别扣分项：{shown(score)} 分离{target.title}的 {shown(target.lower)} 分线"
        f"有 {shown(score - Fraction(target.lower))} 分，"
        f"每个扣 {shown(each)} 分；而且满 {rubric.special_deductions.fails_at} 个就直接不合格。",
        (_ONE_EACH, _FAIL, _LINES),
    )


def margin(rubric: Rubric, score: Fraction, target: Level, deductions: int = 0) -> Computation:
    """How many points a score can lose and keep a level; `deductions` are already there and not yet taken off."""
    if deductions >= rubric.special_deductions.fails_at:
        return deductions_alone(rubric, deductions)
    each = Fraction(rubric.special_deductions.points_each)
    final, line = score - deductions * each, Fraction(target.lower)
    left = f"{shown(score)} − {deductions} × {shown(each)} − {shown(line)}" if deductions else f"{shown(score)} − {shown(line)}"
    if final < line:
        return level_of(rubric, final, target)
    spare = final - line
    lower = [level for level in rubric.levels if level.lower < target.lower]
    return Computation(
        f"{f'还能丢 {shown(spare)} 分' if spare else '一分也不能再丢'}：{left} = {shown(spare)}，丢到正好 {shown(line)} 分仍是{target.title}，"
        f"再多就{f'掉到{lower[-1].title}' if lower else '不合格'}。"
        f"特别扣分项每个 {shown(each)} 分也算在内，而且要少于 {rubric.special_deductions.fails_at} 个。",
        (_LINES, _ONE_EACH, _FAIL),
    )


def margin_of(rubric: Rubric, applicable: Fraction, target: Level) -> Computation:
    """How many of the applicable points can be lost where some are excluded. Raises ValueError where none is left."""
    if applicable <= 0:
        raise ValueError("没有涉及的分值")
    line = Fraction(target.lower)
    needed = line * applicable / Fraction(rubric.full_marks)
    return Computation(
        f"最多丢 {shown(applicable - needed)} 分：涉及项总分值 {shown(applicable)} 分，{target.title}要实得 {shown(line)} × {shown(applicable)}"
        f" ÷ {shown(rubric.full_marks)} = {shown_gap(needed)} 分。"
        f"没有特别扣分项时才这样算，有的每个从折算后的分里再减 {shown(rubric.special_deductions.points_each)} 分。",
        (_FORMULA, _LINES, _ONE_EACH),
    )


def needed_in(group: Group, target: Level, others: Fraction) -> Computation:
    """What one group must bring to reach a level when the others are known."""
    needed = max(Fraction(0), Fraction(target.lower) - others)
    if needed > Fraction(group.points):
        text = f"{group.title}满分只有 {shown(group.points)} 分，另外两类共 {shown(others)} 分，到不了{target.title}（{shown(target.lower)} 分）。"
    else:
        text = (
            f"{group.title}至少要得 {shown_gap(needed)} 分："
            f"{shown(target.lower)} − {shown(others)} = {shown_gap(needed)}，满分 {shown(group.points)} 分。"
        )
    return Computation(text, (_LINES, _FAIL))


def with_deductions(rubric: Rubric, score: Fraction, deductions: int, bonus: bool = False) -> Computation:
    """A score before special deductions (and a special bonus), and what they make of it."""
    each = shown(rubric.special_deductions.points_each)
    if deductions >= rubric.special_deductions.fails_at:
        return Computation(
            f"不合格，评不了任何星级：特别扣分项有 {deductions} 个，达到 {rubric.special_deductions.fails_at} 个（含）"
            f"就直接判定评价不合格，{shown(score)} 分再高也不算。先把这些问题整改掉。",
            (_FAIL, _LINES),
        )
    final = normalised(rubric, score, rubric.full_marks, deductions)
    added = ""
    if bonus:
        extra = rubric.special_bonus.at_most * Fraction(rubric.special_bonus.points_each)
        final = min(final + extra, Fraction(rubric.full_marks))
        added = f" + {shown(extra)}"
    after, before = standing(rubric, final, deductions), standing(rubric, score)
    lost = f" − {deductions} × {each}" if deductions or not bonus else ""
    text = (
        f"{'扣' if lost else '加'}完是 {shown(final)} 分，{after.level.title if after.level else '不合格'}："
        f"{shown(score)}{lost}{added} = {shown(final)}。"
    )
    if lost:
        text += (
            f"每个特别扣分项在评分值之外扣 {each} 分并须整改，{deductions} 个未到 {rubric.special_deductions.fails_at} 个，不会一票否决。"
        )
    if bonus:
        text += f"特别加分全次最多 {rubric.special_bonus.at_most} 个、加 {shown(extra)} 分，须由评审人员确认。"
    if not bonus and before.level != after.level:
        text += f"（不扣时是{before.level.title if before.level else '不合格'}；若 {shown(score)} 分已经扣过，则不再重复扣。）"
    return Computation(text, (_ONE_EACH, _FAIL, _LINES, *((_BONUS,) if bonus else ())))


def normalised_score(rubric: Rubric, earned: Fraction, applicable: Fraction, deductions: int) -> Computation:
    """earned ÷ applicable × 100, then the special deductions."""
    share = normalised(rubric, earned, applicable)
    final = normalised(rubric, earned, applicable, deductions)
    result = standing(rubric, final, deductions)
    text = f"折算 {shown(earned)} ÷ {shown(applicable)} × 100 = {shown(share)} 分"
    cited = [_FORMULA, _LINES]
    if deductions:
        text += f"，再减特别扣分 {deductions} 分，得 {shown(final)} 分"
        cited[1:1] = [_ONE_EACH, _ORDER]
    if result.failed_by_deductions:
        text += f"；但特别扣分项达到 {rubric.special_deductions.fails_at} 个，评价不合格。"
        cited.append(_FAIL)
    elif result.level:
        text += f"，为{result.level.title}。"
        goal = _next(rubric, final)
        if goal:
            text += f"距{goal.title}还差 {shown_gap(missing_to(goal, final))} 分。"
    else:
        text += f"，低于 {shown(rubric.levels[0].lower)} 分，不合格。"
    if deductions:
        text += "（先折算后扣分是据公开资料推断的口径，以认证机构为准；小数截到两位，不进位。）"
    return Computation(text, tuple(cited))


def sampled_clause(points: Fraction, drawn: int, failed: int) -> Computation:
    """Points left and lost on a sampled clause."""
    left = sample_points(points, drawn, failed)
    lost = points - left
    cut = "（两个数都截到两位、不进位，所以相加会少 0.01）" if rest(points, left) != Fraction(shown(lost)) else ""
    return Computation(
        f"按比例扣 {shown(lost)} 分，得 {shown(left)} 分：{shown(points)} × {failed} ÷ {drawn} = {shown(lost)}，"
        f"{shown(points)} × {drawn - failed} ÷ {drawn} = {shown(left)} 分{cut}。"
        "需抽多个同类样本的指标才可按不符合比例扣；定性条款不符合则扣该条全部分值。",
        (_RATIO, _RATIO_EXAMPLE),
    )


def sampled_share(drawn: int, failed: int) -> Computation:
    """Which share of its points a sampled clause loses; ValueError when more failed than were drawn."""
    lost = 100 - sample_points(Fraction(100), drawn, failed)
    return Computation(
        f"按比例扣这一条分值的 {shown(lost)}%：{failed} ÷ {drawn} = {shown(lost)}%（截到两位）；这一条值几分就乘几分。"
        "需抽多个同类样本的指标才可按不符合比例扣；定性条款不符合则扣该条全部分值。",
        (_RATIO, _RATIO_EXAMPLE),
    )


def _next(rubric: Rubric, score: Fraction) -> Level | None:
    return next((level for level in rubric.levels if score < Fraction(level.lower)), None)
