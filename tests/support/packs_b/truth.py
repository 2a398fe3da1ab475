"""Truth files: clause grades, exact scores and the level, in the layout of the visible packs."""

import json
import math
from dataclasses import dataclass, field
from fractions import Fraction
from pathlib import Path

POINTS = {
    "5.1.1.1": 2, "5.1.1.2": 3, "5.1.2.1": 3, "5.1.2.2": 5, "5.1.3.1": 3, "5.1.3.2": 2, "5.1.3.3": 3, "5.1.4.1": 4,
    "5.1.4.2": 2, "5.1.5.1": 2, "5.1.5.2": 3, "5.1.6.1": 2, "5.1.6.2": 1, "5.1.6.3": 1, "5.1.6.4": 1, "5.1.7.1": 1,
    "5.1.7.2": 1, "5.1.7.3": 1, "5.2.1-a": 3, "5.2.1-b": 2, "5.2.2-a": 2, "5.2.2-b": 2, "5.2.2-c": 2, "5.2.3-a": 2,
    "5.2.3-b": 3, "5.2.4-a": 2, "5.2.4-b": 3, "5.2.4-c": 2, "5.2.4-d": 2, "5.2.5-a": 2, "5.2.5-b": 3, "5.2.5-c": 1,
    "5.2.5-d": 1, "5.2.6-a": 1, "5.2.6-b": 2, "5.3.1.1": 3, "5.3.1.2": 2, "5.3.1.3": 3, "5.3.1.4": 3, "5.3.1.5": 2,
    "5.3.2-a": 3, "5.3.2-b": 3, "5.3.2-c": 4, "5.3.2-d": 2,
}
CODES = ("SD-industry", "SD-law", "SD-own", "SD-system")
STEPS = ((95, "five_star"), (90, "four_star"), (80, "three_star"), (70, "standard"))
SPECIAL_LIMIT = 5


def down(x: Fraction) -> str:
    """Two places, cut."""
    return f"{math.floor(x * 100) / 100:.2f}"


def up(x: Fraction) -> str:
    """Two places, raised."""
    return f"{math.ceil(x * 100) / 100:.2f}"


def level_of(score: Fraction, special: int) -> str:
    """The level of an unrounded score."""
    if special >= SPECIAL_LIMIT:
        return "unqualified"
    return next((name for bar, name in STEPS if score >= bar), "unqualified")


@dataclass
class Grade:
    """One clause; ``best`` is the least that an unknown clause may turn out to be worth."""

    outcome: str
    low: Fraction
    high: Fraction
    best: Fraction | None = None
    more: dict[str, object] = field(default_factory=dict)


ZERO = Fraction(0)


class Truth:
    """Collects what a pack must be graded as; a clause that is not named is met."""

    def __init__(self, pack: str, notes: list[str]) -> None:
        self.pack = pack
        self.notes = notes
        self.rows = {c: Grade("met", Fraction(p), Fraction(p)) for c, p in POINTS.items()}
        self.must: list[str] = []
        self.may_add = [0, 0]
        self.refused: list[dict[str, object]] = []
        self.neutral: list[str] = []

    def note(self, clause: str, why: str) -> None:
        """A reason beside a met clause."""
        self.rows[clause].more["why"] = why

    def miss(self, why: str, *clauses: str) -> None:
        """Clauses that are not met."""
        for c in clauses:
            self.rows[c] = Grade("not_met", ZERO, ZERO, more={"why": why})

    def ratio(self, clause: str, pair: tuple[int, int], why: str = "") -> None:
        """A sampled clause, good of total."""
        self.ratios(clause, [pair], why)
        if pair[0] != pair[1]:
            samples = {"samples": {"good": pair[0], "total": pair[1]}}
            self.rows[clause].more = samples | self.rows[clause].more

    def ratios(self, clause: str, pairs: list[tuple[int, int]], why: str = "") -> None:
        """A sampled clause whose population may be read in more than one way."""
        got = [Fraction(POINTS[clause] * good, total) for good, total in pairs]
        outcome = "met" if min(got) == POINTS[clause] else "not_met" if max(got) == 0 else "partial"
        self.rows[clause] = Grade(outcome, min(got), max(got), more={"why": why} if why else {})

    def unknown(self, clause: str, best: Fraction, why: str) -> None:
        """No confirmed points; possible points from ``best`` to the full number."""
        self.rows[clause] = Grade("unknown", ZERO, ZERO, best, {"why": why})

    def either(self, clause: str, also: list[str], low: int, high: int, why: str) -> None:
        """A clause the rubric leaves open: other outcomes and a range of points are right too."""
        self.rows[clause] = Grade("met", Fraction(low), Fraction(high), more={"also": also, "why": why})

    def excluded(self, *clauses: str) -> None:
        """Clauses the profile leaves out."""
        for c in clauses:
            self.rows[c] = Grade("not_applicable", ZERO, ZERO)

    def refuse(self, file: str, *reasons: str, note: str = "") -> None:
        """A file that must not count as evidence."""
        entry: dict[str, object] = {"file": file, "reasons": list(reasons)}
        self.refused.append(entry | ({"note": note} if note else {}))

    def check_files(self, root: Path) -> None:
        """Every file named in the truth exists in the pack."""
        named = [str(r["file"]) for r in self.refused] + self.neutral
        lost = [f for f in named if not (root / f).is_file()]
        if lost:
            raise FileNotFoundError(f"{self.pack}: {lost}")

    def scores(self) -> dict[str, tuple[Fraction, Fraction]]:
        """Confirmed and possible score ranges."""
        rows = self.rows
        applicable = sum(p for c, p in POINTS.items() if rows[c].outcome != "not_applicable")
        low = sum((r.low for r in rows.values()), ZERO)
        high = sum((r.high for r in rows.values()), ZERO)
        open_low = sum((r.best or ZERO for r in rows.values()), ZERO)
        open_high = sum(POINTS[c] for c, r in rows.items() if r.best is not None)

        def norm(x: Fraction) -> Fraction:
            return Fraction(x * 100, applicable)

        taken = len(self.must)
        return {"confirmed": (norm(low) - taken - self.may_add[1], norm(high) - taken - self.may_add[0]),
                "possible": (norm(low + open_low), norm(high + open_high))}

    def save(self, path: Path) -> None:
        """The JSON file."""
        path.parent.mkdir(parents=True, exist_ok=True)
        clauses = {c: {"outcome": r.outcome, "earned": [down(r.low), up(r.high)]} | r.more for c, r in self.rows.items()}
        scores = self.scores()
        levels = {level_of(s, len(self.must)) for s in scores["confirmed"]}
        if len(levels) != 1:
            raise ValueError(f"{self.pack}: the confirmed range spans {sorted(levels)}")
        data = {
            "pack": self.pack, "clauses": clauses,
            **{k: [down(lo), up(hi)] for k, (lo, hi) in scores.items()},
            "level": levels.pop(),
            "special": {"must": sorted(self.must), "must_not": [c for c in CODES if c not in self.must],
                        "may_add": self.may_add},
            "not_counted": self.refused, "neutral": self.neutral, "notes": self.notes,
        }
        path.write_text(json.dumps(data, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
