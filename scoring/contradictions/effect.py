"""What a contradiction does to a condition: nothing, unless the outcome depends on which of the values holds (rulings 5 and 21)."""

from collections.abc import Callable, Iterator, Sequence
from decimal import Decimal
from typing import Any

from scoring.contradictions.certificates import with_term
from scoring.contradictions.model import Contradiction
from scoring.evidence import Evidence
from scoring.points import people_needed
from scoring.rubric.predicates import Predicate, Staffed, Stated, Topics
from scoring.verdict import Verdict, unknown

_DECIDED = ("met", "partial", "not_met")
Judge = Callable[[Predicate, Evidence], Verdict]


def concerning(predicate: Predicate, found: Sequence[Contradiction]) -> tuple[Contradiction, ...]:
    """Those on something the predicate asks for."""
    if isinstance(predicate, Topics):  # asks whether a matter is dealt with at all
        return ()
    names = frozenset(_names(predicate.model_dump())) if found else frozenset()
    return tuple(one for one in found if one.about & names)


def settled(predicate: Predicate, verdict: Verdict, found: Sequence[Contradiction], evidence: Evidence, judge: Judge) -> Verdict:
    """The verdict, or unknown where it would be another one if another of the values held."""
    if verdict.outcome not in _DECIDED:
        return verdict
    for one in found:
        if _bears(predicate, verdict, one, evidence, judge):
            return unknown("contradiction", f"{one.text}；结论取决于以哪个为准，须先查实更正", one.quotes)
    return verdict


def _bears(predicate: Predicate, verdict: Verdict, one: Contradiction, evidence: Evidence, judge: Judge) -> bool:
    if one.subject == "certificate_term":
        return len({_result(judge(predicate, world)) for world in _worlds(one, evidence)}) > 1
    if isinstance(predicate, Staffed) and one.subject == "service_managers" and "holders" in verdict.params:
        holders = int(verdict.params["holders"])
        return len({holders >= people_needed(int(Decimal(amount)), predicate.percent) for amount in one.amounts}) > 1
    return isinstance(predicate, Stated) and one.subject in predicate.undisputed and verdict.outcome == "met"


def _worlds(one: Contradiction, evidence: Evidence) -> Iterator[Evidence]:
    """The evidence as it would be with each of the terms."""
    files = tuple(paper.facts for paper in evidence.papers)
    for expires in one.amounts:
        yield Evidence.of(with_term(files, one.key, expires), evidence.frame, evidence.industry, evidence.excluded, evidence.scored)


def _result(verdict: Verdict) -> tuple[str, object]:
    return verdict.outcome, verdict.sample.share if verdict.sample is not None else None


def _names(value: Any) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        for part in value.values():
            yield from _names(part)
    elif isinstance(value, list | tuple):
        for part in value:
            yield from _names(part)
