"""满意度指数: the weighted sum of guidance with typed arguments."""

from decimal import Decimal
from fractions import Fraction

from pydantic import Field

from assistant.answering.tools.value import Arguments, ToolAnswer
from assistant.errors import UsageError
from assistant.guidance import ratios
from assistant.guidance.figures import load_figures
from scoring.rubric import Rubric

NAME = "satisfaction_index"
DESCRIPTION = "按各因子的千分制得分加权算售后满意度指数（汽车售后研究的口径，不是 GB/T 27922 的评分）。"


class Asked(Arguments):
    scores: dict[str, Decimal] = Field(description="因子名 → 千分制得分，如 服务启动、服务顾问、服务质量、经销商设施、服务后交车")


def satisfaction_index(_: Rubric, asked: Asked) -> ToolAnswer:
    """Raises UsageError unless every factor has a score from 0 to 1000."""
    factors = load_figures().satisfaction_index.factors
    if set(asked.scores) != set(factors) or not all(0 <= value <= 1000 for value in asked.scores.values()):
        raise UsageError(f"请给出全部因子的得分（0—1000）：{'、'.join(factors)}")
    made = ratios.index({name: Fraction(value) for name, value in asked.scores.items()})
    return ToolAnswer(made.text, passages=made.passages)
