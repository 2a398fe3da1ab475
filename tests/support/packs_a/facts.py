"""What happened: jobs, deliveries, complaints and the like, with a planned number of defects that can be counted."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from random import Random

from .names import moments, person, picked

FIRST, LAST = datetime(2025, 12, 3), datetime(2026, 11, 2)  # well inside the period before 2026-11-20
OLD_FIRST, OLD_LAST = datetime(2025, 6, 2), datetime(2025, 10, 20)  # before it


@dataclass
class Case:
    """One record: when it came in, when somebody was there, when it was done, and what was written down."""

    number: int
    came: datetime
    there: datetime
    done: datetime
    tier: str
    limit: float
    customer: str
    matter: str
    action: str
    worker: str
    mark: str
    visited: datetime | None = None

    @property
    def in_time(self) -> bool:
        """Somebody was there within the promise."""
        return self.there - self.came <= timedelta(hours=self.limit)

    @property
    def done_in_time(self) -> bool:
        """It was done within the promise."""
        return self.done - self.came <= timedelta(hours=self.limit)

    @property
    def full(self) -> bool:
        """Nothing is left blank."""
        return all((self.customer, self.matter, self.action, self.worker, self.mark))


def cases(
    rng: Random,
    count: int,
    *,
    tiers: Mapping[str, float],
    customers: Sequence[str],
    matters: Sequence[tuple[str, str]],
    workers: Sequence[str],
    marks: Sequence[str],
    late: int = 0,
    gaps: Sequence[str] = (),
    unvisited: int = 0,
    first: datetime = FIRST,
    last: datetime = LAST,
    by: str = "there",
    between: tuple[float, float] = (0.1, 0.8),
) -> list[Case]:
    """Records between two days; `late` of them miss the promise, each of `gaps` names a field one record lacks.

    `by` says which time the promise binds: `there` (work takes hours afterwards) or `done` (both grow with it).
    """
    found: list[Case] = []
    last -= timedelta(hours=2.6 * max(tiers.values()))  # even the latest is done before the books were copied
    for number, came in enumerate(moments(rng, count, first, last), 1):
        tier = rng.choice(list(tiers))
        matter, action = rng.choice(list(matters))
        case = Case(
            number,
            came,
            came,
            came,
            tier,
            tiers[tier],
            rng.choice(list(customers)),
            matter,
            action,
            rng.choice(list(workers)),
            rng.choice(list(marks)),
        )
        _time(rng, case, rng.uniform(*between), by)
        case.visited = case.done + timedelta(days=rng.randint(1, 6))
        found.append(case)
    for row in picked(rng, late, count):
        _time(rng, found[row], rng.uniform(1.6, 2.6), by)
        found[row].visited = found[row].done + timedelta(days=2)
    for row, name in zip(sorted(picked(rng, len(gaps), count)), gaps, strict=True):
        setattr(found[row], name, "")
    for row in picked(rng, unvisited, count):
        found[row].visited = None
    return found


def _time(rng: Random, case: Case, share: float, by: str) -> None:
    span = timedelta(minutes=int(case.limit * share * 60))
    if by == "there":
        case.there = case.came + span
        case.done = case.there + timedelta(minutes=rng.randint(40, 300))
    else:
        case.there = case.came + span / 3
        case.done = case.came + span


def companies(rng: Random, places: Sequence[str], trades: Sequence[str], count: int) -> list[str]:
    """Names of business customers."""
    words = ["华", "盛", "鑫", "远", "恒", "泰", "博", "瑞", "联", "创", "达", "丰", "隆", "精", "宏"]
    found: dict[str, None] = {}
    while len(found) < count:
        found[rng.choice(list(places)) + "".join(rng.sample(words, 2)) + rng.choice(list(trades)) + "有限公司"] = None
    return list(found)


def households(rng: Random, count: int) -> list[str]:
    """Private customers, as service books name them."""
    return [person(rng)[0] + rng.choice(["女士", "先生"]) for _ in range(count)]


def tally(flags: Sequence[bool]) -> tuple[int, int]:
    """How many are true, of how many."""
    return sum(flags), len(flags)
