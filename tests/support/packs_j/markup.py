"""The small markup of `texts/*.txt`: one file holds many papers.

`@@ path key=value …` begins a paper; `# ` its title, `## ` a heading (a sheet of a workbook, a slide of a deck), `| a | b |` a table
row, `= label = value` a line of a form, `---` a new page, `{{name}}` or `{{name:0:12}}` the rows of a register. Other lines are
paragraphs, one to a line.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path

Cell = str | int | float | date | datetime | None
Rows = list[list[Cell]]
_INSERT = re.compile(r"\{\{(\w+)(?::(\d+):(\d+))?\}\}")


@dataclass(frozen=True, slots=True)
class Block:
    """`kind` is title, heading, text, table, form or page; a form has two cells to a row."""

    kind: str
    text: str = ""
    rows: tuple[tuple[Cell, ...], ...] = ()


@dataclass(frozen=True, slots=True)
class Draft:
    """A paper before it is written to its format."""

    path: str
    options: Mapping[str, str]
    blocks: tuple[Block, ...]


def load(path: Path, registers: Mapping[str, Rows], words: Mapping[str, str]) -> list[Draft]:
    """The papers of one text file; `words` fill `<name>` marks. KeyError for a register nobody made."""
    text = path.read_text(encoding="utf-8")
    for name, value in words.items():
        text = text.replace(f"<{name}>", value)
    drafts = []
    for part in re.split(r"(?m)^@@ ", text)[1:]:
        head, _, body = part.partition("\n")
        where, _, options = head.partition(" :: ")
        drafts.append(Draft(where.strip(), dict(pair.split("=", 1) for pair in options.split()), blocks(body, registers)))
    return drafts


def blocks(body: str, registers: Mapping[str, Rows]) -> tuple[Block, ...]:
    found: list[Block] = []
    for line in (line.strip() for line in body.splitlines()):
        if insert := _INSERT.fullmatch(line):
            rows = registers[insert[1]]
            if insert[2]:
                rows = [rows[0], *rows[1 + int(insert[2]) : 1 + int(insert[3])]]
            found.append(Block("table", rows=tuple(map(tuple, rows))))
        elif line.startswith("|"):
            _more(found, "table", tuple(cell.strip() for cell in line.strip("|").split("|")))
        elif line.startswith("= "):
            label, _, value = line[2:].partition(" = ")
            _more(found, "form", (label.strip(), value.strip()))
        elif line == "---":
            found.append(Block("page"))
        elif line.startswith("## "):
            found.append(Block("heading", line[3:]))
        elif line.startswith("# "):
            found.append(Block("title", line[2:]))
        elif line:
            found.append(Block("text", line))
        else:
            found.append(Block("gap"))
    return tuple(block for block in found if block.kind != "gap")


def _more(found: list[Block], kind: str, row: tuple[str, ...]) -> None:
    if found and found[-1].kind == kind:
        found[-1] = Block(kind, rows=(*found[-1].rows, row))
    else:
        found.append(Block(kind, rows=(row,)))


def shown(cell: Cell) -> str:
    if cell is None:
        return ""
    if isinstance(cell, datetime):
        return cell.strftime("%Y-%m-%d %H:%M")
    return cell.isoformat() if isinstance(cell, date) else str(cell)
