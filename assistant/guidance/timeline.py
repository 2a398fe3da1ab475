"""How long it takes to the certificate: forward from a day, and backward from the day it is wanted. Ranges throughout, never one figure."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Literal

from assistant.guidance.timeline_chain import Case, Link, latest_begin, milestones
from assistant.guidance.timeline_durations import Range
from assistant.guidance.timeline_model import Phase, TimelineData, load_timeline
from assistant.guidance.timeline_plan import Prepared

Basis = Literal["figures", "own", "plan", "none"]


@dataclass(frozen=True, slots=True)
class Asked:
    """`start` is the day to begin on (for a backward reckoning: today), `wanted` the day the certificate is wanted.

    `own`: phase -> the user's own days, in place of what sources say. `since`: gate -> the day it is counted from, where known.
    """

    start: date
    wanted: date | None = None
    own: Mapping[str, Range] = field(default_factory=dict)
    plan: Prepared | None = None
    since: Mapping[str, date] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Window:
    """The earliest and the latest day of something."""

    earliest: date
    latest: date


@dataclass(frozen=True, slots=True)
class Scheduled:
    """A phase with the windows of its beginning and end. `ranges` are what it was reckoned with; none: no time was counted."""

    phase: Phase
    basis: Basis
    ranges: tuple[Range, ...]
    begin: Window
    end: Window


@dataclass(frozen=True, slots=True)
class Backward:
    """One case reckoned back from the wanted day. `spare` days are left until `latest_begin`; below 0 it is too late by as many."""

    case: Case
    latest_begin: date
    spare: int
    steps: tuple[tuple[Phase, date, date], ...]

    @property
    def in_time(self) -> bool:
        return self.spare >= 0


@dataclass(frozen=True, slots=True)
class Timeline:
    """`ready` is the day the first phase that is still reckoned can begin: the start, or the day the plan is done by."""

    asked: Asked
    data: TimelineData
    ready: date
    phases: tuple[Scheduled, ...]
    backward: tuple[Backward, ...]  # worst case first; empty when no day is wanted

    @property
    def applying(self) -> Window:
        """The day of application."""
        return next(one.begin for one in self.phases if one.phase.id == "apply")

    @property
    def finish(self) -> Window:
        return self.phases[-1].end

    @property
    def uncounted(self) -> tuple[Phase, ...]:
        return tuple(one.phase for one in self.phases if one.basis == "none")


def timeline(asked: Asked) -> Timeline:
    """The phases from the start on, and, where a day is wanted, when to begin at the latest in either case."""
    data = load_timeline()
    ready = asked.start if asked.plan is None else max(asked.start, asked.plan.earliest_date)
    chain = data.phases if asked.plan is None else data.phases[1:]  # a plan takes the place of the general preparation
    links = _links(data, chain, asked.own)
    best, worst = milestones(ready, links, "best"), milestones(ready, links, "worst")
    scheduled = [
        Scheduled(phase, _basis(phase, asked.own), links[at].ranges, Window(best[at], worst[at]), Window(best[at + 1], worst[at + 1]))
        for at, phase in enumerate(chain)
    ]
    if asked.plan is not None:
        start, done = Window(asked.start, asked.start), Window(ready, ready)
        scheduled.insert(0, Scheduled(data.phases[0], "plan", (), start, done))
    backward = () if asked.wanted is None else tuple(_back(asked.wanted, ready, chain, links, case) for case in ("worst", "best"))
    return Timeline(asked, data, ready, tuple(scheduled), backward)


def _links(data: TimelineData, chain: tuple[Phase, ...], own: Mapping[str, Range]) -> tuple[Link, ...]:
    """A link for each phase in order, then one for each span none of whose phases has the user's own days."""
    ids = [phase.id for phase in chain]
    single = [Link(at, at + 1, _ranges(phase, own)) for at, phase in enumerate(chain)]
    spans = []
    for span in data.spans:
        first, last = ids.index(span.first), ids.index(span.last)
        if not own.keys() & set(ids[first : last + 1]):
            spans.append(Link(first, last + 1, tuple(side.time for side in span.sides if side.time)))
    return (*single, *spans)


def _ranges(phase: Phase, own: Mapping[str, Range]) -> tuple[Range, ...]:
    if phase.id in own:
        return (own[phase.id],)
    return tuple(side.time for side in phase.sides if side.time)


def _basis(phase: Phase, own: Mapping[str, Range]) -> Basis:
    if phase.id in own:
        return "own"
    return "figures" if phase.sides else "none"


def _back(wanted: date, ready: date, chain: tuple[Phase, ...], links: tuple[Link, ...], case: Case) -> Backward:
    begin = latest_begin(wanted, links, case)
    days = milestones(begin, links, case)
    steps = tuple((phase, days[at], days[at + 1]) for at, phase in enumerate(chain))
    return Backward(case, begin, (begin - ready).days, steps)
