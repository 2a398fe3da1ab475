"""What people see of conclusions on a terminal."""

from datetime import date
from typing import Any

import pytest

from scoring.grading import grade_facts
from scoring.result import to_json
from scoring.terminal import report
from scoring.terminal_overrides import described
from tests.support.facts import AS_OF, PROFILE, file, says, table
from tests.support.overrides import conclude, met
from tests.support.rubrics import clause, group, passed, rule, said, small

RUBRIC = small(
    group(clause("A", 60, said("research_unit"), said("emergency_plan")), clause("B", 40, passed("installation_record"))),
    rules=[rule("SD-law", "stated", concepts=["final_interpretation", "no_refund"])],
)
FILES = (
    file("研究.docx", says("research_unit")),
    file("安装.xlsx", table("installation_record", "id date result", [("I1", "2026-03-02", "合格"), ("I2", "2026-03-03", "不合格")])),
    file("告示.docx", says("final_interpretation"), says("no_refund"), kinds=["promotion_material"]),
)
PLAIN = to_json(grade_facts(FILES, PROFILE, AS_OF, RUBRIC))
CONCLUDED = (
    met(PLAIN, "A", "c2", reason="预案在车间\n墙上"),
    conclude(PLAIN, kind="on_site", clause="B", passed=9, drawn=10),
    conclude(PLAIN, kind="special", deduction=PLAIN["special_deductions"][0]["id"], decision="dismiss"),
    conclude(PLAIN, kind="special", deduction=PLAIN["special_deductions"][1]["id"], decision="confirm"),
    conclude(PLAIN, kind="file_kind", file=FILES[0].sha256, kinds=["notice"], until="2026-11-19"),
    met(PLAIN, "A", "c1").model_copy(update={"basis": "0" * 64}),
)


def told(*overrides: Any, clauses: tuple[str, ...] = (), as_of: date = AS_OF) -> str:
    return "\n".join(report(to_json(grade_facts(FILES, PROFILE, as_of, RUBRIC, overrides)), clauses))


@pytest.mark.parametrize(
    "line",
    [
        "确认分 95.00　五星级",
        "自动评 18.00 分，含 4 项人工结论后 95.00 分",
        "（工作）〔人工〕",
        "特别扣分 2 项，其中人工确认 1 项、撤销 1 项",
        "（已由人工撤销，不扣分）",
        "（已由人工确认）",
        "人工结论 6 项，4 项计入",
        "A 条款A：要求 2：符合",
        "预案在车间 墙上",
        "现场抽查 10、合格 9",
        "✗ 已过期",
        "？ 须重新确认",
        "须由人看过并重新确认后才算数",
    ],
)
def test_the_whole_report(line: str) -> None:
    assert line in told(*CONCLUDED)


def test_a_clause_in_full_shows_both_readings() -> None:
    full = told(*CONCLUDED, clauses=("A", "B"))
    assert f"人工结论：{CONCLUDED[0].id}" in full
    assert "自动判断：不符合" in full
    assert "现场抽查 10、合格 9" in full


def test_what_was_decided_is_told_in_the_results_own_words_where_it_has_them() -> None:
    one = {"id": "o-1", "kind": "special", "deduction": "sd-1", "decision": "dismiss"}
    assert described(one | {"about": "最终解释权", "decided": "撤销，不扣分"}) == "o-1　最终解释权：撤销，不扣分"


def test_without_conclusions_nothing_is_said_of_them() -> None:
    assert "人工" not in told()


def test_conclusions_that_ended_are_told_and_change_no_score() -> None:
    later = told(*CONCLUDED, as_of=date(2027, 7, 1))
    assert "人工结论 6 项，0 项计入" in later
    assert "自动评" not in later
    assert "〔人工〕" not in later
