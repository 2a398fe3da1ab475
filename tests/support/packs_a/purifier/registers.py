"""Registers with dates like 2026.3.5, one sheet a platform, and a hidden sheet of old rows."""

from __future__ import annotations

from datetime import datetime, timedelta
from random import Random
from typing import Any

from ..facts import OLD_FIRST, OLD_LAST, Case, cases, households, tally
from ..kit import Kit
from ..names import mobile, people
from ..truth import Truth
from ..write.sheets import Cell, Sheet
from . import means

CITIES = ["佛山", "广州", "南宁", "长沙", "南昌", "泉州"]
FAULTS = [
    ("漏水", "换密封圈"),
    ("不出水", "换增压泵"),
    ("一直排废水", "换电磁阀"),
    ("水有异味", "换后置活性炭"),
    ("制水慢", "换RO膜"),
    ("灯不亮", "换电源适配器"),
]


def dotted(when: datetime | None, *, clock: bool = True) -> str | None:
    """2026.3.5 14:20, as typed text."""
    if when is None:
        return None
    day = f"{when.year}.{when.month}.{when.day}"
    return f"{day} {when:%H:%M}" if clock else day


def write(kit: Kit, rng: Random, truth: Truth) -> None:
    """Each register in turn."""
    names = people(rng, 40)
    users = households(rng, 120)
    means.people(kit, names, truth)
    means.places_and_tools(kit)
    means.laws_and_training(kit, names)
    fixed, fitted = _repairs(kit, rng, truth, names, users), _fitted(kit, rng, truth, names, users)
    _visits(kit, rng, truth, fixed, fitted)
    _parcels(kit, rng, truth, users)
    _complaints(kit, rng, truth, users)
    _slips(kit, rng, truth)


def _repairs(kit: Kit, rng: Random, truth: Truth, names: list[str], users: list[str]) -> list[Case]:
    plan: dict[str, Any] = {
        "tiers": {"": 12.0},
        "customers": users,
        "matters": FAULTS,
        "workers": names[2:24],
        "marks": ["已签名"],
    }
    now = cases(rng, 125, gaps=["mark", "mark", "action", "matter"], unvisited=12, **plan)
    for number, case in enumerate(rng.sample(now, 15)):
        wait = timedelta(hours=rng.randint(27, 50)) if number < 4 else timedelta(hours=rng.randint(14, 22))
        case.there, case.done = case.came + wait, case.came + wait + timedelta(hours=1)
    old = cases(rng, 14, late=9, first=OLD_FIRST.replace(year=2024), last=OLD_LAST.replace(year=2024), **plan)
    head = [
        "单号",
        "报修时间",
        "用户",
        "电话",
        "城市",
        "什么问题",
        "怎么修的",
        "师傅",
        "上门时间",
        "修好时间",
        "用户签名",
    ]
    rows, hidden = (
        [
            [
                f"WX{c.came:%y}{c.number:04d}",
                dotted(c.came),
                c.customer,
                mobile(rng),
                rng.choice(CITIES),
                c.matter,
                c.action,
                c.worker,
                dotted(c.there),
                dotted(c.done),
                c.mark,
            ]
            for c in group
        ]
        for group in (now, old)
    )
    kit.xlsx(
        "17 维修登记.xlsx",
        Sheet(
            "维修", [["清源居维修登记（2025.12—2026.11）"], head, *rows, ["合计", f"共{len(rows)}单"]], merge=["A1:K1"]
        ),
        Sheet("2024旧", [head, *hidden], hidden=True),
    )
    truth.share("5.2.4-b", *tally([case.full for case in now]), "隐藏的旧工作表和合计行不是样本")
    short, long = (
        sum(c.there - c.came <= timedelta(hours=12) for c in now),
        sum(c.there - c.came <= timedelta(hours=24) for c in now),
    )
    truth.unknown("5.2.4-c", f"承诺互相矛盾：按 12 小时合格 {short}/{len(now)}，按 24 小时合格 {long}/{len(now)}")
    return now


def _fitted(kit: Kit, rng: Random, truth: Truth, names: list[str], users: list[str]) -> list[Case]:
    done = cases(
        rng,
        80,
        tiers={"": 24.0},
        customers=users,
        matters=[("QY-RO600", "台下安装"), ("QY-RO800", "台下安装")],
        workers=names[2:24],
        marks=["合格"],
        gaps=["mark", "worker", "worker", "mark"],
        unvisited=7,
    )
    rows: list[list[Cell]] = [["安装单号", "安装日期", "用户", "机型", "安装师傅", "TDS", "验收"]]
    rows += [
        [f"AZ{c.number:04d}", dotted(c.came, clock=False), c.customer, c.matter, c.worker, rng.randint(4, 12), c.mark]
        for c in done
    ]
    kit.csv("18 安装登记.csv", rows)
    truth.share("5.2.2-b", *tally([case.full for case in done]))
    return done


def _visits(kit: Kit, rng: Random, truth: Truth, fixed: list[Case], fitted: list[Case]) -> None:
    rows: list[list[Cell]] = [["回访日期", "服务单号", "用户", "回访方式", "满意吗", "意见"]]
    for mark, group in (("WX", fixed), ("AZ", fitted)):
        for c in group:
            if c.visited:
                number = f"WX{c.came:%y}{c.number:04d}" if mark == "WX" else f"AZ{c.number:04d}"
                rows.append(
                    [
                        dotted(c.visited, clock=False),
                        number,
                        c.customer,
                        "电话",
                        rng.choice(["满意", "满意", "非常满意", "一般"]),
                        "",
                    ]
                )
    kit.csv("19 回访记录.csv", rows)
    files: list[list[Cell]] = [
        [f"QY{i:05d}", c.customer, mobile(rng), rng.choice(CITIES), c.matter, dotted(c.came, clock=False)]
        for i, c in enumerate(fitted, 1)
    ]
    kit.xlsx(
        "19 用户档案（CRM导出）.xlsx", Sheet("export", [["档案号", "用户", "手机", "城市", "机型", "安装日"], *files])
    )
    seen, also = tally([c.visited is not None for c in fixed]), tally([c.visited is not None for c in fitted])
    truth.share(
        "5.3.1.3", *seen, "回访记录按单号对应；只算维修或连同安装", or_else=[(seen[0] + also[0], seen[1] + also[1])]
    )


def _parcels(kit: Kit, rng: Random, truth: Truth, users: list[str]) -> None:
    found: list[Case] = []
    pages: list[Sheet] = []
    for shop, count, late in (("天猫", 70, 4), ("京东", 55, 2), ("线下门店", 30, 3)):
        sent = cases(
            rng,
            count,
            late=late,
            by="done",
            tiers={"省内": 48.0, "省外": 120.0},
            customers=users,
            matters=[("QY-RO600", "顺达快递"), ("QY-RO800", "大件物流")],
            workers=["仓库"],
            marks=["本人签收", "家人签收"],
            between=(0.3, 0.85),
        )
        head = ["订单", "下单", "收货人", "省内/省外", "机型", "快递", "签收", "谁签的"]
        rows: list[list[Cell]] = [
            [
                f"{c.came:%y%m%d}{c.number:05d}",
                dotted(c.came),
                c.customer,
                c.tier,
                c.matter,
                c.action,
                dotted(c.done),
                c.mark,
            ]
            for c in sent
        ]
        top = [[f"{shop}订单"], []] if shop == "京东" else []
        pages.append(Sheet(shop, [*top, head, *rows, ["小计", f"{count}单"]]))
        found += sent
    kit.xlsx("20 发货签收.xlsx", *pages)
    truth.share(
        "5.2.3-b",
        *tally([case.done_in_time for case in found]),
        "三个平台三张表；省内 48 小时、省外 120 小时；小计行不是样本",
    )
    back = cases(
        rng,
        34,
        late=3,
        by="done",
        tiers={"": 168.0},
        customers=users,
        matters=[("七天无理由", "退款"), ("漏水", "换新机"), ("收货破损", "换新机")],
        workers=["电商部"],
        marks=["完结"],
    )
    rows = [["售后单号", "申请时间", "买家", "原因", "处理", "完结时间", "状态"]]
    rows += [[f"TK{c.number:04d}", c.came, c.customer, c.matter, c.action, c.done, c.mark] for c in back]
    kit.csv("20 退换货.csv", rows, encoding="utf-8-sig")
    truth.share("5.2.5-c", *tally([case.done_in_time for case in back]), "7 日内办完")


def _complaints(kit: Kit, rng: Random, truth: Truth, users: list[str]) -> None:
    told = cases(
        rng,
        28,
        late=2,
        gaps=["mark"],
        by="done",
        tiers={"": 72.0},
        customers=users,
        workers=["梁秀兰"],
        marks=["解决，用户满意", "解决"],
        matters=[
            ("漏水泡了橱柜", "换密封圈并赔偿"),
            ("上门晚", "道歉送滤芯"),
            ("有异味", "换后置活性炭"),
            ("乱收费", "退还50元"),
        ],
    )
    rows: list[list[Cell]] = [
        [
            c.number,
            dotted(c.came),
            c.customer,
            c.matter,
            c.worker,
            c.action,
            c.mark,
            dotted(c.done),
            dotted(c.visited, clock=False),
        ]
        for c in told
    ]
    fresh = datetime(2026, 11, 19, 10, 5)
    rows.append([29, dotted(fresh), "冼先生", "水龙头松动", "梁秀兰", "已约师傅", "处理中", None, None])
    kit.xlsx(
        "21 投诉登记.xlsx",
        Sheet(
            "投诉",
            [
                ["投诉登记表"],
                ["制表：客服组"],
                ["序", "投诉时间", "用户", "投诉内容", "受理人", "怎么处理", "结果", "办结时间", "回访"],
                *rows,
            ],
            merge=["A1:I1", "A2:I2"],
        ),
    )
    good, total = tally([case.full for case in told])
    truth.share(
        "5.3.2-b", good, total, "11 月 19 日的一件尚未到时限，不因缺回访算不合格", or_else=[(good + 1, total + 1)]
    )
    strict = tally([case.done_in_time and bool(case.mark) for case in told])
    truth.share(
        "5.3.2-c",
        *strict,
        "72 小时办结；未到时限的一件不进总体；结果栏空白的一件两可",
        or_else=[tally([case.done_in_time for case in told])],
    )


def _slips(kit: Kit, rng: Random, truth: Truth) -> None:
    slips = cases(
        rng,
        16,
        by="done",
        tiers={"": 168.0},
        customers=["客服组", "维修组", "电商部"],
        workers=["生产部", "品质部", "研发中心"],
        marks=["已关闭"],
        matters=[
            ("密封圈偏硬", "换供应商"),
            ("说明书看不懂", "改图示"),
            ("包装角破", "加护角"),
            ("泵噪音", "加减震垫"),
        ],
        gaps=["action", "action"],
    )
    rows: list[list[Cell]] = [
        [
            c.number,
            dotted(c.came, clock=False),
            c.customer,
            c.matter,
            c.worker,
            c.action,
            c.mark if c.action else "未关闭",
        ]
        for c in slips
    ]
    kit.xlsx(
        "22 意见反馈单.xlsx",
        Sheet("反馈", [["序号", "日期", "提出部门", "意见", "责任部门", "措施", "关闭情况"], *rows]),
    )
    truth.share("5.1.6.1", *tally([bool(case.action) for case in slips]), "两张没有措施、没有关闭")
