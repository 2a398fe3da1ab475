"""Records of the bathroom and building materials wholesaler."""

from __future__ import annotations

import random
from datetime import datetime, timedelta

from .model import Rows, Sheets
from .people import hours, names, times

START, END = datetime(2025, 12, 3), datetime(2026, 11, 5)
CITY = ["芗城", "龙文", "厦门思明", "泉州丰泽"]
COUNTY = ["漳浦", "云霄", "东山", "南靖", "平和", "安溪"]
WORKERS = names(141, 15)
GOODS = ["连体坐便器 MZ-6102", "恒温花洒 MZ-H22", "浴室柜 MZ-G80", "淋浴房 MZ-L09"]
TROUBLE = [("进水阀漏水", "更换进水阀，试水十分钟无滴漏"), ("花洒忽冷忽热", "清洗恒温阀芯，重新标定"), ("柜门下垂", "更换铰链并调平"),
           ("移门滚轮脱轨", "更换滚轮，加限位"), ("坐便器底部渗水", "重新打胶，换法兰圈")]
REPAIRS, INSTALLS, SENT = 70, 76, 90


def area(rng: random.Random) -> tuple[str, str]:
    town = rng.random() < 0.55
    return ("市区", rng.choice(CITY)) if town else ("县域", rng.choice(COUNTY))


def repairs() -> Sheets:
    rng = random.Random(151)
    rows: Rows = [["BX_NO", "RPT_TIME", "CUST", "TEL", "AREA", "ADDR", "ITEM", "FAULT", "ARR_TIME", "ACTION", "FIN_TIME", "WORKER", "CUST_SIGN"]]
    old = times(152, 5, datetime(2025, 10, 8), datetime(2025, 11, 10))
    for i, moment in enumerate(old + times(153, REPAIRS, START, END)):
        k = i - len(old)
        kind, place = area(rng)
        limit = 24 if kind == "市区" else 48
        wait = hours(rng, limit + 3, limit + 30) if k in {2, 11, 19, 30, 42, 51, 60, 66} else hours(rng, 2, 22)
        fault, act = TROUBLE[rng.randrange(5)]
        arrived = moment + wait
        rows.append([f"BX{2500 + i}", moment, names(1500 + i, 1)[0], f"13****{3000 + 7 * i}", kind, place, rng.choice(GOODS),
                     None if k == 25 else fault, arrived, None if k == 48 else act, arrived + hours(rng, 0.5, 3), rng.choice(WORKERS[:12]),
                     None if k in {6, 37} else "Y"])
    return {"EXPORT": rows}


def installs() -> Sheets:
    rng = random.Random(161)
    rows: Rows = [["安装日期", "单号", "顾客", "区域", "产品", "安装师傅", "通水试压/调试", "验收", "顾客签名"]]
    for i, moment in enumerate(times(162, INSTALLS, START, END)):
        kind, place = area(rng)
        who = names(1700 + i, 1)[0]
        result = "不合格，水压不足待顾客改管" if i == 33 else None if i in {14, 58} else "验收合格"
        rows.append([moment.date(), f"AZ-{i + 1:03d}", who, f"{kind}（{place}）", rng.choice(GOODS), None if i == 5 else rng.choice(WORKERS[:12]),
                     "通水10分钟无渗漏", result, who])
    return {"安装验收": rows}


def deliveries() -> Sheets:
    rng = random.Random(171)
    head: Rows = [["单号", "下单时间", "收货人", "区域类别", "地址", "货品", "件数", "签收时间", "签收人"]]
    months: dict[str, Rows] = {}
    for i, moment in enumerate(times(172, SENT, START, END)):
        kind, place = area(rng)
        limit = 48 if kind == "市区" else 96
        wait = hours(rng, limit + 4, limit + 30) if i in {4, 17, 35, 49, 63, 80} else hours(rng, 6, limit - 3)
        who = names(1900 + i, 1)[0]
        missing = i == 56
        name = f"{moment.year}年{moment.month}月"
        months.setdefault(name, [*head]).append([
            f"PS{6000 + i}", moment, who, kind, place + "区域客户", rng.choice(GOODS), rng.randrange(1, 6),
            None if missing else moment + wait, None if missing else who])
    for rows in months.values():
        total = sum(int(str(r[6])) for r in rows[1:])
        rows.append(["小计", None, None, None, None, None, total, None, None])
    return dict(months)


def visits() -> Sheets:
    done = [(f"BX{2505 + i}", m) for i, m in enumerate(times(153, REPAIRS, START, END)) if i not in {1, 9, 18, 27, 36, 45, 59}]
    done += [(f"AZ-{i + 1:03d}", m) for i, m in enumerate(times(162, INSTALLS, START, END)) if i not in {0, 12, 24, 31, 46, 53, 67}]
    rng = random.Random(181)
    rows: Rows = [["VISIT_DATE", "REF_NO", "WAY", "RESULT", "BY"]]
    for ref, moment in sorted(done, key=lambda x: x[1]):
        rows.append([(moment + timedelta(days=rng.randrange(5, 12))).date(), ref, rng.choice(["TEL", "WECHAT"]),
                     rng.choice(["满意", "满意，问了清洁方法", "一般，希望师傅早点到"]), WORKERS[13]])
    return {"VISIT": rows}


def customers() -> Sheets:
    rows: Rows = [["CUST_ID", "NAME", "TEL", "TYPE", "ADDR", "FIRST_BUY", "GOODS"]]
    for i, moment in enumerate(times(191, 45, START, END)):
        rows.append([f"C{8000 + i}", names(2100 + i, 1)[0], f"15****{4100 + 11 * i}", "零售" if i % 4 else "工程/批发",
                     (CITY + COUNTY)[i % 10], moment.date(), GOODS[i % 4]])
    return {"CUSTOMER": rows}


def complaints() -> Sheets:
    rng = random.Random(201)
    rows: Rows = [["序", "来电/来访时间", "顾客", "说的什么事", "怎么处理的", "办结时间", "结果", "回访"]]
    issues = [("送来的浴室柜台面有磕碰", "次日换台面"), ("师傅收了50元没开票", "补开收据，提醒师傅"), ("约好上午来，下午才到",
        "电话道歉，送角阀一对"),
              ("导购讲的活动价与小票不同", "按活动价退差额")]
    for i, moment in enumerate(times(202, 20, START, END)):
        issue, act = issues[i % 4]
        wait = hours(rng, 80, 130) if i in {7, 15} else hours(rng, 3, 66)
        rows.append([i + 1, moment, names(2300 + i, 1)[0], issue, None if i == 12 else act, moment + wait, "解决",
                     None if i == 3 else "回访满意"])
    rows.append([21, datetime(2026, 11, 19, 15, 40), "郑海生", "淋浴房玻璃有水纹", "已约厂方21日上门看", None, "处理中", None])
    return {"投诉本": rows}


def returns() -> Sheets:
    rng = random.Random(211)
    rows: Rows = [["登记日", "顾客", "货品", "退还是换", "缘由", "办完日", "经手"]]
    for i, moment in enumerate(times(212, 24, START, END)):
        days = 11 if i in {10, 19} else rng.randrange(1, 6)
        rows.append([moment.date(), names(2500 + i, 1)[0], GOODS[i % 4], "退" if i % 3 == 0 else "换",
                     rng.choice(["尺寸不合", "有色差", "运输磕碰", "七日无理由"]), (moment + timedelta(days=days)).date(), WORKERS[12]])
    rows.append(["合计", None, "24笔", None, None, None, None])
    return {"退换": rows}


def feedback() -> Sheets:
    rows: Rows = [["日期", "门店/人", "转给谁", "反映的问题", "措施", "销项日期"]]
    items = [("花洒软管接头易裂", "采购部", "换供货批次并要求厂家补货"), ("纸箱护角不够", "仓储部", "加泡沫护角"), ("价签没写型号",
        "门店管理部", "统一重打价签")]
    for i, moment in enumerate(times(222, 12, START, END - timedelta(days=40))):
        what, to, act = items[i % 3]
        bad = i in {4, 9}
        rows.append([moment.date(), f"{CITY[i % 4]}店", to, what, None if i == 4 else act, None if bad else (moment + timedelta(days=14)).date()])
    return {"问题传递单": rows}


def staff() -> Sheets:
    rows: Rows = [["编号", "姓名", "岗位", "该岗位要不要证", "持有证件", "证件到期"]]
    for i, name in enumerate(WORKERS):
        if i < 12:
            cert: str | None = "低压电工作业证" if i < 7 else "高处作业证"
            until: str | None = f"2027-{i % 9 + 1:02d}-28"
            if i == 3:
                until = "2026-07-31"
            if i == 9:
                cert = until = None
            rows.append([i + 1, name, "智能坐便/浴霸安装维修" if i < 7 else "淋浴房高位安装",
                "要，" + ("低压电工作业证" if i < 7 else "高处作业证"), cert, until])
        else:
            rows.append([i + 1, name, "客服/文员", "不要", None, None])
    lead: Rows = [["姓名", "管理岗位"]]
    lead += [[n, p] for n, p in zip(names(142, 6), ["售后服务部经理", "客服主管", "安装队队长", "芗城店服务主管", "厦门店服务主管",
        "泉州店服务主管"], strict=True)]
    return {"售后人员": rows, "服务管理人员": lead}
