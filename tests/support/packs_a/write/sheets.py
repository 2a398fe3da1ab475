"""XLSX workbooks: several sheets, merged cells, hidden sheets, real dates beside dates as text."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from io import BytesIO
from pathlib import Path
from typing import Any

from openpyxl import Workbook
from openpyxl.styles import Alignment, Font
from openpyxl.worksheet.worksheet import Worksheet

from .archive import freeze

Cell = str | int | float | date | datetime | None


@dataclass(frozen=True)
class Sheet:
    """One sheet: its rows from A1 on, the ranges to merge, how dates are shown."""

    name: str
    rows: Sequence[Sequence[Any]]
    merge: Sequence[str] = field(default_factory=tuple)
    hidden: bool = False
    date_format: str = "yyyy-mm-dd"
    time_format: str = "yyyy-mm-dd hh:mm"


def xlsx(path: Path, *sheets: Sheet) -> None:
    """Write a workbook of these sheets."""
    book = Workbook()
    book.remove(book.active)
    for sheet in sheets:
        _fill(book.create_sheet(sheet.name), sheet)
    raw = BytesIO()
    book.save(raw)
    freeze(raw.getvalue(), path)


def _fill(page: Worksheet, sheet: Sheet) -> None:
    for number, row in enumerate(sheet.rows, 1):
        for column, value in enumerate(row, 1):
            if value is None:
                continue
            cell = page.cell(number, column, value)
            if isinstance(value, datetime):
                cell.number_format = sheet.time_format
            elif isinstance(value, date):
                cell.number_format = sheet.date_format
    for area in sheet.merge:
        page.merge_cells(area)
        corner = page[area.split(":")[0]]
        corner.alignment = Alignment(horizontal="center")
        corner.font = Font(bold=True)
    if sheet.hidden:
        page.sheet_state = "hidden"
