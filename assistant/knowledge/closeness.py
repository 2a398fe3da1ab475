"""A second look at the best candidates: how much of a question stands in a text, and how close together.

A question comes as weighted units (see asked); a text is scored by the units that stand anywhere in it and by those that
meet within a few neighbouring clauses, which is where an answer stands.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from assistant.knowledge.analysis import english_stem
from scoring.documents.normalise import HAN

WINDOW = 3  # clauses
SATURATION = 0.6  # BM25's k1; low, for a second mention says little more
LENGTH_SHARE = 0.5  # BM25's b
WHOLE, NEAR = 1.6, 1.0  # what the whole text and its best window count

_CLAUSE = re.compile(r"[,、。!?;:\n]+|\.\s")
_RUN = re.compile(rf"[{HAN}]+|[a-z]+|\d+(?:\.\d+)*")
_FENCE = "|"

Scores = npt.NDArray[np.float64]
Places = npt.NDArray[np.intp]


def runs(text: str) -> list[str]:
    """Stretches of Chinese, and words and numbers fenced off so that 9 is not found in 1998. `text` is normalised."""
    return [run if not run[0].isascii() else _fenced(run) for run in _RUN.findall(text)]


def unfenced(run: str) -> str | None:
    """The word or number of a fenced run; None for Chinese."""
    return run.strip(_FENCE) if run.startswith(_FENCE) else None


def _fenced(run: str) -> str:
    return f"{_FENCE}{english_stem(run) if run[0].isalpha() else run}{_FENCE}"


@dataclass(frozen=True, slots=True)
class Layout:
    """A text laid out for matching: one clause a line, and where each line starts."""

    text: str
    starts: Places


def lay_out(text: str) -> Layout:
    """Lay out a normalised text. Empty lines in front keep a window from reaching into another text."""
    lines = [" ".join(runs(clause)) for clause in _CLAUSE.split(text)]
    lines = [""] * (WINDOW - 1) + [line for line in lines if line]
    starts = np.cumsum([0, *(len(line) + 1 for line in lines[:-1])], dtype=np.intp)
    return Layout("\n".join(lines) + "\n", starts)


def closeness(weights: Mapping[str, float], layouts: Sequence[Layout], mean_length: float) -> Scores:
    """One score a text; between 0 and 1 when the weights sum to 1. `mean_length` is that of all texts laid out."""
    if not layouts or not weights:
        return np.zeros(len(layouts))
    lengths = np.array([len(layout.text) for layout in layouts])
    begins = np.concatenate(([0], np.cumsum(lengths)[:-1]))
    clauses = np.concatenate([layout.starts + begin for layout, begin in zip(layouts, begins, strict=True)])
    first_clause = np.searchsorted(clauses, begins)

    units, places = _find(tuple(weights), "".join(layout.text for layout in layouts))
    weight = np.array(tuple(weights.values()))
    counts = np.zeros((len(weight), len(clauses)))
    np.add.at(counts, (units, np.searchsorted(clauses, places, side="right") - 1), 1.0)

    present = counts > 0
    window = present.copy()
    for step in range(1, WINDOW):
        window[:, step:] |= present[:, :-step]
    reached = weight @ window  # by the window that ends with each clause
    reached[(first_clause[:, None] + np.arange(WINDOW - 1)).ravel()] = 0.0  # the empty lines look into the text before
    near = np.maximum.reduceat(reached, first_clause)

    mentions = np.add.reduceat(counts, first_clause, axis=1)
    length_factor = SATURATION * (1 - LENGTH_SHARE + LENGTH_SHARE * lengths / mean_length)
    whole = weight @ (mentions / (mentions + length_factor))
    return np.asarray((WHOLE * whole + NEAR * near) / (WHOLE + NEAR))


def _find(units: Sequence[str], text: str) -> tuple[Places, Places]:
    """Every place of every unit, as two columns: number of the unit, place."""
    numbers: list[int] = []
    places: list[int] = []
    for number, unit in enumerate(units):
        place = text.find(unit)
        while place >= 0:
            numbers.append(number)
            places.append(place)
            place = text.find(unit, place + 1)
    return np.array(numbers, dtype=np.intp), np.array(places, dtype=np.intp)
