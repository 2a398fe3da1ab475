"""Plan -> the plan document "xingping-plan/1": plain JSON values, decimal strings cut to two places, ISO dates."""

from fractions import Fraction
from typing import Any

from scoring.figures import shown
from scoring.plan.model import Gap, Ground, Plan, Step
from scoring.plan.planning import total_days
from scoring.points import Standing
from scoring.result import provenance
from scoring.result_scores import UNQUALIFIED, cut
from scoring.rubric import Level
from scoring.rubric.loader import rubric_sha256

SCHEMA = "xingping-plan/1"

Json = dict[str, Any]


def to_json(plan: Plan) -> Json:
    """The plan as views read it. `effort_days` counts every action, `under_way_days` those of them already being done.

    `earliest_date` is the last day of the work; conclusions that are confirmed anew on papers of the day of a later audit
    have `reconfirm_date`. With `nothing_to_do` there is no action, and `earliest_date` is but the first day: views show no
    date of completion.
    """
    grade, base = plan.ground.grade, plan.ground
    earliest = plan.earliest
    doing = sum((one.action.days for one in plan.steps if one.doing), Fraction(0))
    return {
        "schema": SCHEMA,
        "rubric": {"id": grade.rubric.id, "title": grade.rubric.title, "sha256": rubric_sha256(grade.rubric), "provenance": provenance(grade.rubric)},
        "enterprise": {"name": grade.profile.name},
        "target": {"level": plan.target.id, "title": plan.target.title, "lower": shown(plan.target.lower)},
        "as_of": grade.as_of.isoformat(),
        "from": plan.start.isoformat(),
        "audit_date": base.audit.isoformat(),
        "audit_given": plan.audit_given,
        "reachable": plan.reachable,
        "why_not": plan.why_not,
        "before": _standing(plan.before),
        "at_audit": _standing(plan.at_audit),
        "after": _standing(plan.after),
        "best": _standing(plan.best),
        "premise": _premise(plan) if plan.failing else None,
        "effort_days": shown(total_days(plan)),
        "under_way_days": shown(doing),
        "earliest_date": earliest.isoformat(),
        "reconfirm_date": plan.waiting.isoformat() if plan.waiting is not None else None,
        "nothing_to_do": not plan.steps,
        "critical": [one.action.id for one in plan.steps if one.slack == 0 and not one.waits],
        "bundles": [_bundle(one, plan) for one in plan.chosen],
        "actions": [_action(one) for one in plan.steps],
        "left_out": [{**_named(one.gap), "days": shown(base.days(one.gap)), "why": one.why} for one in plan.left_out],
        "special": [
            {"id": one.id, "code": one.deduction.code, "text": one.deduction.text, "action": one.action, "expires": one.expires}
            for one in base.special
        ],
        "expiring": [
            {
                "clause": one.clause.id,
                "title": one.clause.title,
                "text": one.text,
                "on": one.on.isoformat(),
                "loses": cut(one.loses),
                "loses_text": _loses(one.loses),
            }
            for one in base.expiring
        ],
        "what_if": {"on": list(plan.what_if.on), "off": list(plan.what_if.off), **_standing(plan.what_if.standing)} if plan.what_if else None,
        "notes": list(plan.notes),
        "provenance": "working",
    }


def _standing(one: Standing) -> Json:
    return {"score": cut(one.score), **_level(one.level)}


def _premise(plan: Plan) -> Json:
    """What the score after the plan rests on, and exactly what comes out where it does not hold."""
    names, otherwise = [one.clause.id for one in plan.failing], _standing(plan.cautious)
    text = (
        f"前提：{'、'.join(names)} 的记录整改后全部合格；旧的不合格记录仍在审核期内时达不到，"
        f"照现有记录计是 {otherwise['score']} 分、{otherwise['title']}"
    )
    return {"clauses": names, **otherwise, "text": text}


def _level(level: Level | None) -> Json:
    return {"level": level.id, "title": level.title} if level is not None else {"level": UNQUALIFIED, "title": "不合格"}


def _loses(points: Fraction) -> str:
    """A loss that is cut to nothing is not none."""
    return f"少 {cut(points)} 分" if points * 100 >= 1 else "少不到 0.01 分"


def _named(gap: Gap) -> Json:
    gain, today = cut(gap.shown_gain), cut(gap.shown_today)
    return {"clause": gap.clause.id, "title": gap.clause.title, "gain": gain, "gain_told": _later(gain, today), "provenance": gap.clause.provenance}


def _later(gain: str, today: str) -> str:
    """Why the plan's gain is another than the result's; "" where it is the same."""
    return "" if gain == today else f"可增 {gain} 分里，评定日失的是 {today} 分，其余到审核日才失"


def _bundle(gap: Gap, plan: Plan) -> Json:
    base: Ground = plan.ground
    return {
        **_named(gap),
        "days": shown(base.days(gap)),
        "lead_days": base.span(gap),
        "outcome": "to_confirm" if gap.lapses else gap.outcome,
        "mandatory": gap.clause.id in plan.needed,
        "lock": "doing" if gap.clause.id in plan.doing else None,
        "expires": gap.expires,
        "actions": list(gap.actions),
    }


def _action(step: Step) -> Json:
    action = step.action
    return {
        "id": action.id,
        "clauses": list(action.clauses),
        "special": action.special,
        "do": action.remedy.do,
        "hand_in": action.remedy.hand_in,
        "who": action.remedy.who,
        "days": shown(action.days),
        "lead_days": action.span,
        "start": step.start.isoformat(),
        "finish": step.finish.isoformat(),
        "slack": step.slack,
        "lock": "doing" if step.doing else None,
    }
