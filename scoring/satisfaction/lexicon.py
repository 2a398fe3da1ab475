"""What surveys call things: lexicon/satisfaction.yaml as a strict, compiled value."""

import re
from dataclasses import dataclass
from fractions import Fraction
from functools import lru_cache

from scoring.strict_yaml import LEXICON, Frozen, LexiconError, compile_pattern, load_strict

_FILE = "satisfaction.yaml"
_WHOLE = 100


class Method(Frozen):
    """`confidence` is that of the corpus: single, one public source."""

    source: str
    confidence: str
    standing: str
    convention: str
    other_convention: str
    full: int


class _Factor(Frozen):
    id: str
    title: str
    weight: int
    words: str


class _Columns(Frozen):
    respondent: tuple[str, ...]
    date: tuple[str, ...]
    question: str
    score: str
    overall: str
    other: str


class _Level(Frozen):
    level: int
    words: str


class _Scale(Frozen):
    low: int
    high: int
    said: str


class _File(Frozen):
    method: Method
    factors: tuple[_Factor, ...]
    columns: _Columns
    totals: str
    missing: str
    levels: tuple[_Level, ...]
    scales: tuple[_Scale, ...]
    reversed: str
    guesses: tuple[tuple[int, int], ...]
    guess_share: int
    impossible_share: int
    bands: tuple[int, ...]
    single_levels: int
    few_answers: int
    missing_share: int
    straight_items: int
    quantile: str


@dataclass(frozen=True, slots=True)
class Factor:
    """`weight` in percent of the index."""

    id: str
    title: str
    weight: int
    words: re.Pattern[str]


@dataclass(frozen=True, slots=True)
class Words:
    """The compiled lexicon. `levels` and `scales` are tried in order."""

    method: Method
    factors: tuple[Factor, ...]
    respondent: tuple[re.Pattern[str], ...]
    date: tuple[re.Pattern[str], ...]
    question: re.Pattern[str]
    score: re.Pattern[str]
    overall: re.Pattern[str]
    other: re.Pattern[str]
    totals: re.Pattern[str]
    missing: re.Pattern[str]
    levels: tuple[tuple[int, re.Pattern[str]], ...]
    scales: tuple[tuple[int, int, re.Pattern[str]], ...]
    reversed: re.Pattern[str]
    guesses: tuple[tuple[int, int], ...]
    guess_share: Fraction
    impossible_share: Fraction
    bands: tuple[int, ...]
    single_levels: int
    few_answers: int
    missing_share: Fraction
    straight_items: int
    quantile: Fraction

    def factor(self, name: str) -> Factor | None:
        """By id or title."""
        return next((one for one in self.factors if name in (one.id, one.title)), None)


@lru_cache(maxsize=1)
def words() -> Words:
    """The lexicon, loaded once. Raises LexiconError."""
    file = load_strict(LEXICON / _FILE, _File)
    if sum(one.weight for one in file.factors) != _WHOLE:
        raise LexiconError(f"词表 {_FILE}：各因素的权重之和应为 {_WHOLE}")

    def pattern(text: str) -> re.Pattern[str]:
        return compile_pattern(text, {}, _FILE)

    columns = file.columns
    return Words(
        method=file.method,
        factors=tuple(Factor(one.id, one.title, one.weight, pattern(one.words)) for one in file.factors),
        respondent=tuple(map(pattern, columns.respondent)),
        date=tuple(map(pattern, columns.date)),
        question=pattern(columns.question),
        score=pattern(columns.score),
        overall=pattern(columns.overall),
        other=pattern(columns.other),
        totals=pattern(file.totals),
        missing=pattern(file.missing),
        levels=tuple((one.level, pattern(one.words)) for one in file.levels),
        scales=tuple((one.low, one.high, pattern(one.said)) for one in file.scales),
        reversed=pattern(file.reversed),
        guesses=file.guesses,
        guess_share=Fraction(file.guess_share, _WHOLE),
        impossible_share=Fraction(file.impossible_share, _WHOLE),
        bands=file.bands,
        single_levels=file.single_levels,
        few_answers=file.few_answers,
        missing_share=Fraction(file.missing_share, _WHOLE),
        straight_items=file.straight_items,
        quantile=Fraction(file.quantile),
    )
