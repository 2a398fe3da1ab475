"""The plain alternative to answering: BM25 (bm25s) over the same knowledge base, and its best entry as the answer.

It is given what a simple program can have: the same entries with all their phrasings, a follow-up's earlier questions put before it, a text
within the length that is asked of answers, a citation. It refuses only where no word of the question is known.
"""

from collections.abc import Sequence

from assistant.answering.model import Answer, Citation, Turn
from assistant.evaluation.judge import MAX_CHARS
from assistant.knowledge.model import Corpus
from benchmarks.plain_bm25 import PlainBm25

NAME = "bm25s over the same corpus, its best entry"


class PlainAnswers:
    """Answers from one corpus; built once, read only afterwards."""

    def __init__(self, corpus: Corpus) -> None:
        entries = [(one.id, one.question, one.answer, " ".join((one.question, *one.phrasings, one.answer))) for one in corpus.faq]
        passages = [(one.id, one.title, one.text, f"{one.title} {one.text}") for one in corpus.passages]
        self._known = [*entries, *passages]
        self._engine = PlainBm25([searched for *_, searched in self._known])

    def answer(self, question: str, history: Sequence[Turn] = ()) -> Answer:
        """The text of the entry that fits best, cut to the length answers may have."""
        asked = " ".join([*(text for role, text in history if role == "user"), question])
        found = self._engine.search(asked, 1)
        if not found:
            return Answer("", True, "extractive")
        key, title, text, _ = self._known[found[0]]
        shown = text[:MAX_CHARS]
        return Answer(shown, False, "extractive", (Citation(1, key, title, "", "", "", shown),))
