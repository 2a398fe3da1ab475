"""scoring/lexicon/concepts/*.yaml -> concepts: what a sentence can state, and the patterns that tell."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Literal

from scoring.facts.lazy_pattern import LazyPattern, lazy_pattern
from scoring.strict_yaml import LEXICON, Frozen, LexiconError, load_strict

# sentence: running text; row: a row of a small table; record: a dated row, or one of a long table; header: the first row of a
# table; heading: a title.
Place = Literal["sentence", "row", "record", "header", "heading"]

_FOLDER = LEXICON / "concepts"
_FRAGMENTS = LEXICON / "fragments.yaml"
_LINE_SAFE = re.compile(r"(?<!\\)\[\^")


class _Fragments(Frozen):
    fragments: dict[str, str]


class _Rule(Frozen):
    """`all` of the patterns stand in one sentence, in any order; the statement is where the first one stands.

    `near`: a title above the sentence, or the header of its table, must match; `not_near`: none may. `bare`: holds for a mere
    list of words, too (a menu of a website, steps of a process).
    """

    all: tuple[str, ...]
    near: str = ""
    not_near: str = ""
    unless: tuple[str, ...] = ()
    where: tuple[Place, ...] = ()
    bare: bool = False


class _Concept(Frozen):
    """`negative`: denying words are part of the concept (不得泄露). `planned_counts`: measures are planned by nature.
    `slogan`: a maxim forbids and denies as it likes (不让顾客等); only having none denies it."""

    id: str
    title: str
    patterns: tuple[str | _Rule, ...]
    unless: tuple[str, ...] = ()
    where: tuple[Place, ...] = ("sentence", "row")
    negative: bool = False
    planned_counts: bool = False
    slogan: bool = False


class _File(Frozen):
    concepts: tuple[_Concept, ...]


@dataclass(frozen=True)
class Rule:
    first: LazyPattern
    others: tuple[LazyPattern, ...]
    near: LazyPattern | None
    not_near: LazyPattern | None
    unless: LazyPattern | None
    where: tuple[Place, ...]
    bare: bool


@dataclass(frozen=True)
class Concept:
    id: str
    title: str
    rules: tuple[Rule, ...]
    negative: bool
    planned_counts: bool
    slogan: bool


@lru_cache(maxsize=1)
def concepts() -> tuple[Concept, ...]:
    """All concepts, in the order of files and entries. Raises LexiconError."""
    fragments = load_strict(_FRAGMENTS, _Fragments).fragments
    out: dict[str, Concept] = {}
    for path in sorted(_FOLDER.glob("*.yaml")):
        for entry in load_strict(path, _File).concepts:
            if entry.id in out:
                raise LexiconError(f"词表 {path.name}：{entry.id} 重复")
            out[entry.id] = _concept(entry, fragments, f"{path.name} {entry.id}")
    return tuple(out.values())


def _concept(entry: _Concept, fragments: dict[str, str], where: str) -> Concept:
    def one(patterns: Sequence[str]) -> LazyPattern | None:
        if not patterns:
            return None
        # The lines of a file are searched as one text: no gap may run over the end of a line.
        joined = "|".join(f"(?:{_LINE_SAFE.sub(lambda _: '[^' + chr(92) + 'n', pattern)})" for pattern in patterns)
        return lazy_pattern(f"(?m:{joined})", fragments, where)

    plain = [pattern for pattern in entry.patterns if isinstance(pattern, str)]
    rules = [_Rule(all=("|".join(f"(?:{pattern})" for pattern in plain),))] if plain else []
    rules += [pattern for pattern in entry.patterns if isinstance(pattern, _Rule)]
    made = []
    for rule in rules:
        parts = [part for pattern in rule.all if (part := one([pattern])) is not None]
        made.append(
            Rule(
                parts[0],
                tuple(parts[1:]),
                one([rule.near] if rule.near else []),
                one([rule.not_near] if rule.not_near else []),
                one([*entry.unless, *rule.unless]),
                rule.where or entry.where,
                rule.bare,
            )
        )
    return Concept(entry.id, entry.title, tuple(made), entry.negative, entry.planned_counts, entry.slogan)


@lru_cache(maxsize=1)
def _titles() -> dict[str, str]:
    return {one.id: one.title for one in concepts()}


def concept_title(concept: str) -> str:
    """What a concept is called, in Chinese."""
    return _titles()[concept]
