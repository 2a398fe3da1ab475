"""Whether a grade still speaks of what is at hand: papers, profile and people's conclusions."""

from collections.abc import Mapping
from typing import Any

from assistant.workspace.clients import profile_fields
from assistant.workspace.values import Assessment, Basis


def changes_since(assessment: Assessment, result: Mapping[str, Any], now: Basis) -> tuple[str, ...]:
    """What is another by now than when it was graded, in Chinese words; the profile where the result holds the one it was judged by."""
    judged = result.get("basis", {}).get("profile")
    fields = profile_fields(now.client.profile)
    parts = {
        "材料": {one.id for one in now.files} != set(assessment.files),
        "企业档案": judged is not None and any(judged.get(name) != value for name, value in fields.items()),
        "人工结论": {one.id for one in now.overrides} != set(assessment.overrides),
    }
    return tuple(name for name, changed in parts.items() if changed)
