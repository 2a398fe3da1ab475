"""How far a result agrees with a truth file: clauses, level, special deductions, files that must not count."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

_SLACK = Decimal("0.011")  # what cutting to two places may cost


@dataclass(frozen=True, slots=True)
class Agreement:
    """`wrong` are clauses whose earned points lie outside the truth's range; `false_special` are deductions nobody allowed."""

    clauses: int
    wrong: tuple[str, ...]
    level: bool
    special_missed: int
    false_special: int
    refused: int
    to_refuse: int

    @property
    def share(self) -> float:
        return (self.clauses - len(self.wrong)) / self.clauses


def agreement(truth: Mapping[str, Any], result: Mapping[str, Any]) -> Agreement:
    """Compare a result document with a truth file."""
    got = {one["id"]: one for one in result["clauses"]}
    wrong = tuple(
        f"{clause}: {got[clause]['outcome']} {got[clause]['earned']}, not {want['earned'][0]}–{want['earned'][1]}"
        for clause, want in truth["clauses"].items()
        if not Decimal(want["earned"][0]) - _SLACK <= Decimal(got[clause]["earned"]) <= Decimal(want["earned"][1]) + _SLACK
    )
    levels = truth["level"] if isinstance(truth["level"], list) else [truth["level"]]
    found = Counter(one["code"] for one in result["special_deductions"])
    must = Counter(truth["special"]["must"])
    extra = sum((found - must).values())
    refused = {one["file"] for one in result["documents"] if one["why_not"]}
    wanted = [{one["file"], *one.get("twins", ())} for one in truth["not_counted"]]
    return Agreement(
        clauses=len(truth["clauses"]),
        wrong=wrong,
        level=result["level"]["confirmed"] in levels,
        special_missed=sum((must - found).values()),
        false_special=max(0, extra - (truth["special"].get("may_add") or [0, 0])[1]),
        refused=sum(1 for files in wanted if any(name.endswith(file) for name in refused for file in files)),
        to_refuse=len(wanted),
    )
