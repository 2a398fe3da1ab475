"""The frozen rubric: outline, points with their provenance, and what each clause asks for. Points are exact decimals."""

from collections.abc import Iterator
from decimal import Decimal
from typing import Literal

from pydantic import BaseModel, ConfigDict, Field, model_validator

from scoring.rubric.predicates import SAMPLING, Predicate

Provenance = Literal["confirmed", "working", "official"]


class Frozen(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid", populate_by_name=True)


class Level(Frozen):
    """A level and its lower bound, which is inclusive."""

    id: str
    title: str
    lower: Decimal = Field(alias="from")


class Remedy(Frozen):
    """What closes a gap: a sentence that says what to do, in how many copies, for which dates, with which fields.

    `hand_in` names the papers to add, `who` does it, `days` is the effort in person-days, `lead_days` the calendar days
    it takes before the evidence can exist (working estimates).
    """

    do: str = Field(min_length=4)
    hand_in: str = Field(min_length=2)
    who: str = Field(min_length=2)
    days: Decimal = Field(ge=0)
    lead_days: int = Field(ge=0)


class Condition(Frozen):
    """One thing a clause asks for. `missing` is said where there is no evidence at all; other reasons say themselves."""

    id: str
    text: str = Field(min_length=4)
    predicate: Predicate
    missing: str = Field(min_length=4)
    remedy: Remedy


class Clause(Frozen):
    """A leaf of the rubric. Ids with a letter (5.2.4-a) are working items, not clause numbers of the standard.

    all_or_nothing: every condition must hold. sample_ratio: one condition gives k of n, the others are its premises.
    `evidence` are the kinds that can prove it, for unread files and for people; `on_site` are questions for the visit.
    """

    id: str
    title: str
    points: Decimal = Field(ge=0)
    provenance: Provenance
    mode: Literal["all_or_nothing", "sample_ratio"]
    excludable: bool
    evidence: tuple[str, ...] = Field(min_length=1)
    conditions: tuple[Condition, ...] = Field(min_length=1)
    on_site: tuple[str, ...] = Field(min_length=1)

    @model_validator(mode="after")
    def _sampling_fits_mode(self) -> "Clause":
        ids = [condition.id for condition in self.conditions]
        if len(ids) != len(set(ids)):
            raise ValueError(f"{self.id} 的条件编号重复")
        sampling = [condition for condition in self.conditions if isinstance(condition.predicate, SAMPLING)]
        if len(sampling) != (self.mode == "sample_ratio"):
            raise ValueError(f"{self.id} 的计分方式是 {self.mode}，抽样条件应有 {int(self.mode == 'sample_ratio')} 个，现有 {len(sampling)} 个")
        return self


class Indicator(Frozen):
    id: str
    title: str
    clauses: tuple[Clause, ...] = Field(min_length=1)


class Group(Frozen):
    id: str
    title: str
    points: Decimal
    provenance: Provenance
    indicators: tuple[Indicator, ...] = Field(min_length=1)

    @model_validator(mode="after")
    def _clauses_add_up(self) -> "Group":
        total = sum((clause.points for indicator in self.indicators for clause in indicator.clauses), Decimal())
        if total != self.points:
            raise ValueError(f"{self.id} 各条款合计 {total}，应为 {self.points}")
        return self


class SpecialRule(Frozen):
    """How one sort of special deduction is found (rubric §5). Each different fact is one deduction (ruling 8).

    stated: customer-facing papers affirm one of `concepts`, each concept a fact of its own; `public: false` takes the
    enterprise's internal papers as well, its records excepted. below_minimum: a promise is
    below the statutory minimum. breached: at least `share` of the samples of one of `clauses` fail. permits: a permit
    the industry requires has expired. `title` maps what was found to words people read.
    """

    code: str
    title: str
    finds: Literal["stated", "below_minimum", "breached", "permits"]
    concepts: tuple[str, ...] = ()
    kinds: tuple[str, ...] = ()
    public: bool = True
    clauses: tuple[str, ...] = ()
    share: Decimal = Field(default=Decimal("0.2"), gt=0, le=1)
    remedy: Remedy


class SpecialDeductions(Frozen):
    """Each one takes `points_each` off after normalising; `fails_at` of them fail the evaluation (facts R4, R7)."""

    points_each: Decimal
    fails_at: int
    rules: tuple[SpecialRule, ...] = ()


class Eligibility(Frozen):
    """A threshold of application: told apart from the score, and where sources differ both sides are told (rubric §6)."""

    id: str
    text: str
    predicate: Predicate
    missing: str
    note: str = ""


class SpecialBonus(Frozen):
    """A reviewer may grant at most `at_most` (facts R5)."""

    points_each: Decimal
    at_most: int
    concepts: tuple[str, ...] = ()  # statements that make a claim worth a reviewer's look


class Rubric(Frozen):
    """Everything points are derived from. Sums are checked on construction.

    A rubric that is not `scored` is a checklist: no points, no level, no deductions. `group_floor_percent`: every group
    must reach that share of its points, or the evaluation fails. `needs` are rubrics whose results its predicates read.
    """

    id: str
    version: str
    title: str
    scored: bool = True
    full_marks: Decimal
    levels: tuple[Level, ...]
    group_floor_percent: Decimal | None = None
    special_deductions: SpecialDeductions
    special_bonus: SpecialBonus
    manager_share_percent: Decimal
    minimum_clause_points: Decimal = Decimal("0.5")
    needs: tuple[str, ...] = ()
    eligibility: tuple[Eligibility, ...] = ()
    groups: tuple[Group, ...] = Field(min_length=1)

    @model_validator(mode="after")
    def _consistent(self) -> "Rubric":
        total = sum((group.points for group in self.groups), Decimal())
        if total != self.full_marks:
            raise ValueError(f"各大类合计 {total}，应为 {self.full_marks}")
        if self.scored and (not self.levels or any(clause.points <= 0 for clause in self.clauses())):
            raise ValueError("计分的评分表应有等级，且每条分值大于 0")
        lows = [level.lower for level in self.levels]
        if lows != sorted(set(lows)):
            raise ValueError("等级应按分数线从低到高排列且不重复")
        ids = [clause.id for clause in self.clauses()]
        if len(ids) != len(set(ids)):
            raise ValueError("条款编号重复")
        return self

    def clauses(self) -> Iterator[Clause]:
        """All leaves in order."""
        for group in self.groups:
            for indicator in group.indicators:
                yield from indicator.clauses

    def indicators(self) -> Iterator[Indicator]:
        for group in self.groups:
            yield from group.indicators
