"""A quote in its surroundings, for files that have no pages to look at: rows of a table, or paragraphs below their heading.

The file is read in a worker, as files of strangers are.
"""

from dataclasses import dataclass
from pathlib import Path

from scoring.documents import Document, DocumentError, parse_document
from scoring.documents.errors import ReadError
from scoring.documents.model import Block, Page
from scoring.documents.outline import section_markers
from scoring.documents.scans.reading import Scanning
from scoring.facts.quoting import bare
from scoring.isolation import Stopped, isolated, tell
from scoring.limits import Limits
from scoring.locators import cell_place
from scoring.page_view import viewable
from scoring.quote_marks import Piece, clipped, marked, squeezed
from scoring.quote_table import Grid, grid_about

_AROUND = 2  # paragraphs before and after
_CAPTION = 40
_GONE = "原件里找不到这处引用，请打开原件核对"


@dataclass(frozen=True, slots=True)
class Quoted:
    """What to show: a file's name, which tells its format, and a quote of it by its place."""

    name: str
    locator: str
    quote: str = ""


@dataclass(frozen=True, slots=True)
class Line:
    """A paragraph or a row said in one line; `here` where the quote stands."""

    pieces: tuple[Piece, ...]
    here: bool = False


@dataclass(frozen=True, slots=True)
class QuoteView:
    """`heading` is the nearest one above, "" where there is none; then lines, or a table. `exact`: the quoted words are marked."""

    heading: str
    lines: tuple[Line, ...] = ()
    grid: Grid | None = None
    exact: bool = True


def quote_view(data: bytes, quoted: Quoted, cache: Path | None = None, limits: Limits | None = None) -> QuoteView:
    """The surroundings of a quote of the file in `data`.

    `cache` is the folder of pages read before. Raises DocumentError, also where the file has no such place or has pages to look at.
    """
    limits = limits or Limits()
    try:
        return isolated(_view, data, quoted, cache, limits, limits=limits)
    except Stopped as stop:
        raise DocumentError(quoted.name, stop.text, stop.reason) from stop
    except ReadError as error:
        raise DocumentError(quoted.name, str(error)) from error


def _view(data: bytes, quoted: Quoted, cache: Path | None, limits: Limits) -> QuoteView:
    if viewable(quoted.name):
        raise ReadError("这种文件请看页面图片", "unsupported")
    scanning = Scanning(cache, lambda page, pages: tell((page, pages)), limits.pages, limits.frames)
    return surroundings(parse_document(data, quoted.name, limits.file_bytes, scanning), quoted)


def surroundings(document: Document, quoted: Quoted) -> QuoteView:
    """Raises ReadError for a quote that is nowhere in the document."""
    return _in_table(document, quoted) or _in_text(document, quoted) or _gone()


def _gone() -> QuoteView:
    raise ReadError(_GONE)


def _in_table(document: Document, quoted: Quoted) -> QuoteView | None:
    """Of a cell; None where the locator names none, or one in a row that is not seen."""
    place = cell_place(quoted.locator)
    if place is None:
        return None
    for page in document.pages:
        for table in page.tables:
            if table.name == place.table and any(cell.strip() for cell in _row(table.rows, place.row - table.top)):
                grid = grid_about(table, place.row - table.top, place.column - table.left, quoted.quote)
                return QuoteView(_above_table(page, table.name), grid=grid, exact=grid.exact)
    return None


def _row(rows: tuple[tuple[str, ...], ...], number: int) -> tuple[str, ...]:
    return rows[number] if 0 <= number < len(rows) else ()


def _above_table(page: Page, name: str) -> str:
    """A sheet's name; else the nearest heading above the table, and the line right over it if that is short: its caption."""
    if page.name:
        return page.name
    first = next((at for at, block in enumerate(page.blocks) if block.locator.startswith(f"{name}!")), 0)
    heading = _heading(page.blocks, first)
    over = page.blocks[first - 1] if first else None
    caption = " ".join(over.text.split()) if over is not None and over.kind == "paragraph" and len(over.text) <= _CAPTION else ""
    return "　".join(dict.fromkeys(part for part in (heading, caption) if part))


def _in_text(document: Document, quoted: Quoted) -> QuoteView | None:
    """Of a block: the one of that place that has the words, else the place alone, else the words wherever they stand."""
    sought = bare(quoted.quote)
    groups = [(page, blocks) for page in document.pages for blocks in (page.blocks, page.edges) if blocks]
    at_place = [(page, blocks, at) for page, blocks in groups for at, block in enumerate(blocks) if block.locator == quoted.locator]
    everywhere = [(page, blocks, at) for page, blocks in groups for at in range(len(blocks))] if sought else []
    holding = next((one for some in (at_place, everywhere) for one in some if _holds(one[1][one[2]], sought)), None)
    found = holding or next((one for one in at_place if _part_of(one[1][one[2]], sought)), None) or next(iter(at_place), None)
    if found is None:
        return None
    page, blocks, at = found
    last = at
    while holding is None and last + 1 < len(blocks) and _follows(blocks[last + 1], quoted.locator, sought):
        last += 1
    return _lines(page, blocks, (at, last), sought)


def _holds(block: Block, sought: str) -> bool:
    return bool(sought) and squeezed(sought) in squeezed(block.text)


def _part_of(block: Block, sought: str) -> bool:
    """Whether a quote of several lines goes over the block."""
    return len(squeezed(block.text)) > 1 and squeezed(block.text) in squeezed(sought)


def _follows(block: Block, locator: str, sought: str) -> bool:
    return block.locator == locator and _part_of(block, sought)


def _lines(page: Page, blocks: tuple[Block, ...], here: tuple[int, int], sought: str) -> QuoteView:
    first, last = here
    start, end = max(first - _AROUND, 0), min(last + 1 + _AROUND, len(blocks))
    heading = _heading(blocks, first) or page.name
    lines: list[Line] = []
    exact = not sought
    for at in range(start, end):
        text = " ".join(blocks[at].text.split())
        if at < first and text == heading:
            lines.clear()  # it stands above
            continue
        if not first <= at <= last:
            lines.append(Line(clipped(((text, False),))))
            continue
        pieces = marked(text, sought) or (((text, True),) if first < last else ((text, False),))
        exact = exact or any(mark for _, mark in pieces)
        lines.append(Line(clipped(pieces), here=True))
    return QuoteView(heading, tuple(lines), exact=exact)


def _heading(blocks: tuple[Block, ...], before: int) -> str:
    """The heading that a block stands under: a styled one, or a line that is nothing but a numbered or plain title."""
    markers = section_markers(blocks)[:before]
    return next((marker.title for marker in reversed(markers) if marker is not None and marker.bare), "")
