"""What a standard asks for, as data: levels, groups, indicators, clauses and their points."""

from scoring.rubric.loader import RubricError, load_rubric
from scoring.rubric.model import Clause, Group, Indicator, Level, Rubric

__all__ = ["Clause", "Group", "Indicator", "Level", "Rubric", "RubricError", "load_rubric"]
