"""The truth of a pack: what each clause earns, in exact fractions, and the level that follows."""
from __future__ import annotations

import json
from fractions import Fraction
from pathlib import Path

POINTS = {
    "5.1.1.1": 2, "5.1.1.2": 3, "5.1.2.1": 3, "5.1.2.2": 5, "5.1.3.1": 3, "5.1.3.2": 2, "5.1.3.3": 3, "5.1.4.1": 4,
    "5.1.4.2": 2, "5.1.5.1": 2, "5.1.5.2": 3, "5.1.6.1": 2, "5.1.6.2": 1, "5.1.6.3": 1, "5.1.6.4": 1, "5.1.7.1": 1,
    "5.1.7.2": 1, "5.1.7.3": 1,
    "5.2.1-a": 3, "5.2.1-b": 2, "5.2.2-a": 2, "5.2.2-b": 2, "5.2.2-c": 2, "5.2.3-a": 2, "5.2.3-b": 3, "5.2.4-a": 2,
    "5.2.4-b": 3, "5.2.4-c": 2, "5.2.4-d": 2, "5.2.5-a": 2, "5.2.5-b": 3, "5.2.5-c": 1, "5.2.5-d": 1, "5.2.6-a": 1,
    "5.2.6-b": 2,
    "5.3.1.1": 3, "5.3.1.2": 2, "5.3.1.3": 3, "5.3.1.4": 3, "5.3.1.5": 2, "5.3.2-a": 3, "5.3.2-b": 3, "5.3.2-c": 4,
    "5.3.2-d": 2,
}
CODES = ("SD-industry", "SD-law", "SD-own", "SD-system")


def cut(x: Fraction) -> str:
    """A number cut (never rounded up) to two places."""
    hundredths = x * 100 // 1
    return f"{hundredths // 100}.{hundredths % 100:02d}"


class Truth:
    """Collects what the maker of a pack knows about it."""

    def __init__(self, pack: str) -> None:
        """Every clause counts as met until said otherwise."""
        self.pack = pack
        self.low = {c: Fraction(p) for c, p in POINTS.items()}
        self.high = dict(self.low)
        self.rows: dict[str, dict[str, object]] = {c: {"outcome": "met"} for c in POINTS}
        self.left_out: set[str] = set()
        self.unseen: set[str] = set()
        self.special: list[str] = []
        self.maybe: list[str] = []
        self.refused: list[dict[str, object]] = []
        self.neutral: list[str] = []
        self.notes: list[str] = []

    def why(self, clause: str, why: str) -> None:
        """Says why a clause stands as it does."""
        self.rows[clause]["why"] = why

    def _set(self, clause: str, outcome: str, why: str, *, low: Fraction | int = 0, high: Fraction | int = 0, also: tuple[str, ...] = ()) -> None:
        self.low[clause], self.high[clause] = Fraction(low), Fraction(high)
        self.rows[clause] = {"outcome": outcome, **({"also": list(also)} if also else {}), **({"why": why} if why else {})}

    def fail(self, clause: str, why: str) -> None:
        """A clause not met."""
        self._set(clause, "not_met", why)

    def leave_out(self, *clauses: str) -> None:
        """Clauses excluded by the profile."""
        for clause in clauses:
            self._set(clause, "not_applicable", "档案里已删减")
            self.left_out.add(clause)

    def unknown(self, clause: str, why: str) -> None:
        """A clause nobody can tell: nothing confirmed, everything possible."""
        self._set(clause, "unknown", why)
        self.unseen.add(clause)

    def open(self, clause: str, outcome: str, also: tuple[str, ...], why: str) -> None:
        """A clause on which the rubric allows several readings: anything from nothing to full."""
        self._set(clause, outcome, why, high=POINTS[clause], also=also)
        self.unseen.add(clause)

    def ratio(self, clause: str, good: int, total: int, why: str = "", also: tuple[tuple[int, int], ...] = ()) -> None:
        """A sampled clause; also = other fair ways to count its population."""
        shares = [Fraction(g, t) * POINTS[clause] for g, t in ((good, total), *also)]
        self._set(clause, "met" if good == total else "partial", why, low=min(shares), high=max(shares))
        self.rows[clause]["samples"] = {"good": good, "total": total}

    def deduct(self, *codes: str) -> None:
        """Special deductions that must be found, one for each fact."""
        self.special += codes

    def refuse(self, file: str, *reasons: str, note: str = "") -> None:
        """A file that must not be evidence, and the reasons that are accepted."""
        self.refused.append({"file": file, "reasons": list(reasons), **({"note": note} if note else {})})

    def score(self, earned: dict[str, Fraction], deductions: int) -> Fraction:
        """Normalised score less the special deductions."""
        applicable = sum(p for c, p in POINTS.items() if c not in self.left_out)
        return max(Fraction(0), sum(earned.values(), Fraction(0)) / applicable * 100 - deductions)

    def level(self, score: Fraction) -> str:
        """The level a confirmed score stands for."""
        if len(self.special) >= 5 or score < 70:
            return "unqualified"
        return next(name for line, name in ((95, "five_star"), (90, "four_star"), (80, "three_star"), (70, "pass")) if score >= line)

    def document(self) -> dict[str, object]:
        """The truth file."""
        clauses = {}
        for clause, row in self.rows.items():
            low, high = self.low[clause], self.high[clause]
            top = high if (high * 100).denominator == 1 else high + Fraction(1, 100)
            head = {"outcome": row["outcome"], "earned": [cut(low), cut(top)]}
            clauses[clause] = head | {k: v for k, v in row.items() if k != "outcome"}
        confirmed = self.score(self.low, len(self.special) + len(self.maybe)), self.score(self.high, len(self.special))
        best = {c: Fraction(POINTS[c]) if c in self.unseen else v for c, v in self.high.items()}
        worst = {c: best[c] if self.rows[c]["outcome"] == "unknown" else v for c, v in self.low.items()}
        possible = self.score(worst, 0), self.score(best, 0)
        levels = {self.level(s) for s in confirmed}
        if len(levels) != 1:
            raise ValueError(f"{self.pack}: the confirmed range crosses a level: {levels}")
        found = set(self.special) | set(self.maybe)
        return {
            "pack": self.pack, "clauses": clauses,
            "confirmed": [cut(confirmed[0]), cut(confirmed[1] + Fraction(1, 100))],
            "possible": [cut(possible[0]), cut(possible[1] + Fraction(1, 100))],
            "level": levels.pop(),
            "special": {"must": self.special, "must_not": [c for c in CODES if c not in found], "may_add": [0, len(self.maybe)]},
            "not_counted": self.refused, "neutral": self.neutral, "notes": self.notes,
        }

    def write(self, folder: Path, files: list[str]) -> None:
        """Writes the truth file, after checking that every file it names exists."""
        named = [str(r["file"]) for r in self.refused] + self.neutral
        missing = [name for name in named if name not in files]
        if missing:
            raise ValueError(f"{self.pack}: no such file {missing}")
        folder.mkdir(parents=True, exist_ok=True)
        text = json.dumps(self.document(), ensure_ascii=False, indent=1) + "\n"
        (folder / f"{self.pack}.json").write_text(text, encoding="utf-8")
