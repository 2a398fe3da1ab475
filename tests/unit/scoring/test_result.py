"""The result document: plain values, canonical bytes, exact scores, and what it says of the points."""

import json
from fractions import Fraction
from typing import Any

import pytest

from scoring.facts.model import FileFacts
from scoring.judge import grade
from scoring.result import canonical, to_json, with_facts
from scoring.rubric import Rubric
from tests.support.facts import AS_OF, OTHER, PROFILE, by, file, says, table, unreadable
from tests.support.rubrics import clause, group, passed, provided, said, small

MET = file("研究.docx", says("research_unit"))
ROWS = [("I1", "2026-03-02", "合格"), ("I2", "2026-03-02", "不合格"), ("I3", "2026-03-02", "合格")]
MIXED = small(
    group(
        clause("A", 50, said("research_unit")),
        clause("B", 30, passed("installation_record"), excludable=True),
        clause("C", 20, provided("service_manual")),
    )
)


def result(rubric: Rubric = MIXED, *files: FileFacts) -> dict[str, Any]:
    return to_json(grade([MET, *files], PROFILE, AS_OF, rubric))


def test_canonical_bytes_are_sorted_compact_utf8_with_one_line_end() -> None:
    data = canonical({"b": "甲", "a": [1, {"d": None, "c": True}]})
    assert data == '{"a":[1,{"c":true,"d":null}],"b":"甲"}\n'.encode()


def test_the_result_is_plain_json_and_survives_it() -> None:
    document = with_facts(grade([MET], PROFILE, AS_OF, MIXED))
    assert canonical(json.loads(canonical(document))) == canonical(document)


def test_the_parts_of_a_result() -> None:
    assert result().keys() >= {
        "schema", "engine", "rubric", "as_of", "period", "enterprise", "clauses", "special_deductions", "bonus_claims", "eligibility",
        "documents", "exclusions", "notices", "score", "level",
    }  # fmt: skip
    assert result()["as_of"] == "2026-11-20"
    assert result()["period"] == {"from": "2025-11-20", "to": "2026-11-20"}


def test_a_sampled_clause_names_every_failure_with_its_place() -> None:
    b = result(MIXED, file("安装.xlsx", table("installation_record", "id date result", ROWS)))["clauses"][1]
    assert (b["earned"], b["possible"], b["lost"], b["gain"]) == ("20.00", "20.00", "10.00", "10.00")
    assert (b["sample"]["population"], b["sample"]["drawn"], b["sample"]["passed"]) == (3, 3, 2)
    (failure,) = b["sample"]["failures"]
    assert failure["file"] == "安装.xlsx"
    assert failure["locator"] == "installation_record!A3"
    assert "不合格" in failure["why"]


def test_every_place_names_file_fingerprint_locator_and_words() -> None:
    (quote,) = result()["clauses"][0]["conditions"][0]["evidence"]
    assert quote == {"file": "研究.docx", "sha256": MET.sha256, "locator": "段落3", "quote": "原文说到 research_unit"}


def test_the_sum_of_the_clauses_is_the_score() -> None:
    document = result(MIXED, file("安装.xlsx", table("installation_record", "id date result", ROWS)))
    assert Fraction(document["score"]["exact"]["confirmed"]) == sum(Fraction(one["earned"]) for one in document["clauses"]) == 70


def test_documents_say_what_counts_and_why_not() -> None:
    documents = {one["file"]: one for one in result(MIXED, file("别家.docx", by(OTHER)), unreadable("手册.pdf", "service_manual"))["documents"]}
    assert documents["研究.docx"]["usable"]
    assert documents["别家.docx"]["why_not"][0]["reason"] == "other_organisation"
    assert documents["手册.pdf"]["kinds"] == ["service_manual"]
    assert not documents["手册.pdf"]["usable"]


def test_a_missing_paper_is_told_in_the_rubrics_words_and_a_found_fault_in_its_own() -> None:
    document = result(MIXED, file("计划.docx", says("research_unit", "planned")))
    assert document["clauses"][2]["conditions"][0]["text"].startswith("没有找到这份材料")
    planned = to_json(grade([file("计划.docx", says("research_unit", "planned"))], PROFILE, AS_OF, MIXED))
    assert "打算" in planned["clauses"][0]["conditions"][0]["text"]


@pytest.mark.parametrize(
    ("provenance", "note"),
    [
        (("official", "official"), "均为正式或有公开来源"),
        (("working", "official"), "不受分值分配影响"),
        (("working", "working"), "须录入标准正式分值"),
    ],
)
def test_the_note_on_points(provenance: tuple[str, str], note: str) -> None:
    clauses = [clause("A", 50, said("research_unit"), provenance=provenance[0]), clause("B", 50, said("emergency_plan"), provenance=provenance[1])]
    score = result(small(group(*clauses)))["score"]
    assert note in score["allocation_note"]
    if provenance == ("working", "working"):
        assert score["allocation_range"] == ["0.50", "99.50"]


def test_provenance_of_points_is_counted() -> None:
    assert result()["rubric"]["provenance"] == {"working": 3}
