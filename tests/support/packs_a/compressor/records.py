"""Service records: quarterly work orders with subtotals, a shipping export, installations, returns, complaints."""

from __future__ import annotations

from datetime import date, timedelta
from random import Random
from typing import Any

from ..facts import OLD_FIRST, OLD_LAST, Case, cases, companies, tally
from ..kit import Kit
from ..names import mobile
from ..truth import Truth
from ..write.sheets import Cell, Sheet

CLASSES = {"A": 24.0, "B": 48.0, "C": 72.0}
FAULTS = [
    ("排气温度高停机", "更换温控阀，清洗冷却器"),
    ("加载后压力上不去", "更换空滤，调整进气阀"),
    ("主机异响", "更换轴承组，重新对中"),
    ("控制器无显示", "更换控制器并重设参数"),
    ("冷凝水自动排放失灵", "清洗电子排水阀"),
    ("油耗偏大", "更换油分芯，检查回油管"),
]
ENGINEERS = ["唐海波", "许志强", "罗永刚", "曹家豪", "郑思远", "马立新"]


def write(kit: Kit, rng: Random, truth: Truth) -> None:
    """Each register in turn."""
    buyers = companies(
        rng,
        ["常州", "嘉兴", "合肥", "武汉", "东莞", "济南", "西安", "沈阳"],
        ["纺织", "包装", "电子", "食品", "机械"],
        40,
    )
    orders, installs = _orders(kit, rng, truth, buyers), _installs(kit, rng, truth, buyers)
    _ships(kit, rng, truth, buyers)
    _complaints(kit, rng, truth, buyers)
    _watch(kit, rng, truth)
    _customers(kit, rng, buyers)
    seen, done = tally([case.visited is not None for case in orders])
    also_seen, also_done = tally([case.visited is not None for case in installs])
    truth.share("5.3.1.3", seen, done, "维修回访；连同安装为另一数", or_else=[(seen + also_seen, done + also_done)])


def _orders(kit: Kit, rng: Random, truth: Truth, buyers: list[str]) -> list[Case]:
    plan: dict[str, Any] = {
        "tiers": CLASSES,
        "customers": buyers,
        "matters": FAULTS,
        "workers": ENGINEERS,
        "marks": ["签字确认"],
    }
    now = cases(rng, 132, late=6, gaps=["mark", "mark", "action"], unvisited=5, **plan)
    old = cases(rng, 9, late=4, gaps=["mark", "matter"], unvisited=3, first=OLD_FIRST, last=OLD_LAST, **plan)
    head: list[list[Cell]] = [
        ["报修工单台账"],
        [
            "工单号",
            "客户信息",
            None,
            "报修时间",
            "到场时间",
            "完工时间",
            "故障现象",
            "处理措施",
            "服务工程师",
            "客户签字",
            "回访日期",
        ],
        [None, "客户名称", "类别", None, None, None, None, None, None, None, None],
    ]
    merge = ["A1:K1", "A2:A3", "B2:C2", *[f"{column}2:{column}3" for column in "DEFGHIJK"]]
    pages: list[Sheet] = []
    for title, chosen in _quarters(old, now):
        rows: list[list[Cell]] = [
            [
                f"WX{c.came:%y%m}{c.number:04d}",
                c.customer,
                c.tier,
                c.came,
                c.there,
                c.done,
                c.matter,
                c.action,
                c.worker,
                c.mark,
                c.visited.date() if c.visited else None,
            ]
            for c in chosen
        ]
        pages.append(
            Sheet(title, [*head, *rows, ["小计", f"{len(rows)} 单"]], merge=merge, time_format="yyyy-mm-dd hh:mm")
        )
    kit.xlsx("08 服务记录/报修工单台账.xlsx", *pages)
    truth.share("5.2.4-b", *tally([case.full for case in now]), "2025 年 11 月以前的行早于审核期；小计行不是样本")
    truth.share("5.2.4-c", *tally([case.in_time for case in now]), "A 24 小时、B 48 小时、C 72 小时，按各行类别")
    return now


def _quarters(old: list[Case], now: list[Case]) -> list[tuple[str, list[Case]]]:
    found = [("2025下半年", [*old, *[case for case in now if case.came.year == 2025]])]
    for quarter in range(1, 5):
        found.append(
            (
                f"2026Q{quarter}",
                [case for case in now if case.came.year == 2026 and (case.came.month + 2) // 3 == quarter],
            )
        )
    return found


def _installs(kit: Kit, rng: Random, truth: Truth, buyers: list[str]) -> list[Case]:
    models = [("HL-37A", "已就位通气"), ("HL-55A", "已就位通气"), ("HL-22A", "已就位通气")]
    plan: dict[str, Any] = {
        "tiers": {"安装": 24.0},
        "customers": buyers,
        "matters": models,
        "workers": ENGINEERS,
        "marks": ["验收合格"],
    }
    done = cases(rng, 48, gaps=["worker", "mark"], unvisited=2, **plan)
    rows: list[list[Cell]] = [
        [
            i,
            c.came.date(),
            c.customer,
            c.matter,
            c.worker,
            c.mark,
            "客户已签" if c.mark else None,
            c.visited.date() if c.visited else None,
        ]
        for i, c in enumerate(done, 1)
    ]
    head = ["序号", "安装调试日期", "客户单位", "机型", "安装人员", "验收结论", "客户签字", "回访日期"]
    back = cases(
        rng,
        7,
        late=1,
        by="done",
        tiers={"退换": 240.0},
        customers=buyers,
        workers=["袁春红"],
        marks=["已办结"],
        matters=[("冷干机运输损坏", "换货"), ("型号发错", "换货"), ("排水阀渗漏", "退货")],
    )
    returned: list[list[Cell]] = [
        [f"TH{c.number:03d}", c.came.date(), c.customer, c.matter, c.action, c.done.date(), c.mark] for c in back
    ]
    teach: list[list[Cell]] = [
        [date(2026, 4, 23), buyers[0], "开停机、排水、滤芯更换", 6, "唐海波", "学员签到 6 人"],
        [date(2026, 9, 11), buyers[5], "日常保养与安全操作", 9, "许志强", "学员签到 9 人"],
    ]
    kit.xlsx(
        "08 服务记录/安装、退换货、客户培训台账.xlsx",
        Sheet(
            "安装调试",
            [["安装调试验收台账"], [], head, *rows, ["合计", f"{len(rows)} 台"]],
            merge=["A1:H1"],
            date_format="yyyy/m/d",
        ),
        Sheet(
            "退换货",
            [["单号", "受理日期", "客户", "原因", "处理方式", "办结日期", "状态"], *returned],
            date_format="yyyy/m/d",
        ),
        Sheet("客户操作培训", [["培训日期", "客户", "培训内容", "人数", "讲师", "签到"], *teach]),
    )
    truth.share("5.2.2-b", *tally([case.full for case in done]))
    on_time = [(c.done.date() - c.came.date()) <= timedelta(days=10) for c in back]
    truth.share("5.2.5-c", *tally(on_time), "10 日内办结")
    return done


def _ships(kit: Kit, rng: Random, truth: Truth, buyers: list[str]) -> None:
    sent = cases(
        rng,
        96,
        late=4,
        by="done",
        tiers={"华东": 72.0, "其他": 168.0},
        customers=buyers,
        matters=[("HL-37A", "整车"), ("HL-22A", "零担")],
        workers=["苏运物流", "驰达货运"],
        marks=["已签收"],
        between=(0.3, 0.8),
    )
    rows: list[list[Cell]] = [
        ["订单号", "订单确认时间", "客户名称", "配送区域", "机型", "运输方式", "承运商", "签收时间", "签收状态"]
    ]
    rows += [
        [f"SO{c.came:%Y%m%d}{c.number:03d}", c.came, c.customer, c.tier, c.matter, c.action, c.worker, c.done, c.mark]
        for c in sent
    ]
    kit.csv("08 服务记录/发运签收导出_20261108.csv", rows)
    truth.share("5.2.3-b", *tally([case.done_in_time for case in sent]), "华东 72 小时，其他 168 小时")


def _complaints(kit: Kit, rng: Random, truth: Truth, buyers: list[str]) -> None:
    told = cases(
        rng,
        26,
        late=1,
        gaps=["worker"],
        by="done",
        tiers={"投诉": 120.0},
        customers=buyers,
        workers=["袁春红"],
        marks=["已解决，客户认可"],
        matters=[
            ("备件等待时间长", "调拨备件并致歉"),
            ("噪声偏大", "加装隔音棉"),
            ("工程师到场晚", "道歉并减免检测费"),
            ("发票开错", "重开发票"),
        ],
    )
    missed = told[4]
    missed.mark = ""
    rows: list[list[Cell]] = [
        [
            f"TS{c.number:03d}",
            c.came,
            c.customer,
            "热线",
            c.matter,
            c.action,
            c.worker or "袁春红",
            c.done,
            c.mark,
            f"{c.visited:%Y-%m-%d} 满意" if c.visited and c.worker else None,
        ]
        for c in told
    ]
    head = ["编号", "投诉时间", "投诉客户", "渠道", "投诉事由", "处理措施", "处理人", "办结时间", "处理结果", "回访"]
    kit.xlsx("08 服务记录/投诉处理台账.xlsx", Sheet("2026", [["客户投诉处理台账"], head, *rows], merge=["A1:J1"]))
    whole = tally([case.full for case in told])
    truth.share("5.3.2-b", *whole, "缺处理结果或缺回访的不合格")
    solved = tally([case.done_in_time for case in told])
    strict = tally([case.done_in_time and bool(case.mark) for case in told])
    truth.share("5.3.2-c", *strict, "5 日内办结；结果栏空白的一件是否算已解决，两数都接受", or_else=[solved])


def _watch(kit: Kit, rng: Random, truth: Truth) -> None:
    checks: list[list[Cell]] = [
        [date(2026, month, 18), place, "汤国栋、梁雪梅", found, fixed]
        for month, place, found, fixed in (
            (1, "热线调度室", "无", "—"),
            (3, "杭州服务站", "着装不规范 1 人", "3 月 25 日整改"),
            (5, "西安朗奇", "服务单缺签字 2 份", "5 月 30 日补签"),
            (6, "备件库", "账实不符 1 处", "6 月 25 日整改"),
            (9, "武汉分公司服务站", "无", "—"),
        )
    ]
    slips = cases(
        rng,
        20,
        by="done",
        tiers={"反馈": 240.0},
        customers=["现场服务部", "热线调度室", "备件供应部"],
        workers=["设计部", "采购部", "质量部", "物流部"],
        marks=["已关闭"],
        matters=[
            ("油分芯寿命短", "更换供方"),
            ("包装木托易裂", "加厚托架"),
            ("控制器提示不清", "升级程序"),
            ("备件标签缺失", "增加条码"),
        ],
    )
    slips[3].action, slips[3].mark = "", "处理中"
    rows: list[list[Cell]] = [
        [
            f"FK{c.number:03d}",
            c.came.date(),
            c.customer,
            c.matter,
            c.worker,
            c.action,
            c.mark,
            c.done.date() if c.action else None,
        ]
        for c in slips
    ]
    kit.xlsx(
        "05 监督与改进/监督检查与信息反馈单.xlsx",
        Sheet("监督检查记录", [["检查日期", "受检单位", "检查人", "发现问题", "整改情况"], *checks]),
        Sheet(
            "信息反馈单",
            [
                ["信息反馈单台账"],
                ["编号", "反馈日期", "反馈部门", "问题描述", "责任部门", "改进措施", "状态", "关闭日期"],
                *rows,
            ],
            merge=["A1:H1"],
        ),
    )
    truth.share("5.1.6.1", *tally([bool(case.action) for case in slips]), "一张没有措施也没有关闭")


def _customers(kit: Kit, rng: Random, buyers: list[str]) -> None:
    files: list[list[Cell]] = [
        [f"KH{i:04d}", buyer, mobile(rng), f"HL-{rng.choice([22, 37, 55])}A", date(2022 + i % 4, 1 + i % 12, 9)]
        for i, buyer in enumerate(buyers, 1)
    ]
    asked = [
        ["售后服务总体满意度", 166, 92.6],
        ["到场及时", 166, 93.4],
        ["技术水平", 166, 91.8],
        ["服务态度", 166, 94.0],
        ["备件供应", 166, 86.5],
    ]
    kit.xlsx(
        "09 顾客关系/客户档案与满意度调查.xlsx",
        Sheet("客户档案", [["客户编号", "客户名称", "联系电话", "机型", "购买日期"], *files]),
        Sheet(
            "满意度调查",
            [
                ["2026 年客户满意度调查汇总（调查时间：2026-09-01 至 2026-09-20）"],
                ["发放问卷 180 份，有效回收 166 份"],
                ["调查项目", "有效样本", "得分（百分制）"],
                *asked,
                ["结果：综合 92.1 分，较上年提高 1.3 分。"],
                ["改进措施：备件供应得分最低，10 月底前在西安、沈阳前置易损件，责任人：备件供应部。"],
            ],
            merge=["A1:C1", "A2:C2"],
        ),
    )
