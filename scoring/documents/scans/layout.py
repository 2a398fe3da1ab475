"""Read pieces of a page -> its blocks and tables, in the order in which a person reads them."""

import itertools
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace

from scoring.documents.grid import Cell, grid, row_blocks
from scoring.documents.lattice import Box, Lattice
from scoring.documents.model import Block, Table
from scoring.documents.reflow import Line, Margins, goes_on, join_lines, margins
from scoring.documents.scans.columns import cells_of, column_runs
from scoring.documents.scans.pieces import Piece, Row, bounds, confidence_of, rows_of, text_of_cell
from scoring.documents.scans.split import split_by_columns

_LAYOUT_CHARS = 300  # cells with more on the average hold the columns of a page, not of a table
_GUTTER = 1.0  # heights between two columns of running text
_COLUMN_LINES = 6
_COLUMN_CHARS = 12  # on the average, in the lines of a column of running text

ToPage = Callable[[Box], tuple[int, int, int, int]]


@dataclass(slots=True)
class Gridded:
    """A ruled table: its cells, where it stands, and the pieces in it with their boxes in the table's own plane."""

    lattice: Lattice
    top: float
    filled: dict[int, list[tuple[Piece, Piece]]] = field(default_factory=dict)  # (on the page, in the table's plane)

    def pieces(self) -> list[Piece]:
        return [piece for some in self.filled.values() for piece, _ in some]


@dataclass(frozen=True, slots=True)
class LaidOut:
    blocks: tuple[Block, ...]
    tables: tuple[Table, ...]


def lay_out(free: Iterable[Piece], tables: Sequence[Gridded], width: float, number: int, to_page: ToPage) -> LaidOut:
    """`free` are the pieces outside `tables`; `to_page` takes a box of the level page to the one that is told."""
    loose = list(free)
    good: list[Gridded] = []
    for table in tables:
        if _is_table(table):
            good.append(table)
        else:
            loose.extend(table.pieces())
    area = margins([row.line() for row in rows_of(loose)], width)
    out = _Page(number, area, to_page)
    cuts = sorted(good, key=lambda table: table.top)
    edges = [float("-inf"), *(table.top for table in cuts), float("inf")]
    for place, (above, below) in enumerate(itertools.pairwise(edges)):
        out.text([piece for piece in loose if above <= piece.middle[1] < below])
        if place < len(cuts):
            out.ruled(cuts[place])
    return LaidOut(tuple(out.blocks), tuple(out.tables))


def _is_table(table: Gridded) -> bool:
    letters = sum(len(piece.text) for piece in table.pieces())
    return len(table.filled) >= 2 and letters <= _LAYOUT_CHARS * len(table.filled)


@dataclass(slots=True)
class _Page:
    """A page's blocks while they are gathered."""

    number: int
    area: Margins
    to_page: ToPage
    blocks: list[Block] = field(default_factory=list)
    tables: list[Table] = field(default_factory=list)

    def text(self, pieces: list[Piece]) -> None:
        """Paragraphs, columns one after the other, and tables without rules."""
        for column in _text_columns(pieces):
            rows = split_by_columns(_without_specks(rows_of(column)))
            at = 0
            for start, end, columns in column_runs(rows):
                self._paragraphs(rows[at:start])
                texts, own = cells_of(rows[start:end], columns)
                self._table((Cell(row, place, text) for row, line in enumerate(texts) for place, text in enumerate(line)), dict(enumerate(own)))
                at = end
            self._paragraphs(rows[at:])

    def ruled(self, table: Gridded) -> None:
        lattice = table.lattice
        cells: list[Cell] = []
        by_row: dict[int, list[Piece]] = {}
        for place, (left, top, right, bottom) in enumerate(lattice.cells):
            row, column = lattice.rows.index(top), lattice.columns.index(left)
            rows, columns = lattice.rows.index(bottom) - row, lattice.columns.index(right) - column
            own = table.filled.get(place, [])
            for part in _parted(own, lattice.columns[column : column + columns + 1]):
                text = text_of_cell([flat for _, flat in part.pieces], part.left, part.right)
                cells.append(Cell(row, column + part.first, text, rows, part.columns))
            by_row.setdefault(row, []).extend(piece for piece, _ in own)
        self._table(sorted(cells, key=lambda cell: (cell.row, cell.column)), by_row)

    def _table(self, cells: Iterable[Cell], by_row: dict[int, list[Piece]]) -> None:
        table = grid(f"p.{self.number}表{len(self.tables) + 1}", cells)
        self.tables.append(table)
        for block in row_blocks(table):
            row = int("".join(char for char in block.locator.rpartition("!")[2] if char.isdecimal())) - table.top
            self.blocks.append(self._measured(block, by_row.get(row, [])))

    def _paragraphs(self, rows: Sequence[Row]) -> None:
        group: list[Row] = []
        before: Line | None = None
        for row in rows:
            line = row.line()
            if before is not None and not goes_on(before, line, self.area):
                self._paragraph(group)
                group = []
            group.append(row)
            before = line
        if group:
            self._paragraph(group)

    def _paragraph(self, rows: Sequence[Row]) -> None:
        text = join_lines([row.line().text for row in rows])
        self.blocks.append(self._measured(Block("paragraph", text, f"p.{self.number}"), [piece for row in rows for piece in row.pieces]))

    def _measured(self, block: Block, pieces: Sequence[Piece]) -> Block:
        if not pieces:
            return block
        return replace(block, box=self.to_page(bounds(piece.box for piece in pieces)), confidence=confidence_of(pieces))


def _without_specks(rows: Sequence[Row]) -> list[Row]:
    """One letter alone is a speck, unless it is the end of a paragraph or a cell, below the beginning of one."""
    out: list[Row] = []
    for row in rows:
        before = out[-1] if out else None
        near = before is not None and row.top - before.bottom < before.height
        below = near and any(abs(row.pieces[0].box[0] - piece.box[0]) < row.height for piece in out[-1].pieces)
        if below or sum(piece.letters for piece in row.pieces) > 1:
            out.append(row)
    return out


@dataclass(frozen=True, slots=True)
class _Part:
    first: int
    columns: int
    pieces: list[tuple[Piece, Piece]]
    left: float
    right: float


def _parted(own: Sequence[tuple[Piece, Piece]], columns: Sequence[float]) -> Iterator[_Part]:
    """A cell over several columns whose pieces stand side by side in them is several cells: the rule between is too faint."""
    places: dict[int, list[tuple[Piece, Piece]]] = {}
    whole = [_Part(0, len(columns) - 1, list(own), columns[0], columns[-1])]
    for pair in own:
        left, _, right, _ = pair[1].box
        slack = 0.25 * pair[1].height
        at = next((n for n in range(len(columns) - 1) if left >= columns[n] - slack and right <= columns[n + 1] + slack), None)
        if at is None:
            yield from whole
            return
        places.setdefault(at, []).append(pair)
    if len(places) < 2 or not _side_by_side([some[0][1] for some in places.values()]):
        yield from whole
        return
    for at in range(len(columns) - 1):
        yield _Part(at, 1, places.get(at, []), columns[at], columns[at + 1])


def _side_by_side(pieces: Sequence[Piece]) -> bool:
    return len(rows_of(pieces)) == 1


def _text_columns(pieces: list[Piece]) -> Iterator[list[Piece]]:
    """The pieces, or those left and right of a gutter between two columns of running text; what lies across it parts them."""
    if not pieces:
        return
    gutter = _gutter(pieces)
    if gutter is None:
        yield pieces
        return
    across = [one for one in pieces if one.box[0] < gutter < one.box[2]]
    edges = [float("-inf"), *sorted(one.middle[1] for one in across), float("inf")]
    for above, below in itertools.pairwise(edges):
        inside = [one for one in pieces if above < one.middle[1] < below and one not in across]
        yield from (side for side in ([one for one in inside if one.box[2] <= gutter], [one for one in inside if one.box[0] >= gutter]) if side)
        yield from ([one] for one in across if one.middle[1] == below)


def _gutter(pieces: Sequence[Piece]) -> float | None:
    """The middle of an upright strip with long full lines on both sides of it, and hardly anything across."""
    long = [one for one in pieces if len(one.text) >= _COLUMN_CHARS]
    if len(long) < 2 * _COLUMN_LINES:
        return None
    left_edge, right_edge = min(one.box[0] for one in pieces), max(one.box[2] for one in pieces)
    for place in sorted({one.box[0] for one in long}):
        if not 0.3 < (place - left_edge) / (right_edge - left_edge) < 0.7:
            continue
        height = max(one.height for one in long)
        gutter = place - _GUTTER * height / 2
        left = [one for one in pieces if one.box[2] <= gutter]
        right = [one for one in pieces if one.box[0] >= gutter]
        if len(left) + len(right) >= 0.85 * len(pieces) and all(_is_running(side) for side in (left, right)):
            return gutter
    return None


def _is_running(side: Sequence[Piece]) -> bool:
    """Lines that mostly fill their column: running text, and no labels or values."""
    if len(side) < _COLUMN_LINES:
        return False
    width = max(one.box[2] for one in side) - min(one.box[0] for one in side)
    full = sum(one.box[2] - one.box[0] > 0.8 * width for one in side)
    return full >= 0.5 * len(side) and sum(len(one.text) for one in side) >= _COLUMN_CHARS * len(side)
