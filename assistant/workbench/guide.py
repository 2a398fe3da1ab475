"""Checklist and timeline as documents and files."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from assistant.errors import UsageError
from assistant.knowledge.model import Source
from scoring.profile import Profile
from scoring.result import canonical

Json = Mapping[str, Any]


def materials(profile: Profile, result: bytes | None, sources: Mapping[str, Source]) -> Json:
    from assistant.guidance.materials import checklist, to_json
    from assistant.guidance.materials_found import read_result

    return to_json(checklist(profile, read_result(result) if result is not None else None), sources)


@dataclass(frozen=True, slots=True)
class Dates:
    """What a timeline is asked for. `own` are a person's own days, as typed: 整改=14; `by_plan`: begin when the plan is done."""

    start: date
    wanted: date | None = None
    own: tuple[str, ...] = ()
    by_plan: bool = False


def timeline(dates: Dates, plan: Json | None, sources: Mapping[str, Source]) -> Json:
    """Raises UsageError."""
    from assistant.guidance.timeline import Asked, timeline
    from assistant.guidance.timeline_document import to_json
    from assistant.guidance.timeline_own import own_days
    from assistant.guidance.timeline_plan import read_plan

    if dates.wanted is not None and dates.wanted < dates.start:
        raise UsageError(f"希望拿证日 {dates.wanted} 早于开始日 {dates.start}，请改其中一个")
    prepared = read_plan(canonical(plan), "整改计划") if plan is not None else None
    return to_json(timeline(Asked(dates.start, dates.wanted, own_days(dates.own), prepared)), sources)


def table(what: str, kind: str, document: Json) -> bytes:
    """Raises UsageError for a kind there is not."""
    from assistant.guidance.calendar_export import calendar
    from assistant.guidance.tables_export import checklist_table, timeline_table

    if (what, kind) == ("timeline", "ics"):
        return calendar(document)
    if kind == "xlsx":
        return timeline_table(document) if what == "timeline" else checklist_table(document)
    raise UsageError(f"没有 {kind} 格式")
