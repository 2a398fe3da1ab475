"""The lists that shops and van crews keep."""
# ruff: noqa: E501  (a row of a table stays on one line)
from __future__ import annotations

from datetime import date, timedelta
from random import Random

from ..ledger import dots, flaws, hours, iso, mobile, moments, people, person, short, slash
from ..pack import Pack, Sheet
from ..truth import Truth
from .shops import COMPANY

FIRST, LAST = date(2025, 11, 27), date(2026, 11, 5)
GOODS = ["云朵三人位", "贵妃转角", "独立袋床垫1.8", "乳胶床垫1.5", "电动单椅", "布艺双人位"]


def write(pack: Pack, truth: Truth) -> None:
    """All of it."""
    _delivery(pack, truth)
    _installation(pack, truth)
    _repair(pack, truth)
    _returns(pack, truth)
    _complaints(pack, truth)
    _customers(pack, truth)


def _delivery(pack: Pack, truth: Truth) -> None:
    rng = Random(210)
    total, late, unsigned = 140, 37, 2
    marks = flaws(rng, total, late=late, unsigned=unsigned)
    rows: list[list[object]] = [["送货单汇总（仓库填）", *[None] * 6], ["单号", "顾客", "货", "地区", "下单", "签收", "谁签的"]]
    month = 0
    for i, (moment, flaw) in enumerate(zip(moments(rng, total, FIRST, LAST - timedelta(days=12)), marks, strict=True), 1):
        if month not in {0, moment.month}:
            rows.append([f"{month}月小计", *[None] * 6])
        month = moment.month
        near = rng.random() < 0.6
        limit = 72 if near else 120
        end = moment + (hours(rng, limit + 6, limit + 90) if flaw == "late" else hours(rng, 20, limit - 2))
        rows.append([f"S{i:04d}", person(rng), rng.choice(GOODS), "市区" if near else "郊县", moment, None if flaw == "unsigned" else end, None if flaw == "unsigned" else rng.choice(["本人", "家人", "本人"])])
    pack.xlsx("登记本/送货单汇总.xlsx", Sheet("汇总", rows, ["A1:G1"], date_format="yyyy/m/d hh:mm"), Sheet("Sheet2", []))
    truth.ratio("5.2.3-b", total - late - unsigned, total, f"市区 72 小时、郊县 120 小时；{late} 单超时，{unsigned} 单没签收；小计行不是样本")
    truth.deduct("SD-own")


def _installation(pack: Pack, truth: Truth) -> None:
    rng = Random(211)
    total = 96
    marks = flaws(rng, total, unsigned=6, nobody=3)
    rows: list[list[object]] = [["日期", "顾客姓名", "商品", "安装师傅", "验收情况", "备注"]]
    for moment, flaw in zip(moments(rng, total, FIRST, LAST), marks, strict=True):
        rows.append([short(moment), person(rng), rng.choice(GOODS), "" if flaw == "nobody" else person(rng), "" if flaw == "unsigned" else "满意，验收合格", rng.choice(["", "", "楼梯搬运", "垃圾已带走"])])
    pack.csv("登记本/安装验收登记.csv", rows, "gbk")
    truth.ratio("5.2.2-b", total - 9, total, "GBK 编码，26.03.05 式日期")


def _repair(pack: Pack, truth: Truth) -> None:
    rng = Random(212)
    total, gap, late = 72, 8, 4
    incomplete = flaws(rng, total, sign=5, fault=4)
    speed = flaws(rng, total, between=gap, late=late)
    rows: list[list[object]] = [["报修登记本", *[None] * 9], ["报修时间", "顾客", "电话", "哪里坏了", "师傅", "上门时间", "怎么修的", "修好时间", "顾客签字", "回访"]]
    old = moments(rng, 6, date(2025, 8, 1), date(2025, 11, 10))
    for i, moment in enumerate(old + moments(rng, total, FIRST, LAST)):
        k = i - len(old)
        pace = speed[k] if k >= 0 else ""
        there = moment + {"between": hours(rng, 26, 45), "late": hours(rng, 52, 90)}.get(pace, hours(rng, 2, 22))
        done = there + hours(rng, 0.5, 3)
        flaw = incomplete[k] if k >= 0 else ""
        rows.append([slash(moment), person(rng), mobile(rng), "" if flaw == "fault" else rng.choice(["弹簧塌了", "皮面开裂", "拉链坏", "气杆没劲", "扶手晃"]), person(rng), slash(there),
                     rng.choice(["换弹簧", "补皮", "换拉链", "换气杆", "加固"]), slash(done), "" if flaw == "sign" else "已签", rng.choice(["满意", "满意", ""])])
    rows.append(["合计", f"{total + len(old)}单", *[None] * 8])
    pack.xlsx("登记本/报修登记本.xlsx", Sheet("报修", rows, ["A1:J1"]))
    truth.ratio("5.2.4-b", total - 9, total, "前 6 行早于审核期")
    truth.unknown("5.2.4-c", f"网页 24 小时（{total - gap - late}/{total}）与保修卡 48 小时（{total - late}/{total}）比例不同")
    truth.fail("5.3.1.3", "没有隐私保护制度，前提不成立")


def _returns(pack: Pack, truth: Truth) -> None:
    rng = Random(213)
    total, late = 27, 3
    marks = flaws(rng, total, late=late)
    rows: list[list[object]] = [["申请日期", "顾客", "商品", "退/换", "为什么", "办好日期", "退款金额"]]
    paid = 0
    for moment, flaw in zip(moments(rng, total, FIRST, LAST - timedelta(days=20)), marks, strict=True):
        money = rng.randint(8, 69) * 100
        paid += money
        done = moment + timedelta(days=rng.randint(9, 15) if flaw else rng.randint(1, 6), hours=-1)
        rows.append([dots(moment.date()), person(rng), rng.choice(GOODS), rng.choice(["退", "换"]), rng.choice(["颜色不对", "有异味", "塌陷", "尺寸放不下"]), dots(done.date()), money])
    rows.append(["合计", None, None, None, None, None, paid])
    pack.xlsx("登记本/退换货2026.xlsx", Sheet("退换", rows))
    truth.ratio("5.2.5-c", total - late, total, "7 天内办好")


def _complaints(pack: Pack, truth: Truth) -> None:
    rng = Random(214)
    total = 36
    marks = flaws(rng, total, visit=3, late=4, result=1)
    rows: list[list[object]] = [["接到时间", "顾客", "电话", "说了什么", "怎么处理的", "结果", "办完时间", "回访"]]
    for moment, flaw in zip(moments(rng, total, FIRST, LAST - timedelta(days=10)), marks, strict=True):
        done = moment + (hours(rng, 80, 160) if flaw == "late" else hours(rng, 3, 68))
        rows.append([iso(moment), person(rng), mobile(rng), rng.choice(["送晚了", "异味大", "师傅态度不好", "退款慢", "沙发塌"]), rng.choice(["道歉送抱枕", "换新", "补偿200元", "加急退款"]),
                     "" if flaw == "result" else "解决了", iso(done), "" if flaw == "visit" else "已回访"])
    rows.append(["2026-11-19 10:20", person(rng), mobile(rng), "送货时间没约好", "已约11月21日送", "处理中", "", ""])
    pack.xlsx("登记本/投诉登记表.xlsx", Sheet("投诉", rows))
    pack.copy("登记本/投诉登记表.xlsx", "登记本/投诉登记表 - 副本.xlsx")
    truth.neutral += ["登记本/投诉登记表.xlsx", "登记本/投诉登记表 - 副本.xlsx"]
    truth.ratio("5.3.2-b", total + 1 - 4, total + 1, "副本不重复计；最后一件 11 月 19 日才接到，未到时限，不因缺回访算不合格", also=((total - 4, total),))
    truth.ratio("5.3.2-c", total - 5, total, "72 小时内办完；未到时限的一件不进总体；一件没写结果", also=((total - 4, total),))


def _customers(pack: Pack, truth: Truth) -> None:
    rng = Random(215)
    pack.csv("登记本/会员档案导出.csv", [["会员号", "姓名", "手机", "城市", "买过什么", "首次购买"],
             *[[f"VIP{i:04d}", n, mobile(rng), rng.choice(["杭州", "宁波", "绍兴", "温州"]), rng.choice(GOODS), f"202{rng.randint(2, 6)}-0{rng.randint(1, 9)}-1{rng.randint(0, 9)}"] for i, n in enumerate(people(rng, 40), 1)]], "utf-8")
    pack.docx("顾客满意度调查小结.docx", f"""
= 顾客满意度调查小结
{COMPANY}售后服务部　2026年7月
6月10日到6月30日在小程序发问卷，收回有效问卷218份。
| 问题 | 满意率 |
| 商品满意吗 | 93% |
| 售后服务满意吗 | 86% |
| 送货准不准时 | 74% |
| 师傅态度 | 96% |
大家最不满的是送货慢。改进：7月起郊县每周加两趟车；送货前一天必须打电话约。
""", styles=False)
    pack.pdf("会员日活动记录.pdf", "= 暖屿会员日：免费上门除螨\n时间：2026年4月18日、19日　　对象：买床垫满一年的老顾客\n" + "\n".join(
        ["| 顾客 | 小区 | 服务 | 签名 |", *[f"| {n} | {rng.choice(['翡翠城', '和家园', '星洲', '铂金时代'])} | 床垫除螨、沙发吸尘 | 已签 |" for n in people(rng, 16)]])
        + f"\n两天一共服务16家，送除螨喷雾16瓶。\n> {COMPANY}")
