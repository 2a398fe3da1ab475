"""What a pack is worth: outcomes and points per clause, counted while the papers are written, as the judge reads them."""

import json
from collections.abc import Sequence
from fractions import Fraction
from pathlib import Path
from typing import Any

POINTS = {
    "5.1.1.1": 2, "5.1.1.2": 3, "5.1.2.1": 3, "5.1.2.2": 5, "5.1.3.1": 3, "5.1.3.2": 2, "5.1.3.3": 3, "5.1.4.1": 4, "5.1.4.2": 2,
    "5.1.5.1": 2, "5.1.5.2": 3, "5.1.6.1": 2, "5.1.6.2": 1, "5.1.6.3": 1, "5.1.6.4": 1, "5.1.7.1": 1, "5.1.7.2": 1, "5.1.7.3": 1,
    "5.2.1-a": 3, "5.2.1-b": 2, "5.2.2-a": 2, "5.2.2-b": 2, "5.2.2-c": 2, "5.2.3-a": 2, "5.2.3-b": 3, "5.2.4-a": 2, "5.2.4-b": 3,
    "5.2.4-c": 2, "5.2.4-d": 2, "5.2.5-a": 2, "5.2.5-b": 3, "5.2.5-c": 1, "5.2.5-d": 1, "5.2.6-a": 1, "5.2.6-b": 2,
    "5.3.1.1": 3, "5.3.1.2": 2, "5.3.1.3": 3, "5.3.1.4": 3, "5.3.1.5": 2, "5.3.2-a": 3, "5.3.2-b": 3, "5.3.2-c": 4, "5.3.2-d": 2,
}  # fmt: skip
CODES = ("SD-industry", "SD-law", "SD-own", "SD-system")
_STEPS = ((95, "five_star"), (90, "four_star"), (80, "three_star"), (70, "pass"))


class Truth:
    """Every clause is met until something else is said of it."""

    def __init__(self, pack: str, notes: Sequence[str]) -> None:
        self.pack, self.notes = pack, list(notes)
        self._said: dict[str, dict[str, Any]] = {clause: {"outcome": "met"} for clause in POINTS}
        self._range = {clause: (Fraction(points), Fraction(points)) for clause, points in POINTS.items()}
        self._hope: dict[str, tuple[Fraction, Fraction]] = {}
        self._out: set[str] = set()
        self._refused: list[dict[str, Any]] = []
        self.special: list[str] = []
        self.may_add = 0
        self.neutral: list[str] = []

    def why(self, clause: str, why: str) -> None:
        self._said[clause]["why"] = why

    def not_met(self, clause: str, why: str) -> None:
        self._say(clause, "not_met", (Fraction(0), Fraction(0)), why)

    def unknown(self, clause: str, why: str, hope: tuple[int, int] = (1, 1)) -> None:
        """`hope`: the least share of the points that a person's decision may bring; the most is all of them."""
        self._say(clause, "unknown", (Fraction(0), Fraction(0)), why)
        self._hope[clause] = (POINTS[clause] * Fraction(*hope), Fraction(POINTS[clause]))

    def left_out(self, clause: str, why: str) -> None:
        self._say(clause, "not_applicable", (Fraction(0), Fraction(0)), why)
        self._out.add(clause)

    def share(self, clause: str, good: int, total: int, why: str = "", *, others: Sequence[tuple[int, int]] = ()) -> None:
        """Good of all samples; `others` are further ways to count that the rules allow."""
        ways = [Fraction(a, b) for a, b in ((good, total), *others)]
        outcome = "met" if good == total else "partial" if good else "not_met"
        self._say(clause, outcome, (POINTS[clause] * min(ways), POINTS[clause] * max(ways)), why)
        if not others:
            self._said[clause]["samples"] = {"good": good, "total": total}

    def drawn(self, clause: str, counted: tuple[int, int], slack: Fraction, why: str) -> None:
        """A share over a population so large that a sample of it may be drawn; the range holds the drawn shares."""
        self.share(clause, *counted, why)
        low, high = self._range[clause]
        room = POINTS[clause] * slack
        self._range[clause] = (max(low - room, Fraction(0)), min(high + room, Fraction(POINTS[clause])))
        if self._range[clause][1] == POINTS[clause]:
            self._said[clause]["also"] = ["met"]

    def refuse(self, file: str, *reasons: str, note: str = "", twins: Sequence[str] = ()) -> None:
        item: dict[str, Any] = {"file": file, "reasons": list(reasons)}
        self._refused.append(item | ({"twins": list(twins)} if twins else {}) | ({"note": note} if note else {}))

    def _say(self, clause: str, outcome: str, earned: tuple[Fraction, Fraction], why: str) -> None:
        self._said[clause] = {"outcome": outcome} | ({"why": why} if why else {})
        self._range[clause] = earned

    def _score(self, end: int, *, hopeful: bool) -> Fraction:
        earned = sum(((self._hope.get(c, r) if hopeful else r)[end] for c, r in self._range.items()), Fraction(0))
        applicable = sum(points for clause, points in POINTS.items() if clause not in self._out)
        return earned / applicable * 100 - (0 if hopeful else len(self.special))

    def as_json(self) -> dict[str, Any]:
        clauses = {c: {**said, "earned": [_down(self._range[c][0]), _up(self._range[c][1])]} for c, said in self._said.items()}
        low, high = self._score(0, hopeful=False), self._score(1, hopeful=False)
        levels = {next((name for least, name in _STEPS if score >= least), "unqualified") for score in (low, high)}
        return {
            "pack": self.pack,
            "clauses": clauses,
            "confirmed": [_down(low), _up(high)],
            "possible": [_down(self._score(0, hopeful=True)), _up(self._score(1, hopeful=True))],
            "level": levels.pop() if len(levels) == 1 else sorted(levels),
            "special": {
                "must": sorted(self.special),
                "must_not": [code for code in CODES if code not in self.special],
                "may_add": [0, self.may_add],
            },
            "not_counted": self._refused,
            "neutral": self.neutral,
            "notes": self.notes,
        }

    def write(self, folder: Path) -> None:
        folder.mkdir(parents=True, exist_ok=True)
        text = json.dumps(self.as_json(), ensure_ascii=False, indent=1)
        (folder / f"{self.pack}.json").write_text(text + "\n", encoding="utf-8")


def _down(value: Fraction) -> str:
    cents = value.numerator * 100 // value.denominator
    return f"{cents // 100}.{cents % 100:02d}"


def _up(value: Fraction) -> str:
    cents = -(-value.numerator * 100 // value.denominator)
    return f"{cents // 100}.{cents % 100:02d}"
