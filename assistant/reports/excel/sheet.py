"""Writing a worksheet: texts always as texts, numbers and formulas only where this code says so."""

import unicodedata
from collections.abc import Sequence
from datetime import date, datetime, time
from math import ceil
from typing import Any

_LIMIT = 32_000  # characters a cell holds, less some
_FONT = "宋体"
_LINE, _TALLEST = 13.5, 400.0  # points
_WIDE, _NARROW = 2.0, 1.2  # of a column's width, by letter; Latin ones as wide as the fonts that stand in for ours
_WASTE = 1.12  # lines end before a number or a name that does not fit
_INSIDE = 0.5  # of a column's width, left free at its edges


class Styles:
    """The cell formats of a workbook, made once each."""

    def __init__(self, book: Any) -> None:
        self._book = book
        self._made: dict[tuple[tuple[str, Any], ...], Any] = {}

    def __call__(self, **more: Any) -> Any:
        wanted = {"font_name": _FONT, "font_size": 10, "valign": "vcenter", "text_wrap": True, "border": 1, "border_color": "#9DB2C8", **more}
        key = tuple(sorted(wanted.items()))
        if key not in self._made:
            self._made[key] = self._book.add_format(wanted)
        return self._made[key]

    @property
    def head(self) -> Any:
        return self(bold=True, bg_color="#D9E5F2", align="center", font_name="黑体")

    @property
    def plain(self) -> Any:
        return self(border=0)

    @property
    def title(self) -> Any:
        return self(border=0, bold=True, font_size=14, font_name="黑体", text_wrap=False)

    @property
    def note(self) -> Any:
        return self(border=0, font_color="#555555", font_size=9)


class Sheet:
    """Rows and columns count from 0."""

    def __init__(self, book: Any, name: str, styles: Styles, widths: Sequence[float], landscape: bool = True) -> None:
        self.name = name
        self.raw = book.add_worksheet(name)
        self.styles = styles
        self.width = len(widths)
        self._widths = widths
        for number, width in enumerate(widths):
            self.raw.set_column(number, number, width)
        self.raw.set_paper(9)  # A4
        if landscape:
            self.raw.set_landscape()
        self.raw.fit_to_pages(1, 0)
        self.raw.set_footer("&C第 &P 页，共 &N 页")
        self.raw.set_margins(0.3, 0.3, 0.6, 0.6)

    def text(self, row: int, column: int, text: str, style: Any = None) -> None:
        """Never a formula, a link or a number, whatever the text begins with."""
        style = self.styles() if style is None else style
        if text:
            self.raw.write_string(row, column, text if len(text) <= _LIMIT else text[: _LIMIT - 1] + "…", style)
        else:
            self.raw.write_blank(row, column, None, style)

    def number(self, row: int, column: int, value: str | int, style: Any = None) -> None:
        self.raw.write_number(row, column, float(value), self.styles() if style is None else style)

    def day(self, row: int, column: int, day: date, style: Any) -> None:
        """A date that formulas can count with."""
        self.raw.write_datetime(row, column, datetime.combine(day, time()), style)

    def formula(self, row: int, column: int, formula: str, value: float | str, style: Any) -> None:
        """`value` is what the formula gives, stored for programs that do not calculate."""
        self.raw.write_formula(row, column, formula, style, value)

    def head(self, row: int, texts: Sequence[str]) -> None:
        """A header that stays in sight and repeats on paper."""
        for column, text in enumerate(texts):
            self.text(row, column, text, self.styles.head)
        self.raw.freeze_panes(row + 1, 0)
        self.raw.repeat_rows(row)

    def rows(self, first: int, rows: Sequence[Sequence[str]]) -> int:
        """Texts only; returns the next free row."""
        for number, cells in enumerate(rows, start=first):
            for column, text in enumerate(cells):
                self.text(number, column, text)
            self.fit(number, cells)
        return first + len(rows)

    def fit(self, row: int, cells: Sequence[str]) -> None:
        """A row high enough for its wrapped texts: not every program works that out when it opens the file."""
        most = max((_lines(text, self._widths[column]) for column, text in enumerate(cells)), default=1)
        self.raw.set_row(row, min(_LINE * most + 4, _TALLEST))

    def title(self, text: str, note: str = "") -> None:
        """In rows 0 and 1."""
        self.text(0, 0, text, self.styles.title)
        self.raw.set_row(0, 24)
        if note:
            self.raw.merge_range(1, 0, 1, self.width - 1, "", self.styles.note)
            self.text(1, 0, note, self.styles.note)
            self.raw.set_row(1, 28)

    def choice(self, first: int, last: int, column: int, values: Sequence[str], message: str) -> None:
        """Only these values may be typed there."""
        if last >= first:
            self.raw.data_validation(
                first, column, last, column,
                {"validate": "list", "source": list(values), "error_title": "请从列表里选", "error_message": message},
            )  # fmt: skip


def _lines(text: str, width: float) -> int:
    return sum(max(1, ceil(_WASTE * _length(line) / max(width - _INSIDE, 1))) for line in text.split("\n"))


def _length(line: str) -> float:
    return sum(_WIDE if unicodedata.east_asian_width(char) in "WFA" else _NARROW for char in line)
