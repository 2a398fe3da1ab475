"""Exports of the service system and small workbooks, bilingual headers throughout."""

from __future__ import annotations

from datetime import datetime
from random import Random
from typing import Any

from ..facts import OLD_FIRST, OLD_LAST, Case, cases, companies, tally
from ..kit import Kit
from ..names import mobile
from ..truth import Truth
from ..write.sheets import Cell, Sheet
from . import means

LIMITS = {"P1": 24.0, "P2": 48.0, "P3": 120.0}
FAULTS = [
    ("基线噪声大 Noisy baseline", "更换氘灯 Lamp replaced"),
    ("压力不稳 Pressure unstable", "更换密封圈 Seal replaced"),
    ("进样器卡针 Needle jam", "校准针位 Aligned"),
    ("漏液 Leak", "更换接头 Fitting replaced"),
    ("通讯中断 No comm", "更换网卡 Board replaced"),
]


def short(when: datetime | None) -> str | None:
    """26.03.05"""
    return f"{when:%y.%m.%d}" if when else None


def write(kit: Kit, rng: Random, truth: Truth) -> None:
    """Each export in turn."""
    labs = companies(
        rng, ["宁波", "苏州", "北京", "广州", "成都", "武汉", "沈阳"], ["检测", "药业", "环境科技", "食品", "生物"], 36
    )
    means.people(kit, truth)
    means.places_and_tools(kit)
    means.training(kit, truth)
    fixed = _cases(kit, rng, truth, labs)
    fitted = _installs(kit, rng, truth, labs)
    _pods(kit, rng, truth, labs)
    _complaints(kit, rng, truth, labs)
    _cars(kit, rng, truth)
    files: list[list[Cell]] = [
        [f"AC-{i:04d}", lab, mobile(rng), rng.choice(["LC-900", "GC-700"]), f"WL{rng.randrange(10**6):06d}"]
        for i, lab in enumerate(labs, 1)
    ]
    kit.xlsx(
        "Customer/Accounts export.xlsx",
        Sheet("accounts", [["Account ID", "客户名称 Account", "联系电话 Phone", "机型 Model", "序列号 S/N"], *files]),
    )
    seen, also = tally([c.visited is not None for c in fixed]), tally([c.visited is not None for c in fitted])
    truth.share(
        "5.3.1.3", *seen, "回访列在 case 表；安装表也有回访列", or_else=[(seen[0] + also[0], seen[1] + also[1])]
    )


def _cases(kit: Kit, rng: Random, truth: Truth, labs: list[str]) -> list[Case]:
    plan: dict[str, Any] = {"tiers": LIMITS, "customers": labs, "matters": FAULTS, "workers": means.CREW, "marks": ["Signed"]}
    now = cases(rng, 92, late=6, gaps=["mark", "action", "mark"], unvisited=7, **plan)
    old = cases(rng, 8, late=3, unvisited=4, first=OLD_FIRST, last=OLD_LAST, **plan)
    head: list[Cell] = [
        "Case No. 工单号",
        "Priority 优先级",
        "Reported 报修时间",
        "Account 客户",
        "Fault 故障描述",
        "Engineer 工程师",
        "On-site 到场时间",
        "Action 处理",
        "Completed 完成时间",
        "Customer sign-off 客户确认",
        "Follow-up 回访日期",
    ]
    rows: list[list[Cell]] = [["ServiceHub export 2025-06-01..2026-11-10"], head]
    for number, c in enumerate([*old, *now], 1):
        if number % 40 == 0:
            rows.append(head)
        rows.append(
            [
                f"CS{number:05d}",
                c.tier,
                c.came,
                c.customer,
                c.matter,
                c.worker,
                c.there,
                c.action,
                c.done,
                c.mark,
                short(c.visited),
            ]
        )
    kit.csv("Records/ServiceHub_cases.csv", rows)
    truth.share("5.2.4-b", *tally([c.full for c in now]), "重复表头行不是样本；2025 年 6—10 月的 8 行早于审核期")
    truth.share("5.2.4-c", *tally([c.in_time for c in now]), "P1 24、P2 48、P3 120 小时")
    return now


def _installs(kit: Kit, rng: Random, truth: Truth, labs: list[str]) -> list[Case]:
    done = cases(
        rng,
        34,
        tiers={"": 24.0},
        customers=labs,
        matters=[("LC-900", "IQ/OQ"), ("GC-700", "IQ/OQ")],
        workers=means.CREW,
        marks=["Pass 合格"],
        gaps=["mark", "worker"],
        unvisited=1,
    )
    rows: list[list[Cell]] = [
        [i, c.came.date(), c.customer, c.matter, c.worker, c.mark, short(c.visited)] for i, c in enumerate(done, 1)
    ]
    teach: list[list[Cell]] = [
        ["26.04.10", labs[2], "LC-900 基础操作", 7, "签到 7 人"],
        ["26.10.15", labs[9], "GC-700 日常维护", 5, "签到 5 人"],
    ]
    kit.xlsx(
        "Records/Installation IQ-OQ.xlsx",
        Sheet(
            "Installation 安装",
            [
                ["Installation & Qualification Log"],
                ["#", "日期", "客户", "型号", "工程师", "验收", "回访"],
                ["#", "Date", "Account", "Model", "Engineer", "Acceptance", "Follow-up"],
                *rows,
            ],
            merge=["A1:G1"],
            date_format="yyyy/mm/dd",
        ),
        Sheet("User training 客户培训", [["日期 Date", "客户 Account", "内容 Topic", "人数", "签到"], *teach]),
    )
    truth.share("5.2.2-b", *tally([c.full for c in done]), "两行表头，第二行是英文")
    return done


def _pods(kit: Kit, rng: Random, truth: Truth, labs: list[str]) -> None:
    sent = cases(
        rng,
        58,
        late=3,
        by="done",
        tiers={"江浙沪": 120.0, "其他": 240.0},
        customers=labs,
        matters=[("LC-900", "专车"), ("耗材", "快递")],
        workers=["物流部"],
        marks=["Signed"],
        between=(0.2, 0.7),
    )
    rows: list[list[Cell]] = [
        [f"SO-{c.came:%y}-{c.number:04d}", c.came.date(), c.customer, c.tier, c.matter, c.done.date(), c.mark]
        for c in sent
    ]
    kit.xlsx(
        "Records/POD 2026.xlsx",
        Sheet(
            "POD",
            [
                [
                    "Order 订单",
                    "Order date 下单日期",
                    "Consignee 收货单位",
                    "Zone 区域",
                    "Item",
                    "Delivered 签收日期",
                    "POD",
                ],
                *rows,
                ["Total", len(rows)],
            ],
            date_format="yy.mm.dd",
        ),
    )
    truth.share(
        "5.2.3-b", *tally([c.done_in_time for c in sent]), "江浙沪 5 日、其他 10 日，只有日期；Total 行不是样本"
    )


def _complaints(kit: Kit, rng: Random, truth: Truth, labs: list[str]) -> None:
    told = cases(
        rng,
        15,
        late=1,
        by="done",
        tiers={"": 168.0},
        customers=labs,
        workers=["郑佳怡"],
        marks=["Resolved 已解决"],
        matters=[
            ("到货外箱破损", "换箱并检验"),
            ("备件交期太长", "调拨北京库存"),
            ("报价不清", "重新报价"),
            ("工程师迟到", "致歉并减免上门费"),
        ],
        between=(0.1, 0.7),
    )
    told[6].visited = None
    rows: list[list[Cell]] = [
        [
            f"CP-{c.number:03d}",
            short(c.came),
            c.customer,
            c.matter,
            c.action,
            c.worker,
            short(c.done),
            c.mark,
            short(c.visited),
        ]
        for c in told
    ]
    kit.xlsx(
        "Records/Complaints.xlsx",
        Sheet(
            "2026",
            [
                [
                    "No.",
                    "Received 收到日期",
                    "Account 投诉客户",
                    "Issue 投诉内容",
                    "Action 处理",
                    "Owner 受理人",
                    "Closed 办结日期",
                    "Result 结果",
                    "Follow-up 回访日期",
                ],
                *rows,
            ],
        ),
    )
    truth.share("5.3.2-b", *tally([c.full and c.visited is not None for c in told]), "一件没有回访")
    truth.share("5.3.2-c", *tally([c.done_in_time for c in told]), "7 日内办结")


def _cars(kit: Kit, rng: Random, truth: Truth) -> None:
    slips = cases(
        rng,
        12,
        by="done",
        tiers={"": 240.0},
        customers=["Service Desk", "Field Service"],
        workers=["采购", "物流", "应用"],
        marks=["Closed"],
        matters=[("木箱易破", "更换供应商"), ("中文面板缺译", "升级固件"), ("灯寿命短", "反馈制造商改型")],
        gaps=["action"],
    )
    rows: list[list[Cell]] = [
        [
            f"CAR-{c.number:03d}",
            short(c.came),
            c.customer,
            c.matter,
            c.worker,
            c.action,
            "Closed 已关闭" if c.action else "Open 未关闭",
        ]
        for c in slips
    ]
    kit.xlsx(
        "QA/CAR log.xlsx",
        Sheet(
            "CAR",
            [
                [
                    "CAR No.",
                    "Date 日期",
                    "From 提出部门",
                    "Problem 问题",
                    "Owner 责任部门",
                    "Corrective action 措施",
                    "Status 状态",
                ],
                *rows,
            ],
        ),
    )
    truth.share("5.1.6.1", *tally([bool(c.action) for c in slips]))
