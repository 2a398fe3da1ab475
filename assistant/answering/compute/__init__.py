"""Questions that want a small computation: which one, and with which numbers.

Each reader looks at the words around each number, so that "实得 80、涉及 90、特别扣分 2 个" gives each number its role. A
reader returns None when its intent or a number is missing; the answer then comes from the corpus alone.
"""

import re
from collections.abc import Callable

from assistant.answering.compute import dates, fees, groups, managers, predecessor, ratios, samples, scores
from assistant.answering.hearing import Heard
from assistant.guidance.computation import Computation
from scoring.rubric import Rubric

Reader = Callable[[Heard, Rubric], Computation | None]

# The more telling the words a reader needs, the earlier it reads.
READERS: tuple[Reader, ...] = (
    managers.read,
    fees.read,
    fees.read_outlets,
    samples.read_of_clause,
    samples.read,
    predecessor.read,
    ratios.read_coverage,
    ratios.read_index,
    groups.read,
    scores.read_spare,
    scores.read_margin,
    scores.read_few_more,
    scores.read_present,
    scores.read_lost,
    scores.read_normalised,
    dates.read,
    scores.read_level,
)


_SPELT = ("管理师", "服务管理人员", "特别扣分", "涉及项")


_LARGEST = 10_000_000
_NOT_APPLICABLE = re.compile(r"\bnot applicable\b|\bn/a\b")
_NOTHING_EXCLUDED = re.compile("(?:没有?|无|未|不)(?:做|任何|要)?删减项?")


def compute(heard: Heard, rubric: Rubric) -> Computation | None:
    """The computation a question asks for. Numbers that cannot be (a score over 100, more failed than drawn, a billion
    people) give None.
    """
    if any(figure.value > _LARGEST for figure in heard.figures):
        return None
    text = _NOT_APPLICABLE.sub("excluded", heard.spelt(*_SPELT).text)
    heard = Heard(_NOTHING_EXCLUDED.sub("", text), heard.readings)
    for reader in READERS:
        try:
            result = reader(heard, rubric)
        except ValueError:
            continue
        if result is not None:
            return result
    return None
