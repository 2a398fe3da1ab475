"""The peer everyone knows: BM25 (bm25s, its defaults) over jieba words."""

from collections.abc import Sequence
from typing import Any


class PlainBm25:
    """Texts and questions are cut with jieba and lower-cased, nothing more."""

    def __init__(self, texts: Sequence[str]) -> None:
        import bm25s
        import rjieba

        self._cut: Any = rjieba.Jieba().cut_for_search
        self._index = bm25s.BM25()
        self._index.index([self._words(text) for text in texts], show_progress=False)
        self._known = set(self._index.vocab_dict)

    def search(self, question: str, limit: int) -> list[int]:
        """Rows, best first."""
        words = [word for word in self._words(question) if word in self._known]
        if not words:
            return []
        rows, _ = self._index.retrieve([words], k=limit, show_progress=False)
        return [int(row) for row in rows[0]]

    def _words(self, text: str) -> list[str]:
        return [word for word in self._cut(text.lower()) if not word.isspace()]
