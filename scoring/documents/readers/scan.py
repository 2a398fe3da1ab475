"""Picture files: photographs and scans of papers, a page a frame. Locators: p.1, and p.1表1!B2 in a table."""

from typing import TYPE_CHECKING

from scoring.documents.errors import ReadError
from scoring.documents.model import Page
from scoring.documents.scans.installed import ocr_installed
from scoring.documents.scans.reading import Scanning, read_pictures

if TYPE_CHECKING:
    from scoring.documents.scans.page import Sheet
    from scoring.documents.scans.picture import Frames

_NO_OCR = "图片需要文字识别（OCR），这里没有安装（pip install rapidocr），请换成能选中文字的 PDF 或 Word 原件"


def read_scan(data: bytes, scanning: Scanning | None = None) -> tuple[Page, ...]:
    """Every frame of a TIFF is a page."""
    from scoring.documents.scans.picture import Frames

    with Frames(data, (scanning or Scanning()).frames) as frames:
        if not ocr_installed():
            raise ReadError(_NO_OCR, "no_text")
        numbers = range(1, frames.count + 1)
        return tuple(read_pictures(data, numbers, frames.count, lambda number: _sheet(frames, number), scanning))


def _sheet(frames: "Frames", number: int) -> "Sheet":
    from scoring.documents.scans.page import Sheet

    image, scale = frames.frame(number - 1)
    return Sheet(image, number, scale)
