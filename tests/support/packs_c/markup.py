"""A small markup for the documents of the packs, so that their wording stays readable in the source.

One line is one block: ``= title``, ``# heading``, ``## subheading``, ``> right-aligned line``, ``---`` page break,
``| a | b |`` a table row; anything else is a paragraph.  A table cell ``<`` belongs to the cell on its left,
``^`` to the cell above.
"""
from __future__ import annotations

from dataclasses import dataclass, field

PREFIXES = (("## ", "h2"), ("# ", "h1"), ("= ", "title"), ("> ", "right"))


@dataclass
class Block:
    """One block of a document: its kind, its text or (for a table) its rows."""

    kind: str
    text: str = ""
    rows: list[list[str]] = field(default_factory=list)


def parse(text: str) -> list[Block]:
    """The blocks of a marked-up text."""
    out: list[Block] = []
    for raw in text.strip().splitlines():
        line = raw.strip()
        if line.startswith("|"):
            cells = [cell.strip() for cell in line.strip("|").split("|")]
            if out and out[-1].kind == "table":
                out[-1].rows.append(cells)
            else:
                out.append(Block("table", rows=[cells]))
        elif not line:
            out.append(Block("gap"))
        elif line == "---":
            out.append(Block("break"))
        else:
            kind, rest = next(((k, line[len(p):]) for p, k in PREFIXES if line.startswith(p)), ("p", line))
            out.append(Block(kind, rest))
    return [b for b in out if b.kind != "gap"]


def table(head: list[str], rows: list[list[object]]) -> str:
    """A marked-up table from plain rows."""
    return "\n".join("| " + " | ".join(str(c) for c in row) + " |" for row in [head, *rows])
