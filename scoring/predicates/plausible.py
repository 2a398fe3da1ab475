"""Limits that are about another step: nearly all records break one and keep another, wider one that is read for them as well.

当天给结论 beside 七天内办结: both are read as limits on one matter, and only the records tell which one it is about.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from decimal import Decimal
from fractions import Fraction

from scoring.calendar import Limit, day_of
from scoring.evidence import Commitment, Evidence, Row
from scoring.predicates.commitments import shown_value
from scoring.predicates.limits import Limits, limits_on

_MOST = Fraction(4, 5)
_FEWEST = 5  # records that tell anything at all
_APART = Decimal(4)  # times wider: no two versions of one promise; less only where one paper makes both
_DAY = 10

# Which records tell of a subject, by the moments between which its time runs.
_RECORDED: Mapping[str, tuple[str, tuple[str, ...], str]] = {
    "response": ("repair_record", ("start", "date"), "arrive"),
    "reply": ("repair_record", ("start", "date"), "respond"),
    "repair_finish": ("repair_record", ("start", "date"), "finish"),
    "delivery": ("delivery_record", ("start", "date"), "finish"),
    "complaint": ("complaint_record", ("start", "date"), "finish"),
    "return_handling": ("return_record", ("start", "date"), "finish"),
}


@dataclass(frozen=True, slots=True)
class Span:
    """A record with the moments of its beginning and end."""

    row: Row
    start: str
    end: str


def spans(rows: Iterable[Row], starts: Iterable[str], ends: Iterable[str]) -> Iterator[Span]:
    """Of the records that tell both moments to the day."""
    first, last = tuple(starts), tuple(ends)
    for row in rows:
        start = next((row.get(role) for role in first if day_of(row.get(role))), "")
        end = next((row.get(role) for role in last if day_of(row.get(role))), "")
        if min(len(start), len(end)) >= _DAY:
            yield Span(row, start, end)


def settled(limits: Limits, found: Iterable[Span]) -> Limits:
    """The limits without those that the records show to be about another step. The widest of those read together always stays."""
    if not limits.several:
        return limits
    together: dict[tuple[Limit, ...], list[Span]] = defaultdict(list)
    for span in found:
        read, _ = limits.read(span.row)
        if len(read) > 1:
            together[read].append(span)
    aside = {read: out for read, group in together.items() if len(group) >= _FEWEST and (out := _aside(limits, read, group))}
    return replace(limits, aside=aside) if aside else limits


def without_other_steps(subject: str, items: tuple[Commitment, ...], evidence: Evidence) -> tuple[Commitment, ...]:
    """The promises on a subject without those that the records show to be about another step."""
    if subject not in _RECORDED or len({one.limit for one in items}) < 2:
        return items
    kind, starts, end = _RECORDED[subject]
    limits = settled(limits_on((subject,), evidence), spans(evidence.rows((kind,)), starts, (end,)))
    out = {limit.hours for limits in limits.aside.values() for limit in limits}
    return tuple(one for one in items if one.limit is None or one.promise.scope or one.limit.hours not in out)


def told_aside(limits: Limits) -> str:
    """Which places were left aside, and why; "" for none."""
    out = {limit.hours for found in limits.aside.values() for limit in found}
    places = {
        f"{one.quote.place}“{shown_value(one)}”": None
        for one in limits.sources
        if one.limit is not None and one.limit.hours in out
    }
    return f"；{'、'.join([*places][:3])}八成以上的记录都超过，而另一较宽的时限八成以上都做到，应是另一环节的时限，未作比对" if places else ""


def _aside(limits: Limits, read: tuple[Limit, ...], group: list[Span]) -> frozenset[Limit]:
    kept = {limit: sum(limit.kept(span.start, span.end) is True for span in group) for limit in read}
    plausible = [limit for limit in read if kept[limit] >= _MOST * len(group)]
    return frozenset(
        limit
        for limit in read
        if kept[limit] <= (1 - _MOST) * len(group)
        and any(limit.hours < wider.hours and (limit.hours * _APART <= wider.hours or _in_one_paper(limits, limit, wider)) for wider in plausible)
    )


def _in_one_paper(limits: Limits, one: Limit, other: Limit) -> bool:
    """Every paper that makes the one makes the other as well."""
    files, others = (
        {source.paper.facts.path for source in limits.sources if source.limit is not None and source.limit.hours == each.hours}
        for each in (one, other)
    )
    return bool(files) and files <= others
