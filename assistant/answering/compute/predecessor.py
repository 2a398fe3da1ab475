"""What must a single item of the predecessor standard reach at least?"""

from fractions import Fraction

from assistant.answering.compute.cues import cues_of
from assistant.answering.compute.roles import behind, introduced
from assistant.answering.hearing import Heard
from assistant.guidance import predecessor
from assistant.guidance.computation import Computation
from assistant.guidance.figures import load_figures
from scoring.rubric import Rubric

CUES = cues_of("predecessor")

_OLD = CUES["old"]
_LEAST = CUES["least"]
_FAST = CUES["fast"]
_TOO_COMMON = CUES["too_common"]
_GOT = CUES["got"]


def read(heard: Heard, _: Rubric) -> Computation | None:
    """By the item's name in the table, or by full marks given in the question."""
    if not (heard.says(*_OLD) and heard.says(*_LEAST)):
        return None
    tables = load_figures().predecessor_items
    table = tables.fast_moving if heard.says(*_FAST) else tables.durable
    named = [
        (name, marks)
        for name, marks in table.items.items()
        if heard.says(name, name[2:]) or (name[:2] not in _TOO_COMMON and heard.says(name[:2]))
    ]
    got = next((f.value for f in heard.figures if introduced(heard, f, _GOT) and behind(heard, f).startswith("分")), None)
    if named:
        floors = [
            predecessor.item_floor(Fraction(marks), f"{table.title}“{name}”单项", table.passage, got if got != marks else None)
            for name, marks in named[:3]
        ]
        return Computation("".join(floor.text for floor in floors), floors[0].passages)
    given = [f.value for f in heard.figures if behind(heard, f).startswith("分") and f.value <= 100]
    return predecessor.item_floor(given[0]) if given else None
