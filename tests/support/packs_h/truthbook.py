"""The truth of one pack, kept in exact fractions while its papers are written."""
from __future__ import annotations

from collections.abc import Iterable
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
LEVELS = ((95, "five_star"), (90, "four_star"), (80, "three_star"), (70, "pass"), (0, "unqualified"))


def shown(value: Fraction, *, up: bool = False) -> str:
    cents = value * 100
    whole = -((-cents.numerator) // cents.denominator) if up else cents.numerator // cents.denominator
    return f"{whole // 100}.{whole % 100:02d}"


class Truth:
    def __init__(self, pack: str) -> None:
        self.pack = pack
        self.rows: dict[str, dict[str, Any]] = {}
        self.low: dict[str, Fraction] = {}
        self.high: dict[str, Fraction] = {}
        self.hope: dict[str, tuple[Fraction, Fraction]] = {}
        self.gone: set[str] = set()
        self.refused: list[dict[str, Any]] = []

    def put(self, cid: str, outcome: str, earned: tuple[Fraction, Fraction], why: str, also: Iterable[str] = ()) -> None:
        assert cid in POINTS, cid
        low, high = earned
        assert cid not in self.rows, cid
        row: dict[str, Any] = {"outcome": outcome, "earned": [shown(low), shown(high, up=True)]}
        if also:
            row["also"] = list(also)
        if why:
            row["why"] = why
        self.rows[cid], self.low[cid], self.high[cid] = row, low, high
        self.hope[cid] = (low, high)

    def met(self, why_by_clause: dict[str, str]) -> None:
        for cid, why in why_by_clause.items():
            full = Fraction(POINTS[cid])
            self.put(cid, "met", (full, full), why)

    def fails(self, cid: str, why: str, also: Iterable[str] = (), *, may_hope: bool = False) -> None:
        """Not met; with may_hope the paper could also be judged unclear, which lifts the possible score only."""
        self.put(cid, "not_met", (Fraction(0), Fraction(0)), why, also)
        if may_hope:
            self.hope[cid] = (Fraction(0), Fraction(POINTS[cid]))

    def share(self, cid: str, good: int, total: int, why: str = "", other: tuple[int, int] | None = None) -> None:
        """A sampled clause; other is a second count that the wording of the rules also allows."""
        parts = [Fraction(good, total) * POINTS[cid]]
        if other:
            parts.append(Fraction(*other) * POINTS[cid])
        self.put(cid, "met" if good == total else "partial", (min(parts), max(parts)), why)
        if not other:
            self.rows[cid]["samples"] = {"good": good, "total": total}

    def absent(self, cid: str, why: str) -> None:
        self.put(cid, "not_applicable", (Fraction(0), Fraction(0)), why)
        self.gone.add(cid)

    def refuse(self, file: str, reasons: list[str], note: str = "", twins: list[str] | None = None) -> None:
        item: dict[str, Any] = {"file": file, "reasons": reasons}
        if note:
            item["note"] = note
        if twins:
            item["twins"] = twins
        self.refused.append(item)

    def finish(self, must: list[str], notes: list[str], neutral: list[str], may_add: int = 0, tolerated: Iterable[str] = ()) -> dict[str, Any]:
        assert set(self.rows) == set(POINTS), sorted(set(POINTS) - set(self.rows))
        base = sum(p for c, p in POINTS.items() if c not in self.gone)
        low = sum(self.low.values(), Fraction(0)) * 100 / base - len(must) - may_add
        high = sum(self.high.values(), Fraction(0)) * 100 / base - len(must)
        names = {self.level(low, len(must)), self.level(high, len(must))}
        assert len(names) == 1, (self.pack, names)
        hope_low = sum((h[0] for h in self.hope.values()), Fraction(0)) * 100 / base
        hope_high = sum((h[1] for h in self.hope.values()), Fraction(0)) * 100 / base
        return {
            "pack": self.pack,
            "clauses": {c: self.rows[c] for c in POINTS},
            "confirmed": [shown(low), shown(high, up=True)],
            "possible": [shown(hope_low), shown(hope_high, up=True)],
            "level": names.pop(),
            "special": {"must": must, "must_not": [c for c in CODES if c not in must and c not in tolerated], "may_add": [0, may_add]},
            "not_counted": self.refused, "neutral": neutral, "notes": notes,
        }

    @staticmethod
    def level(score: Fraction, deductions: int) -> str:
        return "unqualified" if deductions >= 5 else next(name for line, name in LEVELS if score >= line)
