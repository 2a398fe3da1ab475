"""The small markup of the papers files.

    === folder/name.docx | style=plain          one file; the suffix chooses the format
    # title     ## chapter     ### section
    | a | b |                                    a table row; `^` joins the cell above, `<` the one to the left,
                                                 `@2026-03-05` is a date cell in a workbook
    > text                                       set to the right (signatures)
    @@name                                       the generated table of that name
    {word}                                       a value of the pack

In a workbook `##` opens a sheet (`##!` a hidden one), in a presentation a slide.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

Row = list[Any]


@dataclass(frozen=True)
class Block:
    """A title, a paragraph or a table."""

    kind: str
    text: str = ""
    rows: list[Row] = field(default_factory=list)


@dataclass(frozen=True)
class Paper:
    """One file still to be written."""

    path: str
    options: dict[str, str]
    blocks: list[Block]


def read_papers(file: Path, words: Mapping[str, str], tables: Mapping[str, list[Row]]) -> list[Paper]:
    """Every paper of a papers file, with values filled in."""
    text = file.read_text(encoding="utf-8")
    for word, value in words.items():
        text = text.replace("{" + word + "}", value)
    return [_paper(part, tables) for part in ("\n" + text).split("\n=== ")[1:]]


def _paper(part: str, tables: Mapping[str, list[Row]]) -> Paper:
    head, _, body = part.partition("\n")
    path, *options = [piece.strip() for piece in head.split("|")]
    return Paper(path, dict(option.split("=", 1) for option in options), list(_blocks(body, tables)))


def _blocks(body: str, tables: Mapping[str, list[Row]]) -> Iterator[Block]:
    rows: list[Row] = []
    for raw in body.splitlines():
        line = raw.strip()
        if line.startswith("|"):
            rows.append([cell.strip() for cell in line.strip("|").split("|")])
            continue
        if rows:
            yield Block("table", rows=rows)
            rows = []
        if line:
            yield _line(line, tables)
    if rows:
        yield Block("table", rows=rows)


def _line(line: str, tables: Mapping[str, list[Row]]) -> Block:
    if line.startswith("@@"):
        return Block("table", rows=tables[line[2:]])
    for mark, kind in (("##! ", "hidden"), ("### ", "h3"), ("## ", "h2"), ("# ", "h1"), ("> ", "right")):
        if line.startswith(mark):
            return Block(kind, line[len(mark) :])
    return Block("text", line)
