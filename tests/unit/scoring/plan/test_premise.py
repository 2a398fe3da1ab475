"""What a plan's score rests on, and what drops out of the review period until the audit: exact, and said in every view."""

from datetime import date
from typing import Any

from assistant.reports.build_plan import plan as of_report
from scoring.grading import grade_facts
from scoring.plan import Wish, plan
from scoring.plan import terminal as shown
from scoring.plan.document import to_json
from scoring.profile import Profile
from scoring.result import to_json as result_json
from tests.support.facts import OWN, file, says, table
from tests.support.overrides import conclude
from tests.support.rubrics import clause, group, passed, said, small

TODAY, AUDIT = date(2026, 11, 20), date(2026, 12, 20)
RUBRIC = small(group(clause("A", 70, said("research_unit")), clause("B", 30, passed("repair_record"))))
# One good record drops out until the audit; of the four that stay, one failed.
DAYS = ["2025-11-25", "2026-03-01", "2026-04-01", "2026-05-01", "2026-06-01"]
ROWS = [(f"R{number}", day, "不合格" if number == 4 else "合格") for number, day in enumerate(DAYS)]
PACK = (file("研究.docx", says("research_unit")), file("维修.xlsx", table("repair_record", "id date result", ROWS)))


def _plan(overrides: Any = ()) -> Any:
    def at(day: date) -> Any:
        return grade_facts(PACK, Profile(name=OWN), day, RUBRIC, overrides)

    return to_json(plan(at(TODAY), at, Wish("five_star", audit=AUDIT)))


def test_both_scores_stand_in_the_headline_of_every_view() -> None:
    made = _plan()
    assert (made["after"]["score"], made["premise"]["score"], made["premise"]["clauses"]) == ("100.00", "92.50", ["B"])
    said_so = "前提：B 的记录整改后全部合格；旧的不合格记录仍在审核期内时达不到，照现有记录计是 92.50 分、四星级"
    assert said_so in made["premise"]["text"]
    assert any(said_so in line for line in shown.report(made))
    assert any(said_so in line for line in of_report(made, "").headline)


def test_what_drops_out_is_told_not_what_failed_before() -> None:
    (one,) = _plan()["expiring"]
    assert one["text"] == (
        "2025-12-19 及以前的 1 条记录移出审核期（那时从 2025-12-20 起）；今天 5 条，合格 4/5，那时 4 条，合格 3/4"
    )


def test_a_conclusion_that_must_be_confirmed_again_is_no_gap_of_today() -> None:
    found = result_json(grade_facts(PACK, Profile(name=OWN), TODAY, RUBRIC))
    made = _plan((conclude(found, kind="condition", clause="B", condition="c1", outcome="met"),))
    (bundle,) = made["bundles"]
    assert bundle["outcome"] == "to_confirm"
    assert made["premise"] is None
    assert made["expiring"][0]["text"].startswith("那时审核期后移，人工结论所依据的记录不同")
    assert of_report(made, "").bundles[0].outcome == "今天算数，须重新确认"
    assert any("今天算数，须重新确认" in line for line in shown.report(made))
