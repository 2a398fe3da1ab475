"""What is indexed: which text stands in which row, for questions, entries and passages."""

from collections.abc import Iterator
from dataclasses import dataclass

from assistant.knowledge.model import Corpus, Passage


@dataclass(frozen=True, slots=True)
class QuestionRow:
    """One phrasing. `group` is the number of its FAQ entry, or -1 - n for the n-th kind of refusal."""

    text: str
    group: int


def question_rows(corpus: Corpus) -> Iterator[QuestionRow]:
    """Every phrasing of every entry, then every example of what is refused."""
    for number, entry in enumerate(corpus.faq):
        for text in (entry.question, *entry.phrasings):
            yield QuestionRow(text, number)
    for number, refusal in enumerate(corpus.lexicon.refusals):
        for text in refusal.examples:
            yield QuestionRow(text, -1 - number)


def passage_text(passage: Passage) -> str:
    """What of a passage is searched. The title counts twice: it says what the passage is about."""
    return "\n".join((passage.title, passage.title, passage.clause or "", passage.text))
