"""What is true of a sample, worked out from how it was made and from the rules; no grader has a part in it.

Points and levels are repeated here, so that the truth leans on nothing of the grader. `earned` is a range in
hundredths: its ends are the exact value rounded down and up, or two readings that the rules both allow.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from fractions import Fraction
from typing import Any

POINTS = {  # working points of the 44 clauses, as the rules state them
    "5.1.1.1": 2, "5.1.1.2": 3, "5.1.2.1": 3, "5.1.2.2": 5, "5.1.3.1": 3, "5.1.3.2": 2, "5.1.3.3": 3, "5.1.4.1": 4,
    "5.1.4.2": 2, "5.1.5.1": 2, "5.1.5.2": 3, "5.1.6.1": 2, "5.1.6.2": 1, "5.1.6.3": 1, "5.1.6.4": 1, "5.1.7.1": 1,
    "5.1.7.2": 1, "5.1.7.3": 1, "5.2.1-a": 3, "5.2.1-b": 2, "5.2.2-a": 2, "5.2.2-b": 2, "5.2.2-c": 2, "5.2.3-a": 2,
    "5.2.3-b": 3, "5.2.4-a": 2, "5.2.4-b": 3, "5.2.4-c": 2, "5.2.4-d": 2, "5.2.5-a": 2, "5.2.5-b": 3, "5.2.5-c": 1,
    "5.2.5-d": 1, "5.2.6-a": 1, "5.2.6-b": 2, "5.3.1.1": 3, "5.3.1.2": 2, "5.3.1.3": 3, "5.3.1.4": 3, "5.3.1.5": 2,
    "5.3.2-a": 3, "5.3.2-b": 3, "5.3.2-c": 4, "5.3.2-d": 2,
}
LEVELS = ((70, "pass"), (80, "three_star"), (90, "four_star"), (95, "five_star"))
DEDUCTIONS_FAIL_AT = 5
CODES = ("SD-industry", "SD-law", "SD-own", "SD-system")


@dataclass(frozen=True, slots=True)
class Finding:
    """The outcome of one clause: the share of its points surely earned, in the lowest and the highest reading."""

    outcome: str
    low: Fraction = Fraction(0)
    high: Fraction = Fraction(0)
    samples: tuple[int, int] | None = None
    why: str = ""


@dataclass(frozen=True, slots=True)
class Refused:
    """A file that is no evidence, and the reasons that may be given for it."""

    file: str
    reasons: tuple[str, ...]
    note: str = ""


@dataclass(frozen=True, slots=True)
class Truth:
    pack: str
    findings: Mapping[str, Finding]
    deductions: tuple[str, ...] = ()
    refused: tuple[Refused, ...] = ()
    neutral: tuple[str, ...] = ()
    notes: tuple[str, ...] = field(default=())


def met(why: str = "") -> Finding:
    return Finding("met", Fraction(1), Fraction(1), why=why)


def not_met(why: str) -> Finding:
    return Finding("not_met", why=why)


def unknown(why: str) -> Finding:
    return Finding("unknown", why=why)


def left_out(why: str) -> Finding:
    return Finding("not_applicable", why=why)


def share(good: int, total: int, why: str = "") -> Finding:
    ratio = Fraction(good, total)
    return Finding("met" if good == total else "partial", ratio, ratio, (good, total), why)


def between(readings: Sequence[tuple[int, int]], why: str) -> Finding:
    """Several ways to count that the rules allow."""
    ratios = [Fraction(good, total) for good, total in readings]
    return Finding("partial", min(ratios), max(ratios), why=why)


def as_json(truth: Truth) -> dict[str, Any]:
    if set(POINTS) != set(truth.findings):
        raise ValueError(f"{truth.pack}: {sorted(set(POINTS) ^ set(truth.findings))}")
    counted = sum(points for key, points in POINTS.items() if truth.findings[key].outcome != "not_applicable")
    deducted = len(truth.deductions)

    def score(low: bool, possible: bool) -> Fraction:
        earned = Fraction(0)
        for key, finding in truth.findings.items():
            hopeful = possible and finding.outcome == "unknown"
            earned += POINTS[key] * (1 if hopeful else finding.low if low else finding.high)
        return earned / counted * 100 - (0 if possible else deducted)

    confirmed = (score(True, False), score(False, False))
    levels = [_level(value, deducted) for value in confirmed]
    return {
        "pack": truth.pack,
        "clauses": {key: _clause(points, truth.findings[key]) for key, points in POINTS.items()},
        "confirmed": _range(*confirmed),
        "possible": _range(score(True, True), score(False, True)),
        "level": levels[0] if len(set(levels)) == 1 else levels,
        "special": {
            "must": list(truth.deductions),
            "must_not": [code for code in CODES if code not in truth.deductions],
            "may_add": [0, 0],
        },
        "not_counted": [
            {"file": one.file, "reasons": list(one.reasons)} | ({"note": one.note} if one.note else {})
            for one in truth.refused
        ],
        "neutral": list(truth.neutral),
        "notes": list(truth.notes),
    }


def _clause(points: int, finding: Finding) -> dict[str, Any]:
    clause: dict[str, Any] = {
        "outcome": finding.outcome, "earned": _range(points * finding.low, points * finding.high),
    }
    if finding.samples:
        clause["samples"] = {"good": finding.samples[0], "total": finding.samples[1]}
    if finding.why:
        clause["why"] = finding.why
    return clause


def _range(low: Fraction, high: Fraction) -> list[str]:
    down, up = (low * 100).__floor__(), (high * 100).__ceil__()
    return [f"{value // 100}.{value % 100:02d}" for value in (down, up)]


def _level(score: Fraction, deductions: int) -> str:
    if deductions >= DEDUCTIONS_FAIL_AT:
        return "unqualified"
    return next((name for low, name in reversed(LEVELS) if score >= low), "unqualified")
