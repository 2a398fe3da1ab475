"""A page as people see it, with the quoted words framed: the place a finding rests on, to be looked at.

It is drawn in a worker, as files of strangers are read.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path, PurePath
from typing import TYPE_CHECKING, Any

from scoring.documents import DocumentError, parse_document
from scoring.documents.errors import ReadError
from scoring.documents.model import CELL_SEPARATOR
from scoring.documents.normalise import normalise
from scoring.documents.scans.reading import Scanning
from scoring.facts.quoting import bare
from scoring.isolation import Stopped, isolated, tell
from scoring.limits import Limits

if TYPE_CHECKING:
    from PIL.Image import Image



@dataclass(frozen=True, slots=True)
class Spot:
    """A page of a file, from 1, and the words to frame on it; the file's name tells its format."""

    name: str
    page: int
    quote: str = ""


Box = tuple[float, float, float, float]  # left, top, right, bottom, in pixels of the picture
Rect = tuple[float, float, float, float]  # left, bottom, right, top, in points of the page

PICTURES = (".png", ".jpg", ".jpeg", ".tif", ".tiff", ".bmp", ".webp", ".heic", ".heif")
_WIDE = 1400  # pixels; more is no easier to read on a screen
_DPI = 130
_FRAME = (214, 120, 20)
_ROOM = 5  # pixels between words and frame
_OFTEN = 200  # places of a cell's words on a page that are looked at
_BESIDE = 0.6  # of a cell's height: what is no further above or below it stands in its row
_SHORTEST = 2  # letters of a block that tells where a quote stands


def page_view(data: bytes, spot: Spot, cache: Path | None = None, limits: Limits | None = None) -> bytes:
    """A page of the PDF or picture in `data` as PNG, the words framed where they are found on it.

    `cache` is the folder of pages read before. Raises DocumentError.
    """
    limits = limits or Limits()
    try:
        return isolated(_view, data, spot, cache, limits, limits=limits)
    except Stopped as stop:
        raise DocumentError(spot.name, stop.text, stop.reason) from stop
    except ReadError as error:
        raise DocumentError(spot.name, str(error)) from error


def viewable(name: str) -> bool:
    """Whether a file of this name has pages to look at."""
    return PurePath(name).suffix.lower() in (".pdf", *PICTURES)


def _view(data: bytes, spot: Spot, cache: Path | None, limits: Limits) -> bytes:
    boxes: list[Box] = []
    if PurePath(spot.name).suffix.lower() == ".pdf":
        image, scale, boxes = _pdf_page(data, spot)
    elif viewable(spot.name):
        image, scale = _picture(data, spot.page, limits)
    else:
        raise ReadError("这种文件没有页面可看", "unsupported")
    if spot.quote and not boxes:
        boxes = [(left * scale, top * scale, right * scale, bottom * scale) for left, top, right, bottom in _scanned(data, spot, cache, limits)]
    out = BytesIO()
    _framed(image, boxes).save(out, "PNG", compress_level=3)
    return out.getvalue()


def _pdf_page(data: bytes, spot: Spot) -> tuple["Image", float, list[Box]]:
    """The picture, pixels a point, and where the text layer has the quote."""
    import pypdfium2

    try:
        document = pypdfium2.PdfDocument(data)
    except pypdfium2.PdfiumError as error:
        raise ReadError("PDF 已损坏或设了密码，看不了页面") from error
    if not 1 <= spot.page <= len(document):
        raise ReadError(f"这份 PDF 没有第 {spot.page} 页")
    page = document[spot.page - 1]
    scale = min(_DPI / 72, _WIDE / max(page.get_width(), 1.0))
    image = page.render(scale=scale).to_pil().convert("RGB")
    return image, scale, [_on_screen(page, box, scale) for box in _in_text(page.get_textpage(), spot.quote)]


def _in_text(text: Any, quote: str) -> list[Rect]:
    """Rectangles of the quote in the page's own coordinates: its letters in a row, whatever spaces and lines lie between.

    A quoted row of a table is framed cell by cell where its cells do not follow each other on the page.
    """
    letters = [(char, place) for place, char in enumerate(text.get_text_range()) if not char.isspace()]
    page, said = "".join(char for char, _ in letters), bare(quote)
    cells = ["".join(cell.split()) for cell in said.split(CELL_SEPARATOR) if cell.strip()]

    def rectangles(start: int, long: int) -> list[Rect]:
        first, last = letters[start][1], letters[start + long - 1][1]
        return [text.get_rect(one) for one in range(text.count_rects(first, last - first + 1))]

    for sought in dict.fromkeys(("".join(said.split()), "".join(cells))):
        start = page.find(sought) if sought else -1
        if start >= 0:
            return rectangles(start, len(sought))
    return _row([[rectangles(start, len(cell)) for start in _places(page, cell)] for cell in cells]) if len(cells) > 1 else []


def _places(page: str, cell: str) -> list[int]:
    """Where a cell's letters begin on the page, as often as a page of a table may have them."""
    out: list[int] = []
    start = page.find(cell)
    while start >= 0 and len(out) < _OFTEN:
        out.append(start)
        start = page.find(cell, start + 1)
    return out


def _row(cells: Sequence[Sequence[list[Rect]]]) -> list[Rect]:
    """The rectangles of cells that stand side by side, of `cells` with all their places; none unless half of them do."""
    found = sorted((places for places in cells if places), key=len)  # the rarest tells the row
    rows = []
    for anchor in found[0] if found else ():
        low, high = min(one[1] for one in anchor), max(one[3] for one in anchor)
        room = (high - low) * _BESIDE
        beside = [[boxes for boxes in places if _within(boxes, low - room, high + room)] for places in found]
        rows.append([places[0] for places in beside if places])
    best = max(rows, key=len, default=[])
    return [box for boxes in best for box in boxes] if len(best) * 2 >= max(len(cells), 3) else []


def _within(boxes: Sequence[Rect], low: float, high: float) -> bool:
    """Whether the middle of each lies between two heights; there must be one."""
    return bool(boxes) and all(low <= (one[1] + one[3]) / 2 <= high for one in boxes)


def _on_screen(page: Any, box: Rect, scale: float) -> Box:
    """PDF coordinates begin at the bottom of a page that may lie on its side."""
    from ctypes import byref, c_int

    import pypdfium2.raw as pdfium

    width, height = int(page.get_width() * scale), int(page.get_height() * scale)
    corners = []
    for x, y in ((box[0], box[3]), (box[2], box[1])):
        left, top = c_int(), c_int()
        pdfium.FPDF_PageToDevice(page.raw, 0, 0, width, height, 0, x, y, byref(left), byref(top))
        corners.append((left.value, top.value))
    (x0, y0), (x1, y1) = corners
    return min(x0, x1), min(y0, y1), max(x0, x1), max(y0, y1)


def _picture(data: bytes, number: int, limits: Limits) -> tuple["Image", float]:
    """The picture as it is read, and its pixels for each of the file's."""
    from PIL import Image

    from scoring.documents.scans.picture import Frames

    with Frames(data, limits.frames) as frames:
        if not 1 <= number <= frames.count:
            raise ReadError(f"这张图片没有第 {number} 页")
        pixels, shrunk = frames.frame(number - 1)
    image = Image.fromarray(pixels)
    before = image.width
    image.thumbnail((_WIDE, _WIDE * 4), Image.Resampling.LANCZOS)
    return image, image.width / before / shrunk


def _scanned(data: bytes, spot: Spot, cache: Path | None, limits: Limits) -> Sequence[Box]:
    """Where print that was read off the picture says the quote; nothing where it does not."""
    scanning = Scanning(cache, lambda page, pages: tell((page, pages)), limits.pages, limits.frames)
    try:
        document = parse_document(data, spot.name, limits.file_bytes, scanning)
    except DocumentError:
        return []
    sought = _letters(spot.quote)
    blocks = [block for page in document.pages if page.number == spot.page for block in page.blocks if block.box is not None]
    holding = [block for block in blocks if sought and sought in _letters(block.text)]
    if not holding:  # a quote of several lines
        holding = [block for block in blocks if len(_letters(block.text)) >= _SHORTEST and _letters(block.text) in sought]
    return [block.box for block in holding if block.box is not None]


def _letters(text: str) -> str:
    return "".join(char for char in normalise(text) if char.isalnum())


def _framed(image: "Image", boxes: Iterable[Box]) -> "Image":
    from PIL import ImageDraw

    draw = ImageDraw.Draw(image)
    for left, top, right, bottom in boxes:
        draw.rectangle((left - _ROOM, top - _ROOM, right + _ROOM, bottom + _ROOM), outline=_FRAME, width=3)
    return image
