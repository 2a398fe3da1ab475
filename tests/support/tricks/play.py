"""Case -> the grade of the base so changed, and what is wrong with it."""

import tempfile
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from functools import lru_cache
from pathlib import Path
from typing import Literal

from scoring.evidence import Paper
from scoring.extraction import facts_of_files
from scoring.facts.model import FileFacts
from scoring.grading import grade_facts
from scoring.judge import ClauseResult, Grade
from scoring.pack import open_pack
from scoring.profile import parse_profile
from scoring.rubric import load_rubric
from scoring.rubric.loader import DEFAULT
from tests.support.tricks import folder
from tests.support.tricks.cases import Case

ON = date(2026, 11, 20)

Way = Literal["fooled", "falsely refused", "not told"]


@dataclass(frozen=True, slots=True)
class Fault:
    """`fooled`: something counts that must not; `falsely refused`: the reverse; `not told`: a reason is missing."""

    way: Way
    text: str

    def __str__(self) -> str:
        return f"{self.way}: {self.text}"


def played(case: Case) -> Grade:
    """The grade of the base with the case's changes."""
    facts = dict(_base_facts())
    new = changed(case)
    for path in (*case.drop, *case.renames, *new):
        facts.pop(path, None)
    facts |= _facts(new)
    return _graded(facts)


@lru_cache(maxsize=1)
def base_grade() -> Grade:
    return _graded(_base_facts())


def faults(case: Case, grade: Grade, base: Grade) -> Iterator[Fault]:
    """What is wrong, nothing if the grade is as the case says."""
    for one, before in zip(grade.clauses, base.clauses, strict=True):
        yield from _clause(case, one, before)
    extra = {one.code for one in grade.special} - {one.code for one in base.special}
    for code in sorted(extra - set(case.special_may)):
        yield Fault("falsely refused", f"special deduction {code}")
    papers = {paper.facts.path: paper for paper in grade.evidence.papers}
    for path, wanted in case.refused.items():
        told = _told(papers[path])
        if not told or (wanted and not set(wanted) & set(told)):
            yield Fault("not told", f"{path}: {told or 'counted'}, not {wanted}")
    for path in case.counted:
        if path not in papers or papers[path].whole:
            yield Fault("falsely refused", f"{path}: {_told(papers[path]) if path in papers else 'not there'}")


def changed(case: Case) -> dict[str, bytes]:
    """The files that are new or differ from those of the base."""
    files = {path: folder.made(path, text) for path, text in case.files.items()}
    everything = {**folder.base(), **files}
    files |= {new: everything[old] for new, old in case.copies.items()}
    files |= {new: everything[old] for old, new in case.renames.items()}
    return files | {path: folder.zipped({name: everything[name] for name in names}) for path, names in case.zips.items()}


def told(grade: Grade) -> list[str]:
    """The files that are listed as not counted, as a whole or in part."""
    return [paper.facts.path for paper in grade.evidence.papers if _told(paper)]


def _told(paper: Paper) -> list[str]:
    return [one.reason for one in paper.refused] + ["low_ocr_quality" for _ in paper.facts.unread]


def _clause(case: Case, one: ClauseResult, before: ClauseResult) -> Iterator[Fault]:
    clause = one.clause.id
    shown = f"{clause} {one.outcome}"
    if clause in case.lost or clause in case.not_met:
        if one.outcome not in (("not_met", "unknown") if clause in case.lost else ("not_met",)):
            yield Fault("fooled", shown)
        return
    wanted = case.ratio.get(clause) or case.at_most.get(clause)
    if wanted:
        yield from _ratio(shown, one, wanted, exact=clause in case.ratio)
    elif clause not in case.may and (one.outcome, one.share) != (before.outcome, before.share):
        yield Fault("falsely refused" if one.share < before.share or case.honest else "fooled", shown)


def _ratio(shown: str, one: ClauseResult, wanted: str, exact: bool) -> Iterator[Fault]:
    got = f"{one.sample.passed}/{one.sample.population}" if one.sample else "0/0"
    if one.share > Fraction(wanted):
        yield Fault("fooled", f"{shown} ({got}), not {wanted}")
    elif exact and got != wanted:
        yield Fault("falsely refused" if one.share < Fraction(wanted) else "fooled", f"{shown} ({got}), not {wanted}")


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


def _graded(facts: Mapping[str, FileFacts]) -> Grade:
    ordered = tuple(facts[path] for path in sorted(facts))
    return grade_facts(ordered, parse_profile(folder.profile()), ON, load_rubric(DEFAULT))
