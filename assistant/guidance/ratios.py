"""Shares and weighted sums that help to judge oneself; none is a threshold of the standard."""

from collections.abc import Mapping
from fractions import Fraction

from assistant.guidance.computation import Computation
from assistant.guidance.figures import load_figures
from scoring.figures import shown


def coverage(covered: int, regions: int) -> Computation:
    """Regions with an outlet over all regions sold to. Raises ValueError unless 0 ≤ covered ≤ regions."""
    if not 0 <= covered <= regions or not regions:
        raise ValueError("有网点的区域数应在 0 和全部区域数之间")
    share = Fraction(covered * 100, regions)
    return Computation(
        f"网点覆盖率 {shown(share)}%：有网点的 {covered} 个 ÷ 全部销售区域 {regions} 个 = {shown(share)}%。"
        "这是据公开资料推断的自查口径，公开转述没有给出必须达到的比例。",
        ("sys-audit-511",),
    )


def index(scores: Mapping[str, Fraction]) -> Computation:
    """The weighted satisfaction index; `scores` by factor on a scale of 1000."""
    figures = load_figures().satisfaction_index
    parts = {name: scores[name] * weight / 100 for name, weight in figures.factors.items()}
    total = sum(parts.values(), Fraction(0))
    steps = " + ".join(f"{name} {shown(scores[name])}×{weight}%" for name, weight in figures.factors.items())
    return Computation(
        f"加权总分 {shown(total)} 分（千分制）：{steps} = {shown(total)}。这是汽车售后满意度研究的口径，不是 GB/T 27922 的评分。",
        (figures.passage,),
    )
