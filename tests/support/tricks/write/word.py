"""Paper -> DOCX."""

from functools import lru_cache
from io import BytesIO
from typing import Any

from docx import Document
from docx.document import Document as Word
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls, qn
from docx.shared import Pt, RGBColor
from docx.text.paragraph import Paragraph

from tests.support.samples.write.archive import repacked
from tests.support.tricks.markup import Paper, Part
from tests.support.tricks.write.drawn import drawn

_HEADINGS = {"h1": 1, "h2": 2, "h3": 3}
_KEPT_TABLE_STYLES = ("TableGrid", "TableNormal")
_MARK = """<w:r {w} xmlns:v="urn:schemas-microsoft-com:vml"><w:pict><v:shape id="mark" type="#_x0000_t136"
 style="position:absolute;width:400pt;height:120pt;rotation:315"><v:textpath style="font-family:SimSun" string="{text}"/></v:shape>
</w:pict></w:r>"""
_CHANGED = """<w:{tag} {w} w:id="1" w:author="user" w:date="2026-03-01T09:00:00Z"><w:r><w:{inner} xml:space="preserve">{text}</w:{inner}></w:r>
</w:{tag}>"""


def write_word(paper: Paper) -> bytes:
    word = Document(BytesIO(_template()))
    last = None
    for part in paper.parts:
        if part.kind == "comment" and last is not None:
            word.add_comment(last.runs, part.text, author="user")
        else:
            last = _put(word, part) or last
    out = BytesIO()
    word.save(out)
    return repacked(out.getvalue())


def _put(word: Word, part: Part) -> Paragraph | None:
    section = word.sections[0]
    match part.kind:
        case "table":
            _table(word, part)
        case "break":
            word.add_page_break()
        case "header":
            section.header.paragraphs[0].text = part.text
        case "footer":
            section.footer.paragraphs[0].text = part.text
        case "watermark":
            section.header.paragraphs[0]._p.append(parse_xml(_MARK.format(w=nsdecls("w"), text=part.text)))
        case "title":
            word.core_properties.title = word.core_properties.subject = part.text
        case "picture":
            word.add_picture(BytesIO(drawn(part.text)))
        case "deleted" | "inserted":
            tag, inner = ("del", "delText") if part.kind == "deleted" else ("ins", "t")
            word.add_paragraph()._p.append(parse_xml(_CHANGED.format(tag=tag, inner=inner, w=nsdecls("w"), text=part.text)))
        case _:
            return _line(word, part)
    return None


def _line(word: Word, part: Part) -> Paragraph:
    if part.kind in _HEADINGS:
        return word.add_heading(part.text, _HEADINGS[part.kind])
    paragraph = word.add_paragraph()
    for text in part.text if part.kind == "split" else [part.text]:
        run = paragraph.add_run(text)
        if part.kind == "white":
            run.font.color.rgb = RGBColor(255, 255, 255)
        elif part.kind == "tiny":
            run.font.size = Pt(1)
        elif part.kind == "hidden":
            run.font.hidden = True
        elif part.kind == "banner":
            run.font.color.rgb = RGBColor(255, 255, 255)
            run._r.get_or_add_rPr().append(parse_xml(f'<w:shd {nsdecls("w")} w:val="clear" w:color="auto" w:fill="1F3864"/>'))
        elif part.kind not in ("text", "split"):
            raise ValueError(part.kind)
    return paragraph


def _table(word: Word, part: Part) -> None:
    table = word.add_table(rows=0, cols=max(map(len, part.rows)), style="Table Grid")
    for row in part.rows:
        line: Any = table.add_row()
        for cell, value in zip(line.cells, row, strict=False):
            cell.text = "" if value is None else str(value)


@lru_cache(maxsize=1)
def _template() -> bytes:
    """The library's template without its hundred table styles, which would be most of a file and of the time to write it."""
    word = Document()
    for style in list(word.styles.element):
        table = style.get(qn("w:type")) == "table" and style.get(qn("w:styleId")) not in _KEPT_TABLE_STYLES
        if table or style.tag == qn("w:latentStyles"):
            word.styles.element.remove(style)
    package = word.part.package
    for key in [key for key, relation in package.rels.items() if relation.reltype.endswith("/thumbnail")]:
        del package.rels[key]
    word.styles["Normal"].element.get_or_add_rPr().get_or_add_rFonts().set(qn("w:eastAsia"), "宋体")
    out = BytesIO()
    word.save(out)
    return out.getvalue()
