"""The sentences on what a plan comes to, said alike in the terminal, on the page and in reports. They read the plan document."""

from collections.abc import Mapping
from typing import Any

Json = Mapping[str, Any]

TO_CONFIRM = "今天算数，须重新确认"  # of a clause that a person's conclusion holds up today and not at the audit


def target(plan: Json) -> str:
    """Whether the target is reached."""
    wanted = plan["target"]
    return f"目标 {wanted['title']}（{wanted['lower']} 分）：{'能达到' if plan['reachable'] else '达不到'}"


def instead(plan: Json) -> str:
    """What can be had where the target cannot, and why; empty where it is reached."""
    if plan["reachable"]:
        return ""
    best = plan["best"]
    return f"最好能到 {best['score']} 分、{best['title']}。{_text(plan['why_not'])}"


def premise(plan: Json) -> str:
    """What the score after the plan rests on where records failed, and the score while these still count; empty where none did."""
    found = plan.get("premise")
    return _text(found["text"]) if found else ""


def nothing(plan: Json) -> str:
    """That there is no action, which is good or bad news; empty where there is one."""
    if plan["actions"]:
        return ""
    return f"不用整改{working(plan)}" if plan["reachable"] else "没有能列入的行动"


def working(plan: Json) -> str:
    """"" where a source gives the points of every clause; plans of earlier versions do not tell."""
    return "（分值为工作口径）" if plan["rubric"].get("provenance", {"working": 1}).get("working") else ""


def finish(plan: Json) -> str:
    """When the work can be done, and what waits for the day of the audit after it."""
    waits = plan.get("reconfirm_date")  # of plans made before there was such a thing, None
    return f"最早 {plan['earliest_date']} 完成" + (f"，人工结论到审核日前重新确认（{waits} 完成）" if waits else "")


def _text(value: Any) -> str:
    """A text, a list of texts, or nothing: plans made elsewhere have all three."""
    if value is None:
        return ""
    return value if isinstance(value, str) else "；".join(str(item) for item in value)
