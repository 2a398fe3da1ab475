"""DOCX: headings, paragraphs and table rows in the order of the document, text boxes and content controls included."""

import re
from collections.abc import Iterator
from io import BytesIO
from typing import Any

from scoring.documents.errors import ReadError
from scoring.documents.model import CELL_SEPARATOR, Block, Page
from scoring.documents.readers.columns import column_letters
from scoring.documents.readers.office_zip import OLE_MAGIC, ZIP_ERRORS, broken, is_encrypted_office, office_zip

_HEADING_STYLE = re.compile(r"(?:heading|标题)\s*([1-9])$", re.IGNORECASE)
_TITLE_STYLES = ("title", "标题")
_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
# Deleted and moved-away text, field codes, readings above characters, and the old form of a drawing.
_UNSEEN = frozenset(f"{_W}{name}" for name in ("del", "moveFrom", "instrText", "rt")) | {
    "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"
}
_LOOKED_THROUGH = frozenset(f"{_W}{name}" for name in ("sdt", "sdtContent", "customXml", "ins", "moveTo"))
_BREAKS = {f"{_W}tab": "\t", f"{_W}br": "\n", f"{_W}cr": "\n", f"{_W}noBreakHyphen": "-"}


def read_docx(data: bytes) -> tuple[Page, ...]:
    """One page: where Word breaks pages is not in the file.

    Locators: 段落12 (every paragraph outside tables counts, blank ones too), 表2!B7 (the first filled cell of a row).
    """
    if data.startswith(OLE_MAGIC) and not is_encrypted_office(data):
        raise ReadError("内容是旧版 Office 格式，请用 Word 或 WPS 另存为 .docx 后再试")
    with office_zip(data, "word/document.xml", "Word"):
        pass
    from docx import Document
    from docx.opc.exceptions import OpcError
    from lxml.etree import LxmlError  # type: ignore[import-untyped]

    try:
        body = Document(BytesIO(data))
        levels = {style.style_id: _style_level(style) for style in body.styles if style.style_id}
        return (Page(1, tuple(_blocks(body.element.body, levels))),)
    except (OpcError, LxmlError, *ZIP_ERRORS, AttributeError, TypeError) as error:
        raise ReadError(broken("Word")) from error


def _blocks(body: Any, levels: dict[str, int | None]) -> Iterator[Block]:
    paragraphs = tables = 0
    for element in _top_level(body):
        if element.tag == f"{_W}p":
            paragraphs += 1
            text = _text(element).strip()
            if text:
                level = _level(element, levels)
                kind = "paragraph" if level is None else "heading"
                yield Block(kind, text, f"段落{paragraphs}", level)  # type: ignore[arg-type]
        else:
            tables += 1
            yield from _rows(element, f"表{tables}")


def _top_level(parent: Any) -> Iterator[Any]:
    """Paragraphs and tables; a content control (w:sdt) and the like are looked through."""
    for element in parent:
        if element.tag in (f"{_W}p", f"{_W}tbl"):
            yield element
        elif element.tag not in _UNSEEN and isinstance(element.tag, str):
            yield from _top_level(element)


def _rows(table: Any, name: str) -> Iterator[Block]:
    for number, row in enumerate(_children(table, f"{_W}tr"), start=1):
        cells: list[tuple[int, str]] = []
        column = 1
        for cell in _children(row, f"{_W}tc"):
            text = " ".join(_text(cell).split())
            if text:
                cells.append((column, text))
            span = cell.find(f"{_W}tcPr/{_W}gridSpan")
            column += _number(span.get(f"{_W}val") if span is not None else None) or 1
        if cells:
            place = f"{name}!{column_letters(cells[0][0])}{number}"
            yield Block("table_row", CELL_SEPARATOR.join(text for _, text in cells), place)


def _children(parent: Any, tag: str) -> Iterator[Any]:
    for element in parent:
        if element.tag == tag:
            yield element
        elif element.tag in _LOOKED_THROUGH:
            yield from _children(element, tag)


def _text(element: Any) -> str:
    """The text that is seen; a table inside a cell is part of the cell."""
    parts: list[str] = []
    for child in element:
        if child.tag == f"{_W}t":
            parts.append(child.text or "")
        elif child.tag in _BREAKS:
            parts.append(_BREAKS[child.tag])
        elif child.tag == f"{_W}p":
            parts.append(f"\n{_text(child)}")
        elif child.tag not in _UNSEEN and not str(child.tag).endswith("Pr"):
            parts.append(_text(child))
    return "".join(parts)


def _level(paragraph: Any, levels: dict[str, int | None]) -> int | None:
    properties = paragraph.find(f"{_W}pPr")
    if properties is None:
        return None
    own = properties.find(f"{_W}outlineLvl")
    if own is not None:
        return _outline_level(own.get(f"{_W}val"))
    style = properties.find(f"{_W}pStyle")
    return levels.get(style.get(f"{_W}val")) if style is not None else None


def _style_level(style: Any) -> int | None:
    """1 to 9 for a heading style, by its name or its outline level; based-on styles count."""
    seen = 0
    while style is not None and seen < 20:
        name = (style.name or "").strip()
        found = _HEADING_STYLE.match(name)
        if found:
            return int(found.group(1))
        if name.lower() in _TITLE_STYLES:
            return 1
        outline = style.element.find(f"{_W}pPr/{_W}outlineLvl")
        if outline is not None:
            return _outline_level(outline.get(f"{_W}val"))
        style, seen = getattr(style, "base_style", None), seen + 1
    return None


def _outline_level(value: str | None) -> int | None:
    number = _number(value)
    return number + 1 if number is not None and number < 9 else None


def _number(value: str | None) -> int | None:
    return int(value) if value and value.isdecimal() and len(value) < 4 else None
