"""What a question names, side subjects, clauses, other standards and terms, and by how much entries on what it does not name stand back."""

import re
from collections.abc import Iterable, Sequence

import numpy as np
import numpy.typing as npt

from assistant.knowledge.model import Corpus
from scoring.documents.normalise import normalise

Relevance = npt.NDArray[np.float64]

_SIDE_SUBJECT = 0.055  # of an entry on a side subject that neither the question nor the one before names
_OTHER_CLAUSE = 0.3  # of an entry that speaks of none of the clauses that the question names
_CLAUSE_BEFORE = 0.2  # the same where only the question before names them
_OTHER_STANDARD = 0.07  # of an entry that speaks of none of the other standards that the question names
_TERM = 0.03  # of an entry that does not have the term which the question is about
_TERMS = re.compile("管理师|七星|十二星")
CLAUSE = re.compile(r"(?<![\d.])5\.[123]\.\d(?:\.\d)?(?!\.?\d)")
_STANDARD = re.compile(r"(?<![a-z])(?:gb|sb|rb|qc|jb|db|iso|cteas)(?:/?t)?\s*(?!27922)(\d{4,5})(?!\d)", re.IGNORECASE)
_INDICATOR = len("5.1.2")  # of 5.1.2.2


class Named:
    """Over the entries of one corpus, in their order."""

    def __init__(self, corpus: Corpus) -> None:
        self._side_subjects = [
            (tuple(map(normalise, topic.named_by)), np.array([float(entry.topic == topic.id) for entry in corpus.faq]))
            for topic in corpus.topics
            if topic.named_by
        ]
        clause_of = {passage.id: passage.clause or "" for passage in corpus.passages}
        self._clauses = [
            _with_indicators(
                CLAUSE.findall(" ".join((entry.question, entry.answer, *entry.phrasings, *map(clause_of.__getitem__, entry.passages))))
            )
            for entry in corpus.faq
        ]

        texts = [" ".join((entry.question, entry.answer, *entry.phrasings)) for entry in corpus.faq]
        self._standards = [frozenset(_STANDARD.findall(text)) for text in texts]
        self._terms = [frozenset(_TERMS.findall(text)) for text in texts]

    def lowered(self, text: str, earlier: str, leaning: float = 0.0) -> Relevance:
        """What to take off each entry's relevance for a normalised question and the one before it; `leaning` (0 to 1) is how
        much the one before counts.
        """
        out = _SIDE_SUBJECT * self._unnamed(text + earlier) + _OTHER_CLAUSE * self._elsewhere(text)
        out += _OTHER_STANDARD * _none_of(frozenset(_STANDARD.findall(text)), self._standards)
        out += _TERM * _none_of(frozenset(_TERMS.findall(text)), self._terms)
        return out if CLAUSE.search(text) else out + leaning * _CLAUSE_BEFORE * self._elsewhere(earlier)

    def _unnamed(self, text: str) -> Relevance:
        """1 for each entry on a side subject that the text does not name, else 0."""
        out = np.zeros(len(self._clauses))
        for words, entries in self._side_subjects:
            if not any(word in text for word in words):
                out += entries
        return out

    def _elsewhere(self, text: str) -> Relevance:
        """1 for each entry that speaks of other clauses than the text names, else 0; 0 for all where none speaks of those."""
        return _none_of(frozenset(CLAUSE.findall(text)), self._clauses)


def _none_of(named: frozenset[str], spoken_of: Sequence[frozenset[str]]) -> Relevance:
    """1 for each entry that speaks of none of what is named, else 0; 0 for all where none speaks of any."""
    if not any(named & one for one in spoken_of):
        return np.zeros(len(spoken_of))
    return np.array([float(not named & one) for one in spoken_of])


def _with_indicators(clauses: Iterable[str]) -> frozenset[str]:
    """The clauses and the indicators they belong to: 5.1.2.2 and 5.1.2."""
    return frozenset(part for clause in clauses for part in (clause, clause[:_INDICATOR]))
