"""From which worst to which best mark a question runs."""

from collections.abc import Sequence
from fractions import Fraction

from scoring.documents.normalise import normalise
from scoring.satisfaction.lexicon import words
from scoring.satisfaction.model import Scale

WORDS = Scale(Fraction(1), Fraction(5), "words")


def announced(text: str) -> Scale | None:
    """The scale a header or a title names: 1–5 分, 百分制, 满分 10 分."""
    folded = normalise(text)
    for low, high, said in words().scales:
        if said.search(folded):
            return Scale(Fraction(low), Fraction(high), "announced")
    return None


def is_reversed(text: str) -> bool:
    """Whether 1 is announced as the best mark."""
    return words().reversed.search(normalise(text)) is not None


def guessed(values: Sequence[Fraction]) -> Scale | None:
    """The shortest scale that holds nearly all values; None where they tell nothing: all between 0 and 1, or beyond every scale.

    A guess, and shown as one: answers up to 5 may also come from a scale to 10 that nobody used in full.
    """
    lexicon = words()
    if not values or (max(values) <= 1 and min(values) < 1):
        return None
    for low, high in lexicon.guesses:
        within = sum(1 for value in values if low <= value <= high)
        if within >= lexicon.guess_share * len(values):
            return Scale(Fraction(low), Fraction(high), "guessed")
    return None


def named(scale: Scale) -> str:
    """1–5, and how it is known."""
    how = {"option": "按 --scale", "announced": "按表中说明", "words": "按文字五级", "guessed": "由答案推定，工作口径"}
    return f"{scale.low}–{scale.high}（{how[scale.origin]}）"
