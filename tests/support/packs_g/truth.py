"""The truth of a pack, worked out from what its generator put in."""

from __future__ import annotations

from dataclasses import dataclass, field
from fractions import Fraction
from typing import Any

POINTS = {
    "5.1.1.1": 2, "5.1.1.2": 3, "5.1.2.1": 3, "5.1.2.2": 5, "5.1.3.1": 3, "5.1.3.2": 2, "5.1.3.3": 3, "5.1.4.1": 4, "5.1.4.2": 2,
    "5.1.5.1": 2, "5.1.5.2": 3, "5.1.6.1": 2, "5.1.6.2": 1, "5.1.6.3": 1, "5.1.6.4": 1, "5.1.7.1": 1, "5.1.7.2": 1, "5.1.7.3": 1,
    "5.2.1-a": 3, "5.2.1-b": 2, "5.2.2-a": 2, "5.2.2-b": 2, "5.2.2-c": 2, "5.2.3-a": 2, "5.2.3-b": 3, "5.2.4-a": 2, "5.2.4-b": 3,
    "5.2.4-c": 2, "5.2.4-d": 2, "5.2.5-a": 2, "5.2.5-b": 3, "5.2.5-c": 1, "5.2.5-d": 1, "5.2.6-a": 1, "5.2.6-b": 2,
    "5.3.1.1": 3, "5.3.1.2": 2, "5.3.1.3": 3, "5.3.1.4": 3, "5.3.1.5": 2, "5.3.2-a": 3, "5.3.2-b": 3, "5.3.2-c": 4, "5.3.2-d": 2,
}
CODES = ("SD-industry", "SD-law", "SD-own", "SD-system")
ZERO = Fraction(0)
LADDER = ((95, "five_star"), (90, "four_star"), (80, "three_star"), (70, "pass"), (0, "unqualified"))


def down(x: Fraction) -> str:
    cents = x.numerator * 100 // x.denominator
    return f"{cents // 100}.{cents % 100:02d}"


def up(x: Fraction) -> str:
    return down(Fraction(-(-x.numerator * 100 // x.denominator), 100))


def level(score: Fraction, deductions: int) -> str:
    if deductions >= 5:
        return "unqualified"
    return next(name for line, name in LADDER if score >= line)


@dataclass
class Truth:
    pack: str
    must: list[str] = field(default_factory=list)
    may_add: tuple[int, int] = (0, 0)
    clauses: dict[str, dict[str, Any]] = field(default_factory=dict)
    span: dict[str, tuple[Fraction, Fraction, Fraction]] = field(default_factory=dict)
    refused: list[dict[str, Any]] = field(default_factory=list)
    neutral: list[str] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
    loose: int = 0  # points of clauses that may also be unknown, and so may count in the possible score

    def _set(self, cid: str, outcome: str, span: tuple[Fraction, Fraction, Fraction], why: str, also: tuple[str, ...] = ()) -> dict[str, Any]:
        if cid in self.clauses:
            raise ValueError(f"{self.pack} {cid} twice")
        entry: dict[str, Any] = {"outcome": outcome, "earned": [down(span[0]), up(span[1])]}
        if also:
            entry["also"] = list(also)
        if why:
            entry["why"] = why
        self.clauses[cid] = entry
        self.span[cid] = span
        return entry

    def none(self, cid: str, why: str, also: tuple[str, ...] = ()) -> None:
        self._set(cid, "not_met", (ZERO, ZERO, ZERO), why, also)
        self.loose += POINTS[cid] if "unknown" in also else 0

    def unknown(self, cid: str, why: str, also: tuple[str, ...] = ()) -> None:
        self._set(cid, "unknown", (ZERO, ZERO, Fraction(POINTS[cid])), why, also)

    def gone(self, why: str, *cids: str) -> None:
        for cid in cids:
            self._set(cid, "not_applicable", (ZERO, ZERO, ZERO), why)

    def part(self, cid: str, good: int, total: int, why: str = "", other: tuple[int, int] | None = None) -> None:
        """Good of total; other is a second reading of the same papers that the rubric allows."""
        ratios = [Fraction(good, total), *([Fraction(*other)] if other else [])]
        pts = [POINTS[cid] * r for r in ratios]
        full = all(r == 1 for r in ratios)
        entry = self._set(cid, "met" if full else "partial", (min(pts), max(pts), max(pts)), why)
        entry["samples"] = {"good": good, "total": total}

    def rest_met(self) -> None:
        for cid, points in POINTS.items():
            if cid not in self.clauses:
                self._set(cid, "met", (Fraction(points),) * 3, "")

    def refuse(self, file: str, reasons: str, note: str = "", twins: tuple[str, ...] = ()) -> None:
        item: dict[str, Any] = {"file": file, "reasons": reasons.split()}
        if twins:
            item["twins"] = list(twins)
        if note:
            item["note"] = note
        self.refused.append(item)

    def as_dict(self) -> dict[str, Any]:
        self.rest_met()
        applicable = sum(p for cid, p in POINTS.items() if self.clauses[cid]["outcome"] != "not_applicable")
        low, high, best = (sum((s[i] for s in self.span.values()), Fraction(0)) * 100 / applicable for i in range(3))
        least, most = len(self.must) + self.may_add[0], len(self.must) + self.may_add[1]
        # the possible score takes doubtful clauses as met and no deduction; where two readings differ, either one
        gap = high - low
        levels = sorted({level(low - most, most), level(high - least, least)})
        return {
            "pack": self.pack,
            "clauses": {cid: self.clauses[cid] for cid in POINTS},
            "confirmed": [down(low - most), up(high - least)],
            "possible": [down(best - gap), up(best + Fraction(self.loose * 100, applicable))],
            "level": levels[0] if len(levels) == 1 else levels,
            "special": {"must": sorted(self.must), "must_not": [c for c in CODES if c not in self.must], "may_add": list(self.may_add)},
            "not_counted": self.refused,
            "neutral": self.neutral,
            "notes": self.notes,
        }
