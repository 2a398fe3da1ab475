"""Plan document -> Plan."""

from collections.abc import Iterator, Mapping
from typing import Any

from assistant.reports import words
from assistant.reports.model_plan import Action, Bundle, Expiring, LeftOut, Plan
from assistant.reports.words import clean
from scoring.plan import saying
from scoring.plan.gantt import NARROW, WIDE, gantt

Json = Mapping[str, Any]
_LOCKS = {"cannot": "企业做不了", "doing": "已在进行"}


def plan(one: Json, estimates: str) -> Plan:
    """`estimates` says what of it is one. Raises KeyError, TypeError or AttributeError where the document is not whole."""
    critical = frozenset(one["critical"])
    special = {item["action"]: clean(item["text"]) for item in one.get("special", ())}
    numbers = {item["id"]: str(number) for number, item in enumerate(one["actions"], start=1)}
    return Plan(
        target=clean(one["target"]["title"]),
        lower=str(one["target"]["lower"]),
        reachable=bool(one["reachable"]),
        headline=tuple(_headline(one)),
        before=_standing(one["before"]),
        after=_standing(one["after"]) if one.get("after") else "",
        earliest_date=one["earliest_date"] or "",
        bundles=tuple(_bundle(item, numbers) for item in one["bundles"]),
        actions=tuple(_action(item, numbers[item["id"]], item["id"] in critical, special) for item in one["actions"]),
        left_out=tuple(
            LeftOut(item["clause"], clean(item["title"]), str(item["gain"]), str(item["days"]), _why(item))
            for item in one["left_out"]
        ),
        expiring=tuple(
            Expiring(item["clause"], clean(item["title"]), clean(item["text"]), item["on"] or "", _loses(item))
            for item in one["expiring"]
        ),
        notes=tuple(clean(text) for text in one["notes"]),
        estimates=estimates,
        audit_date=one["audit_date"] or "",
        charts=_charts(one),
    )


def _charts(one: Json) -> tuple[str, ...]:
    dated = bool(one["earliest_date"]) and all(item["start"] and item["finish"] for item in one["actions"])
    return tuple(gantt(one, layout).decode() for layout in (WIDE, NARROW)) if dated and one["actions"] else ()


def _headline(one: Json) -> Iterator[str]:
    yield f"{clean(saying.target(one))}。"
    if not one["reachable"]:
        yield clean(saying.instead(one))
    yield f"现在 {_standing(one['before'])}" + (f"，做完后 {_standing(one['after'])}。" if one.get("after") and one["actions"] else "。")
    if said := saying.premise(one):
        yield f"{clean(said)}。"
    if not one["actions"]:
        yield f"{saying.nothing(one)}。"
    elif one["earliest_date"]:
        yield f"从 {one['from']} 开始，{saying.finish(one)}，合计约 {one['effort_days']} 人日。"
    if one["audit_date"]:
        given = one.get("audit_given", True)
        yield f"审核日 {one['audit_date']}。" if given else f"审核日没有给出，按 {one['audit_date']} 计。"


def _standing(one: Json) -> str:
    return f"{one['score']} 分（{clean(one['title'])}）"


def _text(value: Any) -> str:
    """A text, a list of texts, or nothing."""
    if value is None:
        return ""
    return value if isinstance(value, str) else "；".join(str(item) for item in value)


def _why(one: Json) -> str:
    """And, beside it, why the gain is another than among the gaps; plans of earlier versions do not say."""
    return clean("；".join(part for part in (_text(one["why"]), one.get("gain_told", "")) if part))


def _bundle(one: Json, numbers: Mapping[str, str]) -> Bundle:
    notes = [
        "必须做" if one["mandatory"] else "",
        _LOCKS.get(one["lock"] or "", one["lock"] or ""),
        (one.get("gain_told") or "到审核日会失效") if one["expires"] else "",
    ]
    outcome = {**words.OUTCOMES, "to_confirm": saying.TO_CONFIRM}.get(one["outcome"] or "", one["outcome"] or "")
    return Bundle(
        clause=one["clause"],
        title=clean(one["title"]),
        gain=str(one["gain"]),
        days=str(one["days"]),
        lead_days=str(one["lead_days"]),
        outcome=outcome,
        note="；".join(note for note in notes if note),
        actions=tuple(numbers.get(name, name) for name in one["actions"]),
    )


def _action(one: Json, number: str, critical: bool, special: Mapping[str, str]) -> Action:
    targets = (*one["clauses"], *((f"特别扣分：{special[one['id']]}" if one["id"] in special else "特别扣分",) if one["special"] else ()))
    return Action(
        number=number,
        targets=targets,
        do=clean(one["do"]),
        hand_in=clean(one["hand_in"]),
        who=clean(one["who"]),
        days=str(one["days"]),
        lead_days=str(one["lead_days"]),
        start=one["start"] or "",
        finish=one["finish"] or "",
        slack=str(one["slack"]),
        critical=critical,
    )


def _loses(item: Json) -> str:
    """As the plan says it; plans made before it did have the points alone."""
    return str(item.get("loses_text") or f"少 {item['loses']} 分")
