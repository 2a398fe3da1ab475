"""The frozen values of the knowledge base."""

from enum import StrEnum
from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field, StringConstraints

Id = Annotated[str, StringConstraints(pattern=r"^[a-z0-9][a-z0-9-]{1,79}$")]
Text = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1)]
Audience = Literal["public", "enterprise", "consultant"]


class Frozen(BaseModel):
    """Base of every corpus value: immutable, and a key nobody knows is an error."""

    model_config = ConfigDict(frozen=True, extra="forbid")


class Confidence(StrEnum):
    """How well public sources support a passage."""

    CONFIRMED = "confirmed"
    SINGLE = "single"
    INFERRED = "inferred"
    NOT_FOUND = "not-found"
    USER = "user"

    @property
    def label(self) -> str:
        return _CONFIDENCE_LABELS[self]


_CONFIDENCE_LABELS = {
    Confidence.CONFIRMED: "多个来源一致",
    Confidence.SINGLE: "单一来源",
    Confidence.INFERRED: "据公开资料推断",
    Confidence.NOT_FOUND: "公开资料没有找到",
    Confidence.USER: "用户文档",
}


class Source(Frozen):
    """Who says it. `url` is absent where the site is not trustworthy: such a source is named, not linked."""

    code: Text
    name: Text
    kind: Text
    trust: Literal["高", "中", "低"]
    url: Annotated[str, StringConstraints(pattern=r"^https?://\S+$")] | None = None


class Topic(Frozen):
    """A subject of the knowledge base, with questions to offer when another one was refused.

    A subject beside the standard itself lists the words that name it: who says 标准 and none of them means GB/T 27922.
    """

    id: Id
    label: Text
    examples: tuple[Text, ...] = Field(min_length=2)
    named_by: tuple[Text, ...] = ()


class Side(Frozen):
    """One side of a contested fact."""

    says: Text
    sources: tuple[Text, ...] = Field(min_length=1)


class Passage(Frozen):
    """A citable piece of text. Curated passages come from corpus/, the others from documents a user added."""

    id: Id
    title: Annotated[str, StringConstraints(strip_whitespace=True, min_length=2, max_length=80)]
    text: Text
    topic: Id
    confidence: Confidence
    sources: tuple[Text, ...] = ()
    clause: Text | None = None
    sides: tuple[Side, ...] = ()

    @property
    def curated(self) -> bool:
        return self.confidence is not Confidence.USER


class FaqEntry(Frozen):
    """A question people ask, its direct answer, and the passages the answer rests on."""

    id: Id
    question: Text
    answer: Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=240)]
    topic: Id
    audience: tuple[Audience, ...] = Field(min_length=1)
    passages: tuple[Id, ...] = Field(min_length=1, max_length=4)
    phrasings: tuple[Text, ...] = Field(min_length=5)


class Synonyms(Frozen):
    """A term of the standard and the everyday words that mean it."""

    term: Text
    words: tuple[Text, ...] = Field(min_length=1)


class English(Frozen):
    """English words and the Chinese terms they ask for."""

    en: tuple[Text, ...] = Field(min_length=1)
    zh: tuple[Text, ...] = Field(min_length=1)


class Refusal(Frozen):
    """Example questions of a kind that is refused."""

    group: Text
    examples: tuple[Text, ...] = Field(min_length=1)


class Lexicon(Frozen):
    """Words, not facts: what people say and what the standard calls it."""

    synonyms: tuple[Synonyms, ...] = ()
    words: tuple[Text, ...] = ()
    english: tuple[English, ...] = ()
    refusals: tuple[Refusal, ...] = ()


class Corpus(Frozen):
    """The whole curated knowledge base, checked."""

    topics: tuple[Topic, ...]
    sources: tuple[Source, ...]
    passages: tuple[Passage, ...]
    faq: tuple[FaqEntry, ...]
    lexicon: Lexicon
