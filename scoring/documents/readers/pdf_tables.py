"""Ruled tables of a PDF page: rules -> cells (pdfplumber's lattice), characters -> the cells they stand in."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from scoring.documents.grid import Cell, grid
from scoring.documents.lattice import Box, Lattice
from scoring.documents.model import Table
from scoring.documents.readers.pdf_rules import Edges
from scoring.documents.readers.pdf_text import PageText
from scoring.documents.reflow import Line, cell_text

_TOLERANCE = 3.0
_MAX_EDGES = 4000  # more than these are a drawing, which pdfplumber would look at for minutes
_MAX_CROSSINGS = 100_000
_MAX_POINTS = 3000
_LAYOUT_CHARS = 300  # cells with more on the average hold the columns of a page, not of a table
_SAME_LINE = 0.5  # heights


def lattices(rules: Edges) -> list[Lattice]:
    """The tables that rules make; where they make none, those that the sides of coloured cells make."""
    return _lattices(rules.ruled) or (_lattices((*rules.ruled, *rules.filled)) if rules.filled else [])


def _lattices(rules: Sequence[Box]) -> list[Lattice]:
    lines = [rule for rule in rules if rule[1] == rule[3]]
    if len(lines) < 2 or len(rules) - len(lines) < 2 or len(rules) > _MAX_EDGES:
        return []
    from pdfplumber.table import cells_to_tables, edges_to_intersections, intersections_to_cells, merge_edges

    edges = merge_edges([_edge(rule) for rule in rules], *[_TOLERANCE] * 4)
    across = sum(edge["orientation"] == "h" for edge in edges)
    if across * (len(edges) - across) > _MAX_CROSSINGS:
        return []
    crossings = edges_to_intersections(edges, _TOLERANCE, _TOLERANCE)
    if len(crossings) > _MAX_POINTS:
        return []
    cells = intersections_to_cells(crossings)
    found = (Lattice(tuple(some)) for some in cells_to_tables(cells))
    # One column is a frame or a list of lines.
    return [lattice for lattice in found if len(lattice.cells) > 1 and len(lattice.columns) > 2]


def _edge(rule: Box) -> dict[str, object]:
    left, top, right, bottom = rule
    size = {"width": right - left, "height": bottom - top, "orientation": "h" if top == bottom else "v"}
    return {"x0": left, "x1": right, "top": top, "bottom": bottom, "doctop": top, **size}


@dataclass(slots=True)
class _Printed:
    """A printed line of a cell while its characters are gathered."""

    top: float
    indexes: list[int]


@dataclass(slots=True)
class _Filling:
    """The characters met in a lattice so far, by cell."""

    lattice: Lattice
    lines: dict[int, list[_Printed]] = field(default_factory=dict)


def lay_out(text: PageText, ruled: Sequence[Lattice], name: str) -> Iterator[Line | Table]:
    """The page's lines outside tables, and its tables where their first character stands. `name` is followed by a number."""
    fillings = [_Filling(lattice) for lattice in ruled]
    order: list[tuple[int, int] | _Filling] = []
    for start, end in text.spans():
        outside: list[int] = []
        for index in range(start, end):
            if text.raw[index].isspace():
                continue
            box = text.box(index)
            filling, cell = _place(fillings, (box[0] + box[2]) / 2, (box[1] + box[3]) / 2)
            if filling is None or cell is None:
                outside.append(index)
            else:
                if not filling.lines:
                    order.append(filling)
                _add(filling.lines.setdefault(cell, []), index, box)
        order.extend(_runs(outside, text))
    number = 0
    for item in order:
        if isinstance(item, tuple):
            yield text.line(*item)
            continue
        table = _table(item, text, f"{name}{number + 1}")
        if table is None:
            yield from (text.line(*span) for span in sorted(_runs(_indexes(item), text)))
        else:
            number += 1
            yield table


def _place(fillings: Sequence[_Filling], x: float, y: float) -> tuple[_Filling | None, int | None]:
    for filling in fillings:
        cell = filling.lattice.find(x, y)
        if cell is not None:
            return filling, cell
    return None, None


def _add(lines: list[_Printed], index: int, box: Box) -> None:
    """To the cell's last line, if the character stands on it."""
    if lines and abs(box[1] - lines[-1].top) <= _SAME_LINE * (box[3] - box[1]):
        lines[-1].indexes.append(index)
    else:
        lines.append(_Printed(box[1], [index]))


def _runs(indexes: Sequence[int], text: PageText) -> Iterator[tuple[int, int]]:
    """Neighbouring indexes, blanks between them included, as (first, end)."""
    start = before = None
    for index in indexes:
        if before is not None and text.raw[before + 1 : index].strip(" \t\xa0\u3000"):
            yield start or 0, before + 1
            start = None
        start = index if start is None else start
        before = index
    if start is not None and before is not None:
        yield start, before + 1


def _indexes(filling: _Filling) -> list[int]:
    return sorted(index for lines in filling.lines.values() for line in lines for index in line.indexes)


def _table(filling: _Filling, text: PageText, name: str) -> Table | None:
    """None for what is no table: fewer than two filled cells, or the layout of a page."""
    lattice = filling.lattice
    filled = len(filling.lines)
    if filled < 2 or len(_indexes(filling)) > _LAYOUT_CHARS * filled:
        return None
    cells = []
    for number, (left, top, right, bottom) in enumerate(lattice.cells):
        row, column = lattice.rows.index(top), lattice.columns.index(left)
        rows, columns = lattice.rows.index(bottom) - row, lattice.columns.index(right) - column
        cells.append(Cell(row, column, _cell_text(filling.lines.get(number, []), text, left, right), rows, columns))
    return grid(name, sorted(cells, key=lambda cell: (cell.row, cell.column)))


def _cell_text(printed: Sequence[_Printed], text: PageText, left: float, right: float) -> str:
    lines = [text.line(line.indexes[0], line.indexes[-1] + 1) for line in printed]
    return cell_text(lines, left, right)
