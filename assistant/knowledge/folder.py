"""Searching a plain folder of .md/.txt files, one passage a file, whatever its subject.

The lexical index names candidates by words, character pairs and readings; closeness puts them in order. The dense
channel takes no part: the bundled model knows this repository's subject only and ranks other texts at random.
"""

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from assistant.knowledge.analysis import Analyser, Tokens, reading_table
from assistant.knowledge.asked import Rarities, unit_weights
from assistant.knowledge.closeness import Layout, closeness, lay_out
from assistant.knowledge.folder_files import FolderError, FolderPassage, read_folder
from assistant.knowledge.lexical import LexicalIndex, rarity
from scoring.documents.normalise import HAN, normalise

CANDIDATES = 30
READINGS = 0.2  # what a homophone counts beside the characters asked for
_MOST_QUESTION_CHARS = 500
_HAN = re.compile(f"[{HAN}]")


@dataclass(frozen=True, slots=True)
class FolderHit:
    """A found passage. `score` is how much of the question stands in it, and how close together: 0 to about 1."""

    passage: str
    score: float
    title: str


class FolderSearcher:
    """Passages held in memory with their index. Opening costs about 2 ms a passage of 500 characters."""

    def __init__(self, passages: Sequence[FolderPassage]) -> None:
        self._passages = passages
        self._analyser = Analyser((), reading_table())
        self._layouts: list[Layout] = []
        self._holders: Counter[str] = Counter()  # character -> number of passages that hold it
        self._index = LexicalIndex.build(self._take_in(passage) for passage in passages)
        self._mean_length = sum(len(layout.text) for layout in self._layouts) / max(1, len(passages))
        self._rarities = Rarities(
            character=lambda char: rarity(self._holders[char], len(passages)),
            pair=lambda pair: self._index.rarity("grams", pair),
            word=lambda word: self._index.rarity("words", word),
        )

    @classmethod
    def open(cls, folder: Path) -> "FolderSearcher":
        """Read and index a folder. Raises FolderError."""
        return cls(read_folder(folder))

    def search(self, question: str, limit: int = 10) -> list[FolderHit]:
        """Best first; only passages that share something with the question."""
        text = normalise(question[:_MOST_QUESTION_CHARS])
        tokens = self._analyser.tokens_of_normal(text)
        depth = max(limit, CANDIDATES)
        homophones = self._homophones(tokens, depth)
        words = self._index.search("words", dict.fromkeys(tokens.words, 1.0), depth)
        grams = self._index.search("grams", dict.fromkeys(tokens.grams, 1.0), depth)
        found: dict[int, float] = {}
        for row, score in (*words, *grams, *homophones.items()):
            found[row] = found.get(row, 0.0) + score
        rows = sorted(found, key=lambda row: (-found[row], row))[:depth]
        weights = unit_weights(text, self._analyser, self._rarities)
        near = closeness(weights, [self._layouts[row] for row in rows], self._mean_length)
        scores = {
            row: float(score) + READINGS * homophones.get(row, 0.0) for row, score in zip(rows, near, strict=True)
        }
        best = sorted(scores, key=lambda row: (-scores[row], row))[: max(0, limit)]
        return [FolderHit(self._passages[row].id, scores[row], self._passages[row].title) for row in best]

    def _take_in(self, passage: FolderPassage) -> Tokens:
        named = f"{passage.name}\n{passage.text}" if _HAN.search(passage.name) else passage.text
        text = normalise(named)
        self._layouts.append(lay_out(text))
        self._holders.update(set(text))
        return self._analyser.tokens_of_normal(text)

    def _homophones(self, tokens: Tokens, depth: int) -> dict[int, float]:
        """Passages by the sound of the pairs that stand in none: such a pair may be a slip of the keyboard."""
        pairs = [gram for gram in tokens.grams if not gram.isascii()]
        sounds = zip(pairs, tokens.readings, strict=True)
        strange = {sound: 1.0 for pair, sound in sounds if not self._index.holds("grams", pair)}
        share = len(strange) / max(1, len(set(tokens.readings)))
        return {row: score * share for row, score in self._index.search("readings", strange, depth)}


__all__ = ["FolderError", "FolderHit", "FolderPassage", "FolderSearcher"]
