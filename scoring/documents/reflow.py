"""Printed lines -> paragraphs: a line that fills the page and does not end a sentence goes on in the next one."""

import re
import unicodedata
from collections.abc import Iterable, Sequence

from scoring.documents.outline import opens_line

_ENDS = tuple("。！？；：!?;:…”’")
_FULL_SHARE = 0.85
_BREAK = re.compile(r"\r\n|[\r\n\f\v\x85\u2028\u2029]")


def paragraphs(text: str, width: float) -> list[str]:
    """The paragraphs of one printed page whose full lines are `width` wide; blank lines separate, too."""
    lines = [line.strip() for line in _BREAK.split(text)]
    full = _FULL_SHARE * width
    out: list[list[str]] = []
    open_end = False
    for line in lines:
        if not line:
            open_end = False
            continue
        if open_end and not opens_line(line):
            out[-1].append(line)
        else:
            out.append([line])
        open_end = _width(line) >= full and not line.endswith(_ENDS)
    return [join_lines(group) for group in out]


def join_lines(lines: Sequence[str]) -> str:
    """Lines of one paragraph as one line: a space between Latin words, none inside Chinese."""
    joined = ""
    for line in lines:
        gap = " " if joined and joined[-1].isascii() and line[:1].isascii() else ""
        joined += gap + line
    return joined


def full_width(texts: Iterable[str]) -> float:
    """The width of a full line of a printed document, from the texts of its pages.

    It is the 90th percentile, so that one long table row does not decide, over all pages: the last may be nearly empty.
    """
    widths = sorted(_width(line) for text in texts for line in map(str.strip, _BREAK.split(text)) if line)
    return widths[int(0.9 * (len(widths) - 1))] if widths else 0.0


def _width(line: str) -> float:
    return float(sum(2 if unicodedata.east_asian_width(char) in "WF" else 1 for char in line))
