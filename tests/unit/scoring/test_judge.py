"""From verdicts to points: modes, lines, exclusions, what is unknown, floors."""

from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal
from fractions import Fraction

import pytest

from scoring.facts.model import FileFacts, Mention, UnreadPage
from scoring.judge import ClauseResult, Grade, grade
from scoring.profile import Exclusion
from scoring.result import cut, to_json
from scoring.rubric import Rubric
from tests.support.facts import AS_OF, OTHER, OWN, PROFILE, by, file, paper, part, says, table, unreadable
from tests.support.rubrics import clause, group, passed, provided, rule, said, small

UNIT, PLAN = said("research_unit"), said("emergency_plan")
HAS_UNIT, HAS_PLAN = file("研究.docx", says("research_unit")), file("预案.docx", says("emergency_plan"))


def judged(rubric: Rubric, *files: FileFacts, exclusions: Sequence[Exclusion] = ()) -> Grade:
    return grade(files, replace(PROFILE, exclusions=tuple(exclusions)), AS_OF, rubric)


def of(result: Grade, name: str) -> ClauseResult:
    return next(one for one in result.clauses if one.clause.id == name)


def installed(*results: str) -> FileFacts:
    rows = [(f"I{number}", "2026-03-02", result) for number, result in enumerate(results)]
    return file("安装.xlsx", table("installation_record", "id date result", rows))


# ---- modes


def test_all_or_nothing_needs_every_condition() -> None:
    rubric = small(group(clause("A", 100, UNIT, PLAN)))
    assert of(judged(rubric, HAS_UNIT), "A").earned == 0
    assert of(judged(rubric, HAS_UNIT, HAS_PLAN), "A").earned == 100


def test_a_sample_earns_its_share_exactly() -> None:
    rubric = small(group(clause("A", 100, passed("installation_record"))))
    result = judged(rubric, installed("合格", "合格", "不合格"))
    assert of(result, "A").earned == Fraction(200, 3)
    assert of(result, "A").outcome == "partial"
    assert to_json(result)["score"]["confirmed"] == "66.66"
    assert to_json(result)["score"]["exact"]["confirmed"] == "200/3"


@pytest.mark.parametrize(
    ("results", "outcome", "earned"),
    [(["合格", "合格"], "met", 100), (["不合格"], "not_met", 0), (["合格", "不合格"], "partial", 50), ([], "not_met", 0)],
)
def test_outcomes_of_a_sample(results: list[str], outcome: str, earned: int) -> None:
    result = of(judged(small(group(clause("A", 100, passed("installation_record")))), installed(*results)), "A")
    assert result.outcome == outcome
    assert result.earned == earned


def test_a_premise_that_fails_takes_all_of_a_sample() -> None:
    rubric = small(group(clause("A", 100, passed("installation_record"), PLAN)))
    result = of(judged(rubric, installed("合格", "合格")), "A")
    assert result.outcome == "not_met"
    assert result.earned == result.possible == 0
    assert result.sample is not None
    assert (result.sample.passed, result.sample.drawn) == (2, 2)


def test_a_premise_that_is_unknown_leaves_the_share_possible() -> None:
    rubric = small(group(clause("A", 100, passed("installation_record"), provided("emergency_plan"))))
    result = of(judged(rubric, installed("合格", "不合格"), unreadable("预案.pdf", "emergency_plan")), "A")
    assert result.outcome == "unknown"
    assert result.earned == 0
    assert result.possible == 50


def test_rows_that_cannot_be_read_are_possible_and_not_earned() -> None:
    rubric = small(group(clause("A", 100, {"is": "sampled", "records": ["repair_record"], "tests": [{"test": "filled", "roles": ["finish"]}]})))
    rows = [("R1", "2026-03-02", "2026-03-03"), ("R2", "2026-03-02", "(看不清)"), ("R3", "2026-03-02", ""), ("R4", "2026-03-02", "2026-03-03")]
    result = of(judged(rubric, file("维修.xlsx", table("repair_record", "id start finish", rows))), "A")
    assert result.earned == 50
    assert result.possible == 75


def test_a_sample_inside_any_of_is_no_way_around_all_or_nothing() -> None:
    inside = {"is": "any_of", "of": [passed("installation_record"), PLAN]}
    assert of(judged(small(group(clause("A", 100, inside))), installed("合格", "不合格")), "A").earned == 0


# ---- lines


@pytest.mark.parametrize(
    ("points", "level", "shown"),
    [
        ("69.99", "unqualified", "69.99"), ("69.9999", "unqualified", "69.99"), ("70", "pass", "70.00"), ("79.99", "pass", "79.99"),
        ("80", "three_star", "80.00"), ("89.99", "three_star", "89.99"), ("90", "four_star", "90.00"), ("94.996", "four_star", "94.99"),
        ("94.999999", "four_star", "94.99"), ("95", "five_star", "95.00"), ("99.999", "five_star", "99.99"),
    ],
)  # fmt: skip
def test_lines_are_inclusive_and_the_score_is_cut(points: str, level: str, shown: str) -> None:
    rest = str(100 - Decimal(points))
    result = to_json(judged(small(group(clause("A", points, UNIT), clause("B", rest, PLAN))), HAS_UNIT))
    assert result["level"]["confirmed"] == level
    assert result["score"]["confirmed"] == shown


CUTS = [("94.996", "94.99"), ("0", "0.00"), ("-1.239", "-1.23"), ("-0.001", "0.00"), ("100", "100.00"), ("2/3", "0.66")]


@pytest.mark.parametrize(("value", "shown"), CUTS)
def test_cut(value: str, shown: str) -> None:
    assert cut(Fraction(value)) == shown


def test_what_is_missing_to_the_next_level_suffices() -> None:
    rubric = small(group(clause("A", "94.996", UNIT), clause("B", "5.004", PLAN)))
    following = to_json(judged(rubric, HAS_UNIT))["score"]["next"]
    assert (following["level"], following["missing"]) == ("five_star", "0.01")
    assert to_json(judged(rubric, HAS_UNIT, HAS_PLAN))["score"]["next"] is None


# ---- exclusions

EXCLUDABLE = small(group(clause("A", 40, UNIT), clause("B", 40, PLAN), clause("C", 20, said("research_agreement_made"), excludable=True)))


def test_an_exclusion_leaves_numerator_and_denominator() -> None:
    result = judged(EXCLUDABLE, HAS_UNIT, exclusions=[Exclusion("C", "只做线上服务")])
    assert result.scores is not None
    assert result.scores.confirmed.score == 50
    assert result.scores.without_exclusions == 40
    assert of(result, "C").outcome == "not_applicable"
    assert to_json(result)["exclusions"]["accepted"] == [{"clause": "C", "reason": "只做线上服务", "outcome_if_kept": "not_met"}]


def test_excluding_what_was_met_costs_its_points() -> None:
    rubric = small(group(clause("A", 40, UNIT), clause("B", 60, PLAN, excludable=True)))
    kept, excluded = judged(rubric, HAS_UNIT, HAS_PLAN), judged(rubric, HAS_PLAN, exclusions=[Exclusion("B", "不涉及")])
    assert kept.scores is not None
    assert excluded.scores is not None
    assert kept.scores.confirmed.score == 100
    assert excluded.scores.confirmed.score == 0
    assert excluded.scores.without_exclusions == 60


@pytest.mark.parametrize(
    ("name", "reason", "why"), [("Z", "不涉及", "没有这个条款"), ("A", "不涉及", "不是可以删减"), ("C", "", "没有写删减理由")]
)
def test_refused_exclusions_change_nothing_and_are_told(name: str, reason: str, why: str) -> None:
    result = judged(EXCLUDABLE, HAS_UNIT, exclusions=[Exclusion(name, reason)])
    assert result.scores == judged(EXCLUDABLE, HAS_UNIT).scores
    (refused,) = to_json(result)["exclusions"]["refused"]
    assert refused["clause"] == name
    assert why in refused["why"]


def test_all_clauses_excluded_is_a_declared_error() -> None:
    rubric = small(group(clause("A", 100, UNIT, excludable=True)))
    with pytest.raises(ValueError, match=r"涉及项|删减"):
        judged(rubric, exclusions=[Exclusion("A", "不涉及")])


def test_special_deductions_come_off_after_normalising() -> None:
    rubric = small(
        group(clause("A", 40, UNIT), clause("B", 40, PLAN), clause("C", 20, said("research_agreement_made"), excludable=True)),
        rules=[rule("SD-law", "stated", concepts=["final_interpretation"])],
    )
    unfair = file("告示.docx", says("final_interpretation"), kinds=["promotion_material"])
    result = judged(rubric, HAS_UNIT, unfair, exclusions=[Exclusion("C", "不涉及")])
    assert result.scores is not None
    assert result.scores.confirmed.score == 49
    assert result.scores.possible.score == 50
    assert result.scores.without_exclusions == 39


def test_the_score_is_never_below_nought() -> None:
    unfair = file("告示.docx", says("final_interpretation"), says("no_refund"), kinds=["promotion_material"])
    rubric = small(group(clause("A", 100, UNIT)), rules=[rule("SD-law", "stated", concepts=["final_interpretation", "no_refund"])])
    result = judged(rubric, unfair)
    assert result.scores is not None
    assert result.scores.confirmed.score == 0
    assert max(result.scores.range) == 0


# ---- unknown


def test_unknown_raises_the_possible_score_alone() -> None:
    rubric = small(group(clause("A", 60, UNIT), clause("B", 40, provided("service_manual"))))
    result = judged(rubric, HAS_UNIT, unreadable("手册.pdf", "service_manual"))
    assert result.scores is not None
    assert result.scores.confirmed.score == 60
    assert result.scores.possible.score == 100
    assert of(result, "B").outcome == "unknown"
    assert any("B" in notice for notice in result.notices)


def test_a_page_that_cannot_be_read_leaves_open_what_its_file_may_prove() -> None:
    rubric = small(group(clause("A", 60, provided("service_manual")), clause("B", 40, provided("emergency_plan"))))
    scan = replace(file("制度/应急预案.pdf", says("other")), unread=(UnreadPage("p.2", 0.41),), hinted=("emergency_plan",))
    result = judged(rubric, scan)
    assert [of(result, name).outcome for name in "AB"] == ["not_met", "unknown"]
    (condition,) = of(result, "B").conditions
    assert condition.verdict.reason == "low_ocr_quality"
    assert "《制度/应急预案.pdf》第 2 页" in condition.verdict.text
    assert [(quote.file, quote.locator) for quote in condition.verdict.evidence] == [("制度/应急预案.pdf", "p.2")]
    (document,) = to_json(result)["documents"]
    assert document["usable"]
    assert document["why_not"] == [{"reason": "low_ocr_quality", "text": "第 2 页看不清，没有读出文字", "locator": "p.2"}]


@pytest.mark.parametrize(("expires", "holder", "outcome"), [("2026-01-01", OWN, "unknown"), ("2027-01-01", OTHER, "not_met")])
def test_what_has_run_out_on_one_page_says_nothing_of_the_page_that_cannot_be_read(expires: str, holder: str, outcome: str) -> None:
    rubric = small(group(clause("A", 100, {"is": "certified", "kinds": ["quality_report"]})))
    read = paper("quality_report", holder, issued="2024-01-01", expires=expires)
    more = [by(OTHER)] if holder == OTHER else []
    scan = replace(file("检验报告.pdf", read, *more), unread=(UnreadPage("p.2", 0.3),), hinted=("quality_report",))
    assert of(judged(rubric, scan), "A").outcome == outcome


def test_an_unread_page_changes_nothing_where_others_prove_the_point() -> None:
    rubric = small(group(clause("A", 100, provided("service_manual"))))
    scan = replace(file("手册.pdf", kinds=("service_manual",)), unread=(UnreadPage("p.9", 0.0),))
    assert of(judged(rubric, scan), "A").outcome == "met"


@pytest.mark.parametrize(
    ("below", "outcome", "reason"),
    [
        ([says("online_service", "planned", quote="在线报修尚在建设")], "not_met", "planned"),
        ([says("online_service", "negated", quote="没有在线客服")], "not_met", "negated"),
        ([], "met", ""),
        ([says("online_service", quote="网页右下角可以报修")], "met", ""),
        ([says("online_service", "planned", quote="视频客服尚在建设"), says("online_service", quote="网页右下角可以报修")], "met", ""),
    ],
)
def test_a_title_says_no_more_than_what_stands_under_it(below: list[Mention], outcome: str, reason: str) -> None:
    rubric = small(group(clause("A", 100, {"is": "stated", "concepts": ["online_service"]})))
    page = part("在线服务", says("online_service", quote="在线服务"), *below)
    (condition,) = of(judged(rubric, file("网页.html", page)), "A").conditions
    assert (condition.verdict.outcome, condition.verdict.reason) == (outcome, reason)


def test_an_unreadable_file_without_a_hint_is_no_clauses_unknown() -> None:
    rubric = small(group(clause("A", 100, provided("service_manual"))))
    result = judged(rubric, unreadable("扫描件0001.pdf"))
    assert of(result, "A").outcome == "not_met"
    assert to_json(result)["documents"][0]["why_not"][0]["reason"] == "no_text"


def test_a_condition_that_surely_fails_outweighs_one_unknown() -> None:
    rubric = small(group(clause("A", 100, provided("service_manual"), UNIT)))
    result = of(judged(rubric, unreadable("手册.pdf", "service_manual")), "A")
    assert result.outcome == "not_met"
    assert result.possible == 0


# ---- floors of groups


FLOOR = small(
    group(clause("A", 80, UNIT), name="1"),
    group(clause("B", 10, PLAN), clause("C", 10, provided("service_manual")), name="2"),
    group_floor_percent=50,
)


def test_a_group_at_its_floor_holds() -> None:
    result = to_json(judged(FLOOR, HAS_UNIT, HAS_PLAN))
    assert (result["score"]["confirmed"], result["level"]["confirmed"]) == ("90.00", "four_star")


def test_a_group_below_its_floor_fails_whatever_the_score() -> None:
    result = to_json(judged(FLOOR, HAS_UNIT))
    assert (result["score"]["confirmed"], result["level"]["confirmed"]) == ("80.00", "unqualified")


def test_the_possible_level_asks_for_the_floor_as_well() -> None:
    rubric = small(group(clause("A", 80, UNIT), name="1"), group(clause("B", 20, PLAN), name="2"), group_floor_percent=50)
    assert to_json(judged(rubric, HAS_UNIT))["level"]["possible"] == "unqualified"


def test_an_excluded_group_has_no_floor() -> None:
    rubric = small(group(clause("A", 80, UNIT), name="1"), group(clause("B", 20, PLAN, excludable=True), name="2"), group_floor_percent=50)
    result = to_json(judged(rubric, HAS_UNIT, exclusions=[Exclusion("B", "不涉及")]))
    assert result["level"]["confirmed"] == "five_star"


# ---- what a rubric may also be


def test_a_checklist_has_no_score() -> None:
    checklist = small(group(clause("A", 0, UNIT)), scored=False, levels=[])
    result = to_json(judged(checklist, HAS_UNIT))
    assert "score" not in result
    assert "level" not in result
    assert result["clauses"][0]["outcome"] == "met"


def test_a_checklist_reads_another_rubrics_result() -> None:
    base = grade([HAS_UNIT], PROFILE, AS_OF, small(group(clause("A", 100, UNIT)), id="base"))
    stars = {"is": "graded", "rubric": "base", "at_least": 97, "level": "five_star"}
    checklist = small(group(clause("A", 0, stars)), scored=False, levels=[], needs=["base"])
    assert grade([HAS_UNIT], PROFILE, AS_OF, checklist, {"base": base}).clauses[0].outcome == "met"
    assert grade([HAS_UNIT], PROFILE, AS_OF, checklist).clauses[0].outcome == "unknown"


def test_freshness_asked_by_the_rubric_refuses_old_reports() -> None:
    rubric = small(group(clause("A", 100, {"is": "certified", "kinds": ["quality_report"], "within_months": 24})))
    old = file("检验.pdf", paper("quality_report", OWN, issued="2023-01-01"))
    result = judged(rubric, old)
    assert to_json(result)["documents"][0]["why_not"][0]["reason"] == "expired"
    assert of(result, "A").conditions[0].verdict.reason == "expired"


# ---- whose evidence


def test_without_a_name_it_is_read_from_the_licence() -> None:
    licence = file("执照.pdf", paper("business_licence", OWN, expires="2036-01-01"))
    result = grade([licence, file("x.docx", by(OTHER)), file("y.docx", by(OTHER))], replace(PROFILE, name=""), AS_OF, EXCLUDABLE)
    assert (result.profile.name, result.profile.assumed) == (OWN, True)
    assert any("营业执照" in notice for notice in result.notices)
    assert [paper.facts.path for paper in result.evidence.admitted] == ["执照.pdf"]


def test_without_licence_the_commonest_issuer_is_assumed() -> None:
    files = [file("x.docx", by(OTHER)), file("y.docx", by(OWN)), file("z.docx", by(OWN))]
    assert grade(files, replace(PROFILE, name=""), AS_OF, EXCLUDABLE).profile.name == OWN
    assert grade([], replace(PROFILE, name=""), AS_OF, EXCLUDABLE).profile.name == ""


# ---- what people are told


def test_every_gap_has_a_sentence_a_remedy_and_a_gain() -> None:
    result = to_json(judged(EXCLUDABLE, HAS_UNIT))
    for one in result["clauses"]:
        open_gap = one["outcome"] != "met"
        assert all(bool(condition["remedies"]) == (condition["outcome"] != "met") for condition in one["conditions"])
        assert all(condition["text"] for condition in one["conditions"] if open_gap)
        assert float(one["gain"]) == (float(one["points"]) if open_gap else 0)


def test_nothing_readable_is_told() -> None:
    assert any("没有一份文件能读出内容" in notice for notice in judged(EXCLUDABLE, unreadable("a.pdf")).notices)


def test_an_unlisted_industry_is_told() -> None:
    assert any("未收录" in notice for notice in grade([], replace(PROFILE, industry="星际旅行"), AS_OF, EXCLUDABLE).notices)


def test_a_chapter_that_is_out_is_told_with_its_title() -> None:
    result = judged(EXCLUDABLE, file("汇编.docx", part("一 自评", says("research_unit"), kinds=["self_assessment"]), kinds=["notice"]))
    (document,) = to_json(result)["documents"]
    assert document["usable"]
    assert [(one["reason"], one["section"]) for one in document["why_not"]] == [("self_statement", "一 自评")]
