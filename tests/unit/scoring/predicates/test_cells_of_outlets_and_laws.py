"""Lists of outlets, laws and returns as their cells say it: customers are no outlets, an agreement in the making is none."""

import pytest

from scoring.predicates import judge
from scoring.verdict import Verdict
from tests.support.snippets import Line, conditions, evidence_of, paper

HEAD = ["片区", "服务点", "自营/合作", "协议"]
OWN_ROW = ["市区", "总部服务点", "自营", ""]


def verdict(condition: str, *papers: tuple[str, list[Line]]) -> Verdict:
    return judge(conditions()[condition].predicate, evidence_of([paper(name, lines) for name, lines in papers]))


@pytest.mark.parametrize(
    ("cell", "outcome"), [("W-2025-01", "met"), ("（手续在办）", "partial"), ("待签", "partial"), ("已到期未续", "partial"), ("", "partial")]
)
def test_an_agreement_in_the_making_is_none(cell: str, outcome: str) -> None:
    listed: list[Line] = ["销售片区与服务点", [HEAD, OWN_ROW, ["江北", "何记电器维修部", "合作", cell]]]
    assert verdict("5.1.1.2/coverage", ("服务点.xlsx", listed)).outcome == outcome


def test_a_list_of_customers_by_district_is_no_list_of_outlets() -> None:
    listed: list[Line] = ["服务点", [HEAD, OWN_ROW, ["江北", "何记电器维修部", "合作", "待签"]]]
    rows = [["客户号", "客户", "片区", "联系人"], ["K1", "江北小学", "江北", "何军"], ["K2", "市区医院", "市区", "钱鑫"]]
    customers: list[Line] = ["客户名册", rows]
    assert verdict("5.1.1.2/coverage", ("服务点.xlsx", listed), ("客户名册.xlsx", customers)).outcome == "partial"


@pytest.mark.parametrize(
    ("row", "good"),
    [
        (["合同法", "废止", "2021-01-01"], True),
        (["合同法", "——", "2021年起由民法典取代"], True),
        (["合同法", "有效", ""], False),
        (["劳动合同法", "有效", ""], True),
    ],
)
def test_an_abolished_law_may_be_marked_in_any_cell(row: list[str], good: bool) -> None:
    rows = [["法规", "状态", "说明"], ["消费者权益保护法", "有效", ""], ["产品质量法", "有效", ""], row]
    assert (verdict("5.1.4.2/list", ("适用法规清单.xlsx", ["适用法律法规清单", rows])).reason != "abolished_law") == good


@pytest.mark.parametrize(
    ("action", "outcome"),
    [("退还当次服务费 200 元", "unknown"), ("已退款", "unknown"), ("上门返工，换密封圈", "met"), ("顾客要求退款，未退，返工后满意", "met")],
)
def test_a_declaration_against_which_the_complaints_speak(action: str, outcome: str) -> None:
    head = ["编号", "投诉时间", "顾客", "投诉内容", "处理措施", "处理结果", "办结时间"]
    rows = [head, ["T1", "2026-03-02 09:00", "何女士", "两次没修好", action, "已解决", "2026-03-03 10:00"]]
    declared: list[Line] = ["无退换货声明", "杭州云杉电器有限公司", "2025年11月20日至2026年11月19日，我公司没有发生退货、换货。", "2026年11月20日"]
    complaints: list[Line] = ["投诉处理台账", rows]
    assert verdict("5.2.5-c/handled", ("无退换货声明.docx", declared), ("投诉台账.xlsx", complaints)).outcome == outcome


def agreement(partner: str, until: str, title: str = "委托维修协议") -> tuple[str, list[Line]]:
    sides = f"甲方：杭州云杉电器有限公司　乙方：{partner}"
    return f"{title}_{partner}.docx", [title, sides, "甲方委托乙方承担当地的维修。", f"协议期自2025年6月1日起至{until}止。"]


@pytest.mark.parametrize(
    ("partner", "until", "outcome"),
    [
        ("江北宏达电器修理厂", "2027年5月31日", "met"),
        ("江北宏达电器修理厂", "2026年5月31日", "partial"),
        ("西山宏达电器修理厂", "2027年5月31日", "partial"),
    ],
)
def test_an_agreement_is_known_by_the_place_that_both_are_named_after(partner: str, until: str, outcome: str) -> None:
    listed: list[Line] = ["销售片区与服务点", [HEAD[:3], ["市区", "总部服务点", "自营"], ["江北区", "江北受托站", "委托"]]]
    assert verdict("5.1.1.2/coverage", ("服务点.xlsx", listed), agreement(partner, until)).outcome == outcome


@pytest.mark.parametrize(
    ("forces", "outcome"),
    [
        (["驻地工程师", "自有"], "met"),
        (["江北宏达电器修理厂", "委托"], "met"),
        (["城南老何电器修理铺", "委托"], "partial"),
        (["待定", "拟建"], "partial"),
    ],
)
def test_a_list_of_regions_may_say_in_any_cell_who_serves_there(forces: list[str], outcome: str) -> None:
    rows = [["销售省份", "在用台数", "上门力量", "来源"], ["浙江", "40", "驻地工程师", "自有"], ["安徽", "12", *forces]]
    papers: list[tuple[str, list[Line]]] = [("销售省份与服务.xlsx", ["销售省份与服务覆盖", rows]), agreement("江北宏达电器修理厂", "2027年5月31日")]
    assert verdict("5.1.1.2/coverage", *papers).outcome == outcome


def test_a_list_of_how_they_sell_in_a_region_names_no_outlet() -> None:
    rows = [["销售省份", "业绩", "方式"], ["浙江", "40", "直营"], ["安徽", "12", "直营"]]
    assert verdict("5.1.1.2/coverage", ("销售省份.xlsx", ["2026年销售省份", rows])).outcome == "not_met"


def test_a_region_in_parts_is_served_where_all_its_parts_are() -> None:
    sold: list[Line] = ["销售区域", [["编号", "销售区域"], ["1", "苏南（苏州、无锡）"], ["2", "浙北（嘉兴、湖州）"]]]
    served: list[Line] = ["自建网点登记", [["网点", "管辖", "地址"], ["无锡站", "苏州、无锡", "新吴区"], ["嘉兴站", "嘉兴", "南湖区"]]]
    assert verdict("5.1.1.2/coverage", ("销售区域.xlsx", sold), ("网点.xlsx", served)).outcome == "partial"


@pytest.mark.parametrize(("whose", "outcome"), [("自营", "met"), ("加盟", "partial"), ("", "partial")])
def test_whose_an_outlet_is_may_stand_in_a_column_that_is_about_something_else(whose: str, outcome: str) -> None:
    """The outlet's name alone would say that it is entrusted."""
    rows = [["片区", "服务点", "说明", "来源"], ["市区", "总部服务点", "", "老城区库房"], ["江北", "江北特约站", "", whose]]
    assert verdict("5.1.1.2/coverage", ("服务点.xlsx", ["服务点", rows])).outcome == outcome
