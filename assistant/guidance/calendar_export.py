"""A timeline document as an iCalendar file of all-day events: the same bytes for the same document.

What has no public figure is no event. A window of days stands for a phase: from its earliest beginning to its latest end, or,
where a day is wanted and can be kept, the days of the slowest case that keeps it.
"""

import hashlib
import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from typing import Any

from assistant.guidance.cited import said

Json = Mapping[str, Any]

_HOST = "xingping"
_ID = 32  # characters of the SHA-256
_DAY = timedelta(1)


@dataclass(frozen=True, slots=True)
class Event:
    """All-day, from `begin` to the day before `end`."""

    id: str
    title: str
    begin: date
    end: date
    text: str


def calendar(line: Json) -> bytes:
    """The file. `line` is a "xingping-timeline/1" document; its start is the stamp of all events."""
    from icalendar import Calendar
    from icalendar import Event as Entry

    out = Calendar()
    out.add("prodid", "-//xingping//timeline//ZH")
    out.add("version", "2.0")
    out.add("calscale", "GREGORIAN")
    out.add("x-wr-calname", "售后服务认证时间安排")
    stamp = datetime.combine(date.fromisoformat(line["start"]), time(), UTC)
    for event in events(line):
        entry = Entry()
        entry.add("uid", _uid(event))
        entry.add("dtstamp", stamp)
        entry.add("dtstart", event.begin)
        entry.add("dtend", max(event.end, event.begin + _DAY))
        entry.add("summary", event.title)
        entry.add("description", event.text)
        entry.add("transp", "TRANSPARENT")
        out.add_component(entry)
    return bytes(out.to_ical())


def events(line: Json) -> Iterator[Event]:
    """The phases, the days that a wanted certificate sets, and what follows its issue."""
    kept = next((one for one in line["backward"] if one["in_time"]), None)
    days = {one["id"]: (one["begin"], one["end"]) for one in kept["phases"]} if kept else {}
    for phase in line["phases"]:
        if phase["basis"] == "none":
            continue
        begin, end = days.get(phase["id"], (phase["begin"]["earliest"], phase["end"]["latest"]))
        suffix = f"（{kept['title']}）" if kept and phase["id"] in days else "（最早开始至最迟结束）"
        yield Event(phase["id"], phase["title"] + suffix, _day(begin), _day(end), _phase_text(phase, line))
    for one in line["backward"]:
        text = _lines([line["verdict"], *line["notes"]])
        yield _single(f"begin-{one['case']}", f"最迟开始（{one['title']}）", one["latest_begin"], text)
    if line["wanted"]:
        yield _single("wanted", "希望拿证的日子", line["wanted"], _lines([line["verdict"]]))
    for one in line["later"]:
        yield _single(one["id"], f"{one['title']}（最早）", one["due"]["earliest"], _later_text(one, line))


def _single(name: str, title: str, day: str, text: str) -> Event:
    return Event(name, title, _day(day), _day(day) + _DAY, text)


def _phase_text(phase: Json, line: Json) -> str:
    return _lines(
        [
            f"时长：{phase['takes']}",
            f"从 {line['ready']} 做起，开始：{_window(phase['begin'])}",
            f"从 {line['ready']} 做起，结束：{_window(phase['end'])}",
            *(f"来源：{said(one, line)}" for one in phase["sides"] if phase["basis"] == "figures"),
            f"可信度：{phase['confidence']['label']}" if phase["basis"] == "figures" else "",
            *line["notes"],
        ]
    )


def _later_text(one: Json, line: Json) -> str:
    return _lines([f"日期：{_window(one['due'])}", *(f"来源：{said(side, line)}" for side in one["sides"]), one["note"]])


def _window(window: Json) -> str:
    early, late = window["earliest"], window["latest"]
    return str(early) if early == late else f"{early} 至 {late}"


def _lines(texts: list[str | None]) -> str:
    return "\n".join(text for text in texts if text)


def _uid(event: Event) -> str:
    """From all that the event says: the same event has the same name in every export."""
    content = json.dumps([event.id, event.title, event.begin.isoformat(), event.end.isoformat(), event.text], ensure_ascii=False)
    return f"{hashlib.sha256(content.encode()).hexdigest()[:_ID]}@{_HOST}"


def _day(iso: str) -> date:
    return date.fromisoformat(iso)
