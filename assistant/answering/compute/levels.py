"""Which level a question names."""

from assistant.answering.hearing import Heard
from scoring.rubric import Level, Rubric

_NAMES = {
    "pass": ("达标级", "及格线", "70分"),
    "three_star": ("三星", "3星", "three-star", "three star", "3-star"),
    "four_star": ("四星", "4星", "four-star", "four star", "4-star"),
    "five_star": ("五星", "5星", "five-star", "five star", "5-star"),
}


def target_of(heard: Heard, rubric: Rubric) -> Level | None:
    """The highest level named, if any."""
    asked = [level for level in rubric.levels if heard.says(*_NAMES.get(level.id, ()))]
    return asked[-1] if asked else None
