"""The plain text a paper of the tricks is written in.

    # ## ###               headings; in a workbook `## name` starts a sheet, in slides `#` and `##` start a slide
    | a | b |              table row; rows that follow each other are one table, the first its header
    @name step step        a table of records (ledgers.py), changed by the named steps (steps.py)
    ---                    page break
    %base path             the base's text of that file; `%base path :: old => new :: old => new` with words changed
    !white text            text in the colour of the page;  !tiny text: of one point;  !hidden text: marked as hidden
    !banner text           white on a dark ground;  !blank-format text: cells whose format shows nothing (workbook)
    !deleted text          a tracked deletion;  !inserted text: a tracked insertion;  !comment text: a note on what stands before
    !header, !footer, !watermark, !notes, !picture text    where the text goes;  !picture: drawn, no text at all
    !split text            each character a run of its own
    !title text            the file's title, among its properties, which no page shows
    !hide, !hide-column 3  the sheet or slide just begun; a column of the sheet
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

Rows = Sequence[Sequence[object]]
_HEADINGS = (("### ", "h3"), ("## ", "h2"), ("# ", "h1"))


@dataclass(frozen=True, slots=True)
class Part:
    """A line, or a table (kind "table")."""

    kind: str
    text: str = ""
    rows: Rows = ()


@dataclass(frozen=True, slots=True)
class Paper:
    path: str
    parts: tuple[Part, ...]


def paper(path: str, text: str, base: Callable[[str], str], table: Callable[[str], Rows]) -> Paper:
    """Raises ValueError for a replacement whose old words the base does not hold."""
    return Paper(path, tuple(_parts(_spread(text, base), table)))


def _spread(text: str, base: Callable[[str], str]) -> Iterator[str]:
    for line in text.splitlines():
        if not line.startswith("%base "):
            yield line
            continue
        path, *changes = line.removeprefix("%base ").split(" :: ")
        body = base(path.strip())
        for change in changes:
            old, arrow, new = change.partition("=>")
            old, new = old.strip(), new.strip()
            if not arrow or old not in body:
                raise ValueError(f"{path}: nothing to change: {change}")
            body = body.replace(old, new.replace("\\n", "\n"))
        yield from body.splitlines()


def _parts(lines: Iterator[str], table: Callable[[str], Rows]) -> Iterator[Part]:
    rows: list[list[str]] = []
    for line in [*lines, ""]:
        if line.startswith("|"):
            rows.append([cell.strip() for cell in line.strip().strip("|").split("|")])
            continue
        if rows:
            yield Part("table", rows=rows)
            rows = []
        if line.startswith("@"):
            yield Part("table", rows=table(line[1:].strip()))
        elif line.strip() == "---":
            yield Part("break")
        elif line.startswith("!"):
            kind, _, rest = line[1:].partition(" ")
            yield Part(kind, rest)
        elif line.strip():
            yield next((Part(kind, line.removeprefix(mark)) for mark, kind in _HEADINGS if line.startswith(mark)), Part("text", line))
