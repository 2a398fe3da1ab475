"""Special deductions: each different fact is one, found and proposed; five fail the evaluation."""

from dataclasses import replace
from typing import Any

import pytest

from scoring.facts.model import FileFacts
from scoring.judge import Grade, grade
from scoring.profile import Exclusion
from scoring.result import to_json
from scoring.rubric import Rubric
from tests.support.facts import AS_OF, OTHER, OWN, PROFILE, file, paper, part, promise, says, table
from tests.support.rubrics import clause, group, rule, said, small

TERMS = ["final_interpretation", "no_refund", "no_liability", "refuse_return_7days", "unfair_penalty"]
MET = file("研究.docx", says("research_unit"))


def rubric(*rules: dict[str, Any]) -> Rubric:
    return small(group(clause("A", 100, said("research_unit"))), rules=rules)


def judged(which: Rubric, *files: FileFacts, industry: str = "") -> Grade:
    return grade([MET, *files], replace(PROFILE, industry=industry), AS_OF, which)


STATED = rubric(rule("SD-law", "stated", concepts=TERMS))


def test_two_terms_are_two_facts() -> None:
    found = judged(STATED, file("告示.docx", says(TERMS[0]), says(TERMS[1]), kinds=["promotion_material"])).special
    assert [one.code for one in found] == ["SD-law", "SD-law"]
    assert all(one.status == "proposed" and one.remedy.do for one in found)


def test_one_term_printed_in_three_papers_is_one_fact_with_three_places() -> None:
    papers = [file(name, says(TERMS[0]), kinds=["sales_contract"]) for name in ("甲.docx", "乙.docx", "丙.docx")]
    (found,) = judged(STATED, *papers).special
    assert [quote.file for quote in found.evidence] == ["丙.docx", "乙.docx", "甲.docx"]


@pytest.mark.parametrize(
    "harmless",
    [
        file("告示.docx", says(TERMS[0], "negated"), kinds=["promotion_material"]),
        file("告示.docx", says(TERMS[0], "planned"), kinds=["promotion_material"]),
        file("培训.docx", says(TERMS[0]), kinds=["training_record"]),
        file("告示.docx", part("旧版", says(TERMS[0]), hidden=True), kinds=["promotion_material"]),
        file("告示.docx", says("research_unit"), kinds=["promotion_material"]),
    ],
    ids=["forbidden by the rule itself", "planned", "internal", "hidden", "another concept"],
)
def test_near_misses(harmless: FileFacts) -> None:
    assert judged(STATED, harmless).special == ()


def test_an_internal_paper_that_says_where_it_is_posted_counts() -> None:
    posted = file("店规.docx", says(TERMS[0]), says("public_place"), kinds=["repair_policy"])
    assert len(judged(STATED, posted).special) == 1


@pytest.mark.parametrize(("terms", "level"), [(4, "five_star"), (5, "unqualified")])
def test_five_fail_the_evaluation_whatever_the_score(terms: int, level: str) -> None:
    result = to_json(judged(STATED, file("告示.docx", *(says(one) for one in TERMS[:terms]), kinds=["promotion_material"])))
    assert result["score"]["confirmed"] == f"{100 - terms}.00"
    assert result["level"]["confirmed"] == level
    assert (result["score"]["possible"], result["level"]["possible"]) == ("100.00", "five_star")


# ---- breached: at least a fifth of one's own samples fail

SAMPLED = {"is": "sampled", "records": ["installation_record"], "tests": [{"test": "passed", "roles": ["result"]}]}


def breach(results: list[str], share: float = 0.2, excluded: bool = False) -> Grade:
    clauses = clause("A", 90, said("research_unit")), clause("S", 10, SAMPLED, excludable=True)
    own = small(group(*clauses), rules=[rule("SD-own", "breached", clauses=["S"], share=share)])
    rows = [(f"I{number}", "2026-03-02", result) for number, result in enumerate(results)]
    profile = replace(PROFILE, exclusions=(Exclusion("S", "不涉及"),) if excluded else ())
    return grade([MET, file("安装.xlsx", table("installation_record", "id date result", rows))], profile, AS_OF, own)


@pytest.mark.parametrize(("failing", "found"), [(0, 0), (1, 0), (2, 1), (9, 1)])
def test_a_fifth_is_systematic(failing: int, found: int) -> None:
    special = breach(["不合格"] * failing + ["合格"] * (10 - failing) if failing < 9 else ["不合格"] * 10).special
    assert len(special) == found
    assert all("20%" in one.text for one in special)


def test_the_share_is_the_rubrics() -> None:
    assert breach(["不合格"] * 3 + ["合格"] * 7, share=0.4).special == ()


def test_rows_that_cannot_be_told_are_no_breach_and_excluded_clauses_are_not_looked_at() -> None:
    assert breach(["不合格", "不合格"], excluded=True).special == ()
    assert breach([]).special == ()


def test_a_field_that_no_record_has_is_a_gap_and_no_breach() -> None:
    own = small(group(clause("A", 90, said("research_unit")), clause("S", 10, SAMPLED)), rules=[rule("SD-own", "breached", clauses=["S"], share=0.2)])
    rows = [(f"I{number}", "2026-03-02") for number in range(10)]
    assert grade([MET, file("安装.xlsx", table("installation_record", "id date", rows))], PROFILE, AS_OF, own).special == ()
    blank = [(f"I{number}", "2026-03-02", "") for number in range(10)]
    assert len(grade([MET, file("安装.xlsx", table("installation_record", "id date result", blank))], PROFILE, AS_OF, own).special) == 1


# ---- permits

PERMITS = rubric(rule("SD-industry", "permits"))
ENDED, VALID = "2026-05-01", "2029-05-01"


def permit(path: str, expires: str, title: str = "涉水产品卫生许可批件", holder: str = OWN) -> FileFacts:
    return file(path, paper("permit", holder, expires=expires, title=title))


@pytest.mark.parametrize(
    ("files", "found"),
    [
        ([permit("旧.pdf", ENDED)], 1),
        ([permit("旧.pdf", ENDED), permit("副本.pdf", ENDED, "涉水产品卫生许可批件（副本）")], 1),
        ([permit("旧.pdf", ENDED), permit("新.pdf", VALID)], 0),
        ([permit("旧.pdf", ENDED), permit("另.pdf", VALID, "特种设备安装许可证")], 1),
        ([permit("新.pdf", "2026-11-20")], 0),
        ([permit("别家.pdf", ENDED, holder=OTHER)], 0),
        ([], 0),
    ],
    ids=["ended", "and its copy", "renewed", "another in force", "ends today", "another's", "none"],
)
def test_permits(files: list[FileFacts], found: int) -> None:
    assert len(judged(PERMITS, *files).special) == found


def test_an_expired_paper_that_no_list_requires_is_no_deduction() -> None:
    assert judged(PERMITS, permit("著作权.pdf", ENDED, "软件著作权登记证书"), industry="企业管理软件开发").special == ()


def test_a_permit_that_has_not_begun_is_not_told_as_expired() -> None:
    later = file("新.pdf", paper("permit", OWN, starts="2027-01-01", expires="2030-01-01", title="涉水产品卫生许可批件"))
    assert all("已过期" not in one.text for one in judged(PERMITS, later).special)


# ---- below the statutory minimum, by the lists that ship

MINIMUM = rubric(rule("SD-law", "below_minimum"))


def test_a_term_below_the_minimum_of_listed_goods() -> None:
    card = file("空调保修卡.docx", promise("warranty", 3, "month"), kinds=["warranty_card"], title="空调保修卡")
    (found,) = judged(MINIMUM, card, industry="家用电器零售").special
    assert "工作口径" in found.text
    assert judged(MINIMUM, card, industry="工业泵制造").special == ()


def test_the_same_shortfall_in_two_papers_is_one_fact() -> None:
    cards = [file(name, promise("warranty", 3, "month"), kinds=["warranty_card"], title="空调保修卡") for name in ("甲.docx", "乙.docx")]
    (found,) = judged(MINIMUM, *cards, industry="家用电器零售").special
    assert len(found.evidence) == 2


def test_a_shortfall_in_returns_beside_one_in_warranty_is_two() -> None:
    promises = promise("warranty", 3, "month"), promise("return_days", 3, "day")
    card = file("空调保修卡.docx", *promises, kinds=["warranty_card"], title="空调退换与保修")
    assert len(judged(MINIMUM, card, industry="家用电器零售").special) == 2


# ---- the bonus is claimed, never added


def test_a_bonus_is_claimed_and_not_added() -> None:
    clauses = clause("A", 50, said("research_unit")), clause("B", 50, said("emergency_plan"))
    which = small(group(*clauses), special_bonus={"points_each": 1, "at_most": 1, "concepts": ["research_unit"]})
    result = to_json(judged(which))
    assert len(result["bonus_claims"]) == 1
    assert result["score"]["confirmed"] == "50.00"


def test_a_paper_that_only_its_name_calls_a_flyer_counts() -> None:
    flyer = replace(file("国庆单页.docx", says(TERMS[0])), hinted=("promotion_material",))
    assert len(judged(STATED, flyer).special) == 1
    assert judged(STATED, replace(file("笔记.docx", says(TERMS[0])), hinted=("plan",))).special == ()


def test_a_hotline_that_moved_has_not_stopped() -> None:
    which = rubric(rule("SD-system", "stated", concepts=["hotline_stopped"]))
    stopped = says("hotline_stopped", quote="原服务热线 400-100-2000 已停用。")
    assert len(judged(which, file("通知.docx", stopped, kinds=["notice"])).special) == 1
    old = promise("hotline", "4001002000", "text")
    assert len(judged(which, file("通知.docx", stopped, old, kinds=["notice"])).special) == 1
    moved = promise("hotline", "4003004000", "text")
    assert judged(which, file("通知.docx", stopped, moved, kinds=["notice"])).special == ()
