"""What a file says: pages of text blocks, each with a place that a person can find again."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import Literal

from scoring.documents.normalise import normalise

BlockKind = Literal["heading", "paragraph", "table_row"]

CELL_SEPARATOR = " | "


@dataclass(frozen=True)
class Block:
    """A heading, a paragraph or one row of a table.

    `text` is raw: quotes are taken from it. The cells of a row are joined by CELL_SEPARATOR. `level` is 1 for the
    topmost heading and None where the format does not tell.
    """

    kind: BlockKind
    text: str
    locator: str
    level: int | None = None

    @cached_property
    def normalised(self) -> str:
        """For matching; derived once, on first use."""
        return normalise(self.text)


@dataclass(frozen=True, slots=True)
class Page:
    """A page of a PDF, a sheet of a workbook (`name` is the sheet's), or the whole of a format without pages.

    A page without blocks is kept: it is a page on which no text was found.
    """

    number: int
    blocks: tuple[Block, ...]
    name: str = ""


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
