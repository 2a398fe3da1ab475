"""A grade and a wish -> the plan. Pure: other days' grades come from the function that is given."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from fractions import Fraction
from functools import lru_cache

from scoring.judge import Grade
from scoring.plan.choosing import Choice
from scoring.plan.ground import ground
from scoring.plan.model import LeftOut, Plan, Step, WhatIf, Wish
from scoring.plan.notes import left_out_because, notes, why_not
from scoring.plan.switched import standing_of, switched
from scoring.plan.wishes import check
from scoring.rubric import Level

At = Callable[[date], Grade]

_ROUNDS = 8


def plan(today: Grade, at: At, wish: Wish) -> Plan:
    """The least-effort plan from today's grade to the wished level. `at` judges the same facts on another day.

    With an audit date, only what is done by then counts. Without one, the plan's own last day is taken for it, and what
    expires until then is planned again, until the days agree. Raises PlanError for a wish that does not fit.
    """
    target = check(today, wish)
    judged = lru_cache(maxsize=None)(lambda day: today if day == today.as_of else at(day))
    choice, settled = _choice(today, judged, wish, target)
    return _plan(choice, wish, _remarks(choice, settled, today, judged, wish))


def _choice(today: Grade, at: At, wish: Wish, target: Level) -> tuple[Choice, bool]:
    """The choice for the day of the audit, and whether all of it is done by the day it was judged for."""
    start = wish.start or today.as_of
    day = wish.audit or start
    for _ in range(_ROUNDS):
        choice = Choice(ground(today, at(day)), target, start, frozenset(wish.cannot), frozenset(wish.doing), wish.audit)
        if wish.audit is not None or choice.earliest <= day:
            return choice, True
        day = choice.earliest
    return choice, False


def _plan(choice: Choice, wish: Wish, remarks: tuple[str, ...]) -> Plan:
    """The choice with its dates and reasons."""
    today, base = choice.ground.grade, choice.ground
    chosen = frozenset(one.clause.id for one in choice.chosen)
    assert today.scores is not None  # a rubric without points has no target
    return Plan(
        ground=base,
        target=choice.target,
        start=choice.start,
        audit_given=wish.audit is not None,
        reachable=choice.reachable,
        why_not=why_not(choice),
        before=today.scores.confirmed,
        at_audit=standing_of(today.rubric, base.clauses, len(base.special), base.bonus),
        after=choice.after,
        best=choice.best,
        failing=choice.failing,
        cautious=choice.cautious,
        chosen=choice.chosen,
        needed=choice.needed,
        doing=choice.doing,
        steps=_steps(choice),
        left_out=tuple(LeftOut(one, left_out_because(choice, one)) for one in base.gaps if one.clause.id not in chosen),
        what_if=_what_if(today, wish),
        notes=remarks,
    )


def _steps(choice: Choice) -> tuple[Step, ...]:
    """All actions from their first day on, side by side: the rubric names no action that must wait for another."""
    doing = {name for one in choice.chosen if one.clause.id in choice.doing for name in one.actions}
    steps = []
    for name, action in choice.ground.actions.items():
        if name in choice.tasks:
            finish = choice.done(name)
            slack = (choice.work_done - finish).days
            steps.append(Step(action, choice.begins(name), finish, max(slack, 0), name in doing, waits=slack < 0))
    return tuple(steps)


def _what_if(today: Grade, wish: Wish) -> WhatIf | None:
    """The score of today with findings switched; the plan does not rest on it."""
    if not wish.on and not wish.off:
        return None
    clauses = switched(today.clauses, frozenset(wish.on), frozenset(wish.off))
    return WhatIf(tuple(dict.fromkeys(wish.on)), tuple(dict.fromkeys(wish.off)), standing_of(today.rubric, clauses, today.counted, today.bonus))


def _remarks(choice: Choice, settled: bool, today: Grade, at: At, wish: Wish) -> tuple[str, ...]:
    """The notes, with what the locks cost and what a later audit would allow, both by planning again without them."""
    without_locks = _freed(today, at, replace(wish, cannot=(), doing=()), choice) if _locked(choice) else None
    later = _freed(today, at, replace(wish, audit=None), choice) if wish.audit is not None and not choice.reachable else None
    return notes(choice, wish, settled, without_locks, later)


def _locked(choice: Choice) -> bool:
    return any(choice.ground.gap(name) is not None for name in choice.cannot | choice.doing)


def _freed(today: Grade, at: At, wish: Wish, choice: Choice) -> Choice:
    return _choice(today, at, wish, choice.target)[0]


def total_days(plan: Plan) -> Fraction:
    """Person-days of all actions, those under way included."""
    return sum((one.action.days for one in plan.steps), Fraction(0))
