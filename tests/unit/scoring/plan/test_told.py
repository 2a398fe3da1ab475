"""Whole plans, as a user reads them: golden data of tests/data/plans."""

from collections.abc import Mapping
from typing import Any

import pytest

from tests.support.plan_told import expected, told, wishes

TOLD = expected()


@pytest.mark.parametrize("case", [pytest.param(one, id=one["name"]) for one in wishes()])
def test_what_a_plan_tells(case: Mapping[str, Any]) -> None:
    assert told(case) == TOLD[case["name"]], "meant? then: python -m tests.support.plan_told"


def test_every_wish_has_its_plan() -> None:
    assert list(TOLD) == [one["name"] for one in wishes()]
