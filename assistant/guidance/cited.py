"""What the data files of guidance have in common: strict frozen values, sources by code, both sides of a contested fact."""

from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Annotated, Any, TypeVar

from pydantic import BaseModel, Field

from assistant.knowledge.model import Confidence, Frozen, Source, Text
from assistant.knowledge.yaml_lines import read_items
from scoring.yaml_text import parsed

DATA = Path(__file__).resolve().parent / "data"

Json = dict[str, Any]
Model = TypeVar("Model", bound=BaseModel)
Sources = Annotated[tuple[Text, ...], Field(min_length=1)]


class Side(Frozen):
    """One side of a contested fact."""

    says: Text
    sources: Sources

    def as_json(self) -> Json:
        return {"says": self.says, "sources": list(self.sources)}


class Contested(Frozen):
    """A fact on which sources differ; `passage` tells both sides."""

    passage: Text
    sides: Annotated[tuple[Side, ...], Field(min_length=2)]

    def as_json(self) -> Json:
        return {"passage": self.passage, "sides": [one.as_json() for one in self.sides]}


def load_data(name: str, model: type[Model]) -> Model:
    """A data file of guidance; it ships with the package, so a fault in it is a programming error."""
    return model.model_validate(parsed((DATA / name).read_text(encoding="utf-8")))


def confidence_json(confidence: Confidence) -> Json:
    return {"id": confidence.value, "label": confidence.label}


def read_sources(corpus: Path) -> dict[str, Source]:
    """Sources by code, from a corpus folder. Raises CorpusError."""
    values = (Source.model_validate(item.value) for item in read_items(corpus / "sources.yaml", "sources.yaml"))
    return {one.code: one for one in values}


def sources_json(codes: Iterable[str], known: Mapping[str, Source]) -> Json:
    """code -> name, trust and address of the sources a document names; one that is not known keeps its code as its name."""
    return {code: _source(known.get(code), code) for code in sorted(set(codes))}


def _source(one: Source | None, code: str) -> Json:
    return {"name": code, "trust": None, "url": None} if one is None else {"name": one.name, "trust": one.trust, "url": one.url}


def names(codes: Iterable[str], document: Mapping[str, Any]) -> str:
    """The names of sources in a document that sources_json is part of."""
    return "、".join(document["sources"].get(code, {"name": code})["name"] for code in codes)


def said(side: Mapping[str, Any], document: Mapping[str, Any]) -> str:
    """What a side says, and who."""
    return f"{side['says']}（{names(side['sources'], document)}）"
