"""Text -> search tokens. One analysis for passages and questions, so both sides always meet in the same terms.

Four kinds of tokens: words (jieba search mode with the domain's words), grams (character bigrams, which need no
dictionary), readings (pinyin bigrams, so 价构 finds 架构) and English stems.
"""

import re
import threading
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property, lru_cache
from itertools import chain
from operator import add
from pathlib import Path
from typing import Any

from scoring.documents.normalise import HAN, normalise

READINGS_FILE = Path(__file__).resolve().parent / "readings.txt"  # one line a reading: ge 个哥歌…

_RUN = re.compile(rf"[{HAN}]+|[a-z]+|\d+(?:\.\d+)*")
# Characters that carry no subject: asked with, not asked about.
_STOP = frozenset("的了吗呢吧啊呀嘛么哦嗯是在就也都还我你他她它们这那个些请问一下")


@dataclass(frozen=True, slots=True)
class Tokens:
    """The search terms of one text."""

    words: tuple[str, ...]
    grams: tuple[str, ...]
    readings: tuple[str, ...]


def joined(parts: Iterable[Tokens]) -> Tokens:
    """The tokens of texts that stand on lines of their own, from the tokens of each."""
    found = list(parts)
    return Tokens(
        tuple(chain.from_iterable(one.words for one in found)),
        tuple(chain.from_iterable(one.grams for one in found)),
        tuple(chain.from_iterable(one.readings for one in found)),
    )


@lru_cache(maxsize=2)
def _cutter(words: tuple[str, ...]) -> Any:
    """One for each list of words: an index that is opened again seldom brings another list, and filling one takes 0.1 s."""
    import rjieba

    cutter = rjieba.Jieba()
    for word in words:
        cutter.add_word(word, cutter.suggest_freq(word), "n")
    return cutter


class Analyser:
    """Cuts text with a word list and a table of readings; both belong to an index and are fixed at its building."""

    def __init__(self, words: Iterable[str], readings: Mapping[str, str]) -> None:
        self._words = tuple(words)
        self.readings = readings

    @cached_property
    def _cutter(self) -> Any:
        return _cutter(self._words)

    def tokens(self, text: str) -> Tokens:
        """Tokens of any text; it is normalised here."""
        return self.tokens_of_normal(normalise(text))

    def tokens_of_normal(self, text: str) -> Tokens:
        """Tokens of a text that is normalised already."""
        words: list[str] = []
        grams: list[str] = []
        readings: list[str] = []
        for run in _RUN.findall(text):
            if run[0].isascii():
                token = english_stem(run) if run[0].isalpha() else run
                words.append(token)
                grams.append(token)
                continue
            words.extend(word for word in self._cutter.cut_for_search(run) if word not in _STOP)
            grams.extend(map(add, run, run[1:]))
            syllables = list(map(self.readings.get, run, run))
            readings.extend(map(add, syllables, syllables[1:]))
        return Tokens(tuple(words), tuple(grams), tuple(readings))

    def tagged(self, text: str) -> list[tuple[str, str]]:
        """The text cut into (word, part of speech in jieba's letters); the words together are the text."""
        return list(self._cutter.tag(text))


_stemmers = threading.local()  # a stemmer keeps the word at hand in itself


@lru_cache(maxsize=4096)
def english_stem(word: str) -> str:
    """certificates -> certif. Lower case in, lower case out."""
    stemmer = getattr(_stemmers, "english", None)
    if stemmer is None:
        import snowballstemmer

        stemmer = _stemmers.english = snowballstemmer.stemmer("english")
    return str(stemmer.stemWord(word))


@lru_cache(maxsize=1)
def reading_table() -> Mapping[str, str]:
    """Character -> plain reading, for every common character, from the file assistant.training.readings writes.

    One reading a character: a homophone typo is a single slip, so the commonest reading serves; -n/-ng and zh/z, ch/c,
    sh/s, l/n are folded because phone keyboards and accents fold them.
    """
    lines = READINGS_FILE.read_text(encoding="utf-8").splitlines()
    return {char: reading for reading, _, chars in (line.partition(" ") for line in lines) for char in chars}


def fold_reading(reading: str) -> str:
    """shang -> san: the confusions of southern accents and fuzzy keyboards made equal."""
    folded = re.sub(r"^(z|c|s)h", r"\1", reading)
    folded = re.sub(r"ng$", "n", folded)
    return re.sub(r"^l(?=[aeiou])", "n", folded)
