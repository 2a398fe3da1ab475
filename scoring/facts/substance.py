"""Whether a sentence says anything that holds: not a claim to be graded by, a head of the paper, a plan, a denial or a condition."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Literal

from scoring.facts.paper_lexicon import mark_labels
from scoring.facts.polarity import polarity
from scoring.strict_yaml import LEXICON, Frozen, compile_pattern, load_strict

# holds: it lays down or reports something. head: number, dates and names of the paper. claim: addressed to whoever grades.
Standing = Literal["holds", "head", "claim", "planned", "unsettled", "omitted"]

_CLAUSE = re.compile(r"[,，;；]")
_CLAUSE_CHARS = 3
_HEAD_KEYS = frozenset({"number", "approval", "issued", "effective"})
_HEAD_VALUE = 30
_HEAD_PREFIX = 40
_BREAK = re.compile(r"[,，。;；]")
_ENDS = "。.;；!！ \u3000"
_HAN_CELL = re.compile(r"[一-龥、/ ]{1,8}")
_LATIN_CELL = re.compile(r"[a-z][a-z /&-]{0,20}")


class _File(Frozen):
    claim: tuple[str, ...]
    unsettled: tuple[str, ...]
    omitted: str
    subordinate: str
    keyword_header: str
    noun: str


@dataclass(frozen=True)
class _Words:
    claim: re.Pattern[str]
    unsettled: re.Pattern[str]
    omitted: re.Pattern[str]
    subordinate: re.Pattern[str]
    keyword_header: re.Pattern[str]
    noun: re.Pattern[str]


@lru_cache(maxsize=1)
def _words() -> _Words:
    path = LEXICON / "substance.yaml"
    file = load_strict(path, _File)

    def one(*patterns: str) -> re.Pattern[str]:
        return compile_pattern("|".join(f"(?:{pattern})" for pattern in patterns), {}, path.name)

    return _Words(one(*file.claim), one(*file.unsettled), *map(one, (file.omitted, file.subordinate, file.keyword_header, file.noun)))


@lru_cache(maxsize=8192)
def standing(text: str) -> Standing:
    """Of a sentence, normalised. One clause that holds is enough."""
    words = _words()
    body = text.strip(_ENDS)
    if is_claim(text):
        return "claim"
    if words.omitted.fullmatch(body):
        return "omitted"
    if _is_head(body):
        return "head"
    found: Standing = "unsettled"
    for clause in _CLAUSE.finditer(f"{body},"):
        start = max((one.end() for one in _CLAUSE.finditer(body, 0, clause.start())), default=0)
        said = body[start : clause.start()]
        if len(said.strip()) < _CLAUSE_CHARS or words.unsettled.search(said) or words.subordinate.search(said):
            continue
        meaning = polarity(body, clause.start(), clause.start())
        if meaning in ("affirmed", "negated"):  # a prohibition is a rule
            return "holds"
        found = "planned" if meaning == "planned" else found
    return found


def is_claim(text: str) -> bool:
    """Whether a normalised text is addressed to whoever grades."""
    return _words().claim.search(text) is not None


def is_keyword_header(row: str) -> bool:
    """Whether the first cells of a row head a list of keywords."""
    return any(_words().keyword_header.fullmatch(cell.strip()) for cell in row.split("|"))


def is_glossary(rows: Sequence[str]) -> bool:
    """Whether every row is a word and its translation."""
    return bool(rows) and all(_is_pair([cell.strip() for cell in row.split("|") if cell.strip()]) for row in rows)


def is_noun(word: str) -> bool:
    """Whether a word that looks as if it came out of a sentence may stand in a list of keywords."""
    return _words().noun.fullmatch(word) is not None


def _is_pair(cells: list[str]) -> bool:
    return len(cells) == 2 and any(map(_HAN_CELL.fullmatch, cells)) and any(map(_LATIN_CELL.fullmatch, cells))


def _is_head(text: str) -> bool:
    """文件编号：…　发布日期：…　批准：…, the name of the paper before them or not."""
    fields = mark_labels().find(text)
    if not any(one.key in _HEAD_KEYS for one in fields):
        return False
    before = text[: fields[0].start]
    plain = len(before) <= _HEAD_PREFIX and not _BREAK.search(before)
    return plain and all(len(one.value) <= _HEAD_VALUE and not _BREAK.search(one.value) for one in fields)
