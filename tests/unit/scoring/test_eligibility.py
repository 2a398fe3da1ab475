"""Thresholds of application: what nobody wrote down is unknown, and what is lacking is named."""

import json
from typing import Any

from tests.support.facts import OWN, file, paper, part, says
from tests.support.graded import result

LICENCE = file("执照.pdf", paper("business_licence", OWN, expires="9999-12-31", title="营业执照"), kinds=["business_licence"])


def _threshold(name: str, *files: Any) -> dict[str, Any]:
    found: list[dict[str, Any]] = json.loads(result(*files))["eligibility"]
    return next(one for one in found if one["id"] == name)


def test_a_fact_that_no_paper_tells_is_unknown() -> None:
    assert _threshold("running", LICENCE)["outcome"] == "unknown"
    told = file("说明.docx", part("declaration"), says("system_running_since"))
    assert _threshold("running", told)["outcome"] == "met"
    denied = file("说明.docx", part("declaration"), says("system_running_since", "negated"))
    assert _threshold("running", denied)["outcome"] == "not_met"


def test_a_paper_that_was_not_handed_in_is_lacking() -> None:
    assert _threshold("no_accident", LICENCE)["outcome"] == "not_met"


def test_what_the_list_lacks_is_named() -> None:
    found = _threshold("materials", LICENCE)
    assert found["outcome"] == "not_met"
    assert len(found["details"]) > 6
    assert "、".join(found["details"][:6]) in found["finding"]
    assert found["details"][6] not in found["finding"]
    assert f"等 {len(found['details'])} 种" in found["finding"]
