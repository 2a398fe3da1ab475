"""The small markup the papers are written in: `#` headings, `|` table rows, one paragraph a line, `---` a new page."""

from __future__ import annotations

import re
from dataclasses import dataclass

_CELL = re.compile(r"\s*\|\s*")


@dataclass(frozen=True)
class Block:
    """A heading (level 1 to 3), a paragraph, a table or a page break."""

    kind: str
    text: str = ""
    level: int = 0
    rows: tuple[tuple[str, ...], ...] = ()


def parse(text: str) -> list[Block]:
    """Blocks of a text in the markup; blank lines only part them."""
    blocks: list[Block] = []
    rows: list[tuple[str, ...]] = []
    for line in [*text.splitlines(), ""]:
        bare = line.strip()
        if bare.startswith("|"):
            rows.append(tuple(_CELL.split(bare.strip("|").strip())))
            continue
        if rows:
            blocks.append(Block("table", rows=_squared(rows)))
            rows = []
        if bare == "---":
            blocks.append(Block("break"))
        elif bare.startswith("#"):
            marks = len(bare) - len(bare.lstrip("#"))
            blocks.append(Block("heading", bare[marks:].strip(), marks))
        elif bare:
            blocks.append(Block("paragraph", bare))
    return blocks


def _squared(rows: list[tuple[str, ...]]) -> tuple[tuple[str, ...], ...]:
    width = max(len(row) for row in rows)
    return tuple(row + ("",) * (width - len(row)) for row in rows)
