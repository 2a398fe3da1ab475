"""Keeps what a pack's author knows and turns it into a truth file, with exact fractions."""

from __future__ import annotations

import json
from collections.abc import Sequence
from fractions import Fraction
from math import ceil, floor
from pathlib import Path

POINTS = {
    "5.1.1.1": 2,
    "5.1.1.2": 3,
    "5.1.2.1": 3,
    "5.1.2.2": 5,
    "5.1.3.1": 3,
    "5.1.3.2": 2,
    "5.1.3.3": 3,
    "5.1.4.1": 4,
    "5.1.4.2": 2,
    "5.1.5.1": 2,
    "5.1.5.2": 3,
    "5.1.6.1": 2,
    "5.1.6.2": 1,
    "5.1.6.3": 1,
    "5.1.6.4": 1,
    "5.1.7.1": 1,
    "5.1.7.2": 1,
    "5.1.7.3": 1,
    "5.2.1-a": 3,
    "5.2.1-b": 2,
    "5.2.2-a": 2,
    "5.2.2-b": 2,
    "5.2.2-c": 2,
    "5.2.3-a": 2,
    "5.2.3-b": 3,
    "5.2.4-a": 2,
    "5.2.4-b": 3,
    "5.2.4-c": 2,
    "5.2.4-d": 2,
    "5.2.5-a": 2,
    "5.2.5-b": 3,
    "5.2.5-c": 1,
    "5.2.5-d": 1,
    "5.2.6-a": 1,
    "5.2.6-b": 2,
    "5.3.1.1": 3,
    "5.3.1.2": 2,
    "5.3.1.3": 3,
    "5.3.1.4": 3,
    "5.3.1.5": 2,
    "5.3.2-a": 3,
    "5.3.2-b": 3,
    "5.3.2-c": 4,
    "5.3.2-d": 2,
}
CODES = ("SD-law", "SD-own", "SD-industry", "SD-system")
_LEVELS = ((95, "five_star"), (90, "four_star"), (80, "three_star"), (70, "qualified"))
Range = tuple[Fraction, Fraction]


def cut(value: Fraction, *, up: bool = False) -> str:
    """Two places, towards zero or up."""
    cents = ceil(value * 100) if up else floor(value * 100)
    return f"{cents // 100}.{cents % 100:02d}"


class Truth:
    """Every clause is met until its author says otherwise."""

    def __init__(self, pack: str) -> None:
        self.pack = pack
        self.clauses: dict[str, dict[str, object]] = {}
        self.earned: dict[str, Range] = {}
        self.hoped: dict[str, Range] = {}
        self.deductions: list[str] = []
        self.may_add = 0
        self.not_counted: list[dict[str, object]] = []
        self.neutral: list[str] = []
        self.notes: list[str] = []
        for clause, points in POINTS.items():
            self._set(clause, "met", (Fraction(points), Fraction(points)), "")

    def _set(self, clause: str, outcome: str, earned: Range, why: str, **more: object) -> None:
        low, high = earned
        self.earned[clause] = self.hoped[clause] = earned
        entry: dict[str, object] = {"outcome": outcome, "earned": [cut(low), cut(high, up=True)], **more}
        self.clauses[clause] = entry | ({"why": why} if why else {})

    def met(self, clause: str, why: str) -> None:
        """Say why a clause is met although it may look otherwise."""
        points = Fraction(POINTS[clause])
        self._set(clause, "met", (points, points), why)

    def missed(self, clause: str, why: str, *, also: Sequence[str] = ()) -> None:
        """A clause that earns nothing."""
        self._set(clause, "not_met", (Fraction(0), Fraction(0)), why, **({"also": list(also)} if also else {}))

    def share(
        self, clause: str, good: int, total: int, why: str = "", *, or_else: Sequence[tuple[int, int]] = ()
    ) -> None:
        """A sampled clause; `or_else` are other honest counts (good, total) where the rubric leaves the population open."""
        points = POINTS[clause]
        counts = [Fraction(g, t) * points for g, t in [(good, total), *or_else]]
        names = ["met" if value == points else "not_met" if value == 0 else "partial" for value in counts]
        also = sorted(set(names[1:]) - {names[0]})
        more: dict[str, object] = {"samples": {"good": good, "total": total}}
        self._set(clause, names[0], (min(counts), max(counts)), why, **more, **({"also": also} if also else {}))

    def unknown(self, clause: str, why: str, *, also: Sequence[str] = ()) -> None:
        """A clause that cannot be told: nothing for the confirmed score, everything for the possible one."""
        self._set(clause, "unknown", (Fraction(0), Fraction(0)), why, **({"also": list(also)} if also else {}))
        self.hoped[clause] = (Fraction(POINTS[clause]), Fraction(POINTS[clause]))

    def excluded(self, clause: str, why: str) -> None:
        """A clause taken out in the profile."""
        self._set(clause, "not_applicable", (Fraction(0), Fraction(0)), why)

    def deduct(self, *codes: str, may_add: int = 0) -> None:
        """Special deductions the pack must lead to."""
        self.deductions += codes
        self.may_add += may_add

    def refuse(self, file: str, *reasons: str, note: str = "", twins: Sequence[str] = ()) -> None:
        """A file that must not be evidence."""
        item: dict[str, object] = {"file": file, "reasons": list(reasons)}
        self.not_counted.append(item | ({"twins": list(twins)} if twins else {}) | ({"note": note} if note else {}))

    def scores(self) -> tuple[Range, Range]:
        """The confirmed and the possible score."""
        whole = sum(points for clause, points in POINTS.items() if self.clauses[clause]["outcome"] != "not_applicable")
        low, high = (sum((pair[i] for pair in self.earned.values()), Fraction(0)) / whole * 100 for i in (0, 1))
        hoped_low, hoped_high = (
            sum((pair[i] for pair in self.hoped.values()), Fraction(0)) / whole * 100 for i in (0, 1)
        )
        must = len(self.deductions)
        return (max(low - must - self.may_add, Fraction(0)), max(high - must, Fraction(0))), (hoped_low, hoped_high)

    def levels(self) -> list[str]:
        """The level of every score in the confirmed range's ends."""
        confirmed, _ = self.scores()
        found: list[str] = []
        for score, spoilt in (
            (confirmed[0], len(self.deductions) + self.may_add),
            (confirmed[1], len(self.deductions)),
        ):
            name = next((label for bound, label in _LEVELS if score >= bound), "unqualified")
            found.append("unqualified" if spoilt >= 5 else name)
        return sorted(set(found))

    def as_json(self) -> dict[str, object]:
        """The truth file's content."""
        (low, high), (hoped_low, hoped_high) = self.scores()
        levels = self.levels()
        may = [code for code in CODES if code not in self.deductions]
        return {
            "pack": self.pack,
            "clauses": self.clauses,
            "confirmed": [cut(low), cut(high, up=True)],
            "possible": [cut(hoped_low), cut(hoped_high, up=True)],
            "level": levels[0] if len(levels) == 1 else levels,
            "special": {"must": self.deductions, "must_not": sorted(may), "may_add": [0, self.may_add]},
            "not_counted": self.not_counted,
            "neutral": self.neutral,
            "notes": self.notes,
        }

    def save(self, folder: Path) -> None:
        """Write <pack>.json."""
        folder.mkdir(parents=True, exist_ok=True)
        text = json.dumps(self.as_json(), ensure_ascii=False, indent=1)
        (folder / f"{self.pack}.json").write_text(text + "\n", encoding="utf-8")
