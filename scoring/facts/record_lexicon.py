"""lexicon/records.yaml, loaded strictly and compiled."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Literal

from pydantic import Field

from scoring.facts.gates import Keys, key_pairs
from scoring.facts.kept import remembered
from scoring.facts.lazy_pattern import LazyPattern, lazy_pattern
from scoring.strict_yaml import LEXICON, Frozen, LexiconError, compile_pattern, load_strict

Holds = Literal["", "time", "text", "figure"]


class _FieldEntry(Frozen):
    han: str = ""
    latin: str = ""
    loose: str = ""
    holds: Holds = ""
    values: str = ""
    sniff: bool = False


class _AlsoEntry(Frozen):
    kind: str
    roles: list[str] = Field(min_length=1)
    cells: dict[str, str] = Field(default_factory=dict)


class _KindEntry(Frozen):
    words: str
    never: str = ""
    unlike: str = ""
    require_words: bool = False
    family: str = ""
    raw: bool = False
    closed: bool = False
    times: list[str] = Field(default_factory=list)
    rest: list[str] = Field(default_factory=list)
    figures: list[str] = Field(default_factory=list)
    persons: list[str] = Field(default_factory=list)
    by_cells: dict[str, str] = Field(default_factory=dict)
    share: dict[str, str] = Field(default_factory=dict)
    each: list[str] = Field(default_factory=list)
    any: list[str] = Field(default_factory=list)
    nothing: str = ""
    score: dict[str, float]
    need: list[list[str]] = Field(min_length=1)
    cells: dict[str, str] = Field(default_factory=dict)
    sure: dict[str, str] = Field(default_factory=dict)
    also: list[_AlsoEntry] = Field(default_factory=list)
    roles: dict[str, list[str]]


class _Types(Frozen):
    time: list[str]
    last: list[str]
    number: list[str]
    keep: list[str]
    said_no: list[str]


class _BesidesEntry(Frozen):
    roles: list[str] = Field(min_length=1)
    cells: str


class _File(Frozen):
    parts: dict[str, str]
    short: dict[str, str]
    fields: dict[str, _FieldEntry]
    roles: dict[str, list[str]]
    types: _Types
    by_cells: dict[str, str]
    besides: dict[str, _BesidesEntry]
    kinds: dict[str, _KindEntry]


@dataclass(frozen=True, slots=True)
class FieldRule:
    """What headers of one meaning look like. Patterns are None where there is nothing to match."""

    name: str
    han: LazyPattern | None
    latin: LazyPattern | None
    loose: re.Pattern[str] | None
    holds: Holds
    values: re.Pattern[str] | None
    sniff: bool


@dataclass(frozen=True, slots=True)
class AlsoRule:
    """A further kind a table serves if all roles are there; its records are the rows whose cells match."""

    kind: str
    roles: tuple[str, ...]
    cells: Mapping[str, re.Pattern[str]]


@dataclass(frozen=True, slots=True)
class KindRule:
    """How a kind of record is told from its columns and from the words around it."""

    name: str
    words: re.Pattern[str]
    never: re.Pattern[str] | None
    unlike: re.Pattern[str] | None  # two headers like these are of another sort of table
    require_words: bool
    family: str
    raw: bool
    closed: bool  # no roles but its own
    each: tuple[str, ...]  # roles without which a row is no record
    any: tuple[str, ...]  # a row with none of these is no record; () for no such rule
    nothing: re.Pattern[str] | None  # a cell of a row that says there was nothing to record
    times: tuple[str, ...]  # roles of columns of times that no header explains, in the order things happen
    rest: tuple[str, ...]  # roles of columns of text that no header explains, as they usually stand
    figures: tuple[str, ...]  # roles of columns of figures that no header explains, from left to right
    persons: tuple[str, ...]  # roles of columns of names of people that no header explains, from left to right
    by_cells: Mapping[str, re.Pattern[str]]  # as those of all kinds, for this one
    share: Mapping[str, str]  # a role that has no column of its own -> the role whose column may tell of both
    score: Mapping[str, float]
    need: tuple[tuple[str, ...], ...]
    cells: Mapping[str, re.Pattern[str]]
    sure: Mapping[str, re.Pattern[str]]  # a column of many different such cells makes the kind, whatever header and title say
    also: tuple[AlsoRule, ...]
    roles: Mapping[str, tuple[str, ...]]  # in the order columns are given away


@dataclass(frozen=True, slots=True)
class RoleTypes:
    """How the cells of a role are read; a role that is in none is text."""

    time: frozenset[str]
    last: frozenset[str]  # of a term, its end counts
    number: frozenset[str]
    keep: frozenset[str]
    said_no: frozenset[str]


@dataclass(frozen=True, slots=True)
class BesidesRule:
    """Roles whose column tells of another role as well if most of its cells match."""

    roles: tuple[str, ...]
    cells: re.Pattern[str]


@dataclass(frozen=True, slots=True)
class RecordLexicon:
    fields: tuple[FieldRule, ...]
    short: Mapping[str, str]  # words of Latin headers that are cut short -> in full
    kinds: Mapping[str, KindRule]
    types: RoleTypes
    by_cells: Mapping[str, re.Pattern[str]]  # what most cells of a column hold that plays the role
    besides: Mapping[str, BesidesRule]


@lru_cache(maxsize=1)
def record_lexicon() -> RecordLexicon:
    """The lexicon. Its labels are checked when it is first asked for them. Raises LexiconError."""
    return _lexicon(LEXICON / "records.yaml")


@lru_cache(maxsize=1)
def labels() -> Keys:
    """What tells which fields of the lexicon a text may be the label of: most cells are no labels. Raises LexiconError."""
    return Keys(remembered("labels of fields", lambda: _label_pairs(record_lexicon().fields)))


def load_record_lexicon(path: Path) -> RecordLexicon:
    """A lexicon of record tables from its file, checked as a whole. Raises LexiconError."""
    lexicon = _lexicon(path)
    _label_pairs(lexicon.fields)
    return lexicon


def _label_pairs(fields: Sequence[FieldRule]) -> Sequence[Sequence[str] | None]:
    return key_pairs([[pattern.factors().needs for pattern in (rule.han, rule.latin) if pattern is not None] for rule in fields])


def _lexicon(path: Path) -> RecordLexicon:
    entries = load_strict(path, _File)
    _check_names(entries, path.name)
    fields = tuple(_field(name, entry, entries.parts, f"{path.name} fields.{name}") for name, entry in entries.fields.items())
    return RecordLexicon(
        fields,
        entries.short,
        {name: _kind(name, entry, entries.roles, entries.parts, f"{path.name} kinds.{name}") for name, entry in entries.kinds.items()},
        RoleTypes(**{name: frozenset(roles) for name, roles in entries.types}),
        {role: compile_pattern(cells, entries.parts, f"{path.name} by_cells.{role}") for role, cells in entries.by_cells.items()},
        {
            role: BesidesRule(tuple(one.roles), compile_pattern(one.cells, entries.parts, f"{path.name} besides.{role}"))
            for role, one in entries.besides.items()
        },
    )


def _check_names(entries: _File, file: str) -> None:
    """Every field and kind that is named must exist: a slip of the pen would silently switch off a rule."""
    for name, kind in entries.kinds.items():
        named = [*kind.score, *(field for fields in kind.roles.values() for field in fields)]
        for field in named:
            if field not in entries.fields:
                raise LexiconError(f"词表 {file} 有误：kinds.{name} 没有字段 {field}")
        for also in kind.also:
            if also.kind not in entries.kinds:
                raise LexiconError(f"词表 {file} 有误：kinds.{name}.also 没有种类 {also.kind}")
        known = {*entries.roles, *kind.roles}
        needed = [role for group in kind.need for role in group]
        told = [*kind.times, *kind.rest, *kind.figures, *kind.persons, *kind.by_cells]
        for role in [*needed, *kind.cells, *kind.each, *kind.any, *told]:
            if role not in known:
                raise LexiconError(f"词表 {file} 有误：kinds.{name} 没有角色 {role}")
    for role in [*entries.by_cells, *entries.besides, *(role for one in entries.besides.values() for role in one.roles)]:
        if role not in entries.roles and not any(role in kind.roles for kind in entries.kinds.values()):
            raise LexiconError(f"词表 {file} 有误：by_cells 或 besides 没有角色 {role}")
    for role, fields in entries.roles.items():
        for field in fields:
            if field not in entries.fields:
                raise LexiconError(f"词表 {file} 有误：roles.{role} 没有字段 {field}")


def _field(name: str, entry: _FieldEntry, parts: dict[str, str], where: str) -> FieldRule:
    han, latin = (lazy_pattern(pattern, parts, where) if pattern else None for pattern in (entry.han, entry.latin))
    loose, values = (compile_pattern(pattern, parts, where) if pattern else None for pattern in (entry.loose, entry.values))
    return FieldRule(name, han, latin, loose, entry.holds, values, entry.sniff)


def _kind(name: str, entry: _KindEntry, defaults: Mapping[str, list[str]], parts: dict[str, str], where: str) -> KindRule:
    further = {} if entry.closed else {role: fields for role, fields in defaults.items() if role not in entry.roles}
    return KindRule(
        name=name,
        words=compile_pattern(entry.words, {}, where),
        never=compile_pattern(entry.never, {}, where) if entry.never else None,
        unlike=compile_pattern(entry.unlike, parts, where) if entry.unlike else None,
        require_words=entry.require_words,
        family=entry.family,
        raw=entry.raw,
        closed=entry.closed,
        each=tuple(entry.each),
        any=tuple(entry.any),
        nothing=compile_pattern(entry.nothing, {}, where) if entry.nothing else None,
        times=tuple(entry.times),
        rest=tuple(entry.rest),
        figures=tuple(entry.figures),
        persons=tuple(entry.persons),
        by_cells={role: compile_pattern(cells, parts, where) for role, cells in entry.by_cells.items()},
        share=entry.share,
        score=entry.score,
        need=tuple(map(tuple, entry.need)),
        cells=_patterns(entry.cells, where),
        sure=_patterns(entry.sure, where),
        also=tuple(AlsoRule(also.kind, tuple(also.roles), _patterns(also.cells, where)) for also in entry.also),
        roles={role: tuple(fields) for role, fields in (entry.roles | further).items()},
    )


def _patterns(cells: Mapping[str, str], where: str) -> dict[str, re.Pattern[str]]:
    return {role: compile_pattern(pattern, {}, where) for role, pattern in cells.items()}
