"""What a question is about: its characters, character pairs and words, each with a weight.

A unit weighs by its rarity among the texts and by the kind of word it stands in: a name tells more than a particle.
Words that only ask (什么, 哪一年, 多少) are taken out first: they say what kind of answer is wanted, not what about.
"""

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass

from assistant.knowledge.analysis import Analyser
from assistant.knowledge.closeness import runs, unfenced

CHARACTERS, PAIRS, WORDS = 1.0, 1.0, 0.5
NAME, PARTICLE = 1.3, 0.5  # times an ordinary word's weight

_MEASURE = "个种位年月日天次项条座部本首张所名场家类些款支只国省市县区地洲岛州"
_ASKING = re.compile(
    rf"什么样?|怎么样?|怎样|如何|为何|何时|何地|何处|何年|哪一?[{_MEASURE}]|哪[里儿边]?(?!吒)|多少|几[{_MEASURE}]"
    r"|谁|是否|请问|^请|[吗呢](?=$|[?!。])"
)
# Parts of speech in jieba's letters: people, places, organisations, other names, foreign words.
_NAMES = frozenset(("nr", "nrt", "nrfg", "ns", "nt", "nz", "eng"))
_PARTICLES = frozenset("ucpdyr")  # 的, 和, 在, 都, 呢, 这


@dataclass(frozen=True, slots=True)
class Rarities:
    """How much a unit tells among the texts searched: high for a rare one, near 0 for one that stands everywhere."""

    character: Callable[[str], float]
    pair: Callable[[str], float]
    word: Callable[[str], float]


def without_asking(text: str) -> str:
    """The normalised question without the words that only ask; the whole of it when nothing else is left."""
    rest = _ASKING.sub("、", text)
    return rest if runs(rest) else text


def unit_weights(text: str, analyser: Analyser, rarities: Rarities) -> dict[str, float]:
    """Weight by unit, summing to 1. `text` comes from `without_asking`; one without a known character has no units."""
    characters: dict[str, float] = {}
    pairs: dict[str, float] = {}
    words: dict[str, float] = {}
    for run in runs(text):
        token = unfenced(run)
        if token is not None:
            for units in (characters, pairs, words):
                units[run] = rarities.word(token)
            continue
        factors: list[float] = []
        for word, part in analyser.tagged(run):
            factor = _factor(part)
            factors.extend([factor] * len(word))
            words[word] = factor * rarities.word(word)
        for char, factor in zip(run, factors, strict=True):
            characters[char] = max(factor * rarities.character(char), characters.get(char, 0.0))
        for start in range(len(run) - 1):
            pair = run[start : start + 2]
            pairs[pair] = (factors[start] + factors[start + 1]) / 2 * rarities.pair(pair)
    return _mixed(((characters, CHARACTERS), (pairs, PAIRS), (words, WORDS)))


def _factor(part: str) -> float:
    if part in _NAMES:
        return NAME
    return PARTICLE if part[:1] in _PARTICLES else 1.0


def _mixed(kinds: Iterable[tuple[dict[str, float], float]]) -> dict[str, float]:
    """Each kind brought to its share, equal strings added up, the whole to 1."""
    mixed: dict[str, float] = {}
    for units, share in kinds:
        total = sum(units.values())
        for unit, weight in units.items():
            mixed[unit] = mixed.get(unit, 0.0) + share * weight / total
    total = sum(mixed.values())
    return {unit: weight / total for unit, weight in mixed.items()}
