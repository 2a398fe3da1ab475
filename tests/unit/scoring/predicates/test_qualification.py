"""What a post requires, and whether what a person holds fits it."""

import pytest

from scoring.evidence import Paper, Row
from scoring.predicates.qualification import demand, requires
from tests.support.snippets import paper


def _row(required: str) -> Row:
    rows = [["姓名", "岗位", "岗位持证要求", "证书名称", "有效期至"], ["邵立", "电工", required, "低压电工作业证", "2027-01-05"]]
    facts = paper("花名册.xlsx", [rows])
    table = next(one for one in facts.tables if one.kind == "staff_roster")
    return Row(Paper(facts, ()), table, table.records[0])


@pytest.mark.parametrize("required", ["要，低压电工作业证", "需要（低压电工作业证）", "是：低压电工作业证", "低压电工作业证"])
def test_the_certificate_behind_a_yes_is_required(required: str) -> None:
    assert demand(_row(required), {}) == "低压电工作业证"


@pytest.mark.parametrize("required", ["无", "不需要，办公岗位"])
def test_no_certificate_is_required(required: str) -> None:
    assert requires(_row(required), {}) is False
