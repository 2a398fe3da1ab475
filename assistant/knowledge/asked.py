"""What a question is about: its characters, character pairs and words, each with a weight.

A unit weighs by its rarity among the texts and by the kind of word it stands in: a name tells more than a particle.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from statistics import fmean

from assistant.knowledge.analysis import Analyser
from assistant.knowledge.closeness import runs, unfenced

NAME, PARTICLE, ASKING = 1.3, 0.5, 0.1  # times an ordinary word's weight

# Parts of speech in jieba's letters: people, places, organisations, other names, foreign words.
_NAMES = frozenset(("nr", "nrt", "nrfg", "ns", "nt", "nz", "eng"))
_PARTICLES = frozenset("ucpdy")  # 的, 和, 在, 都, 呢
_PRONOUN = "r"  # 什么, 哪, 谁: they say what kind of answer is wanted, not what about


@dataclass(frozen=True, slots=True)
class Rarities:
    """How much a unit tells among the texts searched: high for a rare one, near 0 for one that stands everywhere."""

    character: Callable[[str], float]
    pair: Callable[[str], float]
    word: Callable[[str], float]


def unit_weights(text: str, analyser: Analyser, rarities: Rarities) -> dict[str, float]:
    """Weight by unit, summing to 1. `text` is normalised; one without a character of a language has no units."""
    characters: dict[str, float] = {}
    pairs: dict[str, float] = {}
    words: dict[str, float] = {}
    for run in runs(text):
        token = unfenced(run)
        if token is not None:
            for units in (characters, pairs, words):
                units[run] = rarities.word(token)
            continue
        factors = [_factor(part) for word, part in analyser.tagged(run) for _ in word]
        for char, factor in zip(run, factors, strict=True):
            characters[char] = max(factor * rarities.character(char), characters.get(char, 0.0))
        for start in range(len(run) - 1):
            pair = run[start : start + 2]
            pairs[pair] = fmean(factors[start : start + 2]) * rarities.pair(pair)
        for word in analyser.tokens_of_normal(run).words:
            start = run.find(word)
            words[word] = fmean(factors[start : start + len(word)]) * rarities.word(word)
    return _mixed((characters, pairs, words))


def _factor(part: str) -> float:
    if part in _NAMES:
        return NAME
    if part[:1] == _PRONOUN:
        return ASKING
    return PARTICLE if part[:1] in _PARTICLES else 1.0


def _mixed(kinds: Iterable[dict[str, float]]) -> dict[str, float]:
    """Each kind counts the same, equal strings add up, the whole is 1."""
    mixed: dict[str, float] = {}
    for units in kinds:
        total = sum(units.values())
        for unit, weight in units.items():
            mixed[unit] = mixed.get(unit, 0.0) + weight / total
    total = sum(mixed.values())
    return {unit: weight / total for unit, weight in mixed.items()}
