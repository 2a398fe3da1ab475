"""All views of one result show the same numbers, read back by other programs: Word's parts, a spreadsheet that calculates, HTML."""

import json
from decimal import Decimal
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from docx import Document
from lxml import html
from openpyxl import load_workbook
from python_calamine import CalamineWorkbook

from assistant.reports import ReportModel, build
from assistant.reports.excel import to_xlsx
from assistant.reports.html import to_html
from assistant.reports.json_view import to_json
from assistant.reports.word import to_docx
from scoring.points import normalised
from scoring.rubric import load_rubric
from tests.support.office import INSTALLED, converted, without_stored_values
from tests.support.plan_documents import plan_for
from tests.support.reports import SMALL, concluded, made, shipped

Figures = dict[str, tuple[float, ...]]
needs_office = pytest.mark.skipif(not INSTALLED, reason="LibreOffice is not installed")
RESULTS = pytest.mark.parametrize(
    "result", [made(), shipped(), concluded(), concluded("confirm")], ids=["small", "shipped", "dismissed", "confirmed"]
)


def numbers(*texts: object) -> tuple[float, ...]:
    return tuple(float(str(text)) for text in texts)


def of_result(result: dict[str, Any]) -> Figures:
    """Points, earned and possible by clause, indicator and group; the scores under an empty name."""
    out = {one["id"]: numbers(one["points"], one["earned"], one["possible"]) for one in result["clauses"]}
    out |= {one["id"]: numbers(one["points"], one["earned"], one["possible"]) for one in (*result["groups"], *result["indicators"])}
    return out | {"": numbers(result["score"]["confirmed"], result["score"]["possible"])}


def of_word(data: bytes) -> Figures:
    out: Figures = {}
    for table in Document(BytesIO(data)).tables:
        rows = [[cell.text for cell in row.cells] for row in table.rows]
        if rows[0][0] == "企业名称":
            told = dict(rows)
            score = told["确认分"].split()[0]
            out[""] = numbers(score, told.get("可能分", score).split()[0])
        elif rows[0][:2] == ["编号", "项目"]:
            out |= {row[0]: numbers(row[2], row[4], row[5]) for row in rows[1:] if row[0]}
        elif rows[0][:4] == ["条款", "名称", "分值", "分值口径"]:
            out |= {row[0]: numbers(row[2], row[5], row[6]) for row in rows[1:]}
    return out


def of_workbook(data: bytes) -> Figures:
    book = CalamineWorkbook.from_filelike(BytesIO(data))
    rows = book.get_sheet_by_name("评分表").to_python()
    out = {str(row[0]): numbers(row[2], row[10], row[11]) for row in rows[4:] if row[0]}
    told = _told(book)
    return out | {"": numbers(told["确认分"], told["可能分"])}


def _told(book: CalamineWorkbook) -> dict[str, Any]:
    """What the arithmetic of 总评 gives, by label."""
    rows = book.get_sheet_by_name("总评").to_python()
    start = next(number for number, row in enumerate(rows) if row[0] == "计分（公式）")
    return {str(row[0]): row[1] for row in rows[start:]}


def of_html(data: bytes) -> Figures:
    root = html.fromstring(data.decode())
    cards = [one.text_content() for one in root.xpath("//div[@class='result']//b")]
    out = {"": numbers(*cards[:2])}
    for row in root.xpath("//table[contains(@class, 'sums')]/tbody/tr"):
        cells = [cell.text_content() for cell in row]
        if cells[0]:
            out[cells[0]] = numbers(cells[2], cells[4], cells[5])
    for row in root.xpath("//section[@id='clauses']//tbody/tr"):
        cells = [cell.text_content() for cell in row]
        out[cells[0]] = numbers(cells[2], cells[5], cells[6])
    return out


def _model(result: dict[str, Any]) -> ReportModel:
    return build(result, plan_for(result))


@RESULTS
def test_word_excel_html_and_json_show_the_results_numbers(result: dict[str, Any]) -> None:
    model, wanted = _model(result), of_result(result)
    assert of_word(to_docx(model).data) == wanted
    assert of_workbook(to_xlsx(model)) == wanted
    assert of_html(to_html(model)) == wanted
    assert of_result(json.loads(to_json(result, plan_for(result)))) == wanted


@needs_office
@RESULTS
def test_a_spreadsheet_that_calculates_everything_anew_gets_the_same(result: dict[str, Any], tmp_path: Path) -> None:
    data = to_xlsx(_model(result))
    again = converted(without_stored_values(data), "xlsx", "xlsx", tmp_path)
    assert of_workbook(again) == of_result(result)
    told, before = _told(CalamineWorkbook.from_filelike(BytesIO(again))), _told(CalamineWorkbook.from_filelike(BytesIO(data)))
    assert told["预评等级"] == result["level_titles"]["confirmed"] == before["预评等级"]
    assert told["可能等级"] == result["level_titles"]["possible"]


@needs_office
def test_an_auditor_who_changes_outcomes_sees_the_score_follow(tmp_path: Path) -> None:
    """Everything met but two, three of seven installations good, a clause taken back in, the deduction withdrawn."""
    book = load_workbook(BytesIO(to_xlsx(_model(made()))))
    sheet = book["评分表"]
    lines = {sheet.cell(row, 1).value: row for row in range(5, sheet.max_row + 1)}
    for name, outcome in (("C", "符合"), ("D", "符合"), ("E", "不符合")):
        sheet.cell(lines[name], 6).value = outcome
    sheet.cell(lines["B"], 8).value = 3
    book["特别扣分"]["D4"] = "已撤销"
    out = BytesIO()
    book.save(out)
    told = _told(CalamineWorkbook.from_filelike(BytesIO(converted(out.getvalue(), "xlsx", "xlsx", tmp_path))))
    exact = normalised(SMALL, 40 + 13 + 10 + 30 * 3 / 7, 100)
    assert told["确认分"] == 75.85 == int(exact * 100) / 100
    assert (told["预评等级"], told["特别扣分项数"], told["涉及项总分"]) == ("达标级", 0, 100)


@needs_office
def test_five_deductions_and_a_group_below_its_floor_fail_in_the_sheet_as_well(tmp_path: Path) -> None:
    result = made(SMALL.model_copy(update={"group_floor_percent": Decimal(50)}))
    assert result["level_titles"]["possible"] == "不合格"
    told = _told(CalamineWorkbook.from_filelike(BytesIO(converted(without_stored_values(to_xlsx(build(result))), "xlsx", "xlsx", tmp_path))))
    assert (told["预评等级"], told["可能等级"], told["可能分"]) == ("不合格", "不合格", 82.69)


@needs_office
def test_word_report_opens_and_its_charts_are_drawn(tmp_path: Path) -> None:
    import pypdfium2

    pages = pypdfium2.PdfDocument(converted(to_docx(_model(shipped())).data, "docx", "pdf", tmp_path))
    texts = [page.get_textpage().get_text_range() for page in pages]
    assert len(texts) > 8
    assert "预评，不是认证结论" in texts[0]
    assert all(page.get_size() == pytest.approx((595, 842), abs=1) for page in pages)
    drawn = next(text for text in texts if "图 2" in text)
    assert "5.3.2 投诉处理" in drawn  # a label of the chart itself, which the table writes in two cells


def test_the_shipped_rubrics_all_have_reports() -> None:
    for name in ("gbt27922-2011", "sbt10401-2006", "completeness"):
        model = build(made(load_rubric(name)))
        assert to_docx(model).data
        assert to_xlsx(model)
        assert to_html(model)
