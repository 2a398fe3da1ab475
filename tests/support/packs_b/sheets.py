"""Workbooks and comma-separated exports."""

import csv
import io
import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from pathlib import Path

from openpyxl import Workbook

from .markup import cells
from .still import freeze


@dataclass
class Sheet:
    """One sheet: rows of values, merged ranges, hidden or not."""

    name: str
    rows: list[list[object]]
    merges: list[str] = field(default_factory=list)
    hidden: bool = False


def sheets_of(text: str) -> list[Sheet]:
    """The sheets of a paper: ``@sheet`` lines, ``|`` rows, other lines as notes in the first column."""
    book: list[Sheet] = []
    for line in text.splitlines():
        if line.startswith("@sheet "):
            name = line[len("@sheet "):].strip()
            book.append(Sheet(name.removesuffix("[hidden]").strip(), [], hidden=name.endswith("[hidden]")))
        elif line.startswith("@merge "):
            book[-1].merges.append(line.split()[1])
        elif line.startswith("|"):
            book[-1].rows.append([_value(c) for c in cells(line)])
        else:
            book[-1].rows.append([line.strip() or None])
    for sheet in book:
        while sheet.rows and sheet.rows[-1] == [None]:
            sheet.rows.pop()
    return book


def _value(cell: str) -> object:
    """A number, a real date (``d:2026-03-05``), nothing, or the text."""
    if cell.startswith("d:"):
        return date.fromisoformat(cell[2:])
    if re.fullmatch(r"\d{1,9}", cell) and not (cell.startswith("0") and len(cell) > 1):
        return int(cell)
    return cell or None


def write_xlsx(path: Path, book: Sequence[Sheet]) -> None:
    """A workbook with real dates where the rows hold dates."""
    workbook = Workbook()
    workbook.remove(workbook.active)
    for sheet in book:
        page = workbook.create_sheet(sheet.name)
        for r, row in enumerate(sheet.rows, 1):
            for c, value in enumerate(row, 1):
                cell = page.cell(r, c, value)
                if isinstance(value, datetime):
                    cell.number_format = "yyyy/m/d hh:mm"
                elif isinstance(value, date):
                    cell.number_format = "yyyy/m/d"
        for span in sheet.merges:
            page.merge_cells(span)
        if sheet.hidden:
            page.sheet_state = "hidden"
    workbook.save(path)
    freeze(path)


def write_csv(path: Path, rows: Sequence[Sequence[object]], encoding: str) -> None:
    """A comma-separated file in the given encoding."""
    text = io.StringIO()
    csv.writer(text, lineterminator="\r\n").writerows(rows)
    path.write_bytes(text.getvalue().encode(encoding))
