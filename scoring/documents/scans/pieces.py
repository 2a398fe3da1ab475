"""Pieces of read print on a level page, and how they stand to each other: lines, gaps, cells' texts."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from scoring.documents.lattice import Box
from scoring.documents.reflow import GAP, Line, cell_text

_SAME_LINE = 0.5  # of the lower height: the middles of two pieces on one line are no further apart
_COLUMN_GAP = 0.7  # heights, as for text layers; the white of a full stop or a comma is no gap
_WORD_GAP = 0.3


@dataclass(frozen=True, slots=True)
class Piece:
    """Print that was found in one go, on the level page, in pixels.

    `slope` is how much it falls per pixel to the right; `middles` say where its characters stand, blanks left out.
    """

    text: str
    confidence: float
    box: Box
    slope: float = 0.0
    middles: tuple[float, ...] = ()

    @property
    def middle(self) -> tuple[float, float]:
        left, top, right, bottom = self.box
        return (left + right) / 2, (top + bottom) / 2

    @property
    def height(self) -> float:
        return self.box[3] - self.box[1]

    @property
    def letters(self) -> int:
        return sum(char.isalnum() for char in self.text)

    def as_line(self) -> Line:
        left, top, right, _ = self.box
        return Line(self.text, left, right, top, self.height)


@dataclass(frozen=True, slots=True)
class Row:
    """A printed line: its pieces from left to right."""

    pieces: tuple[Piece, ...]

    @property
    def top(self) -> float:
        return min(one.box[1] for one in self.pieces)

    @property
    def bottom(self) -> float:
        return max(one.box[3] for one in self.pieces)

    @property
    def height(self) -> float:
        return sorted(one.height for one in self.pieces)[len(self.pieces) // 2]

    def line(self) -> Line:
        """As one line, two blanks where its pieces are apart."""
        line = self.pieces[0].as_line()
        before = self.pieces[0]
        for one in self.pieces[1:]:
            words = before.text[-1:].isalnum() and one.text[:1].isalnum()
            apart = one.box[0] - before.box[2] > (_WORD_GAP if words else _COLUMN_GAP) * self.height
            joint = GAP if apart else " " if before.text[-1:].isascii() and one.text[:1].isascii() else ""
            line = Line(line.text + joint + one.text, line.left, one.box[2], line.top, line.height)
            before = one
        return line


def rows_of(pieces: Iterable[Piece]) -> list[Row]:
    """Lines from top to bottom. A piece goes on a line if its middle is where the line, drawn out at its slope, arrives."""
    lines: list[list[Piece]] = []
    for piece in sorted(pieces, key=lambda one: (one.box[0], one.box[1])):
        best: tuple[float, list[Piece]] | None = None
        for line in lines:
            last = line[-1]
            x, y = last.middle
            away = abs(y + last.slope * (piece.middle[0] - x) - piece.middle[1])
            beside = piece.box[0] > last.box[2] - 0.6 * min(last.height, piece.height)
            if beside and away < _SAME_LINE * min(last.height, piece.height) and (best is None or away < best[0]):
                best = away, line
        if best is None:
            lines.append([piece])
        else:
            best[1].append(piece)
    return sorted((Row(tuple(line)) for line in lines), key=lambda row: (row.pieces[0].middle[1], row.pieces[0].box[0]))


def text_of_cell(pieces: Sequence[Piece], left: float, right: float) -> str:
    """The text of a cell whose print these are."""
    return cell_text([row.line() for row in rows_of(pieces)], left, right)


def confidence_of(pieces: Iterable[Piece]) -> float:
    """The mean over letters; 0 where there are none."""
    weighed = [(max(one.letters, 1), one.confidence) for one in pieces]
    total = sum(weight for weight, _ in weighed)
    return round(sum(weight * confidence for weight, confidence in weighed) / total, 4) if total else 0.0


def bounds(boxes: Iterable[Box]) -> Box:
    lefts, tops, rights, bottoms = zip(*boxes, strict=True)
    return min(lefts), min(tops), max(rights), max(bottoms)
