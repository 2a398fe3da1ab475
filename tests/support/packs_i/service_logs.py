"""System exports of the appliance cleaning and repair platform."""

from __future__ import annotations

import random
from datetime import datetime, timedelta

from .model import Rows, Sheets
from .people import hours, names, times

START, END = datetime(2025, 12, 1), datetime(2026, 11, 1)
TECHS = names(301, 36)
ZONES = ["合肥", "芜湖", "蚌埠", "滁州", "六安"]
CASES = [("空调不制冷，外机不转", "更换启动电容，补冷媒"), ("滚筒洗衣机脱水异响", "更换减震器"), ("冰箱冷藏室结冰", "疏通化霜排水管"),
         ("油烟机吸力差", "拆洗涡轮，换油网"), ("热水器打不着火", "清理火排，更换脉冲点火器")]
HOURS = {"P1": 4, "P2": 24, "P3": 48}
JOBS, MOVES = 80, 30
LATE = set(range(2, 80, 5)) | {0, 40}
BLANK_SIGN, BLANK_FAULT = {13, 34, 71}, {50}


def stamp(moment: datetime) -> str:
    return moment.strftime("%Y-%m-%dT%H:%M:%S")


def jobs() -> Sheets:
    rng = random.Random(311)
    out: dict[str, Rows] = {}
    head: Rows = [["ticket_id", "created_at", "cust_name", "city", "priority", "fault_desc", "first_onsite_at", "solution",
                   "finished_at", "tech", "cust_confirm"]]
    for i, moment in enumerate(times(312, JOBS, START, END)):
        level = ("P1", "P2", "P3")[rng.randrange(3)]
        limit = HOURS[level]
        wait = hours(rng, limit + 1, limit + 4) if i in LATE else hours(rng, 0.6, limit - 0.5)
        fault, fix = CASES[rng.randrange(5)]
        there = moment + wait
        half = f"{moment.year}H{1 if moment.month < 7 else 2}"
        out.setdefault(half, [*head]).append([
            f"JL{70000 + i}", stamp(moment), names(3100 + i, 1)[0], rng.choice(ZONES), level, None if i in BLANK_FAULT else fault,
            stamp(there), fix, stamp(there + hours(rng, 0.4, 2.5)), rng.choice(TECHS[:28]), None if i in BLANK_SIGN else "APP确认"])
    for rows in out.values():
        rows.append(["TOTAL", len(rows) - 1])
    return dict(out)


def moves() -> Sheets:
    rng = random.Random(321)
    rows: Rows = [["order_id", "install_date", "cust_name", "city", "appliance", "installer", "test_run", "acceptance", "cust_sign"]]
    for i, moment in enumerate(times(322, MOVES, START, END)):
        who = names(3300 + i, 1)[0]
        rows.append([f"YJ{1200 + i}", moment.strftime("%Y-%m-%d"), who, rng.choice(ZONES), rng.choice(["挂机移装", "柜机移装", "热水器移装"]),
                     rng.choice(TECHS[:28]), "开机20分钟，出风温差11℃" if i != 17 else "保压不过，改日复装",
                     None if i == 6 else "FAIL 不合格" if i == 17 else "PASS 合格", who])
    guide: Rows = [["date", "cust_name", "topic", "tech", "cust_sign"]]
    for i, moment in enumerate(times(324, 20, START, END)):
        who = names(3500 + i, 1)[0]
        guide.append([moment.strftime("%Y-%m-%d"), who, ["滤网自洗方法", "热水器排污与镁棒提醒", "冰箱除味与控温"][i % 3], TECHS[i], who])
    return {"install_accept": rows, "cust_guide": guide}


def visits() -> Sheets:
    rng = random.Random(331)
    rows: Rows = [["visit_at", "ticket_id", "channel", "remark", "agent"]]
    for i, moment in enumerate(times(312, JOBS, START, END)):
        if i % 11 == 4:
            continue
        rows.append([stamp(moment + timedelta(days=4, hours=rng.randrange(8))), f"JL{70000 + i}", "400外呼", rng.choice(["已修好",
            "正常使用", "无异常"]), TECHS[31]])
    people: Rows = [["cust_id", "cust_name", "mobile_masked", "city", "appliances", "since"]]
    for i, moment in enumerate(times(332, 40, START, END)):
        people.append([f"U{5000 + i}", names(3700 + i, 1)[0], f"17****{5200 + 9 * i}", ZONES[i % 5], ["空调", "洗衣机、冰箱",
            "油烟机"][i % 3], moment.strftime("%Y-%m-%d")])
    return {"visit_log": rows, "customer": people}


def complaints() -> Sheets:
    rng = random.Random(341)
    rows: Rows = [["投诉单号", "created_at", "客户", "severity", "投诉内容", "处理", "closed_at", "结果", "回访"]]
    issues = [("清洗后地面留水渍", "技师返回擦净并致歉"), ("迟到没有通知", "补偿20元券，技师记点"), ("工时费和预估不一样",
        "逐项解释并出示价目"), ("修后次日又坏", "免费返修")]
    for i, moment in enumerate(times(342, 22, START, END)):
        level = "严重" if i in {5, 12, 18} else "普通"
        limit = 72 if level == "严重" else 48
        wait = hours(rng, limit + 6, limit + 40) if i == 9 else hours(rng, 2, limit - 3)
        issue, act = issues[i % 4]
        rows.append([f"CP{300 + i}", stamp(moment), None if i == 14 else names(3900 + i, 1)[0], level, issue, act, stamp(moment + wait), "已解决",
                     None if i == 20 else "已回访，认可"])
    rows.append(["合计", None, None, None, "22件", None, None, None, None])
    return {"complaint": rows}


def feedback() -> Sheets:
    rows: Rows = [["编号", "提出日期", "发起", "责任部门", "问题", "改进措施", "关闭日期", "状态"]]
    items = [("清洗罩尺寸偏小", "供应链部", "改采购加大号"), ("派单地图定位漂移", "产品技术部", "接入第二地图源"), ("价目页字太小",
        "产品技术部", "改版上线"), ("电容批次早衰", "供应链部", "停用该批，换供应商")]
    for i, moment in enumerate(times(352, 13, START, END - timedelta(days=40))):
        what, to, act = items[i % 4]
        rows.append([f"IMP-{i + 1:02d}", moment.strftime("%Y-%m-%d"), "客户运营部", to, what, act,
                     None if i == 8 else (moment + timedelta(days=16)).strftime("%Y-%m-%d"), "进行中" if i == 8 else "已关闭"])
    return {"改进单": rows}


def staff() -> Sheets:
    rows: Rows = [["工号", "姓名", "岗位", "岗位准入证书", "持有", "证号", "有效期至"]]
    for i, name in enumerate(TECHS[:34]):
        if i >= 31:
            rows.append([f"N{i + 1:03d}", name, "客服坐席", "无要求", "", "", ""])
            continue
        need = "低压电工作业" if i % 2 else "制冷与空调设备安装修理作业"
        until, held = f"2028-{i % 12 + 1:02d}-20", need
        if i in {8, 21}:
            until = "2026-04-30"
        if i == 26:
            held, until = "家政服务员", "2028-05-01"
        rows.append([f"N{i + 1:03d}", name, "维修技师" if i % 2 else "空调技师", need, held, f"T34{1000 + i}", until])
    lead: Rows = [["姓名", "职务"]]
    lead += [[n, p] for n, p in zip(TECHS[28:36], ["客户运营总监", "调度经理", "客服主管", "培训主管", "合肥站长", "芜湖站长",
        "蚌埠站长", "滁州站长"], strict=True)]
    return {"技师与坐席": rows, "服务管理人员": lead}
