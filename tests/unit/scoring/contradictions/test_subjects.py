"""Every subject both ways, on real files: a contradiction that is one, and what only looks like it."""

from collections.abc import Callable, Mapping
from datetime import date, timedelta
from functools import partial

import pytest

from scoring.contradictions import Contradiction, contradictions
from scoring.facts.model import FileFacts
from tests.support import made
from tests.support.made import Rows, evidence_of

File = Callable[[], FileFacts]  # made when its test runs: whoever collects the tests waits for none


def docx(path: str, *parts: str | Rows) -> File:
    return partial(made.docx, path, *parts)


def xlsx(path: str, sheets: Mapping[str, Rows]) -> File:
    return partial(made.xlsx, path, sheets)


def register(complaints: int = 12, path: str = "投诉台账.xlsx", status: str = "已办结", start: date = date(2025, 12, 2)) -> File:
    """One complaint every 24 days."""
    rows: list[list[object]] = [["编号", "受理时间", "顾客", "投诉内容", "处理措施", "处理结果", "办结时间"]]
    for number in range(complaints):
        day = start + timedelta(days=24 * number)
        last = number == complaints - 1
        closed = "" if last and status != "已办结" else f"{day + timedelta(days=2)}"
        rows.append([f"TS{number:03d}", f"{day}", f"许女士{number}", "净水机漏水", "更换接头", status if last else "已办结", closed])
    return xlsx(path, {"投诉台账": rows})


def roster(people: int) -> File:
    rows: Rows = [["姓名", "岗位", "岗位是否要求持证", "证书名称"], *([f"员工{chr(0x4E00 + one)}", "维修工", "否", ""] for one in range(people))]
    return xlsx("售后人员花名册.xlsx", {"花名册": rows})


def managers(people: int) -> File:
    rows: Rows = [["姓名", "职务", "电话"], *([f"丁{chr(0x4E00 + one)}", "售后主管", f"1380000{one:04d}"] for one in range(people))]
    return xlsx("服务管理人员名单.xlsx", {"服务管理人员名单": rows})


def outlets(number: int) -> File:
    rows: Rows = [["网点名称", "地区", "性质", "地址"], *([f"青石{one}号服务站", f"第{one}区", "自建", f"青石路{one}号"] for one in range(number))]
    return xlsx("服务网点清单.xlsx", {"网点清单": rows})


def budget(*amounts: int, year: int = 2026) -> File:
    rows: Rows = [["项目", "金额（元）"], *([f"科目{one}", amount] for one, amount in enumerate(amounts))]
    return xlsx(f"{year}年售后经费预算.xlsx", {f"{year}年售后经费预算表": rows})


def report(*lines: str, path: str = "投诉分析报告.docx") -> File:
    return docx(path, "投诉分析报告", *lines, "2026年10月28日")


def survey(path: str, *lines: str) -> File:
    return docx(path, *lines)


def certificates(expires: str, number: str = "QSFW-2024-00317") -> File:
    rows: Rows = [["姓名", "证书名称", "证书编号", "有效期至"], ["方砚", "售后服务管理师", number, expires]]
    return xlsx(f"管理师名单{expires}.xlsx", {"售后服务管理师名单": rows})


def of(subject: str, *files: File) -> list[Contradiction]:
    return [one for one in contradictions(evidence_of(*(make() for make in files))) if one.subject == subject]


CHARGES = "质保期外收费：上门费 50 元/次，其他按价目表。"
POSTER = "尊敬的顾客：维修收费：上门费 {} 元。"
CASES: dict[str, tuple[str, tuple[File, ...], tuple[str, ...]]] = {
    # ---- what happened in a period, against the register
    "complaints in a period": (
        "complaints",
        (report("2026年1月至9月共受理投诉 15 件。"), register()),
        ("15 件", "10 件"),
    ),
    "as many complaints": ("complaints", (report("2026年1月至9月共受理投诉 10 件。"), register()), ()),
    "about as many": ("complaints", (report("2026年1月至9月共受理投诉约 15 件。"), register()), ()),
    "those of one sort": ("complaints", (report("2026年1月至9月，漏水类受理投诉 4 件。"), register()), ()),
    "a sample of them": ("complaints", (report("2026年1月至9月抽查受理投诉 4 件。"), register()), ()),
    "no period named": ("complaints", (report("共受理投诉 15 件。"), register()), ()),
    "a period before the register begins": ("complaints", (report("2025年1月至9月共受理投诉 15 件。"), register()), ()),
    "a register of some months only": (
        "complaints",
        (report("2026年1月至9月共受理投诉 15 件。"), register(4, start=date(2026, 6, 1))),
        (),
    ),
    "a whole year, told before its end": ("complaints", (report("2026年度受理投诉 11 件。"), register(14)), ()),
    "a whole year, more than there are": ("complaints", (report("2026年度受理投诉 19 件。"), register(14)), ("19 件", "12 件")),
    "an old figure in a correction": ("complaints", (report("2026年1月至9月受理投诉由 15 件更正为 10 件。"), register()), ()),
    "a plan": ("complaints", (report("2026年1月至9月计划受理投诉 15 件。"), register()), ()),
    "two reports": (
        "complaints",
        (report("2026年上半年受理投诉 9 件。"), report("2026年1月至6月受理投诉 7 件。", path="年中总结.docx")),
        ("9 件", "7 件"),
    ),
    "two reports of two periods": (
        "complaints",
        (report("2026年上半年受理投诉 9 件。"), report("2026年一季度受理投诉 4 件。", path="一季度总结.docx")),
        (),
    ),
    "closed all, while one is open": (
        "complaints_closed",
        (report("2026年1月至9月投诉办结率为 100%。"), register(10, status="处理中")),
        ("100 %", "1 件没有办结"),
    ),
    "closed all": ("complaints_closed", (report("2026年1月至9月投诉办结率为 100%。"), register()), ()),
    "none declared, while the register has some": (
        "complaints",
        (docx("零投诉声明.docx", "零投诉声明", "特此声明：我公司在审核期内没有发生任何投诉。"), register()),
        ("审核期内没有", "12 件"),
    ),
    "none declared for another year": (
        "complaints",
        (docx("零投诉声明.docx", "零投诉声明", "特此声明：我公司2023年1月至2023年12月没有发生任何投诉。"), register()),
        (),
    ),
    # ---- people, outlets, money
    "people": ("service_staff", (docx("简介.docx", "公司现有售后服务人员 9 人。"), roster(7)), ("9 人", "7 人")),
    "people in a form": ("service_staff", (docx("简介.docx", [["成立日期", "2009年"], ["售后服务人员", "9 人"]]), roster(7)), ("9 人", "7 人")),
    "as many people": ("service_staff", (docx("简介.docx", "公司现有售后服务人员 7 人。"), roster(7)), ()),
    "at least so many": ("service_staff", (docx("简介.docx", "公司售后服务人员不少于 9 人。"), roster(7)), ()),
    "people of an earlier year": ("service_staff", (docx("简介.docx", "2024年底售后服务人员 9 人。"), roster(7)), ()),
    "managers": ("service_managers", (docx("岗位.docx", "本公司服务管理人员共 12 人。"), managers(8)), ("12 人", "8 人")),
    "as many managers": ("service_managers", (docx("岗位.docx", "本公司服务管理人员共 8 人。"), managers(8)), ()),
    "outlets": ("outlets", (docx("简介.docx", "公司设有 6 家服务网点。"), outlets(4)), ("6 家", "4 家")),
    "as many outlets": ("outlets", (docx("简介.docx", "公司设有 4 家服务网点。"), outlets(4)), ()),
    "outlets of a district": ("outlets", (docx("简介.docx", "临江南岸设有 2 家服务网点。"), outlets(4)), ()),
    "budget": (
        "budget",
        (docx("计划.docx", "2026年度售后服务经费预算为 80 万元。"), budget(300000, 210000)),
        ("80 万元", "合计 510000"),
    ),
    "budget in other units": ("budget", (docx("计划.docx", "2026年度售后服务经费预算为 51 万元。"), budget(300000, 210000)), ()),
    "budget of another year": ("budget", (docx("计划.docx", "2025年度售后服务经费预算为 80 万元。"), budget(300000, 210000)), ()),
    # ---- fees, surveys
    "a fee": ("visit_fee", (docx("官网页.docx", CHARGES), docx("门店公告.docx", "门店公告", POSTER.format(30))), ("50 元", "30 元")),
    "the same fee": ("visit_fee", (docx("官网页.docx", CHARGES), docx("门店公告.docx", "门店公告", POSTER.format("50.00"))), ()),
    "a fee by place": ("visit_fee", (docx("官网页.docx", "上门费市区 50 元。"), docx("公告.docx", "上门费郊县 80 元。")), ()),
    "a fee by place, differently": (
        "visit_fee",
        (docx("官网页.docx", "上门费市区 50 元。"), docx("公告.docx", "上门费60元（市区）。")),
        ("50 元", "60 元"),
    ),
    "satisfaction": (
        "satisfaction",
        (survey("调查.docx", "2026年6月顾客满意度为 91.4%。"), survey("总结.docx", "2026年6月顾客满意度为 98%。")),
        ("91.4 %", "98 %"),
    ),
    "satisfaction, rounded": (
        "satisfaction",
        (survey("调查.docx", "2026年6月顾客满意度为 98.2%。"), survey("总结.docx", "2026年6月顾客满意度为 98%。")),
        (),
    ),
    "satisfaction of another half": (
        "satisfaction",
        (survey("调查.docx", "2026年上半年顾客满意度为 91.4%。"), survey("总结.docx", "2026年下半年顾客满意度为 98%。")),
        (),
    ),
    "satisfaction as a goal": (
        "satisfaction",
        (survey("调查.docx", "2026年6月顾客满意度为 91.4%。"), survey("总结.docx", "2026年6月顾客满意度目标为 98%。")),
        (),
    ),
    # ---- certificates
    "a certificate's last day": (
        "certificate_term",
        (certificates("2027-03-31"), certificates("2025-03-31")),
        ("有效期至 2025-03-31", "有效期至 2027-03-31"),
    ),
    "the same day, to the month": ("certificate_term", (certificates("2027-03-31"), certificates("2027年3月")), ()),
    "two certificates": ("certificate_term", (certificates("2027-03-31"), certificates("2025-03-31", "QSFW-2022-00102")), ()),
}


@pytest.mark.parametrize("name", CASES)
def test_found_or_not(name: str) -> None:
    subject, files, values = CASES[name]
    found = of(subject, *files)
    assert sorted(value.shown for one in found for value in one.values) == sorted(values)
    assert all(quote.quote and quote.locator for one in found for value in one.values for quote in value.quotes)


def total(*rows: list[object]) -> File:
    return xlsx("预算.xlsx", {"2026预算": [["项目", "金额（元）"], *rows]})


ITEMS: tuple[list[object], ...] = (["培训", 1000], ["工具", 2500], ["回访", 500])
TOTALS: dict[str, tuple[File, list[str]]] = {
    "wrong": (total(*ITEMS, ["合计", 4500]), ["4500", "4000"]),
    "right": (total(*ITEMS, ["合计", 4000]), []),
    "with thousands": (total(*ITEMS, ["合计", "4,000.00"]), []),
    "of subtotals": (total(*ITEMS, ["小计", 4000], ["车辆", 300], ["油料", 200], ["小计", 500], ["合计", 4500]), []),
    "a wrong subtotal": (total(*ITEMS, ["小计", 4100], ["车辆", 300], ["油料", 200], ["小计", 500], ["合计", 4500]), ["4100", "4000"]),
    "of the last rows": (total(*ITEMS, ["工具和回访合计", 3000]), []),
    "a mean": (xlsx("考核.xlsx", {"考核": [["网点", "得分"], ["甲", 90], ["乙", 80], ["合计", 85]]}), []),
    "a count": (xlsx("送货.xlsx", {"送货": [["单号", "顾客"], ["S1", "许"], ["S2", "方"], ["S3", "丁"], ["合计", "3单"]]}), []),
    "a wrong count": (xlsx("送货.xlsx", {"送货": [["单号", "顾客"], ["S1", "许"], ["S2", "方"], ["S3", "丁"], ["合计", "5单"]]}), ["5", "3"]),
}


@pytest.mark.parametrize("name", TOTALS)
def test_totals(name: str) -> None:
    file, values = TOTALS[name]
    assert [value.shown for one in of("total", file) for value in one.values] == values


def test_promises_with_all_values_and_places() -> None:
    numbered = "文件编号：QS-FW-03　发布日期：2026-01-08　批准：方砚"
    files = [
        docx("服务承诺.docx", "服务承诺", "报修后 24 小时内上门。"),
        docx("售后服务手册.docx", "售后服务手册", numbered, "报修后 1 天内上门。"),
        docx("宣传单.docx", "宣传单", "报修后 8 小时内上门。"),
    ]
    (found,) = of("response", *files)
    assert {value.shown: len(value.quotes) for value in found.values} == {"1 天": 2, "8 小时": 1}
    assert "到场时限" in found.text
    assert of("response", *files[:2]) == []
