"""Paper -> XLSX."""

from datetime import date, datetime
from io import BytesIO
from typing import Any

from openpyxl import Workbook
from openpyxl.comments import Comment
from openpyxl.styles import Font, PatternFill
from openpyxl.utils import get_column_letter

from tests.support.samples.write.archive import repacked
from tests.support.tricks.markup import Paper, Part


def write_sheets(paper: Paper) -> bytes:
    book = Workbook()
    book.remove(book.active)
    for part in paper.parts:
        if part.kind == "h2" or not book.worksheets:
            book.create_sheet(part.text if part.kind == "h2" else "Sheet1")
            if part.kind == "h2":
                continue
        _put(book, book.worksheets[-1], part)
    if not book.worksheets:
        book.create_sheet("Sheet1")
    out = BytesIO()
    book.save(out)
    return repacked(out.getvalue())


def _put(book: Any, sheet: Any, part: Part) -> None:
    match part.kind:
        case "hide":
            sheet.sheet_state = "veryHidden" if part.text == "deep" else "hidden"
        case "hide-column":
            sheet.column_dimensions[get_column_letter(int(part.text))].hidden = True
        case "comment":
            sheet.cell(sheet.max_row, 1).comment = Comment(part.text, "user")
        case "header":
            sheet.oddHeader.center.text = part.text
        case "title":
            book.properties.title = book.properties.subject = part.text
        case "table":
            for row in part.rows:
                _append(sheet, row)
        case "white" | "tiny" | "hidden" | "blank-format" | "banner":
            _append(sheet, [cell.strip() for cell in part.text.strip("| ").split("|")], part.kind)
        case _:
            _append(sheet, [part.text])


def _append(sheet: Any, row: Any, kind: str = "") -> None:
    sheet.append([_value(cell) for cell in row])
    if kind == "hidden":
        sheet.row_dimensions[sheet.max_row].hidden = True
    for cell in sheet[sheet.max_row]:
        if kind == "white":
            cell.font = Font(color="FFFFFFFF")
        elif kind == "banner":
            cell.font, cell.fill = Font(color="FFFFFFFF"), PatternFill("solid", fgColor="FF1F3864")
        elif kind == "tiny":
            cell.font = Font(size=1)
        elif kind == "blank-format":
            cell.number_format = ";;;"
        elif isinstance(cell.value, datetime):
            cell.number_format = "yyyy/m/d h:mm"
        elif isinstance(cell.value, date):
            cell.number_format = "yyyy-mm-dd"


def _value(cell: object) -> object:
    """Text that is a number becomes one, as it would when typed in."""
    if isinstance(cell, str) and cell.isascii() and cell.isdigit() and (cell == "0" or cell[0] != "0") and len(cell) < 10:
        return int(cell)
    return cell or None if isinstance(cell, str) else cell
