"""A family workshop of ten people that makes restaurant stoves: few files, plain words; not qualified."""

from datetime import datetime, timedelta
from fractions import Fraction
from pathlib import Path
from typing import Any

from tests.support.packs_d.chance import Luck, credit_code, later
from tests.support.packs_d.kit import write_papers, write_profile
from tests.support.packs_d.truth import Truth

PACK = "e04_kitchen"
NAME = "博兴县孟家灶业有限公司"
CODE = credit_code("91371625MA3D4HT62")
FIRST, LAST = datetime(2025, 12, 9), datetime(2026, 11, 3)
NEAR = ("店子镇聚福楼", "兴福老街面馆", "湖滨镇中学食堂", "曹王镇全羊馆", "锦秋大酒店", "陈户镇喜宴厅")
FAR = ("邹平韩店饭庄", "滨城区老味道饭店", "桓台起凤渔家", "广饶大王食府", "高青黑牛火锅")
FAULTS = (("点不着火", "换点火针"), ("风机不转", "换风机"), ("火小", "清炉头"), ("有煤气味", "换软管、查漏"), ("蒸柜不上水", "换浮球"),
    ("熄火保护老跳", "换电磁阀"))
Rows = list[list[Any]]


def build(out: Path) -> Truth:
    """Write the pack below `out`."""
    luck, truth = Luck(4404), Truth(PACK)
    repairs = _repairs(luck, truth)
    tables = {"deliveries": _deliveries(luck, truth), "installs": _installs(luck, truth), "repairs_a": repairs[0], "repairs_b": repairs[1]}
    words = {"company": NAME, "code": CODE, "brother_code": credit_code("91371602MA3F8UD15")}
    write_papers("kitchen", out / PACK, words, tables)
    why = "产品为不锈钢灶台，客户长期使用，旧灶由客户自行按废钢处理，企业不开展废弃商品回收"
    write_profile(out / PACK, name=NAME, code=CODE, kind="production", industry="商用厨房设备制造", exclusions=(("5.2.6-a", why), ("5.2.6-b", why)))
    _judge(truth)
    return truth


def _place(luck: Luck) -> tuple[str, str]:
    near = luck.random() < 0.6
    return luck.choice(NEAR if near else FAR), "县内" if near else "县外"


def _deliveries(luck: Luck, truth: Truth) -> Rows:
    total = 38
    (late,) = luck.picks(total, 5)
    rows: Rows = [["下单日子", "客户", "县内还是县外", "货", "签收日子", "谁签收", "运费"]]
    for i, day in enumerate(luck.moments(total, FIRST, LAST)):
        name, zone = _place(luck)
        bound = 3 if zone == "县内" else 7
        got = day + timedelta(days=bound + luck.randint(1, 4) if i in late else luck.randint(1, bound - 1))
        rows.append([day.date(), name, zone, luck.choice(("双炒单温灶", "单炒灶", "蒸柜", "工作台")), got.date(), luck.person(),
            0 if zone == "县内" else luck.randint(60, 300)])
    rows.append([f"一共 {total} 车", "", "", "", "", "", ""])
    truth.ratio("5.2.3-b", total - len(late), total, "县内 3 天、县外 7 天；最后的合计不是样本")
    return rows


def _installs(luck: Luck, truth: Truth) -> Rows:
    total = 29
    (blank,) = luck.picks(total, 4)
    rows: Rows = [["日子", "客户", "装的啥", "谁装的", "试火验收", "客户签字"]]
    for i, day in enumerate(luck.moments(total, FIRST, LAST)):
        fixer = luck.choice(("孟庆收", "于春生"))
        rows.append([f"{day.year}年{day.month}月{day.day}日", _place(luck)[0], luck.choice(("双炒灶", "蒸柜", "单炒灶")), fixer,
            "" if i in blank else "试火正常，合格", luck.person()])
    truth.ratio("5.2.2-b", total - len(blank), total, "四行没写验收结果")
    return rows


def _repairs(luck: Luck, truth: Truth) -> tuple[Rows, Rows]:
    total = 44
    blank, late = luck.picks(total, 14, 4)
    head = ["报修时间", "客户", "县内/县外", "啥毛病", "到的时间", "咋修的", "修好时间", "师傅", "客户签字"]
    halves: tuple[Rows, Rows] = ([head], [head])
    for i, call in enumerate(luck.moments(total, FIRST, LAST)):
        name, zone = _place(luck)
        there = later(call, (24 if zone == "县内" else 48) * (luck.uniform(1.15, 1.5) if i in late else luck.uniform(0.05, 0.85)))
        fault, fix = luck.choice(FAULTS)
        row = [_clock(call), name, zone, fault, _clock(there), fix, _clock(later(there, luck.uniform(0.3, 2))), luck.choice(("于春生",
            "高鹏")), luck.person()]
        if i in blank:
            row[luck.choice((5, 6, 8))] = ""
        halves[call >= datetime(2026, 7, 1)].append(row)
    truth.ratio("5.2.4-b", total - len(blank), total, "十四行缺修法、修好时间或客户签字（另计 SD-own）")
    truth.ratio("5.2.4-c", total - len(late), total, "县内 24 小时、县外 48 小时")
    return halves


def _clock(moment: datetime) -> str:
    return f"{moment.year}.{moment.month}.{moment.day} {moment.hour}:{moment.minute:02d}"


def _judge(truth: Truth) -> None:
    truth.met("5.1.1.1", why="售后组专管售后，岗位写明职责")
    truth.failed("5.1.1.2", why="没有网点管理办法、考核记录，也没有网点清单")
    truth.ratio("5.1.2.1", 2, 3, "一人没有证")
    truth.failed("5.1.2.2", why="打算明年考")
    truth.failed("5.1.3.1", why="有预算，没有保险或专项经费")
    truth.failed("5.1.3.2", why="没有奖励晋升关怀制度")
    truth.failed("5.1.3.3", why="没有信息系统和安全保障措施")
    truth.failed("5.1.4.1", why="规定里没有技术支持")
    truth.failed("5.1.4.2", why="清单缺产品质量法，宣讲在 2024 年")
    truth.failed("5.1.5.1", "5.1.5.2", why="监督由会计兼任，没有检查、奖惩、评价记录")
    truth.failed("5.1.6.1", "5.1.6.2", "5.1.6.4", why="没有相应文件")
    truth.failed("5.1.6.3", why="证书是另一家公司的")
    truth.met("5.1.7.1", "5.1.7.2")
    truth.failed("5.1.7.3", why="没有两种渠道的宣传")
    truth.met("5.2.1-a", "5.2.1-b", "5.2.2-c", "5.2.3-a", "5.2.4-a", "5.2.4-d", "5.2.5-a", "5.2.5-b")
    truth.failed("5.2.2-a", why="没有技术咨询渠道和时限")
    truth.met("5.2.5-c", why="书面声明审核期内没有退换货，也没有相反证据")
    truth.failed("5.2.5-d", why="召回程序还没有")
    truth.excluded("5.2.6-a", "5.2.6-b", why="档案写明删减")
    truth.met("5.3.1.1", "5.3.2-a")
    truth.failed("5.3.1.2", why="网站还没做")
    truth.failed("5.3.1.3", why="没有顾客档案、隐私制度，没有回访")
    truth.failed("5.3.1.4", why="只有空白问卷")
    truth.failed("5.3.1.5", why="活动在 2025 年 3 月，早于审核期")
    truth.met("5.3.2-b", why="零投诉声明和受理台账")
    truth.put("5.3.2-c", "not_met", Fraction(0), Fraction(1), also=("met", "unknown"),
        why="零投诉：rubric 只给 5.3.2-b 写了例外，0 份样本是否得分有歧义")
    truth.failed("5.3.2-d", why="没有应急预案")
    truth.must += ["SD-law", "SD-own"]
    truth.refuse("大哥厂里的ISO证书.pdf", "other_organisation")
    truth.refuse("人员/2024普法学习.docx", "outside_period")
    truth.refuse("规定/老规定（作废）.docx", "unissued_draft", "expired", "outside_period")
    truth.refuse("规定/售后服务管理制度（网上模板）.docx", "blank_template", "unissued_draft", "other_organisation")
    truth.refuse("规定/评星准备.txt", "planned", "negated")
    truth.refuse("规定/服务要点.docx", "no_substance", "unissued_draft")
    truth.refuse("给客户看的/满意度调查表.docx", "blank_template", "no_substance")
    truth.refuse("记录/免费清灶2025春.docx", "outside_period")
    truth.neutral += ["给客户看的/收据样张.docx", "给客户看的/包修单.docx"]
    truth.notes += ["评定日 2026-11-20。口语化小厂：白话表头、零投诉与零退换声明、网上下载的空模板",
                    "只有标题的要点、明年打算、家人公司的证书、离柜概不负责。"]
