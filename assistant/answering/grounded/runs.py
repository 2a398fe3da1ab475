"""An answer's sentences with the [n] they rest on."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import takewhile

from assistant.answering.grounded.claims import MARK

_MARKS = r"(?:\s{0,2}(?:\[\s*\d{1,2}(?:\s*[,、;，；]\s*\d{1,2})*\s*\]|[［【]\s*\d{1,2}\s*[］】]))"
_SENTENCE = re.compile(rf"[^。！？!?\n]*(?:[。！？!?]+[”」』）)》\"]*{_MARKS}*|\n|$)")
_ITEM = re.compile(r"^\s*(?:[-*•·]|\d{1,2}(?:[、)）]|\.(?!\d))|[(（]?[一二三四五六七八九十]{1,2}[)）、]|[①-⑳])")
_LEAD = re.compile(rf"[:：]{_MARKS}*\s*$")
_WIDE = str.maketrans("［］，、；", "[],,;")


@dataclass(frozen=True, slots=True)
class Sentence:
    """`span` is [start, end) in the answer without white space at its ends; `line` counts the lines that say something, `lead` the
    items of the list that follows (1 where none is seen)."""

    text: str
    span: tuple[int, int]
    own: tuple[int, ...]
    cited: tuple[int, ...]
    line: int
    lead: int
    item: bool


def marks(text: str) -> tuple[int, ...]:
    """The numbers of its [n], each once."""
    found = [int(number) for match in MARK.finditer(text.translate(_WIDE)) for number in re.findall(r"\d+", match[0])]
    return tuple(dict.fromkeys(found))


def runs(text: str) -> tuple[Sentence, ...]:
    """The sentences. One without [n] rests on those of the next in its line that has some (a run closed by one [n]), an item of a
    list without any on those of the line that leads it in."""
    out: list[Sentence] = []
    at = line = 0
    lead: tuple[int, ...] = ()
    for raw in text.split("\n"):
        found = _line(raw, at, line)
        at += len(raw) + 1
        if not found:
            continue
        line += 1
        found = _closed(found)
        if lead and _ITEM.match(raw):
            found = [one if one.cited else replace(one, cited=lead) for one in found]
        elif not _ITEM.match(raw):
            lead = found[-1].cited if found[-1].lead else ()
        out.extend(found)
    return tuple(_led(_listed(out)))


def _listed(sentences: Sequence[Sentence]) -> list[Sentence]:
    """An item without [n] in a list that one [n] closes rests on that; the last sentence of the line before a list leads it in."""
    out: list[Sentence] = []
    following: Sentence | None = None
    for sentence in reversed(sentences):
        one = sentence
        if following is not None and following.item and following.line == one.line + 1:
            if not one.item:
                one = replace(one, lead=_items(out))
            elif not one.cited:
                one = replace(one, cited=following.cited)
        out.append(one)
        following = one
    return out[::-1]


def _items(following: Sequence[Sentence]) -> int:
    """How many lines of a list follow, the nearest one last."""
    return len({one.line for one in takewhile(lambda other: other.item, reversed(following))})


def _led(sentences: Sequence[Sentence]) -> Iterator[Sentence]:
    """A line that leads a list in and has no [n] rests on what the items of the list rest on."""
    for n, one in enumerate(sentences):
        if one.cited or not one.lead:
            yield one
            continue
        items = takewhile(lambda other: other.item, sentences[n + 1 :])
        numbers = tuple(dict.fromkeys(number for other in items for number in other.cited))
        yield replace(one, cited=numbers)


def _line(raw: str, at: int, line: int) -> list[Sentence]:
    out = []
    for match in _SENTENCE.finditer(raw):
        said = match[0].strip()
        if not said:
            continue
        start = at + match.start() + len(match[0]) - len(match[0].lstrip())
        numbers = marks(said)
        out.append(Sentence(said, (start, start + len(said)), numbers, numbers, line, int(bool(_LEAD.search(said))), bool(_ITEM.match(raw))))
    return out


def _closed(sentences: Sequence[Sentence]) -> list[Sentence]:
    out: list[Sentence] = []
    following: tuple[int, ...] = ()
    for one in reversed(sentences):
        following = one.own or following
        out.append(replace(one, cited=following))
    return out[::-1]


def without_marks(text: str) -> str:
    """The words alone, without [n] and the sign of a list."""
    return MARK.sub("", _ITEM.sub("", text.translate(_WIDE), count=1)).strip()
