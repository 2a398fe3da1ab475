"""Conclusions for tests: `conclude(result, kind="condition", clause="A", condition="c1", outcome="met")` rests on what the result shows."""

from collections.abc import Mapping
from typing import Any

from scoring.overrides import Override
from scoring.overrides.record import recorded

WHEN = "2026-11-21T09:30:00+08:00"
LATER = "2026-11-21T10:30:00+08:00"
UNTIL = "2027-06-30"


def conclude(
    result: Mapping[str, Any],
    *,
    who: str = "审核员甲",
    when: str = WHEN,
    reason: str = "现场看过原件",
    until: str = UNTIL,
    whose: str = "",
    **said: Any,
) -> Override:
    return recorded(result, said, who=who, when=when, reason=reason, until=until, whose=whose)


def met(result: Mapping[str, Any], clause: str, condition: str, **more: Any) -> Override:
    return conclude(result, kind="condition", clause=clause, condition=condition, outcome="met", **more)
