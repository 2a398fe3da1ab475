"""What a contradiction does to conditions, and how it is told: unknown only where the outcome depends on it."""

from typing import Any

from scoring.facts.model import Claim, FileFacts
from scoring.judge import grade
from scoring.result import to_json
from scoring.terminal import report
from tests.support.facts import AS_OF, OWN, PROFILE, file, paper, promise, says, source, table, unreadable
from tests.support.rubrics import clause, group, said, small

MANAGERS = {
    "is": "staffed",
    "managers": ["manager_roster"],
    "certificates": ["service_manager_certificate"],
    "holders": ["service_manager_certificate"],
    "percent": 10,
}
SYSTEM = {"is": "certified", "kinds": ["management_certificate"]}
SAME = {"is": "consistent", "subjects": ["response"], "kinds": ["service_commitment", "promotion_material"]}
RUBRIC = small(
    group(
        clause("A", 20, MANAGERS),
        clause("B", 20, SYSTEM),
        clause("C", 20, said("repair_fee", undisputed=["visit_fee"])),
        clause("D", 20, SAME),
        clause("E", 20, said("repair_fee")),
    )
)
ROSTER = file("名单.xlsx", table("manager_roster", "name post", [(f"员工{one}", "经理") for one in range(8)]))
HOLDER = file("管理师证.pdf", paper("service_manager_certificate", OWN, person="方砚", expires="2028-01-01"))


def states(subject: str, value: str, unit: str, scope: str = "") -> Claim:
    return Claim(subject, scope, value, unit, "", 0, source(f"{value}{unit}"))


def graded(*files: FileFacts) -> dict[str, Any]:
    return to_json(grade(files, PROFILE, AS_OF, RUBRIC))


def outcomes(result: dict[str, Any]) -> dict[str, str]:
    return {one["id"]: one["outcome"] for one in result["clauses"]}


def test_a_number_that_asks_for_more_holders_leaves_the_clause_open() -> None:
    result = graded(ROSTER, HOLDER, file("岗位.docx", states("service_managers", "25", "人")))
    assert outcomes(result)["A"] == "unknown"
    (condition,) = result["clauses"][0]["conditions"]
    assert condition["reason"] == "contradiction"
    assert {one["file"] for one in condition["evidence"]} == {"岗位.docx", "名单.xlsx"}
    assert result["clauses"][0]["possible"] == "20.00"


def test_a_number_that_asks_for_as_many_is_told_and_changes_nothing() -> None:
    result = graded(ROSTER, HOLDER, file("岗位.docx", states("service_managers", "9", "人")))
    assert outcomes(result)["A"] == "met"
    (found,) = result["contradictions"]
    assert found["clauses"] == ["A"]
    assert [one["value"] for one in found["values"]] == ["9 人", "8 人"]
    assert result["clauses"][0]["contradictions"] == [found["text"]]
    lines = "\n".join(report(result))
    assert "服务管理人员数" in lines
    assert "岗位.docx" in lines


def test_a_certificate_in_force_by_one_paper_only() -> None:
    listed = paper("management_certificate", OWN, number="ZC-2024-0815", expires="2027-05-01")
    scan = paper("management_certificate", OWN, number="ZC 2024 0815", expires="2026-05-01")
    other = paper("management_certificate", OWN, number="ZC 2024 0815", expires="2027-09-01")
    assert outcomes(graded(file("清单.docx", listed), file("证书.pdf", scan)))["B"] == "unknown"
    both = graded(file("清单.docx", listed), file("证书.pdf", other))
    assert outcomes(both)["B"] == "met"
    assert [one["subject"] for one in both["contradictions"]] == ["certificate_term"]


def test_a_fee_given_differently_leaves_open_what_must_not_be_disputed() -> None:
    files = [file("公告.docx", says("repair_fee"), states("visit_fee", "50", "元")), file("网页.docx", states("visit_fee", "30", "元"))]
    result = outcomes(graded(*files))
    assert (result["C"], result["E"]) == ("unknown", "met")
    assert outcomes(graded(*files[:1]))["C"] == "met"


def test_promises_are_a_matter_of_consistency() -> None:
    files = [
        file("承诺.docx", promise("response", 24), kinds=["service_commitment"]),
        file("传单.docx", promise("response", 8), kinds=["promotion_material"]),
    ]
    result = graded(*files)
    assert outcomes(result)["D"] == "not_met"
    assert [one["subject"] for one in result["contradictions"]] == ["response"]


def test_an_unread_list_beside_it_contradicts_nothing() -> None:
    result = graded(ROSTER, HOLDER, file("岗位.docx", states("service_managers", "25", "人")), unreadable("名单二.pdf", "manager_roster"))
    assert result["contradictions"] == []
