"""A form people sent in: its cells as they stand, and files that must not harm the service."""

from collections.abc import Callable
from datetime import date, datetime
from io import BytesIO
from typing import Any
from zipfile import ZIP_DEFLATED, ZipFile

import pytest
from openpyxl import Workbook, load_workbook

from assistant.reports import ReportError
from assistant.reports.excel.gaps_import import parse_gaps
from scoring.cells_apart import cells_apart
from scoring.documents import DocumentError
from scoring.limits import Limits
from scoring.rubric import RubricError, load_rubric
from scoring.rubric.workbook import import_workbook
from tests.support.reports import made


def book(fill: Callable[[Any], None]) -> bytes:
    made = Workbook()
    fill(made)
    out = BytesIO()
    made.save(out)
    return out.getvalue()


def corners(made: Any) -> None:
    """A few KB whose rectangle would take 400 GB."""
    made.active["A1"], made.active["XFD1048576"] = 1, 1


def one_far_cell(made: Any) -> None:
    made.active["XFD1048576"] = 1


def bomb() -> bytes:
    """One text that unpacks to 240 MB, within what an office file may unpack to."""
    out = BytesIO()
    with ZipFile(BytesIO(book(lambda made: made.active.append(["words"])))) as old, ZipFile(out, "w", ZIP_DEFLATED, compresslevel=1) as new:
        for info in old.infolist():
            before, found, after = old.read(info).partition(b"words")
            with new.open(info.filename, "w") as part:
                part.write(before)
                for _ in range(240 if found else 0):
                    part.write(b"a" * (1 << 20))
                part.write(after)
    return out.getvalue()


HOSTILE = {
    "corners": (book(corners), "表格的范围过大"),
    "one far cell": (book(one_far_cell), "表格的范围过大"),
    "text": (b"not a workbook", "不是 Excel 文件"),
    "empty": (b"", "不是 Excel 文件"),
    "a torn zip": (b"PK\x03\x04" + b"\0" * 40, "文件已损坏"),
    "a torn xls": (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600, "文件已损坏"),
}


@pytest.mark.parametrize("name", HOSTILE)
def test_both_forms_refuse_it_in_one_line(name: str) -> None:
    data, told = HOSTILE[name]
    for error, read in (
        (RubricError, lambda: import_workbook(data, load_rubric("gbt27922-2011"), "表.xlsx")),
        (ReportError, lambda: parse_gaps(data, made(), "表.xlsx")),
    ):
        with pytest.raises(error, match=told) as caught:
            read()  # type: ignore[no-untyped-call]
        assert str(caught.value).startswith("表.xlsx 没有导入：")
        assert "\n" not in str(caught.value)


def test_a_bomb_costs_its_worker_alone() -> None:
    with pytest.raises(DocumentError, match="请") as caught:
        cells_apart(bomb(), "表.xlsx", Limits(memory_mb=512))
    assert caught.value.reason in ("too_large", "crashed")  # as the library takes it when there is no more memory


def test_a_file_of_any_size_is_not_taken() -> None:
    with pytest.raises(DocumentError, match="超过 1 MB"):
        cells_apart(b"PK\x03\x04" + bytes(1 << 20), "表.xlsx", Limits(file_mb=1))


def test_cells_stand_where_they_stood() -> None:
    def fill(made: Any) -> None:
        made.active.title = "甲"
        made.active["B3"], made.active["C3"], made.active["C4"] = "字", 1.5, date(2026, 12, 31)
        made.create_sheet("空")
        made.create_sheet("乙")["A1"] = True

    rows = cells_apart(book(fill), "表.xlsx")
    assert list(rows) == ["甲", "空", "乙"]
    day = rows["甲"][3][2]
    assert rows["甲"][:3] == [["", "", ""], ["", "", ""], ["", "字", 1.5]]
    assert (day.date() if isinstance(day, datetime) else day) == date(2026, 12, 31)
    assert rows["空"] == [] or rows["空"] == [[]]
    assert rows["乙"] == [[True]]


def test_the_test_files_are_what_they_say() -> None:
    assert load_workbook(BytesIO(HOSTILE["corners"][0])).active.dimensions == "A1:XFD1048576"
    assert len(HOSTILE["corners"][0]) < 10_000
    assert len(bomb()) < 2_000_000
