"""The dates a section gives outside its records: in titles, captions, running text and notes."""

from collections import defaultdict
from collections.abc import Sequence

from scoring.facts.dates import find_dates, find_ranges
from scoring.facts.model import RecordTable
from scoring.facts.reading import Reading

_MOST = 8
_LONG_TABLE = 40  # rows of a table that is no record table may be looked into up to this many


def section_dates(reading: Reading, tables: Sequence[RecordTable]) -> tuple[tuple[str, ...], ...]:
    """One tuple a part, in order of appearance, the parts it encloses not included; at most eight."""
    records = {record.locator for table in tables for record in table.records}
    out: dict[int, dict[str, None]] = defaultdict(dict)
    rows: dict[int, int] = defaultdict(int)
    for one in reading.sentences:
        found = out[one.section]
        if len(found) >= _MOST or one.locator in records:
            continue
        if one.table_row:
            rows[one.section] += 1
            if rows[one.section] > _LONG_TABLE:
                continue
        if not any(char.isdigit() for char in one.text) and "年" not in one.text:
            continue
        for day in (*(day.iso for day in find_dates(one.text)), *(end for _, end in find_ranges(one.text))):
            found.setdefault(day)
    return tuple(tuple(out[part.number])[:_MOST] for part in reading.parts)
