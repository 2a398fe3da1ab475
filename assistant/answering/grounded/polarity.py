"""What a thing is said to be, and its sources say it is not: 就是产品质量等级 against 不是产品质量等级.

A part, between two commas, that ends in what something is (是, 属于, 算 …) is held against the parts of the sources with the same
ending: where all of them negate it and it does not, it is turned round. Words: words.yaml `polarity`.
"""

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache

from assistant.answering.grounded.facts import Text
from assistant.answering.grounded.lexicon import words

_PART = re.compile(r"[^,;:。!?\n()“”\"]+")
_TAIL = 4  # characters that a thing's nature ends in
_BEFORE = 8
_LEVEL = re.compile("[一二三四五六七八九十]+(?=星)|达标")
_VERB = re.compile("是|属于|算|等于|作为")


def turned_part(plain: str, texts: Sequence[Text]) -> tuple[str, str] | None:
    """The part of a folded sentence that is turned round, and the source's own; None where nothing is."""
    known = words().polarity
    if known.silence.search(plain):
        return None
    for match in _PART.finditer(plain):
        part = match[0]
        if known.asked.search(part):
            continue
        found = _nature(part, plain[: match.start()], texts)
        if found:
            return part, found
    return None


def _nature(part: str, before: str, texts: Sequence[Text]) -> str:
    """The source's part that says what something is not, where the answer says that it is."""
    found = words().polarity.nature.search(part)
    if not found or _negations(part) or _negations(before[-_BEFORE:]):
        return ""
    tail = found["what"].replace("的", "")[-_TAIL:]
    if len(tail) < _TAIL:
        return ""
    there = [(other, plain.find(tail)) for other in _parts(texts) if tail in (plain := other.replace("的", ""))]
    denied = [(other, head) for other, at in there if _negations(head := other.replace("的", "")[:at])]
    natures = [other for other, head in denied if _VERB.search(head) and _of_the_same(part, other)]
    return natures[0] if natures and len(denied) == len(there) else ""


def _of_the_same(part: str, other: str) -> bool:
    """Not when they name different levels: 五星是国标的等级 beside 七星不是国标的等级."""
    here, there = set(_LEVEL.findall(part)), set(_LEVEL.findall(other))
    return not here or not there or bool(here & there)


def _parts(texts: Sequence[Text]) -> Iterator[str]:
    for text in texts:
        yield from _parts_of(text.text)


@lru_cache(maxsize=2048)
def _parts_of(text: str) -> tuple[str, ...]:
    return tuple(_PART.findall(text))


@lru_cache(maxsize=8192)
def _negations(part: str) -> int:
    known = words().polarity
    return len(known.negations.findall(known.idle.sub(" ", part)))
