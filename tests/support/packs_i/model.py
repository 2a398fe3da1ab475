"""What a pack is made of, and the arithmetic of its truth."""

from __future__ import annotations

import math
from dataclasses import dataclass, field
from datetime import date, datetime
from fractions import Fraction

Cell = str | int | float | date | datetime | None
Rows = list[list[Cell]]
Sheets = dict[str, Rows]
Content = str | Sheets

POINTS: dict[str, int] = {
    "5.1.1.1": 2, "5.1.1.2": 3, "5.1.2.1": 3, "5.1.2.2": 5, "5.1.3.1": 3, "5.1.3.2": 2, "5.1.3.3": 3, "5.1.4.1": 4,
    "5.1.4.2": 2, "5.1.5.1": 2, "5.1.5.2": 3, "5.1.6.1": 2, "5.1.6.2": 1, "5.1.6.3": 1, "5.1.6.4": 1, "5.1.7.1": 1,
    "5.1.7.2": 1, "5.1.7.3": 1,
    "5.2.1-a": 3, "5.2.1-b": 2, "5.2.2-a": 2, "5.2.2-b": 2, "5.2.2-c": 2, "5.2.3-a": 2, "5.2.3-b": 3, "5.2.4-a": 2,
    "5.2.4-b": 3, "5.2.4-c": 2, "5.2.4-d": 2, "5.2.5-a": 2, "5.2.5-b": 3, "5.2.5-c": 1, "5.2.5-d": 1, "5.2.6-a": 1,
    "5.2.6-b": 2,
    "5.3.1.1": 3, "5.3.1.2": 2, "5.3.1.3": 3, "5.3.1.4": 3, "5.3.1.5": 2, "5.3.2-a": 3, "5.3.2-b": 3, "5.3.2-c": 4,
    "5.3.2-d": 2,
}
LEVELS = ((95, "five_star"), (90, "four_star"), (80, "three_star"), (70, "pass"))
CODES = ("SD-industry", "SD-law", "SD-own", "SD-system")


def cut(x: Fraction) -> str:
    """Two places, cut downwards."""
    n = math.floor(x * 100)
    return f"{n // 100}.{n % 100:02d}"


def cut_up(x: Fraction) -> str:
    n = math.ceil(x * 100)
    return f"{n // 100}.{n % 100:02d}"


@dataclass
class Verdict:
    outcome: str
    low: Fraction
    high: Fraction
    possible: Fraction
    why: str = ""
    also: list[str] = field(default_factory=list)
    samples: tuple[int, int] | None = None


@dataclass
class Truth:
    """All clauses are met unless said otherwise."""

    specials: list[str] = field(default_factory=list)
    may_add: int = 0
    notes: list[str] = field(default_factory=list)
    neutral: list[str] = field(default_factory=list)
    refused: list[dict[str, object]] = field(default_factory=list)
    verdicts: dict[str, Verdict] = field(default_factory=dict)

    def __post_init__(self) -> None:
        for clause, points in POINTS.items():
            full = Fraction(points)
            self.verdicts[clause] = Verdict("met", full, full, full)

    def met(self, clause: str, why: str) -> None:
        self.verdicts[clause].why = why

    def fail(self, clause: str, why: str, also: list[str] | None = None) -> None:
        zero = Fraction(0)
        self.verdicts[clause] = Verdict("not_met", zero, zero, zero, why, also or [])

    def absent(self, clause: str, why: str) -> None:
        zero = Fraction(0)
        self.verdicts[clause] = Verdict("not_applicable", zero, zero, zero, why)

    def ratio(self, clause: str, good: int, total: int, why: str = "") -> None:
        got = Fraction(POINTS[clause] * good, total)
        outcome = "met" if good == total else "partial"
        self.verdicts[clause] = Verdict(outcome, got, got, got, why, [], (good, total))

    def span(self, clause: str, *pairs: tuple[int, int], why: str) -> None:
        values = [Fraction(POINTS[clause] * good, total) for good, total in pairs]
        self.verdicts[clause] = Verdict("partial", min(values), max(values), max(values), why)

    def refuse(self, file: str, *reasons: str, note: str = "") -> None:
        entry: dict[str, object] = {"file": file, "reasons": list(reasons)}
        if note:
            entry["note"] = note
        self.refused.append(entry)

    def as_json(self, pack: str) -> dict[str, object]:
        clauses: dict[str, object] = {}
        low = high = most = Fraction(0)
        applicable = 0
        for clause, points in POINTS.items():
            v = self.verdicts[clause]
            entry: dict[str, object] = {"outcome": v.outcome, "earned": [cut(v.low), cut_up(v.high)]}
            if v.samples:
                entry["samples"] = {"good": v.samples[0], "total": v.samples[1]}
            if v.also:
                entry["also"] = v.also
            if v.why:
                entry["why"] = v.why
            clauses[clause] = entry
            if v.outcome != "not_applicable":
                applicable += points
            low, high, most = low + v.low, high + v.high, most + v.possible
        taken = len(self.specials)
        confirmed = (low / applicable * 100 - taken - self.may_add, high / applicable * 100 - taken)
        possible = (low / applicable * 100, most / applicable * 100)
        names = {next((name for floor, name in LEVELS if x >= floor), "unqualified") for x in confirmed}
        if len(names) != 1:
            raise ValueError(f"{pack}: the level is not certain: {names}")
        return {
            "pack": pack,
            "clauses": clauses,
            "confirmed": [cut(confirmed[0]), cut_up(confirmed[1])],
            "possible": [cut(possible[0]), cut_up(possible[1])],
            "level": names.pop(),
            "special": {
                "must": self.specials,
                "must_not": [c for c in CODES if c not in self.specials],
                "may_add": [0, self.may_add],
            },
            "not_counted": self.refused,
            "neutral": self.neutral,
            "notes": self.notes,
        }


@dataclass
class Pack:
    name: str
    profile: str
    files: dict[str, Content]
    truth: Truth
    font: str = "宋体"
    copies: dict[str, str] = field(default_factory=dict)
