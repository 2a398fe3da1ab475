"""The result as it was given, canonical, with the plan beside it."""

from collections.abc import Mapping
from typing import Any

from scoring.result import canonical


def to_json(result: Mapping[str, Any], plan: Mapping[str, Any] | None = None) -> bytes:
    """Without a plan the bytes are those of the result itself, so that `xingping replay` still accepts them."""
    return canonical(result if plan is None else {**result, "plan": plan})
