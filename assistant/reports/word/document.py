"""ReportModel + template -> DOCX bytes."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from io import BytesIO
from pathlib import Path
from typing import Any

from assistant.reports.errors import ReportError
from assistant.reports.model import ReportModel
from assistant.reports.package import still
from assistant.reports.word import placeholders
from assistant.reports.word.elements import emu
from assistant.reports.word.sections import write_body
from assistant.reports.word.styles import style_ids
from assistant.reports.word.writer import Writer, contents
from assistant.reports.words import short

DEFAULT_TEMPLATE = Path(__file__).resolve().parent.parent / "data" / "template.docx"
_EMU_PER_MM = 36000
_LONGEST = 200  # letters of a property
_LOGO_MM = (50, 20)  # at most this wide and high


@dataclass(frozen=True, slots=True)
class Rendered:
    """`notes` are lines for the user on what the template holds and the report does not know."""

    data: bytes
    notes: tuple[str, ...]


def to_docx(model: ReportModel, template: bytes | None = None) -> Rendered:
    """The same bytes for the same model and template. Raises ReportError where the template is no DOCX file."""
    shipped = _opened(DEFAULT_TEMPLATE.read_bytes())
    document = shipped if template is None else _opened(template)
    places = {name: placeholders.marked(document.element.body, name) for name in placeholders.MARKERS}  # before words of others are in it
    unknown = list(dict.fromkeys(_filled(document, placeholders.values(model))))
    anchor, own = _anchor(document, places[placeholders.BODY])
    width = _text_width(document)
    ids = style_ids(document, shipped)
    writer = Writer(anchor, ids, width)
    write_body(writer, model, document)
    _contents(places[placeholders.CONTENTS], writer, ids, own)
    _logo(document, places[placeholders.LOGO], model.meta.logo)
    anchor.getparent().remove(anchor)
    _properties(document, model)
    out = BytesIO()
    document.save(out)
    known = "、".join(placeholders.values(model))
    notes = (f"模板里有不认识的占位：{'、'.join(f'{{{{{name}}}}}' for name in unknown)}，原样留着；可用的有：{known}",) if unknown else ()
    return Rendered(still(out.getvalue()), notes)


def _opened(data: bytes) -> Any:
    from zipfile import BadZipFile

    from docx import Document
    from docx.opc.exceptions import OpcError
    from lxml.etree import LxmlError  # type: ignore[import-untyped]

    try:
        return Document(BytesIO(data))
    except (BadZipFile, OpcError, LxmlError, KeyError, ValueError, AttributeError) as error:
        raise ReportError("模板打不开：不是完好的 .docx 文件，请用 xingping report template 文件.docx 取一份默认模板来改") from error


def _filled(document: Any, known: dict[str, str]) -> Iterator[str]:
    """Every part that holds text: the body, and the headers and footers of all sections."""
    seen = set()
    yield from placeholders.fill(document.element, known)
    for relation in document.part.rels.values():
        kind = relation.reltype.rsplit("/", 1)[-1]
        if kind in ("header", "footer") and not relation.is_external and relation.target_part.partname not in seen:
            seen.add(relation.target_part.partname)
            yield from placeholders.fill(relation.target_part.element, known)


def _anchor(document: Any, found: list[Any]) -> tuple[Any, bool]:
    """The paragraph in front of which the body goes, and whether the template marked it; all further marks go."""
    for one in found[1:]:
        one.getparent().remove(one)
    if found:
        return found[0], True
    return document.add_paragraph()._p, False


def _text_width(document: Any) -> float:
    """Of the last section, in millimetres."""
    section = document.sections[-1]
    measures = section.page_width, section.left_margin, section.right_margin
    if any(one is None for one in measures):
        return 160.0
    return max(float(measures[0] - measures[1] - measures[2]) / _EMU_PER_MM, 80.0)


def _contents(places: list[Any], writer: Writer, ids: Any, marked: bool) -> None:
    """At {{目录}}, else before the body; a template that marks the body but no contents wants none."""
    before = places[0] if places else None if marked else writer.first
    if before is not None:
        for entry in contents(writer.headings, ids):
            before.addprevious(entry)
    for one in places:
        one.getparent().remove(one)


def _logo(document: Any, places: list[Any], logo: bytes) -> None:
    """At {{标志}}, in proportion."""
    from docx.text.paragraph import Paragraph

    for place in places:
        paragraph = Paragraph(place, document._body)
        for run in paragraph.runs:
            run.text = ""
        if not logo:
            continue
        picture = paragraph.add_run().add_picture(BytesIO(logo))
        scale = min(emu(_LOGO_MM[0]) / picture.width, emu(_LOGO_MM[1]) / picture.height)
        picture.width, picture.height = round(picture.width * scale), round(picture.height * scale)


def _properties(document: Any, model: ReportModel) -> None:
    """Of the day of evaluation, so that nothing depends on the clock."""
    day = datetime.fromisoformat(model.as_of).replace(tzinfo=UTC)
    properties = document.core_properties
    properties.title = short(f"{model.enterprise} 售后服务预评报告", _LONGEST)
    properties.author = short(model.meta.organisation or model.meta.consultant, _LONGEST)
    properties.last_modified_by = properties.author
    properties.subject = short(model.rubric, _LONGEST)
    properties.comments = ""
    properties.keywords = ""
    properties.created = properties.modified = day
    properties.revision = 1
