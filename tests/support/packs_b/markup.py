"""The little markup of the paper files, and its reading into blocks.

``=== path | option, option`` opens a paper. Inside: ``#`` to ``###`` headings, ``|a|b|`` table rows,
``@sheet name [hidden]`` for workbooks, anything else one paragraph a line; blank lines only separate.
``{{name}}`` and ``{{code}}`` become the company's.
"""

import re
from dataclasses import dataclass, field
from pathlib import Path


@dataclass
class Block:
    """A heading (level 1-3), a paragraph, or a table."""

    kind: str
    text: str = ""
    level: int = 0
    rows: list[list[str]] = field(default_factory=list)


@dataclass
class Paper:
    """One paper: where it goes, how it is made, its source text."""

    path: str
    options: set[str]
    text: str


def read_papers(source: Path, words: dict[str, str]) -> list[Paper]:
    """All papers of a pack, with the company's words put in."""
    text = source.read_text(encoding="utf-8")
    for key, value in words.items():
        text = text.replace("{{" + key + "}}", value)
    papers = []
    for part in re.split(r"^=== ", text, flags=re.M)[1:]:
        head, _, body = part.partition("\n")
        path, _, options = head.partition(" | ")
        papers.append(Paper(path.strip(), {o.strip() for o in options.split(",") if o.strip()}, body.strip() + "\n"))
    return papers


def cells(line: str) -> list[str]:
    """The cells of one ``|a|b|`` line."""
    return [c.strip() for c in line.strip().removeprefix("|").removesuffix("|").split("|")]


def blocks(text: str) -> list[Block]:
    """The blocks of a paper's text."""
    out: list[Block] = []
    for line in text.splitlines():
        if not line.strip():
            out.append(Block("gap"))
        elif line.startswith("#"):
            mark, _, rest = line.partition(" ")
            out.append(Block("heading", rest, len(mark)))
        elif line.startswith("|"):
            if not out or out[-1].kind != "table":
                out.append(Block("table"))
            out[-1].rows.append(cells(line))
        else:
            out.append(Block("paragraph", line))
    return [b for b in out if b.kind != "gap"]
