"""The working view of a document that all extractors share: lines in their sections, sentences, tables with their captions."""

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property, wraps
from typing import TypeVar

from scoring.documents.bound import paper_titles
from scoring.documents.model import CELL_SEPARATOR, Block, Document, Page, Table
from scoring.documents.normalise import normalise
from scoring.documents.outline import Marker, section_markers

_PAPER_RANK = 1  # encloses all else on its pages

T = TypeVar("T")

_SENTENCE = re.compile(r"[^。！？!?；;\n]+[。！？!?；;]?")
_PAGE_FURNITURE = re.compile(r"(?:第\s*\d+\s*页(?:\s*[/共]\s*(?:共\s*)?\d+\s*页?)?|-?\s*\d+\s*-?|page\s*\d+.*)", re.IGNORECASE)

_TITLE_CHARS = 28
_DIGITS = re.compile(r"\d+")
_CLAUSE = re.compile(r"\s*(?:\d{1,2}(?:\.\d{1,2})+\s|[(（][一二三四五六七八九十\d]{1,2}[)）]|第[一二三四五六七八九十百\d]+条)|.*[。；;，,：:]")


@dataclass(frozen=True)
class Sentence:
    """A sentence of a line (a whole row for a table row): raw words and normal form."""

    raw: str
    text: str
    section: int
    locator: str
    heading: bool
    table_row: bool


@dataclass(frozen=True)
class Part:
    """A section while facts are drawn from it. `number` is its index; 0 is the whole file."""

    number: int
    parent: int
    title: str
    locator: str
    hidden: bool
    depth: int


@dataclass(frozen=True)
class PlacedTable:
    """A table, the section it stands in, and the line right above it ("" if that is no caption)."""

    table: Table
    section: int
    caption: str
    hidden: bool


@dataclass(frozen=True)
class Reading:
    """A document, opened for extraction. `path` is the file's path in the pack, with folders."""

    document: Document
    path: str
    parts: tuple[Part, ...]
    places: tuple[int, ...]  # the section of each block, in reading order
    tables: tuple[PlacedTable, ...]

    @cached_property
    def blocks(self) -> tuple[Block, ...]:
        return tuple(self.document.blocks())

    @cached_property
    def sentences(self) -> tuple[Sentence, ...]:
        """In reading order, hidden sheets included (their sections say so)."""
        return tuple(
            sentence for block, place in zip(self.blocks, self.places, strict=True) for sentence in _sentences(block, place)
        )

    @cached_property
    def text(self) -> str:
        """The normal form of everything that is not hidden, a line a sentence."""
        return "\n".join(one.text for one in self.sentences if not self.parts[one.section].hidden)

    def inside(self, number: int) -> Iterator[Sentence]:
        """The sentences of a section and of those it encloses."""
        return (one for one in self.sentences if number in self.lineage(one.section))

    def lineage(self, number: int) -> tuple[int, ...]:
        """A section and those that enclose it, innermost first; ends with 0."""
        out = [number]
        while out[-1]:
            out.append(self.parts[out[-1]].parent)
        return tuple(out)


def once(make: Callable[[Reading], T]) -> Callable[[Reading], T]:
    """For a view of a reading that several extractors take: made once and kept with it."""
    name = f"{make.__module__}.{make.__qualname__}"

    @wraps(make)
    def kept(reading: Reading) -> T:
        known: dict[str, T] = reading.__dict__
        if name not in known:
            known[name] = make(reading)
        return known[name]

    return kept


def read(document: Document, path: str) -> Reading:
    """Sections are sheets, styled headings, bare numbered titles (第三章 送货), and pages of a PDF with a title of their own."""
    parts = [Part(0, 0, _title(document, path), _first_locator(document), False, 0)]
    places: list[int] = []
    tables: list[PlacedTable] = []
    open_parts: list[tuple[int, int]] = []  # (rank, section)
    before: Page | None = None
    bound = paper_titles(document.pages)
    for page in document.pages:
        goes_on = before is not None and page.number not in bound and (bool(bound) or _goes_on(page, before))
        here = places[-1] if goes_on else 0
        open_parts = open_parts if goes_on else []
        before = page
        if page.name:
            here = _open(parts, Part(len(parts), 0, page.name, f"{page.name}!A1", page.hidden, 1))
        elif page.hidden and page.blocks:  # a slide taken out of the show
            place = page.blocks[0].locator
            here = _open(parts, Part(len(parts), 0, place, place, True, 1))
        _place_blocks(page.blocks, here, parts, places, open_parts, title=bound.get(page.number))
        tables.extend(_placed(page.tables, page.blocks, places[len(places) - len(page.blocks) :], page.hidden))
    return Reading(document, path, tuple(parts), tuple(places), tuple(tables))


def _goes_on(page: Page, before: Page) -> bool:
    """A printed page that begins inside a chapter of the page before it: with running text or its next clause, not with a title."""
    if page.name or page.hidden or not (page.blocks and before.blocks and page.blocks[0].locator.startswith("p.")):
        return False
    running = {_DIGITS.sub("", block.text) for block in before.blocks}  # heads and feet of pages
    first = next((one for one in page.blocks if not _is_furniture(one) and _DIGITS.sub("", one.text) not in running), None)
    return first is not None and first.kind == "paragraph" and (len(first.text) > _TITLE_CHARS or _CLAUSE.match(first.text) is not None)


def _is_furniture(block: Block) -> bool:
    return _PAGE_FURNITURE.fullmatch(block.text.strip()) is not None


def _place_blocks(
    blocks: Sequence[Block], here: int, parts: list[Part], places: list[int], open_parts: list[tuple[int, int]], *, title: int | None
) -> None:
    """`title` is the number of the block that is the title of a paper of its own."""
    sheet = parts[open_parts[0][1]].parent if open_parts else here
    markers = section_markers(blocks)
    if title is not None:
        markers[title] = Marker(_PAPER_RANK, " ".join(blocks[title].text.split()), True)
    for block, marker in zip(blocks, markers, strict=True):
        if marker is not None and marker.bare and not _PAGE_FURNITURE.fullmatch(block.text.strip()):
            while open_parts and open_parts[-1][0] >= marker.rank:
                open_parts.pop()
            parent = open_parts[-1][1] if open_parts else sheet
            here = _open(parts, Part(len(parts), parent, marker.title, block.locator, parts[sheet].hidden, len(open_parts) + 1))
            open_parts.append((marker.rank, here))
        places.append(here)


def _open(parts: list[Part], part: Part) -> int:
    parts.append(part)
    return part.number


def _placed(tables: Sequence[Table], blocks: Sequence[Block], places: Sequence[int], hidden: bool) -> Iterator[PlacedTable]:
    for table in tables:
        first = next((n for n, block in enumerate(blocks) if block.locator.startswith(f"{table.name}!")), None)
        before = blocks[first - 1] if first else None
        caption = before.text if before is not None and before.kind != "table_row" and len(before.text) <= 60 else ""
        yield PlacedTable(table, places[first] if first is not None else 0, caption, hidden)


def _sentences(block: Block, place: int) -> Iterator[Sentence]:
    row = block.kind == "table_row"
    for raw in (block.text,) if row else _SENTENCE.findall(block.text):
        text = normalise(raw)
        if text and not _PAGE_FURNITURE.fullmatch(text):
            yield Sentence(raw.strip(), text, place, block.locator, block.kind == "heading", row)


def _title(document: Document, path: str) -> str:
    """The first line that reads like a title, else the file's name without suffix."""
    for block in document.blocks():
        text = " ".join(block.text.split(CELL_SEPARATOR)[0].split())
        if text and not _PAGE_FURNITURE.fullmatch(text):
            if len(text) <= 60:
                return text
            break
    return path.replace("\\", "/").rsplit("/", 1)[-1].rsplit(".", 1)[0]


def _first_locator(document: Document) -> str:
    return next((block.locator for block in document.blocks()), "")
