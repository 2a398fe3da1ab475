"""Scores, levels, sums, and the rules that make one of the other."""

from typing import Annotated

from pydantic import Field

from scoring.rubric.model import Provenance
from scoring.schemas.values import Count, Exact, Points, Shape, ShownPoints

Range = Annotated[list[Points], Field(min_length=2, max_length=2)]
ExactRange = Annotated[list[Exact], Field(min_length=2, max_length=2)]
Percent = Annotated[Points | None, Field(description="涉及项为 0 时是 null")]


class ExactScoreShape(Shape):
    """The same scores as fractions; levels are decided by these."""

    confirmed: Exact
    possible: Exact
    without_exclusions: Exact
    allocation_range: ExactRange


class NextLevelShape(Shape):
    """The next higher level."""

    level: str
    title: str
    missing: ShownPoints = Field(description="还差多少分，向上取到两位小数")


class ScoreShape(Shape):
    """Cut to two places, never rounded up."""

    confirmed: Points = Field(description="无法判断的按不符合计")
    possible: Points = Field(description="无法判断的按符合计")
    without_exclusions: Points
    allocation_range: Range = Field(description="没有公开来源的分值作所有可能的分配时，得分的最低与最高")
    allocation_note: str
    exact: ExactScoreShape
    next: NextLevelShape | None


class LevelShape(Shape):
    """Ids of the rubric's levels, or `unqualified`."""

    confirmed: str
    possible: str


class LevelTitlesShape(Shape):
    """The same as people call them."""

    confirmed: str
    possible: str


class SumShape(Shape):
    """Points added up."""

    points: ShownPoints
    applicable: ShownPoints = Field(description="去掉删减的")
    earned: Points
    possible: Points
    lost: Points
    percent: Percent


class IndicatorSumShape(SumShape):
    """Of an indicator."""

    id: str
    title: str
    group: str


class GroupSumShape(SumShape):
    """Of a group."""

    id: str
    title: str
    provenance: Provenance


class LevelRuleShape(Shape):
    """A level and its lower bound, which is inclusive."""

    id: str
    title: str
    from_: ShownPoints = Field(alias="from")


class DeductionRuleShape(Shape):
    """What special deductions cost."""

    points_each: ShownPoints
    fails_at: Count


class BonusRuleShape(Shape):
    """What special bonuses give."""

    points_each: ShownPoints
    at_most: Count


class RulesShape(Shape):
    """How points become a score and a level."""

    full_marks: ShownPoints
    levels: list[LevelRuleShape]
    special_deductions: DeductionRuleShape
    special_bonus: BonusRuleShape
    group_floor_percent: ShownPoints | None
