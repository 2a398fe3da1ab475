"""What a file says: pages of text blocks, each with a place that a person can find again."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import Literal

from scoring.documents.columns import column_letters
from scoring.documents.normalise import normalise

BlockKind = Literal["heading", "paragraph", "table_row"]

CELL_SEPARATOR = " | "


@dataclass(frozen=True)
class Block:
    """A heading, a paragraph or one row of a table.

    `text` is raw: quotes are taken from it. The cells of a row are joined by CELL_SEPARATOR. `level` is 1 for the
    topmost heading and None where the format does not tell. Of print read off a picture, `confidence` says how sure the
    reading is (0 to 1), and `box` where it stands as the page is shown: left, top, right, bottom, in points on a page of a
    PDF and in pixels of a picture file.
    """

    kind: BlockKind
    text: str
    locator: str
    level: int | None = None
    box: tuple[int, int, int, int] | None = None
    confidence: float | None = None

    @cached_property
    def normalised(self) -> str:
        """For matching; derived once, on first use."""
        return normalise(self.text)


@dataclass(frozen=True, slots=True)
class Table:
    """A grid of cells as printed: `rows[i][j]` is row `top + i`, column `left + j`; "" where nothing stands.

    A merged cell repeats its text in every cell it covers; `merged` names those that are covered, as (i, j), without
    the first of each range. `name` is the sheet's name, or 表2 in a text document, and the first half of locators.
    """

    name: str
    rows: tuple[tuple[str, ...], ...]
    top: int = 1
    left: int = 1
    merged: frozenset[tuple[int, int]] = frozenset()

    def locator(self, row: int, column: int) -> str:
        """The place of `rows[row][column]`: 维修单!B7."""
        return f"{self.name}!{column_letters(self.left + column)}{self.top + row}"


@dataclass(frozen=True, slots=True)
class Page:
    """A page of a PDF, a sheet of a workbook (`name` is the sheet's), or the whole of a format without pages.

    A page without blocks is kept: it is a page on which no text was found. Every table is also in `blocks`, row by row.
    `edges` are the running headers and footers where the format keeps them apart from the text (DOCX): file numbers and
    letterheads stand there, nothing that is part of a sentence. `confidence` is that of a page whose text was read off a
    picture, None for all others; such a page is `unread` where that failed, and has no blocks then.
    """

    number: int
    blocks: tuple[Block, ...]
    name: str = ""
    tables: tuple[Table, ...] = ()
    hidden: bool = False
    edges: tuple[Block, ...] = ()
    confidence: float | None = None
    unread: bool = False


@dataclass(frozen=True, slots=True)
class Document:
    """One file, read. `sha256` is of the file's bytes; `name` is the file name without folders."""

    sha256: str
    name: str
    media_type: str
    pages: tuple[Page, ...]

    def blocks(self) -> Iterator[Block]:
        """All blocks in reading order."""
        for page in self.pages:
            yield from page.blocks
