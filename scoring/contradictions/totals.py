"""Total rows that are not the sum of their rows, as contradictions within a table."""

from scoring.contradictions.model import Contradiction, Value
from scoring.evidence import Evidence


def within_tables(evidence: Evidence) -> list[Contradiction]:
    """Of admitted papers and open sections; concerns what the table is evidence of."""
    out = []
    for paper in evidence.admitted:
        for one in paper.facts.miscounts:
            if one.section in paper.closed_sections:
                continue
            quote = paper.quote(one.source)
            kinds = {table.kind for table in paper.facts.tables if table.section == one.section}
            about = frozenset(("total", *(kinds or paper.kinds(one.section))))
            values = (Value(one.written, (quote,)), Value(one.computed, (quote,), counted=True))
            out.append(Contradiction("total", "合计与各行", one.column, "", "", values, about, (one.written, one.computed), quote.locator))
    return out
