"""How much of a question one text holds, as a share of the question's mass: 0 for nothing, 1 for all that it is about.

A character weighs by the rarity of the more common of the two pairs it stands in, measured on all the questions that the
knowledge base knows; what only asks (多久, 多少) or points (我们公司) weighs nothing. A character is held when a pair it
stands in is. Pairs need no dictionary, so names no word list knows count like any other word. One measure serves the
users' documents, the curated texts and the examples of what is refused, so that their shares compare.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property

from assistant.knowledge.analysis import Analyser
from scoring.documents.normalise import HAN, normalise

Rarity = Callable[[str], float]

_RUN = re.compile(rf"[{HAN}]+|[a-z]+|\d+(?:\.\d+)*")
# Parts of speech in jieba's letters: conjunctions, prepositions, particles, pronouns.
_FUNCTION = frozenset("cpuyr")
_FUNCTION_ALONE = frozenset("df")  # adverbs and places of one character: 都, 就, 里, 后
_MODAL = frozenset("要会能得有是在需应该让给")
_ALONE = 0.5  # a character between two silent ones is half a word


@dataclass(frozen=True, slots=True)
class Unit:
    """A stretch of the question that is held as a whole or not: a character pair, a character alone, a word or number."""

    text: str
    places: tuple[int, ...]  # which weights it covers


@dataclass(frozen=True)
class Mass:
    """The weights of a question's places and the units that cover them."""

    weights: tuple[float, ...]
    units: tuple[Unit, ...]

    @classmethod
    def of(cls, text: str, pair_rarity: Rarity, word_rarity: Rarity) -> "Mass":
        """Of a normalised text that is rid of what weighs nothing."""
        weights: list[float] = []
        units: list[Unit] = []
        for run in _RUN.findall(text):
            start = len(weights)
            if run[0].isascii():
                units.append(Unit(run, (start,)))
                weights.append(2 * word_rarity(run))
            elif len(run) == 1:
                units.append(Unit(run, (start,)))
                weights.append(_ALONE * word_rarity(run))
            else:
                pairs = [run[i : i + 2] for i in range(len(run) - 1)]
                rare = [pair_rarity(pair) for pair in pairs]
                units.extend(Unit(pair, (start + i, start + i + 1)) for i, pair in enumerate(pairs))
                weights.extend(map(min, [*rare, rare[-1]], [rare[0], *rare]))
        return cls(tuple(weights), tuple(units))

    @cached_property
    def total(self) -> float:
        return sum(self.weights)

    def held(self, text: "Held") -> float:
        """The share of the mass that the text holds; 0 for a question without mass."""
        places = {place for unit in self.units if text.holds(unit.text) for place in unit.places}
        return sum(self.weights[place] for place in places) / self.total if self.total else 0.0

    def ends_in(self, text: "Held") -> bool:
        """Whether the text holds the last thing said: a Chinese question names its subject first and then what it asks of it."""
        last = len(self.weights) - 1
        return any(text.holds(unit.text) for unit in self.units if last in unit.places)


def without_function_words(text: str, analyser: Analyser) -> str:
    """The text with a space for each word that names nothing: particles, prepositions, pronouns."""
    return "".join(" " if _names_nothing(word, part) else word for word, part in analyser.tagged(text))


def _names_nothing(word: str, part: str) -> bool:
    if word.isascii():
        return False
    return part[:1] in _FUNCTION or (len(word) == 1 and (part[:1] in _FUNCTION_ALONE or word in _MODAL))


@dataclass(frozen=True, slots=True)
class Held:
    """A normalised text to look into, with its words and numbers apart, so that 9 is not found in 1998."""

    text: str
    tokens: frozenset[str]

    @classmethod
    def of(cls, text: str) -> "Held":
        """Of any text."""
        normal = normalise(text)
        return cls(normal, frozenset(run for run in _RUN.findall(normal) if run[0].isascii()))

    def holds(self, unit: str) -> bool:
        return unit in self.tokens if unit[0].isascii() else unit in self.text
