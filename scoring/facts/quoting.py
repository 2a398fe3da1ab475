"""Quotes that are too long to be given whole: cut at one place, and saying so."""

import re

QUOTE_CHARS = 120
ELLIPSIS = "…"
_WORD = re.compile(r"[0-9A-Za-z][0-9A-Za-z.,:/\-]{0,19}\Z", re.ASCII)  # a number or Latin word that a cut would halve
_WORD_ON = re.compile(r"[0-9A-Za-z.,:/\-]{0,19}[0-9A-Za-z]", re.ASCII)


def cut(text: str, most: int = QUOTE_CHARS) -> str:
    """The text, or its beginning with … behind it: never more than `most` characters, and no number or Latin word halved."""
    if len(text) <= most:
        return text
    return _kept(text[: most - 1], text[most - 1 :]) + ELLIPSIS


def one_line(text: str, most: int = QUOTE_CHARS) -> str:
    """As `cut`, with every run of spaces and breaks as one space."""
    return cut(" ".join(text.split()), most)


def around(text: str, middle: int, most: int = QUOTE_CHARS) -> str:
    """No more than `most` characters about a place in the text, with … at each end that is cut."""
    if len(text) <= most:
        return text
    first = min(max(middle - most // 2, 0), len(text) - most)
    if first == 0:
        return cut(text, most)
    halved = _WORD_ON.match(text[first + 1 :]) if _WORD.search(text[: first + 1]) else None
    begun = first + 1 + (halved.end() if halved and first + 1 + halved.end() < middle else 0)
    return ELLIPSIS + cut(text[begun:].lstrip(), most - 1)


def bare(quote: str) -> str:
    """The words of a quote without the marks of where it was cut."""
    return quote.strip().strip(ELLIPSIS).strip()


def _kept(before: str, after: str) -> str:
    halved = _WORD.search(before) if _WORD_ON.match(after) else None
    kept = before[: halved.start()] if halved and halved.start() else before
    return kept.rstrip(f" {ELLIPSIS}") or before
