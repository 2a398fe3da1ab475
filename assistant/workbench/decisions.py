"""A decision as a form sends it -> what scoring.overrides records."""

from collections.abc import Mapping, Set
from typing import Any

from assistant.errors import UsageError

_TARGETS = {"condition": ("clause", "condition"), "on_site": ("clause",), "special": ("deduction",), "bonus": ("claim",), "file_kind": ("file",)}


def said_of(values: Mapping[str, str]) -> dict[str, Any]:
    """Raises UsageError for what no form of ours sends; scoring looks at the rest."""
    kind, decision = values.get("kind", ""), values.get("decision", "")
    if kind not in _TARGETS:
        raise UsageError("没有这种人工结论")
    said: dict[str, Any] = {"kind": kind, **{name: values.get(name, "") for name in _TARGETS[kind]}}
    if kind == "file_kind":
        return {**said, "kinds": [one for one in values.get("kinds", "").split("\n") if one]}
    if kind in ("special", "bonus"):
        return {**said, "decision": decision}
    if decision == "count":
        return {**said, "passed": _count(values, "passed", "合格数"), "drawn": _count(values, "drawn", "抽样数")}
    return {**said, "outcome": decision}


def outcome_of_recording(before: Mapping[str, Any], after: Mapping[str, Any], fresh: Set[str]) -> str:
    """Whether the fresh overrides count, and what they did to the score: results before and after."""
    idle = [one["why"] for one in after.get("overrides", ()) if one["id"] in fresh and one["state"] != "active"]
    if idle:
        return f"已记录，但没有计入：{idle[0]}"
    return f"已记录并计入，{_moved(before, after)}"


def outcome_of_revoking(before: Mapping[str, Any], after: Mapping[str, Any]) -> str:
    """What it did to the score that a conclusion is taken back: results before and after."""
    return f"已撤回，{_moved(before, after)}"


def _moved(before: Mapping[str, Any], after: Mapping[str, Any]) -> str:
    was, now = before.get("score", {}).get("confirmed"), after.get("score", {}).get("confirmed")
    return f"确认分从 {was} 到 {now}" if was != now else "分数没有变化"


def _count(values: Mapping[str, str], name: str, title: str) -> int:
    text = values.get(name, "").strip()
    if not text:
        raise UsageError(f"没有填{title}")
    if not text.isdecimal() or len(text) > 7:
        raise UsageError(f"{title}“{text[:20]}”应是整数")
    return int(text)
