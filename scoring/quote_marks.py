"""Words of a quote found in a text: its pieces, each marked or not."""

from scoring.facts.quoting import around, cut

Piece = tuple[str, bool]  # text, and whether it is quoted

_LONGEST = 600  # characters of a paragraph or cell that are shown beside or without a mark
_QUOTED = 2000  # characters of a mark that are shown
_JOINTS = (" ← ", " | ", "\n")  # what quotes put between words that stand apart
_FEWEST = 2  # letters of such a part


def squeezed(text: str) -> str:
    """Without spaces and breaks: what lies between words differs between a file and a quote of it."""
    return "".join(text.split())


def parts(quote: str) -> list[str]:
    """The words of a quote that stand apart in the file: its cells, its lines."""
    found = [quote]
    for joint in _JOINTS:
        found = [part for one in found for part in one.split(joint)]
    return [part.strip() for part in found if part.strip()]


def marked(text: str, quote: str) -> tuple[Piece, ...]:
    """The text in pieces with the quote marked; without the whole of it, the parts of it that are there; () where there is nothing."""
    whole = _spans(text, [quote])
    spans = whole or _spans(text, [one for one in parts(quote) if len(squeezed(one)) >= _FEWEST])
    pieces: list[Piece] = []
    end = 0
    for start, stop in spans:
        pieces.extend(((text[end:start], False), (text[start:stop], True)))
        end = stop
    return tuple((piece, mark) for piece, mark in (*pieces, (text[end:], False)) if piece) if spans else ()


def _spans(text: str, sought: list[str]) -> list[tuple[int, int]]:
    """Where the words first stand in the text, whatever spaces lie between; those that overlap are one."""
    letters = [(char, at) for at, char in enumerate(text) if not char.isspace()]
    joined = "".join(char for char, _ in letters)
    found = []
    for words in map(squeezed, sought):
        start = joined.find(words) if words else -1
        if start >= 0:
            found.append((letters[start][1], letters[start + len(words) - 1][1] + 1))
    out: list[tuple[int, int]] = []
    for first, stop in sorted(found):
        if out and first < out[-1][1]:
            out[-1] = out[-1][0], max(stop, out[-1][1])
        else:
            out.append((first, stop))
    return out


def clipped(pieces: tuple[Piece, ...]) -> tuple[Piece, ...]:
    """Long ones shortened: before a mark its end is kept, behind one its beginning."""
    out = []
    for number, (text, mark) in enumerate(pieces):
        most = _QUOTED if mark else _LONGEST
        if len(text) > most:
            middle = len(text) if number + 1 < len(pieces) and number == 0 else 0
            text = around(text, middle, most) if middle else cut(text, most)  # noqa: PLW2901
        out.append((text, mark))
    return tuple(out)
