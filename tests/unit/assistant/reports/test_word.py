"""The Word report: its structure, charts that hold the result's figures, and templates of others."""

import zipfile
from io import BytesIO
from typing import Any

import pytest
from docx import Document
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls, qn
from lxml import etree
from PIL import Image
from python_calamine import CalamineWorkbook

from assistant.reports import Meta, ReportError, ReportModel, build
from assistant.reports.word import DEFAULT_TEMPLATE, to_docx
from assistant.reports.word.template import template
from tests.support.plan_documents import plan_for
from tests.support.reports import SMALL, made, overridden, shipped

CHART = "{http://schemas.openxmlformats.org/drawingml/2006/chart}"


def model_of(result: dict[str, Any], with_plan: bool = True) -> ReportModel:
    return build(result, plan_for(result) if with_plan else None, Meta("李明", "某某咨询"))


def opened(data: bytes) -> Any:
    return Document(BytesIO(data))


@pytest.fixture(scope="module")
def report() -> bytes:
    return to_docx(model_of(shipped())).data


def headings(data: bytes, level: int) -> list[str]:
    return [one.text for one in opened(data).paragraphs if one.style.name == f"Heading {level}"]


def test_chapters(report: bytes) -> None:
    assert headings(report, 1) == [
        "一、总评", "二、各指标得分", "三、条款评分表", "四、差距与整改", "五、特别扣分与加分", "六、材料互相矛盾之处", "七、没有算数的材料",
        "八、申请资格与删减", "九、整改计划", "十、现场核查清单", "十一、方法、口径与局限",
    ]  # fmt: skip
    assert headings(to_docx(model_of(overridden(), with_plan=False)).data, 1)[8:] == ["九、人工结论", "十、现场核查清单", "十一、方法、口径与局限"]


def test_the_tables_and_their_columns(report: bytes) -> None:
    heads = [[cell.text for cell in table.rows[0].cells] for table in opened(report).tables]
    assert ["编号", "项目", "满分", "涉及分", "得分", "可能分", "失分", "得分率"] in heads
    clauses = next(table for table in opened(report).tables if table.rows[0].cells[0].text == "条款" and len(table.columns) == 7)
    assert len(clauses.rows) == 45
    assert [cell.text for cell in clauses.rows[4].cells] == ["5.1.2.2", "售后服务管理师", "5", "公开来源", "不符合", "0.00", "0.00"]
    assert [cell.text for cell in clauses.rows[1].cells][3] == "工作口径"


def test_header_rows_repeat_and_no_row_is_torn(report: bytes) -> None:
    tables = opened(report).tables
    assert len(tables) > 2
    for table in tables:
        rows = table._tbl.tr_lst
        assert all(row.trPr.find(qn("w:cantSplit")) is not None for row in rows)
        if rows[0].trPr.find(qn("w:tblHeader")) is None:
            assert table.rows[0].cells[0].text in ("企业名称", "评分表")


def test_the_last_row_of_a_table_is_never_alone_on_a_page(report: bytes) -> None:
    marked = f".//{qn('w:tblHeader')}"
    found = [one.rows for one in opened(report).tables if len(one.rows) > 2 and one.rows[0]._tr.find(marked) is not None]
    plain = [rows for rows in found if all(len(row.cells) == len(rows[0].cells) for row in rows) and len(rows[0].cells) < 10]
    assert plain
    for rows in plain:
        assert all(line.paragraph_format.keep_with_next for cell in rows[-2].cells for line in cell.paragraphs)


def test_gaps_are_told_with_remedies_and_places() -> None:
    texts = [one.text for one in opened(to_docx(model_of(made())).data).paragraphs]
    assert "C 条款C　无法判断　可增 14.44 分" in texts
    assert any(text.startswith("整改　补齐这份材料并盖章") for text in texts)
    assert any("=HYPERLINK" in text and text.startswith("·") for text in texts)


def test_charts_are_native_and_hold_the_figures_twice() -> None:
    result = shipped()
    with zipfile.ZipFile(BytesIO(to_docx(model_of(result)).data)) as package:
        charts = [etree.fromstring(package.read(f"word/charts/chart{number}.xml")) for number in (1, 2)]
        books = [package.read(f"word/embeddings/Microsoft_Excel_Sheet{number}.xlsx") for number in (1, 2)]
    shown = [one for one in result["indicators"] if one["percent"] is not None]
    names = [f"{one['id']} {one['title']}" for one in shown]
    figures = ([[one["earned"] for one in shown], [one["lost"] for one in shown]], [[one["percent"] for one in shown]])
    assert [next(chart.iter(f"{CHART}barChart", f"{CHART}radarChart")).tag for chart in charts] == [f"{CHART}barChart", f"{CHART}radarChart"]
    for chart, book, columns in zip(charts, books, figures, strict=True):
        rows = CalamineWorkbook.from_filelike(BytesIO(book)).get_sheet_by_name("Sheet1").to_python()
        assert [row[0] for row in rows[1:]] == names
        for number, column in enumerate(columns, start=1):
            wanted = [float(one) for one in column]
            assert [row[number] for row in rows[1:]] == wanted
            series = chart.findall(f".//{CHART}ser")[number - 1]
            assert [float(one.text) for one in series.findall(f"{CHART}val//{CHART}v")] == wanted
        assert chart.find(f"{CHART}externalData") is not None


def test_fonts_are_chinese_and_contents_and_pages_are_fields(report: bytes) -> None:
    document = opened(report)
    fonts = {name: document.styles[name].element.rPr.rFonts.get(qn("w:eastAsia")) for name in ("Normal", "Heading 1", "星评表格文字")}
    assert fonts == {"Normal": "宋体", "Heading 1": "黑体", "星评表格文字": "宋体"}
    codes = [one.text.strip() for one in document.element.iter(qn("w:instrText"))]
    assert codes == ['TOC \\o "1-2" \\h \\z \\u']
    footer = document.sections[0].footer._element
    assert [one.text.strip() for one in footer.iter(qn("w:instrText"))] == ["PAGE", "NUMPAGES"]
    links = [one.get(qn("w:anchor")) for one in document.element.iter(qn("w:hyperlink"))]
    marks = {one.get(qn("w:name")) for one in document.element.iter(qn("w:bookmarkStart"))}
    assert links
    assert set(links) <= marks
    assert (document.sections[0].page_width.mm, document.sections[0].page_height.mm) == (pytest.approx(210, abs=0.1), pytest.approx(297, abs=0.1))


def test_the_cover_says_what_it_is(report: bytes) -> None:
    texts = [one.text for one in opened(report).paragraphs[:12]]
    assert "预评，不是认证结论" in texts
    assert "预评等级：不合格　确认分：0.00" in texts
    assert not any("{{" in text for text in texts)
    assert "预评，不是认证结论" in opened(report).sections[0].header.paragraphs[0].text


def test_the_same_bytes_every_time_and_no_clock(report: bytes) -> None:
    assert to_docx(model_of(shipped())).data == report
    properties = opened(report).core_properties
    assert properties.created.date().isoformat() == "2026-11-20"
    assert (properties.author, properties.last_modified_by) == ("某某咨询", "某某咨询")


def test_the_shipped_template_is_what_the_generator_makes() -> None:
    assert DEFAULT_TEMPLATE.read_bytes() == template()


def _template(*paragraphs: str, header: str = "") -> bytes:
    document = Document()
    for text in paragraphs:
        paragraph = document.add_paragraph()
        for letter in text:
            paragraph.add_run(letter)  # a run a letter, as Word tears them
    document.sections[0].header.paragraphs[0].text = header
    table = document.add_table(1, 1)
    table.cell(0, 0).text = "表内 {{ 确认分 }}"
    out = BytesIO()
    document.save(out)
    return out.getvalue()


def test_placeholders_are_filled_anywhere_and_the_body_goes_where_it_is_marked() -> None:
    rendered = to_docx(model_of(made()), _template("致 {{企业名称}}：", "{{正文}}", "（完）{{星级}}", header="{{报告日期}} {{不认识}}"))
    document = opened(rendered.data)
    texts = [one.text for one in document.paragraphs]
    assert texts[0] == "致 临江棋石净水设备有限公司："
    assert texts[-1] == "（完）不合格"
    assert texts.index("一、总评") > 0
    assert document.sections[0].header.paragraphs[0].text == "2026-11-20 {{不认识}}"
    assert document.tables[-1].cell(0, 0).text == "表内 67.25"
    (note,) = rendered.notes
    assert note.startswith("模板里有不认识的占位：{{不认识}}，原样留着；可用的有：企业名称、")


def test_placeholders_in_text_boxes_are_filled() -> None:
    document = Document()
    box = parse_xml(
        f'<w:r {nsdecls("w")} xmlns:v="urn:schemas-microsoft-com:vml"><w:pict><v:shape><v:textbox><w:txbxContent>'
        "<w:p><w:r><w:t>{{星</w:t></w:r><w:r><w:t>级}}级</w:t></w:r></w:p></w:txbxContent></v:textbox></v:shape></w:pict></w:r>"
    )
    document.add_paragraph("外 {{企业名称}}")._p.append(box)
    out = BytesIO()
    document.save(out)
    texts = [node.text for node in opened(to_docx(model_of(made()), out.getvalue()).data).element.iter(qn("w:t"))]
    assert texts[:3] == ["外 临江棋石净水设备有限公司", "不合格", "级"]


def test_without_a_mark_the_body_goes_to_the_end_and_contents_before_it() -> None:
    rendered = to_docx(model_of(made()), _template("封面"))
    document = opened(rendered.data)
    assert document.paragraphs[0].text == "封面"
    assert sum(1 for one in document.element.iter(qn("w:instrText"))) == 1
    assert rendered.notes == ()


def test_quotes_of_the_enterprise_are_no_placeholders() -> None:
    """What a stranger's file says in double braces stays as it is."""
    texts = " ".join(node.text or "" for node in opened(to_docx(model_of(made())).data).element.iter(qn("w:t")))
    assert "=1+1 <img src=x onerror=alert(1)>{{企业名称}}" in texts


def test_a_template_with_other_styles_gets_those_it_lacks() -> None:
    document = opened(_template("{{正文}}"))
    for style in list(document.styles.element.findall(qn("w:style"))):
        if style.find(qn("w:name")).get(qn("w:val")).lower() in ("heading 1", "heading 2", "heading 3", "caption"):
            document.styles.element.remove(style)
    out = BytesIO()
    document.save(out)
    made_of = opened(to_docx(model_of(made()), out.getvalue()).data)
    ids = {one.get(qn("w:styleId")) for one in made_of.styles.element.findall(qn("w:style"))}
    used = {one.get(qn("w:val")) for one in made_of.element.iter(qn("w:pStyle"), qn("w:tblStyle"))}
    assert used <= ids


def test_a_logo_is_put_on_the_cover_in_proportion() -> None:
    out = BytesIO()
    Image.new("RGB", (400, 100), "navy").save(out, "PNG")
    rendered = to_docx(build(made(), meta=Meta(logo=out.getvalue())))
    (shape,) = [one for one in opened(rendered.data).inline_shapes if one._inline.graphic.graphicData.pic is not None]
    assert (round(shape.width.mm), round(shape.height.mm)) == (50, 12)
    for broken in (b"\x89PNG\r\n\x1a\nbroken", out.getvalue()[:60], b"<svg/>"):
        with pytest.raises(ReportError, match="标志图片不能用"):
            build(made(), meta=Meta(logo=broken))


@pytest.mark.parametrize("data", [b"", b"PK\x03\x04broken", b"{\\rtf1}"])
def test_a_template_that_is_no_docx_is_refused_in_one_line(data: bytes) -> None:
    with pytest.raises(ReportError, match="模板打不开"):
        to_docx(model_of(made()), data)


def test_a_workbook_is_no_template() -> None:
    from assistant.reports.excel import to_xlsx

    with pytest.raises(ReportError, match="模板打不开"):
        to_docx(model_of(made()), to_xlsx(model_of(made())))


def test_a_rubric_without_points_has_no_scores_and_no_charts() -> None:
    result = made(SMALL.model_copy(update={"scored": False}))
    data = to_docx(build(result)).data
    assert "二、条款核对表" in headings(data, 1)
    with zipfile.ZipFile(BytesIO(data)) as package:
        assert not [name for name in package.namelist() if "chart" in name]


def test_the_plan_has_its_weeks_as_a_table(report: bytes) -> None:
    model = model_of(shipped())
    assert model.plan is not None
    grid = next(table for table in opened(report).tables if table.rows[0].cells[0].text.startswith("行动"))
    rows = grid.rows[2:]
    assert [row.cells[0].text.split()[0] for row in rows] == [one.number for one in model.plan.actions]
    for row, one in zip(rows, model.plan.actions, strict=True):
        assert {cell.text for cell in row.cells[1:]} - {""} == {"◆" if one.critical else "■"}
    assert [cell.text for cell in grid.rows[1].cells].count("审") == 1


@pytest.mark.parametrize("name", ["{{正文}}", "{{目录}}", "{{标志}}", "｛｛ 正文 ｝｝", "{{企业名称}}"])
def test_an_enterprise_called_like_a_placeholder_leaves_the_report_whole(name: str) -> None:
    result = shipped()
    plain = opened(to_docx(model_of(result)).data)
    called = opened(to_docx(model_of({**result, "enterprise": {**result["enterprise"], "name": name}})).data)
    assert [one.style.name for one in called.paragraphs] == [one.style.name for one in plain.paragraphs]
    assert called.paragraphs[1].text == name
    assert len([one for one in called.paragraphs if one.style.name == "Heading 1"]) == 11
