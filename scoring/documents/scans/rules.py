"""Ruled tables on a picture: dark straight lines -> closed cells -> a lattice, seen as if photographed from straight above."""

from dataclasses import dataclass
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from scoring.documents.lattice import Lattice
from scoring.documents.scans.ocr import Image
from scoring.documents.scans.upright import Matrix, moved

_SIDE = 1800  # pixels; rules are looked for in a picture no larger than this
_PAPER = 41  # pixels around one that say what is dark there
_DARKER = 12
_SHORTEST = 1.4  # heights of print; a stroke of a character is shorter
_BRIDGE = 7  # pixels between the parts of a rule that a poor copy has broken; two tables are further apart
_REACH = 5  # pixels by which a rule is made longer, so that it meets the one across
_THINNEST = 10  # pixels; a cell has room for a small character
_MAX_CELLS = 3000
_PARALLEL = 0.12  # radians between opposite sides


@dataclass(frozen=True, slots=True)
class Ruled:
    """A table: `matrix` takes the level page to the straight table in which `lattice` lies; `top` is its upper edge on the page."""

    matrix: Matrix
    lattice: Lattice
    top: float

    def place(self, points: NDArray[np.floating]) -> NDArray[np.float64]:
        return moved(points, self.matrix)


def ruled_tables(image: Image, level: Matrix, print_height: float) -> list[Ruled]:
    """From top to bottom. `level` is the matrix that makes the image's lines level; `print_height` that of its lines, in pixels."""
    import cv2

    height, width = image.shape[:2]
    ratio = min(1.0, _SIDE / max(height, width))
    shrink = np.diag([ratio, ratio, 1.0])
    gray = cv2.cvtColor(image, cv2.COLOR_RGB2GRAY)
    size = (round(width * ratio), round(height * ratio))
    gray = cv2.resize(gray, size, interpolation=cv2.INTER_AREA) if ratio < 1 else gray
    turn = (shrink @ level @ np.linalg.inv(shrink))[:2]
    flat = cv2.warpAffine(gray, turn, size, flags=cv2.INTER_LINEAR, borderMode=cv2.BORDER_REPLICATE)
    mask = _rules(np.asarray(flat), max(int(_SHORTEST * print_height * ratio), 20))
    tolerance = max(0.35 * print_height * ratio, 6.0)
    found = _tables(mask, tolerance)
    out = [Ruled(matrix @ shrink, lattice, top / ratio) for matrix, lattice, top in found]
    return sorted(out, key=lambda one: one.top)


def _rules(gray: NDArray[np.uint8], shortest: int) -> NDArray[np.uint8]:
    """White where a rule is, thick enough to close at the corners."""
    import cv2

    dark = cv2.adaptiveThreshold(gray, 255, cv2.ADAPTIVE_THRESH_MEAN_C, cv2.THRESH_BINARY_INV, _PAPER, _DARKER)
    parts = []
    for across in (True, False):
        along = (lambda length: (length, 1)) if across else (lambda length: (1, length))
        thick = cv2.dilate(dark, np.ones((3, 1) if across else (1, 3), np.uint8))
        lines = cv2.morphologyEx(thick, cv2.MORPH_OPEN, cv2.getStructuringElement(cv2.MORPH_RECT, along(shortest)))
        lines = cv2.morphologyEx(lines, cv2.MORPH_CLOSE, cv2.getStructuringElement(cv2.MORPH_RECT, along(_BRIDGE)))
        parts.append(cv2.dilate(lines, cv2.getStructuringElement(cv2.MORPH_RECT, along(_REACH))))
    return np.asarray(cv2.bitwise_or(*parts), np.uint8)


def _tables(mask: NDArray[np.uint8], tolerance: float) -> list[tuple[Matrix, Lattice, float]]:
    import cv2

    contours, hierarchy = cv2.findContours(mask, cv2.RETR_CCOMP, cv2.CHAIN_APPROX_SIMPLE)
    if hierarchy is None or len(contours) > _MAX_CELLS:
        return []
    cells: dict[int, list[NDArray[np.int32]]] = {}
    for contour, (_, _, _, parent) in zip(contours, hierarchy[0], strict=True):
        _, _, wide, high = cv2.boundingRect(contour)
        if parent >= 0 and min(wide, high) >= _THINNEST:
            cells.setdefault(int(parent), []).append(contour[:, 0])
    out = []
    for outer, inner in sorted(cells.items()):
        if len(inner) < 2:
            continue
        outline = contours[outer][:, 0]
        matrix = _straight(outline)
        lattice = _lattice([_bounds(moved(one, matrix)) for one in inner], tolerance)
        if lattice is not None:
            out.append((matrix, lattice, float(outline[:, 1].min())))
    return out


def _straight(outline: NDArray[np.int32]) -> Matrix:
    """From a table that is a little out of square to its rectangle; none for what has other corners."""
    import cv2

    sums, differences = outline.sum(axis=1), outline[:, 0] - outline[:, 1]
    corners = np.array([outline[i] for i in (sums.argmin(), differences.argmax(), sums.argmax(), differences.argmin())], np.float32)
    sides = np.roll(corners, -1, axis=0) - corners
    angles = np.arctan2(sides[:, 1], sides[:, 0])
    lengths = np.linalg.norm(sides, axis=1)
    askew = np.abs(np.sin([*(angles[:2] - angles[2:]), angles[0], angles[1] - np.pi / 2]))
    if lengths.min() < _THINNEST or askew.max() > _PARALLEL:
        return np.eye(3)
    left, top = corners.min(axis=0)
    width, height = float(lengths[0] + lengths[2]) / 2, float(lengths[1] + lengths[3]) / 2
    target = np.array([[left, top], [left + width, top], [left + width, top + height], [left, top + height]], np.float32)
    return np.asarray(cv2.getPerspectiveTransform(corners, target), np.float64)


def _bounds(points: NDArray[np.float64]) -> tuple[float, float, float, float]:
    (left, top), (right, bottom) = points.min(axis=0), points.max(axis=0)
    return float(left), float(top), float(right), float(bottom)


def _lattice(cells: list[tuple[float, float, float, float]], tolerance: float) -> Lattice | None:
    columns = _places(sorted(x for cell in cells for x in (cell[0], cell[2])), tolerance)
    rows = _places(sorted(y for cell in cells for y in (cell[1], cell[3])), tolerance)
    snapped = {
        (_nearest(columns, left), _nearest(rows, top), _nearest(columns, right), _nearest(rows, bottom)): None
        for left, top, right, bottom in cells
    }
    kept = tuple(cell for cell in snapped if cell[0] < cell[2] and cell[1] < cell[3])
    if len(kept) < 2 or len({x for cell in kept for x in (cell[0], cell[2])}) < 3:
        return None
    return Lattice(kept)


def _places(ordered: list[float], tolerance: float) -> list[float]:
    """One place for sides that nearly meet: the rule between two cells has a thickness."""
    groups = [[ordered[0]]]
    for before, place in pairwise(ordered):
        if place - before > tolerance / 2 or place - groups[-1][0] > 2 * tolerance:
            groups.append([])
        groups[-1].append(place)
    return [sum(group) / len(group) for group in groups]


def _nearest(places: list[float], value: float) -> float:
    return min(places, key=lambda place: abs(place - value))
