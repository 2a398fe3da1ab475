"""A sheet that is written from top to bottom, texts as texts whatever they begin with."""

from fractions import Fraction
from typing import Any

from scoring.documents.columns import column_letters
from scoring.documents.errors import one_line

Value = str | int | float | Fraction

_NOTE_TO = 6  # column F
_NOTE_CHARS = 34  # Chinese characters in one line there
_LINE = 15.5  # points


class Paper:
    """`values` are the results of its formulas, by cell, to be stored in the file: openpyxl writes formulas only."""

    def __init__(self, sheet: Any) -> None:
        self.sheet = sheet
        self.next_row = 1
        self.values: dict[str, float] = {}

        sheet.page_setup.orientation = "landscape"
        sheet.page_setup.fitToHeight = 0
        sheet.sheet_properties.pageSetUpPr.fitToPage = True

    def title(self, text: str) -> None:
        from openpyxl.styles import Font

        at = self.row(text)
        self.sheet.cell(at, 1).font = Font(bold=True, size=14)

    def head(self, *texts: str) -> None:
        """A header; what is above it stays in sight only if it is the sheet's first row."""
        from openpyxl.styles import Alignment, Font

        at = self.row(*texts)
        for number in range(1, len(texts) + 1):
            cell = self.sheet.cell(at, number)
            cell.font = Font(bold=True)
            cell.alignment = Alignment(wrap_text=True, vertical="top")
        if at == 1:
            self.sheet.freeze_panes = "A2"

    def row(self, *values: Value) -> int:
        """Writes the next row and returns its number; "" leaves a cell empty."""
        at = self.next_row
        for number, value in enumerate(values, start=1):
            if value == "":
                continue
            cell = self.sheet.cell(at, number)
            if isinstance(value, str):
                cell.value = one_line(value)
                cell.data_type = "s"  # never a formula: the text came from a stranger's file
            else:
                cell.value = _plain(value)
        self.next_row += 1
        return at

    def note(self, label: str, text: str) -> None:
        """A long text beside its label, wrapped over columns B to F."""
        from openpyxl.styles import Alignment

        at = self.row(label, text)
        self.sheet.merge_cells(start_row=at, end_row=at, start_column=2, end_column=_NOTE_TO)
        for number in (1, 2):
            self.sheet.cell(at, number).alignment = Alignment(wrap_text=True, vertical="top")
        self.sheet.row_dimensions[at].height = _LINE * (1 + len(text) // _NOTE_CHARS)

    def formula(self, row: int, column: int, formula: str, value: Fraction | int, shown: str) -> None:
        """`value` is the result; `shown` the number format."""
        cell = self.sheet.cell(row, column, formula)
        cell.number_format = shown
        self.values[f"{column_letters(column)}{row}"] = float(value)

    def widths(self, *widths: int) -> None:
        for number, width in enumerate(widths, start=1):
            self.sheet.column_dimensions[column_letters(number)].width = width


def _plain(value: int | float | Fraction) -> int | float:
    return int(value) if value == int(value) else float(value)
