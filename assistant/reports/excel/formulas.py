"""Which cells of a workbook are formulas, read in a worker: where nobody reckoned one yet, its cell reads as empty."""

import zipfile
from io import BytesIO

from scoring.documents import DocumentError
from scoring.documents.readers.office_zip import ZIP_MAGIC
from scoring.isolation import Stopped, isolated
from scoring.limits import Limits

Places = frozenset[tuple[int, int]]  # row and column, from 1


def formulas(data: bytes, name: str) -> dict[str, Places]:
    """By the sheet's title; of an XLS none is known. Raises DocumentError."""
    if not data.startswith(ZIP_MAGIC):
        return {}
    limits = Limits()
    try:
        return isolated(_formulas, data, limits=limits)
    except Stopped as stop:
        raise DocumentError(name, stop.text, stop.reason) from stop


def _formulas(data: bytes) -> dict[str, Places]:
    """In the worker. A workbook that the other reader takes and this one does not has none that are known."""
    from openpyxl import load_workbook
    from openpyxl.utils.exceptions import InvalidFileException

    try:
        book = load_workbook(BytesIO(data), read_only=True)
        return {
            sheet.title: frozenset((cell.row, cell.column) for row in sheet.iter_rows() for cell in row if cell.data_type == "f")
            for sheet in book.worksheets
        }
    except (InvalidFileException, zipfile.BadZipFile, KeyError, ValueError, TypeError, AttributeError):
        return {}
