"""厦门屿信软件技术有限公司: a small software firm that answers tickets well enough and keeps few papers."""

from datetime import date, datetime, timedelta

from tests.support.samples.companies import Company
from tests.support.samples.dice import Dice, later
from tests.support.samples.markup import Cell, Rows
from tests.support.samples.timing import FIRST, LAST, arrival
from tests.support.samples.truth import Finding, Refused, Truth, left_out, met, not_met, share

PROFILE = """\
enterprise:
  name: "厦门屿信软件技术有限公司"
  uscc: "91350206MA8RYX0B1T"
  kind: service
  industry: "企业管理软件开发与信息技术服务"
  branches: []
  entrusted_outlets: []
period_months: 12
exclusions:
  - clause: "5.2.3-a"
    reason: "软件在线下载安装，没有实物商品配送"
  - clause: "5.2.3-b"
    reason: "软件在线下载安装，没有实物商品配送"
  - clause: "5.2.6-a"
    reason: "软件没有实体，不产生需要回收的废弃商品"
  - clause: "5.2.6-b"
    reason: "软件没有实体，不产生需要回收的废弃商品"
"""

TICKETS, TICKETS_INCOMPLETE, TICKETS_LATE = 46, 5, 14
INSTALLATIONS, INSTALLATIONS_BAD = 14, 2
COMPLAINTS, COMPLAINTS_UNVISITED, COMPLAINTS_LATE = 12, 2, 2
FEEDBACK, FEEDBACK_OPEN = 13, 2
CERTIFIED, CERTIFIED_BAD = 8, 2

_HOURS = {"紧急": 2, "重要": 8, "一般": 24}
_CLIENTS = ("漳州浦南冷链物流", "厦门集杏电子", "泉州惠北建材商贸", "莆田涵江鞋材", "龙岩新罗汽配", "厦门海沧供应链", "福州闽侯医药商业")
_ISSUES = (
    ("出库复核卡住", "释放库存锁，补索引"), ("PDA 登录失败", "重置证书，升级客户端"), ("盘点差异导不出", "修复导出字段"),
    ("面单打印错位", "调整模板与打印机驱动"), ("报表查询超时", "优化 SQL，加分区"), ("接口推单重复", "加幂等校验"), ("货位显示为空", "重建缓存"),
)
_CAUSES = (("响应慢", "道歉，延长维护期一个月"), ("升级后出错", "回滚并重新发版"), ("收费说明不清", "出示收费表，免收本次费用"))


def company() -> Company:
    dice = Dice(350206)
    support = dice.people(6)
    return Company(
        folder="weak",
        profile=PROFILE,
        tables={
            "staff": _staff(dice, support),
            "repairs": (tickets := _tickets(dice, support)),
            "visits": _visits(dice, tickets),
            "installations": _installations(dice),
            "complaints": _complaints(dice),
            "feedback": _feedback(dice),
            "customers": _customers(dice),
        },
        words={},
        truth=_truth(),
    )


def _staff(dice: Dice, support: list[str]) -> Rows:
    rows: list[list[Cell]] = [["姓名", "岗位", "是否须持证", "须持证书", "现持证书", "到期日"]]
    wanted = "信息系统运行管理员证"
    people = [*support, *dice.people(2)]
    for number, name in enumerate(people):
        expires = date(2026, 3, 31) if number in (2, 6) else date(2027 + dice.below(3), 1 + dice.below(12), 15)
        rows.append([name, "技术支持" if number < 6 else "测试与知识库", "是", wanted, wanted, expires])
    rows += [[name, post, "否", None, None, None] for name, post in (("左思莹", "客户成功经理"), ("包欣", "客户成功经理"), ("宣欣", "客服"))]
    return rows


def _tickets(dice: Dice, support: list[str]) -> Rows:
    incomplete = dice.picks(TICKETS, TICKETS_INCOMPLETE)
    late = dice.picks(TICKETS, TICKETS_LATE)
    rows: list[list[Cell]] = [[
        "Ticket", "Created 提单时间", "Customer 客户", "Reporter 提单人", "Level 级别", "Issue 问题", "First Response 首次响应时间",
        "Solution 处理过程", "Resolved 解决时间", "Owner 处理人", "Confirmed 客户确认",
    ]]
    for number, day in enumerate(dice.days(FIRST, LAST, TICKETS)):
        created = dice.moment(day)
        level = dice.one_of(("紧急", "重要", "重要", "一般", "一般"))
        issue, solution = dice.one_of(_ISSUES)
        answered = arrival(dice, created, _HOURS[level], number in late)
        row: list[Cell] = [
            f"YX-{1001 + number}", created, dice.one_of(_CLIENTS), dice.person(), level, issue, answered, solution,
            later(answered, dice.between(1, 40)), dice.one_of(support), "已确认",
        ]
        if number in incomplete:
            row[dice.one_of((7, 10))] = None
        rows.append(row)
    return rows


def _visits(dice: Dice, tickets: Rows) -> Rows:
    rows: list[list[Cell]] = [["回访日期", "工单号", "客户", "结果", "回访人"]]
    chosen = dice.picks(TICKETS, 19)
    for number, ticket in enumerate(tickets[1:]):
        if number in chosen and isinstance(ticket[8], datetime):
            rows.append([ticket[8].date() + timedelta(days=2), ticket[0], ticket[2], dice.one_of(("满意", "一般")), "宣欣"])
    return rows


def _installations(dice: Dice) -> Rows:
    failed, unsigned = sorted(dice.picks(INSTALLATIONS, INSTALLATIONS_BAD))
    rows: list[list[Cell]] = [["项目编号", "客户", "部署内容", "安装部署日期", "实施人员", "验收结论", "客户签字"]]
    for number, day in enumerate(dice.days(FIRST, LAST, INSTALLATIONS)):
        rows.append([
            f"XM26-{number + 1:02d}", dice.one_of(_CLIENTS), dice.one_of(("YX-WMS 企业版", "YX-WMS 标准版", "YX-PSI")), day,
            None if number == unsigned else dice.one_of(("邓子凯", "包明倩", "单立舟")),
            "未通过，限期整改" if number == failed else "验收合格", "已签",
        ])
    return rows


def _complaints(dice: Dice) -> Rows:
    unvisited = dice.picks(COMPLAINTS, COMPLAINTS_UNVISITED)
    late = dice.picks(COMPLAINTS, COMPLAINTS_LATE, avoid=unvisited)
    rows: list[list[Cell]] = [["编号", "投诉时间", "客户", "联系人", "投诉内容", "处理", "跟进人", "办结时间", "结果", "回访"]]
    for number, day in enumerate(dice.days(FIRST, date(2026, 10, 25), COMPLAINTS)):
        opened = dice.moment(day)
        cause, action = dice.one_of(_CAUSES)
        rows.append([
            f"KT{number + 1:02d}", opened, dice.one_of(_CLIENTS), dice.person(), cause, action, "左思莹",
            arrival(dice, opened, 168, number in late), "已解决", None if number in unvisited else "认可",
        ])
    return rows


def _feedback(dice: Dice) -> Rows:
    opened = dice.picks(FEEDBACK - 5, FEEDBACK_OPEN)
    matters = (
        ("客服", "希望批量打印面单", "V6.2.4 增加批量打印", "研发中心"), ("技术支持", "日志太大占满磁盘", "增加按天切分与清理", "研发中心"),
        ("实施", "培训资料版本旧", "更新资料并放到知识库", "实施交付部"), ("销售", "演示环境经常断", "演示库迁到云上", "研发中心"),
    )
    rows: list[list[Cell]] = [["序号", "提出日期", "来源部门", "反馈内容", "措施", "负责部门", "计划完成", "关闭日期", "状态"]]
    for number, day in enumerate(dice.days(FIRST, date(2026, 8, 30), FEEDBACK)):
        origin, problem, action, owner = dice.one_of(matters)
        still = number in opened
        rows.append([
            number + 1, day, origin, problem, action, owner, day + timedelta(days=60),
            None if still else day + timedelta(days=10 + dice.below(45)), "排期中" if still else "已关闭",
        ])
    return rows


def _customers(dice: Dice) -> Rows:
    rows: list[list[Cell]] = [["客户编号", "客户名称", "联系人", "手机", "产品", "版本", "上线日期", "维护到期"]]
    for number, name in enumerate(_CLIENTS):
        start = date(2022 + dice.below(4), 1 + dice.below(12), 10)
        rows.append([
            f"K{number + 1:03d}", name, dice.person(), dice.mobile(), dice.one_of(("YX-WMS", "YX-PSI")), "V6.2", start, date(2026, 12, 31),
        ])
    return rows


def _truth() -> Truth:
    none = "没有证据"
    findings: dict[str, Finding] = {
        "5.1.1.1": met("客户成功部承担售后服务"),
        "5.1.1.2": not_met("没有销售区域与网点（或远程服务安排）的清单，也没有网点管理办法"),
        "5.1.2.1": share(CERTIFIED - CERTIFIED_BAD, CERTIFIED, "两人证书 2026-03-31 到期"),
        "5.1.2.2": not_met("4 名服务管理人员需 1 名，唯一的证书 2026-05-31 到期"),
        "5.1.3.1": not_met("有预算，没有应对安全或批次问题的专项经费、保险或准备金"),
        "5.1.3.2": not_met("培训记录止于 2025 年 9 月，不在审核期内；没有奖励晋升关怀制度"),
        "5.1.3.3": met(),
        "5.1.4.1": met(),
        "5.1.4.2": not_met("清单没有产品质量法，审核期内没有宣贯记录"),
        "5.1.5.1": not_met("监督办法只是征求意见稿，人员待定"),
        "5.1.5.2": not_met(none),
        "5.1.6.1": share(FEEDBACK - FEEDBACK_OPEN, FEEDBACK),
        "5.1.6.2": met("研发中心设疑难问题攻关组"),
        "5.1.6.3": not_met("证书 2026-07-11 到期"),
        "5.1.6.4": not_met(none),
        "5.1.7.1": not_met("有理念，审核期内没有含该理念的培训或考核"),
        "5.1.7.2": met(),
        "5.1.7.3": not_met("只有关键词和空标题"),
        "5.2.1-a": met(),
        "5.2.1-b": met(),
        "5.2.2-a": met(),
        "5.2.2-b": share(INSTALLATIONS - INSTALLATIONS_BAD, INSTALLATIONS, "一个项目未通过，一个没有实施人员"),
        "5.2.2-c": met(),
        "5.2.3-a": left_out("软件在线交付，没有配送"),
        "5.2.3-b": left_out("软件在线交付，没有配送"),
        "5.2.4-a": met(),
        "5.2.4-b": share(TICKETS - TICKETS_INCOMPLETE, TICKETS),
        "5.2.4-c": share(TICKETS - TICKETS_LATE, TICKETS, "紧急 2、重要 8、一般 24 小时，按各单级别"),
        "5.2.4-d": not_met("有备件库存，没有质保期内供应的承诺"),
        "5.2.5-a": met(),
        "5.2.5-b": not_met("有修和退，没有换"),
        "5.2.5-c": not_met("没有退换记录，也没有无退换的书面声明"),
        "5.2.5-d": not_met(none),
        "5.2.6-a": left_out("软件没有需要回收的废弃商品"),
        "5.2.6-b": left_out("软件没有需要回收的废弃商品"),
        "5.3.1.1": met(),
        "5.3.1.2": met(),
        "5.3.1.3": not_met("信息保护制度是泉州云湾信息科技有限公司的，前提不成立"),
        "5.3.1.4": not_met("只有空白问卷"),
        "5.3.1.5": not_met("只有 2027 年的打算"),
        "5.3.2-a": met(),
        "5.3.2-b": share(COMPLAINTS - COMPLAINTS_UNVISITED, COMPLAINTS),
        "5.3.2-c": share(COMPLAINTS - COMPLAINTS_LATE, COMPLAINTS, "7 天内办结"),
        "5.3.2-d": not_met("没有应急预案，也没有投诉分析"),
    }
    return Truth(
        pack="weak",
        findings=findings,
        deductions=("SD-own",),
        refused=(
            Refused("信息安全管理体系证书.pdf", ("expired",)),
            Refused("售后服务管理师证（洪宁）.pdf", ("expired",)),
            Refused("培训记录2024-2025.docx", ("outside_period",)),
            Refused("服务监督管理办法（征求意见稿）.docx", ("unissued_draft", "planned")),
            Refused("客户信息安全管理制度.docx", ("other_organisation",)),
            Refused("客户满意度调查表.docx", ("blank_template", "no_substance")),
            Refused("品牌文化建设.docx", ("no_substance", "unissued_draft")),
            Refused("2027年想做的几件事.docx", ("planned", "unissued_draft")),
        ),
        notes=(f"小型软件服务企业：首次响应超时 {TICKETS_LATE}/{TICKETS}，构成一项 SD-own；四条因没有配送和回收而删减。",),
    )
