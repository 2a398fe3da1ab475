"""What an answer is. Every surface shows these values and derives nothing of its own."""

from dataclasses import asdict, dataclass
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
class Checked:
    """What was held against the cited passages before a written answer was shown.

    `claims` are figures, dates, clauses, names … in all that was written, by kind in `kinds`; `dropped` are sentences
    left out because they did not hold; `repaired` says that the model wrote a second time; `trimmed` are sentences left out that
    cited nothing and held nothing to check; `mended` are the places that code put right: an [n] or another account
    added, marks of quotation taken off.
    """

    sentences: int
    claims: int
    dropped: int
    repaired: bool
    kinds: tuple[tuple[str, int], ...] = ()
    trimmed: int = 0
    mended: int = 0


@dataclass(frozen=True, slots=True)
class Written:
    """How a model had part in an answer: which one, by which prompts (id@version), and what was checked.

    `understood` is the follow-up as the model spelt it out; empty where the question stood on its own.
    """

    model: str
    prompts: tuple[str, ...]
    understood: str = ""
    checked: Checked | None = None

    def as_dict(self) -> dict[str, object]:
        """Its part of the JSON form of an answer."""
        checked = self.checked
        return {
            "model": self.model,
            "prompts": list(self.prompts),
            "understood": self.understood,
            "checked": None if checked is None else asdict(checked) | {"kinds": dict(checked.kinds)},
        }


@dataclass(frozen=True, slots=True)
class Answer:
    """The text carries [n] marks; `citations` are in the order of n. A refusal has no citations. `written` is there when
    a model had part in it.
    """

    text: str
    refused: bool
    mode: Mode
    citations: tuple[Citation, ...] = ()
    notes: tuple[str, ...] = ()
    suggestions: tuple[str, ...] = ()
    written: Written | None = None

    def as_dict(self) -> dict[str, object]:
        """The stable JSON form (see design: ask --jsonl); `written` only where a model had part."""
        return {
            "answer": self.text,
            "refused": self.refused,
            "mode": self.mode,
            "citations": [citation.as_dict() for citation in self.citations],
            "notes": list(self.notes),
            "suggestions": list(self.suggestions),
            **({"written": self.written.as_dict()} if self.written else {}),
        }
