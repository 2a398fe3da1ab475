"""Paper -> XLSX."""

import re
from datetime import date, datetime
from io import BytesIO

from openpyxl import Workbook  # type: ignore[import-untyped]
from openpyxl.styles import Font  # type: ignore[import-untyped]
from openpyxl.worksheet.worksheet import Worksheet  # type: ignore[import-untyped]

from tests.support.samples.markup import Cell, Line, Paper
from tests.support.samples.write.archive import repacked

_NUMBER = re.compile(r"-?\d{1,9}(?:\.\d+)?")
_WIDEST = 36


def write_sheets(paper: Paper) -> bytes:
    book = Workbook()
    book.remove(book.active)
    for part in paper.parts:
        if isinstance(part, Line) and part.kind == "h2":
            book.create_sheet(part.text)
            continue
        sheet = book.worksheets[-1]
        rows = [[part.text]] if isinstance(part, Line) else part.rows
        for number, row in enumerate(rows):
            sheet.append([_value(cell) for cell in row])
            _dress(sheet, header=number == 0 and not isinstance(part, Line))
    for sheet in book.worksheets:
        _fit(sheet)
    out = BytesIO()
    book.save(out)
    return repacked(out.getvalue())


def _value(cell: Cell) -> Cell:
    """Text that is a number becomes one, as it would when typed in."""
    if isinstance(cell, str):
        if _NUMBER.fullmatch(cell) and not (cell.startswith("0") and len(cell) > 1 and cell[1] != "."):
            return float(cell) if "." in cell else int(cell)
        return cell or None
    return cell


def _dress(sheet: Worksheet, header: bool) -> None:
    for cell in sheet[sheet.max_row]:
        if header:
            cell.font = Font(bold=True)
        if isinstance(cell.value, datetime):
            cell.number_format = "yyyy/m/d h:mm"
        elif isinstance(cell.value, date):
            cell.number_format = "yyyy-mm-dd"


def _fit(sheet: Worksheet) -> None:
    for column in sheet.iter_cols():
        longest = max(len(str(cell.value or "")) for cell in column)
        sheet.column_dimensions[column[0].column_letter].width = min(_WIDEST, max(10, longest * 1.6))
