"""Comparing promises: the same matter, the same scope, different values."""

from collections import defaultdict
from collections.abc import Sequence

from scoring.documents.normalise import normalise
from scoring.evidence import Commitment


def value_of(one: Commitment) -> object:
    """What must agree: hours for a time limit (24 小时 = 1 天, 12 个月 = 1 年), digits for a hotline."""
    return one.limit.hours if one.limit is not None else "".join(filter(str.isdigit, one.promise.value))


def shown_value(one: Commitment) -> str:
    unit = {"hour": " 小时", "day": " 天", "workday": " 个工作日", "month": " 个月", "text": ""}[one.promise.unit]
    scope = one.promise.scope
    return f"{scope}{' ' if scope else ''}{one.promise.value}{unit}"


def conflict(found: Sequence[Commitment]) -> tuple[Commitment, Commitment] | None:
    """Two promises on one matter that contradict each other, if any.

    Values of one scope must be equal. A value without a scope agrees with tiers if it is one of theirs: a contract for
    one class of customers names that class's value alone.
    """
    by_scope: dict[str, list[Commitment]] = defaultdict(list)
    for one in sorted(found, key=lambda item: (item.paper.facts.path, item.promise.source.locator)):
        by_scope[normalise(one.promise.scope)].append(one)
    tiers = {value_of(one) for scope, items in by_scope.items() if scope for one in items}
    for scope, items in by_scope.items():
        first = items[0]
        for other in items[1:]:
            if value_of(other) == value_of(first):
                continue
            if not scope and tiers and ({value_of(other), value_of(first)} & tiers):
                continue
            return first, other
    if tiers and "" in by_scope:
        stray = next((one for one in by_scope[""] if value_of(one) not in tiers), None)
        if stray is not None and _is_tiered(by_scope):
            other = next(one for scope, items in by_scope.items() if scope for one in items)
            return stray, other
    return None


def _is_tiered(by_scope: dict[str, list[Commitment]]) -> bool:
    """Time limits come in tiers; warranty terms come by part, where a value for the whole stands beside the parts' own."""
    return next(iter(by_scope.values()))[0].promise.subject not in ("warranty", "hotline", "spare_supply", "return_days", "exchange_days")
