"""The validity rules, each with a near miss; duplicates; what is in force."""

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from scoring.calendar import Period
from scoring.profile import Profile
from scoring.validity import duplicates, in_force, refusals
from scoring.yaml_text import parsed
from tests.support.facts import AS_OF, OWN, file, paper, part, says, table
from tests.support.vectors import DATA, evidence, facts_from, frame

CASES: list[dict[str, Any]] = parsed((DATA / "validity.yaml").read_text(encoding="utf-8"))["cases"]


@pytest.mark.parametrize("case", CASES, ids=[case["name"] for case in CASES])
def test_golden(case: dict[str, Any]) -> None:
    facts = facts_from("材料.docx", case["file"])
    found = refusals(facts, frame(Profile(name=OWN, **case.get("profile", {})), fresh={"quality_report": 24}))
    assert [one.reason for one in found if one.section is None] == case["want"]
    assert {facts.sections[one.section].title: one.reason for one in found if one.section is not None} == case.get("parts", {})
    assert all(one.text for one in found)


def test_without_a_name_nothing_is_anothers() -> None:
    facts = facts_from("材料.docx", {"names": {"issuer": "远山锅炉制造有限公司"}})
    assert refusals(facts, frame(Profile())) == ()


def test_the_default_period_is_a_year_and_a_longer_one_may_be_asked_for() -> None:
    assert Period.before(AS_OF, 12) == Period(date(2025, 11, 20), AS_OF)
    assert Period.before(AS_OF, 36).start == date(2023, 11, 20)


@pytest.mark.parametrize(
    ("starts", "expires", "valid"),
    [
        ("", "", True), ("2026-11-20", "", True), ("2026-11-21", "", False), ("", "2026-11-20", True), ("", "2026-11-19", False),
        ("", "2026-11", True), ("", "2026-10", False), ("", "2026", True), ("", "9999-12-31", True), ("", "长期", True),
    ],
)  # fmt: skip
def test_in_force(starts: str, expires: str, valid: bool) -> None:
    assert in_force(paper("permit", starts=starts, expires=expires), AS_OF) == valid


def test_the_same_bytes_and_the_same_text_count_once_by_path() -> None:
    first = file("a.docx", content="同", fingerprint="f")
    copy = file("b.docx", content="同", fingerprint="g")
    other_format = file("c.pdf", fingerprint="f")
    of_the_copy = file("d.txt", fingerprint="g")
    other = file("e.docx")
    found = duplicates([other, of_the_copy, other_format, copy, first])
    assert {path: one.reason for path, one in found.items()} == {"b.docx": "duplicate", "c.pdf": "duplicate", "d.txt": "duplicate"}
    assert "a.docx" in found["b.docx"].text


def test_texts_too_short_for_a_fingerprint_are_no_duplicates() -> None:
    assert duplicates([file("a.docx"), file("b.docx")]) == {}


def test_a_refused_file_is_nobodys_original() -> None:
    """The draft is out, so the issued paper with the same text counts."""
    draft = facts_from("a.docx", {"fingerprint": "f", "marks": {"draft": "草稿"}})
    issued = file("b.docx", fingerprint="f")
    assert [paper.facts.path for paper in evidence([draft, issued]).admitted] == ["b.docx"]


def test_what_lies_inside_a_closed_part_is_closed_and_the_rest_is_open() -> None:
    facts = file(
        "表.xlsx",
        part("旧", says("research_unit"), table("repair_record", "id start", [("R1", "2026-03-02")]), hidden=True),
        part("新", says("emergency_plan"), table("repair_record", "id start", [("R2", "2026-03-02")])),
        kinds=["notice"],
    )
    seen = evidence([facts])
    assert seen.statements("research_unit") == ()
    assert len(seen.statements("emergency_plan")) == 1
    assert [row.get("id") for row in seen.rows(["repair_record"])] == ["R2"]


@pytest.mark.parametrize(
    ("said", "holds"),
    [
        ({}, True),
        ({"halted": "暂停"}, False),
        ({"halted": "撤销", "halted_from": "2026-11-20"}, False),
        ({"halted": "撤销", "halted_from": "2026-11-21"}, True),
        ({"issued": "2026-11-20"}, True),
        ({"issued": "2026-11-21"}, False),
        ({"issued": "2026-12-05", "starts": "2026-03-01"}, True),
        ({"starts": "2026-11-21"}, False),
        ({"expires": "2026-11-19"}, False),
    ],
)
def test_withdrawn_and_unissued_papers_are_not(said: dict[str, str], holds: bool) -> None:
    one = replace(paper("permit", OWN), **{"issued": "", "starts": "", "expires": "", **said})  # type: ignore[arg-type]
    assert in_force(one, AS_OF) == holds
