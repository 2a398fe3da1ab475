"""Which of the enterprise's own time limits holds for a record: tiers (ruling 4) and contradictions (ruling 5)."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

from scoring.calendar import Limit
from scoring.documents.normalise import normalise
from scoring.evidence import Commitment, Evidence, Row

_TIER_ROLES = ("tier", "region", "type", "product", "note")


@dataclass(frozen=True)
class Limits:
    """The limits of one subject, by scope in normal form; "" is for all. Several limits of a scope contradict each other."""

    by_scope: Mapping[str, tuple[Limit, ...]]
    sources: tuple[Commitment, ...]

    def __bool__(self) -> bool:
        return bool(self.by_scope)

    def of(self, row: Row) -> tuple[tuple[Limit, ...], bool]:
        """The limits for a record, narrowest scope that fits it first; the flag says that no tier fitted and the widest was taken."""
        scopes = tuple(self.by_scope)
        for role in _TIER_ROLES:
            value = normalise(row.get(role))
            fitting = _fitting(value, scopes) if value else ()
            if fitting:
                return tuple(limit for scope in fitting for limit in self.by_scope[scope]), False
        if "" in self.by_scope:
            return self.by_scope[""], False
        widest = max(self.by_scope, key=lambda scope: max(limit.hours for limit in self.by_scope[scope]))
        return self.by_scope[widest], len(scopes) > 1


def limits_on(subjects: Sequence[str], evidence: Evidence) -> Limits:
    """The enterprise's limits on the first of the subjects that it has any on."""
    for subject in subjects:
        found = evidence.commitments((subject,))
        if found:
            return Limits(_by_scope(found), found)
    return Limits({}, ())


def _by_scope(found: Sequence[Commitment]) -> dict[str, tuple[Limit, ...]]:
    scopes: dict[str, dict[object, Limit]] = defaultdict(dict)
    for one in found:
        if one.limit is not None:
            scopes[normalise(one.promise.scope)].setdefault(one.limit.hours, one.limit)
    tiered = {limit.hours for scope, limits in scopes.items() if scope for limit in limits.values()}
    if tiered and "" in scopes:
        # A paper that names one tier's value without the tier (a contract for one class) does not contradict the tiers.
        rest = {key: limit for key, limit in scopes[""].items() if limit.hours not in tiered}
        if rest:
            scopes[""] = rest
        else:
            del scopes[""]
    return {scope: tuple(sorted(limits.values(), key=lambda one: one.hours)) for scope, limits in scopes.items()}


@lru_cache(maxsize=4096)
def _fitting(value: str, scopes: tuple[str, ...]) -> tuple[str, ...]:
    """Scopes that name the value: equal, else one within the other. Longest first, and only the best degree of fit."""
    equal = tuple(scope for scope in scopes if scope and scope == value)
    if equal:
        return equal
    inside = [scope for scope in scopes if scope and (scope in value or value in scope)]
    if not inside:
        parts = [scope for scope in scopes if scope and any(part and part in value for part in _parts(scope))]
        return tuple(parts[:1]) if len(parts) == 1 else ()
    longest = max(len(scope) for scope in inside)
    return tuple(scope for scope in inside if len(scope) == longest)


def _parts(scope: str) -> list[str]:
    for mark in "、/和及与,,":
        scope = scope.replace(mark, "|")
    return [part.strip() for part in scope.split("|")]
