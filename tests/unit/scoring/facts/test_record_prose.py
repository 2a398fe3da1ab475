"""Records told in running text: holders, managers, regions and outlets, laws."""

import pytest

from scoring.facts.model import RecordTable
from tests.support.snippets import paper


def _told(kind: str, *lines: str) -> list[dict[str, str]]:
    tables: tuple[RecordTable, ...] = paper("说明.docx", list(lines)).told
    return [{role: text for role, text in one.cells.items() if role != "id"} for table in tables if table.kind == kind for one in table.records]


def test_holders_with_number_and_term() -> None:
    text = "陈立持有售后服务管理师证书，编号SH-2025-001、SH-2025-002，有效期2025年5月2日至2028年5月1日。"
    found = _told("service_manager_certificate", "管理人员", text)
    assert [(one["certificate_no"], one["expires"]) for one in found] == [("sh-2025-001", "2028-05-01"), ("sh-2025-002", "2028-05-01")]


@pytest.mark.parametrize(
    "text",
    ["陈立已报名售后服务管理师培训，证号待发。", "陈立没有取得售后服务管理师证书，编号SH-2025-001是别人的。",
     "客户服务管理师，证书编号KH-2025-01。"],
)
def test_no_holders(text: str) -> None:
    assert not _told("service_manager_certificate", "管理人员", text)


@pytest.mark.parametrize(
    ("text", "count"),
    [("服务管理人员共12人，分布在六个站。", "12"), ("本部门设管理岗五个。", "5"), ("他是唯一的服务管理人员。", "1")],
)
def test_managers(text: str, count: str) -> None:
    assert _told("manager_roster", "情况说明", text) == [{"headcount": count}]


def test_regions_and_who_serves_them() -> None:
    lines = ["服务网络", "销售区域：福建、江西。", "福建由公司总部直接服务；江西委托南昌一家维修部，协议期2026年1月1日—2028年12月31日。"]
    assert [one["region"] for one in _told("sales_region_list", *lines)] == ["福建", "江西"]
    found = {one["region"]: (one["mode"], one.get("expires", "")) for one in _told("outlet_list", *lines)}
    assert found == {"福建": ("自营", ""), "江西": ("委托", "2028-12-31")}


def test_a_region_without_outlet_is_not_served() -> None:
    lines = ["服务网络", "销售区域：福建、江西。", "福建由公司总部直接服务；江西还没有委托网点。"]
    assert [one["region"] for one in _told("outlet_list", *lines)] == ["福建"]


def test_laws_in_a_paper_that_lists_laws() -> None:
    found = _told("law_list", "适用法律法规说明", "通用：消费者权益保护法；《产品质量法》；合同法（已废止）。")
    assert [one["law"] for one in found] == ["消费者权益保护法", "产品质量法", "合同法"]
    assert "废止" in found[2]["law_status"]
    assert not _told("law_list", "送货单", "依据产品质量法办理。")


def test_qualified_people() -> None:
    assert _told("staff_roster", "持证情况", "电工甲，岗位要求低压电工证，持低压电工作业证，有效期至2028年3月1日。") == [
        {"required": "低压电工证", "certificate": "低压电工作业证", "expires": "2028-03-01"}
    ]


def test_a_training_told_in_a_report() -> None:
    found = _told("training_record", "三月工作报告", "3月9日厂家工程师来教了半天密封更换，八名师傅签到，闭卷考试。", "四月清旧件。")
    assert [one["attended"] for one in found] == ["签到"]


@pytest.mark.parametrize(
    ("title", "text"),
    [
        ("培训管理制度", "新人入职培训两天，须签到并闭卷考试。"),
        ("三月工作报告", "计划四月请厂家来教半天，届时签到。"),
        ("三月工作报告", "为用户讲解操作两小时，操作工签到。"),
        ("三月工作报告", "原定的内训取消，没有签到。"),
    ],
)
def test_no_training_told(title: str, text: str) -> None:
    assert not _told("training_record", title, text)
