"""All arithmetic on points: exact fractions inside, decimals cut (never rounded up) outside.

Rules and their sources: a level's lower bound is inclusive (R8); exclusion takes an item out of numerator and
denominator (R6); special deductions come off after normalising (working reading of R4) and five of them fail (R7); a granted
special bonus is added there too and never lifts a score above full marks (working reading of R5).
"""

from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction
from math import ceil

from scoring.figures import Number
from scoring.rubric import Level, Rubric


@dataclass(frozen=True, slots=True)
class Standing:
    """A score and what it earns; `level` is None when the evaluation is failed."""

    score: Fraction
    level: Level | None
    failed_by_deductions: bool


def standing(rubric: Rubric, score: Number, special_deductions: int = 0) -> Standing:
    """The level of a final score; the exact value decides, so 94.996 is not five stars."""
    exact = _clamp(Fraction(score), rubric)
    failed = special_deductions >= rubric.special_deductions.fails_at
    reached = [level for level in rubric.levels if exact >= Fraction(level.lower)]
    return Standing(exact, None if failed or not reached else reached[-1], failed)


def normalised(rubric: Rubric, earned: Number, applicable: Number, special_deductions: int = 0, bonus: int = 0) -> Fraction:
    """earned ÷ applicable × full marks − special deductions + special bonus, clamped to 0…full marks.

    Raises ValueError unless 0 ≤ earned ≤ applicable ≤ full marks and applicable > 0.
    """
    if applicable <= 0 or not 0 <= earned <= applicable or applicable > rubric.full_marks:
        raise ValueError("应满足 0 ≤ 实得分 ≤ 涉及项总分 ≤ 满分，且涉及项总分大于 0")
    return settled_score(rubric, Fraction(earned) / Fraction(applicable) * Fraction(rubric.full_marks), special_deductions, bonus)


def settled_score(rubric: Rubric, score: Number, special_deductions: int, bonus: int = 0) -> Fraction:
    """A normalised score with special deductions taken off and granted bonuses added, as many as the rubric allows."""
    return _clamp(unbounded_score(rubric, score, special_deductions, bonus), rubric)


def unbounded_score(rubric: Rubric, score: Number, special_deductions: int, bonus: int = 0) -> Fraction:
    """The same before it is kept within 0…full marks: what more points are added to, where deductions weigh more than was earned."""
    granted = min(bonus, rubric.special_bonus.at_most) * Fraction(rubric.special_bonus.points_each)
    return Fraction(score) - special_deductions * Fraction(rubric.special_deductions.points_each) + granted


def group_floors_hold(rubric: Rubric, earned: Mapping[str, Fraction], excluded: frozenset[str]) -> bool:
    """Whether every group reaches the rubric's floor (SB/T 10401: half of its points), of the clauses that are not excluded."""
    if rubric.group_floor_percent is None:
        return True
    floor = Fraction(rubric.group_floor_percent) / 100
    for group in rubric.groups:
        kept = [clause for indicator in group.indicators for clause in indicator.clauses if clause.id not in excluded]
        applicable = sum((Fraction(clause.points) for clause in kept), Fraction(0))
        if sum((earned[clause.id] for clause in kept), Fraction(0)) < floor * applicable:
            return False
    return True


def missing_to(level: Level, score: Number) -> Fraction:
    """Points still missing to a level; 0 when it is reached."""
    return max(Fraction(0), Fraction(level.lower) - Fraction(score))


def sample_points(points: Number, drawn: int, failed: int) -> Fraction:
    """Points of a sampled clause: points × passed ÷ drawn. Nothing drawn never scores (ValueError)."""
    if drawn <= 0 or not 0 <= failed <= drawn:
        raise ValueError("应满足 0 ≤ 不符合数 ≤ 抽样数，且抽样数大于 0")
    return Fraction(points) * (drawn - failed) / drawn


def managers_needed(rubric: Rubric, service_managers: int) -> int:
    """How many 售后服务管理师 n 服务管理人员 need: the share, rounded up (inferred), at least one."""
    return people_needed(service_managers, rubric.manager_share_percent)


def people_needed(people: int, percent: Number) -> int:
    """That share of a number of people, rounded up (inferred), at least one. Raises ValueError on a negative number."""
    if people < 0:
        raise ValueError("人数不能为负")
    return max(1, ceil(Fraction(people) * Fraction(percent) / 100))


def _clamp(value: Fraction, rubric: Rubric) -> Fraction:
    return min(max(value, Fraction(0)), Fraction(rubric.full_marks))
