"""What a standard asks for, as data: levels, groups, indicators, clauses with their points and conditions."""

from scoring.rubric.loader import RubricError, load_rubric
from scoring.rubric.model import (
    Clause,
    Condition,
    Eligibility,
    Group,
    Indicator,
    Level,
    Remedy,
    Rubric,
    SpecialRule,
)

__all__ = [
    "Clause",
    "Condition",
    "Eligibility",
    "Group",
    "Indicator",
    "Level",
    "Remedy",
    "Rubric",
    "RubricError",
    "SpecialRule",
    "load_rubric",
]
