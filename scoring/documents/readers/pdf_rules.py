"""The straight rules drawn on a PDF page: strokes, thin bars, and the sides of boxes."""

import ctypes
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from scoring.documents.lattice import Box
from scoring.documents.readers.pdf_text import Turn

_THIN = 3.0  # points; a bar no thicker than this is a rule
_SHORT = 4.0
_MAX_OBJECTS = 20_000  # of one page: a plan or a map
_MAX_POINTS = 400  # of one path
_MAX_DEPTH = 5
_SIDES = 5  # a box has four lines, and perhaps one back to where it began


@dataclass(frozen=True, slots=True)
class Edges:
    """Rules as boxes without thickness. `filled` are sides of coloured areas, which may or may not be cells."""

    ruled: tuple[Box, ...]
    filled: tuple[Box, ...]


def edges(page: Any, turn: Turn) -> Edges:
    import pypdfium2.raw as pdfium

    if pdfium.FPDFPage_CountObjects(page) > _MAX_OBJECTS:
        return Edges((), ())
    ruled: list[Box] = []
    filled: list[Box] = []
    for drawn in _paths(page, pdfium.FPDFPage_CountObjects, pdfium.FPDFPage_GetObject, None, 0):
        fill, stroke = ctypes.c_int(), ctypes.c_int()
        pdfium.FPDFPath_GetDrawMode(drawn.path, ctypes.byref(fill), ctypes.byref(stroke))
        if not fill.value and not stroke.value:
            continue
        for left, bottom, right, top in drawn.boxes():
            box = turn.box(left, bottom, right, top)
            target = ruled if stroke.value or box[2] - box[0] <= _THIN or box[3] - box[1] <= _THIN else filled
            target.extend(_sides(box))
    return Edges(tuple(ruled), tuple(filled))


@dataclass(frozen=True, slots=True)
class _Path:
    path: Any
    matrix: Any  # of the forms around it; None for most

    def boxes(self) -> Iterator[tuple[float, float, float, float]]:
        """Left, bottom, right, top of its lines and boxes; a slanted line has none."""
        import pypdfium2.raw as pdfium

        count = pdfium.FPDFPath_CountSegments(self.path)
        if count <= _SIDES and self.matrix is None:
            sides = [ctypes.c_float() for _ in range(4)]
            pdfium.FPDFPageObj_GetBounds(self.path, *map(ctypes.byref, sides))
            left, bottom, right, top = (side.value for side in sides)
            if count > 2 or min(right - left, top - bottom) <= _THIN:
                yield left, bottom, right, top
        elif count <= _MAX_POINTS:
            yield from self._lines(count)

    def _lines(self, count: int) -> Iterator[tuple[float, float, float, float]]:
        import pypdfium2.raw as pdfium

        own = pdfium.FS_MATRIX()
        pdfium.FPDFPageObj_GetMatrix(self.path, own)
        x, y = ctypes.c_float(), ctypes.c_float()
        before: tuple[float, float] | None = None
        first: tuple[float, float] | None = None
        for index in range(count):
            segment = pdfium.FPDFPath_GetPathSegment(self.path, index)
            pdfium.FPDFPathSegment_GetPoint(segment, ctypes.byref(x), ctypes.byref(y))
            point = _moved((x.value, y.value), own)
            if self.matrix is not None:
                point = _applied(self.matrix, point)
            kind = pdfium.FPDFPathSegment_GetType(segment)
            if kind == pdfium.FPDF_SEGMENT_MOVETO:
                first = point
            elif kind == pdfium.FPDF_SEGMENT_LINETO and before is not None:
                yield from _upright(before, point)
            if pdfium.FPDFPathSegment_GetClose(segment) and first is not None:
                yield from _upright(point, first)
            before = point


def _paths(holder: Any, count: Any, get: Any, matrix: Any, depth: int) -> Iterator[_Path]:
    import pypdfium2.raw as pdfium

    for index in range(count(holder)):
        one = get(holder, index)
        kind = pdfium.FPDFPageObj_GetType(one)
        if kind == pdfium.FPDF_PAGEOBJ_PATH:
            yield _Path(one, matrix)
        elif kind == pdfium.FPDF_PAGEOBJ_FORM and depth < _MAX_DEPTH:
            own = pdfium.FS_MATRIX()
            pdfium.FPDFPageObj_GetMatrix(one, own)
            inner = (own, *(matrix or ()))
            yield from _paths(one, pdfium.FPDFFormObj_CountObjects, pdfium.FPDFFormObj_GetObject, inner, depth + 1)


def _moved(point: tuple[float, float], matrix: Any) -> tuple[float, float]:
    x, y = point
    return matrix.a * x + matrix.c * y + matrix.e, matrix.b * x + matrix.d * y + matrix.f


def _applied(matrices: tuple[Any, ...], point: tuple[float, float]) -> tuple[float, float]:
    """Through the forms around it, the innermost first."""
    for matrix in matrices:
        point = _moved(point, matrix)
    return point


def _upright(one: tuple[float, float], other: tuple[float, float]) -> Iterator[tuple[float, float, float, float]]:
    left, right = sorted((one[0], other[0]))
    bottom, top = sorted((one[1], other[1]))
    if min(right - left, top - bottom) <= 1:
        yield left, bottom, right, top


def _sides(box: Box) -> Iterator[Box]:
    """The rule that a thin box is, or the four sides of a thick one."""
    left, top, right, bottom = box
    if right - left <= _THIN and bottom - top <= _THIN:
        return
    if bottom - top <= _THIN:
        if right - left >= _SHORT:
            middle = (top + bottom) / 2
            yield left, middle, right, middle
    elif right - left <= _THIN:
        if bottom - top >= _SHORT:
            middle = (left + right) / 2
            yield middle, top, middle, bottom
    else:
        yield left, top, right, top
        yield left, bottom, right, bottom
        yield left, top, left, bottom
        yield right, top, right, bottom
