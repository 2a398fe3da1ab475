"""Folder 06: the goods, their delivery, installation, repair and return."""
# ruff: noqa: E501  (a row of a table stays on one line)
from __future__ import annotations

from datetime import date, timedelta
from itertools import groupby
from random import Random

from ..ledger import cjk, flaws, hours, mobile, moments, people, person, slash
from ..markup import table
from ..pack import Pack, Sheet
from ..truth import Truth
from .facts import ADDRESS, COMPANY, HOTLINE

GOODS = "06 产品与服务过程"
FIRST, LAST = date(2025, 11, 26), date(2026, 11, 8)
FAULTS = ["启动困难", "变速箱异响", "离合器打滑", "刀轴断裂", "漏机油", "皮带断", "油门拉线卡滞", "冒黑烟", "扶手松动", "无法换挡"]
CURES = ["清洗化油器", "更换轴承", "更换摩擦片", "更换刀轴", "更换油封", "更换皮带", "更换拉线", "清洗喷油嘴", "紧固", "调整拨叉"]


def write(pack: Pack, truth: Truth) -> None:
    """All of it."""
    _papers(pack, truth)
    _delivery(pack, truth)
    installed = _installation(pack, truth)
    repaired = _repair(pack, truth)
    truth.ratio("5.3.1.3", repaired[0], repaired[1], "回访列在维修与交机两本台账里", also=((repaired[0] + installed[0], repaired[1] + installed[1]),))
    _returns(pack, truth)
    _leftovers(pack)


def _papers(pack: Pack, truth: Truth) -> None:
    pack.pdf(f"{GOODS}/6-1 1WG4.0微型耕耘机使用说明书.pdf", f"""
= 1WG4.0型微型耕耘机　使用说明书
产品名称：微型耕耘机　　型号：1WG4.0
生产者：{COMPANY}　　地址：{ADDRESS}
执行标准：JB/T 10266-2013《微型耕耘机》
# 一、技术规格
| 项目 | 参数 |
| 配套功率 | 4.0 kW |
| 耕幅 | 900 mm |
| 整机质量 | 86 kg |
# 二、安全须知
1. 操作前应穿紧袖衣服，女性操作者应将长发盘起。2. 作业时严禁将手、脚伸入旋耕刀部位。3. 严禁未成年人和酒后人员操作。4. 清除缠草前必须熄火。
# 三、使用方法
启动前检查机油和燃油；挂空挡启动；磨合期50小时内负荷不超过额定的70%。
# 四、保养
每班次后清除泥草；每50小时更换机油；每100小时检查刀片螺栓。
# 五、三包与服务
整机三包12个月，主要部件24个月。服务热线{HOTLINE}。
# 六、报废与回收
废机油、废蓄电池、废旧轮胎不得随意倾倒丢弃，请交当地有资质的回收点，或者交回我公司各服务网点统一处理；整机报废请交农机报废回收企业拆解。
""")
    pack.docx(f"{GOODS}/6-2 三包凭证.docx", f"""
= 农业机械产品三包凭证
| 产品名称 | 微型耕耘机 | 型号 | 1WG4.0 |
| 生产者 | {COMPANY} | 服务电话 | {HOTLINE} |
| 整机三包有效期 | 12个月 | 主要部件三包有效期 | 24个月 |
1. 7日内出现性能故障可退、换、修；15日内可换、修。
2. 三包期外维修收费：工时费每小时60元，上门费A类区域30元、B类区域80元，配件按官网公布的价目表。
3. 报修后A类区域12小时内、B类区域24小时内到场。
""", styles=False)
    pack.pdf(f"{GOODS}/6-3 维修规程与收费标准.pdf", f"""
= 维修规程与收费标准
文件编号：WL/YF-05-2025　　发布日期：2025年7月1日　　批准：傅卫东　　公布方式：官网、网点上墙
# 一、维修流程
报修受理—派工—到场检查—告知费用—用户同意—修理—试机—签字—回访
# 二、收费标准（三包期外）
| 项目 | 单位 | 价格（元） |
| 工时费 | 小时 | 60 |
| 上门费（A类区域） | 次 | 30 |
| 上门费（B类区域） | 次 | 80 |
| 发动机大修 | 台 | 480 |
| 变速箱总成更换（不含件） | 台 | 150 |
注：配件价目见官网“配件查询”。
> {COMPANY}
""")
    for file, number, day, sample in (("6-4 检验报告 2025-NJ-0933.pdf", "2025-NJ-0933", "2025年9月18日", "1WG4.0"),
                                      ("6-5 检验报告 2023-NJ-0127.pdf", "2023-NJ-0127", "2023年2月16日", "1WG3.5")):
        pack.pdf(f"{GOODS}/{file}", f"""
= 检 验 报 告
报告编号：{number}
| 产品名称 | 微型耕耘机 | 规格型号 | {sample} |
| 委托单位 | {COMPANY} | 生产单位 | {COMPANY} |
| 检验类别 | 委托检验 | 检验依据 | JB/T 10266-2013 |
| 检验结论 | 所检项目全部符合标准要求，综合判定：合格 | < | < |
签发日期：{day}
> 河南省农业机械产品质量监督检验站（检验专用章）
""")
    truth.refuse(f"{GOODS}/6-5 检验报告 2023-NJ-0127.pdf", "expired", "outside_period")
    rng = Random(120)
    rows = [[str(i), n, rng.choice(["平桥区明港镇", "息县项店镇", "颍上县", "枣阳市"]), "已签到"] for i, n in enumerate(people(rng, 18), 1)]
    pack.pdf(f"{GOODS}/6-6 用户操作培训记录.pdf", "= 用户（农机手）操作培训记录\n培训时间：2026年4月15日　地点：平桥区明港镇农机大院　讲师：服务技师 邓国栋\n"
             "培训内容：微型耕耘机安全操作、日常保养、常见故障排除\n" + table(["序号", "姓名", "乡镇", "签到"], rows) + "\n培训效果：现场实操，全部合格。")


def _delivery(pack: Pack, truth: Truth) -> None:
    rng = Random(121)
    total = 118
    marks = flaws(rng, total, late=8, unsigned=3)
    rows: list[list[object]] = [["发运台账导出", "", "", "", "", "", ""], ["运单号", "收货单位", "地区", "下单时间", "签收时间", "签收人", "承运"]]
    for i, (moment, flaw) in enumerate(zip(moments(rng, total, FIRST, LAST - timedelta(days=10)), marks, strict=True), 1):
        near = rng.random() < 0.45
        limit = 72 if near else 168
        end = moment + (hours(rng, limit + 5, limit + 60) if flaw == "late" else hours(rng, limit * 0.3, limit - 3))
        rows.append([f"FY{i:05d}", f"{person(rng)}（{rng.choice(['农机经营部', '合作社', '个人'])}）", "省内" if near else "省外", slash(moment),
                     "" if flaw == "unsigned" else slash(end), "" if flaw == "unsigned" else person(rng), rng.choice(["自有车", "德运物流"])])
    rows.append(["合计", "", "", f"{total}单", "", "", ""])
    pack.csv(f"{GOODS}/台账/发运签收台账.csv", rows, "gb18030")
    truth.ratio("5.2.3-b", total - 11, total, "省内 72 小时、省外 168 小时；3 单没有签收")


def _installation(pack: Pack, truth: Truth) -> tuple[int, int]:
    rng = Random(122)
    total = 92
    marks = flaws(rng, total, unsigned=4, failed=2)
    unvisited = set(rng.sample(range(total), 9))
    sheets = []
    numbered = list(enumerate(zip(moments(rng, total, date(2026, 2, 20), LAST), marks, strict=True)))
    for (year, month), group in groupby(numbered, key=lambda item: (item[1][0].year, item[1][0].month)):
        rows: list[list[object]] = [[f"{year}年{month}月交机安装调试记录"], ["交机日期", "用户姓名", "机型", "出厂编号", "安装技师", "试运转", "用户验收", "回访日期"]]
        for i, (moment, flaw) in group:
            accept = {"unsigned": "", "failed": "不合格，待返工"}.get(flaw, "合格（已签字）")
            visit = None if i in unvisited else (moment + timedelta(days=rng.randint(2, 6))).date()
            rows.append([moment.date(), person(rng), rng.choice(["1WG4.0", "1GKN-160", "1JH-150"]), f"WL26{rng.randint(10000, 99999)}", person(rng), "30分钟", accept, visit])
        rows.append(["小计", f"{len(rows) - 2}台", None, None, None, None, None, None])
        sheets.append(Sheet(f"{month}月", rows, ["A1:H1"], date_format="yyyy/m/d"))
    pack.xlsx(f"{GOODS}/台账/2026年交机安装调试记录.xlsx", *sheets)
    truth.ratio("5.2.2-b", total - 6, total, "按月分表，小计行不是样本")
    return total - 9, total


def _repair(pack: Pack, truth: Truth) -> tuple[int, int]:
    rng = Random(123)
    total = 136
    incomplete = flaws(rng, total, fault=3, confirm=4)
    late = flaws(rng, total, late=12)
    unvisited = set(rng.sample(range(total), 11))
    head1 = ["工单号", "报修信息", "", "", "", "", "服务过程", "", "", "", "确认与回访", ""]
    head2 = ["", "报修时间", "用户", "电话", "区域类别", "故障现象", "服务技师", "到场时间", "处理结果", "完成时间", "用户确认", "回访日期"]
    rows: list[list[object]] = [["维修服务工单汇总（服务云导出）", *[""] * 11], head1, head2]
    early = moments(rng, 9, date(2025, 9, 5), date(2025, 11, 12))
    for i, moment in enumerate(early + moments(rng, total, FIRST, LAST)):
        k = i - len(early)
        band = rng.choice("AAB")
        limit = 12 if band == "A" else 24
        there = moment + (hours(rng, limit + 2, limit + 20) if k >= 0 and late[k] else hours(rng, 1, limit - 0.5))
        done = there + hours(rng, 0.5, 6)
        n = rng.randrange(len(FAULTS))
        flaw = incomplete[k] if k >= 0 else ""
        visit = None if k in unvisited else (done + timedelta(days=rng.randint(1, 6))).date()
        rows.append([f"WX{moment:%y%m}{i:04d}", moment, person(rng), mobile(rng), f"{band}类", "" if flaw == "fault" else FAULTS[n], person(rng), there, CURES[n], done,
                     "" if flaw == "confirm" else "已签字", visit])
    pack.xlsx(f"{GOODS}/台账/维修工单汇总表.xlsx",
              Sheet("工单", rows, ["A1:L1", "A2:A3", "B2:F2", "G2:J2", "K2:L2"], date_format="yyyy-mm-dd hh:mm"),
              Sheet("说明", [["A类：距服务网点50公里以内；B类：50公里以外。"], ["导出人：热线坐席"]]))
    truth.ratio("5.2.4-b", total - 7, total, "最前 9 行早于审核期")
    truth.ratio("5.2.4-c", total - 12, total, "A 类 12 小时、B 类 24 小时")
    return total - 11, total


def _returns(pack: Pack, truth: Truth) -> None:
    rng = Random(124)
    total = 13
    marks = flaws(rng, total, late=1)
    rows = []
    for i, (moment, flaw) in enumerate(zip(moments(rng, total, FIRST, LAST - timedelta(days=40)), marks, strict=True), 1):
        done = moment + timedelta(days=23 if flaw else rng.randint(2, 13))
        rows.append([str(i), cjk(moment), person(rng), rng.choice(["1WG4.0", "1JH-150"]), rng.choice(["退货", "换货", "换货"]), rng.choice(FAULTS), cjk(done), "已办结"])
    pack.pdf(f"{GOODS}/台账/退换货登记表.pdf", "= 退换货登记表\n" + table(["序号", "受理日期", "用户", "机型", "类型", "原因", "办结日期", "结果"], rows)
             + f"\n| 合计 | {total}台 |\n> 用户服务部", landscape=True)
    truth.ratio("5.2.5-c", total - 1, total, "15 日内办结；一台用了 23 日")


def _leftovers(pack: Pack) -> None:
    pack.docx(f"{GOODS}/6-8 危险废物委托处置合同.docx", f"""
= 危险废物委托处置合同
合同编号：XYHB-2026-088
委托方（甲方）：{COMPANY}
受托方（乙方）：信阳绿循环保科技有限公司（危险废物经营许可证编号：豫环许可危废字 2024-117号，有效期至2029年4月30日）
一、处置内容：甲方服务站点回收的废机油（HW08）、废铅蓄电池（HW31）。
二、合同有效期：2026年1月1日至2027年12月31日。
三、转移按危险废物转移联单执行。
> 甲方（盖章）　　乙方（盖章）　　2025年12月20日
""", styles=False)
