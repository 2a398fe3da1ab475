"""What people concluded, in words that need no ids: about what, and what."""

from datetime import date
from typing import Any

import pytest

from scoring.grading import grade_facts
from scoring.overrides import OverrideError
from scoring.overrides.record import recorded
from scoring.overrides.wording import about, decided
from scoring.profile import Profile
from scoring.result import to_json
from tests.support.facts import AS_OF, OWN, file, says, table
from tests.support.overrides import UNTIL, WHEN, conclude, met
from tests.support.rubrics import clause, group, passed, rule, said, small

RUBRIC = small(
    group(clause("A", 60, said("research_unit")), clause("B", 40, passed("installation_record"))),
    rules=[rule("SD-law", "stated", concepts=["final_interpretation"])],
)
PACK = (
    file("研究.docx", says("research_unit")),
    file("安装.xlsx", table("installation_record", "id date result", [("I1", "2026-03-02", "合格")])),
    file("活动.docx", says("final_interpretation"), kinds=["promotion_material"]),
)
RESULT = to_json(grade_facts(PACK, Profile(name=OWN), AS_OF, RUBRIC))
DEDUCTION = RESULT["special_deductions"][0]
A, B = RESULT["clauses"]

SAID: list[tuple[dict[str, Any], str, str]] = [
    (
        {"kind": "condition", "clause": "A", "condition": "c1", "outcome": "unknown"},
        f"A {A['title']}：{A['conditions'][0]['condition']}",
        "无法判断",
    ),
    ({"kind": "on_site", "clause": "B", "passed": 18, "drawn": 20}, f"B {B['title']}（现场）", "现场 18 / 20 合格"),
    ({"kind": "on_site", "clause": "B", "outcome": "not_met"}, f"B {B['title']}（现场）", "不符合"),
    ({"kind": "special", "deduction": DEDUCTION["id"], "decision": "dismiss"}, f"特别扣分：{DEDUCTION['text']}", "撤销"),
    ({"kind": "special", "deduction": DEDUCTION["id"], "decision": "confirm"}, f"特别扣分：{DEDUCTION['text']}", "确认成立"),
    ({"kind": "file_kind", "file": PACK[0].sha256, "kinds": ["repair_record"]}, "文件 研究.docx", "认作 维修记录"),
]


@pytest.mark.parametrize(("conclusion", "what", "how"), SAID)
def test_the_result_tells_it_in_words(conclusion: dict[str, Any], what: str, how: str) -> None:
    one = conclude(RESULT, **conclusion)
    (told,) = to_json(grade_facts(PACK, Profile(name=OWN), AS_OF, RUBRIC, (one,)))["overrides"]
    assert (told["about"], told["decided"]) == (what, how)


GONE: list[tuple[dict[str, Any], str]] = [
    ({"kind": "condition", "clause": "Z", "condition": "c1"}, "条款 Z：一项现在没有的要求"),
    ({"kind": "condition", "clause": "A", "condition": "c9"}, f"A {A['title']}：一项现在没有的要求"),
    ({"kind": "on_site", "clause": "Z"}, "条款 Z（现场）"),
    ({"kind": "special", "deduction": "sd-0"}, "特别扣分：一项现在没有的情形"),
    ({"kind": "bonus", "claim": "bc-0"}, "特别加分：一项现在没有的主张"),
    ({"kind": "file_kind", "file": "0" * 64}, "一份材料里已没有的文件"),
]


@pytest.mark.parametrize(("conclusion", "what"), GONE)
def test_what_is_gone_is_called_by_no_id(conclusion: dict[str, Any], what: str) -> None:
    assert about(conclusion, RESULT) == what


def test_a_bonus_is_granted() -> None:
    assert about({"kind": "bonus", "claim": "bc-0"}, {"bonus_claims": [{"id": "bc-0", "text": "获奖"}]}) == "特别加分：获奖"
    assert decided({"kind": "bonus", "claim": "bc-0"}) == "确认加分"


SPOT = {"kind": "on_site", "clause": "B"}


@pytest.mark.parametrize(
    ("conclusion", "line"),
    [
        ({**SPOT, "passed": 25, "drawn": 20}, "现场合格数 25 大于抽查数 20"),
        ({**SPOT, "passed": 0, "drawn": 0}, "抽查数不能小于 1"),
        ({**SPOT, "passed": -1, "drawn": 1}, "合格数不能小于 0"),
        ({**SPOT}, "现场结论要选符合或不符合，或同时写合格数和抽查数"),
        ({**SPOT, "outcome": "met", "passed": 1, "drawn": 1}, "现场结论写了符合或不符合，就不要再写合格数和抽查数"),
        ({**SPOT, "outcome": "unknown"}, "结论只能是 符合、不符合"),
        ({"kind": "file_kind", "file": PACK[0].sha256, "kinds": ["notice", "notice"]}, "材料种类有重复"),
    ],
)
def test_a_single_new_one_is_refused_in_words_of_people(conclusion: dict[str, Any], line: str) -> None:
    with pytest.raises(OverrideError) as caught:
        conclude(RESULT, **conclusion)
    assert str(caught.value) == line


def test_a_last_day_that_is_over_is_refused_where_the_day_is_known() -> None:
    said_so = {"kind": "condition", "clause": "A", "condition": "c1", "outcome": "met"}
    by = {"who": "甲", "when": WHEN, "reason": "看过"}
    with pytest.raises(OverrideError, match=r"^有效至 2020-01-01 已经过去，请写今天以后的日期$"):
        recorded(RESULT, said_so, **by, until="2020-01-01", today=date(2026, 11, 22))
    assert recorded(RESULT, said_so, **by, until="2026-11-22", today=date(2026, 11, 22)).until == date(2026, 11, 22)
    assert recorded(RESULT, said_so, **by, until="2020-01-01").until == date(2020, 1, 1)
    assert met(RESULT, "A", "c1").until.isoformat() == UNTIL
