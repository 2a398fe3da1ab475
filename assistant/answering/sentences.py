"""Sentences of Chinese text, and how much two texts say the same."""

import re

_MARKED = re.compile(r".+?(?:[。！？!?]+[”」』）)]*(?:\s*\[\d{1,2}\])*|\n+|$)", re.DOTALL)
_END = re.compile(r"(?<=[。！？!?])(?![”」』）)])|\n+")


def sentences(text: str) -> list[str]:
    """The sentences with their final punctuation; nothing is lost but white space at the ends."""
    return [part.strip() for part in _END.split(text) if part and part.strip()]


def marked_sentences(text: str) -> list[str]:
    """The sentences, each with the marks [n] that stand behind its end."""
    return [found[0].strip() for found in _MARKED.finditer(text) if found[0].strip()]


def sentence_ends(text: str) -> list[int]:
    """Where the sentences end, the marks [n] behind them included."""
    return [found.end() for found in _MARKED.finditer(text) if found[0].strip()]


def bigrams(text: str) -> frozenset[str]:
    plain = re.sub(r"[^\w\u4e00-\u9fff]", "", text)
    return frozenset(plain[i : i + 2] for i in range(len(plain) - 1))


def overlap(part: frozenset[str], whole: frozenset[str]) -> float:
    """How much of `part` stands in `whole`, 0…1."""
    return len(part & whole) / len(part) if part else 0.0
