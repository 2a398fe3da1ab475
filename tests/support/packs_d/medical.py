"""A medical device distributor: bilingual procedures, many certificates; five stars."""

from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

from tests.support.packs_d.chance import Luck, credit_code, later
from tests.support.packs_d.kit import write_papers, write_profile
from tests.support.packs_d.truth import Truth

PACK = "e01_medical"
NAME = "宁波康聆医疗器械有限公司"
CODE = credit_code("91330212MA2AF7K3X")
FIRST, LAST = datetime(2025, 12, 16), datetime(2026, 11, 6)
HOSPITALS = ("鄞州明楼医院", "上虞百官卫生院", "椒江葭沚医院", "永康芝英医院", "瑞安塘下医院", "柯城航埠卫生院", "莲都碧湖医院",
    "普陀勾山卫生院", "奉化尚田卫生院")
FAULTS = (("开机无显示", "更换电源板"), ("血氧读数漂移", "更换血氧探头并校准"), ("气泡误报警", "清洁传感器、升级软件"), ("电池不充电",
    "更换锂电池组"), ("探头图像有条纹", "更换线缆"))
ENGINEERS = ("任鹏", "沈大勇", "程宏伟", "杜文博", "魏涛", "苏振华")
MODELS = ("KM-70", "INF-5", "US-300")
Rows = list[list[Any]]


def build(out: Path) -> Truth:
    """Write the pack below `out`."""
    luck, truth = Luck(4101), Truth(PACK)
    folder = out / PACK
    orders, order_numbers = _orders(luck, truth)
    installs, install_numbers = _installs(luck, truth)
    tables = {
        "orders": orders, "orders_old": _old_orders(luck), "installs_a": installs[0], "installs_b": installs[1],
        "deliveries": _deliveries(luck, truth), "visits": _visits(luck, truth, order_numbers, install_numbers),
        "complaints": _complaints(luck, truth), "feedback": _feedback(luck, truth), "returns": _returns(luck, truth),
        "roster": _roster(truth), "managers": _managers(), "customers": _customers(luck),
    }
    words = {"company": NAME, "code": CODE, "english": "Ningbo Kangling Medical Equipment Co., Ltd.",
             "maker_code": credit_code("91320594MA1WQ8E42")}
    write_papers("medical", folder, words, tables)
    write_profile(folder, name=NAME, code=CODE, kind="sales", industry="医疗器械批发", branches=("康聆绍兴服务站", "康聆台州服务站",
        "康聆舟山服务站", "康聆金华服务站"),
                  entrusted=("温州欧拓医疗设备服务有限公司", "衢州市柯城众诚仪器维修部", "丽水瓯江源医疗器械有限公司"))
    _judge(truth)
    return truth


def _orders(luck: Luck, truth: Truth) -> tuple[Rows, list[tuple[str, datetime, str]]]:
    total, outside = 74, 5
    blank, late = luck.picks(total, 2, 6)
    rows: Rows = [
        ["服务工单总表 Service Orders"] + ["<"] * 10,
        ["工单号 WO No.", "受理 Call", "<", "<", "设备 Device", "<", "到场 Arrival", "处理 Repair", "<", "完成与确认 Closing", "<"],
        ["^", "报修时间 Call time", "用户 Customer", "级别 Class", "机型 Model", "故障 Fault", "到场时间 On site", "工程师 Engineer",
         "处理措施 Action", "完成时间 Closed", "用户签字 Signed"],
    ]
    for i, call in enumerate(luck.moments(outside, datetime(2025, 9, 20), datetime(2025, 11, 5))):
        rows.append(_order(luck, f"WO25{900 + i}", call, False))
    done = []
    for i, call in enumerate(luck.moments(total, FIRST, LAST)):
        row = _order(luck, f"WO26{i + 1:03d}", call, i in late)
        if i in blank:
            row[luck.choice((8, 10))] = ""
        rows.append(row)
        done.append((row[0], row[9], row[2]))
    truth.ratio("5.2.4-b", total - len(blank), total, "两单缺处理措施或签字；5 行早于审核期，不计入总体；2024 年的隐藏表不算")
    truth.ratio("5.2.4-c", total - len(late), total, "A 类 4 小时、B 类 24 小时，按各行级别")
    return rows, done


def _order(luck: Luck, number: str, call: datetime, late: bool) -> list[Any]:
    kind = luck.choice("ABBB")
    bound = 4 if kind == "A" else 24
    there = later(call, bound * (luck.uniform(1.2, 1.8) if late else luck.uniform(0.2, 0.85)))
    fault, action = luck.choice(FAULTS)
    return [number, call, luck.choice(HOSPITALS), kind, luck.choice(MODELS), fault, there, luck.choice(ENGINEERS), action,
            later(there, luck.uniform(0.5, 5)), luck.person()]


def _old_orders(luck: Luck) -> Rows:
    head = ["工单号", "报修时间", "用户", "级别", "机型", "故障", "到场时间", "工程师", "处理措施", "完成时间", "用户签字"]
    return [head] + [_order(luck, f"WO24{i:03d}", call, True) for i, call in enumerate(luck.moments(8, datetime(2024, 3, 1), datetime(2024, 9, 1)))]


def _installs(luck: Luck, truth: Truth) -> tuple[tuple[Rows, Rows], list[tuple[str, datetime, str]]]:
    total = 41
    (bad,) = luck.picks(total, 2)
    head = ["安装单号", "安装日期", "使用单位", "机型 / 序列号", "安装工程师", "验收结论", "验收人"]
    halves: tuple[Rows, Rows] = ([head], [head])
    done = []
    for i, day in enumerate(luck.moments(total, FIRST, LAST)):
        row = [f"IN26-{i + 1:02d}", f"{day.year}/{day.month}/{day.day}", luck.choice(HOSPITALS),
            f"{luck.choice(MODELS)} / {luck.randrange(10**6):06d}",
               luck.choice(ENGINEERS), "不合格，待厂家换件" if i in bad else "验收合格", luck.person()]
        halves[day >= datetime(2026, 7, 1)].append(row)
        done.append((row[0], day, row[2]))
    for half in halves:
        half.append(["小计", "", "", f"{len(half) - 1} 台", "", "", ""])
    truth.ratio("5.2.2-b", total - len(bad), total, "两台验收不合格；小计行不是样本")
    return halves, done


def _deliveries(luck: Luck, truth: Truth) -> Rows:
    total = 118
    late, unsigned = luck.picks(total, 7, 2)
    rows: Rows = [["出库单号", "下单时间", "收货单位", "区域", "出库时间", "签收时间", "签收人"]]
    for i, asked in enumerate(luck.moments(total, FIRST, LAST)):
        zone = luck.choice(("市内", "省内"))
        bound = 24 if zone == "市内" else 72
        signed = later(asked, bound * (luck.uniform(1.1, 1.6) if i in late else luck.uniform(0.3, 0.95)))
        left = later(asked, 2)
        rows.append([f"CK{asked:%y%m%d}{i:03d}", f"{asked:%Y-%m-%d %H:%M}", luck.choice(HOSPITALS), zone, f"{left:%Y-%m-%d %H:%M}",
                     f"{signed:%Y-%m-%d %H:%M}", "" if i in unsigned else luck.person()])
    truth.ratio("5.2.3-b", total - len(late) - len(unsigned), total, "市内 24 小时、省内 72 小时；两单没有签收人")
    return rows


def _visits(luck: Luck, truth: Truth, orders: list[tuple[str, datetime, str]], installs: list[tuple[str, datetime, str]]) -> Rows:
    (no_order,) = luck.picks(len(orders), 5)
    (no_install,) = luck.picks(len(installs), 3)
    kept = [x for i, x in enumerate(orders) if i not in no_order] + [x for i, x in enumerate(installs) if i not in no_install]
    rows: Rows = [["关联单号 Ref", "客户 Customer", "回访日期 Date", "回访人 By", "回访方式", "满意度 Rating", "备注"]]
    for number, done, hospital in sorted(kept, key=lambda item: item[1]):
        day = done + timedelta(days=luck.randint(1, 3))
        rows.append([number, hospital, datetime(day.year, day.month, day.day), luck.choice(("蒋燕", "徐倩")), "电话",
                     luck.choice(("满意", "很满意", "一般")), ""])
    truth.ratio("5.3.1.3", len(kept), len(orders) + len(installs), "维修与安装合计；只看维修则为另一端",
                other=(len(orders) - len(no_order), len(orders)))
    return rows


def _complaints(luck: Luck, truth: Truth) -> Rows:
    total = 12
    (no_visit, slow) = luck.picks(total, 1, 1)
    rows: Rows = [["编号", "投诉时间", "客户", "联系人", "事由", "处理过程", "结果", "办结日期", "回访"]]
    for i, asked in enumerate(luck.moments(total, FIRST, LAST - timedelta(days=20))):
        closed = asked + timedelta(days=11 if i in slow else luck.randint(1, 5))
        cause, action = luck.choice((("工程师到场迟", "致歉并补派工程师"), ("备件等待时间长", "调用备机"), ("报价单不清楚",
            "重新出具明细"), ("热线未接通", "增开一线")))
        back = closed + timedelta(days=2)
        rows.append([f"TS26{i + 1:02d}", f"{asked:%Y.%m.%d}", luck.choice(HOSPITALS), luck.person(), cause, action, "已解决，客户认可",
                     f"{closed:%Y.%m.%d}", "" if i in no_visit else f"{back:%m.%d} 徐倩回访，满意"])
    truth.ratio("5.3.2-b", total - len(no_visit), total, "一件没有回访")
    truth.ratio("5.3.2-c", total - len(slow), total, "一件 11 日才办结，承诺 7 日")
    return rows


def _feedback(luck: Luck, truth: Truth) -> Rows:
    total = 16
    (open_,) = luck.picks(total, 1)
    rows: Rows = [["No.", "提出日期", "来源", "反馈内容", "责任部门", "改进措施", "验证日期", "状态 Status"]]
    for i, asked in enumerate(luck.moments(total, FIRST, LAST - timedelta(days=40))):
        text, unit, action = luck.choice((("监护仪支架松动", "质管部", "反馈厂家改用防松螺母"), ("签收单字号太小", "物流部", "改版签收单"),
                                          ("报价周期长", "销售部", "常用备件统一报价表"), ("夜间电话占线", "客户服务部",
                                              "增开一条中继线")))
        closed = i not in open_
        rows.append([i + 1, asked.date(), luck.choice(("热线", "工程师", "销售")), text, unit, action if closed else "",
            (asked + timedelta(days=18)).date()
                     if closed else None, "已关闭 Closed" if closed else "处理中 Open"])
    truth.ratio("5.1.6.1", total - 1, total, "一条没有措施、没有关闭")
    return rows


def _returns(luck: Luck, truth: Truth) -> Rows:
    rows: Rows = [["单号", "申请受理日期", "客户", "产品", "原因", "处理方式", "办结日期"]]
    for i, asked in enumerate(luck.moments(7, FIRST, LAST - timedelta(days=20))):
        rows.append([f"TH{i + 1:02d}", asked.date(), luck.choice(HOSPITALS), luck.choice(MODELS), "签收后性能故障", luck.choice(("换货", "退货")),
                     (asked + timedelta(days=luck.randint(2, 8))).date()])
    rows.append(["合计 7 笔", "", "", "", "", "", ""])
    truth.ratio("5.2.5-c", 7, 7, "合计行不是样本")
    return rows


def _roster(truth: Truth) -> Rows:
    head = ["工号", "姓名", "岗位", "岗位持证要求 Required", "持有证书 Held", "证书编号", "有效期至 Valid until"]
    names = Luck(7).people(15)
    rows: Rows = [head, ["K001", "严海涛", "客户服务部经理", "—", "", "", None], ["K002", "蒋雪梅", "客户服务部副经理", "—", "", "", None],
                  ["K003", "徐倩", "投诉专员", "—", "", "", None]]
    for i, name in enumerate(names):
        held, until = "医疗器械维修工程师培训证", datetime(2027, 6, 30) + timedelta(days=31 * i)
        if i == 4:
            until = datetime(2026, 8, 31)
        need = "医疗器械维修工程师培训证"
        if i >= 11:
            need = held = "低压电工作业证"
        if i == 13:
            held = "焊接与热切割作业证"
        rows.append([f"K{i + 11:03d}", name, "现场工程师", need, held, f"ZS{202400 + i}", until])
    truth.ratio("5.1.2.1", 13, 15, "一人证书 2026-08-31 到期，一人持焊工证而岗位要求电工证")
    return rows


def _managers() -> Rows:
    posts = ("经理", "副经理", "热线调度组组长", "现场工程组组长", "备件组组长", "绍兴站站长", "台州站站长", "舟山站站长",
        "金华站站长", "监督室主任", "投诉专员")
    names = ("严海涛", "蒋雪梅", "蒋燕", "任鹏", "丁燕", "任宏伟", "程宏伟", "沈大勇", "杜文博", "韩立新", "徐倩")
    held = {"严海涛": "售后服务管理师（高级）", "蒋雪梅": "售后服务管理师", "徐倩": "客户服务管理师"}
    return [["服务管理人员", "职务", "管理类证书"]] + [[name, post, held.get(name, "无")] for name, post in zip(names, posts, strict=True)]


def _customers(luck: Luck) -> Rows:
    return [["客户编号", "单位名称", "联系人", "电话", "在用设备", "验收日期"]] + [
        [f"C{i + 1:03d}", hospital, luck.person(), luck.mobile(), luck.choice(MODELS), datetime(2024 + i % 3, 3 + i % 6, 8)] for i,
            hospital in enumerate(HOSPITALS)
    ]


def _judge(truth: Truth) -> None:
    truth.met("5.1.1.1", "5.1.3.3", "5.1.5.1", "5.1.6.4", "5.1.7.1", "5.1.7.3")
    truth.met("5.1.1.2", why="8 个区域都有直营站或有效委托协议（合订本）")
    truth.met("5.1.2.2", why="11 名服务管理人员需 2 名，2 名有效；客户服务管理师不算")
    truth.met("5.1.3.1", why="保险已续至 2027-03-31")
    truth.met("5.1.3.2", "5.1.4.2", "5.1.5.2", why="2026 年内均有记录；合同法已标废止；外部机构有报告")
    truth.met("5.1.4.1", why="手册引用的单行程序覆盖各主题")
    truth.failed("5.1.6.2", why="研究合作协议 2026-06-30 到期，机构图没有研究部门")
    truth.met("5.1.6.3", why="ISO 13485 有效；ISO 9001 已过期，另一张属于生产企业")
    truth.met("5.1.7.2", why="旧值只在修订履历、作废版和征求意见稿里")
    truth.met("5.2.1-a", "5.2.1-b", "5.2.2-a", "5.2.2-c", "5.2.3-a", "5.2.4-a", "5.2.4-d", "5.2.5-a", "5.2.5-b", "5.2.5-d", "5.2.6-a", "5.2.6-b")
    truth.met("5.3.1.1", "5.3.1.2", "5.3.1.4", "5.3.1.5", "5.3.2-a", "5.3.2-d")
    truth.refuse("A_证照 Certificates/A05 ISO9001 Certificate (old).pdf", "expired")
    truth.refuse("A_证照 Certificates/A06 Mfr_ISO13485_苏州澜谱.pdf", "other_organisation")
    truth.refuse("A_证照 Certificates/A07 产品责任险 2025-26.pdf", "expired")
    truth.refuse("B_SOP/Obsolete 作废/SOP-AS-008_V1.2_投诉处理(作废).docx", "unissued_draft", "expired", "outside_period", note="作废旧版")
    truth.refuse("B_SOP/Draft/服务承诺2027_征求意见稿.docx", "unissued_draft", "planned")
    truth.refuse("C_Records/01 Organization 组织/委托协议/KL-WT-2022-01 温州(旧).pdf", "expired")
    truth.refuse("C_Records/01 Organization 组织/服务专家合作协议.pdf", "expired", note="日期为中文数字")
    truth.refuse("E_Backup/SOP-AS-008 投诉处理 (copy).docx", "duplicate")
    truth.refused[-1]["twins"] = ["B_SOP/SOP-AS-008_V2.0_Complaint 投诉处理.docx"]
    truth.neutral += ["A_证照 Certificates/A10 客户服务管理师 徐倩.pdf"]
    truth.notes += ["评定日 2026-11-20。双语程序文件、两行表头、隐藏旧表、GBK 导出、文本日期与真日期混用、合订协议、续保、持有人是厂家的证书。"]
