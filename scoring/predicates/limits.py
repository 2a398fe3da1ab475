"""Which of the enterprise's own time limits holds for a record: tiers (ruling 4) and contradictions (ruling 5)."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache

from scoring.calendar import Limit
from scoring.documents.normalise import normalise
from scoring.evidence import Commitment, Evidence, Row
from scoring.predicates.commitments import Stages
from scoring.predicates.places import province, provinces, says_rest, tier_words

_OWN_TIER = ("tier", "region", "type", "product")
_HALVES = ("上午", "下午")
_NOON = "12"
_TIER_ROLES = (*_OWN_TIER, "note")


@dataclass(frozen=True)
class Limits:
    """The limits of one subject: by scope in normal form, for everybody, and for the rest. Several of a sort contradict each other."""

    by_scope: Mapping[str, tuple[Limit, ...]]
    general: tuple[Limit, ...]
    rest: tuple[Limit, ...]
    sources: tuple[Commitment, ...]
    aside: Mapping[tuple[Limit, ...], frozenset[Limit]] = field(default_factory=dict)  # of those found together, what is about another step

    def __bool__(self) -> bool:
        return bool(self.sources)

    @property
    def several(self) -> bool:
        """Whether a record may have more than one limit at all."""
        return len({limit.hours for found in (*self.by_scope.values(), self.general, self.rest) for limit in found}) > 1

    def of(self, row: Row) -> tuple[tuple[Limit, ...], bool]:
        """The limits for a record: those of the narrowest scope that fits it, and those for everybody.

        The flag says that no tier fitted and the widest was taken (ruling 4).
        """
        found, widest = self.read(row)
        aside = self.aside.get(found, frozenset())
        return tuple(limit for limit in found if limit not in aside), widest

    def read(self, row: Row) -> tuple[tuple[Limit, ...], bool]:
        """As `of`, with those that are about another step."""
        scopes = tuple(self.by_scope)
        told = [value for role in _TIER_ROLES if (value := normalise(row.get(role)))]
        told += _half_day(row) if any(half in scope for scope in scopes for half in _HALVES) else ()
        for value in told:
            fitting = _fitting(value, scopes)
            if fitting:
                return self._joined(fitting), False
        fitting = next((found for value in row.record.cells.values() if (found := _placed(normalise(value), scopes))), ())
        if not fitting and (any(row.get(role) for role in _OWN_TIER) or (self._by_place and any(map(province, row.record.cells.values())))):
            fitting = tuple(scope for scope in scopes if says_rest(scope))
        if fitting:
            return self._joined(fitting), False
        if self.general or self.rest:
            return self.general or self.rest, False
        widest = max(self.by_scope, key=lambda scope: max(limit.hours for limit in self.by_scope[scope]))
        return self.by_scope[widest], len(scopes) > 1

    @property
    def _by_place(self) -> bool:
        return any(provinces(scope) for scope in self.by_scope)

    def _joined(self, scopes: Sequence[str]) -> tuple[Limit, ...]:
        found = (*(limit for scope in scopes for limit in self.by_scope[scope]), *self.general)
        return tuple({limit.hours: limit for limit in found}.values())


def _half_day(row: Row) -> tuple[str, ...]:
    """Whether it came before or after noon, where the time of day is known: 上午单当日送达."""
    start = row.get("start")
    return (_HALVES[start[11:13] >= _NOON],) if len(start) > len("2026-01-01 ") else ()


def limits_on(subjects: Sequence[str], evidence: Evidence) -> Limits:
    """The enterprise's limits on the first of the subjects that it has any on."""
    for subject in subjects:
        found = evidence.commitments((subject,))
        if found:
            stages = Stages.of(found, evidence.frame.kinds.individual)
            by_scope = {scope: _distinct(items) for scope, items in stages.scoped.items()}
            tiered = {limit.hours for limits in by_scope.values() for limit in limits}
            rest = tuple(limit for limit in _distinct(stages.own_class) if limit.hours not in tiered)
            return Limits(by_scope, _distinct(stages.general), rest, found)
    return Limits({}, (), (), ())


def _distinct(found: Sequence[Commitment]) -> tuple[Limit, ...]:
    limits = {one.limit.hours: one.limit for one in found if one.limit is not None}
    return tuple(limits[hours] for hours in sorted(limits))


@lru_cache(maxsize=4096)
def _fitting(value: str, scopes: tuple[str, ...]) -> tuple[str, ...]:
    """Scopes that name the value: equal, else one within the other. Longest first, and only the best degree of fit."""
    equal = tuple(scope for scope in scopes if scope and scope == value)
    placed = _placed(value, scopes)
    if equal or placed:
        return tuple(dict.fromkeys((*equal, *placed)))
    inside = [scope for scope in scopes if scope and (scope in value or value in scope)]
    if not inside:
        parts = [scope for scope in scopes if scope and any(part and part in value for part in _parts(scope))]
        return tuple(parts[:1]) if len(parts) == 1 else _alike(value, scopes) if not parts else ()
    longest = max(len(scope) for scope in inside)
    return tuple(scope for scope in inside if len(scope) == longest)


def _placed(value: str, scopes: tuple[str, ...]) -> tuple[str, ...]:
    """The scopes whose list of provinces holds the one that the value begins with: 江浙沪皖 for 浙江省杭州市."""
    here = province(value)
    return tuple(scope for scope in scopes if here in provinces(scope)) if here else ()


def _alike(value: str, scopes: tuple[str, ...]) -> tuple[str, ...]:
    """The one scope that says the same in another word: 主城 and 市区."""
    for group in tier_words():
        if any(word in value for word in group):
            found = tuple(scope for scope in scopes if scope and any(word in scope for word in group))
            if len(found) == 1:
                return found
    return ()


def _parts(scope: str) -> list[str]:
    for mark in "、/和及与,,":
        scope = scope.replace(mark, "|")
    return [part.strip() for part in scope.split("|")]
