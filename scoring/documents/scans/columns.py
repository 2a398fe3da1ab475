"""Tables without rules: neighbouring lines whose pieces stand below each other in three columns or more."""

import itertools
from collections.abc import Iterator, Sequence

from scoring.documents.scans.pieces import Piece, Row, text_of_cell

_COLUMNS = 3
_ROWS = 3  # as many lines with a piece in three columns or more make a table
_WHITE = 0.25  # heights
_GUTTER = 0.15  # heights, at least, between two columns
_FAR = 2.6  # heights from line to line; further down is another matter
_WRAPPED = 0.75  # of the usual step from row to row: a line that is nearer goes on in its cells

Span = tuple[float, float]
Cells = list[list[str]]


def column_runs(rows: Sequence[Row]) -> Iterator[tuple[int, int, list[Span]]]:
    """(first row, end, columns) of every run of lines that is a table."""
    start = 0
    while start < len(rows):
        found = _run(rows, start) if len(rows[start].pieces) >= _COLUMNS else None
        if found is None:
            start += 1
            continue
        end, columns = found
        yield start, end, columns
        start = end


def _run(rows: Sequence[Row], start: int) -> tuple[int, list[Span]] | None:
    spans = [_inner(piece) for piece in rows[start].pieces]
    columns = _columns(spans, rows[start].height)
    end = start + 1
    while end < len(rows) and rows[end].top - rows[end - 1].bottom < _FAR * rows[end - 1].height:
        more = [*spans, *(_inner(piece) for piece in rows[end].pieces)]
        together = _columns(more, rows[start].height)
        if len(together) < max(_COLUMNS, len(columns)) or (len(rows[end].pieces) == 1 and len(together) > len(columns)):
            break
        spans, columns = more, together
        end += 1
    while end > start and len(rows[end - 1].pieces) < 2:
        end -= 1
    wide = sum(len(row.pieces) >= _COLUMNS for row in rows[start:end])
    return (end, columns) if wide >= _ROWS and wide >= (end - start) / 2 else None


def _inner(piece: Piece) -> Span:
    """Without the white around print that its box has."""
    white = min(_WHITE * piece.height, (piece.box[2] - piece.box[0]) / 3)
    return piece.box[0] + white, piece.box[2] - white


def _columns(spans: Sequence[Span], height: float) -> list[Span]:
    out: list[Span] = []
    for left, right in sorted(spans):
        if out and left < out[-1][1] + _GUTTER * height:
            out[-1] = (out[-1][0], max(out[-1][1], right))
        else:
            out.append((left, right))
    return out


def grouped(rows: Sequence[Row]) -> list[list[Row]]:
    """Printed lines -> rows of the table: a line that leaves out the first column and stands near to another goes with it."""
    steps = sorted(after.pieces[0].middle[1] - before.pieces[0].middle[1] for before, after in itertools.pairwise(rows))
    usual = steps[len(steps) * 3 // 4] if steps else 0.0
    left = min(row.pieces[0].box[0] for row in rows)
    out: list[list[Row]] = []
    for number, row in enumerate(rows):
        opens = row.pieces[0].box[0] <= left + 2 * row.height
        near = bool(out) and row.pieces[0].middle[1] - rows[number - 1].pieces[0].middle[1] < _WRAPPED * usual
        if out and near and not opens:
            out[-1].append(row)
        else:
            out.append([row])
    return out


def cells_of(rows: Sequence[Row], columns: Sequence[Span]) -> tuple[Cells, list[list[Piece]]]:
    """The texts of the rows' cells, and the pieces of every row."""
    texts: Cells = []
    pieces: list[list[Piece]] = []
    for group in grouped(rows):
        own = [piece for row in group for piece in row.pieces]
        filled: list[list[Piece]] = [[] for _ in columns]
        for piece in own:
            filled[_column(piece, columns)].append(piece)
        texts.append([text_of_cell(some, *columns[number]) for number, some in enumerate(filled)])
        pieces.append(own)
    return texts, pieces


def _column(piece: Piece, columns: Sequence[Span]) -> int:
    middle = piece.middle[0]
    return min(range(len(columns)), key=lambda number: max(columns[number][0] - middle, middle - columns[number][1], 0.0))
