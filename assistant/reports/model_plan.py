"""The plan in a report, as frozen values; all texts and decimal strings are the plan document's own."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Bundle:
    clause: str
    title: str
    gain: str
    days: str
    lead_days: str
    outcome: str
    note: str
    actions: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Action:
    """`number` tells actions apart in a report; `critical`: no day to spare; `targets` are clauses and special deductions."""

    number: str
    targets: tuple[str, ...]
    do: str
    hand_in: str
    who: str
    days: str
    lead_days: str
    start: str
    finish: str
    slack: str
    critical: bool


@dataclass(frozen=True, slots=True)
class LeftOut:
    clause: str
    title: str
    gain: str
    days: str
    why: str


@dataclass(frozen=True, slots=True)
class Expiring:
    clause: str
    title: str
    text: str
    on: str
    loses: str


@dataclass(frozen=True, slots=True)
class Plan:
    """`headline` says whether and when the target is reached."""

    target: str
    lower: str
    reachable: bool
    headline: tuple[str, ...]
    before: str
    after: str
    earliest_date: str
    bundles: tuple[Bundle, ...]
    actions: tuple[Action, ...]
    left_out: tuple[LeftOut, ...]
    expiring: tuple[Expiring, ...]
    notes: tuple[str, ...]
    estimates: str = ""
    audit_date: str = ""
    charts: tuple[str, ...] = ()
    """The actions over the calendar as SVG, for wide pages and for narrow ones; none where there is no action or a date lacks."""
