"""What a clause or an indicator is worth and loses: the rule has a source, the points of all clauses but one have none."""

from decimal import Decimal
from fractions import Fraction

from assistant.guidance.computation import Computation
from scoring.figures import shown
from scoring.points import sample_points
from scoring.rubric import Clause, Indicator, Level, Rubric

_WHOLE = "score-qualitative-full-loss"
_RATIO = "score-sample-ratio-rule"
_MAY = "score-sample-ratio-optional"
_CONDITIONS = "score-all-or-nothing-method"
_NOT_PUBLIC = "score-clause-points-not-public"
_WORKING = "score-working-points"
_LEVEL_RULE = "score-folk-thresholds"
_LINES = "level-lines"
_NO_SAMPLE = "score-zero-samples"
_EXCLUDED = "exclusion-product-rules"
_DRAWN, _FAILED = 10, 2  # of the example


def worth(rubric: Rubric, *asked: Clause | Indicator) -> Computation:
    """Their points in the grade of this product (facts: no public source gives them)."""
    groups = "、".join(shown(group.points) for group in rubric.groups)
    sourced = "、".join(f"{clause.id} 的 {shown(clause.points)} 分" for clause in rubric.clauses() if clause.provenance != "working")
    each = "、".join(shown(_points(one)) for one in asked)
    return Computation(
        f"{'、'.join(map(named, asked))}{'各' if len(asked) > 1 else ''}几分，公开资料没有找到；有出处的只有三大类 {groups} 分和 {sourced}。"
        f"本产品预评暂按 {each} 分算（工作分值，不是标准分值）。",
        (_NOT_PUBLIC, _WORKING),
        number_of(asked[0]),
    )


def lost(one: Clause | Indicator) -> Computation:
    """What is lost where it is not met (facts R1, R2)."""
    return _lost_by_indicator(one) if isinstance(one, Indicator) else _lost_by_clause(one)


def sampled(clause: Clause, drawn: int, failed: int) -> Computation:
    """What so many failed samples take off, as a share and in working points; ValueError when more failed than were drawn."""
    share, points = 100 - sample_points(Fraction(100), drawn, failed), Fraction(clause.points)
    left = sample_points(points, drawn, failed)
    premises = "其余条件要先成立，缺一个这一条就没有分。" if len(clause.conditions) > 1 else ""
    return Computation(
        f"按比例扣这一条分值的 {shown(share)}%：{failed} ÷ {drawn} = {shown(share)}%；{named(clause)}几分公开资料没有找到，"
        f"本产品预评暂按 {shown(points)} 分算（工作分值，不是标准分值），照此扣 {shown(points - left)} 分、得 {shown(left)} 分（都截到两位）。"
        f"{premises}转述用的是“可”按比例扣，评审人员也可能全部扣掉。",
        (_RATIO, _WORKING, _NOT_PUBLIC, _MAY),
        number_of(clause),
    )


def premise_missing(clause: Clause) -> Computation:
    """A sampled clause of which another condition fails, however good its samples are."""
    conditions = "；".join(condition.text for condition in clause.conditions)
    return Computation(
        f"可能是 0 分：{named(clause)}的条件（{conditions}）里，除了按样本算的那一个，其余缺一个这一条就没有分，"
        "合格率再高也不算（工作口径，不是标准原文）。"
        f"这一条几分公开资料没有找到，本产品预评暂按 {shown(clause.points)} 分算（工作分值，不是标准分值）。",
        (_CONDITIONS, _WORKING, _NOT_PUBLIC),
        number_of(clause),
    )


def still(one: Clause | Indicator, goal: Level | None, full_marks: Decimal) -> Computation:
    """Whether a level can be had without it: no clause by itself rules one out (facts R7), but its points are lost."""
    loss = lost(one)
    bound = (
        f"{goal.title}要 {shown(goal.lower)} 分，没有删减和特别扣分时，全部条款加起来最多丢 {shown(full_marks - goal.lower)} 分。"
        if goal
        else ""
    )
    excludable = any(clause.excludable for clause in clauses_of(one))
    out = "确实没有这类业务的，可以写说明申请删减、不计分，能不能删由认证机构判断（工作口径）。" if excludable else ""
    return Computation(
        f"公开的规则里没有单凭这一条就否决的说法：星级只看得分和特别扣分项个数（申请条件另算），但不符合要扣分。{bound}{out}{loss.text}",
        (_LEVEL_RULE, *((_LINES,) if goal else ()), *((_EXCLUDED,) if out else ()), *loss.passages),
        loss.clause,
    )


def _lost_by_clause(clause: Clause) -> Computation:
    points = Fraction(clause.points)
    working = f"这一条几分公开资料没有找到，本产品预评暂按 {shown(points)} 分算（工作分值，不是标准分值）"
    if clause.mode == "sample_ratio":
        share = points - sample_points(points, _DRAWN, _FAILED)
        return Computation(
            f"{named(clause)}要抽多个同类样本来验证，可按不符合的比例扣。{working}：例如抽 {_DRAWN} 份有 {_FAILED} 份不符合，扣 {shown(share)} 分。"
            "转述用的是“可”字，评审人员也可能全部扣掉。一份样本都没有的不得分（工作口径）。",
            (_RATIO, _WORKING, _NOT_PUBLIC, _MAY, _NO_SAMPLE),
            number_of(clause),
        )
    conditions = len(clause.conditions)
    several = f"本产品把它当整条计分：{conditions} 个条件有一个不成立就记 0 分。" if conditions > 1 else ""
    return Computation(
        f"{named(clause)}不符合，据转述扣该条的全部分值。{working}。{several}",
        (_WHOLE, _WORKING, _NOT_PUBLIC, *((_CONDITIONS,) if several else ())),
        number_of(clause),
    )


def _lost_by_indicator(indicator: Indicator) -> Computation:
    parts = [
        f"{'、'.join(f'{one.title} {shown(one.points)} 分' for one in clauses)}，{how}"
        for mode, how in (("all_or_nothing", "不符合就全扣"), ("sample_ratio", "可按不符合的比例扣"))
        if (clauses := [one for one in indicator.clauses if one.mode == mode])
    ]
    known = [one.id for one in indicator.clauses if one.provenance != "working"]
    sourced = f"其中只有 {'、'.join(known)} 的分值有公开来源。" if known else ""
    return Computation(
        f"{named(indicator)}扣几分，要看是哪一条不符合：据转述，定性的条款不符合就扣该条全部分值，需抽样验证的可按比例扣。"
        f"这个指标几分公开资料没有找到，本产品预评暂按 {shown(_points(indicator))} 分算（工作分值，不是标准分值）：{'；'.join(parts)}。{sourced}",
        (_WHOLE, _RATIO, _WORKING, _NOT_PUBLIC),
        number_of(indicator),
    )


def clauses_of(one: Clause | Indicator) -> tuple[Clause, ...]:
    return one.clauses if isinstance(one, Indicator) else (one,)


def _points(one: Clause | Indicator) -> Decimal:
    return sum((clause.points for clause in clauses_of(one)), Decimal())


def number_of(one: Clause | Indicator) -> str:
    """The clause number of the standard that it has or belongs to: 5.2.3 of the working item 5.2.3-b."""
    return one.id.partition("-")[0]


def named(one: Clause | Indicator) -> str:
    """Ids with a letter are working items, no clause numbers of the standard."""
    return f"{one.title}（工作条目）" if "-" in one.id else f"{one.id} {one.title}"
