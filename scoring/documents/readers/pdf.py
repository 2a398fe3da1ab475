"""PDF: the text layer, page by page. Locators: p.3, and p.3表1!B2 in a ruled table."""

import re
import threading
from collections.abc import Iterator, Sequence
from itertools import groupby
from typing import Any

from scoring.documents.errors import ReadError
from scoring.documents.grid import row_blocks
from scoring.documents.model import Block, Page, Table
from scoring.documents.readers.pdf_rules import edges
from scoring.documents.readers.pdf_tables import Lattice, lattices, lay_out
from scoring.documents.readers.pdf_text import PageText
from scoring.documents.reflow import Line, Margins, margins, paragraphs

_LOCK = threading.Lock()  # PDFium is not safe to use from two threads
_MAX_PAGES = 3000
_PASSWORD = 4
_SCAN_CHARS = 12  # a page of pictures may carry a stamp of the scanner's maker
_GARBLED = re.compile(r"[\ufffd\ue000-\uf8ff]")
_SCAN = "这份 PDF 没有文字层（扫描件），暂不支持文字识别（OCR），请换成能选中文字的 PDF 或 Word 原件"

# What a page holds, from top to bottom; its width; its raw text; whether it has a picture and hardly any text.
_Content = tuple[list[Line | Table], float, str, bool]


def read_pdf(data: bytes) -> tuple[Page, ...]:
    """Printed lines are joined to paragraphs, ruled tables kept as such. A page without text stays as an empty page."""
    with _LOCK:
        contents = _contents(data)
    texts = [text for _, _, text, _ in contents]
    letters = [len(re.sub(r"[\W_]", "", text)) for text in texts]
    pictures = any(picture for _, _, _, picture in contents)
    if not sum(letters) or (pictures and sum(letters) < _SCAN_CHARS * len(texts)):
        raise ReadError(_SCAN, "no_text")
    if len(_GARBLED.findall("".join(texts))) > 0.3 * sum(map(len, texts)):
        raise ReadError("这份 PDF 的文字层是乱码（字体没有内嵌编码），请换成 Word 原件或重新导出")
    areas = _areas(contents)
    return tuple(_blocks(number, items, areas[round(width)]) for number, (items, width, _, _) in enumerate(contents, start=1))


def _areas(contents: Sequence[_Content]) -> dict[int, Margins]:
    """The margins of all pages of one width: pages on their side have their own."""
    lines: dict[int, list[Line]] = {}
    for items, width, _, _ in contents:
        lines.setdefault(round(width), []).extend(item for item in items if isinstance(item, Line))
    return {width: margins(some, width) for width, some in lines.items()}


def _blocks(number: int, items: list[Line | Table], area: Margins) -> Page:
    blocks: list[Block] = []
    for is_line, run in groupby(items, key=lambda item: isinstance(item, Line)):
        if is_line:
            lines = (item for item in run if isinstance(item, Line))
            blocks.extend(Block("paragraph", text, f"p.{number}") for text in paragraphs(lines, area))
        else:
            blocks.extend(block for item in run if isinstance(item, Table) for block in row_blocks(item))
    return Page(number, tuple(blocks), tables=tuple(item for item in items if isinstance(item, Table)))


def _contents(data: bytes) -> list[_Content]:
    import pypdfium2

    try:
        document = pypdfium2.PdfDocument(data)
    except pypdfium2.PdfiumError as error:
        if getattr(error, "err_code", None) == _PASSWORD:
            raise ReadError("PDF 已加密，请去掉打开密码后再试", "encrypted") from error
        raise ReadError("PDF 已损坏或不完整，请重新导出后再试") from error
    try:
        if len(document) > _MAX_PAGES:
            raise ReadError(f"PDF 超过 {_MAX_PAGES} 页，请拆分后再试", "too_large")
        return [_content(document, number) for number in range(len(document))]
    finally:
        document.close()


def _content(document: Any, number: int) -> _Content:
    import pypdfium2
    import pypdfium2.raw as pdfium

    try:
        page = document[number]
        try:
            textpage = page.get_textpage()
            text = PageText(textpage, page)
            ruled = lattices(edges(page, text.turn)) if text.count else []
            items = list(_items(text, ruled, number + 1))
            textpage.close()
            picture = text.count < 100 and any(True for _ in page.get_objects(filter=[pdfium.FPDF_PAGEOBJ_IMAGE]))
        finally:
            page.close()
    except pypdfium2.PdfiumError as error:
        raise ReadError(f"PDF 第 {number + 1} 页已损坏，请重新导出后再试") from error
    return items, text.turn.width, text.text, picture


def _items(text: PageText, ruled: Sequence[Lattice], number: int) -> Iterator[Line | Table]:
    """Lines and tables; what is printed on one line far apart is one line, though PDFium parts it."""
    before: Line | Table | None = None
    for item in lay_out(text, ruled, f"p.{number}表") if ruled else text.lines():
        if isinstance(before, Line) and isinstance(item, Line) and before.stands_left_of(item):
            before = before.joined(item)
        else:
            if before is not None:
                yield before
            before = item
    if before is not None:
        yield before
