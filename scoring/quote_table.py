"""A row of a table in its surroundings: the heading rows, the rows around, and only the columns that say something in them."""

from dataclasses import dataclass

from scoring.documents.columns import column_letters
from scoring.documents.model import Table
from scoring.facts.quoting import ELLIPSIS, bare
from scoring.facts.record_grid import split
from scoring.locators import is_counted
from scoring.quote_marks import Piece, clipped, marked, parts, squeezed

_AROUND = 2  # rows before and after
_MOST_ROWS = 12  # that a quote of a form may take
_MOST_COLUMNS = 40


@dataclass(frozen=True, slots=True)
class GridCell:
    """`columns`: how many of the shown columns it covers. `here`: the cell that the locator names, where the quote is of less than its row."""

    pieces: tuple[Piece, ...]
    columns: int = 1
    here: bool = False


@dataclass(frozen=True, slots=True)
class GridRow:
    """`number` is the row's in the sheet or table; `gap`: rows between the one above and this are left out."""

    number: int
    cells: tuple[GridCell, ...]
    head: bool = False
    here: bool = False
    gap: bool = False


@dataclass(frozen=True, slots=True)
class Grid:
    """`columns` name the shown ones as `shown_place` does: B in a sheet, 2 in a table of a text. `left_out` columns are more than can be shown.

    `exact`: the quote is in the rows that are `here`.
    """

    columns: tuple[str, ...]
    rows: tuple[GridRow, ...]
    left_out: int = 0
    exact: bool = True


def grid_about(table: Table, row: int, column: int, given: str) -> Grid:
    """About `table.rows[row][column]`; `row` must be in the table."""
    quote, is_cut = bare(given), given.rstrip().endswith(ELLIPSIS)
    first, last = _quoted_rows(table, row, quote)
    around = range(max(first - _AROUND, 0), min(last + 1 + _AROUND, len(table.rows)))
    head, over = _head_rows(table, first)
    numbers = [*(one for one in over if one not in around), *around]
    columns, left_out = _columns(table, numbers, column)
    sought = parts(quote)
    said = {squeezed(cell) for number in range(first, last + 1) for cell in table.rows[number] if cell.strip()}
    joined = squeezed("".join(parts(" | ".join(cell for number in range(first, last + 1) for cell in _own(table, number)))))
    # A quote of whole rows, or of one that was cut short: no cell of them is more to the point.
    whole = bool(said) and (said <= {squeezed(one) for one in sought} or (is_cut and joined.startswith(squeezed("".join(sought)))))
    rows: list[GridRow] = []
    for at, number in enumerate(numbers):
        here = first <= number <= last
        words = quote if here and not whole else ""
        named = column if here and number == row and not whole and table.rows[row][column : column + 1] not in ((), ("",)) else -1
        cells = _cells(table, number, columns, words, named)
        gap = at > 0 and number > numbers[at - 1] + 1
        rows.append(GridRow(table.top + number, cells, number in head and not here, here, gap))
    exact = not quote or whole or squeezed("".join(sought)) in joined or any(mark for one in rows for cell in one.cells for _, mark in cell.pieces)
    name = str if is_counted(table.name) else column_letters
    return Grid(tuple(name(table.left + one) for one in columns), tuple(rows), left_out, exact)


def _own(table: Table, row: int) -> list[str]:
    """The texts of a row, each merged range once."""
    return [text for column, text in enumerate(table.rows[row]) if text.strip() and (row, column) not in table.merged]


def _quoted_rows(table: Table, row: int, quote: str) -> tuple[int, int]:
    """First and last row of the quote: a form's goes over several, all of whose texts are in it."""
    said = {squeezed(one) for one in parts(quote)}

    def within(number: int) -> bool:
        own = _own(table, number)
        return bool(own) and all(squeezed(text) in said for text in own)

    first = last = row
    if within(row):
        while first > 0 and last - first + 1 < _MOST_ROWS and within(first - 1) and not _same(table, first - 1, row):
            first -= 1
        while last + 1 < len(table.rows) and last - first + 1 < _MOST_ROWS and within(last + 1) and not _same(table, last + 1, row):
            last += 1
    return first, last


def _same(table: Table, one: int, other: int) -> bool:
    """Rows that say the same are two records, not one form."""
    return table.rows[one] == table.rows[other]


def _head_rows(table: Table, row: int) -> tuple[list[int], list[int]]:
    """The rows that head the columns above a row, and what to show above it: where no heading is known, the first row of several cells."""
    known = [part for part in split(table) if part.head <= row]
    if not known:
        return [], next(([number] for number in range(row) if len(_own(table, number)) > 1), [])
    last = known[-1].head
    alone = last == 0 or tuple(text.strip() for text in table.rows[last]) == known[-1].headers  # else groups stand above
    head = [last] if alone else [last - 1, last]
    return head, head


def _columns(table: Table, numbers: list[int], column: int) -> tuple[list[int], int]:
    """The columns in which a shown row says something, and how many of them are left out; the named one is always there."""
    filled = [one for one in range(len(table.rows[0])) if any(table.rows[number][one].strip() for number in numbers)]
    if len(filled) <= _MOST_COLUMNS:
        return filled, 0
    near = max(sum(one <= column for one in filled) - _MOST_COLUMNS // 2, 1)
    kept = [filled[0], *filled[near : near + _MOST_COLUMNS - 1]]
    return kept, len(filled) - len(kept)


def _cells(table: Table, row: int, columns: list[int], quote: str, named: int) -> tuple[GridCell, ...]:
    out: list[GridCell] = []
    for at, column in enumerate(columns):
        text = table.rows[row][column]
        if at and (row, column) in table.merged and text == table.rows[row][columns[at - 1]] and column == columns[at - 1] + 1:
            before = out[-1]
            out[-1] = GridCell(before.pieces, before.columns + 1, before.here or column == named)
            continue
        pieces = (marked(text, quote) if quote else ()) or (((text, False),) if text else ())
        out.append(GridCell(clipped(pieces), 1, column == named))
    return tuple(out)
