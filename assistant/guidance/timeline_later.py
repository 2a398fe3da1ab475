"""What comes with a certificate after it is issued, and what must have lasted before the application: dates from both sides."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from assistant.guidance.cited import Json, confidence_json
from assistant.guidance.figures import load_figures
from assistant.guidance.timeline import Timeline, Window
from assistant.guidance.timeline_model import Gate, Least
from scoring.calendar import months_before


@dataclass(frozen=True, slots=True)
class Later:
    """Something that falls due after the certificate: its window, since the day of issue is one."""

    id: str
    title: str
    due: Window
    passage: str
    confidence: Json
    sides: tuple[Json, ...]
    note: str = ""


def later(line: Timeline) -> Iterator[Later]:
    """Yearly surveillance within the validity, the application for the next certificate, and the end, in this order of dates."""
    certificate, issued = line.data.certificate, line.finish
    years = load_figures().certificate_years.years
    surveillance, again, validity = certificate.surveillance, certificate.recertification, certificate.validity
    ends = _plus(issued, years * 12)
    for number in range(1, (years * 12 - 1) // surveillance.months + 1):
        yield Later(
            f"surveillance-{number}",
            f"第 {number} 次监督（年审）",
            _plus(issued, number * surveillance.months),
            surveillance.passage,
            confidence_json(surveillance.confidence),
            tuple(side.as_json() for side in surveillance.sides),
            "按每年 1 次算；具体日期以认证合同和发证机构的规则为准",
        )
    yield Later(
        "recertification",
        "申请再认证（复评换证）",
        Window(again.lead.before(ends.earliest), again.lead.before(ends.latest)),
        again.passage,
        confidence_json(again.confidence),
        ({"says": f"到期前 {again.range}申请", "sources": list(again.sources)},),
        again.note,
    )
    yield Later(
        "expiry",
        "证书到期",
        ends,
        validity.passage,
        confidence_json(validity.confidence),
        ({"says": validity.says, "sources": list(validity.sources)},),
        "证书不会自动延续，以证书上印的起止日期为准",
    )


def gates(line: Timeline) -> list[Json]:
    """Since when a thing must have lasted by the application, as each source says; and whether it has, where its beginning is known."""
    return [_gate(gate, line.applying, line.asked.since.get(gate.id)) for gate in line.data.gates]


def _gate(gate: Gate, applying: Window, since: date | None) -> Json:
    return {
        "id": gate.id,
        "title": gate.title,
        "since": None if since is None else since.isoformat(),
        "counted_from": gate.since,
        "passage": gate.passage,
        "confidence": confidence_json(gate.confidence),
        "note": gate.note,
        "sides": [_gate_side(side, applying, since) for side in gate.sides],
    }


def _gate_side(side: Least, applying: Window, since: date | None) -> Json:
    possible = None if since is None else side.time.after(since)
    return {
        **side.as_json(),
        "begun_by": {"earliest": side.time.before(applying.earliest).isoformat(), "latest": side.time.before(applying.latest).isoformat()},
        "possible_from": None if possible is None else possible.isoformat(),
        "outcome": None if possible is None else _outcome(possible, applying),
    }


def _outcome(possible: date, applying: Window) -> str:
    if possible <= applying.earliest:
        return "met"
    return "only_later" if possible <= applying.latest else "not_met"


def _plus(window: Window, months: int) -> Window:
    return Window(months_before(window.earliest, -months), months_before(window.latest, -months))
