"""XLSX and XLS: a page a sheet, a block a row. Locators: 工作表1!A3 with the sheet's own name."""

import re
from collections.abc import Iterator
from datetime import date, datetime, time, timedelta
from io import BytesIO
from typing import Any
from zipfile import ZipFile

from scoring.documents.errors import ReadError
from scoring.documents.model import CELL_SEPARATOR, Block, Page
from scoring.documents.readers.columns import column_letters, column_number
from scoring.documents.readers.office_zip import ZIP_MAGIC, broken, is_encrypted_office, office_zip

_CELL = re.compile(rb"""<(?:\w+:)?c\s[^>]*?\br=["']([A-Z]{1,3})(\d{1,7})["']""")
# A sheet is unpacked as a full rectangle: two cells in opposite corners would take all memory and kill the process.
_MAX_RECTANGLE = 5_000_000
_PIECE = 1 << 20
_OVERLAP = 4096


def read_sheet(data: bytes) -> tuple[Page, ...]:
    """Values as shown in a plain cell: whole numbers without point, ISO dates; formulas give their last result."""
    if is_encrypted_office(data):
        raise ReadError("文件设了打开密码，请去掉密码后再试")
    if data.startswith(ZIP_MAGIC):
        with office_zip(data, "xl/workbook.xml", "Excel") as archive:
            _check_rectangles(archive)
    from python_calamine import CalamineError, CalamineWorkbook, PasswordError

    try:
        workbook = CalamineWorkbook.from_filelike(BytesIO(data))
        return tuple(
            Page(number, tuple(_rows(workbook.get_sheet_by_name(name), name)), name)
            for number, name in enumerate(workbook.sheet_names, start=1)
        )
    except PasswordError as error:
        raise ReadError("文件设了打开密码，请去掉密码后再试") from error
    except (CalamineError, ValueError, OverflowError, OSError) as error:
        raise ReadError(broken("Excel")) from error


def _rows(sheet: Any, name: str) -> Iterator[Block]:
    if sheet.start is None:
        return
    top, left = sheet.start
    for offset, row in enumerate(sheet.to_python(skip_empty_area=True)):
        cells = [(left + 1 + column, text) for column, value in enumerate(row) if (text := _shown(value))]
        if cells:
            place = f"{name}!{column_letters(cells[0][0])}{top + 1 + offset}"
            yield Block("table_row", CELL_SEPARATOR.join(text for _, text in cells), place)


def _shown(value: object) -> str:
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
        top, bottom, left, right = 1 << 30, 0, 1 << 30, 0
        for letters, digits in _cell_places(archive, info.filename):
            row, column = int(digits), column_number(letters.decode())
            top, bottom, left, right = min(top, row), max(bottom, row), min(left, column), max(right, column)
        if bottom and (bottom - top + 1) * (right - left + 1) > _MAX_RECTANGLE:
            raise ReadError("表格的范围过大（有单元格离其他内容太远），请删去多余的空行空列后再试")


def _cell_places(archive: ZipFile, name: str) -> Iterator[tuple[bytes, bytes]]:
    tail = b""
    with archive.open(name) as file:
        while piece := file.read(_PIECE):
            yield from _CELL.findall(tail + piece)
            tail = (tail + piece)[-_OVERLAP:]
