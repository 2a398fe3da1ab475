"""What an answer is. Every surface shows these values and derives nothing of its own."""

from dataclasses import dataclass
from typing import Literal

Mode = Literal["extractive", "generative", "calculator", "grade"]
Role = Literal["user", "assistant"]
Turn = tuple[Role, str]


@dataclass(frozen=True, slots=True)
class Citation:
    """A passage the answer rests on. `number` is the [n] in the text; `url` only where the site is trustworthy."""

    number: int
    passage: str
    title: str
    clause: str
    source: str
    confidence: str
    quote: str
    urls: tuple[tuple[str, str], ...] = ()

    def as_dict(self) -> dict[str, object]:
        """The stable JSON form (see design: ask --jsonl)."""
        return {
            "number": self.number,
            "passage": self.passage,
            "title": self.title,
            "clause": self.clause,
            "source": self.source,
            "confidence": self.confidence,
            "quote": self.quote,
            "links": [{"name": name, "url": url} for name, url in self.urls],
        }


@dataclass(frozen=True, slots=True)
class Answer:
    """The text carries [n] marks; `citations` are in the order of n. A refusal has no citations."""

    text: str
    refused: bool
    mode: Mode
    citations: tuple[Citation, ...] = ()
    notes: tuple[str, ...] = ()
    suggestions: tuple[str, ...] = ()

    def as_dict(self) -> dict[str, object]:
        """The stable JSON form (see design: ask --jsonl)."""
        return {
            "answer": self.text,
            "refused": self.refused,
            "mode": self.mode,
            "citations": [citation.as_dict() for citation in self.citations],
            "notes": list(self.notes),
            "suggestions": list(self.suggestions),
        }
