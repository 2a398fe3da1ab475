"""Cells as a format lists them -> a `Table` with true columns, and its rows as blocks."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from scoring.documents.model import CELL_SEPARATOR, Block, Table

# A table as wide or long as this is a program's mistake or an attack; what lies beyond is cut off.
MAX_COLUMNS = 1024
_MAX_SPANNED = 1_000_000


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell by its first row and column, counted from 0, and how many it covers."""

    row: int
    column: int
    text: str
    rows: int = 1
    columns: int = 1


def grid(name: str, cells: Iterable[Cell]) -> Table:
    """The table of the cells; where two lie on each other, the first stays."""
    placed: dict[tuple[int, int], str] = {}
    merged: set[tuple[int, int]] = set()
    spanned = 0
    for cell in cells:
        if cell.column >= MAX_COLUMNS:
            continue
        placed.setdefault((cell.row, cell.column), cell.text)
        if cell.rows == cell.columns == 1:
            continue
        spanned += cell.rows * min(cell.columns, MAX_COLUMNS)
        if spanned > _MAX_SPANNED:
            continue
        for row in range(cell.row, cell.row + cell.rows):
            for column in range(cell.column, min(cell.column + cell.columns, MAX_COLUMNS)):
                if (row, column) not in placed:
                    placed[row, column] = cell.text
                    merged.add((row, column))
    height = 1 + max((row for row, _ in placed), default=-1)
    width = 1 + max((column for _, column in placed), default=-1)
    rows = [[""] * width for _ in range(height)]
    for (row, column), text in placed.items():
        rows[row][column] = text
    return Table(name, tuple(map(tuple, rows)), merged=frozenset(merged))


def spread(rows: Sequence[list[str]], areas: Iterable[tuple[int, int, int, int]]) -> frozenset[tuple[int, int]]:
    """Fill merged areas (top, left, bottom, right; inclusive) of `rows` in place; the places covered, firsts left out."""
    covered: set[tuple[int, int]] = set()
    for top, left, bottom, right in areas:
        if not (0 <= top < len(rows) and 0 <= left < len(rows[top])):
            continue
        if len(covered) > _MAX_SPANNED:
            break
        text = rows[top][left]
        for row in range(top, min(bottom + 1, len(rows))):
            for column in range(left, min(right + 1, len(rows[row]))):
                if (row, column) != (top, left):
                    rows[row][column] = text
                    covered.add((row, column))
    return frozenset(covered)


def row_blocks(table: Table) -> Iterator[Block]:
    """A block a row that has text of its own: merged text stands once. The locator is of the first such cell."""
    merged = table.merged
    for row, texts in enumerate(table.rows):
        own = [text for column, text in enumerate(texts) if (row, column) not in merged] if merged else texts
        filled = [text for text in own if text]
        if filled:
            first = next(n for n, text in enumerate(texts) if text and not (merged and (row, n) in merged))
            yield Block("table_row", CELL_SEPARATOR.join(filled), table.locator(row, first))
