"""Print of several columns that was found as one piece -> the pieces of each, where the line above has them apart."""

import itertools
from collections.abc import Sequence
from dataclasses import replace

from scoring.documents.normalise import HAN
from scoring.documents.scans.pieces import Piece, Row

_COLUMNS = 3
_FAR = 2.6  # heights from the line whose columns are followed
_GAP = 1.2  # times the step from character to character


def split_by_columns(rows: Sequence[Row]) -> list[Row]:
    """Lines in which a piece lies below two pieces or more of the line that leads are cut where a word ends between them."""
    out: list[Row] = []
    leader: Row | None = None
    last: Row | None = None
    for row in rows:
        near = last is not None and row.top - last.bottom < _FAR * last.height
        if leader is not None and near and len(row.pieces) < len(leader.pieces):
            row = Row(tuple(part for piece in row.pieces for part in _split(piece, leader.pieces)))  # noqa: PLW2901
        elif len(row.pieces) >= _COLUMNS:
            leader = row
        if not near and len(row.pieces) < _COLUMNS:
            leader = None
        last = row
        out.append(row)
    return out


def _split(piece: Piece, leaders: Sequence[Piece]) -> list[Piece]:
    """Between the middles of two neighbours above, at the widest gap at which one word ends and another begins."""
    left, top, right, bottom = piece.box
    letters = [place for place, char in enumerate(piece.text) if not char.isspace()]
    if len(piece.middles) != len(letters):
        return [piece]
    cuts: list[int] = []
    widths = _widths(piece, letters)
    for one, other in itertools.pairwise(leaders):
        low, high = max(one.middle[0], left), min(other.middle[0], right)
        if one.middle[0] < left - piece.height or other.middle[0] > right + piece.height or low >= high:
            continue
        inside = [n for n in range(1, len(letters)) if low < (piece.middles[n - 1] + piece.middles[n]) / 2 < high]
        best = max(inside, key=lambda n: (letters[n] > letters[n - 1] + 1, widths[n - 1]), default=None)
        if best is not None and best not in cuts and (letters[best] > letters[best - 1] + 1 or widths[best - 1] > _GAP):
            cuts.append(best)
    if not cuts:
        return [piece]
    out = []
    for first, end in itertools.pairwise([0, *sorted(cuts), len(letters)]):
        begins = left if first == 0 else (piece.middles[first - 1] + piece.middles[first]) / 2
        ends = right if end == len(letters) else (piece.middles[end - 1] + piece.middles[end]) / 2
        text = piece.text[letters[first] : letters[end - 1] + 1]
        room = 0.15 * piece.height  # white on either side
        box = (begins if first == 0 else begins + room, top, ends if end == len(letters) else ends - room, bottom)
        out.append(replace(piece, text=text, box=box, middles=piece.middles[first:end]))
    return out


def _widths(piece: Piece, letters: Sequence[int]) -> list[float]:
    """How wide each step from letter to letter is for its scripts: about 1 inside a word, more where one ends."""
    han = [_is_han(piece.text[place]) for place in letters]
    steps = [after - before for before, after in itertools.pairwise(piece.middles)]
    kinds = list(itertools.pairwise(han))
    full = sorted(step for step, kind in zip(steps, kinds, strict=True) if all(kind))
    narrow = sorted(step for step, kind in zip(steps, kinds, strict=True) if not any(kind))
    pitch = full[len(full) // 2] if len(full) > 1 else 2 * narrow[len(narrow) // 2] if narrow else 0.0
    return [step / max(pitch * (0.5 + 0.25 * sum(kind)), 1e-6) for step, kind in zip(steps, kinds, strict=True)]


def _is_han(char: str) -> bool:
    return any(low <= char <= high for low, high in (span.split("-") for span in _SPANS))


_SPANS = tuple(HAN[n : n + 3] for n in range(0, len(HAN), 3))
