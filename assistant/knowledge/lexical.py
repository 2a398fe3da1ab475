"""A tantivy index over ready-made tokens. Scores come back as shares of what a perfect match would have."""

from collections.abc import Iterable, Mapping
from math import log
from pathlib import Path
from typing import Any, Literal

import tantivy

from assistant.knowledge.analysis import Tokens

Channel = Literal["words", "grams", "readings"]
CHANNELS: tuple[Channel, ...] = ("words", "grams", "readings")

_WRITER_BYTES = 64_000_000


class LexicalIndex:
    """Rows of tokens, searchable by channel. Rows are numbered in the order in which they were added."""

    def __init__(self, index: Any) -> None:
        index.register_tokenizer("tokens", _analyzer())
        index.reload()
        self._schema = index.schema
        self._searcher = index.searcher()
        self._rows = int(self._searcher.num_docs)

    @classmethod
    def build(cls, rows: Iterable[Tokens], folder: Path | None = None) -> "LexicalIndex":
        """Index the rows, in `folder` (created) or in memory."""
        if folder is not None:
            folder.mkdir(parents=True, exist_ok=True)
        index = tantivy.Index(_schema(), path=str(folder) if folder else None)
        index.register_tokenizer("tokens", _analyzer())
        writer = index.writer(_WRITER_BYTES, num_threads=1)
        for number, tokens in enumerate(rows):
            document = tantivy.Document()
            document.add_unsigned("row", number)
            for channel in CHANNELS:
                document.add_text(channel, " ".join(getattr(tokens, channel)))
            writer.add_document(document)
        writer.commit()
        writer.wait_merging_threads()
        return cls(index)

    @classmethod
    def open(cls, folder: Path) -> "LexicalIndex":
        return cls(tantivy.Index.open(str(folder)))

    def search(self, channel: Channel, terms: Mapping[str, float], limit: int) -> list[tuple[int, float]]:
        """(row, score) best first. `terms` are weighted; the score is BM25 over the most a text could reach,
        so 1 means about "every term of the question stands in it" and scores of different questions compare.
        """
        if not terms or not self._rows:
            return []
        queries = []
        perfect = 0.0
        for term, weight in terms.items():
            frequency = self._searcher.doc_freq(channel, term)
            perfect += weight * rarity(frequency, self._rows)
            if frequency:
                query = tantivy.Query.term_query(self._schema, channel, term, index_option="freq")
                queries.append((tantivy.Occur.Should, tantivy.Query.boost_query(query, weight)))
        if not queries:
            return []
        found = self._searcher.search(tantivy.Query.boolean_query(queries), limit, count=False)
        rows = self._searcher.fast_field_values("row", [address for _, address in found.hits])
        scale = 1.0 / perfect
        return [(int(row), float(score) * scale) for row, (score, _) in zip(rows, found.hits, strict=True)]

    def known_share(self, channel: Channel, terms: Mapping[str, float]) -> float:
        """Which share of the terms stands anywhere in the index, 0…1; 0 without terms."""
        known = sum(self._searcher.doc_freq(channel, term) > 0 for term in terms)
        return known / len(terms) if terms else 0.0

    def holds(self, channel: Channel, term: str) -> bool:
        """Whether any row has the term."""
        return bool(self._searcher.doc_freq(channel, term))

    def rarity(self, channel: Channel, term: str) -> float:
        """How much a term tells: high for one that stands in few rows, near 0 for one that stands in all."""
        return rarity(self._searcher.doc_freq(channel, term), self._rows)


def rarity(frequency: int, rows: int) -> float:
    """BM25's inverse document frequency."""
    return log(1 + (rows - frequency + 0.5) / (frequency + 0.5))


def _schema() -> Any:
    builder = tantivy.SchemaBuilder()
    builder.add_unsigned_field("row", fast=True)
    for channel in CHANNELS:
        builder.add_text_field(channel, tokenizer_name="tokens", index_option="freq")
    return builder.build()


def _analyzer() -> Any:
    return tantivy.TextAnalyzerBuilder(tantivy.Tokenizer.whitespace()).build()
