"""XLSX and XLS: a page a sheet, a block a row. Locators: 工作表1!A3 with the sheet's own name."""

import re
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from datetime import date, datetime, time, timedelta
from io import BytesIO
from typing import Any
from zipfile import ZipFile

from scoring.documents.columns import column_number
from scoring.documents.errors import ReadError
from scoring.documents.grid import row_blocks, spread
from scoring.documents.model import Block, Page, Table
from scoring.documents.readers.office_zip import OLE_MAGIC, ZIP_MAGIC, broken, is_encrypted_office, office_zip
from scoring.documents.readers.ole import sound_chains
from scoring.documents.readers.sheet_styles import Format, blank_formats
from scoring.documents.readers.sheet_unseen import Unseen, hints, put_aside, style_hint, unseen_by_name
from scoring.documents.unseen import unseen_page

# Places of cells as every program writes them, and as XML would also allow; the second is slower.
_CELL = re.compile(rb'r="([A-Za-z]{1,9})([0-9]{1,18})"')
_ANY_CELL = re.compile(rb"""\br\s*=\s*["']\s*([A-Za-z]{1,9})([0-9]{1,18})""")
_UNUSUAL = re.compile(rb"""r(?:\s+=|=\s|='|="\s)""")
# A sheet is unpacked as a full rectangle: two cells in opposite corners would take all memory and kill the process.
MAX_RECTANGLE = 5_000_000
_PIECE = 1 << 20
_OVERLAP = 4096


def read_sheet(data: bytes) -> tuple[Page, ...]:
    """Values as shown in a plain cell: whole numbers without point, ISO dates; formulas give their last result."""
    with opened(data) as (workbook, unseen):
        from python_calamine import SheetVisibleEnum

        visible = {sheet.name: sheet.visible == SheetVisibleEnum.Visible for sheet in workbook.sheets_metadata}
        pages: list[Page] = []
        for name in workbook.sheet_names:
            sheet = workbook.get_sheet_by_name(name)
            pages.extend(_pages(sheet, len(pages) + 1, name, not visible.get(name, True), unseen.get(name)))
        return tuple(pages)


@contextmanager
def opened(data: bytes) -> Iterator[tuple[Any, dict[str, Unseen]]]:
    """calamine's workbook, which is small enough to unpack, and what is not seen of each sheet that hides something, by its name.

    Raises ReadError, also for faults met inside the block.
    """
    if is_encrypted_office(data):
        raise ReadError("文件设了打开密码，请去掉密码后再试", "encrypted")
    unseen: dict[str, Unseen] = {}
    if data.startswith(OLE_MAGIC) and not sound_chains(data):
        raise ReadError(broken("Excel"))
    if data.startswith(ZIP_MAGIC):
        with office_zip(data, "xl/workbook.xml", "Excel") as archive:
            unseen = _unseen(archive)
    from python_calamine import CalamineError, CalamineWorkbook, PasswordError

    try:
        yield CalamineWorkbook.from_filelike(BytesIO(data)), unseen
    except PasswordError as error:
        raise ReadError("文件设了打开密码，请去掉密码后再试", "encrypted") from error
    except (CalamineError, ValueError, OverflowError, OSError) as error:
        raise ReadError(broken("Excel")) from error
    except BaseException as error:
        if type(error).__name__ != "PanicException":  # how Rust tells an index out of range; it has no module to import it from
            raise
        raise ReadError(broken("Excel")) from error


def _pages(sheet: Any, number: int, name: str, hidden: bool, unseen: Unseen | None) -> Iterator[Page]:
    """The sheet, and behind it a hidden page with the rows, columns and cells of it that are not seen."""
    if sheet.start is None:
        yield Page(number, (), name, hidden=hidden)
        return
    top, left = sheet.start
    rows = [list(map(_shown, row)) for row in sheet.to_python(skip_empty_area=True)]
    areas = [
        (first - top, start - left, last - top, end - left)
        for (first, start), (last, end) in sheet.merged_cell_ranges or ()
    ]
    taken: list[Block] = []
    if unseen is not None:
        asides, areas = put_aside(rows, areas, unseen, top + 1, left + 1)
        taken = list(row_blocks(Table(name, asides, top + 1, left + 1)))
    merged = spread(rows, areas)
    table = Table(name, tuple(map(tuple, rows)), top + 1, left + 1, merged)
    blocks = tuple(row_blocks(table))
    yield Page(number, blocks, name, (table,) if blocks else (), hidden)
    if taken and not hidden:
        yield unseen_page(taken, name, number + 1)


def _shown(value: object) -> str:
    if type(value) is str:
        return " ".join(value.split())
    if isinstance(value, bool):
        return "TRUE" if value else "FALSE"
    if isinstance(value, float):
        return str(int(value)) if value.is_integer() and abs(value) < 1e15 else f"{value:.15g}"
    if isinstance(value, datetime) and value.time() == time():
        value = value.date()
    if isinstance(value, (date, time)):
        return value.isoformat(" ") if isinstance(value, datetime) else value.isoformat()
    if isinstance(value, timedelta):
        return str(value)
    return " ".join(str(value).split())


def _unseen(archive: ZipFile) -> dict[str, Unseen]:
    """What is not seen of each sheet that hides something, by its name; also checks that no sheet is too large to unpack."""
    from lxml.etree import LxmlError  # type: ignore[import-untyped]

    formats: dict[str, Format] = {}
    with suppress(LxmlError):  # what Excel would not open either; the cells are read by a reader that minds less
        formats = blank_formats(archive)
    hinted = _check_rectangles(archive, style_hint(formats))
    if hinted:
        with suppress(LxmlError):
            return unseen_by_name(archive, hinted, formats)
    return {}


def _check_rectangles(archive: ZipFile, styled: re.Pattern[bytes] | None) -> set[str]:
    """The sheets' parts whose XML may hide something."""
    hinted: set[str] = set()
    for info in archive.infolist():
        if not info.filename.startswith("xl/worksheets/") or not info.filename.endswith(".xml"):
            continue
        letters: set[bytes] = set()
        digits: set[bytes] = set()
        cells = 0
        for piece, found, more in _cell_places(archive, info.filename):
            if info.filename not in hinted and hints(piece, styled):
                hinted.add(info.filename)
            cells += more
            if cells > MAX_RECTANGLE:  # such as need not say where they stand
                raise ReadError("表格的单元格太多，请拆分后再试", "too_large")
            letters.update([column for column, _ in found])
            digits.update([row for _, row in found])
        rows, columns = [int(one) for one in digits], [column_number(one.decode().upper()) for one in letters]
        if rows and (max(rows) - min(rows) + 1) * (max(columns) - min(columns) + 1) > MAX_RECTANGLE:
            raise ReadError("表格的范围过大（有单元格离其他内容太远），请删去多余的空行空列后再试", "too_large")
    return hinted


def _cell_places(archive: ZipFile, name: str) -> Iterator[tuple[bytes, list[tuple[bytes, bytes]], int]]:
    """Pieces of the XML, the places of all cells in each and how many there are, so that a big sheet is never in memory as a whole."""
    tail = b""
    with archive.open(name) as file:
        while piece := file.read(_PIECE):
            text = tail + piece
            yield text, (_ANY_CELL if _UNUSUAL.search(text) else _CELL).findall(text), piece.count(b"<c>") + piece.count(b"<c ")
            tail = text[-_OVERLAP:]
