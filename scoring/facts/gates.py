"""Which of many patterns can match in which lines, told by pairs of characters: most need not be tried at all.

A gate is what a pattern needs (scoring.facts.factors); two neighbouring characters stand for a word.
Lines are numbered bits of an integer, so that "one of these words and one of those" is an "and" of two integers.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence

from scoring.facts.factors import Needs, Words

Gate = Sequence["int | Sequence[int | Gate]"]  # all of: the number of a choice of words, or alternatives; () is always open
Lines = int  # a set of lines: bit n is line n

_LOOSE = (0.0, 1.0, 0.08, 0.04)  # how easily a word of so many characters is met by chance


class GateMaker:
    """Numbers the choices of words that gates are made of."""

    def __init__(self) -> None:
        self._numbers: dict[Words, int] = {}

    def gate(self, needs: Needs) -> Gate:
        words = [self._numbers.setdefault(one, len(self._numbers)) for one in needs if isinstance(one, frozenset)]
        eithers = [[self.gate(some) for some in one] for one in needs if not isinstance(one, frozenset)]
        return (*words, *(tuple(_simple(some) for some in either) for either in eithers))

    def pairs(self) -> list[tuple[str, ...]]:
        """For each choice the pairs of characters that stand for its words."""
        return _standing_for(self._numbers)


class Gates:
    """Choices of words under numbers, to be looked for in many lines."""

    def __init__(self, pairs: Sequence[Sequence[str]]) -> None:
        choices: dict[str, list[int]] = defaultdict(list)
        for number, some in enumerate(pairs):
            for pair in some:
                choices[pair].append(number)
        self._size = len(pairs)
        self._choices = dict(choices)
        self._known = frozenset(choices)

    def met(self, texts: Sequence[str]) -> list[Lines]:
        """For each choice the texts that may hold one of its words."""
        lines: dict[str, Lines] = defaultdict(int)
        for number, text in enumerate(texts):
            bit = 1 << number
            for pair in self._known & grams(text):
                lines[pair] |= bit
        out = [0] * self._size
        for pair, where in lines.items():
            for number in self._choices[pair]:
                out[number] |= where
        return out


def through(gate: Gate, met: Sequence[Lines], lines: Lines) -> Lines:
    """Those of the lines for which a gate is open."""
    for one in gate:
        if isinstance(one, int):
            lines &= met[one]
        else:
            some = 0
            for way in one:
                some |= met[way] if isinstance(way, int) else through(way, met, lines)
            lines &= some
        if not lines:
            return 0
    return lines


def opens(gate: Gate, met: Sequence[Lines]) -> bool:
    """Whether a gate is open for the text that all the lines make."""
    return all(
        bool(met[one]) if isinstance(one, int) else any(met[way] if isinstance(way, int) else opens(way, met) for way in one) for one in gate
    )


def _simple(gate: Gate) -> int | Gate:
    return gate[0] if len(gate) == 1 and isinstance(gate[0], int) else gate


def _pairs(word: str) -> list[str]:
    return [word] if len(word) < 2 else list(map(str.__add__, word, word[1:]))


def grams(text: str) -> set[str]:
    """The characters of a text, and its pairs of neighbours."""
    return {*text, *map(str.__add__, text, text[1:])}


def numbers(lines: Lines) -> Iterator[int]:
    """The numbers of the lines of a set, ascending."""
    while lines:
        lowest = lines & -lines
        yield lowest.bit_length() - 1
        lines ^= lowest


def key_pairs(alternatives: Sequence[Sequence[Needs]]) -> list[tuple[str, ...] | None]:
    """For each thing, of what each of its patterns needs: pairs of which one stands wherever a pattern matches; None if none must."""
    words = [_key_of(tuple(some)) if some else frozenset[str]() for some in alternatives]
    pairs = iter(_standing_for([one for one in words if one is not None]))
    return [None if one is None else next(pairs) for one in words]


class Keys:
    """Which of many things a short text may be about, told by pairs of characters (key_pairs)."""

    def __init__(self, pairs: Sequence[Sequence[str] | None]) -> None:
        self._always = frozenset(number for number, some in enumerate(pairs) if some is None)
        things: dict[str, set[int]] = defaultdict(set)
        for number, some in enumerate(pairs):
            for pair in some or ():
                things[pair].add(number)
        self._things = {pair: frozenset(some) for pair, some in things.items()}
        self._known = frozenset(things)

    def likely(self, *texts: str) -> frozenset[int]:
        """The numbers of the things of which a pattern may match in one of the texts."""
        return self._always.union(*(self._things[pair] for pair in self._known & grams("\n".join(texts))))


def _standing_for(choices: Iterable[Words]) -> list[tuple[str, ...]]:
    """For each choice a pair of characters for each word: the one that fewest other words have."""
    split = [[_pairs(word) for word in words] for words in choices]
    spread = Counter(pair for words in split for pairs in words for pair in pairs)
    return [tuple(sorted({min(pairs, key=lambda pair: (spread[pair], pair)) for pairs in words})) for words in split]


def _key_words(needs: Needs) -> Words | None:
    """Words of which one stands wherever the needs are met, few and long ones if there is a choice; None if there are none."""
    found = [words for one in needs if (words := _key_of(one)) is not None]
    return min(found, key=lambda words: sum(_LOOSE[min(len(word), 3)] for word in words)) if found else None


def _key_of(need: Words | tuple[Needs, ...]) -> Words | None:
    if isinstance(need, frozenset):
        return need
    ways = [_key_words(some) for some in need]
    return frozenset[str]().union(*(way for way in ways if way is not None)) if None not in ways else None
