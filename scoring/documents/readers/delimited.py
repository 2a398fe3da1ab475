"""CSV and TSV as systems export them: one page, named by the file, with one table. Locators: 工单导出!A3."""

import csv
from io import StringIO
from itertools import islice

from scoring.documents.errors import ReadError
from scoring.documents.grid import MAX_COLUMNS, row_blocks
from scoring.documents.model import Page, Table
from scoring.documents.readers.sheet import MAX_RECTANGLE
from scoring.documents.readers.text import decode

_DELIMITERS = ("\t", ",", ";", "|")
_LOOKED_AT = 60


def read_csv(data: bytes, name: str) -> tuple[Page, ...]:
    """Cells as written, without surrounding blanks; a break inside a quoted cell becomes a blank."""
    text = decode(data).replace("\0", "")
    rows = _rows(text, _delimiter(text), None)
    width = max(map(len, rows), default=0)
    if width * len(rows) > MAX_RECTANGLE:
        raise ReadError("表格的范围过大，请拆分后再试", "too_large")
    table = Table(name, tuple(tuple(row + [""] * (width - len(row))) for row in rows))
    blocks = tuple(row_blocks(table))
    return (Page(1, blocks, name, (table,) if blocks else ()),)


def _delimiter(text: str) -> str:
    """The one that cuts most of the first rows into the same number of cells, and into most."""

    def fitness(delimiter: str) -> tuple[int, int]:
        widths = [len(row) for row in _rows(text, delimiter, _LOOKED_AT) if any(row)]
        usual = max(set(widths), key=lambda width: (widths.count(width) * (width > 1), width), default=1)
        return (widths.count(usual) if usual > 1 else 0, usual)

    return max(_DELIMITERS, key=fitness)


def _rows(text: str, delimiter: str, count: int | None) -> list[list[str]]:
    try:
        reader = csv.reader(StringIO(text, newline=""), delimiter=delimiter, skipinitialspace=True)
        return [[" ".join(cell.split()) for cell in row[:MAX_COLUMNS]] for row in islice(reader, count)]
    except csv.Error as error:
        raise ReadError("表格的引号不成对，读不了，请用 Excel 或 WPS 打开并另存为 .xlsx 后再试") from error
