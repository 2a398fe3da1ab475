"""Makes the template that ships: `python -m assistant.reports.word.template`. Cover, contents, body, header and footer."""

from io import BytesIO
from typing import Any

from assistant.reports.package import still
from assistant.reports.word.document import DEFAULT_TEMPLATE
from assistant.reports.word.elements import field, make, paragraph, run
from assistant.reports.word.styles import BODY, CELL, HEAD, NOTE, QUOTE, TABLE

_SONG, _HEI = "宋体", "黑体"
_FALLBACKS = {_SONG: "SimSun,Songti SC,Noto Serif CJK SC,Source Han Serif SC", _HEI: "SimHei,Heiti SC,Noto Sans CJK SC,Source Han Sans SC"}
_DARK = "1F3A5F"
_LINE_COLOUR = "9DB2C8"


def template() -> bytes:
    """The DOCX file, the same bytes every time."""
    from docx import Document

    document = Document()
    _page(document)
    _chinese(document)
    _styles(document)
    _table_style(document)
    _fonts(document)
    _cover(document)
    _header_and_footer(document)
    _undated(document)
    out = BytesIO()
    document.save(out)
    return still(out.getvalue())


def _page(document: Any) -> None:
    from docx.shared import Mm

    section = document.sections[0]
    section.page_width, section.page_height = Mm(210), Mm(297)
    section.left_margin = section.right_margin = Mm(24)
    section.top_margin, section.bottom_margin = Mm(26), Mm(24)
    section.different_first_page_header_footer = True


def _styles(document: Any) -> None:
    _style(document, "Normal", 10.5, _SONG, line=1.25)
    _style(document, "Heading 1", 16, _HEI, bold=True, before=18, after=8, colour=_DARK)
    _style(document, "Heading 2", 13, _HEI, bold=True, before=12, after=6, colour=_DARK)
    _style(document, "Heading 3", 11, _HEI, bold=True, before=10, after=3, colour=_DARK)
    _style(document, "Caption", 9, _HEI, after=8)
    for name, indent, size in (("toc 1", 0, 11), ("toc 2", 8, 10)):
        _style(document, name, size, _SONG, line=1.3, indent=indent)
    _style(document, BODY, 10.5, _SONG, line=1.4, after=4, first_line=2)
    _style(document, CELL, 9, _SONG, line=1.15)
    _style(document, HEAD, 9, _HEI, bold=True, line=1.15, centred=True)
    _style(document, NOTE, 9, _SONG, line=1.3, before=2, after=4, colour="555555")
    _style(document, QUOTE, 9.5, _SONG, line=1.3, after=2, indent=5)
    _style(document, "星评封面企业", 24, _HEI, bold=True, before=110, after=10, centred=True, colour=_DARK)
    _style(document, "星评封面标题", 20, _HEI, bold=True, after=24, centred=True, colour=_DARK)
    _style(document, "星评封面结论", 14, _HEI, before=24, after=6, centred=True)
    _style(document, "星评封面说明", 11, _SONG, after=4, centred=True)


def _chinese(document: Any) -> None:
    """The language decides how punctuation stands in its square."""
    from docx.oxml.ns import qn

    for one in document.styles.element.iter(qn("w:lang")):
        one.set(qn("w:eastAsia"), "zh-CN")
    for one in document.settings.element.iter(qn("w:themeFontLang")):
        one.set(qn("w:eastAsia"), "zh-CN")


def _style(
    document: Any,
    name: str,
    size: float,
    east: str,
    *,
    bold: bool = False,
    before: float = 0,
    after: float = 0,
    line: float = 1.2,
    indent: float = 0,
    first_line: int = 0,
    centred: bool = False,
    colour: str = "000000",
) -> None:
    """`indent` in millimetres, `first_line` in characters, the rest in points and lines."""
    from docx.enum.style import WD_STYLE_TYPE
    from docx.enum.text import WD_ALIGN_PARAGRAPH
    from docx.oxml.ns import qn
    from docx.shared import Mm, Pt, RGBColor

    known = name in [one.name for one in document.styles]
    style = document.styles[name] if known else document.styles.add_style(name, WD_STYLE_TYPE.PARAGRAPH)
    if not known:
        style.base_style = document.styles["Normal"]
    style.font.size, style.font.bold, style.font.italic = Pt(size), bold, False
    style.font.color.rgb = RGBColor.from_string(colour)
    style.font.name = "Times New Roman" if east == _SONG else "Arial"
    fonts = style.element.rPr.rFonts
    for attribute in list(fonts.attrib):
        if attribute.endswith("Theme"):
            del fonts.attrib[attribute]
    fonts.set(qn("w:eastAsia"), east)
    fonts.set(qn("w:cs"), "Times New Roman" if east == _SONG else "Arial")
    shape = style.paragraph_format
    shape.space_before, shape.space_after, shape.line_spacing = Pt(before), Pt(after), line
    shape.left_indent = Mm(indent)
    shape.alignment = WD_ALIGN_PARAGRAPH.CENTER if centred else None
    if first_line:
        style.element.pPr.get_or_add_ind().set(qn("w:firstLineChars"), str(first_line * 100))
        style.element.pPr.ind.set(qn("w:firstLine"), str(round(first_line * size * 20)))


def _table_style(document: Any) -> None:
    """Thin rules all round; header rows are shaded cell by cell, which every program shows."""
    from docx.enum.style import WD_STYLE_TYPE

    style = document.styles.add_style(TABLE, WD_STYLE_TYPE.TABLE).element
    sides = ("top", "left", "bottom", "right", "insideH", "insideV")
    thin = {"w:val": "single", "w:sz": 4, "w:space": 0, "w:color": _LINE_COLOUR}
    borders = make("w:tblBorders", None, *(make(f"w:{side}", thin) for side in sides))
    margins = [("top", 40), ("left", 80), ("bottom", 40), ("right", 80)]
    inner = make("w:tblCellMar", None, *(make(f"w:{side}", {"w:w": width, "w:type": "dxa"}) for side, width in margins))
    style.append(make("w:tblPr", None, borders, inner))


def _fonts(document: Any) -> None:
    """Where 宋体 and 黑体 are not installed, these are taken."""
    from lxml import etree  # type: ignore[import-untyped]

    part = next(one.target_part for one in document.part.rels.values() if one.reltype.endswith("/fontTable"))
    root = etree.fromstring(part.blob)
    space = root.nsmap["w"]
    for name, others in _FALLBACKS.items():
        for known in root.findall(f"{{{space}}}font"):
            if known.get(f"{{{space}}}name") == name:
                root.remove(known)
        font = etree.SubElement(root, f"{{{space}}}font", {f"{{{space}}}name": name})
        etree.SubElement(font, f"{{{space}}}altName", {f"{{{space}}}val": others})
        etree.SubElement(font, f"{{{space}}}charset", {f"{{{space}}}val": "86"})
    part._blob = etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)


def _cover(document: Any) -> None:
    for text, style in (
        ("{{标志}}", "星评封面说明"),
        ("{{企业名称}}", "星评封面企业"),
        ("售后服务体系预评报告", "星评封面标题"),
        ("{{评分表}}（评分表版本 {{评分表版本}}）", "星评封面说明"),
        ("预评等级：{{星级}}　确认分：{{确认分}}", "星评封面结论"),
        ("{{性质}}", "星评封面结论"),
        ("评定日期：{{评定日期}}　审核期：{{审核期}}", "星评封面说明"),
        ("报告日期：{{报告日期}}", "星评封面说明"),
        ("{{咨询机构}}　{{顾问}}", "星评封面说明"),
    ):
        document.add_paragraph(text, style=style)
    document.add_page_break()
    title = document.add_paragraph("目　录", style="星评封面结论")
    title.paragraph_format.space_before = 0
    document.add_paragraph("{{目录}}")
    document.add_page_break()
    document.add_paragraph("{{正文}}")


def _header_and_footer(document: Any) -> None:
    section = document.sections[0]
    cell = document.styles[CELL].style_id
    header = section.header.paragraphs[0]._p
    header.getparent().replace(header, paragraph(cell, run("{{企业名称}}　售后服务体系预评报告　{{性质}}", colour="555555"), align="center"))
    pages = [run("第 "), *field("PAGE", "1"), run(" 页，共 "), *field("NUMPAGES", "1"), run(" 页")]
    footer = section.footer.paragraphs[0]._p
    footer.getparent().replace(footer, paragraph(cell, *pages, align="center"))


def _undated(document: Any) -> None:
    from datetime import UTC, datetime

    properties = document.core_properties
    properties.created = properties.modified = datetime(2026, 1, 1, tzinfo=UTC)
    properties.title, properties.author, properties.comments, properties.last_modified_by = "售后服务体系预评报告模板", "", "", ""


def main() -> None:
    DEFAULT_TEMPLATE.write_bytes(template())


if __name__ == "__main__":
    main()
