"""DOCX: headings, paragraphs and table rows in the order of the document, text boxes and content controls included."""

import re
from collections.abc import Iterator
from dataclasses import replace
from io import BytesIO
from typing import Any

from scoring.documents.errors import ReadError
from scoring.documents.grid import Cell, grid, row_blocks
from scoring.documents.model import Block, Page, Table
from scoring.documents.readers.docx_unseen import Styles, take_unseen
from scoring.documents.readers.office_zip import OLE_MAGIC, ZIP_ERRORS, broken, is_encrypted_office, office_zip
from scoring.documents.unseen import unseen_page

_HEADING_STYLE = re.compile(r"(?:heading|标题)\s*([1-9])$", re.IGNORECASE)
_TITLE_STYLES = ("title", "标题")
_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
# Deleted and moved-away text, field codes, readings above characters, and the old form of a drawing.
_UNSEEN = frozenset(f"{_W}{name}" for name in ("del", "moveFrom", "instrText", "rt")) | {
    "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"
}
_LOOKED_THROUGH = frozenset(f"{_W}{name}" for name in ("sdt", "sdtContent", "customXml", "ins", "moveTo"))
_MAIN_KINDS = (
    "application/vnd.ms-word.document.macroEnabled.main+xml",
    "application/vnd.ms-word.template.macroEnabledTemplate.main+xml",
    "application/vnd.openxmlformats-officedocument.wordprocessingml.template.main+xml",
)
_EDGES = {"header": "页眉", "footer": "页脚"}
_ART = "{urn:schemas-microsoft-com:vml}textpath"  # letters drawn as a picture; in a header they are a watermark
_BREAKS = {f"{_W}tab": "\t", f"{_W}br": "\n", f"{_W}cr": "\n", f"{_W}noBreakHyphen": "-"}


def read_docx(data: bytes) -> tuple[Page, ...]:
    """One page: where Word breaks pages is not in the file.

    Locators: 段落12 (every paragraph outside tables counts, blank ones too), 表2!B7 (the first filled cell of a row),
    页眉, 页脚, 水印. What its print does not show is on a hidden page of its own.
    """
    if data.startswith(OLE_MAGIC) and not is_encrypted_office(data):
        raise ReadError("内容是旧版 Office 格式，请用 Word 或 WPS 另存为 .docx 后再试", "wrong_type")
    with office_zip(data, "word/document.xml", "Word"):
        pass
    from docx.opc.exceptions import OpcError
    from lxml.etree import LxmlError  # type: ignore[import-untyped]

    try:
        document = _main_part(data).document
        body = document.element.body
        styles = Styles(document.styles.element)
        unseen = take_unseen(body, styles, _places(body))
        page = replace(_page(body, _Levels(document)), edges=tuple(_edges(document.part, styles)))
        return (page, unseen_page(unseen, "文件", 2)) if unseen else (page,)
    except (OpcError, LxmlError, *ZIP_ERRORS, AttributeError, TypeError) as error:
        raise ReadError(broken("Word")) from error


def _main_part(data: bytes) -> Any:
    """Of a template or of a document with macros, too: python-docx's own way in knows plain documents alone. No macro is run."""
    from docx.opc.part import PartFactory
    from docx.package import Package
    from docx.parts.document import DocumentPart

    for kind in _MAIN_KINDS:
        PartFactory.part_type_for[kind] = DocumentPart
    return Package.open(BytesIO(data)).main_document_part


class _Levels(dict[str, int | None]):
    """Heading levels by style id, looked up when first asked for: a file uses few of the styles it carries."""

    def __init__(self, document: Any) -> None:
        super().__init__()
        self._styles = {element.get(f"{_W}styleId"): element for element in document.styles.element.iter(f"{_W}style")}

    def __missing__(self, style_id: str) -> int | None:
        level = self[style_id] = self._found(style_id)
        return level

    def _found(self, style_id: str | None) -> int | None:
        """1 to 9 for a heading style, by its name or its outline level; based-on styles count."""
        for _ in range(20):
            style = self._styles.get(style_id)
            if style is None:
                break
            name = _value(style.find(f"{_W}name")).strip()
            found = _HEADING_STYLE.match(name)
            if found:
                return int(found.group(1))
            if name.lower() in _TITLE_STYLES:
                return 1
            outline = style.find(f"{_W}pPr/{_W}outlineLvl")
            if outline is not None:
                return _outline_level(_value(outline))
            style_id = _value(style.find(f"{_W}basedOn"))
        return None


def _page(body: Any, levels: _Levels) -> Page:
    blocks: list[Block] = []
    tables: list[Table] = []
    paragraphs = number = 0
    for element in _top_level(body):
        if element.tag == f"{_W}p":
            paragraphs += 1
            text = _text(element).strip()
            if text:
                level = _level(element, levels)
                blocks.append(Block("paragraph" if level is None else "heading", text, f"段落{paragraphs}", level))
        else:
            number += 1
            table = grid(f"表{number}", _cells(element))
            if any(map(any, table.rows)):
                tables.append(table)
                blocks.extend(row_blocks(table))
    return Page(1, tuple(blocks), tables=tuple(tables))


def _places(body: Any) -> dict[Any, str]:
    """The names of the paragraphs outside tables, and of the tables."""
    counts = {f"{_W}p": 0, f"{_W}tbl": 0}
    places = {}
    for element in _top_level(body):
        counts[element.tag] += 1
        places[element] = f"{'段落' if element.tag == f'{_W}p' else '表'}{counts[element.tag]}"
    return places


def _edges(part: Any, styles: Styles) -> Iterator[Block]:
    """Headers and footers of all sections, each text once, watermarks first. Tables in them are read paragraph by paragraph."""
    seen: set[str] = set()
    for relation in part.rels.values():
        place = _EDGES.get(relation.reltype.rpartition("/")[2])
        if place is None or relation.is_external:
            continue
        root = _root(relation.target_part)
        take_unseen(root, styles)
        for mark in root.iter(_ART):
            text = " ".join(mark.get("string", "").split())
            if text and text not in seen:
                seen.add(text)
                yield Block("paragraph", text, "水印")
        for paragraph in root.iter(f"{_W}p"):
            text = _text(paragraph).strip()
            if text and text not in seen:
                seen.add(text)
                yield Block("paragraph", text, place)


def _root(part: Any) -> Any:
    """The XML of a part; python-docx has parsed some kinds already."""
    from docx.oxml import parse_xml

    return part.element if hasattr(part, "element") else parse_xml(part.blob)


def _top_level(parent: Any) -> Iterator[Any]:
    """Paragraphs and tables; a content control (w:sdt) and the like are looked through."""
    for element in parent:
        if element.tag in (f"{_W}p", f"{_W}tbl"):
            yield element
        elif element.tag not in _UNSEEN and isinstance(element.tag, str):
            yield from _top_level(element)


def _cells(table: Any) -> Iterator[Cell]:
    """The cells by their place in Word's grid. What goes on from above (vMerge) or from the left (hMerge) is one cell."""
    growing: dict[int, Cell] = {}  # column -> the cell that may go on below
    done: list[Cell] = []
    for number, row in enumerate(_children(table, f"{_W}tr")):
        column = _number(_value(row.find(f"{_W}trPr/{_W}gridBefore"))) or 0
        above, growing = growing, {}
        last: Cell | None = None
        for element in _children(row, f"{_W}tc"):
            span = _number(_value(element.find(f"{_W}tcPr/{_W}gridSpan"))) or 1
            text = " ".join(_text(element).split())
            if last is not None and _continues(element, "hMerge"):
                cell = last = replace(last, columns=last.columns + span)
            elif _continues(element, "vMerge") and column in above:
                old = above.pop(column)
                cell = last = replace(old, rows=number - old.row + 1, text=f"{old.text} {text}".strip())
            else:
                cell = last = Cell(number, column, text, 1, span)
            growing[cell.column] = cell
            column += span
        done.extend(above.values())
    return iter(sorted((*done, *growing.values()), key=lambda cell: (cell.row, cell.column)))


def _continues(cell: Any, name: str) -> bool:
    merge = cell.find(f"{_W}tcPr/{_W}{name}")
    return merge is not None and _value(merge) in ("", "continue")


def _value(element: Any) -> str:
    return str(element.get(f"{_W}val") or "") if element is not None else ""


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


def _level(paragraph: Any, levels: _Levels) -> int | None:
    properties = paragraph.find(f"{_W}pPr")
    if properties is None:
        return None
    own = properties.find(f"{_W}outlineLvl")
    if own is not None:
        return _outline_level(_value(own))
    style = properties.find(f"{_W}pStyle")
    return levels[_value(style)] if style is not None else None


def _outline_level(value: str) -> int | None:
    number = _number(value)
    return number + 1 if number is not None and number < 9 else None


def _number(value: str) -> int | None:
    return int(value) if value.isdecimal() and len(value) < 4 else None
