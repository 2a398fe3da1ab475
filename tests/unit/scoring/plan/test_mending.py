"""What is to be done where something could not be judged: a clear copy, or a decision which of two statements holds."""

from dataclasses import replace
from decimal import Decimal

import pytest

from scoring.evidence import Quote
from scoring.judge import ClauseResult
from scoring.plan.mending import remedies
from scoring.plan.saying import instead
from scoring.verdict import unknown
from tests.support.plans import asked, graded
from tests.support.rubrics import group, small


def unjudged(reason: str, *files: str) -> ClauseResult:
    """A clause whose one condition is unknown for the reason, resting on these files."""
    clause = graded(small(group(asked("A", 100, ("甲", 2, 60))))).clauses[0]
    verdict = unknown(reason, "", [Quote(name, "0" * 64, f"p.{page}", "") for name in files for page in (1, 2)])
    return replace(clause, outcome="unknown", conditions=(replace(clause.conditions[0], verdict=verdict),))


@pytest.mark.parametrize(
    ("files", "said"),
    [
        ((), ""),
        (("乙.pdf", "甲.pdf"), "：《乙.pdf》《甲.pdf》"),
        (tuple("123456"), "：《1》《2》《3》《4》《5》《6》"),
    ],
)
def test_the_files_that_could_not_be_judged_are_named(files: tuple[str, ...], said: str) -> None:
    [(name, remedy)] = remedies(unjudged("no_text", *files))
    assert name == "c1?"
    assert remedy.do == f"把没能判断的材料换成清晰件或文字版重新上传，看得清的请人核对原件{said}"
    assert (remedy.hand_in, remedy.who, remedy.days, remedy.lead_days) == ("清晰件或文字版各 1 份", "材料的责任部门", Decimal(1), 3)


def test_of_many_files_six_are_named_and_all_are_counted() -> None:
    clause = unjudged("no_text")
    quotes = tuple(Quote(f"{number}.pdf", "0" * 64, "", "") for number in range(1, 8))
    condition = replace(clause.conditions[0], verdict=replace(clause.conditions[0].verdict, evidence=quotes))
    [(_, remedy)] = remedies(replace(clause, conditions=(condition,)))
    assert remedy.do.endswith("：《1.pdf》《2.pdf》《3.pdf》《4.pdf》《5.pdf》《6.pdf》等 7 份")


def test_a_contradiction_is_decided_first() -> None:
    [(name, remedy)] = remedies(unjudged("contradiction", "卡.pdf", "合同.pdf"))
    assert name == "c1?"
    assert remedy.do == "查实以哪个说法为准，把互相矛盾的材料改成一致，重新发布并收回旧版：《卡.pdf》《合同.pdf》"
    assert (remedy.hand_in, remedy.who, remedy.days, remedy.lead_days) == ("更正后的材料各 1 份", "材料的责任部门", Decimal(1), 7)


@pytest.mark.parametrize(("why", "said"), [("差 5 分", "差 5 分"), (["差 5 分", "来不及"], "差 5 分；来不及"), (None, "")])
def test_plans_made_elsewhere_may_give_reasons_in_a_list(why: object, said: str) -> None:
    plan = {"reachable": False, "best": {"score": "90.00", "title": "四星级"}, "why_not": why}
    assert instead(plan) == f"最好能到 90.00 分、四星级。{said}"
