"""The characters of a PDF page and their boxes, as PDFium finds them; printed lines with their extent."""

import ctypes
import math
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from scoring.documents.lattice import Box
from scoring.documents.reflow import Line

# PDFium marks a hyphen at a line's end with U+FFFE: the word goes on.
_PRINTED = re.compile(r"(?:[^\r\n\f\v\x85\u2028\u2029\ufffe]|\ufffe(?:\r\n|\r|\n)?)+")
_HYPHEN = re.compile(r"\ufffe(?:\r\n|\r|\n)?")
_SPACES = re.compile(r"[ \t\xa0]+")
_COLUMN_GAP = 0.7  # heights; a word space is a quarter, a full-width blank two thirds to one

_SAMPLES = 9


@dataclass(frozen=True, slots=True)
class Turn:
    """From PDF coordinates to what a reader sees who holds the text upright; the origin is at the top left."""

    left: float
    bottom: float
    right: float
    top: float
    rotation: int

    @property
    def width(self) -> float:
        return self.top - self.bottom if self.rotation in (90, 270) else self.right - self.left

    def box(self, left: float, bottom: float, right: float, top: float) -> Box:
        if self.rotation == 90:
            return bottom - self.bottom, left - self.left, top - self.bottom, right - self.left
        if self.rotation == 180:
            return self.right - right, bottom - self.bottom, self.right - left, top - self.bottom
        if self.rotation == 270:
            return self.top - top, self.right - right, self.top - bottom, self.right - left
        return left - self.left, self.top - top, right - self.left, self.top - bottom


def _direction(textpage: Any, count: int) -> int:
    """How far the page must be turned clockwise to be read: by most of a few characters, for a page may lie on its side."""
    import pypdfium2.raw as pdfium

    step = count // _SAMPLES + 1
    angles = [pdfium.FPDFText_GetCharAngle(textpage, index) for index in range(step // 2, count, step)]
    turns = [-round(angle / (math.pi / 2)) % 4 * 90 for angle in angles if angle >= 0]
    return max(sorted(set(turns)), key=turns.count, default=0)


class PageText:
    """The text of a page, one character an index, and the box of each on demand. Alive as long as the text page is."""

    def __init__(self, textpage: Any, page: Any) -> None:
        import pypdfium2.raw as pdfium

        self.count = textpage.count_chars()
        left, bottom, right, top = page.get_bbox()
        self.turn = Turn(left, bottom, right, top, _direction(textpage, self.count))
        self._upright, self._left, self._top = self.turn.rotation == 0, left, top
        text = str(textpage.get_text_range()) if self.count else ""
        if len(text) != self.count:  # a character outside the basic plane, or one without Unicode
            codes = (pdfium.FPDFText_GetUnicode(textpage, index) for index in range(self.count))
            text = "".join(chr(code) if 0 < code < 0xD800 or 0xDFFF < code < 0x110000 else " " for code in codes)
        self.raw = text
        self.text = _HYPHEN.sub("", text)
        self._textpage = textpage
        self._rect = pdfium.FS_RECTF()
        self._place = ctypes.byref(self._rect)
        self._loose_box = pdfium.FPDFText_GetLooseCharBox

    def hide(self, indexes: Sequence[int]) -> str:
        """Puts blanks in the place of these characters, and returns them."""
        raw = list(self.raw)
        hidden = "".join(raw[index] for index in indexes)
        for index in indexes:
            raw[index] = raw[index] if raw[index] in "\r\n" else " "
        self.raw = "".join(raw)
        self.text = _HYPHEN.sub("", self.raw)
        return " ".join(_HYPHEN.sub("", hidden).split())

    def box(self, index: int) -> Box:
        """The room of a character in its line, as high as the font."""
        self._loose_box(self._textpage, index, self._place)
        rect = self._rect
        if self._upright:
            return rect.left - self._left, self._top - rect.top, rect.right - self._left, self._top - rect.bottom
        return self.turn.box(rect.left, rect.bottom, rect.right, rect.top)

    def spans(self) -> Iterator[tuple[int, int]]:
        """First and end index of every printed line that is not blank."""
        for found in _PRINTED.finditer(self.raw):
            text = found.group()
            start = found.start() + len(text) - len(text.lstrip())
            end = found.end() - (len(text) - len(text.rstrip("\ufffe \t\xa0\u3000")))
            if start < end:
                yield start, end

    def lines(self) -> Iterator[Line]:
        for start, end in self.spans():
            yield self.line(start, end)

    def line(self, start: int, end: int) -> Line:
        """The printed line; a gap between columns becomes two blanks."""
        left, top, right, bottom = self.box(start)
        height = bottom - top
        if end - start > 1:
            right = max(right, self.box(end - 1)[2])
        parts: list[str] = []
        at = start
        for found in _SPACES.finditer(self.raw, start + 1, end - 1):
            gap = self.box(found.end())[0] - self.box(found.start() - 1)[2]
            parts += (self.raw[at : found.start()], "  " if gap > _COLUMN_GAP * height else " ")
            at = found.end()
        parts.append(self.raw[at:end])
        return Line(_HYPHEN.sub("", "".join(parts)), left, right, top, height)
