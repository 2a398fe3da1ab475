"""A timeline as the document other surfaces read: "xingping-timeline/1"."""

from collections.abc import Mapping
from datetime import date

from assistant.guidance.cited import Json, confidence_json, sources_json
from assistant.guidance.timeline import Backward, Scheduled, Timeline, Window
from assistant.guidance.timeline_later import Later, gates, later
from assistant.guidance.timeline_model import Span, Told
from assistant.knowledge.model import Source

SCHEMA = "xingping-timeline/1"
NO_FIGURE = "没有公开数字"

_CASES = {"worst": "按各来源最长的时间", "best": "按各来源最短的时间"}


def to_json(line: Timeline, sources: Mapping[str, Source] | None = None) -> Json:
    """`sources` gives names to the codes."""
    asked = line.asked
    return {
        "schema": SCHEMA,
        "mode": "forward" if asked.wanted is None else "backward",
        "start": asked.start.isoformat(),
        "wanted": None if asked.wanted is None else asked.wanted.isoformat(),
        "ready": line.ready.isoformat(),
        "plan": None
        if asked.plan is None
        else {"earliest_date": asked.plan.earliest_date.isoformat(), "target": asked.plan.target, "reachable": asked.plan.reachable},
        "phases": [_phase(one, line) for one in line.phases],
        "spans": [_span(one, line) for one in line.data.spans],
        "applying": _window(line.applying),
        "finish": _window(line.finish),
        "backward": [_backward(one) for one in line.backward],
        "verdict": _verdict(line),
        "totals": {
            "passage": line.data.totals.passage,
            "confidence": confidence_json(line.data.totals.confidence),
            "sides": [_total(one, line) for one in line.data.totals.sides],
        },
        "gates": gates(line),
        "later": [_later(one) for one in later(line)],
        "uncounted": [one.title for one in line.uncounted],
        "sources": sources_json(line.data.codes(), sources or {}),
        "notes": _notes(line),
    }


def _phase(one: Scheduled, line: Timeline) -> Json:
    return {
        "id": one.phase.id,
        "title": one.phase.title,
        "basis": one.basis,
        "takes": _takes(one, line),
        "begin": _window(one.begin),
        "end": _window(one.end),
        "passage": one.phase.passage,
        "confidence": confidence_json(one.phase.confidence),
        "sides": [side.as_json() for side in one.phase.sides],
    }


def _takes(one: Scheduled, line: Timeline) -> str:
    """How long it takes in words: all sides, the user's own, or that there is no figure."""
    if one.basis == "plan":
        plan = line.asked.plan
        return f"按计划最早 {plan.earliest_date} 完成" if plan else ""
    if one.basis == "none":
        return NO_FIGURE
    said = "，或 ".join(dict.fromkeys(time.says for time in one.ranges))
    return f"{said}（自填）" if one.basis == "own" else said + _widened(one, line)


def _widened(one: Scheduled, line: Timeline) -> str:
    """Why a phase ends later than its own time says: a source gives it together with phases before it, and that time is longer."""
    ids = [phase.id for phase in line.data.phases]
    for span in line.data.spans:
        covered = ids[ids.index(span.first) : ids.index(span.last) + 1]
        if span.last != one.phase.id or line.asked.own.keys() & set(covered) or not one.ranges:
            continue
        latest = max(time.high.after(one.begin.latest) for time in one.ranges)
        earliest = min(time.low.after(one.begin.earliest) for time in one.ranges)
        if one.end.latest > latest or one.end.earliest > earliest:
            others = "、".join(phase.title for phase in line.data.phases if phase.id in covered and phase.id != one.phase.id)
            together = "，或 ".join(dict.fromkeys(side.time.says for side in span.sides if side.time))
            return f"；有来源说与{others}合计 {together}，结束日按合计排"
    return ""


def _span(one: Span, line: Timeline) -> Json:
    """`used` is False where the user's own days stand in for one of its phases."""
    ids = [phase.id for phase in line.data.phases]
    covered = ids[ids.index(one.first) : ids.index(one.last) + 1]
    return {
        "id": one.id,
        "title": one.title,
        "phases": covered,
        "used": not line.asked.own.keys() & set(covered),
        "passage": one.passage,
        "confidence": confidence_json(one.confidence),
        "sides": [side.as_json() for side in one.sides],
    }


def _backward(one: Backward) -> Json:
    return {
        "case": one.case,
        "title": _CASES[one.case],
        "latest_begin": one.latest_begin.isoformat(),
        "in_time": one.in_time,
        "spare_days": one.spare,
        "phases": [
            {"id": phase.id, "title": phase.title, "begin": begin.isoformat(), "end": end.isoformat()} for phase, begin, end in one.steps
        ],
    }


def _verdict(line: Timeline) -> str | None:
    """Whether the wanted day can be kept, in one sentence; None where no day is wanted."""
    if not line.backward:
        return None
    worst, best = line.backward
    what = "动手" if line.asked.plan is None else "递交申请"
    today = f"开始日 {line.ready} " if line.ready == line.asked.start else f"计划完成日 {line.ready} "
    if worst.in_time:
        said = f"来得及：按最长的时间最迟 {worst.latest_begin} {what}，{today}到那天还有 {worst.spare} 天"
    elif best.in_time:
        said = (
            f"只有顺利才来得及：按最短的时间最迟 {best.latest_begin} {what}（还有 {best.spare} 天）；"
            f"按最长的时间应在 {worst.latest_begin} {what}，{today}已经晚了 {-worst.spare} 天"
        )
    else:
        said = (
            f"{today}才{what}已经太晚：按最短的时间也要在 {best.latest_begin} {what}，晚了 {-best.spare} 天；"
            f"按最长的时间晚了 {-worst.spare} 天。照现在开始，大约 {line.finish.earliest} 至 {line.finish.latest} 拿证"
        )
    return said + _not_counted(line) + _slower(line, best.in_time)


def _not_counted(line: Timeline) -> str:
    return f"（不含没有公开数字的{'、'.join(one.title for one in line.uncounted)}）" if line.uncounted else ""


def _slower(line: Timeline, in_time: bool) -> str:
    """Sources that give so long a time for the whole way that the wanted day is missed, though the phases added up keep it."""
    wanted = line.asked.wanted
    if wanted is None or not in_time:
        return ""
    late = [one.words for one in line.data.totals.sides if one.longest is not None and one.longest.after(line.applying.earliest) > wanted]
    return f"；另有来源说从申请到拿证{'、'.join(f'“{one}”' for one in late)}，照这些说法的最长时间来不及" if late else ""


def _total(one: Told, line: Timeline) -> Json:
    """When the certificate would come by it, and, where a day is wanted, the latest day to apply by its shortest and its longest time."""
    time, longest, wanted = one.time, one.longest, line.asked.wanted
    shortest = None if time is None else time.low
    return {
        **one.as_json(),
        "certificate": {
            "earliest": shortest and _iso(shortest.after(line.applying.earliest)),
            "latest": longest and _iso(longest.after(line.applying.latest)),
        },
        "apply_by": wanted
        and {"shortest": shortest and _iso(shortest.before(wanted)), "longest": longest and _iso(longest.before(wanted))},
    }


def _later(one: Later) -> Json:
    return {
        "id": one.id,
        "title": one.title,
        "due": _window(one.due),
        "passage": one.passage,
        "confidence": one.confidence,
        "sides": list(one.sides),
        "note": one.note,
    }


def _window(one: Window) -> dict[str, str]:
    return {"earliest": _iso(one.earliest), "latest": _iso(one.latest)}


def _iso(day: date) -> str:
    return day.isoformat()


def _notes(line: Timeline) -> list[str]:
    notes = [
        "标准公开转述里没有规定时限；各环节时间是咨询公司的说法，以认证合同为准",
        "工作日按周一至周五算，没有扣除法定节假日，也没有算调休；半个月按 15 天算",
    ]
    if line.uncounted:
        names = "、".join(one.title for one in line.uncounted)
        notes.append(f"{names}{NO_FIGURE}，没有计入天数；知道天数的可以自己填")
    plan = line.asked.plan
    if plan is not None:
        notes.append("体系筹备按整改计划的最早完成日，计划里的人日和前置天数是工作口径")
        if not plan.reachable:
            notes.append(f"计划达不到{plan.target}，完成日是做到最好结果的日子")
    return notes
