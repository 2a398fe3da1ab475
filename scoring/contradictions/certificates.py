"""One certificate, two terms: the list of people or the list of certificates says another last day than the certificate."""

import re
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, replace

from scoring.calendar import span
from scoring.contradictions.model import Contradiction, Value
from scoring.documents.normalise import normalise
from scoring.evidence import Evidence, Paper, Quote
from scoring.facts.model import FileFacts, RecordTable

_LISTS = ("staff_roster", "manager_roster", "service_manager_certificate")
_NOISE = re.compile(r"[\s\-—_/()号no.:№]")
_SHORTEST = 5
FOREVER = "9999-12-31"


@dataclass(frozen=True, slots=True)
class _Term:
    number: str
    expires: str
    issued: str
    kind: str
    quote: Quote


def between_certificates(evidence: Evidence) -> list[Contradiction]:
    """By number. A certificate that was issued again under its number has another day of issue: that is no contradiction."""
    groups: dict[str, list[_Term]] = defaultdict(list)
    for term in (*_instruments(evidence), *_listed(evidence)):
        groups[term.number].append(term)
    return [found for number, group in groups.items() if (found := _clash(number, group)) is not None]


def with_term(files: tuple[FileFacts, ...], number: str, expires: str) -> tuple[FileFacts, ...]:
    """The facts as they would be if every paper gave the certificate this last day."""
    return tuple(
        replace(
            facts,
            instruments=tuple(
                replace(one, expires=expires) if plain_number(one.number) == number and one.expires else one for one in facts.instruments
            ),
            tables=tuple(_table_with(table, number, expires) for table in facts.tables),
        )
        for facts in files
    )


def plain_number(text: str) -> str:
    return _NOISE.sub("", normalise(text))


def _table_with(table: RecordTable, number: str, expires: str) -> RecordTable:
    if not any(plain_number(one.cells.get("certificate_no", "")) == number for one in table.records):
        return table
    records = tuple(
        replace(one, cells={**one.cells, "expires": expires})
        if plain_number(one.cells.get("certificate_no", "")) == number and one.cells.get("expires")
        else one
        for one in table.records
    )
    return replace(table, records=records)


def _instruments(evidence: Evidence) -> Iterator[_Term]:
    """An expired certificate is refused, and says so: what a list claims of it is held against it all the same."""
    for paper in evidence.papers:
        if not paper.readable or any(one.reason != "expired" for one in paper.whole):
            continue
        for one in paper.facts.instruments:
            number = plain_number(one.number)
            if len(number) >= _SHORTEST and one.expires and one.section not in paper.closed_sections:
                yield _Term(number, one.expires, one.issued, one.kind, paper.quote(one.source))


def _listed(evidence: Evidence) -> Iterator[_Term]:
    seen: set[tuple[Paper, str]] = set()
    for row in evidence.rows(_LISTS):
        number = plain_number(row.get("certificate_no"))
        if len(number) >= _SHORTEST and span(row.get("expires"))[1] and (row.paper, row.record.locator) not in seen:
            seen.add((row.paper, row.record.locator))
            yield _Term(number, row.get("expires"), "", row.table.kind, row.quote)


def _clash(number: str, group: list[_Term]) -> Contradiction | None:
    first = group[0]
    other = next((one for one in group[1:] if not _same(first, one)), None)
    if other is None:
        return None
    agreeing = {term: tuple(one.quote for one in group if _same(term, one)) for term in (first, other)}
    return Contradiction(
        subject="certificate_term",
        title="证书有效期",
        scope=f"编号 {number}",
        unit="",
        period="",
        values=tuple(Value(_shown(term.expires), quotes) for term, quotes in agreeing.items()),
        about=frozenset(("certificate_term", *(one.kind for one in group))),
        amounts=(first.expires, other.expires),
        key=number,
    )


def _same(one: _Term, other: _Term) -> bool:
    if one.issued and other.issued and one.issued != other.issued:
        return True
    left, right = span(one.expires), span(other.expires)
    if left[0] is None or left[1] is None or right[0] is None or right[1] is None:
        return True
    return left[0] <= right[1] and right[0] <= left[1]


def _shown(expires: str) -> str:
    return "长期" if expires == FOREVER else f"有效期至 {expires}"
