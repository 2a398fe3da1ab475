"""h01: the running records, counted while they are written."""
from __future__ import annotations

import random
from datetime import datetime, timedelta

from .h01_people import AREAS, Counts
from .kit import Cell, Pack, hours, moments, people, picks

SPAN = (datetime(2025, 12, 1), datetime(2026, 11, 5))
FAULTS = (("监控离线，逆变器报 F07", "更换通信棒，重新配网"), ("单串电流为零", "查明接插件烧蚀，更换两对 MC4"), ("储能柜风机异响", "更换风机并紧固"),
          ("绝缘阻抗低报警", "剪除破损线缆，重做接头"), ("组件隐裂发电偏低", "更换组件一块"), ("并网开关跳闸", "更换断路器，测温正常"))


def field_service(p: Pack, counts: Counts) -> list[str]:
    rng = random.Random("h01-field")
    total = 120
    no_sign, no_action, late, late_and_blank = picks(rng, total, 4, 2, 9, 1)
    owners = people(rng, total)
    head: list[Cell] = ["服务单号", "报修登记", "电站业主", "省份", "故障现象", "处置措施", "抵达现场", "恢复送电", "业主签认"]
    rows: list[list[Cell]] = []
    done: list[str] = []
    whole = quick = 0
    for i, at in enumerate(moments(rng, total, *SPAN)):
        slow = i in late | late_and_blank
        there = at + hours(rng.uniform(80, 130) if slow else rng.uniform(5, 45))
        fault, action = FAULTS[i % len(FAULTS)]
        unsigned = i in no_sign | late_and_blank
        whole += not (unsigned or i in no_action)
        quick += not slow
        no = f"SV26{i + 1:04d}"
        done.append(no)
        rows.append([no, at, owners[i], AREAS[(i * 5) % 8], fault, None if i in no_action else action, there, there + hours(rng.uniform(1, 6)),
                     None if unsigned else owners[i]])
    early = [[f"SV25{900 + i:04d}", t, n, "江苏", "监控离线", "重启", t + hours(110), t + hours(112), None]
             for i, (t, n) in enumerate(zip(moments(rng, 8, datetime(2025, 9, 1), datetime(2025, 10, 20)), people(rng, 8), strict=True))]
    first = [r for r in rows if isinstance(r[1], datetime) and r[1] < datetime(2026, 6, 1)]
    second = rows[len(first):]
    p.xlsx("04-记录/客户/现场服务单登记2026.xlsx", {
        "上年度结转": [head, *early], "12月-5月": [head, *first, ["小计", f"{len(first)} 单"]], "6月-11月": [head, *second, ["小计",
            f"{len(second)} 单"]]})
    counts["5.2.4-b"], counts["5.2.4-c"] = (whole, total), (quick, total)
    return done


def commissioning(p: Pack, counts: Counts) -> list[str]:
    rng = random.Random("h01-grid")
    total = 74
    nobody, again = picks(rng, total, 3, 2)
    engineers, owners = people(rng, 6), people(random.Random("h01-grid-owner"), total)
    rows: list[list[Cell]] = [["项目编号", "业主", "装机(kW)", "调试日期", "调试工程师", "验收结论"]]
    good = 0
    for i, at in enumerate(moments(rng, total, *SPAN)):
        good += i not in nobody | again
        rows.append([f"AZ-{at:%y%m}-{i + 1:03d}", owners[i], 10 + i % 21, at.date(), None if i in nobody else engineers[i % 6],
                     "不合格，待整改复验" if i in again else "合格"])
    p.xlsx("04-记录/客户/安装调试验收台账.xlsx", {"调试验收": [*rows, ["合计", f"{total} 户", sum(10 + i % 21 for i in range(total))]]})
    counts["5.2.2-b"] = (good, total)
    return [str(r[0]) for r in rows[1:]]


def shipping(p: Pack, counts: Counts) -> None:
    rng = random.Random("h01-ship")
    total = 150
    late, unsigned = picks(rng, total, 8, 4)
    near = set(AREAS[:5])
    rows: list[list[Cell]] = [["DN_NO", "SO_CONFIRM", "CUSTOMER", "PROVINCE", "QTY", "SHIP_DT", "POD_DT", "POD_SIGN"]]
    names = people(rng, total)
    good = 0
    for i, at in enumerate(moments(rng, total, SPAN[0], datetime(2026, 10, 20))):
        area = AREAS[(i * 3) % 8]
        limit = 10 if area in near else 15
        days = limit + rng.uniform(1.5, 4) if i in late else rng.uniform(limit - 5, limit - 0.6)
        got = at + hours(days * 24)
        good += i not in late | unsigned
        rows.append([f"80{310077 + i}", f"{at:%Y/%m/%d %H:%M}", names[i], area, 36 + i % 40, f"{at + timedelta(days=3):%Y/%m/%d}",
            f"{got:%Y/%m/%d %H:%M}",
                     "" if i in unsigned else names[i]])
    rows.append(["TOTAL", "", "", "", sum(36 + i % 40 for i in range(total)), "", "", ""])
    p.table("04-记录/客户/ship_pod_export_20261110.csv", rows)
    counts["5.2.3-b"] = (good, total)


def returns(counts: Counts) -> list[list[Cell]]:
    rng = random.Random("h01-rma")
    late = picks(rng, 21, 2)[0]
    rows: list[list[Cell]] = [["RMA号", "客户", "品名", "退/换", "受理日期", "办结日期", "处理情况", "经办"]]
    good = 0
    for i, (at, name) in enumerate(zip(moments(rng, 21, SPAN[0], datetime(2026, 10, 10)), people(rng, 21), strict=True)):
        end = at + timedelta(days=rng.randint(24, 31) if i in late else rng.randint(4, 18))
        good += i not in late
        rows.append([f"RMA-{at:%m}{i + 1:02d}", name, "580N 组件" if i % 3 else "逆变器", "换" if i % 4 else "退", at.date(), end.date(),
                     "补发新品" if i % 4 else "货款退回", "备件组"])
    counts["5.2.5-c"] = (good, 21)
    return rows


def complaints(counts: Counts) -> list[list[Cell]]:
    rng = random.Random("h01-claim")
    total = 27
    late, unvisited = picks(rng, total, 3, 2)
    rows: list[list[Cell]] = [["编号", "登记时间", "客户", "抱怨事由", "处理经过", "结案时间", "处理结果", "回访"]]
    kinds = (("储能柜夜间噪声大", "站点到场测声压，更换低噪风机"), ("到货边框磕碰", "核对照片，补发两块"), ("约定时间工程师没来",
        "站长致歉并当日改派"),
             ("发电量低于介绍", "研究院核算遮挡影响，上门讲解并调整组串"))
    whole = solved = 0
    for i, (at, name) in enumerate(zip(moments(rng, total, *SPAN), people(rng, total), strict=True)):
        why, what = kinds[i % 4]
        end = at + hours(rng.uniform(140, 210) if i in late else rng.uniform(12, 110))
        whole += i not in unvisited
        solved += i not in late
        rows.append([f"KS{i + 1:03d}", at, name, why, what, end, "已解决",
            None if i in unvisited else f"{end + timedelta(days=2):%m月%d日}回访，客户认可"])
    counts["5.3.2-b"], counts["5.3.2-c"] = (whole, total), (solved, total)
    return [*rows, ["合计", "27 起"]]


def feedback(counts: Counts) -> list[list[Cell]]:
    rng = random.Random("h01-feedback")
    open_, bare = picks(rng, 22, 2, 1)
    rows: list[list[Cell]] = [["反馈单号", "提出日期", "提出部门", "内容", "责任部门", "改进措施", "状态"]]
    topics = (("说明书里配网步骤看不懂", "质量部", "改版说明书第 9 页并加图"), ("护角纸板太薄", "物流部", "换 6 mm 蜂窝护角"),
        ("监控 App 夜间误报", "研究院", "固件 2.3.7 修正阈值"),
              ("储能柜铰链易锈", "制造部", "改用 304 不锈钢铰链"))
    good = 0
    for i, at in enumerate(moments(rng, 22, SPAN[0], datetime(2026, 10, 10))):
        text, dept, action = topics[i % 4]
        good += i not in open_ | bare
        rows.append([f"FK26-{i + 1:02d}", at.date(), ("客户服务部", "销售部", "西安站")[i % 3], text, dept, None if i in bare else action,
                     "跟踪中" if i in open_ else "已关闭"])
    counts["5.1.6.1"] = (good, 22)
    return rows


def visits(counts: Counts, repairs: list[str], installs: list[str]) -> list[list[Cell]]:
    rng = random.Random("h01-visit")
    missed_repair, missed_install = picks(rng, len(repairs), 11)[0], picks(rng, len(installs), 8)[0]
    rows: list[list[Cell]] = [["对应单号/项目", "类别", "回访方式", "回访结果", "回访员"]]
    rows += [[no, "检修", "电话", "满意" if i % 9 else "基本满意", "金莉"] for i, no in enumerate(repairs) if i not in missed_repair]
    rows += [[no, "安装", "电话", "满意", "魏明哲"] for i, no in enumerate(installs) if i not in missed_install]
    counts["visit"] = (len(rows) - 1, len(repairs) + len(installs))
    counts["visit-repair"] = (len(repairs) - 11, len(repairs))
    return rows


def care(p: Pack) -> None:
    rng = random.Random("h01-care")
    owners = people(rng, 40)
    rows: list[list[Cell]] = [["日期", "业主", "站点", "清洗/热成像", "发现问题", "业主签字"]]
    rows += [[t.date(), n, ("合肥", "常州", "西安")[i % 3], "热成像+清洗", "无" if i % 5 else "接头温升，已紧固", n]
             for i, (t, n) in enumerate(zip(moments(rng, 40, datetime(2026, 7, 1), datetime(2026, 7, 30)), owners, strict=True))]
    p.xlsx("04-记录/客户/七月清凉巡检（免费）签到表.xlsx", {"巡检": rows})


def write(p: Pack, counts: Counts) -> None:
    repairs = field_service(p, counts)
    installs = commissioning(p, counts)
    shipping(p, counts)
    p.xlsx("04-记录/客户/客户事务台账2026.xlsx", {
        "客诉": complaints(counts), "RMA退换": returns(counts), "市场信息反馈单": feedback(counts), "完工回访": visits(counts, repairs, installs)})
    care(p)
