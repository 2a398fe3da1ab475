"""The exact least-effort set of clauses: a small integer programme, solved in stages and verified in fractions.

Why a programme and not a table over effort: actions may be shared by clauses and groups may have floors, and either of
them breaks the independence that a knapsack table needs. HiGHS (scipy) proves the optimum of some hundred binary
variables in milliseconds. It reckons in floats, so nothing it says is believed unseen: effort, lead time and numbers are
integers, which a float cannot blur, and every set it finds is put before `holds`, which reckons in fractions. A set
that fails there is cut off together with all its subsets (a subset earns no more) and the search goes on: exact at the end.

Stages, each keeping what the ones before it found: total person-days, latest lead time, number of actions, and then the
set that has the earlier clause where two differ. So the answer is one and the same on every machine.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from fractions import Fraction
from math import lcm
from typing import Any

Holds = Callable[[frozenset[str]], bool]

_BLOCK = 10  # clauses weighed against each other at once in the last stage: powers of two that no float blurs
_NO_LIMIT = float("inf")


@dataclass(frozen=True, slots=True)
class Item:
    """A clause to be chosen whole: `gains` by the demand's name (the score, the floor of a group), and its actions."""

    id: str
    gains: Mapping[str, Fraction]
    actions: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Task:
    """`days` person-days, `span` calendar days from the plan's first day until it is done."""

    days: Fraction
    span: int


@dataclass(frozen=True, slots=True)
class Problem:
    """`demands` are what the chosen items must gain together, by name. `always` items are in every answer; `forced`
    tasks are carried out anyway, so they cost a choice nothing more. Items stand in the clauses' order."""

    items: tuple[Item, ...]
    tasks: Mapping[str, Task]
    demands: Mapping[str, Fraction]
    always: frozenset[str] = frozenset()
    forced: frozenset[str] = frozenset()

    def met(self, chosen: frozenset[str]) -> bool:
        """Whether the chosen items gain what is demanded, exactly."""
        return all(
            sum((one.gains.get(name, Fraction(0)) for one in self.items if one.id in chosen), Fraction(0)) >= wanted
            for name, wanted in self.demands.items()
        )

    def tasks_of(self, chosen: frozenset[str]) -> frozenset[str]:
        """All tasks of a choice, the forced ones among them."""
        return self.forced.union(*(one.actions for one in self.items if one.id in chosen))

    def cost(self, chosen: frozenset[str]) -> tuple[Fraction, int, int]:
        """Person-days, longest span and number of the tasks of a choice."""
        tasks = [self.tasks[name] for name in self.tasks_of(chosen)]
        return sum((one.days for one in tasks), Fraction(0)), max((one.span for one in tasks), default=0), len(tasks)


def least(problem: Problem, holds: Holds | None = None) -> frozenset[str] | None:
    """The best choice for which `holds` (by default, that the demands are met), or None where even all items fail.

    `holds` must not turn false when items are added.
    """
    holds = holds or problem.met
    if not holds(frozenset(one.id for one in problem.items)):
        return None
    if not problem.items:
        return frozenset()
    search = _Search(problem, holds)
    days, _, _ = problem.cost(search.best(search.days))
    search.most_days = days
    _, span, _ = problem.cost(search.best(search.span))
    search.longest = span
    found = search.best(search.number)
    search.most_tasks = problem.cost(found)[2]
    for first in range(0, len(problem.items), _BLOCK):
        block = problem.items[first : first + _BLOCK]
        found = search.best(search.earlier(first, len(block)))
        search.settled |= {one.id: one.id in found for one in block}
    return found


@dataclass
class _Search:
    """The programme: a binary variable an item, one a task (at least as great as its items'), and one for the longest span."""

    problem: Problem
    holds: Holds
    most_days: Fraction | None = None
    longest: int | None = None
    most_tasks: int | None = None
    settled: dict[str, bool] = field(default_factory=dict)
    cuts: list[frozenset[str]] = field(default_factory=list)

    def __post_init__(self) -> None:
        names = sorted(self.problem.tasks_of(frozenset(one.id for one in self.problem.items)))
        self.names = names
        self.place = {name: len(self.problem.items) + number for number, name in enumerate(names)}
        self.size = len(self.problem.items) + len(names) + 1
        scale = lcm(*(self.problem.tasks[name].days.denominator for name in names)) if names else 1
        self.scale = scale
        self.effort = {name: int(self.problem.tasks[name].days * scale) for name in names}

    @property
    def days(self) -> list[float]:
        return self._row({self.place[name]: effort for name, effort in self.effort.items()})

    @property
    def span(self) -> list[float]:
        return self._row({self.size - 1: 1})

    @property
    def number(self) -> list[float]:
        return self._row(dict.fromkeys(self.place.values(), 1))

    def earlier(self, first: int, count: int) -> list[float]:
        """Less the more of the block's earlier items are chosen."""
        return self._row({first + offset: -(2 ** (count - 1 - offset)) for offset in range(count)})

    def best(self, objective: Sequence[float]) -> frozenset[str]:
        """The choice that makes the objective least and passes `holds`; sets that floats let through are cut off."""
        while True:
            chosen = self._solved(objective)
            if self.holds(chosen):
                return chosen
            self.cuts.append(chosen)

    def _solved(self, objective: Sequence[float]) -> frozenset[str]:
        import numpy as np
        from scipy.optimize import Bounds, LinearConstraint, milp

        rows, lows, highs = (list(part) for part in zip(*self._constraints(), strict=True))
        low, high = self._bounds()
        items = len(self.problem.items)
        found: Any = milp(
            np.array(objective),
            constraints=LinearConstraint(np.array(rows), np.array(lows), np.array(highs)),
            bounds=Bounds(np.array(low), np.array(high)),
            integrality=np.array([1] * items + [0] * (self.size - items)),
            options={"mip_rel_gap": 0},
        )
        if found.x is None:  # all items together hold, so there is an answer
            raise RuntimeError(f"the solver gave up: {found.message}")
        return frozenset(one.id for one, value in zip(self.problem.items, found.x, strict=False) if value > 0.5)

    def _constraints(self) -> Iterator[tuple[list[float], float, float]]:
        problem, last = self.problem, self.size - 1
        yield self._row({last: 1}), 0, _NO_LIMIT
        for number, one in enumerate(problem.items):
            for name in one.actions:
                yield self._row({self.place[name]: 1, number: -1}), 0, _NO_LIMIT
        for name in self.names:
            yield self._row({last: 1, self.place[name]: -problem.tasks[name].span}), 0, _NO_LIMIT
        for demand, wanted in problem.demands.items():
            gains = {number: float(one.gains.get(demand, 0)) for number, one in enumerate(problem.items)}
            yield self._row(gains), float(wanted), _NO_LIMIT
        for cut in self.cuts:
            yield self._row({number: 1 for number, one in enumerate(problem.items) if one.id not in cut}), 1, _NO_LIMIT
        if self.most_days is not None:
            yield self.days, -_NO_LIMIT, int(self.most_days * self.scale)
        if self.most_tasks is not None:
            yield self.number, -_NO_LIMIT, self.most_tasks

    def _bounds(self) -> tuple[list[float], list[float]]:
        problem = self.problem
        low, high = [0.0] * self.size, [1.0] * self.size
        high[-1] = _NO_LIMIT if self.longest is None else self.longest
        for number, one in enumerate(problem.items):
            if one.id in problem.always:
                low[number] = 1
            if one.id in self.settled:
                low[number] = high[number] = float(self.settled[one.id])
        for name in self.names:
            if name in problem.forced:
                low[self.place[name]] = 1
        return low, high

    def _row(self, values: Mapping[int, float]) -> list[float]:
        row = [0.0] * self.size
        for place, value in values.items():
            row[place] = value
        return row
