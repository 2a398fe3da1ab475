"""Tables that go on after a page break without their header: they are read below the header of the table before."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from scoring.documents.model import Table
from scoring.facts.reading import PlacedTable
from scoring.facts.record_columns import is_nothing, label_fields, looks_like_time
from scoring.facts.record_grid import Part, split

_PIECE = re.compile(r"(?:p\.\d+)?表\d+")
_MOST_ROWS = 400
_MATCH = 0.8


def continued(tables: Sequence[PlacedTable]) -> Iterator[PlacedTable]:
    """The tables as they stand, a piece that has no header with the one it goes on with. Sheets never go on in another sheet."""
    before: tuple[PlacedTable, Part] | None = None
    for placed in tables:
        table = placed.table
        if not _PIECE.fullmatch(table.name) or len(table.rows) > _MOST_ROWS:
            before = None
            yield placed
            continue
        parts = split(table)
        if not parts and before is not None and _goes_on(table, *before):
            caption = before[1].title or before[0].caption
            yield replace(placed, table=_headed(table, before[1].headers), caption=caption or placed.caption)
            continue
        before = (placed, parts[-1]) if parts else None
        yield placed


def _goes_on(table: Table, before: PlacedTable, part: Part) -> bool:
    """As wide as the one before, with times where that has times, or counting on where that counts."""
    if not table.rows or len(table.rows[0]) != len(part.headers):
        return False
    told = False
    for column, header in enumerate(part.headers):
        cells = [row[column] for row in table.rows if not is_nothing(row[column])]
        timed = sum(map(looks_like_time, above := part.column(before.table, column))) >= _MATCH * len(above)
        counts = any(rule.name == "serial" for rule in label_fields(header)[:1])
        if not cells or not (timed or counts):
            continue
        fitting = sum(cell.strip().isdecimal() if counts else looks_like_time(cell) for cell in cells)
        if fitting < _MATCH * len(cells):
            return False
        told = True
    return told


def _headed(table: Table, headers: Sequence[str]) -> Table:
    merged = frozenset((row + 1, column) for row, column in table.merged)
    return Table(table.name, (tuple(headers), *table.rows), top=table.top - 1, left=table.left, merged=merged)
