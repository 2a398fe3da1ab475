"""The plain text a sample file is written in.

    === 制度/手册.docx     starts a file; the suffix says what it becomes
    # ## ###               headings; in a workbook `## name` starts a sheet
    ^ text, > text         centred, right-aligned
    - text                 list item
    | a | b |              table row; rows that follow each other are one table, the first its header
    @name                  a table of records that the company's module makes
    ---                    page break
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

Cell = str | int | float | object | None
Rows = Sequence[Sequence[Cell]]
LineKind = Literal["h1", "h2", "h3", "centre", "right", "item", "text", "break"]
_STARTS: tuple[tuple[str, LineKind], ...] = (
    ("### ", "h3"), ("## ", "h2"), ("# ", "h1"), ("^ ", "centre"), ("> ", "right"), ("- ", "item"),
)


@dataclass(frozen=True, slots=True)
class Line:
    kind: LineKind
    text: str = ""


@dataclass(frozen=True, slots=True)
class Grid:
    rows: Rows


Part = Line | Grid


@dataclass(frozen=True, slots=True)
class Paper:
    """One file to be written. `path` is relative to the enterprise's folder."""

    path: str
    parts: tuple[Part, ...]


def read_papers(text: str, tables: Mapping[str, Rows], words: Mapping[str, str]) -> Iterator[Paper]:
    """The files described in `text`. `{{name}}` stands for a word of `words`."""
    for name, word in words.items():
        text = text.replace("{{" + name + "}}", word)
    if "{{" in text:
        raise ValueError(f"no word for {text[text.index('{{'):][:40]}")
    for chunk in text.split("\n=== ")[1:]:
        path, _, body = chunk.partition("\n")
        yield Paper(path.strip(), tuple(_parts(body.splitlines(), tables)))


def _parts(lines: Sequence[str], tables: Mapping[str, Rows]) -> Iterator[Part]:
    rows: list[list[str]] = []
    for line in [*lines, ""]:
        if line.startswith("|"):
            rows.append([cell.strip() for cell in line.strip().strip("|").split("|")])
            continue
        if rows:
            yield Grid(rows)
            rows = []
        if line.startswith("@"):
            yield Grid(tables[line[1:].strip()])
        elif line.strip() == "---":
            yield Line("break")
        elif line.strip():
            yield _line(line.strip())


def _line(text: str) -> Line:
    for start, kind in _STARTS:
        if text.startswith(start):
            return Line(kind, text.removeprefix(start))
    return Line("text", text)
