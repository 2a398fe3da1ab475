"""The grade of a pack: exact fractions from the counts that its generator hands in."""

import json
from dataclasses import dataclass, field
from fractions import Fraction
from typing import Any

POINTS = {
    "5.1.1.1": 2, "5.1.1.2": 3, "5.1.2.1": 3, "5.1.2.2": 5, "5.1.3.1": 3, "5.1.3.2": 2, "5.1.3.3": 3, "5.1.4.1": 4,
    "5.1.4.2": 2, "5.1.5.1": 2, "5.1.5.2": 3, "5.1.6.1": 2, "5.1.6.2": 1, "5.1.6.3": 1, "5.1.6.4": 1, "5.1.7.1": 1,
    "5.1.7.2": 1, "5.1.7.3": 1, "5.2.1-a": 3, "5.2.1-b": 2, "5.2.2-a": 2, "5.2.2-b": 2, "5.2.2-c": 2, "5.2.3-a": 2,
    "5.2.3-b": 3, "5.2.4-a": 2, "5.2.4-b": 3, "5.2.4-c": 2, "5.2.4-d": 2, "5.2.5-a": 2, "5.2.5-b": 3, "5.2.5-c": 1,
    "5.2.5-d": 1, "5.2.6-a": 1, "5.2.6-b": 2, "5.3.1.1": 3, "5.3.1.2": 2, "5.3.1.3": 3, "5.3.1.4": 3, "5.3.1.5": 2,
    "5.3.2-a": 3, "5.3.2-b": 3, "5.3.2-c": 4, "5.3.2-d": 2,
}
CODES = ("SD-industry", "SD-law", "SD-own", "SD-system")
STEPS = ((95, "five_star"), (90, "four_star"), (80, "three_star"), (70, "pass"))


def cut(value: Fraction, up: bool = False) -> str:
    """Two decimal places, cut down, or up for the upper end of a range."""
    hundredths = -((-value * 100) // 1) if up else (value * 100) // 1
    return f"{int(hundredths) // 100}.{int(hundredths) % 100:02d}"


def level_of(score: Fraction, deductions: int) -> str:
    """The level that an exact confirmed score earns."""
    if deductions >= 5:
        return "unqualified"
    return next((name for bound, name in STEPS if score >= bound), "unqualified")


@dataclass
class Truth:
    """Collects the clauses of one pack and adds them up."""

    pack: str
    clauses: dict[str, dict[str, Any]] = field(default_factory=dict)
    spans: dict[str, tuple[Fraction, Fraction, Fraction, Fraction]] = field(default_factory=dict)
    must: list[str] = field(default_factory=list)
    may_add: tuple[int, int] = (0, 0)
    may_codes: tuple[str, ...] = ()
    refused: list[dict[str, Any]] = field(default_factory=list)
    neutral: list[str] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)

    def put(self, clause: str, outcome: str, low: Fraction, high: Fraction | None = None, *,
            best: Fraction | None = None, also: tuple[str, ...] = (), why: str = "") -> None:
        """One clause: its outcome and the shares of its points that are right (confirmed low..high, possible best)."""
        if clause in self.clauses or clause not in POINTS:
            raise ValueError(clause)
        points = POINTS[clause]
        high = low if high is None else high
        self.spans[clause] = (low * points, high * points, low * points, (high if best is None else best) * points)
        entry: dict[str, Any] = {"outcome": outcome, "earned": [cut(low * points), cut(high * points, up=True)]}
        if also:
            entry["also"] = list(also)
        if why:
            entry["why"] = why
        self.clauses[clause] = entry

    def met(self, *clauses: str, why: str = "") -> None:
        """Clauses with full points."""
        for clause in clauses:
            self.put(clause, "met", Fraction(1), why=why)

    def failed(self, *clauses: str, why: str) -> None:
        """Clauses with no points."""
        for clause in clauses:
            self.put(clause, "not_met", Fraction(0), why=why)

    def unknown(self, clause: str, why: str, also: tuple[str, ...] = ()) -> None:
        """A clause that cannot be judged: nothing confirmed, everything possible."""
        self.put(clause, "unknown", Fraction(0), best=Fraction(1), also=also, why=why)
        points = Fraction(POINTS[clause])
        self.spans[clause] = (Fraction(0), Fraction(0), points, points)

    def excluded(self, *clauses: str, why: str) -> None:
        """Clauses that the profile takes out of numerator and denominator."""
        for clause in clauses:
            self.put(clause, "not_applicable", Fraction(0), why=why)

    def ratio(self, clause: str, good: int, total: int, why: str = "", other: tuple[int, int] | None = None) -> None:
        """A sampled clause; `other` is a second count that the rubric also bears."""
        shares = [Fraction(good, total)] + ([Fraction(*other)] if other else [])
        name = "met" if good == total else "partial" if good else "not_met"
        self.put(clause, name, min(shares), max(shares), why=why)
        self.clauses[clause]["samples"] = {"good": good, "total": total}

    def refuse(self, file: str, *reasons: str, note: str = "") -> None:
        """A file that must not be evidence."""
        self.refused.append({"file": file, "reasons": list(reasons)} | ({"note": note} if note else {}))

    def scores(self) -> tuple[Fraction, Fraction, Fraction, Fraction]:
        """Confirmed low and high, possible low and high."""
        missing = sorted(set(POINTS) - set(self.clauses))
        if missing:
            raise ValueError(f"{self.pack}: no truth for {missing}")
        applied = sum(points for clause, points in POINTS.items() if self.clauses[clause]["outcome"] != "not_applicable")
        sums = [sum((span[i] for span in self.spans.values()), Fraction(0)) * 100 / applied for i in range(4)]
        fixed = len(self.must)
        low, high = sums[0] - fixed - self.may_add[1], sums[1] - fixed - self.may_add[0]
        return max(low, Fraction(0)), max(high, Fraction(0)), sums[2], sums[3]

    def dumps(self) -> str:
        """The truth file."""
        low, high, possible_low, possible_high = self.scores()
        levels = {level_of(low, len(self.must) + self.may_add[1]), level_of(high, len(self.must) + self.may_add[0])}
        if len(levels) > 1:
            raise ValueError(f"{self.pack}: the level is not settled: {levels}")
        content = {
            "pack": self.pack,
            "clauses": {clause: self.clauses[clause] for clause in POINTS},
            "confirmed": [cut(low), cut(high, up=True)],
            "possible": [cut(possible_low), cut(possible_high, up=True)],
            "level": levels.pop(),
            "special": {
                "must": sorted(self.must),
                "must_not": [code for code in CODES if code not in self.must and code not in self.may_codes],
                "may_add": list(self.may_add),
            },
            "not_counted": self.refused,
            "neutral": self.neutral,
            "notes": self.notes,
        }
        return json.dumps(content, ensure_ascii=False, indent=1) + "\n"

    def summary(self) -> str:
        """One line for the terminal."""
        low, high, *_ = self.scores()
        return f"{json.loads(self.dumps())['level']} {cut(low)}-{cut(high, up=True)}, {len(self.refused)} files not counted"
