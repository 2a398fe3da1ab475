"""What is written: JSON, chart and workbook say the same, are the same bytes every time, and carry nothing they should not."""

import json
import math
import re
import zipfile
from io import BytesIO
from typing import Any

import pytest
from lxml import etree
from openpyxl import load_workbook

from scoring.documents.registry import parse_document
from scoring.result import canonical
from scoring.satisfaction import compute
from scoring.satisfaction.chart import chart
from scoring.satisfaction.document import to_json
from scoring.satisfaction.reading import parse_survey
from scoring.satisfaction.report import report
from scoring.satisfaction.workbook import workbook
from tests.support.surveys import ENTERPRISE, Sheet, rated, replaced, stacked, wide, xlsx

SVG = "{http://www.w3.org/2000/svg}"
PLAIN = xlsx(wide(rated(40, gaps=5)))
NINE = xlsx(stacked(rated(30, items=9, high=10, gaps=4)))


def _made(data: bytes, enterprise: str | None = ENTERPRISE) -> tuple[dict[str, Any], bytes]:
    survey = parse_survey(data, "答卷.xlsx")
    index = compute(survey)
    result = to_json(survey, index, enterprise)
    return result, workbook(survey, index, result)


def test_the_same_bytes_every_time() -> None:
    first, second = _made(PLAIN), _made(PLAIN)
    assert canonical(first[0]) == canonical(second[0])
    assert chart(first[0]) == chart(second[0])
    assert first[1] == second[1]


@pytest.mark.parametrize("data", [PLAIN, NINE], ids=["an item a factor", "several items"])
def test_formulas_and_their_stored_results_agree_with_the_index(data: bytes) -> None:
    result, book = _made(data)
    formulas = load_workbook(BytesIO(book))
    stored = load_workbook(BytesIO(book), data_only=True)
    numerator, denominator = map(int, result["index"]["exact"].split("/"))
    sheet, values = formulas["满意度调查结果"], stored["满意度调查结果"]
    (total,) = [row for row in range(1, 40) if sheet.cell(row, 1).value == "合计"]
    formula = sheet.cell(total, 5).value
    assert formula.startswith("=ROUNDDOWN(ROUND(AVERAGE(")
    assert all(f"*B{row}*10" in formula for row in range(total - 5, total))
    # As in all other views: cut to two places, and the sum is that of the figures before they were cut.
    assert values.cell(total, 5).value == float(result["index"]["shown"]) == math.floor(numerator * 100 / denominator) / 100
    cut = sum(values.cell(row, 5).value for row in range(total - 5, total))
    assert cut <= numerator / denominator + 1e-9 < cut + 0.05
    items, item_values, marks = formulas["满意度各题统计"], stored["满意度各题统计"], formulas["满意度逐份数据"]
    for row in range(2, items.max_row + 1):
        area = re.fullmatch(r"=AVERAGE\(满意度逐份数据!(\w+:\w+)\)", items.cell(row, 9).value)
        assert area is not None
        given = [cell.value for (cell,) in marks[area[1]] if isinstance(cell.value, (int, float))]
        assert item_values.cell(row, 9).value == pytest.approx(sum(given) / len(given))
        assert item_values.cell(row, 6).value == len(given)
        low, high = items.cell(row, 4).value, items.cell(row, 5).value
        assert item_values.cell(row, 10).value == pytest.approx((sum(given) / len(given) - low) / (high - low))


def test_a_reader_that_does_not_calculate_finds_the_figures() -> None:
    _, book = _made(PLAIN)
    document = parse_document(book, "佐证.xlsx")
    texts = [block.text for page in document.pages if page.name == "满意度调查结果" for block in page.blocks]
    assert any(re.match(r"服务质量 \| 22 \| \d+ \| 0\.\d+ \| \d+\.\d+ \| 220", text) for text in texts)


def test_the_workbook_has_a_native_chart_that_is_described() -> None:
    with zipfile.ZipFile(BytesIO(_made(PLAIN)[1])) as archive:
        assert b"barChart" in archive.read("xl/charts/chart1.xml")
        drawing = archive.read("xl/drawings/drawing1.xml").decode()
        assert "服务启动得分率" in drawing
        assert b"created" not in archive.read("docProps/core.xml")


def test_a_strangers_text_never_becomes_a_formula() -> None:
    survey = parse_survey(PLAIN, "=1+1.xlsx")
    index = compute(survey)
    book = workbook(survey, index, to_json(survey, index, "=cmd|' /C calc'!A0"))
    sheet = load_workbook(BytesIO(book))["满意度调查结果"]
    assert sheet["B2"].value == "=cmd|' /C calc'!A0"
    formulas = [cell.coordinate for row in sheet for cell in row if cell.data_type == "f"]
    assert formulas
    assert all(one[0] in "DE" for one in formulas)


def test_names_and_telephone_numbers_stay_out_of_the_workbook() -> None:
    sheet = wide(rated(3))
    rows = [sheet.rows[0], sheet.rows[1], ["姓名", "调查日期", *sheet.rows[2][2:], "电话"], *([n, *row[1:], t] for n, t, row in
            zip(("林一舟", "13800000000", "K-03"), ("13900000001",) * 3, sheet.rows[3:], strict=True))]
    _, book = _made(xlsx(Sheet(rows)))
    cells = [str(cell.value) for page in load_workbook(BytesIO(book)) for row in page for cell in row if cell.value is not None]
    assert "K-03" in cells
    assert not any("林一舟" in cell or "1380000" in cell or "1390000" in cell for cell in cells)


def test_marks_outside_the_scale_are_seen_in_the_workbook() -> None:
    _, book = _made(xlsx(replaced(wide(rated(40)), {"C5": 6})))
    assert load_workbook(BytesIO(book))["满意度逐份数据"]["D3"].value == "6（不在量表内）"


def test_the_chart_stands_alone_and_speaks() -> None:
    result, _ = _made(PLAIN, '某<某>&"公司"')
    root = etree.fromstring(chart(result))
    assert root.get("role") == "img"
    title, desc = root.find(f"{SVG}title"), root.find(f"{SVG}desc")
    assert title is not None
    assert title.text == '某<某>&"公司" 售后服务满意度指数'
    assert desc is not None
    assert desc.text is not None
    for factor in result["factors"]:
        assert f"{factor['title']}得分率 {factor['percent']}%" in desc.text
    assert root.get("aria-labelledby") == f"{title.get('id')} {desc.get('id')}"
    assert not re.search(rb"<script|href|url\(|@font-face|<image", chart(result))
    widths = [float(one.get("width", "0")) for one in root.iter(f"{SVG}rect")][1:]
    assert widths == [pytest.approx(4.4 * float(factor["percent"]), abs=0.1) for factor in result["factors"]]


def test_an_unknown_index_is_told_everywhere() -> None:
    result, book = _made(xlsx(wide([[5, 4, 5, None, 5]] * 3)))
    assert result["index"] is None
    assert result["unknown"] == ["经销商设施"]
    assert "无人回答" in chart(result).decode()
    assert any("无法判断：没有人回答经销商设施" in line for line in report(result))
    assert load_workbook(BytesIO(book))["满意度调查结果"]["B6"].value == "无法判断：没有人回答经销商设施"


def test_json_holds_exact_figures_and_the_source() -> None:
    result, _ = _made(PLAIN)
    again = json.loads(canonical(result))
    assert again == result
    assert again["method"]["confidence"] == "single"
    assert "工作口径" in again["method"]["convention"]
    assert re.fullmatch(r"\d+/\d+", again["index"]["exact"])
