"""A smart lock vendor: a wiki, system exports, integrators; pass, with three stars in reach."""

from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

from tests.support.packs_d.chance import Luck, credit_code, later
from tests.support.packs_d.kit import write_papers, write_profile
from tests.support.packs_d.truth import Truth

PACK = "e03_smartlock"
NAME = "苏州栖门智能科技有限公司"
CODE = credit_code("91320509MA1P9X6R0")
FIRST, LAST = datetime(2025, 12, 10), datetime(2026, 11, 5)
BOUNDS = {"P1": 4, "P2": 24, "P3": 48}
PUBLIC_BOUND = 24
ISSUES = (("finger not recognised 指纹不识别", "更换指纹模组"), ("battery drain 掉电快", "更换电池仓"), ("locked out 被锁门外",
    "应急供电开门并换锁体"),
          ("panel noise 面板异响", "更换面板"), ("offline 门锁离线", "重置网关"))
PROVIDERS = ("自有交付组", "佛山匠到", "廊坊安捷", "武汉江城")
Rows = list[list[Any]]


def build(out: Path) -> Truth:
    """Write the pack below `out`."""
    luck, truth = Luck(4303), Truth(PACK)
    tickets, ticket_list = _tickets(luck, truth)
    installs, install_list = _installs(luck, truth)
    tables = {
        "tickets": tickets, "installs": installs, "visits": _visits(luck, truth, ticket_list, install_list), "returns": _returns(luck, truth),
        "complaints": _complaints(luck, truth), "issues": _issues(luck, truth), "roster": _roster(), "customers": _customers(luck),
    }
    write_papers("smartlock", out / PACK, {"company": NAME, "code": CODE}, tables)
    why = "线上订单由平台仓和快递公司承运，企业不提供配送服务"
    write_profile(out / PACK, name=NAME, code=CODE, kind="production", industry="智能门锁制造与线上销售",
                  entrusted=("佛山匠到智能安装有限公司", "廊坊安捷智装工程有限公司", "武汉江城锁匠服务有限公司"),
                  exclusions=(("5.2.3-a", why), ("5.2.3-b", why)))
    _judge(truth)
    return truth


def _tickets(luck: Luck, truth: Truth) -> tuple[Rows, list[tuple[str, datetime]]]:
    total = 90
    late, blank, wide = luck.picks(total, 7, 4, 9)
    strict = 0
    rows: Rows = [["ticket_id", "created_at 报修时间", "customer 用户", "phone", "priority", "issue 故障描述", "onsite_at 上门时间",
        "provider", "resolution 处理",
                   "closed_at 完成时间", "user_confirm 用户确认"]]
    listed = []
    for i, call in enumerate(luck.moments(total, FIRST, LAST)):
        rank = "P3" if i in wide else luck.choice(("P1", "P2", "P2", "P3"))
        bound = BOUNDS[rank]
        hours = min(bound, PUBLIC_BOUND) * luck.uniform(0.15, 0.9)
        if i in late:
            hours = bound * luck.uniform(1.2, 1.9)
        elif i in wide:
            hours = luck.uniform(28, 44)
        strict += hours > PUBLIC_BOUND
        there = later(call, hours)
        closed = later(there, luck.uniform(0.3, 2.5))
        issue, fix = luck.choice(ISSUES)
        row = [f"TK-{26000 + i}", f"{call:%Y-%m-%dT%H:%M}", luck.person(), luck.mobile(), rank, issue, f"{there:%Y-%m-%dT%H:%M}",
            luck.choice(PROVIDERS),
               fix, f"{closed:%Y-%m-%dT%H:%M}", luck.choice(("Y", "Y 已签"))]
        if i in blank:
            row[luck.choice((8, 10))] = ""
        rows.append(row)
        listed.append((row[0], closed))
    truth.ratio("5.2.4-b", total - len(blank), total, "四单缺处理或用户确认")
    own, public = total - len(late), total - strict
    if own == public:
        raise ValueError("the two promises must give different counts")
    truth.unknown("5.2.4-c", f"手册按 P1/P2/P3 为 4/24/48 小时（{own}/{total}），官网写一律 24 小时（{public}/{total}），比例不同")
    return rows, listed


def _installs(luck: Luck, truth: Truth) -> tuple[Rows, list[tuple[str, datetime]]]:
    total = 66
    (blank,) = luck.picks(total, 4)
    rows: Rows = [["栖门安装工单导出", "<", "<", "<", "<", "<", "<"], ["单号", "安装完成时间", "业主", "型号", "安装师傅", "所属服务商", "验收"]]
    listed = []
    for i, day in enumerate(luck.moments(total, FIRST, LAST)):
        rows.append([f"IN-{7000 + i}", day, luck.person(), luck.choice(("QM-S3", "QM-F1")), luck.person(), luck.choice(PROVIDERS),
            "" if i in blank else "验收通过"])
        listed.append((rows[-1][0], day))
    truth.ratio("5.2.2-b", total - len(blank), total, "四单没有验收结果")
    return rows, listed


def _visits(luck: Luck, truth: Truth, tickets: list[tuple[str, datetime]], installs: list[tuple[str, datetime]]) -> Rows:
    (no_ticket,) = luck.picks(len(tickets), 16)
    (no_install,) = luck.picks(len(installs), 9)
    kept = [x for i, x in enumerate(tickets) if i not in no_ticket] + [x for i, x in enumerate(installs) if i not in no_install]
    rows: Rows = [["工单号", "回访时间", "回访员", "NPS", "用户反馈"]]
    for number, done in kept:
        rows.append([number, done + timedelta(days=luck.randint(1, 4)), luck.choice(("葛倩", "陆敏")), luck.randint(6, 10),
            luck.choice(("好", "师傅很快", "一般", "满意"))])
    truth.ratio("5.3.1.3", len(kept), len(tickets) + len(installs), "维修与安装合计；只看维修为另一端",
        other=(len(tickets) - len(no_ticket), len(tickets)))
    return rows


def _returns(luck: Luck, truth: Truth) -> Rows:
    total = 24
    (late,) = luck.picks(total, 3)
    rows: Rows = [["RMA单号", "平台", "收到寄回日期", "型号", "原因", "处理", "完成日期"]]
    for i, day in enumerate(luck.moments(total, FIRST, LAST - timedelta(days=20))):
        done = day + timedelta(days=luck.randint(10, 14) if i in late else luck.randint(1, 6))
        rows.append([f"RMA{i + 501}", luck.choice(("天猫", "京东", "官网")), f"{day:%Y/%m/%d}", luck.choice(("QM-S3", "QM-F1")),
            luck.choice(("7 日内故障", "15 日内故障")),
                     luck.choice(("退款", "换新")), f"{done:%Y/%m/%d}"])
    truth.ratio("5.2.5-c", total - len(late), total, "三笔超过 7 日")
    return rows


def _complaints(luck: Luck, truth: Truth) -> Rows:
    total = 22
    blank, late = luck.picks(total, 2, 2)
    rows: Rows = [["投诉处理明细", "<", "<", "<", "<", "<", "<", "<"], ["ID", "投诉时间", "用户", "事由", "处理过程", "处理结果",
        "结案时间", "回访时间与结论"]]
    for i, at in enumerate(luck.moments(total, FIRST, LAST - timedelta(days=20))):
        cause, step = luck.choice((("指纹识别率低", "升级固件"), ("上门改约三次", "致歉补偿 50 元"), ("收费与报价不符", "退差价"),
            ("客服挂断", "当事人检讨")))
        closed = later(at, luck.uniform(90, 140) if i in late else luck.uniform(5, 66))
        back = later(closed, luck.uniform(10, 44))
        rows.append([i + 1, at, luck.person(), cause, step, "已解决", closed, "" if i in blank else f"{back:%Y-%m-%d} 回访 OK"])
    truth.ratio("5.3.2-b", total - len(blank), total, "两件没有回访")
    truth.ratio("5.3.2-c", total - len(late), total, "两件超过 72 小时")
    return rows


def _issues(luck: Luck, truth: Truth) -> Rows:
    total = 30
    (open_,) = luck.picks(total, 4)
    rows: Rows = [["Key", "Created", "Source", "反馈问题", "Assignee 部门", "措施", "完成日期", "Status"]]
    for i, at in enumerate(luck.moments(total, FIRST, LAST - timedelta(days=30))):
        text, unit, fix = luck.choice((("说明书二维码失效", "电商部", "更换链接"), ("面板划伤", "供应链", "加珍珠棉"), ("夜间提示音大",
            "研发中心", "增加静音时段"),
                                       ("派单离用户太远", "客户成功部", "调整派单规则")))
        shut = i not in open_
        rows.append([f"FB-{i + 1}", f"{at:%Y-%m-%d}", luck.choice(("客服", "集成商", "评价")), text, unit, fix if shut else "",
            f"{at + timedelta(days=20):%Y-%m-%d}"
                     if shut else "", "Closed" if shut else "In progress"])
    truth.ratio("5.1.6.1", total - len(open_), total)
    return rows


def _roster() -> Rows:
    posts = ["客服"] * 10 + ["二线技术支持"] * 4 + ["安装调度"] * 5 + ["返修工程师"] * 4
    heads = [["E001", "陆敏", "支持组组长/投诉专员", "管理"], ["E002", "葛倩", "运营组组长", "管理"], ["E003", "杜斌", "交付组组长",
        "管理"], ["E004", "杜涛", "质量组组长", "管理"],
             ["E005", "夏敏", "客户成功部总监", "管理"]]
    staff = [[f"E{i + 10:03d}", name, post, "服务"] for i, (name, post) in enumerate(zip(Luck(55).people(len(posts)), posts, strict=True))]
    return [["工号", "姓名", "岗位", "类别"], *heads, *staff]


def _customers(luck: Luck) -> Rows:
    return [["客户ID", "姓名", "电话", "渠道", "设备", "激活日期"]] + [
        [f"U{80210 + i}", luck.person(), luck.mobile(), luck.choice(("天猫", "京东", "官网", "集成商")), "QM-S3", datetime(2025, 1 + i,
            9)] for i in range(12)
    ]


def _judge(truth: Truth) -> None:
    truth.ratio("5.1.1.2", 4, 6, "西南只有空白协议，东北没有服务商")
    truth.met("5.1.1.1", "5.1.3.2", "5.1.3.3", "5.1.5.1", "5.1.5.2", "5.1.6.2", "5.1.6.3", "5.1.6.4", "5.1.7.1", "5.1.7.3")
    truth.met("5.1.2.1", why="岗位表写明均无持证要求")
    truth.failed("5.1.2.2", why="只有客户服务管理师，不是售后服务管理师")
    truth.failed("5.1.3.1", why="责任险 2026-08-31 到期；准备金只在 2027 年讨论稿里")
    truth.met("5.1.4.1", why="配送已删减，手册不必含配送章")
    truth.failed("5.1.4.2", why="审核期内没有法规宣贯记录（隐藏的 2024 年表不算）")
    truth.failed("5.1.7.2", why="上门时限：手册分级 4/24/48 小时，官网一律 24 小时")
    truth.met("5.2.1-a", "5.2.1-b", "5.2.2-a", "5.2.2-c", "5.2.4-a", "5.2.4-d", "5.2.5-d", "5.2.6-a", "5.2.6-b")
    truth.excluded("5.2.3-a", "5.2.3-b", why="档案写明删减")
    truth.failed("5.2.5-a", why="检测报告 2024-06-28 签发，早于 24 个月")
    truth.failed("5.2.5-b", why="线上销售，却规定非质量问题概不退货，低于七日无理由")
    truth.met("5.3.1.1", "5.3.1.2", "5.3.1.4", "5.3.1.5", "5.3.2-a", "5.3.2-d")
    truth.must += ["SD-law"]
    truth.refuse("legal/产品检测报告_QM-S3_2024.pdf", "outside_period", "expired")
    truth.refuse("legal/产品责任险保单.pdf", "expired")
    truth.refuse("service/agreements/西南-待签.docx", "blank_template", "unissued_draft", "no_substance", "other_organisation")
    truth.refuse("finance/2027预算（讨论稿）.xlsx", "planned", "unissued_draft", "outside_period")
    truth.refuse("wiki/seo关键词.txt", "no_substance")
    truth.refuse("exports/issues_board (1).csv", "duplicate")
    truth.refused[-1]["twins"] = ["exports/issues_board.csv"]
    truth.neutral += ["legal/证书-客服.pdf"]
    truth.notes += [
        "评定日 2026-11-20。Markdown 页面、英中混排导出、优先级分级承诺、承诺互相矛盾（确认分按 0，可能分按满分）",
        "配送两条删减、线上销售低于法定最低。",
        "官网“24 小时内上门”与手册分级之间，两种口径的超时比例都低于 20%，不构成 SD-own。",
    ]
