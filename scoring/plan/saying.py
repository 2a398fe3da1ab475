"""The sentences on what a plan comes to, said alike in the terminal, on the page and in reports. They read the plan document."""

from collections.abc import Mapping
from typing import Any

Json = Mapping[str, Any]


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


def nothing(plan: Json) -> str:
    """That there is no action, which is good or bad news; empty where there is one."""
    if plan["actions"]:
        return ""
    return f"不用整改{working(plan)}" if plan["reachable"] else "没有能列入的行动"


def working(plan: Json) -> str:
    """"" where a source gives the points of every clause; plans of earlier versions do not tell."""
    return "（分值为工作口径）" if plan["rubric"].get("provenance", {"working": 1}).get("working") else ""


def _text(value: Any) -> str:
    """A text, a list of texts, or nothing: plans made elsewhere have all three."""
    if value is None:
        return ""
    return value if isinstance(value, str) else "；".join(str(item) for item in value)
