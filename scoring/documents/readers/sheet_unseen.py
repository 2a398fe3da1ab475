"""Rows, columns and cells of an XLSX that its printed page does not show.

Rows that a filter puts away are seen: the sheet shows that a filter is on, and whoever reads it lifts it.
"""

import re
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any
from zipfile import ZipFile

from scoring.documents.columns import column_number
from scoring.documents.grid import MAX_COLUMNS
from scoring.documents.readers.sheet_styles import Format

_LOW = 2.0  # points; Excel's own rows are 15 high
_NARROW = 0.15  # characters; about a pixel
_HINTS = (b'hidden="1"', b'hidden="true"', b"hidden='", b' ht="0', b' ht="1"', b' ht="2"', b'width="0')
_RANGE = re.compile(r"\$?([A-Z]{1,3})\$?(\d{1,7})(?::\$?([A-Z]{1,3})\$?(\d{1,7}))?")
_PLACE = re.compile(r"([A-Z]{1,3})(\d{1,7})")
_NUMBER = re.compile(r"\d{1,7}(?:\.\d{1,18})?")
_TEXT_TYPES = ("s", "str", "inlineStr")
_YES = ("1", "true")
_MOST_CELLS = 1_000_000  # places kept of one sheet

Area = tuple[int, int, int, int]  # first row, first column, last row, last column, from 1


@dataclass(frozen=True, slots=True)
class Unseen:
    """Places by number, from 1: rows and columns as a whole, and cells as (row, column)."""

    rows: Collection[int] = ()
    columns: Collection[int] = ()
    cells: Collection[tuple[int, int]] = ()


def style_hint(formats: Mapping[str, Format]) -> re.Pattern[bytes] | None:
    """What the XML of a sheet holds that uses one of these formats."""
    return re.compile(rb"""\bs=["'](?:%s)["']""" % b"|".join(number.encode() for number in formats)) if formats else None


def hints(piece: bytes, styled: re.Pattern[bytes] | None) -> bool:
    """Whether a piece of a sheet's XML may hide something: most sheets do not, and are not looked at again."""
    return any(word in piece for word in _HINTS) or (styled is not None and styled.search(piece) is not None)


def unseen_by_name(archive: ZipFile, parts: Collection[str], formats: Mapping[str, Format]) -> dict[str, Unseen]:
    """What is not seen of the sheets whose XML is in `parts`, by the sheets' names."""
    tables = list(_tables(archive))
    return {name: _unseen(archive, part, formats, tables) for name, part in _sheet_parts(archive) if part in parts}


def put_aside(rows: list[list[str]], areas: Iterable[Area], unseen: Unseen, top: int, left: int) -> tuple[tuple[tuple[str, ...], ...], list[Area]]:
    """Blanks in `rows` (whose first is `top`, first column `left`) what is not seen. Returns a grid of that, and the merged
    areas (first row, first column, last row, last column; from 0), cut to what is left of them: a merged title stays as long
    as one of its columns is shown."""
    aside = [[""] * len(row) for row in rows]
    cut: list[Area] = []
    hidden_rows = {row - top for row in unseen.rows}
    hidden_columns = {column - left for column in unseen.columns}
    for area in areas:
        shown = _cut(area, hidden_rows, hidden_columns)
        first, place = area[:2], shown[:2] if shown is not None else area[:2]
        if place != first and _within(rows, first) and _within(rows, place):
            rows[place[0]][place[1]], rows[first[0]][first[1]] = rows[first[0]][first[1]], ""
            if (first[0] + top, first[1] + left) in unseen.cells:
                _move(rows, aside, *place)
        if shown is not None:
            cut.append(shown)
    for number, row in enumerate(rows):
        for column in range(len(row)) if number in hidden_rows else hidden_columns:
            if 0 <= column < len(row):
                _move(rows, aside, number, column)
    for one, other in unseen.cells:
        if _within(rows, (one - top, other - left)):
            _move(rows, aside, one - top, other - left)
    return tuple(map(tuple, aside)), cut


def _cut(area: Area, rows: Collection[int], columns: Collection[int]) -> Area | None:
    """The area without the rows and columns at its top and left that are not seen; None where nothing of it is."""
    top, left, bottom, right = area
    first = next((row for row in range(top, bottom + 1) if row not in rows), None)
    start = next((column for column in range(left, right + 1) if column not in columns), None)
    return (first, start, bottom, right) if first is not None and start is not None else None


def _within(rows: list[list[str]], place: tuple[int, int]) -> bool:
    return 0 <= place[0] < len(rows) and 0 <= place[1] < len(rows[place[0]])


def _move(rows: list[list[str]], aside: list[list[str]], row: int, column: int) -> None:
    if rows[row][column]:
        rows[row][column], aside[row][column] = "", rows[row][column]


def _sheet_parts(archive: ZipFile) -> Iterator[tuple[str, str]]:
    targets = {one.get("Id"): one.get("Target", "") for one in _root(archive, "xl/_rels/workbook.xml.rels").iterfind("{*}Relationship")}
    for sheet in _root(archive, "xl/workbook.xml").iterfind("{*}sheets/{*}sheet"):
        relation = next((value for key, value in sheet.attrib.items() if key.endswith("}id")), "")
        target = targets.get(relation, "")
        yield sheet.get("name", ""), target.lstrip("/") if target.startswith("/") else f"xl/{target}"


def _root(archive: ZipFile, part: str) -> Any:
    from lxml import etree  # type: ignore[import-untyped]

    return etree.fromstring(archive.read(part), etree.XMLParser(resolve_entities=False, no_network=True, huge_tree=False))


@dataclass(frozen=True, slots=True)
class _Range:
    """The range of a table or a filter; whether rows of it are filtered out."""

    area: Area
    filtered: bool


def _tables(archive: ZipFile) -> Iterator[_Range]:
    for name in archive.namelist():
        if name.startswith("xl/tables/") and name.endswith(".xml"):
            root = _root(archive, name)
            area = _area(root.get("ref", ""))
            if area is not None:
                yield _Range(area, root.find("{*}autoFilter/{*}filterColumn") is not None)


@dataclass(slots=True)
class _Found:
    """What is gathered while a sheet is walked through: filters and tables are named behind the rows."""

    rows: set[int] = field(default_factory=set)
    columns: set[int] = field(default_factory=set)
    cells: set[tuple[int, int]] = field(default_factory=set)
    coloured: set[tuple[int, int]] = field(default_factory=set)
    filters: list[Area] = field(default_factory=list)
    all_filtered: bool = False
    pictured: bool = False
    tables: bool = False
    row: int = 0
    column: int = 0


def _unseen(archive: ZipFile, part: str, formats: Mapping[str, Format], tables: list[_Range]) -> Unseen:
    from lxml import etree

    found = _Found()
    wanted = [f"{{*}}{name}" for name in _TAKEN]
    with archive.open(part) as file:
        for event, element in etree.iterparse(file, ("start", "end"), tag=wanted, resolve_entities=False, no_network=True, huge_tree=False):
            name = element.tag.rpartition("}")[2]
            if event == "start":
                _TAKEN[name](element, formats, found)
            elif name == "row":
                element.clear()
            elif name == "autoFilter" and element.find("{*}filterColumn") is not None:
                found.filters.extend(filter(None, [_area(element.get("ref", ""))]))
    ranges = tables if found.tables else []
    filters = [*found.filters, *(one.area for one in ranges if one.filtered)]
    rows = () if found.all_filtered and not found.filters else [row for row in found.rows if not any(one[0] <= row <= one[2] for one in filters)]
    # The style of a table colours its cells in ways of its own.
    coloured = () if found.pictured else [cell for cell in found.coloured if not any(_holds(one.area, cell) for one in ranges)]
    return Unseen(frozenset(rows), frozenset(found.columns), frozenset(found.cells.union(coloured)))


def _settings(element: Any, _: Mapping[str, Format], found: _Found) -> None:
    found.all_filtered = element.get("filterMode") in _YES


def _columns(element: Any, _: Mapping[str, Format], found: _Found) -> None:
    first, last = _size(element.get("min")), _size(element.get("max"))
    if first and last and _put_away(element, "width", _NARROW):
        found.columns.update(range(int(first), min(int(last), MAX_COLUMNS) + 1))


def _row(element: Any, _: Mapping[str, Format], found: _Found) -> None:
    found.row = int(_size(element.get("r")) or found.row + 1)
    found.column = 0
    if _put_away(element, "ht", _LOW):
        found.rows.add(found.row)


def _cell(element: Any, formats: Mapping[str, Format], found: _Found) -> None:
    place = _PLACE.fullmatch(element.get("r", ""))
    found.column = column_number(place[1]) if place else found.column + 1
    blank = formats.get(element.get("s", "0"))
    if blank is None or len(found.cells) + len(found.coloured) >= _MOST_CELLS:
        return
    if blank.size or (blank.text if element.get("t") in _TEXT_TYPES else blank.numbers):
        found.cells.add((found.row, found.column))
    elif blank.colour:
        found.coloured.add((found.row, found.column))


def _picture(_: Any, __: Mapping[str, Format], found: _Found) -> None:
    found.pictured = True


def _table(_: Any, __: Mapping[str, Format], found: _Found) -> None:
    found.tables = True


def _filter(_: Any, __: Mapping[str, Format], ___: _Found) -> None:
    """Its columns come behind it."""


_TAKEN: dict[str, Callable[[Any, Mapping[str, Format], _Found], None]] = {
    "sheetPr": _settings,
    "col": _columns,
    "row": _row,
    "c": _cell,
    "picture": _picture,
    "tablePart": _table,
    "autoFilter": _filter,
}


def _put_away(element: Any, size: str, least: float) -> bool:
    value = _size(element.get(size))
    return element.get("hidden") in _YES or (value is not None and value <= least)


def _size(value: str | None) -> float | None:
    return float(value) if value is not None and _NUMBER.fullmatch(value) else None


def _area(text: str) -> Area | None:
    found = _RANGE.fullmatch(text)
    if found is None:
        return None
    last_column, last_row = (found[3], found[4]) if found[3] else (found[1], found[2])
    return int(found[2]), column_number(found[1]), int(last_row), column_number(last_column)


def _holds(area: Area, cell: tuple[int, int]) -> bool:
    return area[0] <= cell[0] <= area[2] and area[1] <= cell[1] <= area[3]
