"""The cells of a workbook that people filled in, read in a worker: a form sent in may be anything, as evidence may."""

from datetime import date, datetime, time, timedelta

from scoring.documents import DocumentError
from scoring.documents.errors import ReadError
from scoring.documents.readers.office_zip import OLE_MAGIC, ZIP_MAGIC
from scoring.documents.readers.sheet import opened
from scoring.isolation import Stopped, isolated
from scoring.limits import Limits

Cell = str | float | bool | date | datetime | time | timedelta  # "" where nothing stands
Rows = list[list[Cell]]

_MOST_CELLS = 500_000  # counted from A1, of all sheets; forms of ours have some thousands


def cells_apart(data: bytes, name: str, limits: Limits | None = None) -> dict[str, Rows]:
    """The rows of each sheet by its title, in the workbook's order, from A1 on and all of one width.

    `data` is an XLSX or XLS. Raises DocumentError.
    """
    limits = limits or Limits()
    if len(data) > limits.file_bytes:
        raise DocumentError(name, f"文件超过 {limits.file_mb} MB，不是填好的表格，请用导出的 Excel 填写", "too_large")
    try:
        return isolated(_cells, data, limits=limits)
    except Stopped as stop:
        raise DocumentError(name, stop.text, stop.reason) from stop
    except ReadError as error:
        raise DocumentError(name, str(error), error.reason) from error


def _cells(data: bytes) -> dict[str, Rows]:
    """In the worker."""
    if not data.startswith((ZIP_MAGIC, OLE_MAGIC)):
        raise ReadError("不是 Excel 文件，请用导出的 Excel 填写", "wrong_type")
    out: dict[str, Rows] = {}
    room = _MOST_CELLS
    with opened(data) as (workbook, _):
        for title in workbook.sheet_names:
            sheet = workbook.get_sheet_by_name(title)
            (top, left), (bottom, right) = sheet.start or (0, 0), sheet.end or (0, 0)
            room -= (bottom + 1) * (right + 1)
            if room < 0:
                raise ReadError("表格的范围过大（有单元格离其他内容太远），请删去多余的空行空列后再试", "too_large")
            rows = sheet.to_python(skip_empty_area=True)
            out[title] = [[""] * (right + 1) for _ in range(top if rows else 0)] + [[""] * left + row for row in rows]
    return out
