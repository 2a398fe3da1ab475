"""Shares of outlets and the weighted satisfaction index."""

import re
from fractions import Fraction

from assistant.answering.compute.cues import cues_of
from assistant.answering.compute.roles import behind, whole
from assistant.answering.hearing import Heard
from assistant.guidance import ratios
from assistant.guidance.computation import Computation
from assistant.guidance.figures import load_figures
from scoring.rubric import Rubric

CUES = cues_of("ratios")
_WITHOUT = re.compile(r"[^,。;]{0,6}(?:没|缺|未|空白|without)")


def read_coverage(heard: Heard, _: Rubric) -> Computation | None:
    """有网点的 18 个、卖到 24 个市: the smaller over the larger; regions without an outlet are taken off."""
    if not heard.says(*CUES["coverage"]):
        return None
    counts = [f for f in heard.figures if whole(f) and f.value > 0 and not behind(heard, f).startswith(("%", "分", "年", "月"))]
    if len(counts) != 2:
        return None
    first, second = counts
    larger, smaller = (first, second) if first.value >= second.value else (second, first)
    without = _WITHOUT.match(heard.text[smaller.end : smaller.end + 10]) is not None
    covered = larger.value - smaller.value if without else smaller.value
    return ratios.coverage(int(covered), int(larger.value))


def read_index(heard: Heard, _: Rubric) -> Computation | None:
    """The weighted score of the five factors, each told by name, or one score for all."""
    if not heard.says(*CUES["index"]):
        return None
    factors = load_figures().satisfaction_index.factors
    told: dict[str, Fraction] = {}
    for name in factors:
        place = heard.place(name)
        if place is not None:
            value = next((f.value for f in heard.figures if place < f.start <= place + len(name) + 4), None)
            if value is not None:
                told[name] = value
    if len(told) == len(factors):
        return ratios.index(told)
    same = [f.value for f in heard.figures if 100 < f.value <= 1000 and f.value != 1000]
    if heard.says("都", "全是", "each", "all") and len(same) == 1 and not told:
        return ratios.index(dict.fromkeys(factors, same[0]))
    return None
