"""Native charts of a Word document: DrawingML chart parts with their figures in an embedded workbook, so that they stay editable.

python-pptx writes the chart's XML and styles it; the part and its workbook are added to the Word package here.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from io import BytesIO
from typing import Any, Literal

from assistant.reports.word.elements import Element, emu, make

_CHART = "http://schemas.openxmlformats.org/drawingml/2006/chart"
_CHART_TYPE = "application/vnd.openxmlformats-officedocument.drawingml.chart+xml"
_BOOK_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_LONG_AGO = datetime(1980, 1, 1)
EARNED_COLOUR, LOST_COLOUR = "2E6DA4", "D9D9D9"


@dataclass(frozen=True, slots=True)
class Chart:
    """`series` are (name, one figure a category); figures are the result's decimal strings."""

    kind: Literal["bar", "radar"]
    categories: tuple[str, ...]
    series: tuple[tuple[str, tuple[str, ...]], ...]
    told: str
    """What a screen reader says."""


def add_chart(document: Any, chart: Chart, width: float, height: float) -> Element:
    """The drawing of a chart, whose parts are added to the document. Millimetres."""
    from docx.opc.packuri import PackURI
    from docx.opc.part import Part

    package = document.part.package
    book = Part(package.next_partname("/word/embeddings/Microsoft_Excel_Sheet%d.xlsx"), _BOOK_TYPE, _workbook(chart), package)
    part = Part(package.next_partname("/word/charts/chart%d.xml"), _CHART_TYPE, b"", package)
    assert isinstance(part.partname, PackURI)
    part._blob = _xml(chart, part.relate_to(book, f"{_OFFICE}/package"))
    relation = document.part.relate_to(part, f"{_OFFICE}/chart")
    return _drawing(relation, document.part.next_id, chart, width, height)


def _drawing(relation: str, number: int, chart: Chart, width: float, height: float) -> Element:
    from docx.oxml import parse_xml
    from docx.oxml.ns import nsdecls

    reference = parse_xml(
        f'<a:graphic {nsdecls("a")}><a:graphicData uri="{_CHART}">'
        f'<c:chart xmlns:c="{_CHART}" {nsdecls("r")} r:id="{relation}"/></a:graphicData></a:graphic>'
    )
    inline = make("wp:inline")
    for side in ("distT", "distB", "distL", "distR"):
        inline.set(side, "0")
    extent = make("wp:extent")
    extent.set("cx", str(emu(width)))
    extent.set("cy", str(emu(height)))
    properties = make("wp:docPr")
    for name, value in (("id", str(number)), ("name", f"图表 {number}"), ("descr", chart.told)):
        properties.set(name, value)
    for child in (extent, properties, make("wp:cNvGraphicFramePr"), reference):
        inline.append(child)
    return make("w:drawing", None, inline)


def _xml(chart: Chart, book: str) -> bytes:
    """python-pptx's XML of the chart, styled, with its workbook linked."""
    from lxml import etree  # type: ignore[import-untyped]
    from pptx.chart.chart import Chart as Styled
    from pptx.chart.data import CategoryChartData
    from pptx.chart.xmlwriter import ChartXmlWriter
    from pptx.enum.chart import XL_CHART_TYPE
    from pptx.oxml import parse_xml

    data = CategoryChartData(number_format="0.00")
    data.categories = list(chart.categories)
    for name, figures in chart.series:
        data.add_series(name, [float(one) for one in figures])
    kind = XL_CHART_TYPE.BAR_STACKED if chart.kind == "bar" else XL_CHART_TYPE.RADAR_MARKERS
    root = parse_xml(ChartXmlWriter(kind, data).xml.encode())
    styled = Styled(root, None)
    _common(styled)
    if chart.kind == "bar":
        _bar(styled)
    else:
        _radar(styled)
    _east_asian(root)
    external = root._add_externalData()
    external.set(f"{{{_OFFICE}}}id", book)
    return bytes(etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True))


def _common(chart: Any) -> None:
    from pptx.util import Pt

    chart.font.size = Pt(8)
    chart.font.name = "Arial"
    chart.has_title = False


def _bar(chart: Any) -> None:
    from pptx.dml.color import RGBColor
    from pptx.enum.chart import XL_LEGEND_POSITION, XL_TICK_LABEL_POSITION, XL_TICK_MARK
    from pptx.util import Pt

    chart.has_legend = True
    chart.legend.position = XL_LEGEND_POSITION.BOTTOM
    chart.legend.include_in_layout = False
    plot = chart.plots[0]
    plot.gap_width, plot.overlap = 45, 100
    for series, colour in zip(plot.series, (EARNED_COLOUR, LOST_COLOUR), strict=True):
        series.format.fill.solid()
        series.format.fill.fore_color.rgb = RGBColor.from_string(colour)
    plot.series[0].data_labels.show_value = True
    plot.series[0].data_labels.number_format = "0.00"
    plot.series[0].data_labels.number_format_is_linked = False
    plot.series[0].data_labels.font.size = Pt(7)
    plot.series[0].data_labels.font.color.rgb = RGBColor(0xFF, 0xFF, 0xFF)
    chart.category_axis.reverse_order = True
    chart.category_axis.tick_labels.font.size = Pt(8)
    chart.category_axis.major_tick_mark = XL_TICK_MARK.NONE
    value = chart.value_axis
    value.minimum_scale = 0
    value.has_major_gridlines = True
    value.major_gridlines.format.line.color.rgb = RGBColor.from_string(LOST_COLOUR)
    value.tick_label_position = XL_TICK_LABEL_POSITION.HIGH
    value.tick_labels.number_format, value.tick_labels.number_format_is_linked = "0", False


def _radar(chart: Any) -> None:
    from pptx.dml.color import RGBColor
    from pptx.util import Pt

    chart.has_legend = False
    series = chart.plots[0].series[0]
    series.format.line.color.rgb = RGBColor.from_string(EARNED_COLOUR)
    series.format.line.width = Pt(1.75)
    value = chart.value_axis
    value.minimum_scale, value.maximum_scale, value.major_unit = 0, 100, 25
    value.has_major_gridlines = True
    value.major_gridlines.format.line.color.rgb = RGBColor.from_string(LOST_COLOUR)
    value.tick_labels.font.size = Pt(7)
    value.tick_labels.number_format, value.tick_labels.number_format_is_linked = "0", False


def _east_asian(root: Any) -> None:
    """Chinese letters of all texts in 黑体; python-pptx sets the Latin font only."""
    space = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
    for latin in root.iter(f"{space}latin"):
        east = latin.makeelement(f"{space}ea", {"typeface": "黑体"})
        latin.addnext(east)


def _workbook(chart: Chart) -> bytes:
    """The figures where the chart's XML refers to them: Sheet1, categories in column A, a series a column."""
    from xlsxwriter import Workbook

    out = BytesIO()
    book = Workbook(out, {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False})
    book.set_properties({"created": _LONG_AGO})
    sheet = book.add_worksheet("Sheet1")
    sheet.set_column(0, 0, 28)
    for number, category in enumerate(chart.categories, start=1):
        sheet.write_string(number, 0, category)
    for column, (name, figures) in enumerate(chart.series, start=1):
        sheet.write_string(0, column, name)
        for number, figure in enumerate(_floats(figures), start=1):
            sheet.write_number(number, column, figure)
    book.close()
    return out.getvalue()


def _floats(figures: Sequence[str]) -> list[float]:
    return [float(one) for one in figures]
