"""Comparing promises: the same matter, the same scope, different values."""

import re
from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from scoring.documents.normalise import normalise
from scoring.evidence import Commitment
from scoring.predicates.places import place_key

SUBJECT_TITLES = {
    "response": "到场时限",
    "reply": "首次响应时限",
    "warranty": "保修期",
    "return_days": "退货天数",
    "exchange_days": "换货天数",
    "hotline": "热线",
    "delivery": "送达时限",
    "complaint": "投诉办结时限",
    "no_reason_days": "无理由退货天数",
    "return_handling": "退换办结时限",
}


def value_of(one: Commitment) -> object:
    """What must agree: hours for a time limit (24 小时 = 1 天, 12 个月 = 1 年), digits for a hotline."""
    return one.limit.hours if one.limit is not None else "".join(filter(str.isdigit, one.promise.value))


def shown_value(one: Commitment) -> str:
    unit = {"hour": " 小时", "day": " 天", "workday": " 个工作日", "month": " 个月", "text": ""}[one.promise.unit]
    scope = one.promise.scope
    return f"{scope}{' ' if scope else ''}{one.promise.value}{unit}"


_CLASS = re.compile(r"(?<=[^\W_]{2})(?:性?(?:故障|问题|事件|需求|请求|情况|事项)|级别?|用户|客户|顾客|地区|区域)$")
_BY_PART = ("warranty", "hotline", "spare_supply", "return_days", "exchange_days", "no_reason_days")


@dataclass(frozen=True)
class Stages:
    """Promises on one matter, sorted by what they are for.

    `scoped`: by tier or part. `general`: said without a scope, for everybody. `own_class`: said without a scope where the
    scope goes without saying: in a paper for one customer (a contract of one class), or beside tiers of the same paper
    (then it is for the rest).
    """

    scoped: Mapping[str, tuple[Commitment, ...]]
    general: tuple[Commitment, ...]
    own_class: tuple[Commitment, ...]

    @classmethod
    def of(cls, found: Sequence[Commitment], individual: frozenset[str]) -> "Stages":
        ordered = sorted(found, key=lambda one: (one.paper.facts.path, one.promise.source.locator, one.promise.source.quote))
        scoped: dict[str, list[Commitment]] = defaultdict(list)
        for one in ordered:
            if one.promise.scope:
                scoped[_plain(one.promise.scope)].append(one)
        tiered_files = {one.paper.facts.path for items in scoped.values() for one in items}
        plain = [one for one in ordered if not one.promise.scope]
        own = [one for one in plain if one.paper.facts.path in tiered_files or (scoped and one.paper.kinds(one.promise.section) & individual)]
        return cls(
            {scope: tuple(items) for scope, items in scoped.items()}, tuple(one for one in plain if one not in own), tuple(own)
        )


def _plain(scope: str) -> str:
    """一般故障 and 一般, 市区用户 and 市区 are one scope."""
    return place_key(_CLASS.sub("", normalise(scope)))


def conflict(found: Sequence[Commitment], individual: frozenset[str]) -> tuple[Commitment, Commitment] | None:
    """Two promises on one matter that contradict each other, if any."""
    group = next(iter(disagreeing(found, individual)), None)
    return (group[0], _other(group)) if group else None


def disagreeing(found: Sequence[Commitment], individual: frozenset[str]) -> tuple[tuple[Commitment, ...], ...]:
    """Promises on one matter that contradict each other, by scope.

    Values of one scope must be equal, and so must values for everybody. Where there are tiers, one value for everybody
    contradicts them unless all are equal; the value of a contract for one class must be that of a tier.
    """
    stages = Stages.of(found, individual)
    groups = tuple(items for items in (*stages.scoped.values(), stages.general) if len({value_of(one) for one in items}) > 1)
    if groups or not found:
        return groups
    if not stages.scoped or found[0].promise.subject in _BY_PART:
        return _between(stages.general, stages.own_class) if not stages.scoped else ()
    tiers = [one for items in stages.scoped.values() for one in items]
    clash = _between(stages.general, tiers)
    if clash:
        return clash
    values = {value_of(one) for one in (*tiers, *_defaults(stages))}
    stray = next((one for one in stages.own_class if value_of(one) not in values), None)
    return ((stray, tiers[0]),) if stray is not None else ()


def disagreeing_hotlines(items: Sequence[Commitment]) -> tuple[tuple[Commitment, ...], ...]:
    """Several numbers are no contradiction (branches, extensions); a paper that shares none with the others is."""
    by_file: dict[str, list[Commitment]] = {}
    for one in items:
        by_file.setdefault(one.paper.facts.path, []).append(one)
    numbers = Counter(value for group in by_file.values() for value in {value_of(one) for one in group})
    common = {value for value, count in numbers.items() if count > 1}
    stray = [group[0] for group in by_file.values() if not {value_of(one) for one in group} & common]
    if len(by_file) < 2 or not stray:
        return ()
    other = next(group[0] for group in by_file.values() if group[0] is not stray[0])
    return ((stray[0], other),)


def _other(group: Sequence[Commitment]) -> Commitment:
    return next(one for one in group if value_of(one) != value_of(group[0]))


def _between(some: Sequence[Commitment], others: Sequence[Commitment]) -> tuple[tuple[Commitment, ...], ...]:
    return next((((one, other),) for one in some for other in others if value_of(one) != value_of(other)), ())


def _defaults(stages: Stages) -> list[Commitment]:
    """Values for the rest, beside tiers of the same paper."""
    tiered_files = {one.paper.facts.path for items in stages.scoped.values() for one in items}
    return [one for one in stages.own_class if one.paper.facts.path in tiered_files]
