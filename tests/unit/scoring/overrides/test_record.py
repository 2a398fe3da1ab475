"""Recording a conclusion on a result: with today's fingerprint, or a line that says what the result does not have."""

from typing import Any

import pytest

from scoring.grading import grade_facts
from scoring.overrides import OverrideError
from scoring.overrides.record import recorded
from scoring.profile import Exclusion, Profile
from scoring.result import to_json
from tests.support.facts import AS_OF, OWN, file, says, unreadable
from tests.support.overrides import UNTIL, WHEN, conclude
from tests.support.rubrics import clause, group, said, small

RUBRIC = small(group(clause("A", 60, said("research_unit")), clause("B", 40, said("emergency_plan"), excludable=True)))
PACK = (file("研究.docx", says("research_unit")),)
RESULT = to_json(grade_facts(PACK, Profile(name=OWN, exclusions=(Exclusion("B", "不涉及"),)), AS_OF, RUBRIC))
SAID = {"kind": "condition", "clause": "A", "condition": "c1", "outcome": "not_met"}


def test_it_rests_on_what_the_result_shows() -> None:
    one = conclude(RESULT, **SAID)
    assert one.basis == RESULT["clauses"][0]["fingerprint"]
    assert one.model_dump(exclude_none=True).items() >= {**SAID, "who": "审核员甲", "when": WHEN}.items()


def test_its_name_follows_from_what_it_says() -> None:
    assert conclude(RESULT, **SAID).id == conclude(RESULT, **SAID).id
    assert conclude(RESULT, **SAID).id != conclude(RESULT, **SAID, reason="别的理由").id


def test_two_clients_may_conclude_the_same_in_one_second() -> None:
    first, second = conclude(RESULT, **SAID, whose="cl-1"), conclude(RESULT, **SAID, whose="cl-2")
    assert first.id != second.id
    assert first.model_copy(update={"id": second.id}) == second  # the client's name is no part of what is kept
    assert conclude(RESULT, **SAID, whose="cl-1") == first


FAULTS: list[tuple[dict[str, Any], str]] = [
    ({**SAID, "clause": "Z"}, "没有条款 Z"),
    ({**SAID, "clause": "B"}, "已删减"),
    ({**SAID, "condition": "c2"}, "没有条件 c2，可用：c1"),
    ({"kind": "on_site", "clause": "A", "passed": 1, "drawn": 2}, "不是按抽样比例"),
    ({"kind": "special", "deduction": "sd-0", "decision": "dismiss"}, "特别扣分：sd-0"),
    ({"kind": "bonus", "claim": "bc-0", "decision": "confirm"}, "特别加分主张：bc-0"),
    ({"kind": "file_kind", "file": "0" * 64, "kinds": ["notice"]}, "没有这项文件"),
    ({"kind": "guess"}, "没有“guess”这种"),
    ({**SAID, "outcome": "partial"}, "^结论只能是 符合、不符合、无法判断$"),
]


@pytest.mark.parametrize(("said_so", "told"), FAULTS)
def test_what_the_result_does_not_have(said_so: dict[str, Any], told: str) -> None:
    with pytest.raises(OverrideError, match=told):
        conclude(RESULT, **said_so)


@pytest.mark.parametrize("result", [{}, {"clauses": [{"id": "A"}]}, {"clauses": None}, {"clauses": ["A"]}])
def test_results_without_fingerprints(result: dict[str, Any]) -> None:
    with pytest.raises(OverrideError, match="没有记下人工结论所需的指纹"):
        recorded(result, SAID, who="甲", when=WHEN, reason="看过", until=UNTIL)


@pytest.mark.parametrize(("reason", "refused"), [("unsupported", True), ("empty", True), ("no_text", False)])
def test_what_can_never_be_read_takes_no_kind(reason: str, refused: bool) -> None:
    pack = (*PACK, unreadable("程序.exe", reason=reason))
    result = to_json(grade_facts(pack, Profile(name=OWN), AS_OF, RUBRIC))
    said = {"kind": "file_kind", "file": pack[1].sha256, "kinds": ["notice"]}
    if refused:
        with pytest.raises(OverrideError, match=r"^《程序\.exe》读不了"):
            conclude(result, **said)
    else:
        conclude(result, **said)
