"""What a figure is for, told by the words right before and behind it."""

import re
from collections.abc import Iterable
from fractions import Fraction

from assistant.answering.hearing import Heard
from assistant.answering.numbers import Figure

_NO_SCORE = re.compile(r"\s*(?:%|星|年|个?月|天|日|人|家|名|位|元|块|万|条|项指|个指|大类|份|张|小时|个(?!特别))")


def before(heard: Heard, figure: Figure, width: int) -> str:
    """The characters right before a figure."""
    return heard.text[max(0, figure.start - width) : figure.start]


def behind(heard: Heard, figure: Figure, width: int = 6) -> str:
    """The characters right behind a figure, its unit first."""
    return heard.text[figure.end : figure.end + width].lstrip()


def with_unit(heard: Heard, unit: re.Pattern[str]) -> Fraction | None:
    """The first figure that is followed by the unit."""
    return next((f.value for f in heard.figures if unit.match(behind(heard, f, 24))), None)


def introduced(heard: Heard, figure: Figure, words: tuple[str, ...]) -> bool:
    """Whether one of the words stands before the figure in its part of the sentence."""
    part = re.split("[,。;、]", before(heard, figure, 20))[-1]
    return any(word in part for word in words)


def named(heard: Heard, figures: Iterable[Figure], words: tuple[str, ...]) -> Figure | None:
    """The first figure that one of the words introduces; failing that, the first that one of them follows."""
    candidates = list(figures)
    for figure in candidates:
        if introduced(heard, figure, words):
            return figure
    for figure in candidates:
        part = re.split("[,。;、]", heard.text[figure.end : figure.end + 14])[0]
        if any(word in part for word in words):
            return figure
    return None


def like_a_score(heard: Heard, figure: Figure) -> bool:
    """Whether the figure can be points: no unit of something else behind it, no ordinal before it."""
    return not _NO_SCORE.match(behind(heard, figure)) and not re.search(r"(第|条款)\s*$", before(heard, figure, 4))


def whole(figure: Figure) -> bool:
    return whole_number(figure.value)


def whole_number(value: Fraction) -> bool:
    return value.denominator == 1
