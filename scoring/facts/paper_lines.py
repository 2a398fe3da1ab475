"""The lines of a paper as they are read for labels, names and signatures: plain text that keeps its case and its spaces."""

import re
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

from scoring.documents.model import CELL_SEPARATOR, Block
from scoring.documents.normalise import HAN, INVISIBLE, normalise, short_runs, strip_pinyin_noise, to_simplified
from scoring.facts.dates import find_dates
from scoring.facts.model import Source
from scoring.facts.paper_lexicon import instrument_labels, mark_labels
from scoring.facts.quoting import one_line
from scoring.facts.reading import Reading, once

_CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f\x7f\u2028\u2029]")
_FURNITURE = re.compile(r"(?:第\s*\d+\s*页(?:\s*[/,共]\s*(?:共\s*)?\d+\s*页?)?|-?\s*\d+\s*-?|page\s*\d+.*|共\s*\d+\s*页.*)", re.IGNORECASE)
_FORM_ROWS = 16  # a table of more rows is a list: only its title and its last rows are papers' own words
_EMPHASIS = re.compile(r"\*\*|`")
_HEAD_ROWS = 3
_TAIL_ROWS = 2
_LIST_ROWS = 4
_VALUE = re.compile(r"\d|公司$|[厂店部院所]$")


@dataclass(frozen=True, slots=True)
class Line:
    """A paragraph, heading or row of a small table. `cells` is 0 outside tables; `records`: it is a row of a list."""

    raw: str
    text: str
    section: int
    locator: str
    page: int
    heading: bool
    cells: int = 0
    records: bool = False

    @property
    def source(self) -> Source:
        return Source(self.locator, one_line(self.raw))

    @property
    def tight(self) -> str:
        """The normal form without any space, for titles set in spaced letters: 检 验 报 告."""
        return normalise(self.text).replace(" ", "")


@lru_cache(maxsize=8192)
def plain(text: str) -> str:
    """NFKC and Simplified script, case and spaces kept: separators between fields are often nothing but spaces."""
    text = INVISIBLE.sub("", text)
    text = _CONTROL.sub(" ", text.encode("utf-8", "ignore").decode("utf-8"))
    return short_runs(unicodedata.normalize("NFKC", to_simplified(strip_pinyin_noise(text)))).strip()


@once
def paper_lines(reading: Reading) -> tuple[Line, ...]:
    """All lines that are not hidden, without the rows of long tables (they are records). Headers and footers come first:
    what they state, they state about the whole paper."""
    out = [line for page in reading.document.pages for block in page.edges for line in _lines(block, 0, page.number, records=False)]
    at = 0
    for page in reading.document.pages:
        chosen = _chosen_rows(page.blocks)
        for number, block in enumerate(page.blocks):
            section = reading.places[at]
            at += 1
            if reading.parts[section].hidden or number not in chosen:
                continue
            out.extend(_lines(block, section, page.number, records=chosen[number]))
    return tuple(out)


def _lines(block: Block, section: int, page: int, *, records: bool) -> Iterator[Line]:
    row = block.kind == "table_row"
    for raw in block.text.split("\n"):
        text = plain(_EMPHASIS.sub("", raw))
        if text and not _FURNITURE.fullmatch(text):
            cells = len(text.split(CELL_SEPARATOR)) if row else 0
            yield Line(raw.strip(), text, section, block.locator, page, block.kind == "heading", cells, records)


def _chosen_rows(blocks: Sequence[Block]) -> dict[int, bool]:
    """The numbers of the blocks to read, each with whether it is a row of a list."""
    out: dict[int, bool] = {}
    start = 0
    while start < len(blocks):
        if blocks[start].kind != "table_row":
            out[start] = False
            start += 1
            continue
        name = blocks[start].locator.partition("!")[0]
        end = start
        while end < len(blocks) and blocks[end].kind == "table_row" and blocks[end].locator.partition("!")[0] == name:
            end += 1
        if end - start <= _FORM_ROWS:
            listed = _is_list(blocks[start:end])
            out |= {number: listed and not _is_form_row(blocks[number].text) for number in range(start, end)}
        else:
            kept = [*range(start, start + _HEAD_ROWS), *range(end - _TAIL_ROWS, end)]
            out |= dict.fromkeys(kept, True)
        start = end
    return out


def _is_list(rows: Sequence[Block]) -> bool:
    """A header and rows of the same width: a form alternates labels and values and is rarely that regular."""
    widths = [row.text.count(CELL_SEPARATOR) + 1 for row in rows]
    wide = [width for width in widths if width >= 3]
    if len(wide) < _LIST_ROWS or len(wide) < 0.6 * len(widths):
        return False
    header = next(row.text for row, width in zip(rows, widths, strict=True) if width >= 3)
    odd = any(width % 2 for width in wide)
    return not find_dates(header) and not re.search(rf"\d{{3}}|[:：]\s*[{HAN}\w]", header) and (odd or len(set(wide)) <= 2)


def _is_form_row(text: str) -> bool:
    """Labels and values in turn: 受检单位 | 某公司 | 签发日期 | 2026-03-01."""
    cells = [re.sub(r"[\s:：]", "", cell).lower() for cell in text.split(CELL_SEPARATOR)]
    known = _is_label
    pairs = [(cells[n], cells[n + 1]) for n in range(0, len(cells) - 1, 2)]
    filled = any(_VALUE.search(value) for _, value in pairs)  # the cells of a header have neither figures nor names
    return len(pairs) >= 2 and filled and any(known(label) for label, _ in pairs) and not any(known(value) for _, value in pairs)


def _is_label(cell: str) -> bool:
    """A label of a certificate or of a paper's own sheet of signatures: Doc ID, 批准, Effective."""
    return instrument_labels().knows(cell) or mark_labels().knows(cell.replace(" ", ""))


def dateless(text: str) -> str:
    """The text without its dates."""
    out, last = [], 0
    for one in find_dates(text):
        out.append(text[last : one.start])
        last = one.end
    return "".join([*out, text[last:]])
