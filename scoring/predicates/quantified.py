"""`quantified`: a table has a row with more than nothing of it."""

import re
from decimal import Decimal, InvalidOperation

from scoring.calendar import day_of
from scoring.documents.normalise import normalise
from scoring.evidence import Evidence, Row
from scoring.rubric.predicates import Quantified
from scoring.verdict import Verdict, met, not_met, unread_instead
from scoring.words import words

_NOUGHT = re.compile(r"0+(?:\.0+)?")


def quantified(rule: Quantified, evidence: Evidence) -> Verdict:
    """With `this_year`, a table counts if it is for the year of the date of evaluation."""
    rows = evidence.rows(rule.records)
    year = evidence.frame.as_of.year
    if rule.this_year:
        rows = tuple(row for row in rows if is_for_year(row, year))
        if not rows and evidence.rows(rule.records):
            return unread_instead(evidence, rule.records, not_met("other_year", f"没有 {year} 年度的表", [evidence.rows(rule.records)[0].quote]))
    if not rows:
        return unread_instead(evidence, rule.records, not_met("missing", ""))
    good = [row for row in rows if number(row.get(rule.role)) > 0]
    if good:
        return met(f"《{good[0].paper.facts.path}》共 {len(good)} 项大于零", [row.quote for row in good])
    if rule.role == "quantity" and all(map(_counts_nothing, rows)):
        return unread_instead(evidence, rule.records, not_met("all_nought", "表里的数量全部为零", [row.quote for row in rows]))
    return unread_instead(evidence, rule.records, not_met("no_quantity", "表里没有大于零的数量或金额", [rows[0].quote]))


def _counts_nothing(row: Row) -> bool:
    """A nought in a column of what is there, not of what is missing or was used."""
    head = normalise(row.table.columns.get("quantity", ""))
    return _NOUGHT.fullmatch(row.get("quantity")) is not None and words().stock_column.search(head) is not None


def number(text: str) -> Decimal:
    try:
        value = Decimal(text)
    except InvalidOperation:
        return Decimal(0)
    return value if value.is_finite() else Decimal(0)  # an export's NaN cannot even be compared


def is_for_year(row: Row, year: int) -> bool:
    """The year named in the row, the table's title, the sheet, the file's title or name; else the year of issue."""
    if row.get("year"):
        return str(year) in row.get("year")
    facts = row.paper.facts
    sections = (facts.sections[at].title for at in row.paper.lineage(row.table.section))
    titles = normalise(" ".join((row.table.title, facts.title, *sections, facts.path)))
    if str(year) in titles:
        return True
    named = any(str(other) in titles for other in range(year - 6, year + 3))
    issued = day_of(facts.marks.issued) if facts.marks.issued else None
    return not named and issued is not None and issued.year in (year, year - 1)
