"""A cleaned document -> chunks that each stand in one section: cut at headings and clause numbers, then at sentences."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from scoring.documents.model import CELL_SEPARATOR, Block, Document, Page
from scoring.documents.outline import section_markers

MAX_CHARS = 500
MIN_CHARS = 150  # a shorter section is joined by the next one of its kind

_TINY_CHARS = 60  # not worth a chunk of its own, whatever follows
_LEAD_CHARS = 140
_PIECE_CHARS = MAX_CHARS - MIN_CHARS - 10  # so that a heading always finds room before the sentence it heads
_NO_SECTION = 99
_SENTENCE = re.compile(
    r"""[^。！？；!?;\n]*(?:[。！？；!?;]+[”’」』）)\]"]*\s*|\n\s*)"""  # Chinese sentences, and clauses of an enumeration
    r"""|[^。！？；!?;\n]+$"""
)
_ENGLISH_STOP = re.compile(r"(?<=[a-z0-9)][.])\s+(?=[A-Z])")
_COMMA = re.compile(r"[^，,、：: ]*(?:[，,、：: ]+|$)")


@dataclass(frozen=True, slots=True)
class Chunk:
    """At most MAX_CHARS characters of one section. `headings` lead to it, outermost first; `more`: it holds further ones."""

    text: str
    headings: tuple[str, ...]
    first: str
    last: str
    more: bool = False

    @property
    def place(self) -> str:
        """Where it stands in the file: "p.3", "段落12–段落18"."""
        if self.first == self.last:
            return self.first
        sheet, _, cell = self.last.rpartition("!")
        return f"{self.first}–{cell if sheet and self.first.startswith(f'{sheet}!') else self.last}"


@dataclass(frozen=True, slots=True)
class _Piece:
    """A sentence or a table row. `rank` when it opens a section, `section` of the innermost section it stands in."""

    text: str
    locator: str
    path: tuple[str, ...]
    section: int
    opens: bool = False
    bare: bool = False
    begins_block: bool = True
    lead: str = ""


def chunk(document: Document) -> list[Chunk]:
    """All of the text in order, nothing twice except the head row of a table that is cut."""
    return [
        _finished(group)
        for stream, name in _streams(document.pages)
        for group in _balanced(_packed(_pieces(stream, name)))
    ]


def _streams(pages: tuple[Page, ...]) -> Iterator[tuple[list[Block], str]]:
    """Sheets stand alone; the pages of a printed document run on."""
    if any(page.name for page in pages):
        yield from ((list(page.blocks), page.name) for page in pages)
    else:
        yield [block for page in pages for block in page.blocks], ""


def _pieces(blocks: list[Block], root: str) -> Iterator[_Piece]:
    outline: list[tuple[int, str]] = [(0, root)] if root else []
    table, lead = "", ""
    for block, marker in zip(blocks, section_markers(blocks), strict=True):
        if marker is not None:
            outline = [*(entry for entry in outline if entry[0] < marker.rank), (marker.rank, marker.title)]
        name = f"table {block.locator.rpartition('!')[0]}" if block.kind == "table_row" else ""
        if name != table:
            table, lead = name, ""
        section = outline[-1][0] if outline else _NO_SECTION
        for number, text in enumerate(_sentences(block.text)):
            first = number == 0
            yield _Piece(
                text,
                block.locator,
                tuple(title for _, title in outline),
                section,
                opens=first and marker is not None,
                bare=first and marker is not None and marker.bare,
                begins_block=first,
                lead=lead if first else "",
            )
        if table and not lead and CELL_SEPARATOR in block.text and len(block.text) <= _LEAD_CHARS:
            lead = block.text
        if marker is not None and not marker.bare and marker.is_item:
            outline.pop()  # what follows an item of an enumeration is not about the item


def _sentences(text: str) -> list[str]:
    """Sentences with the space behind them, so that they join to the text again; none is longer than a piece may be."""
    found: list[str] = []
    for sentence in _SENTENCE.findall(text):
        start = 0
        for stop in [*(match.end() for match in _ENGLISH_STOP.finditer(sentence)), len(sentence)]:
            found.extend(_fitting(sentence[start:stop]))
            start = stop
    return found


def _fitting(sentence: str) -> Iterator[str]:
    """A sentence that is too long, cut at commas or spaces where it has any."""
    if len(sentence) <= _PIECE_CHARS:
        if sentence:
            yield sentence
        return
    held = ""
    for part in _COMMA.findall(sentence):
        if held and len(held) + len(part) > _PIECE_CHARS:
            yield held
            held = ""
        held += part
        while len(held) > _PIECE_CHARS:
            yield held[:_PIECE_CHARS]
            held = held[_PIECE_CHARS:]
    if held:
        yield held


def _packed(pieces: Iterable[_Piece]) -> list[list[_Piece]]:
    """Pieces in groups that fit a chunk. No group ends with a heading whose text is in the next one."""
    groups: list[list[_Piece]] = []
    current: list[_Piece] = []
    size = 0
    for piece in pieces:
        if current and size + _added(piece) > MAX_CHARS:
            carried = current[len(current) - _trailing_headings(current) :]
            while carried and _size(carried) + _added(piece) > MAX_CHARS:
                carried = carried[1:]
            groups.append(current[: len(current) - len(carried)])
            current = carried
            size = _size(current)
        elif current and piece.opens and _is_complete(current, size, piece):
            groups.append(current)
            current, size = [], 0
        size = size + _added(piece) if current else _size([piece])
        current.append(piece)
    groups.append(current)
    return [group for group in groups if group]


def _is_complete(current: list[_Piece], size: int, following: _Piece) -> bool:
    """Whether the section that follows starts a chunk of its own."""
    if size < _TINY_CHARS or all(piece.bare for piece in current):
        return False
    return size >= MIN_CHARS or following.section < current[0].section


def _trailing_headings(group: list[_Piece]) -> int:
    count = 0
    while count < len(group) and group[-1 - count].bare:
        count += 1
    return count


def _balanced(groups: list[list[_Piece]]) -> list[list[_Piece]]:
    """Short ends are joined to what stands before, or get sentences from it."""
    out: list[list[_Piece]] = []
    for group in groups:
        if out and _size(group) < MIN_CHARS:
            before = out[-1]
            same = group[0].path == before[-1].path and not group[0].opens
            if (same or _size(group) < _TINY_CHARS) and _size([*before, *group]) <= MAX_CHARS:
                out[-1] = [*before, *group]
                continue
            while same and _size(group) < MIN_CHARS and len(before) > 1 and _can_give(before, group):
                before, group = before[:-1], [before[-1], *group]  # noqa: PLW2901
            out[-1] = before
        out.append(group)
    return out


def _can_give(before: list[_Piece], group: list[_Piece]) -> bool:
    given = before[-1]
    moved = _size([given, *group]) <= MAX_CHARS and _size(before[:-1]) >= MIN_CHARS
    return moved and given.path == group[0].path and not given.opens and not before[-2].bare


def _size(group: list[_Piece]) -> int:
    """The length of the group's text."""
    return len(_text(group))


def _added(piece: _Piece) -> int:
    """What a piece that is not the first of its group adds to the length."""
    return len(piece.text) + piece.begins_block


def _text(group: list[_Piece]) -> str:
    """Pieces of a block are joined as they stood; blocks by line breaks. A cut table begins with its head row."""
    parts = [f"{group[0].lead}\n"] if group and group[0].lead else []
    for number, piece in enumerate(group):
        parts.append(f"\n{piece.text}" if number and piece.begins_block else piece.text)
    return "".join(parts)


def _finished(group: list[_Piece]) -> Chunk:
    body = next((piece for piece in group if not piece.bare), group[0])
    start = group.index(body)
    more = any(piece.opens and piece.path != body.path for piece in group[start:])
    return Chunk(_text(group).strip(), body.path, group[0].locator, group[-1].locator, more)
