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


def worth(rubric: Rubric, one: Clause | Indicator) -> Computation:
    """Its points in the grade of this product (facts: no public source gives them)."""
    groups = "、".join(shown(group.points) for group in rubric.groups)
    sourced = "、".join(f"{clause.id} 的 {shown(clause.points)} 分" for clause in rubric.clauses() if clause.provenance != "working")
    return Computation(
        f"{_named(one)}几分，公开资料没有找到；有出处的只有三大类 {groups} 分和 {sourced}。"
        f"本产品预评暂按 {shown(_points(one))} 分算（工作分值，不是标准分值）。",
        (_NOT_PUBLIC, _WORKING),
        _number(one),
    )


def lost(one: Clause | Indicator) -> Computation:
    """What is lost where it is not met (facts R1, R2)."""
    return _lost_by_indicator(one) if isinstance(one, Indicator) else _lost_by_clause(one)


def still(one: Clause | Indicator, goal: Level | None, full_marks: Decimal) -> Computation:
    """Whether a level can be had without it: no clause by itself rules one out (facts R7), but its points are lost."""
    loss = lost(one)
    bound = (
        f"{goal.title}要 {shown(goal.lower)} 分，没有删减和特别扣分时，全部条款加起来最多丢 {shown(full_marks - goal.lower)} 分。"
        if goal
        else ""
    )
    excludable = any(clause.excludable for clause in _clauses(one))
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
            f"{_named(clause)}要抽多个同类样本来验证，可按不符合的比例扣。{working}：例如抽 {_DRAWN} 份有 {_FAILED} 份不符合，扣 {shown(share)} 分。"
            "转述用的是“可”字，评审人员也可能全部扣掉。一份样本都没有的不得分（工作口径）。",
            (_RATIO, _WORKING, _NOT_PUBLIC, _MAY, _NO_SAMPLE),
            _number(clause),
        )
    conditions = len(clause.conditions)
    several = f"本产品把它当整条计分：{conditions} 个条件有一个不成立就记 0 分。" if conditions > 1 else ""
    return Computation(
        f"{_named(clause)}不符合，据转述扣该条的全部分值。{working}。{several}",
        (_WHOLE, _WORKING, _NOT_PUBLIC, *((_CONDITIONS,) if several else ())),
        _number(clause),
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
        f"{_named(indicator)}扣几分，要看是哪一条不符合：据转述，定性的条款不符合就扣该条全部分值，需抽样验证的可按比例扣。"
        f"这个指标几分公开资料没有找到，本产品预评暂按 {shown(_points(indicator))} 分算（工作分值，不是标准分值）：{'；'.join(parts)}。{sourced}",
        (_WHOLE, _RATIO, _WORKING, _NOT_PUBLIC),
        _number(indicator),
    )


def _clauses(one: Clause | Indicator) -> tuple[Clause, ...]:
    return one.clauses if isinstance(one, Indicator) else (one,)


def _points(one: Clause | Indicator) -> Decimal:
    return sum((clause.points for clause in _clauses(one)), Decimal())


def _number(one: Clause | Indicator) -> str:
    """The clause number of the standard that it has or belongs to: 5.2.3 of the working item 5.2.3-b."""
    return one.id.partition("-")[0]


def _named(one: Clause | Indicator) -> str:
    """Ids with a letter are working items, no clause numbers of the standard."""
    return f"{one.title}（工作条目）" if "-" in one.id else f"{one.id} {one.title}"
