"""PDF: the text layer, page by page; pages that are pictures are read off them. Locators: p.3, and p.3表1!B2 in a table."""

import re
import threading
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import TYPE_CHECKING, Any

from scoring.documents.errors import ReadError
from scoring.documents.grid import row_blocks
from scoring.documents.lattice import Lattice
from scoring.documents.model import Block, Page, Table
from scoring.documents.readers.pdf_rules import edges
from scoring.documents.readers.pdf_tables import lattices, lay_out
from scoring.documents.readers.pdf_text import PageText
from scoring.documents.readers.pdf_unseen import hide_unseen
from scoring.documents.reflow import Line, Margins, margins, paragraphs
from scoring.documents.scans.installed import ocr_installed
from scoring.documents.scans.reading import Scanning, read_pictures
from scoring.documents.unseen import unseen_page

if TYPE_CHECKING:
    from scoring.documents.scans.page import Sheet

_LOCK = threading.Lock()  # PDFium is not safe to use from two threads
_PASSWORD = 4
_SCAN_CHARS = 12  # a page of pictures may carry a stamp of the scanner's maker
_GARBLED = re.compile(r"[\ufffd\ue000-\uf8ff]")
_FEW = 400  # characters; a page with more is no scan, whatever pictures it has
_SCAN_COVER = 0.15  # of the page is a picture
_CAPTION_CHARS = 80  # a title and a caption around a picture
_PAGE_COVER = 0.5
_DRAWN = 150  # objects that are no characters: letters drawn as outlines
_MOST_GARBLED = 0.3
_DPI = 200
_MAX_SIDE = 3200
_NO_LETTERS = re.compile(r"[\W_]")
_SCAN = "这份 PDF 没有文字层（扫描件），需要文字识别（OCR），这里没有安装（pip install rapidocr），请换成能选中文字的 PDF 或 Word 原件"


@dataclass(frozen=True, slots=True)
class _Content:
    """What a page holds, from top to bottom; its width; its raw text; whether it has a picture and hardly any text; how much
    of it pictures cover; whether it is drawn with lines rather than letters; the text that its print does not show."""

    items: list[Line | Table]
    width: float
    text: str
    picture: bool
    covered: float
    drawn: bool
    unseen: str

    @property
    def letters(self) -> int:
        return len(_NO_LETTERS.sub("", self.text))

    @property
    def is_scan(self) -> bool:
        """A page whose text is in its pictures, or whose letters say nothing."""
        if self.letters < _SCAN_CHARS:
            return self.covered >= _SCAN_COVER or self.drawn
        if len(_GARBLED.findall(self.text)) > _MOST_GARBLED * len(self.text):
            return True
        return self.letters < _CAPTION_CHARS and self.covered >= _PAGE_COVER


def read_pdf(data: bytes, scanning: Scanning | None = None) -> tuple[Page, ...]:
    """Printed lines are joined to paragraphs, ruled tables kept as such. A page without text stays as an empty page."""
    with _LOCK:
        contents = _contents(data, (scanning or Scanning()).pages)
    scans = [number for number, one in enumerate(contents, start=1) if one.is_scan] if ocr_installed() else []
    left = [one for number, one in enumerate(contents, start=1) if number not in scans]
    if not scans:
        letters = sum(one.letters for one in contents)
        if not letters or (any(one.picture for one in contents) and letters < _SCAN_CHARS * len(contents)):
            raise ReadError("没有可读的文字" if ocr_installed() else _SCAN, "no_text")
    if sum(len(_GARBLED.findall(one.text)) for one in left) > _MOST_GARBLED * sum(len(one.text) for one in left):
        raise ReadError("这份 PDF 的文字层是乱码（字体没有内嵌编码），请换成 Word 原件或重新导出")
    areas = _areas(contents)
    pages = [_blocks(number, one.items, areas[round(one.width)]) for number, one in enumerate(contents, start=1)]
    for page in read_pictures(data, scans, len(contents), lambda number: _picture(data, number), scanning):
        pages[page.number - 1] = _better(page, pages[page.number - 1], contents[page.number - 1])
    unseen = [Block("paragraph", one.unseen, f"p.{number}") for number, one in enumerate(contents, start=1) if one.unseen]
    return (*pages, unseen_page(unseen, "文件", len(pages) + 1)) if unseen else tuple(pages)


def _better(read: Page, printed: Page, content: _Content) -> Page:
    """The page as read off its picture, unless its text layer says more."""
    letters = sum(char.isalnum() for block in read.blocks for char in block.text)
    garbled = len(_GARBLED.findall(content.text)) > _MOST_GARBLED * len(content.text)
    return printed if content.letters >= _SCAN_CHARS and letters < content.letters and not garbled else read


def _picture(data: bytes, number: int) -> "Sheet":
    """The page as it is shown, with 200 pixels to the inch unless it is very large."""
    import numpy as np
    import pypdfium2

    from scoring.documents.scans.page import Sheet

    with _LOCK:
        document = pypdfium2.PdfDocument(data)
        try:
            page = document[number - 1]
            scale = min(_DPI / 72, _MAX_SIDE / max(*page.get_size(), 1.0))
            bitmap = page.render(scale=scale, rev_byteorder=True, draw_annots=True)
            image = np.array(bitmap.to_numpy())[:, :, :3]
            bitmap.close()
            page.close()
        except pypdfium2.PdfiumError as error:
            raise ReadError(f"PDF 第 {number} 页已损坏，请重新导出后再试") from error
        finally:
            document.close()
    return Sheet(np.repeat(image, 3, axis=2) if image.shape[2] == 1 else image, number, 1 / scale, may_be_photo=True)


def _areas(contents: Sequence[_Content]) -> dict[int, Margins]:
    """The margins of all pages of one width: pages on their side have their own."""
    lines: dict[int, list[Line]] = {}
    for one in contents:
        lines.setdefault(round(one.width), []).extend(item for item in one.items if isinstance(item, Line))
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


def _contents(data: bytes, most: int) -> list[_Content]:
    import pypdfium2

    try:
        document = pypdfium2.PdfDocument(data)
    except pypdfium2.PdfiumError as error:
        if getattr(error, "err_code", None) == _PASSWORD:
            raise ReadError("PDF 已加密，请去掉打开密码后再试", "encrypted") from error
        raise ReadError("PDF 已损坏或不完整，请重新导出后再试") from error
    try:
        if len(document) > most:
            raise ReadError(f"PDF 超过 {most} 页，请拆分后再试", "too_large")
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
            unseen = hide_unseen(text, textpage, page)
            ruled = lattices(edges(page, text.turn)) if text.count else []
            items = list(_items(text, ruled, number + 1))
            textpage.close()
            few = text.count < _FEW
            covered = _covered(page) if few else 0.0
            drawn = few and pdfium.FPDFPage_CountObjects(page) - text.count >= _DRAWN
        finally:
            page.close()
    except pypdfium2.PdfiumError as error:
        raise ReadError(f"PDF 第 {number + 1} 页已损坏，请重新导出后再试") from error
    return _Content(items, text.turn.width, text.text, covered > 0, covered, drawn, unseen)


def _covered(page: Any) -> float:
    """The share of the page that pictures cover; all of it where one is part of a drawing of its own."""
    import pypdfium2.raw as pdfium

    width, height = page.get_size()
    area: float = 0.0
    for one in page.get_objects(filter=[pdfium.FPDF_PAGEOBJ_IMAGE]):
        if one.level:
            return 1.0
        left, bottom, right, top = one.get_bounds()
        area += max(min(right, width) - max(left, 0), 0) * max(min(top, height) - max(bottom, 0), 0)
    return float(min(area / max(width * height, 1.0), 1.0))


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
