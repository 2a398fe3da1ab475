"""Patterns that wait: nothing is compiled before it is asked for, and every pattern of the lexicon can be."""

import re
from collections.abc import Iterator
from dataclasses import fields, is_dataclass
from typing import Any

import pytest

from scoring.facts.concept_lexicon import concepts
from scoring.facts.kinds import kinds
from scoring.facts.lazy_pattern import LazyPattern, compile_next, lazy_pattern
from scoring.facts.record_lexicon import record_lexicon
from scoring.strict_yaml import LexiconError


def _patterns(value: Any) -> Iterator[LazyPattern]:
    if isinstance(value, LazyPattern):
        yield value
    elif isinstance(value, tuple):
        for one in value:
            yield from _patterns(one)
    elif is_dataclass(value):
        for field in fields(value):
            yield from _patterns(getattr(value, field.name))


def test_it_finds_what_the_pattern_finds(monkeypatch: pytest.MonkeyPatch) -> None:
    pattern = lazy_pattern("<who>[:：]", {"who": "甲|乙"}, "x.yaml")
    assert not pattern.__dict__.get("compiled")
    found = pattern.search("丙乙：")
    assert found is not None
    assert found.span() == (1, 3)
    assert pattern.fullmatch("丙乙：") is None
    assert [one[0] for one in pattern.finditer("甲:乙：")] == ["甲:", "乙："]
    monkeypatch.setattr(re, "compile", lambda *_: pytest.fail("compiled again"))
    assert pattern.search("甲:")


def test_faults_name_where_they_are_written() -> None:
    with pytest.raises(LexiconError, match=r"x\.yaml.*nothing"):
        lazy_pattern("<nothing>", {}, "x.yaml")
    for ask in (LazyPattern.factors, lambda one: one.search("甲")):
        with pytest.raises(LexiconError, match=r"x\.yaml.*不是正则表达式"):
            ask(lazy_pattern("(甲", {}, "x.yaml"))


def test_those_nobody_asked_for_are_compiled_one_after_the_other(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("scoring.facts.lazy_pattern._uncompiled", [])
    sound, broken = lazy_pattern("甲+", {}, "x.yaml"), lazy_pattern("(甲", {}, "x.yaml")
    assert [compile_next(), compile_next(), compile_next()] == [True, True, False]
    assert sound.__dict__["compiled"].fullmatch("甲甲")
    with pytest.raises(LexiconError):
        broken.search("甲")


def test_every_pattern_of_the_lexicon_is_sound() -> None:
    every = list(_patterns((concepts(), tuple(kinds().values()), record_lexicon().fields)))
    assert len(every) > 500
    for pattern in every:
        assert pattern.compiled.pattern == pattern.pattern
