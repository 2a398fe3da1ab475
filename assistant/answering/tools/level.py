"""某个分数是几星: the calculator of guidance with typed arguments."""

from decimal import Decimal
from fractions import Fraction

from pydantic import Field

from assistant.answering.tools.value import Arguments, ToolAnswer
from assistant.errors import UsageError
from assistant.guidance import scores
from scoring.rubric import Rubric

NAME = "level"
DESCRIPTION = "一个最后得分（0—100）能评几星，离下一级或指定等级差多少分。"


class Asked(Arguments):
    score: Decimal = Field(description="最后得分", ge=0, le=1000)
    target: str | None = Field(None, description="想到的等级：pass、three_star、four_star、five_star")


def level(rubric: Rubric, asked: Asked) -> ToolAnswer:
    """Raises UsageError for a level there is not."""
    score = Fraction(asked.score)
    if score > rubric.full_marks:
        made = scores.impossible(rubric, score)
        return ToolAnswer(made.text, passages=made.passages)
    target = next((one for one in rubric.levels if one.id == asked.target), None)
    if asked.target is not None and target is None:
        raise UsageError(f"没有等级“{asked.target[:20]}”，可用：{'、'.join(one.id for one in rubric.levels)}")
    made = scores.level_of(rubric, score, target)
    return ToolAnswer(made.text, passages=made.passages)
