"""Phases one after another as dates: the best case takes the shortest of all sources everywhere, the worst the longest.

A source that gives several phases together is another way over them; the best case takes the quicker way, the worst the slower.
Where there is no figure no time passes, and the phase is named as not counted.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Literal

from assistant.guidance.timeline_durations import Range

Case = Literal["best", "worst"]
_FAR = 366 * 30  # days before the wanted day at which a search begins: longer than any chain


@dataclass(frozen=True, slots=True)
class Link:
    """From one milestone to a later one, in any of `ranges`; none: no time passes."""

    first: int
    last: int
    ranges: tuple[Range, ...]


def milestones(begin: date, links: Sequence[Link], case: Case) -> tuple[date, ...]:
    """The day of every milestone, the first of which is `begin`. Links lead forward; each milestone but the first has one that leads to it."""
    days = [begin]
    for milestone in range(1, 1 + max(link.last for link in links)):
        arrivals = [one for link in links if link.last == milestone for one in _arrivals(days[link.first], link, case)]
        days.append(min(arrivals) if case == "best" else max(arrivals))
    return tuple(days)


def _arrivals(day: date, link: Link, case: Case) -> list[date]:
    if not link.ranges:
        return [day]
    return [(one.low if case == "best" else one.high).after(day) for one in link.ranges]


def latest_begin(wanted: date, links: Sequence[Link], case: Case) -> date:
    """The latest day on which the chain must begin for its last milestone to be no later than `wanted`.

    Found by halving: a later beginning never ends earlier.
    """
    low, high = wanted - timedelta(_FAR), wanted + timedelta(1)  # in time, too late
    if milestones(wanted, links, case)[-1] <= wanted:
        return wanted
    high = wanted
    while (high - low).days > 1:
        middle = low + (high - low) // 2
        if milestones(middle, links, case)[-1] <= wanted:
            low = middle
        else:
            high = middle
    return low
