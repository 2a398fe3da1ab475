"""Numbers that customers are told to call."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

from scoring.facts.promise_lexicon import any_of, promise_words

_NUMBER = re.compile(
    r"(?<![a-z\d.\-*/])(?:\+?86[\s-]?)?(?:(?P<free>[48]00[\s-]?\d{3,4}[\s-]?\d{3,4}|[48]00\d[\s-]\d{3}[\s-]\d{3}|[48]00[\s-]?\d{7})|(?P<land>\(?0\d{2,3}\)?[\s-]{0,3}\d{3,4}[\s-]?\d{3,4})"
    r"|(?P<mobile>1[3-9]\d[\s-]?\d{4}[\s-]?\d{4})|(?P<short>(?:0\d{2,3}-)?9[56]\d{3,6}|10\d{3}(?!\d)))(?![\d*a-z])(?!\.\d)"
)
_CLAUSE = re.compile(r"[,;。!?|]")
_LIST = re.compile(r"[、/和及与或]\s*$")
_LABEL = 26


@dataclass(frozen=True, slots=True)
class Hotline:
    digits: str
    scope: str
    start: int
    end: int
    stopped: bool
    old: bool


@dataclass(frozen=True)
class _Patterns:
    words: re.Pattern[str]
    strong: re.Pattern[str]
    mobile: re.Pattern[str]
    unless: re.Pattern[str]
    purposes: tuple[tuple[str, re.Pattern[str]], ...]
    public: frozenset[str]
    stopped: re.Pattern[str]
    old: re.Pattern[str]


@lru_cache(maxsize=1)
def _patterns() -> _Patterns:
    words = promise_words().lexicon.hotline
    purposes = tuple((name, any_of(one)) for name, one in words.purposes.items())
    return _Patterns(
        any_of(words.words),
        any_of(words.strong),
        any_of(words.mobile),
        any_of(words.unless),
        purposes,
        frozenset(words.public),
        any_of(words.stopped),
        any_of(words.old),
    )


def hotlines(text: str, levels: Sequence[str]) -> Iterator[Hotline]:
    """In a normalised text; `levels` is what stands around it, nearest first. Extensions (转 3) are left out."""
    patterns = _patterns()
    kept = False
    for found in _NUMBER.finditer(text):
        digits = re.sub(r"\D", "", found["free"] or found["land"] or found["mobile"] or found["short"])
        before = text[max(_clause_start(text, found.start()), found.start() - _LABEL) : found.start()]
        follows = kept and _LIST.search(text[: found.start()]) is not None
        kept = _is_length_right(found, digits) and (follows or _is_hotline(patterns, found, before, text, levels)) and digits not in patterns.public
        if kept:
            stopped = patterns.stopped.search(text[found.end() : _clause_end(text, found.end())]) is not None
            yield Hotline(digits, _purpose(patterns, before), *found.span(), stopped, patterns.old.search(before) is not None)


def _is_length_right(found: re.Match[str], digits: str) -> bool:
    if found["free"]:
        return len(digits) == 10
    if found["land"]:
        return 10 <= len(digits) <= 12
    return True


def _is_hotline(patterns: _Patterns, found: re.Match[str], before: str, text: str, levels: Sequence[str]) -> bool:
    if patterns.unless.search(before):
        return False
    if found["mobile"]:
        return patterns.mobile.search(before) is not None and patterns.strong.search(" ".join((text, *levels))) is not None
    if found["short"]:
        return patterns.words.search(before) is not None and patterns.strong.search(" ".join((before, *levels))) is not None
    if found["free"] and (patterns.words.search(text) or any(patterns.words.search(level) for level in levels) or text.strip() == found[0].strip()):
        return True
    if patterns.unless.search(text[: found.start()]) and not patterns.strong.search(before):
        return False
    return any(patterns.strong.search(level) for level in (text, *levels))


def _purpose(patterns: _Patterns, before: str) -> str:
    """投诉 for a number given for complaints alone."""
    named = [name for name, pattern in patterns.purposes if pattern.search(before)]
    return named[0] if len(named) == 1 and not re.search(r"报修|报障|服务热线|售后|客服|维修", before) else ""


def _clause_start(text: str, before: int) -> int:
    return max((one.end() for one in _CLAUSE.finditer(text, 0, before)), default=0)


def _clause_end(text: str, start: int) -> int:
    found = _CLAUSE.search(text, start)
    return found.start() if found else len(text)
