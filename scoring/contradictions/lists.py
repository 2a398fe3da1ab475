"""A number of people, outlets or money in running text against the list that holds them."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from decimal import Decimal

from scoring.contradictions.model import Contradiction, Value
from scoring.contradictions.said import Said, agree, claims_on, period_text
from scoring.documents.normalise import normalise
from scoring.evidence import Evidence, Quote, Row
from scoring.facts.claim_lexicon import ClaimSubject, claim_words
from scoring.facts.model import Source
from scoring.predicates.filling import filled
from scoring.predicates.quantified import is_for_year, number

_EXTRACT = ("部分", "节选", "摘录", "抽", "示例", "前十", "新增", "变动", "调整", "离职")
_APART = ("post", "type", "mode", "region", "department", "outlet", "status", "certificate")
_TEN_THOUSAND = 4
_MANAGERS = "service_managers"  # a list of nothing but holders of a certificate is not one of all managers


def against_lists(evidence: Evidence) -> list[Contradiction]:
    """A claim contradicts the lists if it is none of the numbers that can be got from them: of all, of one list, of one sort."""
    out = []
    for subject in claim_words().subjects.values():
        if not subject.records or not (subject.distinct or subject.money) or evidence.unread_hinting(subject.records):
            continue
        rows = [row for row in evidence.rows(subject.records) if not subject.distinct or row.get(subject.distinct)]
        said = [one for one in claims_on(subject.id, evidence) if not one.claim.scope]
        for one in said:
            found = _money(subject, one, rows) if subject.money else _people(subject, one, rows)
            if found is not None:
                out.append(found)
    return out


def _people(subject: ClaimSubject, said: Said, rows: Sequence[Row]) -> Contradiction | None:
    if not rows or any(_is_extract(row) for row in rows) or (subject.id == _MANAGERS and all(map(_is_certified, rows))):
        return None
    everybody = _distinct(rows, subject.distinct)
    possible = {everybody, len(rows)}
    for key in _APART:
        sorts: dict[str, list[Row]] = defaultdict(list)
        for row in rows:
            sorts[normalise(row.get(key))].append(row)
        for sort in sorts.values():  # one sort alone, and all but that sort
            some = _distinct(sort, subject.distinct)
            possible |= {some, everybody - some}
    tables: dict[tuple[str, str], list[Row]] = defaultdict(list)
    for row in rows:
        tables[row.paper.facts.path, row.table.locator].append(row)
    possible |= {_distinct(table, subject.distinct) for table in tables.values()}
    if int(said.amount) in possible:
        return None
    return _found(subject, said, f"{everybody} {subject.unit}", str(everybody), rows)


def _money(subject: ClaimSubject, said: Said, rows: Sequence[Row]) -> Contradiction | None:
    """Against the budget of that year, be its figures in 元 or 万元, with its own total or without."""
    if said.period is None or said.period[0].year != said.period[1].year:
        return None
    rows = [row for row in rows if is_for_year(row, said.period[0].year) and row.get("amount")]
    if not rows or any(_is_extract(row) for row in rows):
        return None
    tables: dict[tuple[str, str], list[Row]] = defaultdict(list)
    for row in rows:
        tables[row.paper.facts.path, row.table.locator].append(row)
    sums = [sum((number(row.get("amount")) for row in table), Decimal(0)) for table in tables.values()]
    sums.append(sum(sums, Decimal(0)))
    figures = [*sums, *(number(row.get("amount")) for row in rows)]
    if any(agree(said.amount, value) or agree(said.amount, value.scaleb(_TEN_THOUSAND)) for value in figures):
        return None
    return _found(subject, said, f"合计 {sums[0]:f}", f"{sums[0]:f}", rows)


def _distinct(rows: Iterable[Row], role: str) -> int:
    return len({normalise(row.get(role)) for row in rows})


def _is_certified(row: Row) -> bool:
    return filled(row, "certificate") or filled(row, "certificate_no")


def _is_extract(row: Row) -> bool:
    sections = " ".join(row.paper.facts.sections[at].title for at in row.paper.lineage(row.table.section))
    return any(word in f"{row.table.title} {sections} {row.paper.facts.path}" for word in _EXTRACT)


def _found(subject: ClaimSubject, said: Said, counted: str, amount: str, rows: Sequence[Row]) -> Contradiction:
    places = dict.fromkeys(row.paper.quote(Source(row.table.locator, row.table.title)) for row in rows)
    quotes: tuple[Quote, ...] = tuple(places)
    return Contradiction(
        subject=subject.id,
        title=subject.title,
        scope="",
        unit=subject.unit,
        period=period_text(said.period),
        values=(Value(said.shown, (said.quote,)), Value(counted, quotes, counted=True)),
        about=frozenset((subject.id, *subject.about)),
        amounts=(f"{said.amount:f}", amount),
    )
