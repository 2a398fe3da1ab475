"""Workbooks and CSV files from rows."""

import csv
import io
import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from typing import Any

from openpyxl import Workbook
from openpyxl.styles import Font
from openpyxl.worksheet.worksheet import Worksheet

from tests.support.packs_d.stamp import MOMENT, settle_zip

NUMBER = re.compile(r"-?(0|[1-9]\d{0,8})(\.\d+)?")


@dataclass(frozen=True)
class Sheet:
    """One sheet: rows from the first line on."""

    name: str
    rows: Sequence[Sequence[Any]]
    hidden: bool = False


def write_workbook(path: Path, sheets: Sequence[Sheet]) -> None:
    """Save the sheets, with dates as dates and joined cells joined."""
    book = Workbook()
    book.remove(book.active)
    for item in sheets:
        sheet = book.create_sheet(item.name[:31])
        _fill(sheet, item.rows)
        sheet.sheet_state = "hidden" if item.hidden else "visible"
    book.properties.created = book.properties.modified = MOMENT
    path.parent.mkdir(parents=True, exist_ok=True)
    book.save(path)
    settle_zip(path)


def _fill(sheet: Worksheet, rows: Sequence[Sequence[Any]]) -> None:
    anchors: dict[tuple[int, int], tuple[int, int]] = {}
    corners: dict[tuple[int, int], tuple[int, int]] = {}
    for r, row in enumerate(rows, start=1):
        for c, value in enumerate(row, start=1):
            if value in ("^", "<"):
                back = (r - 1, c) if value == "^" else (r, c - 1)
                anchor = anchors.get(back, back)
                anchors[r, c] = anchor
                corners[anchor] = (r, c)
                continue
            _cell(sheet, r, c, value)
    for (top, left), (bottom, right) in corners.items():
        sheet.merge_cells(start_row=top, start_column=left, end_row=bottom, end_column=right)
    for letter in "ABCDEFGHIJKLMNOP":
        sheet.column_dimensions[letter].width = 18


def _cell(sheet: Worksheet, row: int, column: int, value: Any) -> None:
    if isinstance(value, str):
        if value.startswith("@"):
            value = datetime.fromisoformat(value[1:])
        elif NUMBER.fullmatch(value):
            value = float(value) if "." in value else int(value)
    cell = sheet.cell(row=row, column=column, value=value if value != "" else None)
    if isinstance(value, datetime):
        cell.number_format = "yyyy-mm-dd hh:mm" if value.hour or value.minute else "yyyy/m/d"
    elif isinstance(value, date):
        cell.number_format = "yyyy/m/d"
    if row == 1:
        cell.font = Font(bold=True)


def write_csv(path: Path, rows: Sequence[Sequence[Any]], encoding: str) -> None:
    """Save the rows as comma separated values."""
    text = io.StringIO()
    csv.writer(text, lineterminator="\r\n").writerows(rows)
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(text.getvalue().encode(encoding))
