"""Which gaps to close: the wish and the ground as a problem for the solver, and its answer put before the engine."""

from dataclasses import dataclass, field
from datetime import date, timedelta
from fractions import Fraction
from functools import cached_property

from scoring.plan.model import Gap, Ground
from scoring.plan.solve import Item, Problem, Task, least
from scoring.plan.switched import standing_of, switched
from scoring.points import Standing, normalised, unbounded_score
from scoring.rubric import Level

_SCORE = "score"


@dataclass(frozen=True, eq=False)
class Choice:
    """What may be chosen, and what is: `goal` is the target, or the best level instead (None: closing gaps leads to no level).

    `deadline` is the last day on which an action counts. Late special deductions still cost their point then.
    """

    ground: Ground
    target: Level
    start: date
    cannot: frozenset[str] = frozenset()
    doing: frozenset[str] = frozenset()
    deadline: date | None = None
    _known: dict[frozenset[str], Standing] = field(default_factory=dict, init=False, repr=False)

    def begins(self, action: str) -> date:
        return self.ground.begins(action, self.start)

    def done(self, action: str) -> date:
        return self.begins(action) + timedelta(days=self.ground.actions[action].span)

    def finish(self, gap: Gap) -> date:
        return max((self.done(name) for name in gap.actions), default=self.start)

    def is_late(self, gap: Gap) -> bool:
        return self.deadline is not None and self.finish(gap) > self.deadline

    @cached_property
    def available(self) -> tuple[Gap, ...]:
        """Gaps that may be closed and count in time."""
        return tuple(one for one in self.ground.gaps if one.clause.id not in self.cannot and not self.is_late(one))

    @cached_property
    def late_special(self) -> tuple[str, ...]:
        """Actions of special deductions that are not done in time."""
        last = self.deadline
        return tuple(one.action for one in self.ground.special if last is not None and self.done(one.action) > last)

    @cached_property
    def best(self) -> Standing:
        """All that may be closed is closed."""
        return self._standing(frozenset(one.clause.id for one in self.available))

    @cached_property
    def reachable(self) -> bool:
        return reaches(self.best, self.target) and not self.late_special

    @cached_property
    def goal(self) -> Level | None:
        """The target; where it is out of reach the highest level that closing gaps leads to, if it leads to any."""
        if reaches(self.best, self.target):
            return self.target
        level = self.best.level
        return None if level is None or reaches(self._standing(frozenset()), level) else level

    @cached_property
    def chosen(self) -> tuple[Gap, ...]:
        """The gaps to close, those under way among them; all where they lead to no level."""
        names = frozenset(one.clause.id for one in self.available) if self.goal is None else least(self.problem, self._holds)
        assert names is not None  # the goal is reached with everything
        return tuple(one for one in self.ground.gaps if one.clause.id in names or self._goes_on(one))

    @cached_property
    def after(self) -> Standing:
        return self._standing(frozenset(one.clause.id for one in self.chosen if not self.is_late(one)))

    @cached_property
    def failing(self) -> tuple[Gap, ...]:
        """The chosen gaps of samples in which records fail: those records stay failed as long as they are in the period."""
        samples = {one.clause.id: one.sample for one in self.ground.clauses}
        return tuple(one for one in self.chosen if (sample := samples[one.clause.id]) is not None and sample.passed < sample.drawn and not one.lapses)

    @cached_property
    def cautious(self) -> Standing:
        """After the plan, where the records that failed are still in the review period and none comes beside them."""
        closed = frozenset(one.clause.id for one in self.chosen if not self.is_late(one))
        return self._standing(closed - {one.clause.id for one in self.failing})

    @cached_property
    def tasks(self) -> frozenset[str]:
        """All actions of the plan: of the chosen gaps, and of every special deduction."""
        return frozenset(name for one in self.chosen for name in one.actions).union(one.action for one in self.ground.special)

    @cached_property
    def earliest(self) -> date:
        return max((self.done(name) for name in self.tasks), default=self.start)

    @cached_property
    def work_done(self) -> date:
        """The last day of the work itself: what waits for the day of the audit is no work to be done by then."""
        return max((self.done(name) for name in self.tasks if self.ground.actions[name].due != "audit"), default=self.earliest)

    @cached_property
    def effort(self) -> Fraction:
        return sum((self.ground.actions[name].days for name in self.tasks), Fraction(0))

    @cached_property
    def needed(self) -> frozenset[str]:
        """Clauses of the plan without which the goal is missed whatever else is done."""
        everything = frozenset(one.clause.id for one in self.available)
        return frozenset(one.clause.id for one in self.chosen if self.goal is not None and not self.problem.met(everything - {one.clause.id}))

    @cached_property
    def problem(self) -> Problem:
        """What is still to be gained, from the standing with every special deduction rectified and no gap closed."""
        ground, rubric = self.ground, self.ground.grade.rubric
        assert self.goal is not None
        groups = {clause.id: group.id for group in rubric.groups for one in group.indicators for clause in one.clauses}
        under_way = [one for one in ground.gaps if self._goes_on(one)]
        return Problem(
            items=tuple(Item(one.clause.id, {_SCORE: one.gain, groups[one.clause.id]: one.lost}, one.actions) for one in self.available),
            tasks={name: Task(one.days, (self.done(name) - self.start).days) for name, one in ground.actions.items()},
            demands={_SCORE: Fraction(self.goal.lower) - self._base, **self._floors()},
            always=frozenset(one.clause.id for one in under_way if one in self.available),
            forced=frozenset(name for one in under_way for name in one.actions).union(one.action for one in ground.special),
        )

    @property
    def _base(self) -> Fraction:
        """The score with no gap closed, below 0 where late deductions weigh more than was earned: gains fill that up first."""
        ground = self.ground
        kept = [one for one in ground.clauses if one.excluded_because is None]
        applicable = sum((Fraction(one.clause.points) for one in kept), Fraction(0))
        earned = normalised(ground.grade.rubric, sum((one.earned for one in kept), Fraction(0)), applicable)
        return unbounded_score(ground.grade.rubric, earned, len(self.late_special), ground.bonus)

    def _floors(self) -> dict[str, Fraction]:
        """What each group lacks of the rubric's floor, in the clauses' own points."""
        rubric, results = self.ground.grade.rubric, {one.clause.id: one for one in self.ground.clauses}
        if rubric.group_floor_percent is None:
            return {}
        out = {}
        for group in rubric.groups:
            kept = [results[clause.id] for one in group.indicators for clause in one.clauses if results[clause.id].excluded_because is None]
            floor = sum((Fraction(one.clause.points) for one in kept), Fraction(0)) * Fraction(rubric.group_floor_percent) / 100
            out[group.id] = floor - sum((one.earned for one in kept), Fraction(0))
        return out

    def _goes_on(self, gap: Gap) -> bool:
        return gap.clause.id in self.doing

    def _holds(self, chosen: frozenset[str]) -> bool:
        return self.goal is not None and reaches(self._standing(chosen), self.goal)

    def _standing(self, closed: frozenset[str]) -> Standing:
        """The engine's word on these gaps closed and all special deductions rectified but the late ones; each asked once."""
        if closed not in self._known:
            ground = self.ground
            found = standing_of(ground.grade.rubric, switched(ground.clauses, closed), len(self.late_special), ground.bonus)
            self._known[closed] = found
        return self._known[closed]


def reaches(standing: Standing, level: Level) -> bool:
    return standing.level is not None and standing.level.lower >= level.lower
