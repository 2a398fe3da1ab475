"""Case -> the grade of the base so changed, and what is wrong with it."""

import tempfile
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from fractions import Fraction
from functools import lru_cache
from pathlib import Path
from typing import Any, Literal

from scoring.extraction import facts_of_files
from scoring.facts.model import FileFacts
from scoring.grading import grade_facts
from scoring.pack import open_pack
from scoring.profile import parse_profile
from scoring.result import to_json
from scoring.rubric import load_rubric
from scoring.rubric.loader import DEFAULT
from tests.support.tricks import folder
from tests.support.tricks.cases import Case

ON = date(2026, 11, 20)
_SLACK = Decimal("0.011")  # what cutting to two places may cost

Way = Literal["fooled", "falsely refused", "not told"]
Result = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Fault:
    """`fooled`: something counts that must not; `falsely refused`: the reverse; `not told`: a reason is missing."""

    way: Way
    text: str

    def __str__(self) -> str:
        return f"{self.way}: {self.text}"


def played(case: Case) -> Result:
    """The result document of the base with the case's changes."""
    facts = dict(_base_facts())
    changed = _changed(case)
    for path in (*case.drop, *case.renames, *changed):
        facts.pop(path, None)
    facts |= _facts(changed)
    return _graded(facts)


@lru_cache(maxsize=1)
def base_result() -> Result:
    return _graded(_base_facts())


def faults(case: Case, result: Result, base: Result) -> Iterator[Fault]:
    """What is wrong, nothing if the result is as the case says."""
    before = {one["id"]: one for one in base["clauses"]}
    after = {one["id"]: one for one in result["clauses"]}
    for clause, one in after.items():
        yield from _clause(case, clause, one, before[clause])
    extra = {one["code"] for one in result["special_deductions"]} - {one["code"] for one in base["special_deductions"]}
    for code in sorted(extra - set(case.special_may)):
        yield Fault("falsely refused", f"special deduction {code}")
    reasons = {one["file"]: [why["reason"] for why in one["why_not"]] for one in result["documents"]}
    for path, wanted in case.refused.items():
        if not reasons[path] or (wanted and not set(wanted) & set(reasons[path])):
            yield Fault("not told", f"{path}: {reasons[path] or 'counted'}, not {wanted}")
    usable = {one["file"] for one in result["documents"] if one["usable"]}
    for path in case.counted:
        if path not in usable:
            yield Fault("falsely refused", f"{path}: {reasons[path]}")


def _clause(case: Case, clause: str, one: Mapping[str, Any], before: Mapping[str, Any]) -> Iterator[Fault]:
    shown = f"{clause}: {one['outcome']} {one['earned']}"
    if clause in case.lost or clause in case.not_met:
        if one["outcome"] not in ("not_met",) + (("unknown",) if clause in case.lost else ()):
            yield Fault("fooled", shown)
        return
    wanted = case.ratio.get(clause) or case.at_most.get(clause)
    if wanted:
        yield from _ratio(shown, one, wanted, exact=clause in case.ratio)
    elif clause not in case.may and (one["outcome"], one["earned"]) != (before["outcome"], before["earned"]):
        worse = Decimal(one["earned"]) < Decimal(before["earned"]) or case.honest
        yield Fault("falsely refused" if worse else "fooled", shown)


def _ratio(shown: str, one: Mapping[str, Any], wanted: str, exact: bool) -> Iterator[Fault]:
    most = Decimal(one["points"]) * Fraction(wanted).numerator / Fraction(wanted).denominator
    sample = one["sample"] or {"passed": 0, "population": 0}
    got = f"{sample['passed']}/{sample['population']}"
    if Decimal(one["earned"]) > most + _SLACK:
        yield Fault("fooled", f"{shown} ({got}), not {wanted}")
    elif exact and got != wanted:
        yield Fault("falsely refused" if Decimal(one["earned"]) < most - _SLACK else "fooled", f"{shown} ({got}), not {wanted}")


def _changed(case: Case) -> dict[str, bytes]:
    """The files that are new or differ from the base's."""
    files = {path: folder.made(path, text) for path, text in case.files.items()}
    everything = {**folder.base(), **files}
    files |= {new: everything[old] for new, old in case.copies.items()}
    files |= {new: everything[old] for old, new in case.renames.items()}
    return files | {path: folder.zipped({name: everything[name] for name in names}) for path, names in case.zips.items()}


@lru_cache(maxsize=1)
def _base_facts() -> Mapping[str, FileFacts]:
    return _facts(folder.base())


def _facts(files: Mapping[str, bytes]) -> dict[str, FileFacts]:
    if not files:
        return {}
    with tempfile.TemporaryDirectory() as name:
        for path, data in files.items():
            place = Path(name, path)
            place.parent.mkdir(parents=True, exist_ok=True)
            place.write_bytes(data)
        return {one.path: one for one in facts_of_files(open_pack(Path(name)).files, workers=1)}


def _graded(facts: Mapping[str, FileFacts]) -> Result:
    ordered = tuple(facts[path] for path in sorted(facts))
    return to_json(grade_facts(ordered, parse_profile(folder.profile()), ON, load_rubric(DEFAULT)))
