"""From when an applicant can apply, and when the certificate may come: the phases, and what must have lasted, by both sides."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from assistant.guidance.applicant import Applicant
from assistant.guidance.timeline import Asked, Timeline, Window, timeline
from assistant.guidance.timeline_model import Gate, Least, load_timeline
from assistant.guidance.timeline_plan import Prepared
from scoring.calendar import months_before

Elsewhere = Mapping[str, tuple[str, ...]]  # gate -> sources in it that speak of another certification


@dataclass(frozen=True, slots=True)
class Lasting:
    """One side of what must have lasted: from which day on it has. `counted` is False where it speaks of another certification."""

    side: Least
    possible_from: date
    counted: bool

    def holds(self, today: date) -> bool:
        return self.possible_from <= today


@dataclass(frozen=True, slots=True)
class Times:
    """`applying` runs from the quickest to the most cautious reading of all sides, `finish` from that day's earliest to its latest."""

    line: Timeline
    lasting: Mapping[str, tuple[Lasting, ...]]
    applying: Window
    finish: Window


def times(who: Applicant, today: date, elsewhere: Elsewhere) -> Times:
    """Counted from today on for what has not begun yet."""
    since = {"running": months_before(today, who.system_months), "founded": months_before(today, who.months)}
    line = timeline(Asked(start=today, since=since))
    lasting = {gate.id: _lasting(gate, since[gate.id], elsewhere.get(gate.id, ())) for gate in load_timeline().gates if gate.id in since}
    counted = [[one.possible_from for one in sides if one.counted] for sides in lasting.values()]
    applying = Window(
        max([line.applying.earliest, *(min(days) for days in counted)]),
        max([line.applying.latest, *(max(days) for days in counted)]),
    )
    return Times(line, lasting, applying, Window(_finish(applying.earliest).earliest, _finish(applying.latest).latest))


def _lasting(gate: Gate, since: date, elsewhere: tuple[str, ...]) -> tuple[Lasting, ...]:
    return tuple(Lasting(side, side.time.after(since), not set(side.sources) <= set(elsewhere)) for side in gate.sides)


def _finish(applying: date) -> Window:
    """Of an application on that day, by the phases that follow."""
    return timeline(Asked(start=applying, plan=Prepared(applying, "", True))).finish
