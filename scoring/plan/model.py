"""The values of a plan. Points and days are exact fractions; dates are calendar days."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from fractions import Fraction
from math import ceil
from typing import Literal

from scoring.figures import rest
from scoring.judge import ClauseResult, Grade
from scoring.points import Standing
from scoring.rubric import Clause, Level, Remedy
from scoring.special import SpecialDeduction
from scoring.verdict import Outcome


@dataclass(frozen=True, slots=True)
class Wish:
    """What the user asks for. `target` is a level's id or title (None: the highest), `start` the first day of work.

    `cannot` are clauses never to be chosen, `doing` clauses already under way; `on` and `off` are clauses whose findings
    are switched to met and not met, to look at the score only.
    """

    target: str | None = None
    start: date | None = None
    audit: date | None = None
    cannot: tuple[str, ...] = ()
    doing: tuple[str, ...] = ()
    on: tuple[str, ...] = ()
    off: tuple[str, ...] = ()


Due = Literal["any", "period", "audit"]


@dataclass(frozen=True, slots=True)
class Action:
    """One remedy to carry out. The same remedy asked by several clauses is one action; a special deduction has its own.

    `due`: what it leaves behind counts on the day of the audit whenever it is done ("any"), if done within the review
    period before that day ("period"), or if done at that day ("audit": a person looks at the papers of the day).
    """

    id: str
    remedy: Remedy
    clauses: tuple[str, ...]
    special: str | None = None
    due: Due = "any"

    @property
    def days(self) -> Fraction:
        """Person-days (working estimate)."""
        return Fraction(self.remedy.days)

    @property
    def span(self) -> int:
        """Calendar days from start to finish: the lead time, or the work itself where that takes longer."""
        return max(self.remedy.lead_days, ceil(self.days))


@dataclass(frozen=True, slots=True)
class Gap:
    """A clause that loses points, and the actions which together give them back.

    `lost` are the clause's own points, `gain` what they are in the final score. `expires`: today the clause loses less
    than on the day of the audit, `lost_today` of its points. `decided`: a person's result on site stands against it, not the papers. `lapses`: a
    person's conclusion holds it up today and no longer does then.
    """

    clause: Clause
    outcome: Outcome
    lost: Fraction
    gain: Fraction
    actions: tuple[str, ...]
    expires: bool = False
    decided: bool = False
    lapses: bool = False
    lost_today: Fraction | None = None

    @property
    def shown_gain(self) -> Fraction:
        """The gain as the result shows it (see points.rest)."""
        return self._shown(self.lost)

    @property
    def shown_today(self) -> Fraction:
        """The gain that the result itself tells: of today's loss, without what is lost until the audit."""
        return self._shown(self.lost if self.lost_today is None else self.lost_today)

    def _shown(self, lost: Fraction) -> Fraction:
        scale = self.gain / self.lost
        points = Fraction(self.clause.points)
        return rest(points * scale, (points - lost) * scale)


@dataclass(frozen=True, slots=True)
class Rectified:
    """A special deduction and the action that takes it back; rectifying it is not a choice.

    `id` is the deduction's in the result. `lapses`: a person has dismissed it, but not for the day of the audit.
    """

    id: str
    deduction: SpecialDeduction
    action: str
    remedy: Remedy
    expires: bool = False
    lapses: bool = False


@dataclass(frozen=True, slots=True)
class Expiry:
    """A clause that holds today and loses on the day of the audit, with the engine's reason; `loses` in the final score."""

    clause: Clause
    text: str
    on: date
    loses: Fraction


@dataclass(frozen=True)
class Ground:
    """What the plan stands on: every clause, and the bonuses, as the worse of today and the day of the audit.

    `period_start` is the first day of the review period that ends on the day of the audit.
    """

    grade: Grade
    audit: date
    period_start: date
    clauses: tuple[ClauseResult, ...]
    bonus: int
    gaps: tuple[Gap, ...]
    special: tuple[Rectified, ...]
    actions: Mapping[str, Action]
    expiring: tuple[Expiry, ...]

    def gap(self, clause: str) -> Gap | None:
        return next((one for one in self.gaps if one.clause.id == clause), None)

    def span(self, gap: Gap) -> int:
        """Calendar days until all of the gap's actions are done."""
        return max((self.actions[name].span for name in gap.actions), default=0)

    def begins(self, name: str, start: date) -> date:
        """The first day on which the action may begin so that it counts on the day of the audit, `start` or later.

        It ends by the audit wherever it would if begun at `start`.
        """
        action = self.actions[name]
        if action.due == "any":
            return start
        last = self.audit - timedelta(days=action.span)
        return max(start, last if action.due == "audit" else min(self.period_start, last))

    def days(self, gap: Gap) -> Fraction:
        """Person-days of the gap's actions by themselves."""
        return sum((self.actions[name].days for name in gap.actions), Fraction(0))


@dataclass(frozen=True, slots=True)
class Step:
    """An action with its dates. `slack`: calendar days it may slip without moving the earliest date; `waits` for the day of the audit."""

    action: Action
    start: date
    finish: date
    slack: int
    doing: bool
    waits: bool = False


@dataclass(frozen=True, slots=True)
class LeftOut:
    gap: Gap
    why: str


@dataclass(frozen=True, slots=True)
class WhatIf:
    on: tuple[str, ...]
    off: tuple[str, ...]
    standing: Standing


@dataclass(frozen=True)
class Plan:
    """The plan to the target, or where `reachable` is False to the best that can be reached instead."""

    ground: Ground
    target: Level
    start: date
    audit_given: bool
    reachable: bool
    why_not: str
    before: Standing
    at_audit: Standing
    after: Standing
    best: Standing
    failing: tuple[Gap, ...]
    cautious: Standing
    chosen: tuple[Gap, ...]
    needed: frozenset[str]
    doing: frozenset[str]
    steps: tuple[Step, ...]
    left_out: tuple[LeftOut, ...]
    what_if: WhatIf | None
    notes: tuple[str, ...]

    @property
    def earliest(self) -> date:
        """The day on which the last action is done, but for those that wait for the audit after it."""
        return max((one.finish for one in self.steps if not one.waits), default=self.start)

    @property
    def waiting(self) -> date | None:
        """The day until which conclusions are to be confirmed anew after all other work; None where nothing waits."""
        return max((one.finish for one in self.steps if one.waits), default=None)
