"""PPTX: a page a slide, its title as a heading, texts and tables in reading order. Locators: 幻灯片3, 幻灯片3表1!A1."""

from collections.abc import Iterable, Iterator
from io import BytesIO
from typing import Any

from scoring.documents.errors import ReadError
from scoring.documents.grid import Cell, grid, row_blocks
from scoring.documents.model import Block, Page, Table
from scoring.documents.readers.office_zip import OLE_MAGIC, ZIP_ERRORS, broken, is_encrypted_office, office_zip

_LABEL = "PowerPoint"
_LINE_SHARE = 20  # shapes whose tops differ by less than this part of the slide's height stand side by side
_DIAGRAM = "http://schemas.openxmlformats.org/drawingml/2006/diagram"
_A = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
_RELATION = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}dm"


def read_pptx(data: bytes) -> tuple[Page, ...]:
    """What a slide shows; the speaker's notes are left out. A slide taken out of the show is hidden."""
    if data.startswith(OLE_MAGIC) and not is_encrypted_office(data):
        raise ReadError("内容是旧版 Office 格式，请用 PowerPoint 或 WPS 另存为 .pptx 后再试", "wrong_type")
    with office_zip(data, "ppt/presentation.xml", _LABEL):
        pass
    from lxml.etree import LxmlError  # type: ignore[import-untyped]
    from pptx import Presentation
    from pptx.exc import PythonPptxError

    try:
        show = Presentation(BytesIO(data))
        step = int(show.slide_height or 0) // _LINE_SHARE or 1
        return tuple(_page(slide, number, step) for number, slide in enumerate(show.slides, start=1))
    except (PythonPptxError, LxmlError, *ZIP_ERRORS, AttributeError, TypeError) as error:
        raise ReadError(broken(_LABEL)) from error


def _page(slide: Any, number: int, step: int) -> Page:
    place = f"幻灯片{number}"
    title = slide.shapes.title
    blocks: list[Block] = []
    tables: list[Table] = []
    if title is not None and title.text_frame.text.strip():
        blocks.append(Block("heading", " ".join(title.text_frame.text.split()), place, 1))
    for shape in _in_order(slide.shapes, step):
        if title is not None and shape.shape_id == title.shape_id:
            continue
        if getattr(shape, "has_table", False):
            table = grid(f"{place}表{len(tables) + 1}", _cells(shape.table))
            if any(map(any, table.rows)):
                tables.append(table)
                blocks.extend(row_blocks(table))
        else:
            blocks.extend(Block("paragraph", line, place) for line in _lines(shape))
    return Page(number, tuple(blocks), tables=tuple(tables), hidden=slide.element.get("show") in ("0", "false"))


def _in_order(shapes: Iterable[Any], step: int) -> Iterator[Any]:
    """From top to bottom, and from left to right what stands side by side. A group stays together."""
    for shape in sorted(shapes, key=lambda one: ((one.top or 0) // step, one.left or 0)):
        inner = getattr(shape, "shapes", None)
        if inner is None:
            yield shape
        else:
            yield from _in_order(inner, step)


def _lines(shape: Any) -> Iterator[str]:
    """The paragraphs of a text frame, or of a SmartArt drawing, which keeps its words in a part of its own."""
    if shape.has_text_frame:
        texts = [paragraph.text for paragraph in shape.text_frame.paragraphs]
    else:
        relations = (element.get(_RELATION) for element in shape.element.iter(f"{{{_DIAGRAM}}}relIds"))
        texts = [text for relation in relations if relation for text in _drawn(shape.part.related_part(relation).blob)]
    for text in texts:
        yield from filter(None, (" ".join(line.split()) for line in text.replace("\v", "\n").split("\n")))


def _drawn(diagram: bytes) -> list[str]:
    from lxml import etree  # type: ignore[import-untyped]

    root = etree.fromstring(diagram, etree.XMLParser(resolve_entities=False, no_network=True))
    return ["".join(part.text or "" for part in paragraph.iter(f"{_A}t")) for paragraph in root.iter(f"{_A}p")]


def _cells(table: Any) -> Iterator[Cell]:
    for row, cells in enumerate(table.rows):
        for column, cell in enumerate(cells.cells):
            if not cell.is_spanned:
                text = " ".join(cell.text_frame.text.split())
                yield Cell(row, column, text, cell.span_height, cell.span_width)
