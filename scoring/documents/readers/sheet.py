"""XLSX and XLS: a page a sheet, a block a row. Locators: 工作表1!A3 with the sheet's own name."""

import re
from collections.abc import Iterator
from datetime import date, datetime, time, timedelta
from io import BytesIO
from typing import Any
from zipfile import ZipFile

from scoring.documents.columns import column_number
from scoring.documents.errors import ReadError
from scoring.documents.grid import row_blocks, spread
from scoring.documents.model import Page, Table
from scoring.documents.readers.office_zip import OLE_MAGIC, ZIP_MAGIC, broken, is_encrypted_office, office_zip
from scoring.documents.readers.ole import sound_chains

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
    if is_encrypted_office(data):
        raise ReadError("文件设了打开密码，请去掉密码后再试", "encrypted")
    if data.startswith(OLE_MAGIC) and not sound_chains(data):
        raise ReadError(broken("Excel"))
    if data.startswith(ZIP_MAGIC):
        with office_zip(data, "xl/workbook.xml", "Excel") as archive:
            _check_rectangles(archive)
    from python_calamine import CalamineError, CalamineWorkbook, PasswordError, SheetVisibleEnum

    try:
        workbook = CalamineWorkbook.from_filelike(BytesIO(data))
        visible = {sheet.name: sheet.visible == SheetVisibleEnum.Visible for sheet in workbook.sheets_metadata}
        return tuple(
            _page(workbook.get_sheet_by_name(name), number, name, not visible.get(name, True))
            for number, name in enumerate(workbook.sheet_names, start=1)
        )
    except PasswordError as error:
        raise ReadError("文件设了打开密码，请去掉密码后再试", "encrypted") from error
    except (CalamineError, ValueError, OverflowError, OSError) as error:
        raise ReadError(broken("Excel")) from error
    except BaseException as error:
        if type(error).__name__ != "PanicException":  # how Rust tells an index out of range; it has no module to import it from
            raise
        raise ReadError(broken("Excel")) from error


def _page(sheet: Any, number: int, name: str, hidden: bool) -> Page:
    if sheet.start is None:
        return Page(number, (), name, hidden=hidden)
    top, left = sheet.start
    rows = [list(map(_shown, row)) for row in sheet.to_python(skip_empty_area=True)]
    areas = (
        (first - top, start - left, last - top, end - left)
        for (first, start), (last, end) in sheet.merged_cell_ranges or ()
    )
    merged = spread(rows, areas)
    table = Table(name, tuple(map(tuple, rows)), top + 1, left + 1, merged)
    blocks = tuple(row_blocks(table))
    return Page(number, blocks, name, (table,) if blocks else (), hidden)


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


def _check_rectangles(archive: ZipFile) -> None:
    for info in archive.infolist():
        if not info.filename.startswith("xl/worksheets/") or not info.filename.endswith(".xml"):
            continue
        letters: set[bytes] = set()
        digits: set[bytes] = set()
        cells = 0
        for found, more in _cell_places(archive, info.filename):
            cells += more
            if cells > MAX_RECTANGLE:  # such as need not say where they stand
                raise ReadError("表格的单元格太多，请拆分后再试", "too_large")
            letters.update([column for column, _ in found])
            digits.update([row for _, row in found])
        rows, columns = [int(one) for one in digits], [column_number(one.decode().upper()) for one in letters]
        if rows and (max(rows) - min(rows) + 1) * (max(columns) - min(columns) + 1) > MAX_RECTANGLE:
            raise ReadError("表格的范围过大（有单元格离其他内容太远），请删去多余的空行空列后再试", "too_large")


def _cell_places(archive: ZipFile, name: str) -> Iterator[tuple[list[tuple[bytes, bytes]], int]]:
    """The places of all cells and how many there are, piece by piece of the file, so that a big sheet is never in memory as a whole."""
    tail = b""
    with archive.open(name) as file:
        while piece := file.read(_PIECE):
            text = tail + piece
            yield (_ANY_CELL if _UNUSUAL.search(text) else _CELL).findall(text), piece.count(b"<c>") + piece.count(b"<c ")
            tail = text[-_OVERLAP:]
