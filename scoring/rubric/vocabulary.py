"""Whether a rubric speaks of things that exist: kinds, concepts, record kinds, roles, subjects, clauses."""

from collections.abc import Iterator
from typing import Any

from pydantic import BaseModel

from scoring.rubric.model import Rubric
from scoring.rubric.predicates import Parameters

Place = tuple[str | int, ...]
_KIND_FIELDS = {"kinds": "kind", "regions": "record", "outlets": "record", "records": "record", "managers": "record", "holders": "record"}
_CONCEPT_FIELDS = ("concepts", "any_of", "unless", "attested", "none_declared", "ledger", "remote")
_SUBJECT_FIELDS = ("subjects", "pending")
_ROLE_FIELDS = ("filled", "roles", "or_filled", "role", "start")


def unknown_names(rubric: Rubric) -> Iterator[tuple[Place, str]]:
    """(place, complaint) for every name that no lexicon and no clause has."""
    known = _known(rubric)
    words = {"kind": "文件种类", "record": "记录种类", "concept": "概念", "subject": "承诺事项", "role": "栏目", "clause": "条款", "claim": "数字"}
    for place, sort, name in _names(rubric):
        if name not in known[sort] and not (sort == "kind" and name in known["record"]):
            yield place, f"没有名为“{name}”的{words[sort]}"


def _known(rubric: Rubric) -> dict[str, frozenset[str]]:
    from scoring.facts.claim_lexicon import claim_words
    from scoring.facts.concept_lexicon import concepts
    from scoring.facts.kinds import kinds
    from scoring.facts.paper_lexicon import instrument_words
    from scoring.facts.promise_lexicon import promise_words
    from scoring.facts.record_lexicon import record_lexicon
    from scoring.facts.role_titles import role_names

    records = record_lexicon()
    roles = {role for kind in records.kinds.values() for role in kind.roles} | role_names()
    papers = frozenset(kinds()) | {rule.kind for rule in instrument_words().titles}
    return {
        "kind": papers,
        "record": frozenset(records.kinds),
        "concept": frozenset(one.id for one in concepts()),
        "subject": frozenset(promise_words().lexicon.subjects),
        "role": frozenset(roles),
        "claim": frozenset(claim_words().subjects),
        "clause": frozenset(clause.id for clause in rubric.clauses()),
    }


def _names(rubric: Rubric) -> Iterator[tuple[Place, str, str]]:
    for g, group in enumerate(rubric.groups):
        for i, indicator in enumerate(group.indicators):
            for c, clause in enumerate(indicator.clauses):
                place: Place = ("groups", g, "indicators", i, "clauses", c)
                yield from ((((*place, "evidence", n)), "kind", kind) for n, kind in enumerate(clause.evidence))
                for n, condition in enumerate(clause.conditions):
                    yield from _of_predicate((*place, "conditions", n, "predicate"), condition.predicate)
    for n, one in enumerate(rubric.eligibility):
        yield from _of_predicate(("eligibility", n, "predicate"), one.predicate)
    for n, rule in enumerate(rubric.special_deductions.rules):
        base: Place = ("special_deductions", "rules", n)
        yield from (((*base, "concepts", m), "concept", name) for m, name in enumerate(rule.concepts))
        yield from (((*base, "kinds", m), "kind", name) for m, name in enumerate(rule.kinds))
        yield from (((*base, "clauses", m), "clause", name) for m, name in enumerate(rule.clauses))
    yield from ((("special_bonus", "concepts", n), "concept", name) for n, name in enumerate(rubric.special_bonus.concepts))


def _of_predicate(place: Place, predicate: BaseModel) -> Iterator[tuple[Place, str, str]]:
    for field, value in predicate:
        sort = _sort(field, predicate)
        here = (*place, field)
        if sort is not None:
            yield from ((here, sort, name) for name in _flat(value))
        elif isinstance(value, tuple):
            for n, one in enumerate(value):
                if isinstance(one, Parameters):
                    yield from _of_predicate((*here, n), one)
        if isinstance(value, dict):
            values = {"linked": "record", "fallback": "role", "ends": "subject"}[field]
            yield from ((here, "role", name) for name in value)
            yield from ((here, values, name) for name in _flat(tuple(value.values())))


def _sort(field: str, predicate: BaseModel) -> str | None:
    if field in ("agreements", "certificates"):
        return "kind"
    if field in _KIND_FIELDS:
        return _KIND_FIELDS[field]
    if field in _CONCEPT_FIELDS:
        return "concept"
    if field in _SUBJECT_FIELDS:
        return "subject"
    if field in ("excluded_with", "undisputed"):
        return "clause" if field == "excluded_with" else "claim"
    return "role" if field in _ROLE_FIELDS and type(predicate).__name__ != "Topic" else None


def _flat(value: Any) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, tuple):
        for one in value:
            yield from _flat(one)
