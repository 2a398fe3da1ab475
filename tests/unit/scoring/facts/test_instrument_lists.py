"""Certificates that a paper lists or tells of; and papers that look alike and hold none."""

import pytest

from scoring.facts.instrument_lists import listed_certificates
from scoring.facts.model import FileFacts
from scoring.ownership import same_organisation
from tests.support.snippets import Line, evidence_of, paper

OWN = "杭州云杉电器有限公司"
HEAD = ["证书名称", "证书编号", "发证机构", "有效期至"]


def found(name: str, *lines: Line) -> list[tuple[str, str]]:
    facts: FileFacts = paper(name, lines)
    return [(one.number, one.expires) for one in facts.instruments if one.kind == "management_certificate"]


@pytest.mark.parametrize(
    ("row", "wanted"),
    [
        (["环境管理体系认证证书", "E-0731", "北辰认证有限公司", "2027-05-01"], [("E-0731", "2027-05-01")]),
        (["ISO 27001", "IS-0731", "北辰认证有限公司", "2025-05-02 至 2028-05-01"], [("IS-0731", "2028-05-01")]),
        (["营业执照", "9133", "区市场监管局", "长期"], []),
        (["商标注册证", "L-22", "知识产权局", "2030-01-01"], []),
        (["内审员培训证书（质量管理体系）", "N-1", "北辰认证有限公司", "2028-01-01"], []),
        (["质量管理体系认证证书", "Q-1", "北辰认证有限公司", ""], []),
    ],
)
def test_rows_of_a_list(row: list[str], wanted: list[tuple[str, str]]) -> None:
    assert found("资质一览.xlsx", "公司资质一览", [HEAD, row]) == wanted


def test_a_list_of_suppliers_names_them_as_holders() -> None:
    rows = [["供应商", "证书名称", "证书编号", "有效期至"], ["宁波金泰压缩机有限公司", "质量管理体系认证证书", "Q-2", "2027-05-01"]]
    (one,) = paper("供方资质.xlsx", ["供方资质", rows]).instruments
    assert not same_organisation(one.holders[0], OWN)


@pytest.mark.parametrize(
    ("said", "wanted"),
    [
        ("我公司2025年3月通过质量管理体系认证，证书编号Q-10233，有效期至2028年3月4日。", [("Q-10233", "2028-03-04")]),
        ("本公司持有ITSS运行维护服务能力证书，证书号IT-2201，自2025年6月1日起三年内有效。", [("IT-2201", "2028-05-31")]),
        ("我公司计划明年通过质量管理体系认证，证书编号Q-10233，有效期至2029年3月4日。", []),
        ("我公司没有取得质量管理体系认证，证书编号Q-10233是供方的，有效期至2028年3月4日。", []),
        ("我公司通过了质量管理体系认证。", []),
        ("我公司取得燃气灶产品认证，证书编号CC-10233，有效期至2028年3月4日。", []),
    ],
)
def test_sentences(said: str, wanted: list[tuple[str, str]]) -> None:
    assert found("说明.docx", "认证情况说明", OWN, said) == wanted


def test_a_paper_that_is_the_certificate_is_read_as_one() -> None:
    facts = paper("证书.docx", ["质量管理体系认证证书", f"兹证明 {OWN} 的质量管理体系符合 ISO 9001", "证书编号：Q-77　有效期至：2028年5月1日"])
    assert [one.number for one in facts.instruments] == ["Q-77"]
    assert listed_certificates is not None


@pytest.mark.parametrize(
    ("lines", "reasons"),
    [
        (["顾客关怀与品牌建设", OWN, "# 服务理念", "# 服务承诺", "# 主动关怀", "# 第三方评价", "# 风险准备金"], ["no_substance"]),
        (["组织机构图", OWN, "# 总经理", "# 客服部", "# 维修组", "# 配件库"], []),
        (["网点联营书", f"甲方：{OWN}", "乙方：绍兴老李维修部", "联营期从2024年5月1日起，到2026年4月30日止。"], ["expired"]),
        (["服务站签约书", f"甲方：{OWN}", "乙方：绍兴老李维修部", "签约期：2025.5.1起—2027.4.30止"], []),
        (["售后服务管理师证书", f"何军，工作单位{OWN}，考试合格。", "编号 A-1　有效期至 2028-01-01"], []),
        (["售后服务管理师证书", "何军，工作单位宁波金泰压缩机有限公司，考试合格。", "编号 A-1　有效期至 2028-01-01"], ["other_organisation"]),
    ],
)
def test_what_counts(lines: list[Line], reasons: list[str]) -> None:
    (one,) = evidence_of([paper("材料.docx", lines)]).papers
    assert [refusal.reason for refusal in one.whole] == reasons
