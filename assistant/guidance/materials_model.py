"""data/materials.yaml as frozen values: which application materials public sources list, and how each is recognised."""

from collections.abc import Iterator
from functools import lru_cache
from typing import Annotated, Literal

from pydantic import Field

from assistant.guidance.cited import Contested, Sources, load_data
from assistant.knowledge.model import Confidence, Frozen, Id, Text

When = Literal["no_credit_code", "several_sites", "entrusted_outlets", "sales", "exclusions"]


class Part(Frozen):
    """One thing that must be there, by the kinds of evidence that grading recognises (any of them). No kinds: a person says.

    `told_by` are conditions of the rubric, clause/condition, whose evidence says the same in another paper; `told` is what that is called.
    """

    title: Text
    kinds: tuple[Text, ...] = ()
    told_by: tuple[Text, ...] = ()
    told: Text | None = None


class Item(Frozen):
    """One application material. `says` stands literally in the corpus passage it rests on.

    `if_involved`: only who is concerned hands it in, so that finding none is no gap. `thresholds` are beginnings of ids in a
    result's eligibility, each of which becomes a part. `confirm` is what a person still checks where files were found.
    """

    id: Id
    title: Text
    passage: Id
    says: Text
    confidence: Confidence
    sources: Sources
    parts: Annotated[tuple[Part, ...], Field(min_length=1)]
    do: Text
    when: When | None = None
    unless_excluded: tuple[Text, ...] = ()
    if_involved: bool = False
    thresholds: tuple[Text, ...] = ()
    confirm: Text | None = None
    contested: Contested | None = None

    @property
    def asked_by_some(self) -> bool:
        """Whether only one public list, or our own inference, has it."""
        return self.confidence is not Confidence.CONFIRMED

    def codes(self) -> Iterator[str]:
        """Codes of all sources it names."""
        yield from self.sources
        for side in self.contested.sides if self.contested else ():
            yield from side.sources


class MaterialClass(Frozen):
    id: Id
    title: Text
    items: Annotated[tuple[Item, ...], Field(min_length=1)]


class Materials(Frozen):
    classes: tuple[MaterialClass, ...]

    def items(self) -> Iterator[Item]:
        for one in self.classes:
            yield from one.items


@lru_cache(maxsize=1)
def load_materials() -> Materials:
    return load_data("materials.yaml", Materials)
