"""Messy workbooks: times without dates, notes under tables, headers far down."""

from __future__ import annotations

from datetime import timedelta
from random import Random
from typing import Any

from ..facts import OLD_FIRST, OLD_LAST, Case, cases, tally
from ..kit import Kit
from ..names import mobile, people
from ..truth import Truth
from ..write.sheets import Cell, Sheet

ESTATES = [
    "悦景苑",
    "金府花园",
    "银杏苑",
    "天回小区",
    "锦里东苑",
    "同和雅居",
    "驷马桥公寓",
    "蜀汉名邸",
    "沙湾国际",
    "茶店子广场",
]
FAULTS = [
    ("门关不上", "换门滑块"),
    ("不动了", "复位，换门锁触点"),
    ("按钮不亮", "换按钮板"),
    ("有异响", "调导靴，加油"),
    ("平层不准", "调平层感应器"),
]


def said(case: Case) -> str:
    """2026年3月5日"""
    return f"{case.came.year}年{case.came.month}月{case.came.day}日"


def write(kit: Kit, rng: Random, truth: Truth) -> None:
    """Each table in turn."""
    crew = people(rng, 22)
    _people(kit, crew, truth)
    _means(kit)
    _laws(kit, truth)
    fixed = _orders(kit, rng, truth, crew)
    fitted = _fitted(kit, rng, truth, crew)
    _complaints(kit, rng, truth)
    _slips(kit, rng, truth)
    files: list[list[Cell]] = [
        [i, estate, rng.choice(["悦景物业", "银杏苑物业", "金府物业"]), mobile(rng), rng.randint(2, 14)]
        for i, estate in enumerate(ESTATES, 1)
    ]
    kit.xlsx("记录/客户档案（梯管家）.xlsx", Sheet("客户", [["序号", "小区", "物业公司", "电话", "电梯台数"], *files]))
    seen, also = tally([c.visited is not None for c in fixed]), tally([c.visited is not None for c in fitted])
    truth.share(
        "5.3.1.3",
        *seen,
        "回访列在维修本；安装没有回访列，只算维修或连同安装",
        or_else=[(seen[0] + also[0], seen[1] + also[1])],
    )


def _people(kit: Kit, crew: list[str], truth: Truth) -> None:
    rows: list[list[Cell]] = []
    for i, name in enumerate(crew[:18], 1):
        until = "2026年4月12日" if i in {3, 9, 14} else f"{2027 + i % 3}年{i % 12 + 1}月20日"
        rows.append(
            [
                i,
                name,
                "维保工",
                "要，特种设备作业人员证（T）",
                "无" if i == 17 else f"5101{i * 733:08d}",
                "" if i == 17 else until,
            ]
        )
    rows += [[18 + i, name, "调度员", "不要", "", ""] for i, name in enumerate(["周巧云", crew[18]], 1)]
    where = [
        ["金牛区", "总部维保站", "有"],
        ["成华区", "驷马桥维保站", "有"],
        ["青羊区", "总部维保站", "有"],
        ["新都区", "天回维保站", "有"],
        ["温江区", "", "没有，远"],
    ]
    kit.xlsx(
        "记录/人员、维保站.xlsx",
        Sheet(
            "人员",
            [
                ["蓉安达电梯"],
                [],
                ["维保人员花名册", None, None, None, "2026年10月"],
                ["序号", "名字", "干什么", "要不要证", "证号", "证到期"],
                *rows,
                ["说明：证快到期的自己去复审，公司报销。"],
            ],
            merge=["A1:F1"],
        ),
        Sheet("维保站", [["做哪些区", "站", "有没有站"], *where]),
        Sheet(
            "管理人员",
            [
                ["姓名", "职务"],
                ["向德胜", "总经理"],
                ["钟永刚", "维保部长"],
                ["周巧云", "调度"],
                [crew[19], "班长"],
                [crew[20], "班长"],
            ],
        ),
    )
    truth.share("5.1.2.1", 14, 18, "三人证过期，一人没有证")
    truth.share("5.1.1.2", 4, 5, "温江没有站")


def _means(kit: Kit) -> None:
    kit.xlsx(
        "记录/2025年售后费用预算.xlsx",
        Sheet(
            "2025",
            [["2025年售后费用预算"], ["项目", "金额"], ["油费", 42000], ["配件", 180000], ["合计", 222000]],
            merge=["A1:B1"],
        ),
    )
    kit.xlsx(
        "记录/房子家伙配件.xlsx",
        Sheet(
            "房子",
            [
                ["地方", "地址", "平方"],
                ["公司办公室", "金府路799号2栋6楼", 130],
                ["驷马桥维保站", "驷马桥路15号", 40],
                ["天回维保站", "天回街3号", 35],
            ],
        ),
        Sheet(
            "家伙",
            [["东西", "几个"], ["万用表", 12], ["限速器测试仪", 1], ["对讲机", 16], ["面包车", 4], ["安全带", 20]],
        ),
        Sheet("配件", [["配件", "库存"], ["门滑块", 150], ["门锁触点", 60], ["按钮板", 24], ["导靴衬", 80]]),
        Sheet(
            "软件",
            [
                ["软件", "用来干什么", "怎么保安全"],
                ["梯管家", "客户档案、报修、派单、回访", "一人一号密码，每周备份到硬盘，电脑装杀毒"],
            ],
        ),
    )


def _laws(kit: Kit, truth: Truth) -> None:
    names = [
        "消费者权益保护法",
        "产品质量法",
        "特种设备安全法",
        "特种设备安全监察条例",
        "安全生产法",
        "民法典",
        "电梯维护保养规则（TSG T5002）",
        "四川省电梯安全条例",
        "特种设备作业人员监督管理办法",
        "特种设备使用管理规则",
        "广告法",
        "个人信息保护法",
        "价格法",
        "标准化法",
    ]
    kit.xlsx(
        "记录/法规和培训.xlsx",
        Sheet("法规", [["序", "法规名称", "还有效吗"], *[[i, name, "有效"] for i, name in enumerate(names, 1)]]),
        Sheet(
            "培训",
            [
                ["哪天", "讲什么", "谁讲", "多少人", "签到考试"],
                ["2026年3月15日", "消费者权益保护法、产品质量法、特种设备安全法", "钟永刚", 17, "17人签到"],
                ["2026年5月22日", "门系统故障怎么修，救援怎么盘车", "钟永刚", 18, "18人签到，操作考试都过"],
            ],
        ),
    )
    truth.met("5.1.4.2", "清单没有已废止的法；2026-03-15 有宣讲")
    truth.missed("5.1.3.1", "只有 2025 年的预算，没有 2026 年的；保险有效")


def _orders(kit: Kit, rng: Random, truth: Truth, crew: list[str]) -> list[Case]:
    plan: dict[str, Any] = {
        "tiers": {"困人": 0.5, "故障": 1.0},
        "customers": ESTATES,
        "matters": FAULTS,
        "workers": crew[:18],
        "marks": ["物业签了"],
    }
    now = cases(rng, 104, late=35, gaps=["mark"] * 5 + ["action"] * 2, unvisited=19, **plan)
    old = cases(rng, 6, unvisited=3, first=OLD_FIRST, last=OLD_LAST, **plan)
    rows: list[list[Cell]] = []
    for i, c in enumerate([*old, *now], 1):
        c.done = min(c.done, c.there + timedelta(minutes=90))
        rows.append(
            [
                i,
                said(c),
                c.customer,
                c.tier,
                f"{c.came:%H:%M}",
                f"{c.there:%H:%M}",
                c.matter,
                c.action,
                f"{c.done:%H:%M}",
                c.worker,
                c.mark,
                "打了" if c.visited else "",
            ]
        )
    kit.xlsx(
        "记录/维修本.xlsx",
        Sheet(
            "Sheet1",
            [
                ["蓉安达电梯维修本"],
                ["（调度抄录，周巧云）"],
                [],
                [
                    "号",
                    "哪天",
                    "小区",
                    "困人/故障",
                    "报修时间",
                    "到场时间",
                    "什么毛病",
                    "怎么修的",
                    "修好时间",
                    "师傅",
                    "物业签字",
                    "回访",
                ],
                *rows,
                ["一共", len(rows)],
                ["注：困人优先。"],
            ],
            merge=["A1:L1", "A2:L2"],
        ),
    )
    truth.share(
        "5.2.4-b",
        *tally([c.full for c in now]),
        "最前面 6 行在 2025 年 6—10 月，早于审核期；时间只写钟点，日期在另一列",
    )
    truth.share("5.2.4-c", *tally([c.in_time for c in now]), "困人 30 分钟、故障 60 分钟")
    return now


def _fitted(kit: Kit, rng: Random, truth: Truth, crew: list[str]) -> list[Case]:
    done = cases(
        rng,
        16,
        tiers={"": 24.0},
        customers=ESTATES,
        matters=[("RAD-K1050", ""), ("RAD-H2000", "")],
        workers=crew[:6],
        marks=["验收合格"],
        gaps=["mark", "worker"],
        unvisited=16,
    )
    rows: list[list[Cell]] = [[i, said(c), c.customer, c.matter, c.worker, c.mark] for i, c in enumerate(done, 1)]
    kit.xlsx(
        "记录/安装调试登记.xlsx",
        Sheet("安装", [["序号", "装好日期", "客户（小区）", "型号", "安装师傅", "验收情况"], *rows]),
    )
    truth.share("5.2.2-b", *tally([bool(c.worker and c.mark) for c in done]))
    return done


def _complaints(kit: Kit, rng: Random, truth: Truth) -> None:
    told = cases(
        rng,
        14,
        late=1,
        by="done",
        tiers={"": 72.0},
        customers=ESTATES,
        workers=["周巧云"],
        marks=["说好了", "解决了"],
        matters=[("老是坏", "换主板"), ("来得慢", "道歉"), ("收费贵", "解释价目，退50元"), ("态度差", "批评师傅")],
    )
    told[2].visited = told[8].visited = None
    rows: list[list[Cell]] = [
        [
            c.number,
            f"{said(c)} {c.came:%H:%M}",
            c.customer,
            c.matter,
            c.action,
            c.worker,
            f"{c.done.year}年{c.done.month}月{c.done.day}日 {c.done:%H:%M}",
            c.mark,
            "打了，满意" if c.visited else None,
        ]
        for c in told
    ]
    kit.xlsx(
        "记录/投诉本.xlsx",
        Sheet(
            "投诉",
            [["序号", "什么时候投诉的", "谁投诉", "为什么", "怎么办的", "经手", "办完时间", "结果", "回访"], *rows],
        ),
    )
    truth.share("5.3.2-b", *tally([c.full and c.visited is not None for c in told]), "两件没有回访")
    truth.share("5.3.2-c", *tally([c.done_in_time for c in told]), "72 小时内处理完")


def _slips(kit: Kit, rng: Random, truth: Truth) -> None:
    slips = cases(
        rng,
        6,
        by="done",
        tiers={"": 168.0},
        customers=["维保一班", "维保二班"],
        workers=["库管", "调度"],
        marks=["弄好了"],
        matters=[("滑块质量差", "换一家"), ("单子不好填", "改了格式")],
    )
    rows: list[list[Cell]] = [[c.number, said(c), c.customer, c.matter, c.action, c.mark] for c in slips]
    kit.xlsx("记录/意见反馈.xlsx", Sheet("反馈", [["序", "日期", "谁提的", "什么问题", "措施", "结果"], *rows]))
    truth.missed("5.1.6.1", "有反馈单，没有跨部门反馈流程")
