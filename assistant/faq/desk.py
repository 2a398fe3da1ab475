"""What strangers may see of one opened index: the public answerer, the book, and finding in it."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

from assistant.answering.engine import Answerer
from assistant.faq.book import book_of
from assistant.faq.model import FaqBook, FaqItem
from scoring.documents.normalise import normalise

_SHARE = 0.5  # of the best entry's relevance; what is below is about something else


@dataclass(frozen=True)
class PublicDesk:
    """Over the answerer of everybody. Parts are made on first use; safe to share between threads."""

    whole: Answerer

    @cached_property
    def answerer(self) -> Answerer:
        """Answers from public entries only, never from a user's document."""
        return self.whole.seen_by("public")

    @cached_property
    def book(self) -> FaqBook:
        return book_of(self.whole.searcher.corpus)

    def find(self, text: str = "", tag: str = "") -> Sequence[FaqItem]:
        """Entries that fit the words, best first; of one topic where there is a tag; without words in the book's order.

        Words are found as questions are, and otherwise where they stand in a question as they are. Raises FaqError for a
        tag that is none.
        """
        book = self.book.of_topic(tag) if tag else self.book
        if not text.strip():
            return book.items
        words = normalise(text).strip()
        if not any(char.isalnum() for char in words):
            return ()
        found = [entry.id for entry in self.answerer.entries(text, _SHARE)]
        if found:
            own = {item.id: item for item in book.items}
            return [own[name] for name in found if name in own]
        return [item for item in book.items if words in normalise(item.question)]
