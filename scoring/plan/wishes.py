"""Whether a wish fits the result: levels, clauses and dates that are there, and no clause wished two ways."""

from collections.abc import Iterable

from scoring.calendar import months_before
from scoring.judge import Grade
from scoring.plan.errors import PlanError
from scoring.plan.model import Wish
from scoring.rubric import Level, Rubric

_LAST_YEAR = 2200
_AHEAD = 3  # years from the first day to the audit (working limit): the facts of today say nothing of a day further off
_LONGEST = 3650  # days of one action: the calendar must hold what is planned


def check(grade: Grade, wish: Wish) -> Level:
    """The level wished for. Raises PlanError."""
    rubric = grade.rubric
    if grade.scores is None:
        raise PlanError(f"评分表 {rubric.id} 不计分、没有等级，不能做达星计划；请用计分的评分表（如 gbt27922-2011）的结果")
    target = _level(rubric, wish.target)
    _clauses(grade, wish)
    _dates(grade, wish)
    return target


def _dates(grade: Grade, wish: Wish) -> None:
    start = wish.start or grade.as_of
    if start < grade.as_of:
        raise PlanError(f"开始日 {start} 早于结果的评定日 {grade.as_of}；请写评定日或之后的日期，或按新的评定日重新评分")
    if wish.audit is not None and wish.audit < start:
        raise PlanError(f"审核日 {wish.audit} 早于开始日 {start}；请写开始日或之后的日期")
    if start.year > _LAST_YEAR:
        raise PlanError(f"开始日 {start} 太远，最晚写到 {_LAST_YEAR} 年")
    last = months_before(start, -12 * _AHEAD)
    if wish.audit is not None and wish.audit > last:
        raise PlanError(f"审核日 {wish.audit} 太远，最多到开始日之后 {_AHEAD} 年（{last}，工作口径的限制），请写早一些的日期")
    rubric = grade.rubric
    remedies = [one.remedy for clause in rubric.clauses() for one in clause.conditions]
    for one in (*remedies, *(rule.remedy for rule in rubric.special_deductions.rules)):
        if one.lead_days > _LONGEST or one.days > _LONGEST:
            raise PlanError(f"评分表 {rubric.id} 里“{one.do}”的前置天数或人日超过 {_LONGEST}，排不出日期，请改评分表")


def _level(rubric: Rubric, name: str | None) -> Level:
    if name is None:
        return rubric.levels[-1]
    for level in rubric.levels:
        if name in (level.id, level.title, level.title.removesuffix("级")):
            return level
    known = "、".join(f"{level.id}（{level.title}）" for level in rubric.levels)
    raise PlanError(f"评分表 {rubric.id} 没有等级“{name}”，可用：{known}")


def _clauses(grade: Grade, wish: Wish) -> None:
    results = {one.clause.id: one for one in grade.clauses}
    said = {"做不了": wish.cannot, "在做": wish.doing, "假设符合": wish.on, "假设不符合": wish.off}
    for what, names in said.items():
        for name in names:
            if name not in results:
                raise PlanError(f"{what}的条款 {name} 不在评分表 {grade.rubric.id} 里，请核对条款号")
            if results[name].excluded_because is not None:
                raise PlanError(f"{what}的条款 {name} 已删减，不参加计分；要计入请先从企业档案的删减里去掉，再评一次")
    _apart(wish.cannot, wish.doing, "做不了", "在做")
    _apart(wish.on, wish.off, "假设符合", "假设不符合")


def _apart(some: Iterable[str], others: Iterable[str], one_way: str, other_way: str) -> None:
    both = sorted(set(some) & set(others))
    if both:
        raise PlanError(f"条款 {'、'.join(both)} 同时写在“{one_way}”和“{other_way}”里，请只留一处")
