"""The index and everything it rests on, as values. Exact fractions throughout; None is unknown, never zero."""

from dataclasses import dataclass
from fractions import Fraction

from scoring.satisfaction.model import Answer, Item, Set


@dataclass(frozen=True, slots=True)
class Spread:
    """How many answers fell on a level (5) or in a band (80–89)."""

    label: str
    count: int


@dataclass(frozen=True, slots=True)
class ItemResult:
    """`mean` is on the item's own scale, `rate` from 0 to 1, `rate_by_highest` the same under the other convention."""

    item: Item
    valid: int
    missing: int
    impossible: int
    mean: Fraction | None
    rate: Fraction | None
    rate_by_highest: Fraction | None
    spread: tuple[Spread, ...]

    @property
    def missing_share(self) -> Fraction:
        asked = self.valid + self.missing + self.impossible
        return Fraction(self.missing, asked) if asked else Fraction(0)


@dataclass(frozen=True, slots=True)
class FactorResult:
    """`points` of the 1000: rate × weight × 10. None where nobody answered."""

    id: str
    title: str
    weight: int
    items: tuple[ItemResult, ...]
    rate: Fraction | None
    points: Fraction | None

    @property
    def valid(self) -> int:
        return sum(one.valid for one in self.items)


@dataclass(frozen=True, slots=True)
class Index:
    """`value` is None where a factor has no answer at all, and `unknown` names those factors then.

    `received` are all respondents' rows in the period, `valid` those with at least one valid answer, `complete` those that
    answered every item, `used` those the index rests on. `margin` is half the 95 % interval in points, rounded up to 0.01.
    """

    value: Fraction | None
    by_highest: Fraction | None
    without_flagged: Fraction | None
    unknown: tuple[str, ...]
    factors: tuple[FactorResult, ...]
    received: int
    valid: int
    complete: int
    used: int
    complete_only: bool
    margin: Fraction | None
    impossible: tuple[Answer, ...]
    straight: tuple[str, ...]
    repeated: tuple[Set, ...]
    often_missing: tuple[ItemResult, ...]
    warnings: tuple[str, ...]
