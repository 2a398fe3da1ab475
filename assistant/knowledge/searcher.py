"""Searching one opened index: entries by how people phrase them, passages by what they say."""

import re
from collections.abc import Mapping, Sequence
from copy import copy
from dataclasses import dataclass, replace
from functools import cached_property

import numpy as np
import numpy.typing as npt

from assistant.knowledge.coverage import Mass, without_function_words
from assistant.knowledge.dense import DenseIndex, ExactDense
from assistant.knowledge.embedding import Embedder
from assistant.knowledge.fusion import ENTRY_FEATURES, Fusion
from assistant.knowledge.lexical import LexicalIndex
from assistant.knowledge.model import Audience, Corpus, FaqEntry, Passage
from assistant.knowledge.named import Named
from assistant.knowledge.query import Query, QueryReader
from assistant.knowledge.rows import passage_text, question_rows

Features = npt.NDArray[np.float64]

_QUESTION_LIMIT = 150
_ENTRY_LIMIT = 80
_PASSAGE_LIMIT = 60


@dataclass(frozen=True, slots=True)
class EntryHit:
    """An FAQ entry and its relevance (higher is better; comparable between questions)."""

    entry: FaqEntry
    relevance: float


@dataclass(frozen=True, slots=True)
class PassageHit:
    """A passage and its relevance (higher is better; comparable between questions)."""

    passage: Passage
    relevance: float


@dataclass(frozen=True, slots=True)
class EntrySearch:
    """The entries found, best first; how strongly the question resembles what is refused (`refusal`, on the scale of
    relevance); which share of its character pairs the entries know at all (`known`, 0…1); and the best relevance among
    the entries kept from these readers (`withheld`).
    """

    hits: tuple[EntryHit, ...]
    refusal: float
    known: float
    withheld: float = float("-inf")

    @property
    def top(self) -> float:
        """The best relevance of any entry, shown or withheld; 0 where none is shown."""
        return max(self.hits[0].relevance, self.withheld) if self.hits else 0.0


@dataclass(frozen=True, slots=True)
class PassageIndex:
    """Passages with their lexical index and vectors; curated ones and users' own are kept in two, so that no upload
    changes how the curated ones are found.
    """

    passages: tuple[Passage, ...]
    lexical: LexicalIndex
    vectors: DenseIndex

    def scores(self, query: Query, vector: npt.NDArray[np.float32]) -> dict[str, Features]:
        """Scores of each passage by channel, 0 where it was not found."""
        scores = {name: np.zeros(len(self.passages)) for name in ("words", "grams", "dense")}
        for channel in ("words", "grams"):
            for row, score in self.lexical.search(channel, query.expanded[channel], _PASSAGE_LIMIT):
                scores[channel][row] = score
        for row, score in self.vectors.search(vector, _PASSAGE_LIMIT):
            scores["dense"][row] = max(0.0, score)
        return scores


@dataclass(frozen=True, slots=True)
class Indexes:
    """The opened parts of an index."""

    questions: LexicalIndex
    entries: LexicalIndex
    question_vectors: DenseIndex
    passages: PassageIndex
    user: PassageIndex


class Searcher:
    """Read-only and safe to share between threads."""

    def __init__(self, corpus: Corpus, reader: QueryReader, embedder: Embedder, indexes: Indexes, fusion: Fusion) -> None:
        self.corpus = corpus
        self._reader = reader
        self._embedder = embedder
        self._indexes = indexes
        self._fusion = fusion
        self._questions = tuple(question_rows(corpus))
        self._groups = np.array([row.group for row in self._questions], dtype=np.int64)
        self._refusals = len(corpus.lexicon.refusals)
        self._shown = np.ones(len(corpus.faq), dtype=np.bool_)
        self._kept_back: frozenset[str] = frozenset()

    @cached_property
    def passage_by_id(self) -> Mapping[str, Passage]:
        return {passage.id: passage for passage in (*self.corpus.passages, *self._indexes.user.passages)}

    @cached_property
    def _passage_number(self) -> Mapping[str, int]:
        return {passage.id: number for number, passage in enumerate(self.corpus.passages)}

    @cached_property
    def _entry_passages(self) -> tuple[npt.NDArray[np.int64], npt.NDArray[np.int64]]:
        """Passage numbers of all entries one after another, and where each entry's begin."""
        numbers = [[self._passage_number[name] for name in entry.passages] for entry in self.corpus.faq]
        starts = np.cumsum([0, *map(len, numbers)])[:-1]
        return np.array([one for owned in numbers for one in owned], dtype=np.int64), starts

    def read(self, question: str) -> Query:
        return self._reader.read(question)

    def entry_features(self, query: Query) -> Features:
        """Shape (entries + kinds of refusal, features): the evidence of every channel, before weighting."""
        entries = len(self.corpus.faq)
        out = np.zeros((entries + self._refusals, len(ENTRY_FEATURES)))
        vector = self._vector(query)

        def put(feature: str, numbers: npt.NDArray[np.int64], scores: list[float]) -> None:
            column = out[:, ENTRY_FEATURES.index(feature)]
            np.maximum.at(column, numbers, scores)

        def groups(rows: list[int]) -> npt.NDArray[np.int64]:
            found = self._groups[rows]
            return np.where(found >= 0, found, entries - 1 - found)

        for feature, channel, terms in (
            ("phrasing_words", "words", query.own["words"]),
            ("phrasing_grams", "grams", query.own["grams"]),
            ("phrasing_readings", "readings", query.own["readings"]),
        ):
            hits = self._indexes.questions.search(channel, terms, _QUESTION_LIMIT)  # type: ignore[arg-type]
            put(feature, groups([row for row, _ in hits]), [score for _, score in hits])
        hits = self._indexes.question_vectors.search(vector, _QUESTION_LIMIT)
        put("phrasing_dense", groups([row for row, _ in hits]), [max(0.0, score) for _, score in hits])
        for feature, channel, terms in (
            ("entry_words", "words", query.expanded["words"]),
            ("entry_grams", "grams", query.expanded["grams"]),
            ("entry_readings", "readings", query.own["readings"]),
        ):
            hits = self._indexes.entries.search(channel, terms, _ENTRY_LIMIT)  # type: ignore[arg-type]
            put(feature, np.array([row for row, _ in hits], dtype=np.int64), [score for _, score in hits])
        for feature, scores in self._indexes.passages.scores(query, vector).items():
            if entries:
                numbers, starts = self._entry_passages
                best = np.maximum.reduceat(scores[numbers], starts)
                out[:entries, ENTRY_FEATURES.index(f"passage_{feature}")] = best
        return out

    def with_fusion(self, fusion: Fusion) -> "Searcher":
        """The same index weighed differently."""
        other = copy(self)
        other._fusion = fusion
        return other

    @cached_property
    def _named(self) -> Named:
        return Named(self.corpus)

    def with_own(self, passages: Sequence[Passage]) -> "Searcher":
        """The same curated index with these passages of users' documents instead of its own, held in memory."""
        texts = [passage_text(passage) for passage in passages]
        lexical = LexicalIndex.build(map(self._reader.analyser.tokens, texts))
        other = copy(self)
        other.__dict__.pop("passage_by_id", None)
        other._indexes = replace(
            self._indexes, user=PassageIndex(tuple(passages), lexical, ExactDense(self._embedder.embed(texts)))
        )
        return other

    def seen_by(self, audience: Audience) -> "Searcher":
        """The same curated index as these readers may see it: no user's document, no entry meant for others only and no
        passage that only such entries rest on.
        """
        other = self.with_own(())
        other._shown = np.array([audience in entry.audience for entry in self.corpus.faq], dtype=np.bool_)
        told = {name for entry in self.corpus.faq if audience in entry.audience for name in entry.passages}
        other._kept_back = frozenset(name for entry in self.corpus.faq for name in entry.passages) - told
        return other

    @property
    def readings(self) -> Mapping[str, str]:
        """Character -> plain reading, as the index was built with."""
        return self._reader.readings

    def entries(self, query: Query, context: tuple[Query, float] | None = None, limit: int = 5) -> EntrySearch:
        """Entries that answer the question. With a context (the turn before, its weight) what both speak of rises."""
        relevance = self._fusion.entries(self.entry_features(query))
        earlier, leaning = (context[0].text, context[1]) if context else ("", 0.0)
        relevance[: len(self.corpus.faq)] -= self._named.lowered(query.text, earlier, leaning)
        if context is not None:
            before = self._fusion.entries(self.entry_features(context[0]))
            relevance = (relevance + leaning * before) / (1 + leaning)
        count = len(self.corpus.faq)
        order = np.argsort(-relevance[:count], kind="stable")
        hits = tuple(EntryHit(self.corpus.faq[int(i)], float(relevance[i])) for i in order[self._shown[order]][:limit])
        refusal = float(relevance[count:].max()) if self._refusals else 0.0
        withheld = float(relevance[:count][~self._shown].max(initial=-np.inf))
        return EntrySearch(hits, refusal, self._indexes.entries.known_share("grams", query.own["grams"]), withheld)

    def find_passages(self, query: Query, limit: int = 10) -> list[PassageHit]:
        """Curated passages by their own text, best first."""
        return self._find(self._indexes.passages, query, limit)

    def find_own(self, query: Query, limit: int = 5) -> list[PassageHit]:
        """Passages of users' own documents, best first."""
        return self._find(self._indexes.user, query, limit) if self._indexes.user.passages else []

    def own_names(self) -> frozenset[str]:
        """File names of the users' own documents."""
        return frozenset(name for passage in self._indexes.user.passages for name in passage.sources)

    def mass(self, text: str, silent: re.Pattern[str]) -> Mass:
        """What the normalised question is about, weighed by rarity among all known questions. `silent` weighs nothing."""
        asked = self._indexes.questions
        audible = without_function_words(silent.sub(" ", text), self._reader.analyser)
        return Mass.of(audible, lambda pair: asked.rarity("grams", pair), lambda word: asked.rarity("words", word))

    def likest_questions(self, query: Query, limit: int) -> tuple[list[str], list[str]]:
        """(phrasings of the entries, examples of what is refused) that share most with the question."""
        found = [row for row, _ in self._indexes.questions.search("grams", query.own["grams"], limit)]
        return (
            [self._questions[row].text for row in found if self._questions[row].group >= 0],
            [self._questions[row].text for row in found if self._questions[row].group < 0],
        )

    def _find(self, index: PassageIndex, query: Query, limit: int) -> list[PassageHit]:
        relevance = self._fusion.passages(index.scores(query, self._vector(query)))
        best = np.argsort(-relevance, kind="stable")[: limit + len(self._kept_back)]
        found = [PassageHit(index.passages[int(i)], float(relevance[i])) for i in best if relevance[i] > 0]
        return [hit for hit in found if hit.passage.id not in self._kept_back][:limit]

    def _vector(self, query: Query) -> npt.NDArray[np.float32]:
        vector: npt.NDArray[np.float32] = self._embedder.embed([f"{query.text} {query.translated}"])[0]
        return vector
