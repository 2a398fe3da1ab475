"""What a cell of a survey answers: a number, one of five words, nothing, or something that is no answer."""

import re
from dataclasses import dataclass
from fractions import Fraction
from functools import lru_cache

from scoring.documents.normalise import normalise
from scoring.satisfaction.lexicon import words

_NUMBER = r"(?P<number>[-+]?\d{1,9}(?:\.\d{1,9})?)"
_PLAIN = re.compile(rf"{_NUMBER} ?(?:分|%|颗?星|points?|stars?)?")
_NUMBER_FIRST = re.compile(rf"{_NUMBER} ?分?[ .、,:=()\[\]-]{{0,3}}(?P<word>[^\d\s].{{0,19}}?)\)?")
_WORD_FIRST = re.compile(rf"(?P<word>[^\d]{{1,20}}?)[ :=(\[]{{1,3}}{_NUMBER} ?分?[)\]]?")
_LETTER = re.compile(r"[a-e][.、:) ]{1,2}(?=\D)")
_STARS = re.compile(r"(★{1,10})☆{0,10}")
_TURNED = 6  # 1 for the best of five words: the sum of a level and its mirror image


@dataclass(frozen=True, slots=True)
class Read:
    """`number` or `level` (1 to 5) of an answer; `missing` where there is none on purpose; else it is no answer at all."""

    number: Fraction | None = None
    level: int | None = None
    missing: bool = False

    @property
    def is_answer(self) -> bool:
        return self.number is not None or self.level is not None


_NO_ANSWER = Read()


@lru_cache(maxsize=1 << 14)
def read_cell(text: str) -> Read:
    """`text` as shown in the cell. A number beside a word counts, unless they speak of opposite ends (1 非常满意)."""
    folded = normalise(text)
    if words().missing.fullmatch(folded):
        return Read(missing=True)
    if plain := _PLAIN.fullmatch(folded):
        return Read(number=Fraction(plain["number"]))
    if stars := _STARS.fullmatch(folded):
        return Read(number=Fraction(len(stars[1])))
    level = _level(_LETTER.sub("", folded, count=1))
    if level is not None:
        return Read(level=level)
    both = _NUMBER_FIRST.fullmatch(folded) or _WORD_FIRST.fullmatch(folded)
    level = _level(both["word"].strip()) if both else None
    if both is None or level is None:
        return _NO_ANSWER
    number = Fraction(both["number"])
    return _NO_ANSWER if number + level == _TURNED and number != level else Read(number=number)


def _level(word: str) -> int | None:
    return next((level for level, pattern in words().levels if pattern.fullmatch(word)), None)
