"""What an industry adds: required laws and permits, statutory minima. Working lists, kept in rubrics/industries (ruling 19)."""

import re
from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache
from pathlib import Path
from typing import Any

import yaml
from pydantic import BaseModel, ConfigDict, Field, ValidationError

from scoring.documents.normalise import normalise
from scoring.errors import DeclaredError
from scoring.yaml_text import parsed

_FOLDER = Path(__file__).resolve().parent / "rubrics" / "industries"


class IndustryError(DeclaredError):
    """An industry list cannot be used; the text says what and where."""


class Frozen(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid", populate_by_name=True)


class Law(Frozen):
    """A law or rule by its short name; `match` are the ways it is written (normalised text)."""

    name: str
    match: tuple[str, ...] = Field(min_length=1)


class AbolishedLaw(Law):
    """A law that is no longer in force, since when, and what replaced it."""

    since: str
    replaced_by: str


class Permit(Frozen):
    name: str
    match: tuple[str, ...] = Field(min_length=1)


class Minimum(Frozen):
    """A statutory minimum: promises on `subject` for goods that match `goods` may not be below `value` `unit`."""

    subject: str
    value: Decimal
    unit: str
    scope: str = ""  # part or channel the minimum is for; "" for the whole product
    goods: tuple[str, ...] = ()
    source: str


class IndustryList(Frozen):
    """One file: `match` are patterns on the profile's industry; `consumer` says that 三包 rules apply to its goods."""

    id: str
    title: str
    provenance: str = Field(pattern="^working$")
    match: tuple[str, ...] = ()
    laws: tuple[Law, ...] = ()
    permits: tuple[Permit, ...] = ()
    minima: tuple[Minimum, ...] = ()


class GeneralList(Frozen):
    """general.yaml: what holds for every industry."""

    id: str
    title: str
    provenance: str = Field(pattern="^working$")
    laws: tuple[Law, ...] = Field(min_length=1)
    abolished: tuple[AbolishedLaw, ...] = Field(min_length=1)
    online_minima: tuple[Minimum, ...] = ()


@dataclass(frozen=True, slots=True)
class Industry:
    """What applies to one enterprise. `listed` is False when its industry has no list: only the general laws are checked then."""

    title: str
    listed: bool
    laws: tuple[Law, ...]
    abolished: tuple[AbolishedLaw, ...]
    permits: tuple[Permit, ...]
    minima: tuple[Minimum, ...]
    online_minima: tuple[Minimum, ...]


def industry_of(description: str) -> Industry:
    """The lists whose patterns match the profile's industry, joined with the general one. Raises IndustryError on a bad file."""
    general, lists = load_lists()
    found = [one for one in lists if any(re.search(pattern, normalise(description)) for pattern in one.match)]
    return Industry(
        title="、".join(one.title for one in found),
        listed=bool(found),
        laws=(*general.laws, *(law for one in found for law in one.laws)),
        abolished=general.abolished,
        permits=tuple(permit for one in found for permit in one.permits),
        minima=tuple(minimum for one in found for minimum in one.minima),
        online_minima=general.online_minima,
    )


@lru_cache(maxsize=1)
def load_lists() -> tuple[GeneralList, tuple[IndustryList, ...]]:
    """general.yaml and the others in order of their names. Raises IndustryError."""
    general = GeneralList.model_validate(_read(_FOLDER / "general.yaml"))
    rest = tuple(_checked(path) for path in sorted(_FOLDER.glob("*.yaml")) if path.name != "general.yaml")
    return general, rest


def _checked(path: Path) -> IndustryList:
    try:
        return IndustryList.model_validate(_read(path))
    except ValidationError as error:
        first = error.errors()[0]
        raise IndustryError(f"行业清单 {path.name} 有误：{'.'.join(map(str, first['loc']))} {first['msg']}") from error


def _read(path: Path) -> Any:
    try:
        return parsed(path.read_text(encoding="utf-8"))
    except (OSError, UnicodeDecodeError, yaml.YAMLError) as error:
        raise IndustryError(f"读不了行业清单 {path.name}：{error}") from error
