"""Drawing records as an auditor does, by a seed that the evidence itself gives: same evidence, same records, on every machine.

The order is that of sha256(seed + identity of the record), so neither the order of files, nor their names, nor the
generator of random numbers of some version of Python has a say in it.
"""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import ROUND_CEILING, ROUND_FLOOR, Decimal, localcontext
from functools import lru_cache
from hashlib import sha256
from heapq import nsmallest
from typing import Literal

from pydantic import Field, model_validator

from scoring.strict_yaml import LEXICON, Frozen, load_strict

_DOMAIN = "xingping-sample/1"
_APART = "\x1f"
_Z = Decimal("1.959963984540054")  # both sides of 95 %
_PLACES = Decimal("0.0001")

RowOutcome = Literal["passed", "failed", "unsure"]


class Size(Frozen):
    """Populations up to `up_to`, or all larger ones, have `draw` records drawn."""

    up_to: int | None = Field(default=None, gt=0)
    draw: int = Field(gt=0)


class Sizes(Frozen):
    """lexicon/sampling.yaml."""

    whole_up_to: int = Field(gt=0)
    provenance: Literal["working"]
    sizes: tuple[Size, ...] = Field(min_length=1)

    @model_validator(mode="after")
    def _rising(self) -> "Sizes":
        ends, draws = [one.up_to for one in self.sizes[:-1]], [one.draw for one in self.sizes]
        known = [end for end in ends if end is not None]
        if len(known) < len(ends) or self.sizes[-1].up_to is not None or known != sorted(set(known)) or draws != sorted(set(draws)):
            raise ValueError("sizes 应从小到大，只有最后一档不写 up_to")
        return self


@dataclass(frozen=True, slots=True)
class Stratum:
    """A month (2026-03; "" for records without a date), how many records it has and how many of them were drawn."""

    month: str
    population: int
    drawn: int


@dataclass(frozen=True, slots=True)
class Draw:
    """How a sample came about. `pool`: the records it was drawn from; `strata` is empty where there was nothing to part them by."""

    seed: str
    pool: int
    strata: tuple[Stratum, ...]


@dataclass(frozen=True, slots=True)
class DrawnRow:
    """A record that was drawn: its place, what people find it by, and how it was judged."""

    file: str
    sha256: str
    locator: str
    key: str
    date: str
    outcome: RowOutcome


@lru_cache(maxsize=1)
def sizes() -> Sizes:
    """Raises LexiconError where the file cannot be used."""
    return load_strict(LEXICON / "sampling.yaml", Sizes)


def sample_size(count: int) -> int:
    """How many of `count` records are drawn (working table)."""
    return min(count, next(one.draw for one in sizes().sizes if one.up_to is None or count <= one.up_to))


def seed_of(contents: Iterable[str], clause: str) -> str:
    """From the content hashes of the files that the population comes from, each once and in order, and the clause's id."""
    return _hash(_DOMAIN, clause, *sorted(set(contents)))


def draw(identities: Sequence[str], months: Sequence[str], seed: str) -> tuple[list[int], Draw]:
    """Positions of the drawn records, in rising order, and how they were drawn: without replacement, each month by its share.

    `identities` tell the records apart and `months` (as long) part them. Raises ValueError where their lengths differ.
    """
    members: dict[str, list[tuple[str, int]]] = {}
    for number, (identity, month) in enumerate(zip(identities, months, strict=True)):
        members.setdefault(month, []).append((_hash(seed, identity), number))
    shares = quotas({month: len(found) for month, found in members.items()}, sample_size(len(identities)), seed)
    chosen = sorted(number for month, found in members.items() for _, number in nsmallest(shares[month], found))
    strata = [Stratum(month, len(members[month]), shares[month]) for month in sorted(members)]
    return chosen, Draw(seed, len(identities), tuple(strata) if len(strata) > 1 else ())


def quotas(counts: Mapping[str, int], size: int, seed: str) -> dict[str, int]:
    """`size` parted in proportion to `counts` by the largest remainders; of equal ones the seed decides, so that none is favoured."""
    total = sum(counts.values())
    out = Counter({name: size * count // total for name, count in counts.items()})
    ordered = sorted(counts, key=lambda name: (-(size * counts[name] % total), _hash(seed, "", name)))
    out.update(ordered[: size - out.total()])
    return dict(out)


def wilson(passed: int, drawn: int) -> tuple[Decimal, Decimal]:
    """Wilson's score interval of a share at 95 %, rounded outwards to four places. `drawn` is more than nothing.

    The population is taken as endless: for a finite one the interval is somewhat too wide, never too narrow.
    """
    with localcontext(prec=34):
        share, square = Decimal(passed) / drawn, _Z * _Z / drawn
        middle = share + square / 2
        reach = _Z * (share * (1 - share) / drawn + square / (4 * drawn)).sqrt()
        low, high = (middle - reach) / (1 + square), (middle + reach) / (1 + square)
        low, high = (Decimal(0) if passed == 0 else low), (Decimal(1) if passed == drawn else high)
        return max(low, Decimal(0)).quantize(_PLACES, ROUND_FLOOR), min(high, Decimal(1)).quantize(_PLACES, ROUND_CEILING)


def _hash(*parts: str) -> str:
    return sha256(_APART.join(parts).encode("utf-8", "surrogatepass")).hexdigest()
