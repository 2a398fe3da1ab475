"""PDF: the text layer, page by page. Locators: p.3."""

import re
import threading
from typing import Any

from scoring.documents.errors import ReadError
from scoring.documents.model import Block, Page
from scoring.documents.reflow import full_width, paragraphs

_LOCK = threading.Lock()  # PDFium is not safe to use from two threads
_MAX_PAGES = 3000
_PASSWORD = 4
_SCAN_CHARS = 12  # a page of pictures may carry a stamp of the scanner's maker
_GARBLED = re.compile(r"[\ufffd\ue000-\uf8ff]")
_SCAN = "这份 PDF 没有文字层（扫描件），暂不支持文字识别（OCR），请换成能选中文字的 PDF 或 Word 原件"


def read_pdf(data: bytes) -> tuple[Page, ...]:
    """Printed lines are joined to paragraphs. A page without text stays as an empty page."""
    with _LOCK:
        texts, pictures = _texts(data)
    letters = [len(re.sub(r"[\W_]", "", text)) for text in texts]
    if not sum(letters) or (pictures and sum(letters) < _SCAN_CHARS * len(texts)):
        raise ReadError(_SCAN)
    if len(_GARBLED.findall("".join(texts))) > 0.3 * sum(map(len, texts)):
        raise ReadError("这份 PDF 的文字层是乱码（字体没有内嵌编码），请换成 Word 原件或重新导出")
    width = full_width(texts)
    return tuple(
        Page(number, tuple(Block("paragraph", paragraph, f"p.{number}") for paragraph in paragraphs(text, width)))
        for number, text in enumerate(texts, start=1)
    )


def _texts(data: bytes) -> tuple[list[str], bool]:
    """The text of every page, and whether a page with hardly any text has a picture."""
    import pypdfium2

    try:
        document = pypdfium2.PdfDocument(data)
    except pypdfium2.PdfiumError as error:
        if getattr(error, "err_code", None) == _PASSWORD:
            raise ReadError("PDF 已加密，请去掉打开密码后再试") from error
        raise ReadError("PDF 已损坏或不完整，请重新导出后再试") from error
    try:
        if len(document) > _MAX_PAGES:
            raise ReadError(f"PDF 超过 {_MAX_PAGES} 页，请拆分后再试")
        pages = [_page(document, number) for number in range(len(document))]
    finally:
        document.close()
    return [text for text, _ in pages], any(picture for _, picture in pages)


def _page(document: Any, number: int) -> tuple[str, bool]:
    import pypdfium2
    import pypdfium2.raw as pdfium

    try:
        page = document[number]
        try:
            textpage = page.get_textpage()
            text = str(textpage.get_text_range())
            textpage.close()
            picture = len(text) < 100 and any(True for _ in page.get_objects(filter=[pdfium.FPDF_PAGEOBJ_IMAGE]))
        finally:
            page.close()
    except pypdfium2.PdfiumError as error:
        raise ReadError(f"PDF 第 {number + 1} 页已损坏，请重新导出后再试") from error
    return re.sub(r"\ufffe(?:\r\n|\r|\n)?", "", text), picture  # PDFium's mark of a hyphen at a line's end
