"""Where a quote stands, as people say it: `p.3` is 第 3 页, `工单!A5` is 工作表“工单”第 5 行 A 列.

Readers write these forms, and results keep them as they are; whoever shows one asks `shown_place`:

    p.3   p.3表1!B2                 a page of a PDF or picture, a table on it
    幻灯片3   幻灯片3表1!B2           a slide, a table on it
    段落12   表2   表2!B7             Word, web pages, Markdown; tables are counted through the file
    第12行                           plain text and Markdown
    工单!A5                          a sheet by its own name; a CSV file's sheet is named as the file
    页眉   页脚   水印   标题           said as they are, and so is whatever is none of these
"""

import re
from dataclasses import dataclass

from scoring.documents.columns import column_letters, column_number

_CELL = re.compile(r"([A-Z]{1,3})([1-9]\d{0,8})")
_TABLE = re.compile(r"(p\.[1-9]\d{0,8}|幻灯片[1-9]\d{0,8}|)表([1-9]\d{0,8})")
_COUNTED = (
    (re.compile(r"p\.([1-9]\d{0,8})"), "第 {} 页"),
    (re.compile(r"幻灯片([1-9]\d{0,8})"), "第 {} 张幻灯片"),
    (re.compile(r"段落([1-9]\d{0,8})"), "第 {} 段"),
    (re.compile(r"第([1-9]\d{0,8})行"), "第 {} 行"),
)


@dataclass(frozen=True, slots=True)
class CellPlace:
    """A cell by the name of its table or sheet, its row and its column, both from 1."""

    table: str
    row: int
    column: int


def cell_place(locator: str) -> CellPlace | None:
    """What a locator of a cell says; None for one of text. A sheet's name may itself hold a `!`."""
    table, _, place = locator.rpartition("!")
    found = _CELL.fullmatch(place)
    return CellPlace(table, int(found[2]), column_number(found[1])) if table and found else None


def shown_place(locator: str) -> str:
    """The locator in Chinese; one of no known form as it is."""
    cell = cell_place(locator)
    if cell is None:
        return _text_place(locator)
    if is_counted(cell.table):
        return f"{_text_place(cell.table)} 第 {cell.row} 行第 {cell.column} 列"
    return f"工作表“{cell.table}”第 {cell.row} 行 {column_letters(cell.column)} 列"


def is_counted(table: str) -> bool:
    """Whether a table is named by its number (表2, p.3表1), as all but sheets are: people count its columns and know no letters of them."""
    return _TABLE.fullmatch(table) is not None


def _text_place(locator: str) -> str:
    table = _TABLE.fullmatch(locator)
    if table is not None:
        return f"{_text_place(table[1])}表 {table[2]}"
    for pattern, words in _COUNTED:
        found = pattern.fullmatch(locator)
        if found is not None:
            return words.format(found[1])
    return locator
