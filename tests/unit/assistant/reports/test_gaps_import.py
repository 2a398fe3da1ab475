"""Reading a filled gap list back: what people wrote is kept, what cannot be used is told with its cell."""

from collections.abc import Callable
from datetime import date, datetime
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from openpyxl import Workbook, load_workbook

from assistant.reports import ReportError, build
from assistant.reports.excel import GapEntry, import_gaps, to_xlsx
from assistant.reports.excel.gaps_import import parse_gaps
from tests.support.reports import made

OWNER, DUE, STATE, NOTE, KEY = "N", "O", "P", "Q", "R"
RESULT = made()
CLEAN = to_xlsx(build(RESULT))


def edited(change: Callable[[Any], None]) -> bytes:
    """The exported workbook after someone worked on its gap list; rows 4 to 6 are C, B, E, row 7 the deduction."""
    book = load_workbook(BytesIO(CLEAN))
    change(book["差距清单"])
    out = BytesIO()
    book.save(out)
    return out.getvalue()


def fill(sheet: Any) -> None:
    sheet[f"{OWNER}4"], sheet[f"{DUE}4"], sheet[f"{STATE}4"], sheet[f"{NOTE}4"] = "李四", date(2026, 12, 31), "进行中", "等盖章"
    sheet[f"{OWNER}5"], sheet[f"{DUE}5"] = "=王五", "2027年1月5日"
    sheet[f"{OWNER}5"].data_type = "s"


def test_an_untouched_list_comes_back_whole_without_a_word() -> None:
    found = parse_gaps(CLEAN, RESULT)
    assert found.faults == ()
    keys = [(one.clause, one.condition) for one in found.entries]
    assert keys[:3] == [("C", "c1"), ("B", "c1"), ("E", "c1")]
    assert {one.state for one in found.entries} == {"未开始"}
    assert found.entries[3].clause == "特别扣分"


def test_what_was_written_is_read() -> None:
    found = parse_gaps(edited(fill), RESULT)
    assert found.faults == ()
    assert found.entries[0] == GapEntry("C", "c1", "李四", "2026-12-31", "进行中", "等盖章")
    assert found.entries[1] == GapEntry("B", "c1", "=王五", "2027-01-05", "未开始", "")


def test_a_day_whose_format_was_lost_is_still_that_day() -> None:
    def change(sheet: Any) -> None:
        sheet[f"{DUE}4"], sheet[f"{DUE}5"] = 46387, "46387"
        sheet[f"{DUE}4"].number_format = "General"

    found = parse_gaps(edited(change), RESULT)
    assert [one.due for one in found.entries[:2]] == ["2026-12-31", "2026-12-31"]


def test_rows_may_move_and_the_sheet_be_renamed() -> None:
    def change(sheet: Any) -> None:
        fill(sheet)
        rows = [[cell.value for cell in row] for row in sheet.iter_rows(min_row=4, max_row=7)]
        for number, row in enumerate(reversed(rows), start=5):
            for column, value in enumerate(row, start=1):
                sheet.cell(number, column).value = value
                if isinstance(value, str):
                    sheet.cell(number, column).data_type = "s"
        for column in range(1, 19):
            sheet.cell(4, column).value = None
        sheet.title = "我的清单"

    found = parse_gaps(edited(change), RESULT)
    assert found.faults == ()
    assert found.entries == parse_gaps(edited(fill), RESULT).entries


def test_columns_may_change_places() -> None:
    def change(sheet: Any) -> None:
        fill(sheet)
        sheet.move_range("Q3:Q7", cols=3)
        sheet.move_range("B3:B7", cols=20)

    found = parse_gaps(edited(change), RESULT)
    assert found.faults == ()
    assert found.entries[0] == GapEntry("C", "c1", "李四", "2026-12-31", "进行中", "等盖章")


@pytest.mark.parametrize(
    ("cell", "value", "says"),
    [
        (f"{DUE}4", "下周五", "O4：截止日期“下周五”不是日期"),
        (f"{DUE}4", "2026-02-30", "O4：截止日期“2026-02-30”不是日期"),
        (f"{DUE}4", datetime(1900, 1, 3), "O4：截止日期读作 1900-01-03，可能填的是一个数字，不在 1990 到 2100 年之间"),
        (f"{DUE}4", 5, "O4：截止日期读作 1900-01-05，可能填的是一个数字，不在 1990 到 2100 年之间，没有导入这一格，请写成 2026-12-31 这样"),
        (f"{DUE}4", "1985-01-05", "O4：截止日期“1985-01-05”，不在 1990 到 2100 年之间"),
        (f"{DUE}4", "99999", "O4：截止日期读作 2173-10-13，不在 1990 到 2100 年之间"),
        (f"{STATE}4", "差不多了", "P4：状态“差不多了”不在列表里"),
        ("D4", "改过的要求", "D4：“要求”被改动过，以评分结果为准"),
        ("I4", "不改", "I4：“整改办法”被改动过"),
    ],
)
def test_a_wrong_cell_is_told_and_nothing_else_is_lost(cell: str, value: Any, says: str) -> None:
    def change(sheet: Any) -> None:
        fill(sheet)
        sheet[cell] = value

    found = parse_gaps(edited(change), RESULT)
    (fault,) = found.faults
    assert fault.startswith(says)
    assert (found.entries[0].owner, found.entries[0].note) == ("李四", "等盖章")
    assert len(found.entries) == 4


@pytest.mark.parametrize(("column", "name"), [(OWNER, "责任人"), (DUE, "截止日期"), (STATE, "状态"), (NOTE, "备注")])
def test_a_formula_that_nobody_reckoned_is_told(column: str, name: str) -> None:
    """Spreadsheets keep the last result beside a formula; where there is none the cell reads as empty."""

    def change(sheet: Any) -> None:
        fill(sheet)
        sheet[f"{column}4"] = "=A1&B1"

    found = parse_gaps(edited(change), RESULT)
    assert [one for one in found.faults if one.startswith(f"{column}4：{name}是公式")] == list(found.faults)
    assert (len(found.faults), found.entries[0].refused) == (1, (name,))


def test_rows_that_are_unknown_doubled_or_gone_are_told_with_what_stood_in_them() -> None:
    def change(sheet: Any) -> None:
        fill(sheet)
        sheet["B5"] = "9.9.9"
        sheet["B6"], sheet[f"{KEY}6"], sheet[f"{NOTE}6"] = "C", "c1", "第二份"
        sheet["B7"], sheet[f"{KEY}7"], sheet[f"{OWNER}7"] = None, None, "赵六"

    found = parse_gaps(edited(change), RESULT)
    assert [one.clause for one in found.entries] == ["C"]
    assert found.faults[0] == "B5：结果里没有“9.9.9 条款B：要求 1”这一项，没有导入（责任人 =王五，截止日期 2027年1月5日，状态 未开始）"
    assert found.faults[1] == "B6：“C 条款C：要求 1”重复，以前面一行为准，这一行没有导入（状态 未开始，备注 第二份）"
    assert found.faults[2] == "B7：这一行没有条款编号和隐藏的“条件”格，没有导入（责任人 赵六，状态 未开始）"
    assert found.faults[3:5] == ("缺少“B 条款B：要求 1”这一行，没有可导入的", "缺少“E 条款E：要求 1”这一行，没有可导入的")
    assert len(found.faults) == 6


def test_what_is_no_gap_list_is_refused_in_one_line(tmp_path: Path) -> None:
    other = Workbook()
    other.active["A1"] = "条款"
    out = BytesIO()
    other.save(out)
    with pytest.raises(ReportError, match="找不到差距清单的表头，缺少这些列：条件、责任人、截止日期、状态、备注"):
        parse_gaps(out.getvalue(), RESULT)
    with pytest.raises(ReportError, match="没有导入：文件已损坏"):
        parse_gaps(b"PK\x03\x04", RESULT)
    with pytest.raises(ReportError, match="找不到这个文件"):
        import_gaps(tmp_path / "没有.xlsx", RESULT)
