"""A number in running text against the rows of the register it counts, in the same period."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal

from scoring.calendar import day_of
from scoring.contradictions.model import Contradiction, Value
from scoring.contradictions.said import Said, claims_on, period_text
from scoring.documents.normalise import normalise
from scoring.evidence import Evidence, Quote, Row
from scoring.facts.claim_lexicon import ClaimSubject, claim_words
from scoring.facts.model import Source
from scoring.predicates.filling import filled, is_open, says_no

_GAP = timedelta(days=45)  # a register that begins later, or ends earlier, may not be of the whole period
_REPORTING = timedelta(days=45)  # between the last day counted and the day a report is signed


@dataclass(frozen=True)
class _Register:
    """The rows of a subject, by the day they began; `copied` are the days of rows that count as copies of others."""

    rows: tuple[Row, ...]
    days: tuple[date, ...]
    undated: int
    copied: tuple[date, ...]

    @classmethod
    def of(cls, subject: ClaimSubject, evidence: Evidence) -> "_Register":
        rows = evidence.rows(subject.records)
        days = tuple(sorted(day for row in rows if (day := day_of(row.date)) is not None))
        copied = tuple(day for row, _ in evidence.copies(subject.records) if (day := day_of(row.date)) is not None)
        return cls(rows, days, len(rows) - len(days), copied)

    def count(self, start: date, end: date) -> int:
        return sum(start <= day <= end for day in self.days)

    def covers(self, start: date, end: date) -> bool:
        return bool(self.days) and self.days[0] <= start + _GAP and self.days[-1] >= end - _GAP

    def inside(self, start: date, end: date) -> list[Row]:
        return [row for row in self.rows if (day := day_of(row.date)) is not None and start <= day <= end]


def against_registers(evidence: Evidence) -> list[Contradiction]:
    """Counts of things that happened. A register with unread files beside it, or not of the whole period, contradicts nothing."""
    out = []
    for subject in claim_words().subjects.values():
        if not subject.records or subject.standing or subject.money or evidence.unread_hinting(subject.records):
            continue
        register = _Register.of(subject, evidence)
        if not register.days:
            continue
        said = [one for one in claims_on(subject.id, evidence) if not one.claim.scope and one.period is not None]
        out += [found for one in said if (found := _check(subject, one, register, evidence)) is not None]
    return out


def _check(subject: ClaimSubject, said: Said, register: _Register, evidence: Evidence) -> Contradiction | None:
    assert said.period is not None
    start, end = said.period
    fixed = end <= evidence.frame.as_of and not _is_running(said, evidence)
    last = end if fixed else min(end, evidence.frame.as_of)
    if not register.covers(start, last if fixed else start):
        return None
    if subject.closed:
        return _closing(subject, said, register, start, last)
    most = register.count(start, last) + register.undated
    least = register.count(start, last) if fixed else register.count(start, _earliest_end(said, start))
    written = most + sum(start <= day <= last for day in register.copied)  # whoever counted the lines contradicts nothing
    if least <= said.amount <= most or said.amount == written or said.amount in _narrower(register.inside(start, last), subject):
        return None
    return _found(subject, said, f"{most} {subject.unit}", str(most), register.inside(start, last))


def _is_running(said: Said, evidence: Evidence) -> bool:
    """A whole year named in the title of a report that was signed before the year was over."""
    assert said.period is not None
    issued = day_of(said.paper.facts.marks.issued)
    return issued is not None and said.period[0] <= issued < min(said.period[1], evidence.frame.as_of) + _REPORTING


def _earliest_end(said: Said, start: date) -> date:
    issued = day_of(said.paper.facts.marks.issued)
    return max(issued - _REPORTING, start) if issued is not None else start


def _narrower(rows: Sequence[Row], subject: ClaimSubject) -> set[Decimal]:
    """Rows of a register of several things count by their type: 投诉 and 咨询 in one list. Of cases, not of the people in them."""
    types = [normalise(row.get("type")) for row in rows]
    word = subject.title[:2]
    return {Decimal(sum(word in one for one in types)), Decimal(len({row.get("id") for row in rows if row.get("id")}))} - {Decimal(0)}


def _closing(subject: ClaimSubject, said: Said, register: _Register, start: date, last: date) -> Contradiction | None:
    """A closing rate of 100 % against rows that are open still."""
    if said.amount != 100:
        return None
    left = [row for row in register.inside(start, last) if _is_left(row)]
    return _found(subject, said, f"{len(left)} 件没有办结", "", left) if left else None


def _is_left(row: Row) -> bool:
    """It says so itself: a row without such words may be closed."""
    state = normalise(row.get("status") or row.get("result"))
    return bool(state) and (is_open(state) or says_no(state)) and not filled(row, "finish")


def _found(subject: ClaimSubject, said: Said, counted: str, amount: str, rows: Sequence[Row]) -> Contradiction:
    return Contradiction(
        subject=subject.id,
        title=subject.title,
        scope="",
        unit=subject.unit,
        period=period_text(said.period),
        values=(Value(said.shown, (said.quote,)), Value(counted, _tables(rows), counted=True)),
        about=frozenset((subject.id, *subject.about)),
        amounts=(f"{said.amount:f}", amount),
    )


def _tables(rows: Sequence[Row]) -> tuple[Quote, ...]:
    """Where the lists stand that were counted."""
    return tuple(dict.fromkeys(row.paper.quote(Source(row.table.locator, row.table.title)) for row in rows))
