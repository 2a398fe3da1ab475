"""The frozen outline of a rubric. Points are exact integers or decimals; their provenance goes with them."""

from collections.abc import Iterator
from decimal import Decimal
from typing import Literal

from pydantic import BaseModel, ConfigDict, Field, model_validator

Provenance = Literal["confirmed", "working", "official"]


class Frozen(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid", populate_by_name=True)


class Level(Frozen):
    """A level and its lower bound, which is inclusive."""

    id: str
    title: str
    lower: Decimal = Field(alias="from")


class Clause(Frozen):
    """A leaf of the rubric. Ids with a letter (5.2.4-a) are working items, not clause numbers of the standard."""

    id: str
    title: str
    points: Decimal = Field(gt=0)
    provenance: Provenance
    mode: Literal["all_or_nothing", "sample_ratio"]
    excludable: bool


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


class SpecialDeductions(Frozen):
    """Each one takes `points_each` off after normalising; `fails_at` of them fail the evaluation (facts R4, R7)."""

    points_each: Decimal
    fails_at: int


class SpecialBonus(Frozen):
    """A reviewer may grant at most `at_most` (facts R5)."""

    points_each: Decimal
    at_most: int


class Rubric(Frozen):
    """Everything points are derived from. Sums are checked on construction."""

    id: str
    version: str
    title: str
    full_marks: Decimal
    levels: tuple[Level, ...] = Field(min_length=1)
    special_deductions: SpecialDeductions
    special_bonus: SpecialBonus
    manager_share_percent: Decimal
    groups: tuple[Group, ...] = Field(min_length=1)

    @model_validator(mode="after")
    def _consistent(self) -> "Rubric":
        total = sum((group.points for group in self.groups), Decimal())
        if total != self.full_marks:
            raise ValueError(f"各大类合计 {total}，应为 {self.full_marks}")
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
