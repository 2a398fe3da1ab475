"""What a result document holds of each kind of evidence: in which file and place, and whether grading let it count.

A kind that only a file's name suggests proves nothing (rubric ruling 10): it is told apart as `named_only`.
"""

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, Literal

from pydantic import BaseModel, ConfigDict, TypeAdapter, ValidationError

from assistant.errors import DeclaredError
from scoring.facts.codec import facts_from_json
from scoring.facts.model import FileFacts, Instrument
from scoring.kind_groups import kind_groups
from scoring.locators import shown_place
from scoring.profile import Profile
from scoring.validity import in_force

_SCHEMA = "xingping-grade/"
_SELF = "self_statement"  # proves nothing of the service, yet it is just what the list asks for: a self-assessment, an application
_WHOLE = 1  # sections 0 and 1 are the file and its title


class ResultError(DeclaredError):
    """A file that is no grade result, or one without the facts that are needed here."""


class _Read(BaseModel):
    model_config = ConfigDict(frozen=True, extra="ignore")


class Quote(_Read):
    file: str
    sha256: str = ""
    locator: str = ""
    quote: str = ""


class Threshold(_Read):
    """One of the thresholds of application, as grading found it."""

    id: str
    text: str
    outcome: Literal["met", "not_met", "partial", "unknown", "not_applicable", "error"]
    finding: str = ""
    evidence: tuple[Quote, ...] = ()


class _Why(_Read):
    reason: str
    text: str
    section: str | None = None


class _Condition(_Read):
    id: str
    outcome: str
    evidence: tuple[Quote, ...] = ()


class _Clause(_Read):
    id: str
    conditions: tuple[_Condition, ...] = ()


class _Document(_Read):
    file: str
    sha256: str
    usable: bool
    why_not: tuple[_Why, ...] = ()


class _Excluded(_Read):
    clause: str


class _Exclusions(_Read):
    accepted: tuple[_Excluded, ...] = ()


class _Rubric(_Read):
    id: str
    title: str


class _Basis(_Read):
    profile: dict[str, Any]
    facts: tuple[dict[str, Any], ...]


class _Result(_Read):
    as_of: date
    rubric: _Rubric
    documents: tuple[_Document, ...]
    clauses: tuple[_Clause, ...] = ()
    eligibility: tuple[Threshold, ...] = ()
    exclusions: _Exclusions = _Exclusions()
    basis: _Basis


@dataclass(frozen=True, slots=True)
class Place:
    """One file that holds something. `why_not` is empty where it counts; `named_only`: nothing but its name suggests the kind;
    `aside`: it is first of all something else (a contract that speaks of a permit)."""

    file: str
    sha256: str
    locator: str
    quote: str
    why_not: tuple[str, ...] = ()
    named_only: bool = False
    aside: bool = False

    @property
    def counts(self) -> bool:
        return not self.why_not and not self.named_only


@dataclass(frozen=True, slots=True)
class Graded:
    """The parts of a result document that a checklist rests on."""

    as_of: date
    rubric_id: str
    rubric_title: str
    profile: Profile
    thresholds: tuple[Threshold, ...]
    excluded: frozenset[str]
    files: tuple[tuple[FileFacts, "_Document"], ...]
    met: Mapping[str, tuple[Quote, ...]]  # clause/condition that is met -> where

    def places(self, kinds: Sequence[str]) -> tuple[Place, ...]:
        """One place a file: those that count first, of these the ones that are first of all of the kind; then by path."""
        found = [(place, rank) for facts, paper in self.files for place, rank in _of_file(facts, paper, frozenset(kinds), self.as_of)]
        found.sort(key=lambda one: (not one[0].counts, one[0].named_only, one[1], one[0].file))
        return tuple(place for place, _ in found)

    def told(self, conditions: Sequence[str]) -> tuple[Place, ...]:
        """Where the evidence of these conditions says it, of those that are met; one place a file."""
        quotes = [quote for name in conditions for quote in self.met.get(name, ())]
        first: dict[str, Quote] = {}
        for quote in quotes:
            first.setdefault(quote.file, quote)
        return tuple(Place(one.file, one.sha256, one.locator, one.quote) for one in first.values())

    def unread(self) -> tuple[str, ...]:
        """Files that could not be read, or some of whose pages could not."""
        return tuple(facts.path for facts, _ in self.files if facts.problem is not None or facts.unread)


def read_result(data: bytes, source: str = "评分结果") -> Graded:
    """A result document as `xingping grade --json` writes it. Raises ResultError."""
    try:
        raw = json.loads(data)
    except (UnicodeDecodeError, json.JSONDecodeError, RecursionError) as error:
        raise ResultError(f"{source} 不是评分结果文件（不是有效的 JSON）") from error
    if not isinstance(raw, dict) or not str(raw.get("schema", "")).startswith(_SCHEMA):
        raise ResultError(f"{source} 不是评分结果文件，请用 xingping grade --json 生成的文件")
    try:
        result = _Result.model_validate(raw)
        profile = TypeAdapter(Profile).validate_python(result.basis.profile)
        facts = {one.path: one for one in map(facts_from_json, result.basis.facts)}
        files = tuple((facts[one.file], one) for one in result.documents)
    except (ValidationError, LookupError, TypeError, ValueError, AttributeError) as error:
        raise ResultError(f"{source} 里缺少核对材料所需的事实（basis）或被改动过，请用 xingping grade --json 生成的文件") from error
    excluded = frozenset(one.clause for one in result.exclusions.accepted)
    met = {f"{clause.id}/{one.id}": one.evidence for clause in result.clauses for one in clause.conditions if one.outcome == "met"}
    return Graded(result.as_of, result.rubric.id, result.rubric.title, profile, result.eligibility, excluded, files, met)


def _of_file(facts: FileFacts, paper: _Document, kinds: frozenset[str], as_of: date) -> Iterator[tuple[Place, int]]:
    """The best place in one file with its rank, if it holds any of the kinds.

    Rank 0: what the file is first of all, 1: what a chapter is, more: what something else is besides.
    """
    whole = tuple(one.text for one in paper.why_not if one.section is None)
    options = [
        (Place(facts.path, facts.sha256, locator, quote, why if paper.usable else whole, aside=rank > 1), rank)
        for locator, quote, why, rank in (*_papers(facts, kinds, as_of), *_sections(facts, paper, kinds, as_of))
    ]
    if options:
        yield min(options, key=lambda one: (not one[0].counts, one[1]))
    elif kinds & set(facts.hinted):
        unread = whole or tuple(f"{shown_place(one.locator)}看不清，没有读出文字" for one in facts.unread)
        yield Place(facts.path, facts.sha256, "", "", unread, named_only=True), 0


_Found = tuple[str, str, tuple[str, ...], int]


def _papers(facts: FileFacts, kinds: frozenset[str], as_of: date) -> Iterator[_Found]:
    """Certificates, licences, agreements: with their own term."""
    for one in facts.instruments:
        if one.kind in kinds:
            yield one.source.locator, one.source.quote, _halted(one, as_of), 0


def _sections(facts: FileFacts, paper: _Document, kinds: frozenset[str], as_of: date) -> Iterator[_Found]:
    waived = _SELF if kinds & kind_groups().silent else ""
    shut = _shut(facts, paper, waived)
    for number, section in enumerate(facts.sections):
        if not kinds & set(section.kinds):
            continue
        own = [one for one in facts.instruments if one.section == number and one.kind in kinds]
        why = shut.get(number, ())
        if not why and own and not any(in_force(one, as_of) for one in own):
            why = _halted(own[0], as_of)
        rank = min(section.kinds.index(kind) for kind in kinds & set(section.kinds)) * 2 + (number > _WHOLE)
        yield section.locator, section.title or facts.title, why, rank


def _shut(facts: FileFacts, paper: _Document, waived: str) -> dict[int, tuple[str, ...]]:
    """Sections that were refused for other than the `waived` reason, and those inside them, with the reasons.

    A result names sections by their title.
    """
    refused = [one for one in paper.why_not if one.section is not None and one.reason != waived]
    out: dict[int, tuple[str, ...]] = {}
    for number, section in enumerate(facts.sections):
        own = tuple(one.text for one in refused if one.section == section.title)
        around = out.get(section.parent, ()) if section.parent < number else ()
        if own or around:
            out[number] = own or around
    return out


def _halted(one: Instrument, as_of: date) -> tuple[str, ...]:
    if in_force(one, as_of):
        return ()
    return (f"“{one.title}”在评定日 {as_of} 不在有效期内（{f'有效期至 {one.expires}' if one.expires else one.halted or '尚未生效'}）",)
