"""What a list of papers calls each of them."""

from dataclasses import replace

import pytest

from scoring.shown_title import shown_title
from tests.support.facts import PROFILE, file, says, table

ROWS = [("W1", "2026-03-02", "合格")]


def titled(path: str, title: str, kinds: list[str]) -> str:
    facts = replace(file(path, says("research_unit"), kinds=kinds), title=title)
    return shown_title(facts, PROFILE)


@pytest.mark.parametrize(
    ("path", "title", "kinds", "shown"),
    [
        ("维修单.xlsx", "单号", ["repair_record"], "维修记录"),
        ("台账/CRM.csv", "OrderNo 单号", ["customer_file"], "顾客档案"),
        ("台账/发货与安装.xlsx", "工单编号", ["delivery_record", "installation_record"], "发货与安装"),
        ("一览.xlsx", "No.", [], "一览"),
        ("导出.xlsx", "Complaint Ticket Report", ["complaint_record"], "Complaint Ticket Report"),
        ("预算.xlsx", "2026 年度售后服务部费用预算", ["budget"], "2026 年度售后服务部费用预算"),
        ("承诺.pdf", "服务承诺", ["service_commitment"], "服务承诺"),
        ("手册2026.docx", f"{PROFILE.name}文件", ["service_manual"], "手册2026"),
        ("任命通知.docx", PROFILE.name, [], "任命通知"),
    ],
)
def test_a_header_or_a_letterhead_is_no_title(path: str, title: str, kinds: list[str], shown: str) -> None:
    assert titled(path, title, kinds) == shown


def test_the_header_of_a_table_in_a_text_paper_is_no_title() -> None:
    facts = file("安装.docx", table("installation_record", "id date result", ROWS), kinds=["installation_record"])
    header = next(iter(facts.tables[0].columns.values()))
    assert shown_title(replace(facts, title=header), PROFILE) == "安装调试记录"
