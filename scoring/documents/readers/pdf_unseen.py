"""Text of a PDF page that its print does not show: white on white, of a point or two, or drawn in invisible mode with no picture beneath.

A searchable scan has an invisible text layer over its picture; that is what the picture says, and is read.
"""

import ctypes
import math
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

from scoring.documents.readers.pdf_text import PageText

_TINY = 2.0  # points
_GLYPHS = 2.5  # points; letters of a tiny font are no higher and no wider, whatever its own units
_LIGHT = 245  # of 255
_FAINT = 8  # of 255: as good as transparent
_INVISIBLE = (3, 7)  # modes of text: neither filled nor stroked
_FILLED = (0, 4)
_MAX_OBJECTS = 20_000
_MAX_DEPTH = 5

Drawn = tuple[Any, int, tuple[Any, ...]]  # an object, its kind, and the forms around it, the innermost first
Box = tuple[float, float, float, float]  # left, bottom, right, top, on the page


@dataclass(frozen=True, slots=True)
class _Placed:
    """An object, and the forms around it, the innermost first."""

    one: Any
    kind: int
    forms: tuple[Any, ...]

    def box(self) -> Box:
        import pypdfium2.raw as pdfium

        sides = [ctypes.c_float() for _ in range(4)]
        pdfium.FPDFPageObj_GetBounds(self.one, *map(ctypes.byref, sides))
        left, bottom, right, top = (side.value for side in sides)
        corners = [(left, bottom), (left, top), (right, bottom), (right, top)]
        for form in self.forms:
            corners = [(form.a * x + form.c * y + form.e, form.b * x + form.d * y + form.f) for x, y in corners]
        return min(x for x, _ in corners), min(y for _, y in corners), max(x for x, _ in corners), max(y for _, y in corners)

    def is_tiny(self) -> bool:
        """By what it covers: fonts may have units of their own."""
        left, bottom, right, top = self.box()
        return min(right - left, top - bottom) <= _GLYPHS

    @property
    def address(self) -> int:
        return _address(self.one)


def hide_unseen(text: PageText, textpage: Any, page: Any) -> str:
    """Takes what is not seen out of the text of a page, and returns it."""
    import pypdfium2.raw as pdfium

    if not text.count or pdfium.FPDFPage_CountObjects(page) > _MAX_OBJECTS:
        return ""
    unseen = _unseen(page)
    if not unseen:
        return ""
    return text.hide([index for index in range(text.count) if _address(pdfium.FPDFText_GetTextObject(textpage, index)) in unseen])


def _address(pointer: Any) -> int:
    return ctypes.cast(pointer, ctypes.c_void_p).value or 0


def _unseen(page: Any) -> set[int]:
    """The addresses of the text objects that are not seen."""
    import pypdfium2.raw as pdfium

    tiny: set[int] = set()
    doubtful: list[tuple[_Placed, bool]] = []  # with whether a picture alone would show it
    grounds: list[_Placed] = []
    text, mode_of, size_of = pdfium.FPDF_PAGEOBJ_TEXT, pdfium.FPDFTextObj_GetTextRenderMode, pdfium.FPDFTextObj_GetFontSize
    matrix_of, colour_of = pdfium.FPDFPageObj_GetMatrix, pdfium.FPDFPageObj_GetFillColor
    size, own, colour = ctypes.c_float(), pdfium.FS_MATRIX(), [ctypes.c_uint() for _ in range(4)]
    size_at, own_at, colour_at = ctypes.byref(size), ctypes.byref(own), [ctypes.byref(one) for one in colour]
    for one, kind, forms in _objects(page, pdfium.FPDFPage_CountObjects, pdfium.FPDFPage_GetObject, (), 0):
        if kind != text:
            grounds.append(_Placed(one, kind, forms))
            continue
        mode = mode_of(one)
        if mode in _INVISIBLE:
            doubtful.append((_Placed(one, kind, forms), True))
            continue
        size_of(one, size_at)
        matrix_of(one, own_at)
        if size.value * max(abs(own.c), abs(own.d)) * math.prod(math.hypot(form.c, form.d) for form in forms) <= _TINY:
            placed = _Placed(one, kind, forms)
            if placed.is_tiny():
                tiny.add(placed.address)
                continue
        if mode in _FILLED and colour_of(one, *colour_at):
            alpha = colour[3].value
            if alpha <= _FAINT or min(colour[0].value, colour[1].value, colour[2].value) >= _LIGHT:
                doubtful.append((_Placed(one, kind, forms), alpha <= _FAINT))
    if not doubtful:
        return tiny
    pictures = [one.box() for one in grounds if one.kind == pdfium.FPDF_PAGEOBJ_IMAGE]
    coloured = [*pictures, *(one.box() for one in grounds if _is_dark(one))]
    return tiny.union(one.address for one, by_picture in doubtful if not _lies_on(one.box(), pictures if by_picture else coloured))


def _objects(holder: Any, count: Callable[..., int], get: Callable[..., Any], forms: tuple[Any, ...], depth: int) -> Iterator[Drawn]:
    import pypdfium2.raw as pdfium

    for index in range(count(holder)):
        one = get(holder, index)
        kind = pdfium.FPDFPageObj_GetType(one)
        if kind != pdfium.FPDF_PAGEOBJ_FORM:
            yield one, kind, forms
        elif depth < _MAX_DEPTH:
            own = pdfium.FS_MATRIX()
            pdfium.FPDFPageObj_GetMatrix(one, own)
            yield from _objects(one, pdfium.FPDFFormObj_CountObjects, pdfium.FPDFFormObj_GetObject, (own, *forms), depth + 1)


def _is_dark(placed: _Placed) -> bool:
    """Whether something is painted that white letters stand out from: an area that is not white, a shading."""
    import pypdfium2.raw as pdfium

    if placed.kind != pdfium.FPDF_PAGEOBJ_PATH:
        return bool(placed.kind == pdfium.FPDF_PAGEOBJ_SHADING)
    fill, stroke = ctypes.c_int(), ctypes.c_int()
    pdfium.FPDFPath_GetDrawMode(placed.one, ctypes.byref(fill), ctypes.byref(stroke))
    colour = [ctypes.c_uint() for _ in range(4)]
    if not fill.value:  # a line as broad as a cell
        width = ctypes.c_float()
        pdfium.FPDFPageObj_GetStrokeWidth(placed.one, ctypes.byref(width))
        return bool(stroke.value) and width.value > 2 * _GLYPHS
    if not pdfium.FPDFPageObj_GetFillColor(placed.one, *map(ctypes.byref, colour)):
        return True
    red, green, blue, alpha = (one.value for one in colour)
    return alpha > _FAINT and min(red, green, blue) < _LIGHT


def _lies_on(box: Box, areas: list[Box]) -> bool:
    x, y = (box[0] + box[2]) / 2, (box[1] + box[3]) / 2
    return any(left <= x <= right and bottom <= y <= top for left, bottom, right, top in areas)
