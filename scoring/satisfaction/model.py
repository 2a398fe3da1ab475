"""A survey, read: items, and what each respondent answered to them."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from fractions import Fraction
from typing import Literal

State = Literal["valid", "missing", "impossible"]
Origin = Literal["option", "announced", "words", "guessed"]


@dataclass(frozen=True, slots=True)
class Scale:
    """From the worst to the best answer. `origin`: how it is known; one that is guessed is shown as such."""

    low: Fraction
    high: Fraction
    origin: Origin

    def holds(self, value: Fraction) -> bool:
        return self.low <= value <= self.high


@dataclass(frozen=True, slots=True)
class Item:
    """One question. `factor` is the id; `places` are the columns it stands in (答卷!D), none in long form."""

    factor: str
    title: str
    scale: Scale
    places: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Answer:
    """`value` is on the item's scale and None where nothing was answered; `text` is the cell as it stands at `locator`."""

    state: State
    text: str
    locator: str
    value: Fraction | None = None


NOT_ASKED = Answer("missing", "", "")


@dataclass(frozen=True, slots=True)
class Response:
    """One respondent: `answers` runs parallel to the survey's items. `place` is 答卷!7, `date` an ISO day or None."""

    respondent: str
    place: str
    date: str | None
    answers: tuple[Answer, ...]


@dataclass(frozen=True, slots=True)
class Set:
    """Respondents that repeat each other: their places, and what they share."""

    places: tuple[str, ...]
    shared: str


@dataclass(frozen=True, slots=True)
class Survey:
    """All that was read. `left_out` and `notes` are Chinese lines: nothing leaves the count without one."""

    name: str
    sha256: str
    items: tuple[Item, ...]
    responses: tuple[Response, ...]
    period: tuple[str, str] | None
    outside_period: tuple[str, ...] = ()
    undated: tuple[str, ...] = ()
    repeated: tuple[Set, ...] = ()
    unused_columns: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Asked:
    """What the user said of the survey: `columns` maps a header, or a column's letters, to a factor's id, 编号, 日期 or 不用;
    `scale` and `period` (ISO days, inclusive) override what the file says."""

    columns: Mapping[str, str] = field(default_factory=dict)
    scale: tuple[Fraction, Fraction] | None = None
    period: tuple[str, str] | None = None
