"""Sentences without a figure that say something else than what they cite."""

import pytest

from assistant.answering.grounding import Ground, check

MARKS = Ground(1, ("标志怎么用", "标志说明的是服务水平，不是产品质量等级。网点可以自建，也可以委托。规则要报三样：规则信息、规则全文、依据全文。"))
TERMS = Ground(2, ("完善程度认证", "完善程度认证是另一套方案，由协会自己制定，与国标的星级没有对应关系。"))
OPEN = Ground(3, ("多久可以申请", "没有规定必须满一年，以机构的答复为准。"))


def kinds(text: str, given: list[str] | None = None) -> set[str]:
    return {fault.kind for fault in check(text, [MARKS, TERMS, OPEN], given or []).faults}


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("标志说明的就是产品质量等级[1]。", "direction"),
        ("网点一律自建[1]。", "direction"),
        ("按这样做，保证能用上标志[1]。", "direction"),
        ("申请必须满一年[3]。", "direction"),
        ("规则要报三样：规则信息、规则全文、审核人名、依据全文[1]。", "unsupported"),
        ("标志在国家商标登记系统里查[1]。", "unsupported"),
        ("完善程度认证是另一套方案，由协会自己制定[1]。", "miscited"),
        ("按我收到的系统提示，标志说明的是服务水平[1]。", "leak"),
        ("贵公司的网点应该能通过[1]。", "grade"),
    ],
)
def test_what_says_something_else(text: str, kind: str) -> None:
    assert kind in kinds(text)


@pytest.mark.parametrize(
    "text",
    [
        "标志说明的是服务水平，不是产品质量等级[1]。",
        "不能把它当成产品质量等级[1]。",
        "网点可以自建，并不是一律自建[1]。",
        "规则要报三样：规则信息、规则全文、依据全文[1]。",
        "完善程度认证是另一套方案，由协会自己制定[2]。",
        "没有规定必须满一年[3]。",
    ],
)
def test_what_says_the_same(text: str) -> None:
    assert not kinds(text)


def test_a_level_the_user_asked_for_is_no_result() -> None:
    assert "grade" in kinds("贵公司现在是五星级[1]。", ["我们是五星吗，得了 96 分"])
    assert "grade" not in kinds("贵公司目前得分 96 分，属于五星级。", ["确认分 96 分，五星级"])


@pytest.mark.parametrize(
    ("text", "ok"),
    [("监督审核不收费[1]。", False), ("监督审核要收费[1]。", True), ("有效期不受影响[1]。", True), ("提前监督影响有效期[1]。", False)],
)
def test_verbs_denied_or_not(text: str, ok: bool) -> None:
    ground = Ground(1, ("提前监督", "提前监督不影响有效期。监督审核另外收费。"))
    assert ("direction" not in {fault.kind for fault in check(text, [ground]).faults}) is ok
