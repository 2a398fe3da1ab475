"""Planning on rubrics of 44 clauses whose actions are many and shared: the whole plan, and the solver alone, against a greedy choice.

`python -m benchmarks plan [200 400]`: numbers of actions. The clauses and points are those of the standard; remedies are made
up by a fixed seed, none of the clauses is met. Seconds are the best of three, after the solver's library was loaded.
"""

import random
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from fractions import Fraction

from benchmarks.figures import Done, Figure
from benchmarks.measure import machine, print_each
from scoring.judge import Grade, grade
from scoring.plan import Plan, Wish, plan
from scoring.plan.switched import standing_of, switched
from scoring.profile import Profile
from scoring.rubric import Clause, Remedy, Rubric, load_rubric

ACTIONS = (44, 100, 200, 400)
HEADS = ("actions", "of them shared", "target", "plan, s", "greedy, s", "person-days", "greedy by points per day", "chosen clauses")
_GREEDY = "greedy by points per day"
_LEADS = (3, 7, 14, 30, 60)
_ON = date(2026, 11, 20)


@dataclass(frozen=True, slots=True)
class Planned:
    """One rubric and target: seconds and person-days of the plan, and of the greedy choice. `mixed`: any clause asks for any action."""

    actions: int
    shared: int
    mixed: bool
    level: str
    seconds: float
    greedy_seconds: float
    days: Fraction
    greedy_days: Fraction
    chosen: int

    def row(self) -> list[str]:
        shared = f"{self.shared}{', any to any' if self.mixed else ''}"
        days = (f"{float(one):g}" for one in (self.days, self.greedy_days))
        return [str(self.actions), shared, self.level, f"{self.seconds:.2f}", f"{self.greedy_seconds:.2f}", *days, str(self.chosen)]

    def figures(self) -> Iterator[Figure]:
        what = f"plan to {self.level}, {self.actions} actions{', any to any clause' if self.mixed else ''}"
        command = f"python -m benchmarks plan {self.actions}"
        yield Figure(f"{what}: time", self.seconds, "s", _GREEDY, self.greedy_seconds, command)
        days, greedy_days = float(self.days), float(self.greedy_days)
        headline = self.actions >= 200 and not self.mixed
        yield Figure(f"{what}: effort", days, "person-days", _GREEDY, greedy_days, command, headline=headline)


def run(argv: Sequence[str]) -> Done:
    """Print one table; numbers of actions may be given."""
    print(f"\n## Least-effort plans\n\n{machine()}\n")
    _planned(_graded(44), "pass")  # loads the solver
    sizes = tuple(int(one) for one in argv) or ACTIONS
    return Done(tuple(figure for one in print_each(HEADS, _measured(sizes), Planned.row) for figure in one.figures()))


def _measured(sizes: Sequence[int]) -> Iterator[Planned]:
    for size, mixed in ((size, mixed) for mixed in (False, True) for size in sizes):
        found = _graded(size, mixed)
        for level in ("pass", "four_star", "five_star"):
            seconds, made = min((_planned(found, level) for _ in range(3)), key=lambda one: one[0])
            greedy_seconds, greedy_days = min((_timed_greedy(found, level) for _ in range(3)), key=lambda one: one[0])
            remedies = [condition.remedy for clause in found.rubric.clauses() for condition in clause.conditions]
            shared = sum(1 for one in set(remedies) if remedies.count(one) > 1)
            days = sum((one.action.days for one in made.steps), Fraction(0))
            yield Planned(len(set(remedies)), shared, mixed, level, seconds, greedy_seconds, days, greedy_days, len(made.chosen))


def _timed_greedy(found: Grade, level: str) -> tuple[float, Fraction]:
    started = time.perf_counter()
    days = _greedy(found, level)
    return time.perf_counter() - started, days


def _planned(found: Grade, level: str) -> tuple[float, Plan]:
    started = time.perf_counter()
    made = plan(found, lambda _: found, Wish(level))
    return time.perf_counter() - started, made


def _graded(actions: int, mixed: bool = False) -> Grade:
    """A grade of nothing by the standard's clauses, each asking for some of so many remedies; `mixed`: for one to eight of any of them."""
    chance = random.Random(actions)
    remedies = [
        Remedy(do=f"第 {one} 项整改", hand_in="材料 1 份", who="售后部门", days=Decimal(chance.randint(1, 30)) / 2, lead_days=chance.choice(_LEADS))
        for one in range(actions)
    ]
    rubric = load_rubric()
    clauses = list(rubric.clauses())
    asked: list[list[Remedy]] = [[] for _ in clauses]
    if mixed:
        asked = [chance.sample(remedies, chance.randint(1, 8)) for _ in clauses]
    for number, one in enumerate(() if mixed else remedies):  # every remedy has a clause, and every fourth a second one
        asked[number % len(clauses)].append(one)
        if number % 4 == 0:
            asked[chance.randrange(len(clauses))].append(one)
    asking = {clause.id: _asking(clause, wanted) for clause, wanted in zip(clauses, asked, strict=True)}
    return grade([], Profile(name="临江棋石净水设备有限公司"), _ON, _with(rubric, asking))


def _asking(clause: Clause, remedies: Sequence[Remedy]) -> Clause:
    first = clause.conditions[0]
    wanted = list(dict.fromkeys(remedies))
    made = tuple(first.model_copy(update={"id": f"c{number}", "remedy": one}) for number, one in enumerate(wanted))
    return clause.model_copy(update={"conditions": made})


def _with(rubric: Rubric, clauses: dict[str, Clause]) -> Rubric:
    groups = tuple(
        group.model_copy(
            update={
                "indicators": tuple(
                    one.model_copy(update={"clauses": tuple(clauses[clause.id] for clause in one.clauses)}) for one in group.indicators
                )
            }
        )
        for group in rubric.groups
    )
    return rubric.model_copy(update={"groups": groups})


def _greedy(found: Grade, level: str) -> Fraction:
    """Person-days where the clause with the most points for its still unpaid days is taken again and again."""
    lower = next(one.lower for one in found.rubric.levels if one.id == level)
    taken: set[str] = set()
    paid: set[Remedy] = set()
    clauses = {one.clause.id: one.clause for one in found.clauses}

    def price(clause: Clause) -> Fraction:
        return sum((Fraction(one.days) for one in {condition.remedy for condition in clause.conditions} - paid), Fraction(0))

    while standing_of(found.rubric, switched(found.clauses, frozenset(taken)), 0).score < lower:
        left = [one for one in clauses.values() if one.id not in taken]
        best = max(left, key=lambda one: (Fraction(one.points) / (price(one) or Fraction(1, 1000)), one.id))
        taken.add(best.id)
        paid |= {condition.remedy for condition in best.conditions}
    return sum((Fraction(one.days) for one in paid), Fraction(0))
