"""The code a certificate writes for its holder, and papers that certify a person."""

import pytest

from scoring.facts.instrument_holders import codes_of_holder, is_of_a_person
from scoring.facts.paper_lexicon import instrument_labels

HOLDER, BODY = "云岭智磨装备有限公司", "长桥认证有限公司"
CODE, OTHER = "91330602MA2BYC07XU", "91330604MA2JD35QX4"


@pytest.mark.parametrize(
    ("text", "codes"),
    [
        (f"{HOLDER}\n统一社会信用代码:{CODE}", (CODE,)),
        (f"统一社会信用代码:{CODE}\n{HOLDER}", (CODE,)),
        (f"获证组织: {HOLDER} 信用代码: {CODE}\n发证机构: {BODY} 统一社会信用代码: {OTHER}", (CODE,)),
        (f"{HOLDER}\n认证机构统一社会信用代码: {OTHER}", ()),
        (f"{HOLDER}\n组织机构代码: 123456789", ()),
        (f"{HOLDER}\n统一社会信用代码: 9133060****07XU", ()),
    ],
)
def test_codes(text: str, codes: tuple[str, ...]) -> None:
    assert codes_of_holder(text, (HOLDER,)) == codes


@pytest.mark.parametrize(
    ("text", "person"),
    [
        (f"姓名: 秦知夏\n工作单位: {HOLDER}\n经考核合格", True),
        (f"姓名 | 秦知夏 | 证书编号 | NS-2025-08\n工作单位 | {HOLDER}", True),
        ("Name: Li Wen\nhas completed the ISO 9001 lead auditor course", True),
        (f"获证组织: {HOLDER}\n认证范围: 磨粉机的设计和制造", False),
        (f"企业名称: {HOLDER}\n姓名: 秦知夏", False),
        (f"证书持有人: {HOLDER}", False),
        (f"{HOLDER}\n认证范围: 磨粉机售后服务", False),
    ],
)
def test_of_a_person(text: str, person: bool) -> None:
    assert is_of_a_person(instrument_labels().find(text), text) == person
