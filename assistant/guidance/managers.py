"""How many 售后服务管理师 an enterprise needs."""

from fractions import Fraction
from math import ceil

from assistant.guidance.computation import Computation
from assistant.guidance.figures import load_figures
from scoring.figures import shown
from scoring.points import managers_needed
from scoring.rubric import Rubric

_CLAUSE = "5.1.2.2"
_SHORTAGE = "mgr-shortage"
_PASSAGES = ("mgr-requirement", "mgr-base", "mgr-rounding")


def for_service_managers(rubric: Rubric, people: int, held: int | None = None, *, points: bool = False) -> Computation:
    """From the number of 服务管理人员 (headquarters and outlets together). `points`: what those held earn is asked for, too."""
    needed = managers_needed(rubric, people)
    share = Fraction(people) * Fraction(rubric.manager_share_percent) / 100
    text = (
        f"需要 {needed} 名售后服务管理师：服务管理人员 {people} 人 × {shown(rubric.manager_share_percent)}% = {shown(share)}"
        f"{f'，不足整数的向上取整为 {needed} 名' if share != needed else ''}（至少 1 名）。"
    )
    if held is not None:
        text += f"现有 {held} 名，{'够了' if held >= needed else f'还差 {needed - held} 名'}。"
    text += "基数是总部和网点的服务管理人员，不是全体员工；公开资料没有找到取整办法，向上取整是据公开资料推断的稳妥做法。"
    if held is None or not points:
        return Computation(text, _PASSAGES)
    clause = next(one for one in rubric.clauses() if one.id == _CLAUSE)
    earned = (
        f"人数够了，{_CLAUSE} 不因人数扣分。"
        if held >= needed
        else f"可能拿 0 分：人数没有配够，{_CLAUSE} 的 {shown(clause.points)} 分据公开资料推断会全部扣掉，是否按比例扣由评审员和认证机构掌握。"
    )
    return Computation(earned + text, (_SHORTAGE, *_PASSAGES))


def carried_by(rubric: Rubric, certified: int) -> Computation:
    """How many 服务管理人员 that many 售后服务管理师 suffice for."""
    most = int(Fraction(certified) * 100 / Fraction(rubric.manager_share_percent))
    return Computation(
        f"{certified} 名售后服务管理师最多对应 {most} 名服务管理人员：{certified} ÷ {shown(rubric.manager_share_percent)}% = {most}。"
        "再多 1 人就要多配 1 名（向上取整是据公开资料推断的做法）。",
        _PASSAGES,
    )


def for_all_staff(rubric: Rubric, people: int) -> Computation:
    """From the number of all staff, by one source's rule of thumb."""
    figures = load_figures().manager_rules_of_thumb
    managers = ceil(Fraction(people * figures.managers_percent, 100))
    by_share = managers_needed(rubric, managers)
    by_total = max(1, ceil(Fraction(people * figures.certified_percent, 100)))
    return Computation(
        f"先看服务管理人员有几人，再按 {shown(rubric.manager_share_percent)}% 配、至少 1 名；基数不是全体员工。"
        f"有资料粗估约为总人数的 {figures.certified_percent}%：{people} 人约配 {by_total} 名；"
        f"该资料又说管理人员约占总人数 {figures.managers_percent}%（约 {managers} 人），"
        f"照此按 {shown(rubric.manager_share_percent)}% 算是 {by_share} 名。"
        "两种估法不一致，请数出实际的服务管理人员再算。",
        (figures.passage, *_PASSAGES),
    )
