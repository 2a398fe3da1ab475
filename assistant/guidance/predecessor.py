"""The 50 % floor of a single item under SB/T 10401-2006, the predecessor's own rule."""

from fractions import Fraction

from assistant.guidance.computation import Computation
from assistant.guidance.figures import load_figures
from scoring.figures import shown


def item_floor(
    full_marks: Fraction, title: str = "该单项", passage: str | None = None, got: Fraction | None = None
) -> Computation:
    """What an item must reach, given its full marks; and whether `got` does."""
    rule = load_figures().predecessor_rule
    floor = full_marks * rule.item_percent / 100
    verdict = "" if got is None else f"得 {shown(got)} 分{'过线' if got >= floor else '不达标，单项不过就不通过'}。"
    return Computation(
        verdict + f"{title}至少要得 {shown(floor)} 分：旧行业标准 SB/T 10401-2006 要求总分达到 {rule.total} 分，"
        f"且每个单项不低于该项满分的 {rule.item_percent}%，"
        f"{shown(full_marks)} × {rule.item_percent}% = {shown(floor)} 分。这条规则不属于 GB/T 27922-2011。",
        (rule.passage, *((passage,) if passage else ())),
    )
