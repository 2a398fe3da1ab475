"""What a plan says in words: why the target is out of reach, why a gap is left alone, and what to mind."""

from collections.abc import Iterable, Iterator
from fractions import Fraction

from scoring.figures import shown, shown_gap
from scoring.plan.choosing import Choice, reaches
from scoring.plan.model import Gap, Wish
from scoring.points import missing_to
from scoring.result_scores import cut

_ESTIMATES = "人日、前置天数都是工作口径的估计，没有公开来源的条款分值也是工作口径；实际以企业自己的安排和认证机构的评审为准"
_DATES = "日期按日历日算，各项行动互不等待；评分表没有写明谁必须等谁，所以不排先后"


def why_not(choice: Choice) -> str:
    """What stands against the target; empty where it is reached."""
    return "；".join(_obstacles(choice)) if not choice.reachable else ""


def _obstacles(choice: Choice) -> Iterator[str]:
    target, best, rubric = choice.target, choice.best, choice.ground.grade.rubric
    if not reaches(best, target):
        missing = missing_to(target, best.score)
        if missing:
            yield f"能补的全部补齐也只有 {cut(best.score)} 分，距{target.title}（{shown(target.lower)} 分）差 {shown_gap(missing)} 分"
        elif best.failed_by_deductions:
            yield f"到审核日仍有 {len(choice.late_special)} 项特别扣分没有整改完，满 {rubric.special_deductions.fails_at} 项不合格"
        else:
            yield f"总分够 {shown(target.lower)}，但有大类达不到该类分值的 {shown(rubric.group_floor_percent or 0)}%"
    locked = [one for one in choice.ground.gaps if one.clause.id in choice.cannot]
    if locked and not reaches(best, target):
        yield f"锁定为做不了的 {_names(locked)} 少得 {cut(_gain(locked))} 分"
    late = [one for one in choice.ground.gaps if choice.is_late(one) and one not in locked]
    if late and not reaches(best, target):
        yield f"审核日 {choice.deadline} 之前来不及的 {_names(late)} 少得 {cut(_gain(late))} 分"
    for name in choice.late_special:
        yield f"特别扣分 {name} 必须整改，最早 {choice.done(name)} 完成，晚于审核日 {choice.deadline}"


def left_out_because(choice: Choice, gap: Gap) -> str:
    if gap.clause.id in choice.cannot:
        return f"锁定为做不了，少得 {cut(gap.shown_gain)} 分"
    if choice.is_late(gap):
        return f"最早 {choice.finish(gap)} 才能完成，晚于审核日 {choice.deadline}"
    return f"到{(choice.goal or choice.target).title}用不着，或有更省的办法"


def notes(choice: Choice, wish: Wish, settled: bool, without_locks: Choice | None, later: Choice | None) -> tuple[str, ...]:
    """Everything to mind about the plan, most particular first."""
    return tuple(_notes(choice, wish, settled, without_locks, later))


def _notes(choice: Choice, wish: Wish, settled: bool, without_locks: Choice | None, later: Choice | None) -> Iterator[str]:
    if not choice.reachable and choice.goal is not None and not choice.late_special:
        yield f"下面是到{choice.goal.title}的最省计划；把能补的全部补齐是 {cut(choice.best.score)} 分"
    if not choice.reachable and choice.goal is None:
        still = f"也还在{choice.best.level.title}" if choice.best.level is not None else "也到不了任何一级"
        yield f"能补的全部补齐{still}{'，下面全部列出' if choice.tasks else ''}"
    if not choice.chosen and choice.reachable:
        yield f"{'' if choice.tasks else '不用整改：'}到审核日 {choice.ground.audit} 不补条款也在{choice.target.title}"
    if without_locks is not None:
        free, locked = _outcome(without_locks), _outcome(choice)
        yield "锁定没有让计划变贵或变慢" if free == locked else f"{_without(choice)}时：{free}；锁定之后：{locked}"
    if later is not None:
        yield f"不限审核日时：{_outcome(later)}" + (f"，审核日不早于 {max(later.earliest, later.ground.audit)} 即可" if later.reachable else "")
    yield from _about_wishes(choice, wish)
    yield from _about_gaps(choice)
    if not settled:
        day = choice.ground.audit
        yield f"到期的材料与完工日来回推算没有稳定：计划按 {day} 的失效情况编排，却要到 {choice.earliest} 才做完，请给出审核日再算"
    elif wish.audit is None:
        yield f"没有给审核日，按 {choice.ground.audit} 审核来看哪些材料会失效；定了审核日请给出审核日再算一遍"
    if choice.tasks:
        yield from _about_dates(choice)
    yield _ESTIMATES


def _about_dates(choice: Choice) -> Iterator[str]:
    ground = choice.ground
    due = {name: ground.actions[name].due for name in choice.tasks}
    if any(kind == "period" and choice.begins(name) > choice.start for name, kind in due.items()):
        special = "；今天就有的特别扣分从开始日改起" if "any" in due.values() else ""
        since = f"审核日 {ground.audit} 的审核期从 {ground.period_start} 开始，更早的记录到时不算"
        yield f"{since}，所以补条款的行动排在审核期内，制度一类不看日期的材料可以提前做{special}"
    if any(kind == "audit" and choice.begins(name) > choice.start for name, kind in due.items()):
        yield f"重新确认人工结论要看审核日的材料，排在审核日 {ground.audit} 之前几天，到审核日完成"
    yield _DATES


def _without(choice: Choice) -> str:
    """Locks of clauses without a gap change nothing and are not spoken of."""
    both = all(any(choice.ground.gap(name) is not None for name in locks) for locks in (choice.cannot, choice.doing))
    return "做不了、在做的锁定全部去掉" if both else "不锁定"


def _about_wishes(choice: Choice, wish: Wish) -> Iterator[str]:
    for name in dict.fromkeys((*wish.cannot, *wish.doing)):
        if choice.ground.gap(name) is None:
            yield f"条款 {name} 没有差距，锁定没有影响"
    for gap in choice.chosen:
        if gap.clause.id in choice.doing and choice.is_late(gap):
            yield f"在做的 {gap.clause.id} 按估计 {choice.finish(gap)} 才完成，晚于审核日，没有计入得分"
    if wish.doing:
        yield "在做的事按计划里的开始日期和整个前置天数估计完工日，已经做了多久不知道"


def _about_gaps(choice: Choice) -> Iterator[str]:
    unsure = [one for one in choice.chosen if one.outcome == "unknown"]
    if unsure:
        yield f"{_names(unsure)} 现在无法判断，计划按补清、查实之后符合来算；补清之后若不符合，另有整改"
    day = choice.ground.audit
    if any(one.expires and not one.lapses for one in choice.chosen) or (choice.chosen and day.year > choice.start.year):
        yield f"新做的材料要在审核日 {day} 仍有效：分年度的（预算、培训、法规核对等）要按审核日所在的 {day.year} 年度做，做得太早同样会失效"
    lapsing = [one for one in choice.chosen if one.lapses]
    if lapsing:
        yield f"{_names(lapsing)} 的人工结论到审核日过了有效期，或所依据的记录有变，重新确认才算数；确认不了的另有整改"
    if any(one.lapses for one in choice.ground.special):
        yield "有特别扣分的撤销到审核日不再有效，列为重新确认；确认不了的须整改"
    on_site = [one for one in choice.chosen if one.decided]
    if on_site:
        yield f"{_names(on_site)} 的材料齐全，是现场或人工结论不符合；列出的是该条款的整改办法，请按现场发现的问题取舍"
    if any(one.clause.mode == "sample_ratio" for one in choice.chosen):
        yield "按比例给分的条款以整改后抽中的记录全部合格来算；旧的不合格记录还在审核期内时，得分会低于计划"
    if choice.ground.special:
        yield f"特别扣分 {len(choice.ground.special)} 项都必须整改，不是可选项；由评审人员撤销的不用整改，撤销后请重评"


def _outcome(choice: Choice) -> str:
    reached = f"能到{choice.target.title}" if choice.reachable else f"到不了{choice.target.title}，最好 {cut(choice.best.score)} 分"
    if not choice.tasks:
        return f"{reached}，{'不用整改' if choice.reachable else '没有能做的事'}"
    return f"{reached}，计划约 {shown(choice.effort)} 人日、最早 {choice.work_done} 完成"


def _gain(gaps: Iterable[Gap]) -> Fraction:
    """As the list of these gaps adds up."""
    return sum((one.shown_gain for one in gaps), Fraction(0))


def _names(gaps: Iterable[Gap]) -> str:
    return "、".join(one.clause.id for one in gaps)
