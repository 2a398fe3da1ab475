"""A picture of a page -> its print: found, turned upright, cut at the rules of tables, read."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace

import numpy as np
from numpy.typing import NDArray

from scoring.documents.lattice import Box
from scoring.documents.scans.layout import Gridded
from scoring.documents.scans.ocr import Image, Quads, Read, recogniser
from scoring.documents.scans.pieces import Piece
from scoring.documents.scans.rules import Ruled, ruled_tables
from scoring.documents.scans.seals import Seal, is_fragment, rim, seals, without_ink
from scoring.documents.scans.upright import Level, Matrix, crop, half, levelling, lies_on_its_side, moved

_OVER = 0.45  # heights of print on either side of a rule: then it is print of two cells
_LONG = 4.0  # width to height
_STANDS = 1.6  # height to width
_FEW = 5  # letters
_ASKEW = 9.0  # degrees
_VOTERS = 12  # lines that are asked which way up they are


@dataclass(slots=True)
class Recognised:
    """What was read off a picture. `free` stands outside tables; `stamped` are the rims of seals."""

    level: Level
    free: list[Piece] = field(default_factory=list)
    tables: list[Gridded] = field(default_factory=list)
    stamped: list[Read] = field(default_factory=list)

    def pieces(self) -> list[Piece]:
        return [*self.free, *(piece for table in self.tables for piece in table.pieces())]


def recognise(
    image: Image, least: float, furniture: Callable[[str], bool], mend: Callable[[str], str]
) -> tuple[Recognised, list[Piece]]:
    """What was read with a confidence of at least `least`, and all that was, without what a scanner prints on every page.

    `mend` puts slips of the recogniser right and leaves every letter in its place.
    """
    stamps = seals(image)
    level = _levelled(without_ink(image, stamps) if stamps else image)
    out = Recognised(level)
    if not len(level.quads):
        return out, []
    height = float(np.median(np.linalg.norm(level.quads[:, 3] - level.quads[:, 0], axis=1)))
    ruled = ruled_tables(level.image, level.matrix, height)
    quads = _cut(level, ruled)
    lines = [crop(level.image, quad) for quad in quads]
    inked = np.rot90(image, level.quarters)
    stamps = seals(inked) if stamps and level.quarters else stamps
    kept = [n for n, quad in enumerate(quads) if not _is_ink(quad, stamps, inked)]
    read = recogniser().read([lines[n] for n in kept] + [rim(inked, one) for one in stamps])
    out.stamped = read[len(kept) :]
    out.tables = [Gridded(one.lattice, one.top) for one in ruled]
    good = []
    for found, quad in _pieces(quads[kept], read[: len(kept)], level.matrix):
        piece = replace(found, text=mend(found.text))
        if piece.text.strip() and not furniture(piece.text) and not _is_askew(piece, quad):
            good.append(piece)
            if piece.confidence >= least:
                _place(out, ruled, piece, quad)
    return out, good


def _is_askew(piece: Piece, quad: NDArray[np.floating]) -> bool:
    """A few characters at an angle to all others: the rim of a seal whose colour is lost, or a watermark's."""
    wide, high = np.linalg.norm(quad[1] - quad[0]), np.linalg.norm(quad[3] - quad[0])
    if high > _STANDS * wide:
        return piece.letters <= _FEW
    rise = quad[1] - quad[0] + quad[2] - quad[3]
    return piece.letters <= _FEW and abs(float(np.degrees(np.arctan2(rise[1], rise[0])))) > _ASKEW and wide > 1.5 * high


def _is_ink(quad: NDArray[np.floating], stamps: list[Seal], inked: Image) -> bool:
    return any(one.holds(quad) for one in stamps) and is_fragment(crop(inked, quad))


def _levelled(image: Image) -> Level:
    quads = recogniser().find(image)
    quarters = 0
    if len(quads) and lies_on_its_side(quads):
        image = np.ascontiguousarray(np.rot90(image))
        quads = recogniser().find(image)  # anew: print that stands is not parted as well as print that lies
        quarters = 1
    if len(quads):
        wide = np.argsort(-np.linalg.norm(quads[:, 1] - quads[:, 0], axis=1), kind="stable")[:_VOTERS]
        if recogniser().upside_down([crop(image, quads[n]) for n in sorted(wide)]):
            image, quads = half(image, quads)
            quarters += 2
    return Level(image, quads, levelling(image.shape, quads), quarters)


def _cut(level: Level, ruled: list[Ruled]) -> Quads:
    """Print found as one line across a rule is that of two cells, and cut there."""
    out: list[NDArray[np.floating]] = []
    todo = list(level.quads)
    while todo:
        quad = todo.pop(0)
        place = next((at for one in ruled if (at := _crossing(one.place(moved(quad, level.matrix)), one)) is not None), None)
        if place is None:
            out.append(quad)
            continue
        out.append(_between(quad, 0.0, place))
        todo.insert(0, _between(quad, place, 1.0))
    return np.asarray(out, np.float32).reshape(-1, 4, 2)


def _crossing(quad: NDArray[np.floating], ruled: Ruled) -> float | None:
    """How far along a line, from 0 to 1, the side of the cell it begins in cuts it."""
    left, right = float(quad[[0, 3], 0].mean()), float(quad[[1, 2], 0].mean())
    middle, high = float(quad[:, 1].mean()), float(quad[3, 1] - quad[0, 1] + quad[2, 1] - quad[1, 1]) / 2
    room = _OVER * high
    for x in ruled.lattice.columns:
        if left + room < x < right - room:
            here, there = ruled.lattice.find(x - 1, middle), ruled.lattice.find(x + 1, middle)
            if here != there and (here is not None or there is not None):
                return (x - left) / (right - left)
    return None


def _pieces(quads: Quads, read: list[Read], matrix: Matrix) -> Iterator[tuple[Piece, NDArray[np.floating]]]:
    """On the level page, with their corners; a line with wide gaps is several."""
    flat = moved(quads, matrix)
    for one, quad, slope in zip(read, flat, _slopes(flat), strict=True):
        for part in one.parts:
            corners = _between(quad, part.begins, part.ends)
            left, right = float(quad[[0, 3], 0].mean()), float(quad[[1, 2], 0].mean())
            middles = tuple(left + middle * (right - left) for middle in part.middles)
            yield Piece(part.text, one.confidence, _box(corners), slope, middles), corners


def _between(quad: NDArray[np.floating], begins: float, ends: float) -> NDArray[np.floating]:
    top, bottom = quad[1] - quad[0], quad[2] - quad[3]
    return np.array([quad[0] + begins * top, quad[0] + ends * top, quad[3] + ends * bottom, quad[3] + begins * bottom])


def _box(quad: NDArray[np.floating]) -> Box:
    """The level box that lies half-way between the inner and the outer one."""
    return float(quad[[0, 3], 0].mean()), float(quad[:2, 1].mean()), float(quad[1:3, 0].mean()), float(quad[2:, 1].mean())


def _slopes(quads: NDArray[np.float64]) -> list[float]:
    """What is left of the fall of lines, which changes down the page where it was not photographed from above."""
    wide = (quads[:, 1:3, 0] - quads[:, [0, 3], 0]).mean(axis=1)
    high = (quads[:, 2:, 1] - quads[:, 1::-1, 1]).mean(axis=1)
    fall = (quads[:, 1:3, 1] - quads[:, [0, 3], 1]).mean(axis=1) / np.maximum(wide, 1)
    middle = quads[:, :, 1].mean(axis=1)
    long = wide > _LONG * high
    if np.count_nonzero(long) < 4 or np.ptp(middle[long]) < 10 * float(np.median(high)):
        return [0.0] * len(quads)
    weights = wide[long] / wide[long].max()
    steep, start = np.polyfit(middle[long], np.clip(fall[long], -0.1, 0.1), 1, w=weights)
    return [float(np.clip(steep * y + start, -0.08, 0.08)) for y in middle]


def _place(out: Recognised, ruled: list[Ruled], piece: Piece, quad: NDArray[np.floating]) -> None:
    for one, table in zip(ruled, out.tables, strict=True):
        flat = one.place(quad)
        x, y = flat.mean(axis=0)
        cell = one.lattice.find(float(x), float(y))
        if cell is not None:
            table.filled.setdefault(cell, []).append((piece, Piece(piece.text, piece.confidence, _box(flat))))
            return
    out.free.append(piece)
