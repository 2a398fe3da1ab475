"""A question as the search sees it: weighted terms by channel, everyday words turned into the standard's."""

import re
from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property

from assistant.knowledge.analysis import Analyser, english_stem
from assistant.knowledge.lexical import Channel
from assistant.knowledge.model import Lexicon
from scoring.documents.normalise import normalise

Terms = dict[str, float]

EXPANSION_WEIGHT = 0.5
_NUMERAL = "零一二三四五六七八九十"
_SPOKEN_CLAUSE = re.compile(
    rf"(?<![\d.{_NUMERAL}])[五5][点.、]?([一二三123])[点.、]?([一二三四五六七1-7])(?:[点.、]?([一二三四五1-5]))?"
    rf"(?![\d.{_NUMERAL}百千万分个名人年月日天])"
)
_DIGITS = str.maketrans("一二三四五六七", "1234567")


def spoken_clauses(text: str) -> str:
    """五一二二 or 5122 is said for clause 5.1.2.2: the written number is put behind it. Takes normalised text."""
    return _SPOKEN_CLAUSE.sub(_with_number, text)


def _with_number(match: re.Match[str]) -> str:
    number = ".".join(["5", *(part.translate(_DIGITS) for part in match.groups() if part)])
    return match.group() if number == match.group() else f"{match.group()} {number} "


@dataclass(frozen=True, slots=True)
class Query:
    """`own` are the terms of the question itself, `expanded` adds the thesaurus; `text` is normalised."""

    text: str
    own: dict[Channel, Terms]
    expanded: dict[Channel, Terms]
    translated: str


class QueryReader:
    """Makes queries with the lexicon of one index."""

    def __init__(self, analyser: Analyser, lexicon: Lexicon) -> None:
        self._analyser = analyser
        self._lexicon = lexicon

    @property
    def analyser(self) -> Analyser:
        """What cuts the texts of the index."""
        return self._analyser

    @property
    def readings(self) -> Mapping[str, str]:
        return self._analyser.readings

    @cached_property
    def _terms_of_word(self) -> dict[str, list[str]]:
        table: dict[str, list[str]] = defaultdict(list)
        for entry in self._lexicon.synonyms:
            for word in entry.words:
                table[normalise(word)].append(normalise(entry.term))
        return dict(table)

    @cached_property
    def _longest_word(self) -> int:
        return max(map(len, self._terms_of_word), default=0)

    @cached_property
    def _english(self) -> list[tuple[tuple[str, ...], tuple[str, ...]]]:
        pairs = [
            (tuple(english_stem(word) for word in normalise(phrase).replace("-", " ").split()), entry.zh)
            for entry in self._lexicon.english
            for phrase in entry.en
        ]
        return sorted(pairs, key=lambda pair: -len(pair[0]))

    def read(self, question: str) -> Query:
        """The query of any text. Never raises; a text without a known character has no terms."""
        text = spoken_clauses(normalise(question))
        tokens = self._analyser.tokens(text)
        own: dict[Channel, Terms] = {
            "words": dict.fromkeys(tokens.words, 1.0),
            "grams": dict.fromkeys(tokens.grams, 1.0),
            "readings": dict.fromkeys(tokens.readings, 1.0),
        }
        added = self._everyday_terms(text)
        translated = self._translation(text)
        expanded = {channel: dict(terms) for channel, terms in own.items()}
        for extra, weight in ((" ".join(added), EXPANSION_WEIGHT), (translated, 1.0)):
            more = self._analyser.tokens(extra)
            for channel in ("words", "grams"):
                for term in getattr(more, channel):
                    expanded[channel].setdefault(term, weight)
        return Query(text, own, expanded, translated)

    def _everyday_terms(self, text: str) -> list[str]:
        found: list[str] = []
        for start in range(len(text)):
            for end in range(min(len(text), start + self._longest_word), start + 1, -1):
                terms = self._terms_of_word.get(text[start:end])
                if terms:
                    found.extend(term for term in terms if term not in found and term not in text)
                    break
        return found

    def _translation(self, text: str) -> str:
        """Chinese terms for the English words of a text that is mostly English; empty otherwise."""
        letters = sum(char.isascii() and char.isalpha() for char in text)
        if letters < 12 or letters < 0.5 * len(text.replace(" ", "")):
            return ""
        stems = [english_stem(word) for word in text.replace("-", " ").replace("?", " ").replace(",", " ").split()]
        used = [False] * len(stems)
        terms: list[str] = []
        for phrase, chinese in self._english:
            size = len(phrase)
            for start in range(len(stems) - size + 1):
                if tuple(stems[start : start + size]) == phrase and not any(used[start : start + size]):
                    used[start : start + size] = [True] * size
                    terms.extend(chinese)
        return " ".join(dict.fromkeys(terms))
