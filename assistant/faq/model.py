"""The frozen values of the public FAQ. Every surface shows these and derives nothing of its own."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property

from assistant.answering.model import Citation
from assistant.errors import DeclaredError

_MARK = re.compile(r"\[\d{1,2}\]")
_SHOWN = 60  # characters of an unknown name that are told back


class FaqError(DeclaredError):
    """There is no such entry or topic; the text says which and what to do."""


@dataclass(frozen=True, slots=True)
class FaqTopic:
    """A topic that has public entries, and how many."""

    id: str
    label: str
    count: int

    def as_dict(self) -> dict[str, object]:
        return {"id": self.id, "label": self.label, "count": self.count}


@dataclass(frozen=True, slots=True)
class FaqSide:
    """What one side says of a contested fact, in the passage cited as [number]."""

    number: int
    says: str
    source: str

    def as_dict(self) -> dict[str, object]:
        return {"number": self.number, "says": self.says, "source": self.source}


@dataclass(frozen=True, slots=True)
class FaqItem:
    """One question. The answer carries [n] marks; `citations` are in the order of n, one for each passage of the entry.

    `sides` are the accounts of contested facts, `notes` what a reader must know about the standing of what is cited.
    """

    id: str
    question: str
    answer: str
    topic: FaqTopic
    citations: tuple[Citation, ...]
    sides: tuple[FaqSide, ...]
    notes: tuple[str, ...]

    @property
    def plain(self) -> str:
        """The answer without its marks."""
        return _MARK.sub("", self.answer)

    def as_dict(self) -> dict[str, object]:
        """The stable JSON form, of the HTTP interface and of the export."""
        return {
            "id": self.id,
            "question": self.question,
            "answer": self.answer,
            "topic": {"id": self.topic.id, "label": self.topic.label},
            "citations": [citation.as_dict() for citation in self.citations],
            "sides": [side.as_dict() for side in self.sides],
            "notes": list(self.notes),
        }


@dataclass(frozen=True)
class FaqBook:
    """Every public entry, topic by topic in the order of the corpus."""

    topics: tuple[FaqTopic, ...]
    items: tuple[FaqItem, ...]

    @cached_property
    def _by_id(self) -> Mapping[str, FaqItem]:
        return {item.id: item for item in self.items}

    def item(self, name: str) -> FaqItem:
        """The entry of that id. Raises FaqError."""
        if name not in self._by_id:
            raise FaqError(f"没有编号是“{_told(name)}”的公开问答，编号见 /api/faq 或 xingping faq list")
        return self._by_id[name]

    def of_topic(self, tag: str) -> "FaqBook":
        """The part of the book on one topic. Raises FaqError."""
        topics = tuple(topic for topic in self.topics if topic.id == tag)
        if not topics:
            raise FaqError(f"没有“{_told(tag)}”这个主题，可以用：{'、'.join(topic.id for topic in self.topics)}")
        return FaqBook(topics, tuple(item for item in self.items if item.topic.id == tag))


def _told(name: str) -> str:
    """A name nobody knows, in one line."""
    return " ".join(name[:_SHOWN].split())
