"""删减后折算、再减特别扣分: the calculator of guidance with typed arguments."""

from decimal import Decimal
from fractions import Fraction

from pydantic import Field

from assistant.answering.tools.value import Arguments, ToolAnswer
from assistant.guidance import scores
from scoring.rubric import Rubric

NAME = "normalised_score"
DESCRIPTION = "实得分 ÷ 涉及项总分 × 100，再减特别扣分，得多少分、几星。"


class Asked(Arguments):
    earned: Decimal = Field(description="实得分", ge=0, le=1000)
    applicable: Decimal = Field(description="涉及项总分，不超过满分", gt=0, le=100)
    deductions: int = Field(0, description="特别扣分项数", ge=0, le=100)


def normalised_score(rubric: Rubric, asked: Asked) -> ToolAnswer:
    earned, applicable = Fraction(asked.earned), Fraction(asked.applicable)
    if earned > applicable:
        made = scores.impossible(rubric, earned, applicable)
    else:
        made = scores.normalised_score(rubric, earned, applicable, asked.deductions)
    return ToolAnswer(made.text, passages=made.passages)
