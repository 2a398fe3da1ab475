"""A change of name is read from a registrar's notice, in the forms registrars use."""

import pytest

from scoring.documents.model import Block, Document, Page
from scoring.facts.reading import read
from scoring.facts.renamings import renamings

OLD, NEW = "云岭石磨机械厂有限公司", "云岭智磨装备有限公司"
SEAL = "云岭市市场监督管理局 2025年6月3日"


def _pairs(*lines: str) -> list[tuple[str, str, str]]:
    kinds = [("table_row", line[2:]) if line.startswith("| ") else ("paragraph", line) for line in lines]
    blocks = tuple(Block(kind, text, f"p.1-{at}") for at, (kind, text) in enumerate(kinds))  # type: ignore[arg-type]
    return [(one.old, one.new, one.code) for one in renamings(read(Document("0" * 64, "变更.docx", "text/plain", (Page(1, blocks),)), "变更.docx"))]


@pytest.mark.parametrize(
    "lines",
    [
        ("准予变更登记通知书", "| 变更事项 | 变更前内容 | 变更后内容 |", f"| 名称 | {OLD} | {NEW} |", "| 住所 | 东街1号 | 西街2号 |", SEAL),
        ("企业名称变更核准通知书", f"核准你单位名称由“{OLD}”变更为“{NEW}”。", SEAL),
        ("变更登记情况证明", f"该企业于2025年6月3日由{OLD}更名为{NEW}。", "云岭高新区行政审批局（公章）"),
        ("名称变更证明", f"原名称：{OLD}", f"现名称：{NEW}", "登记机关：云岭市市场监督管理局"),
        ("企业信用信息公示报告 变更信息", "| 变更事项 | 变更前 | 变更后 |", f"| 名称变更 | {OLD} | {NEW} |", "国家企业信用信息公示系统"),
    ],
)
def test_notices(lines: tuple[str, ...]) -> None:
    assert _pairs(*lines) == [(OLD, NEW, "")]


def test_the_code_that_the_notice_names() -> None:
    assert _pairs("名称变更通知书", "统一社会信用代码：91330602MA2BYC07XU", f"名称由{OLD}变更为{NEW}", SEAL) == [(OLD, NEW, "91330602MA2BYC07XU")]


@pytest.mark.parametrize(
    "lines",
    [
        ("更名公告", f"经云岭市市场监督管理局核准，我公司名称由{OLD}变更为{NEW}。", NEW),
        ("名称变更登记申请书", f"原名称：{OLD}", f"新名称：{NEW}", SEAL),
        ("通知书", f"你单位提交的名称由{OLD}变更为{NEW}的申请，不予登记。", SEAL),
        ("企业名称变更预先核准通知书", f"名称由{OLD}变更为{NEW}", SEAL),
        ("准予变更登记通知书", "| 变更事项 | 变更前 | 变更后 |", "| 住所 | 东街1号 | 西街2号 |", SEAL),
    ],
)
def test_what_proves_no_other_name(lines: tuple[str, ...]) -> None:
    assert _pairs(*lines) == []
