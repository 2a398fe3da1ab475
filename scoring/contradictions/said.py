"""Claims of papers that may be evidence, and when two numbers agree."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from scoring.calendar import day_of
from scoring.evidence import Evidence, Paper, Quote
from scoring.facts.claim_periods import REVIEW
from scoring.facts.model import Claim

_TEN_THOUSAND = 4


@dataclass(frozen=True, slots=True)
class Said:
    """A claim with its paper; `period` is resolved: both days, or None."""

    paper: Paper
    claim: Claim
    period: tuple[date, date] | None

    @property
    def quote(self) -> Quote:
        return self.paper.quote(self.claim.source)

    @property
    def amount(self) -> Decimal:
        """In the plain unit; its exponent tells the places written: 120 万元 is exact to ten thousand."""
        value = Decimal(self.claim.value)
        return value.scaleb(_TEN_THOUSAND) if self.claim.unit.startswith("万") else value

    @property
    def shown(self) -> str:
        return f"{self.claim.value} {self.claim.unit}"


def claims_on(subject: str, evidence: Evidence) -> Iterator[Said]:
    """Of admitted papers and open sections, in the order of the files."""
    for paper in evidence.admitted:
        for claim in paper.facts.claims:
            if claim.subject == subject and claim.section not in paper.closed_sections:
                yield Said(paper, claim, _resolved(claim.period, evidence))


def agree(one: Decimal, other: Decimal) -> bool:
    """Equal, or equal but for the places that the coarser one does not write: 98 and 98.2, 120 万 and 1203000."""
    first, second = one.as_tuple().exponent, other.as_tuple().exponent
    if not isinstance(first, int) or not isinstance(second, int) or first == second:
        return one == other
    return abs(one - other) < Decimal(1).scaleb(max(first, second))


def period_text(period: tuple[date, date] | None) -> str:
    return f"{period[0].isoformat()}/{period[1].isoformat()}" if period else ""


def _resolved(period: str, evidence: Evidence) -> tuple[date, date] | None:
    if period == REVIEW:
        return evidence.frame.period.start, evidence.frame.period.end
    start, _, end = period.partition("/")
    first, last = day_of(start), day_of(end)
    return (first, last) if first is not None and last is not None and first <= last else None
