"""The workbook: formulas with their results stored, texts that stay texts, and figures that formulas would not give."""

import re
from datetime import timedelta
from fractions import Fraction
from io import BytesIO
from typing import Any

import pytest
from openpyxl import load_workbook

from assistant.reports import build
from assistant.reports.excel import to_xlsx
from assistant.reports.excel.live import agrees, live
from scoring.result import cut
from tests.support.plan_documents import plan_for
from tests.support.reports import FORMULA, SMALL, concluded, made, overridden, shipped

Cells = dict[str, Any]


def sheets(result: dict[str, Any], stored: bool = True) -> Any:
    return load_workbook(BytesIO(to_xlsx(build(result, plan_for(result)))), data_only=stored)


def labelled(sheet: Any) -> Cells:
    """The second column by the first."""
    return {row[0].value: row[1].value for row in sheet.iter_rows(min_row=4, max_col=2) if row[0].value}


def by_id(sheet: Any) -> dict[str, tuple[Any, ...]]:
    return {str(row[0]): row for row in sheet.iter_rows(min_row=5, values_only=True)}


@pytest.mark.parametrize("result", [made(), shipped(), concluded(), concluded("confirm")], ids=["small", "shipped", "dismissed", "confirmed"])
def test_stored_values_are_the_results(result: dict[str, Any]) -> None:
    book = sheets(result)
    told = labelled(book["总评"])
    assert told["确认分"] == float(result["score"]["confirmed"])
    assert told["可能分"] == float(result["score"]["possible"])
    assert (told["预评等级"], told["可能等级"]) == (result["level_titles"]["confirmed"], result["level_titles"]["possible"])
    rows = by_id(book["评分表"])
    for one in (*result["clauses"], *result["indicators"], *result["groups"]):
        row = rows[one["id"]]
        assert (row[2], row[10], row[11]) == (float(one["points"]), float(one["earned"]), float(one["possible"]))


def test_points_sums_score_and_level_are_formulas() -> None:
    book = sheets(made(), stored=False)
    rows = by_id(book["评分表"])
    for name in ("A", "B", "C", "D", "E", "1.1", "2.1", "1", "2"):
        assert all(str(rows[name][column]).startswith("=") for column in (9, 10, 11, 13, 14)), name
    assert rows["B"][13] == '=IF(F8="符合",C8,IF(AND(F8="部分符合",N(G8)>0),C8*H8/G8,0))'
    told = labelled(book["总评"])
    names = ("涉及项总分", "实得分", "特别扣分项数", "最后得分（精确）", "确认分", "预评等级", "可能分", "可能等级")
    assert {str(told[name])[0] for name in names} == {"="}


def test_a_decision_that_no_formula_gives_is_written_as_a_figure_and_said() -> None:
    rows = by_id(sheets(overridden(), stored=False)["评分表"])
    assert rows["B"][13] == 29
    assert "得分按结果录入" in rows["B"][12]
    assert "自动评：部分符合 21.42" in rows["B"][12]


def test_texts_from_files_are_never_formulas_or_links() -> None:
    book = sheets(made(), stored=False)
    names = [row[0] for row in book["材料"].iter_rows(min_row=4, values_only=True)]
    assert FORMULA in names
    ours = re.compile(r"=(IF|SUM|TRUNC|COUNTIF|ROUND|评分表!|整改计划!|MIN|[A-Z]+\$4\+\$B\$3$)")
    for sheet in book:
        assert not sheet._hyperlinks
        for row in sheet.iter_rows():
            for cell in row:
                if cell.data_type == "f":
                    assert sheet.title in ("评分表", "总评", "甘特图")
                    assert ours.match(str(cell.value)), cell.value


def test_gap_list_has_choices_for_its_state_and_empty_columns_to_fill_in() -> None:
    sheet = sheets(made(), stored=False)["差距清单"]
    head = [cell.value for cell in sheet[3]]
    assert head[-5:] == ["责任人", "截止日期", "状态", "备注", "条件"]
    assert [one for one, column in sheet.column_dimensions.items() if column.hidden] == ["R"]
    assert [(row[1], row[-1]) for row in sheet.iter_rows(min_row=4, values_only=True)][:3] == [("C", "c1"), ("B", "c1"), ("E", "c1")]
    lists = {str(one.sqref): one.formula1 for one in sheet.data_validations.dataValidation if one.type == "list"}
    assert lists == {"P4:P7": '"未开始,进行中,待核实,已完成,不做"'}


def test_every_failed_record_is_listed() -> None:
    rows = list(sheets(made())["不合格记录"].iter_rows(min_row=4, values_only=True))
    assert [(row[0], row[3]) for row in rows] == [("B", f"工作表“installation_record”第 {row} 行 A 列") for row in (4, 7)]


def test_sheets_and_the_same_bytes_every_time() -> None:
    model = build(made(), plan_for(made()))
    assert sheets(made()).sheetnames == ["总评", "评分表", "差距清单", "不合格记录", "特别扣分", "材料", "现场核查", "整改计划", "甘特图"]
    assert to_xlsx(model) == to_xlsx(model)


def test_what_people_decided_has_a_sheet_of_its_own() -> None:
    rows = list(sheets(concluded())["人工结论"].iter_rows(min_row=4, values_only=True))
    assert ("B 条款B（现场）", "现场 29 / 30 合格") in [(row[1], row[2]) for row in rows]
    assert {row[4] for row in rows} == {"2026-10-01 09:00", "2026-11-21 09:30"}


def test_a_rubric_without_points_has_outcomes_only() -> None:
    book = load_workbook(BytesIO(to_xlsx(build(made(SMALL.model_copy(update={"scored": False}))))))
    assert book.sheetnames == ["总评", "条款核对表", "差距清单", "不合格记录", "材料", "现场核查"]


def test_what_rounding_would_lift_over_a_line_is_no_formula() -> None:
    near = Fraction(95) - Fraction(1, 10**12)
    assert cut(near) == "94.99"
    assert not agrees(near, "94.99")
    result = made()
    result["score"]["confirmed"] = "67.26"
    assert not live(build(result)).live_confirmed
    told = labelled(sheets(result, stored=False)["总评"])
    assert told["最后得分（精确）"] == 67.26


def test_sheets_are_printed_large_enough_to_read_with_their_header_on_every_page() -> None:
    """A4 across, one page wide: columns narrower than the page are not enlarged, wider ones shrink the 10 points of the cells.

    A file's column width is in digits of 7 dots, 96 of them an inch.
    """
    for result in (shipped(), concluded()):
        book = sheets(result)
        for name in ("差距清单", "不合格记录", "特别扣分", "材料", "人工结论", "现场核查", "评分表"):
            if name not in book.sheetnames:
                continue
            sheet = book[name]
            assert (sheet.page_setup.orientation, sheet.page_setup.paperSize, sheet.page_setup.fitToHeight) == ("landscape", 9, 0), name
            assert sheet.print_title_rows, name
            inches = 297 / 25.4 - sheet.page_margins.left - sheet.page_margins.right
            columns = [one for one in sheet.column_dimensions.values() if not one.hidden]
            wide = sum(one.width * 7 for one in columns for _ in range(one.min, one.max + 1)) / 96
            assert 10 * min(1, inches / wide) >= 8, (name, inches / wide)


def test_gains_have_two_places_and_widths_a_font_that_is_everywhere() -> None:
    book = sheets(made())
    assert {row[7].number_format for row in book["差距清单"].iter_rows(min_row=4) if isinstance(row[7].value, int | float)} == {"0.00"}
    assert book._fonts[0].name == "Arial"  # columns are measured by it: without it some programs print at 6 points


def test_the_gap_list_names_the_first_failure_and_where_the_rest_stands() -> None:
    rows = [row for row in sheets(made())["差距清单"].iter_rows(min_row=4, values_only=True) if row[1] == "B"]
    (places,) = [str(row[6]) for row in rows]
    assert "I2：结果是“不合格”" in places
    assert "…… 另有 1 条，见“不合格记录”表" in places


def test_the_chart_follows_the_dates_of_the_plan() -> None:
    plan, stored, live_cells = sheets(made())["整改计划"], sheets(made())["甘特图"], sheets(made(), stored=False)["甘特图"]
    actions = [row for row in plan.iter_rows(min_row=4, values_only=True) if row[7] is not None]
    for row, action in enumerate(actions, start=5):
        assert [live_cells.cell(row, column).value for column in (5, 6)] == [f"=整改计划!H{row - 1}", f"=整改计划!I{row - 1}"]
        assert [stored.cell(row, column).value for column in (1, 3, 5, 6)] == [action[0], action[2], action[7], action[8]]
        shaded = {stored.cell(4, column).value: stored.cell(row, column).value for column in range(8, stored.max_column + 1)}
        for monday, sign in shaded.items():
            goes_on = monday <= action[8] and action[7] < monday + timedelta(days=7)
            assert sign == (("◆" if action[10] else "■") if goes_on else None)
        assert any(shaded.values())
    assert [stored.cell(3, column).value for column in range(8, stored.max_column + 1)].count("审") == 1
