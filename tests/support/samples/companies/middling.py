"""武汉墨衡办公设备有限公司: a trader that lives off its ERP exports. One file of each kind that must not count is among its papers."""

from collections import Counter
from datetime import date, datetime, timedelta

from tests.support.samples.companies import Company
from tests.support.samples.dice import Dice, later
from tests.support.samples.markup import Cell, Rows
from tests.support.samples.timing import FIRST, LAST, arrival, day_after, finished
from tests.support.samples.truth import Finding, Refused, Truth, between, met, not_met, share, unknown

PROFILE = """\
enterprise:
  name: "武汉墨衡办公设备有限公司"
  uscc: "91420111MA4KYMH65W"
  kind: sales
  industry: "办公设备批发零售与维修"
  branches:
    - "武汉墨衡办公设备有限公司襄阳分公司"
  entrusted_outlets:
    - "荆州启文办公设备维修部"
    - "宜昌西陵优印服务部"
period_months: 12
exclusions: []
"""

# Arrivals are of three sorts: within the 4 hours of the leaflet, within the 8 of all other papers, and beyond both.
REPAIRS, REPAIRS_INCOMPLETE, REPAIRS_BETWEEN, REPAIRS_LATE, REPAIRS_VISITED = 62, 4, 7, 5, 50
REPAIRS_EARLIER = 5  # rows of October and early November 2025, before the period
INSTALLATIONS, INSTALLATIONS_BAD, INSTALLATIONS_VISITED = 28, 2, 23
DELIVERIES, DELIVERIES_LATE = 80, 7
COMPLAINTS, COMPLAINTS_UNVISITED, COMPLAINTS_LATE = 22, 2, 2  # and one that came in the day before the evaluation
RETURNS, RETURNS_LATE = 9, 1
FEEDBACK, FEEDBACK_OPEN = 16, 2
CERTIFIED, CERTIFIED_BAD = 18, 2
OUTLETS, CITIES_SERVED = 6, 8

_CITIES = ("武汉", "武汉", "武汉", "黄石", "襄阳", "宜昌", "荆州", "孝感", "十堰", "咸宁")
_CUSTOMERS = (
    "洪山区某设计院", "光谷智造园物业", "襄阳汉水中学", "荆州沙市律师事务所", "黄石磁湖建材", "宜昌夷陵广告社", "孝感城站物流",
    "武昌户部巷餐饮", "十堰车城配件商行", "咸宁温泉酒店", "汉口江汉路图文店", "东湖会计师事务所",
)
_MODELS = ("MH-3020dn", "MH-6055", "TY-480W", "SZ-12C", "CM-580G")
_FAULTS = (
    ("频繁卡纸", "清洁搓纸轮，更换分页器", "分页器"), ("打印有黑线", "更换硒鼓", "硒鼓"), ("扫描到电脑失败", "重设共享与驱动", ""),
    ("投影偏黄", "清洗滤网，更换色轮", "色轮"), ("开机报 E3 代码", "更换定影组件", "定影组件"), ("碎纸机不转", "清理刀口，更换皮带", "皮带"),
    ("复印漏粉", "更换粉仓密封条", "粉仓密封条"),
)
_CAUSES = (
    ("上门超时", "道歉，减免上门费"), ("修后复发", "免费返修并换件"), ("兼容硒鼓漏粉", "换原装硒鼓"), ("报价前后不一", "退差价"),
)


def company() -> Company:
    dice = Dice(420111)
    engineers = dice.people(CERTIFIED)
    managers = dice.people(8)
    repairs = _repairs(dice, engineers)
    installations = _installations(dice, engineers)
    complaints = _complaints(dice)
    quarters = [row for row in complaints[1:] if isinstance(row[1], datetime) and date(2026, 1, 1) <= row[1].date() < date(2026, 10, 1)]
    causes = Counter(str(row[5]) for row in quarters).most_common(3)
    return Company(
        folder="middling",
        profile=PROFILE,
        tables={
            "staff": _staff(dice, engineers),
            "managers": _managers(managers),
            "training": _training(),
            "repairs": repairs,
            "installations": installations,
            "deliveries": _deliveries(dice),
            "returns": _returns(dice),
            "customers": _customers(dice),
            "visits": _visits(dice, repairs, installations),
            "complaints": complaints,
            "feedback": _feedback(dice),
            "parts": _parts(dice),
            "supervision": _supervision(),
        },
        words={
            "manager": managers[0],
            "complaint_count": str(len(quarters)),
            "complaint_causes": "\n".join(f"- {name} {count} 件；" for name, count in causes),
        },
        truth=_truth(),
    )


def _staff(dice: Dice, engineers: list[str]) -> Rows:
    rows: list[list[Cell]] = [["工号", "姓名", "岗位", "上岗证要求", "持有证书", "证书号", "有效期"]]
    for number, name in enumerate(engineers):
        expires = f"{2027 + dice.below(3)}.{1 + dice.below(12)}.{1 + dice.below(28)}"
        row: list[Cell] = [
            f"MH{101 + number}", name, "维修工程师", "办公设备维修员证", "办公设备维修员证", f"BGW{dice.below(10**8):08d}", expires,
        ]
        if number == 4:
            row[4:] = ["未取得", "", ""]
        if number == 11:
            row[6] = "2026.5.31"
        rows.append(row)
    posts = ("客服",) * 4 + ("备件库管",) * 3 + ("投诉专员",)
    for number, (name, post) in enumerate(zip(dice.people(len(posts)), posts, strict=True)):
        rows.append([f"MH{201 + number}", "甘欣" if post == "投诉专员" else name, post, "不要求", "", "", ""])
    return rows


def _managers(managers: list[str]) -> Rows:
    posts = ("售后服务部经理", "客服班长", "维修班长", "备件主管", "黄石店服务主管", "襄阳分公司服务主管", "孝感店服务主管", "物流主管")
    rows: list[list[Cell]] = [["序号", "姓名", "服务管理岗位"]]
    rows += [[number, name, post] for number, (name, post) in enumerate(zip(managers, posts, strict=True), 1)]
    return rows


def _training() -> Rows:
    return [
        ["Date 日期", "Topic 主题", "Type 类型", "Trainer 讲师", "人数", "签到", "考核"],
        ["2026/2/3", "售后服务手册（墨衡行字〔2026〕5号）；服务理念“让每一张纸都准时”", "服务文化", "程牧之", 27, "有", "笔试，理念题全对"],
        ["2026/3/10", "消费者权益保护法、产品质量法、三包规定", "法律法规", "律师", 26, "有", "抽问"],
        ["2026/4/21", "彩色复印机转印组件维修", "技术", "厂家工程师", 15, "有", "实操，15 人过关"],
        ["2026/7/15", "接电话、报价和道歉", "业务", "售后服务部经理", 8, "有", "现场演练"],
        ["2026/9/8", "投影机光机清洁", "技术", "维修班长", 12, "有", "实操"],
    ]


def _repairs(dice: Dice, engineers: list[str]) -> Rows:
    incomplete = dice.picks(REPAIRS, REPAIRS_INCOMPLETE)
    late = dice.picks(REPAIRS, REPAIRS_LATE, avoid=incomplete)
    between_limits = dice.picks(REPAIRS, REPAIRS_BETWEEN, avoid=incomplete | late)
    days = dice.days(date(2025, 10, 20), date(2025, 11, 12), REPAIRS_EARLIER) + dice.days(FIRST, LAST, REPAIRS)
    rows: list[list[Cell]] = [[
        "OrderNo 单号", "CreateTime 报修时间", "City", "Customer 客户", "Tel", "Model 机型", "Fault 故障", "ArriveTime 上门时间",
        "Solution 处理", "Parts 配件", "FinishTime 完成时间", "Engineer 工程师", "Sign 客户签字",
    ]]
    for number, day in enumerate(days, -REPAIRS_EARLIER):
        created = dice.moment(day)
        fault, action, part = dice.one_of(_FAULTS)
        if number in late:
            arrived = arrival(dice, created, 8, True)
        elif number in between_limits:
            arrived = later(created, dice.between(4.6, 7.4))
        else:
            arrived = later(created, dice.between(0.5, 3.6))
        row: list[Cell] = [
            f"RP{day:%y%m%d}{number + REPAIRS_EARLIER + 1:03d}", created, dice.one_of(_CITIES), dice.one_of(_CUSTOMERS),
            dice.mobile(), dice.one_of(_MODELS), fault, arrived, action, part, finished(dice, arrived), dice.one_of(engineers), "Y",
        ]
        if number in incomplete:
            row[dice.one_of((8, 12, 12))] = None
        rows.append(row)
    return rows


def _installations(dice: Dice, engineers: list[str]) -> Rows:
    failed, unsigned = sorted(dice.picks(INSTALLATIONS, INSTALLATIONS_BAD))
    rows: list[list[Cell]] = [["InstallNo", "Date 安装日期", "Customer 客户", "Tel", "Model 机型", "Engineer 安装人", "Result 验收", "Sign"]]
    for number, day in enumerate(dice.days(FIRST, LAST, INSTALLATIONS)):
        rows.append([
            f"IN{day:%y%m%d}{number + 1:02d}", f"{day:%Y/%m/%d}", dice.one_of(_CUSTOMERS), dice.mobile(),
            dice.one_of(("MH-6055", "TY-480W", "CM-580G")), dice.one_of(engineers),
            None if number == unsigned else "不合格，待换机" if number == failed else "合格", "Y",
        ])
    return rows


def _deliveries(dice: Dice) -> Rows:
    """With a subtotal below each quarter, as the export makes them."""
    late = dice.picks(DELIVERIES, DELIVERIES_LATE)
    rows: list[list[Cell]] = [[
        "DO_No", "OrderTime 下单时间", "City 城市", "Customer 收货客户", "Model", "Qty 数量", "POD_Time 签收时间", "POD_By 签收人",
    ]]
    sum_of, quarter = 0, 4
    for number, day in enumerate(dice.days(FIRST, LAST, DELIVERIES)):
        if (day.month + 2) // 3 != quarter:
            rows.append(["小计", None, None, None, None, sum_of, None, None])
            sum_of, quarter = 0, (day.month + 2) // 3
        ordered = dice.moment(day)
        count = 1 + dice.below(4)
        sum_of += count
        rows.append([
            f"DO{day:%y%m%d}{number + 1:03d}", ordered, dice.one_of(_CITIES), dice.one_of(_CUSTOMERS), dice.one_of(_MODELS), count,
            arrival(dice, ordered, 48, number in late), dice.person(),
        ])
    rows.append(["小计", None, None, None, None, sum_of, None, None])
    return rows


def _returns(dice: Dice) -> Rows:
    late = dice.picks(RETURNS, RETURNS_LATE)
    rows: list[list[Cell]] = [[
        "RMA_No", "ApplyDate 受理日期", "Customer 客户", "Model 机型", "Type 退/换", "Reason 原因", "CloseDate 办结日期", "Status",
    ]]
    for number, day in enumerate(dice.days(FIRST, date(2026, 10, 20), RETURNS)):
        rows.append([
            f"RMA{day:%y%m}{number + 1:02d}", day, dice.one_of(_CUSTOMERS), dice.one_of(_MODELS), dice.one_of(("退货", "换货")),
            dice.one_of(("性能故障", "发错型号", "7天无理由")), day_after(dice, day, 10, number in late), "Closed 已办结",
        ])
    return rows


def _customers(dice: Dice) -> Rows:
    rows: list[list[Cell]] = [["CustID", "Customer 客户", "Contact 联系人", "Tel", "City", "Model 机型", "BuyDate 购买日期", "Channel"]]
    for number, day in enumerate(dice.days(date(2024, 1, 5), LAST, 45)):
        rows.append([
            f"C{20001 + number}", dice.one_of(_CUSTOMERS), dice.person(), dice.mobile(), dice.one_of(_CITIES), dice.one_of(_MODELS),
            f"{day:%Y/%m/%d}", dice.one_of(("门店", "大客户", "网上商城")),
        ])
    return rows


def _visits(dice: Dice, repairs: Rows, installations: Rows) -> Rows:
    """The repairs of before the period were visited too; they do not count either way."""
    early, within = repairs[1 : REPAIRS_EARLIER + 1], repairs[REPAIRS_EARLIER + 1 :]
    rows: list[list[Cell]] = []
    for source, column, count in ((early, 10, REPAIRS_EARLIER), (within, 10, REPAIRS_VISITED), (installations[1:], 1, INSTALLATIONS_VISITED)):
        missed = dice.picks(len(source), len(source) - count)
        for number, order in enumerate(source):
            done = order[column]
            moment = datetime.strptime(done, "%Y/%m/%d") if isinstance(done, str) else done
            if number not in missed and isinstance(moment, datetime):
                day = (moment + timedelta(days=1 + dice.below(3))).date()
                customer = order[3] if column == 10 else order[2]
                agent, memo = dice.one_of(("岑莹", "卞琳", "祝倩")), dice.one_of(("", "来得快", "价格偏高"))
                rows.append([day, order[0], customer, 3 + dice.below(3), agent, memo])
    rows.sort(key=lambda row: str(row[0]))
    return [["CallDate 回访日期", "RefNo 关联单号", "Customer 客户", "Score 1-5分", "Agent 回访人", "Memo"], *rows]


def _complaints(dice: Dice) -> Rows:
    unvisited = dice.picks(COMPLAINTS, COMPLAINTS_UNVISITED)
    late = dice.picks(COMPLAINTS, COMPLAINTS_LATE, avoid=unvisited)
    rows: list[list[Cell]] = [[
        "TicketNo", "OpenTime 投诉时间", "Customer 客户", "Tel", "City", "Subject 事由", "Handling 处理", "Owner", "CloseTime 办结时间",
        "Result 结果", "FollowUp 回访",
    ]]
    for number, day in enumerate(dice.days(FIRST, date(2026, 11, 3), COMPLAINTS)):
        opened = dice.moment(day)
        cause, action = dice.one_of(_CAUSES)
        rows.append([
            f"CP{day:%y%m}{number + 1:02d}", opened, dice.one_of(_CUSTOMERS), dice.mobile(), dice.one_of(_CITIES), cause, action, "甘欣",
            arrival(dice, opened, 120, number in late), "已解决", None if number in unvisited else dice.one_of(("满意", "接受")),
        ])
    rows.append([
        f"CP2611{COMPLAINTS + 1:02d}", datetime(2026, 11, 19, 16, 5), "东湖会计师事务所", dice.mobile(), "武汉", "修后复发", "已约 21 日换件",
        "甘欣", None, "处理中", None,
    ])
    return rows


def _feedback(dice: Dice) -> Rows:
    opened = dice.picks(FEEDBACK - 6, FEEDBACK_OPEN)
    matters = (
        ("客服", "说明书没有无线设置步骤", "加印一页快速指南", "零售部"), ("工程师", "MH-6055 转印带寿命短", "反馈厂家，换新批次", "采购部"),
        ("门店", "送货前不打电话", "司机出发前必须电话确认", "仓储物流部"), ("工程师", "兼容硒鼓漏粉", "停用该批次，退货", "采购部"),
    )
    rows: list[list[Cell]] = [[
        "No.", "Date 提出日期", "From 来源", "Issue 问题", "Action 措施", "Dept 承办", "Due 期限", "Closed 关闭日期", "Status",
    ]]
    for number, day in enumerate(dice.days(FIRST, date(2026, 9, 25), FEEDBACK)):
        origin, problem, action, owner = dice.one_of(matters)
        still = number in opened
        rows.append([
            f"FB{number + 1:03d}", day, origin, problem, action, owner, day + timedelta(days=30),
            None if still else day + timedelta(days=5 + dice.below(22)), "Open 未关闭" if still else "Closed 已关闭",
        ])
    return rows


def _parts(dice: Dice) -> Rows:
    names = ("分页器", "硒鼓 3020", "定影组件", "色轮", "粉仓密封条", "搓纸轮", "转印带 6055", "投影灯泡", "碎纸机皮带", "电源板", "主板 3020")
    rows: list[list[Cell]] = [["PartNo", "Name 配件名称", "Fit 适用", "OnHand 库存", "Min 安全库存", "Loc"]]
    rows += [
        [f"PT{3000 + number * 7}", name, dice.one_of(_MODELS), 12 + dice.below(140), 8, f"A{1 + dice.below(4)}-{1 + dice.below(9)}"]
        for number, name in enumerate(names)
    ]
    return rows


def _supervision() -> Rows:
    rows: list[list[Cell]] = [["月份", "督察日期", "抽单数", "暗访", "问题", "整改", "奖惩"]]
    finds = (
        ("维修单漏签字 1 份", "补签", "工程师扣 20 元"), ("价目表被遮挡", "当天移开", "门店扣 50 元"), ("无", "", "客服班奖 200 元"),
        ("上门没打电话", "谈话", "工程师扣 50 元"),
    )
    for month in range(1, 11):
        found, action, reward = finds[month % 4]
        rows.append([f"2026-{month:02d}", f"2026.{month}.{20 + month % 7}", 40, 2, found, action, reward])
    return rows


def _truth() -> Truth:
    visited = [(REPAIRS_VISITED, REPAIRS), (REPAIRS_VISITED + INSTALLATIONS_VISITED, REPAIRS + INSTALLATIONS)]
    by_eight, by_four = REPAIRS - REPAIRS_LATE, REPAIRS - REPAIRS_LATE - REPAIRS_BETWEEN
    complete = COMPLAINTS - COMPLAINTS_UNVISITED
    findings: dict[str, Finding] = {
        "5.1.1.1": met(),
        "5.1.1.2": share(OUTLETS, CITIES_SERVED, "十堰没有签协议，咸宁没有网点"),
        "5.1.2.1": share(CERTIFIED - CERTIFIED_BAD, CERTIFIED, "一人未取得证书，一人证书 2026-05-31 到期"),
        "5.1.2.2": met("8 名服务管理人员需 1 名"),
        "5.1.3.1": met(),
        "5.1.3.2": met(),
        "5.1.3.3": met(),
        "5.1.4.1": met(),
        "5.1.4.2": met(),
        "5.1.5.1": met(),
        "5.1.5.2": met(),
        "5.1.6.1": share(FEEDBACK - FEEDBACK_OPEN, FEEDBACK),
        "5.1.6.2": not_met("没有研究部门或委托研究协议"),
        "5.1.6.3": not_met("证书 2026-08-31 到期"),
        "5.1.6.4": not_met("企业标准只是讨论稿"),
        "5.1.7.1": met(),
        "5.1.7.2": not_met("宣传单写 4 小时上门，承诺、保修卡、合同、手册、网站写 8 小时"),
        "5.1.7.3": met(),
        "5.2.1-a": met(),
        "5.2.1-b": met(),
        "5.2.2-a": met(),
        "5.2.2-b": share(INSTALLATIONS - INSTALLATIONS_BAD, INSTALLATIONS, "一单不合格，一单没有验收结果"),
        "5.2.2-c": met("官网公开视频教程"),
        "5.2.3-a": met(),
        "5.2.3-b": share(DELIVERIES - DELIVERIES_LATE, DELIVERIES, "小计行不是样本"),
        "5.2.4-a": met(),
        "5.2.4-b": share(REPAIRS - REPAIRS_INCOMPLETE, REPAIRS, f"导出里有 {REPAIRS_EARLIER} 行早于审核期，不计入总体"),
        "5.2.4-c": unknown(f"承诺矛盾：按 8 小时 {by_eight}/{REPAIRS}，按 4 小时 {by_four}/{REPAIRS}，比例不同"),
        "5.2.4-d": met(),
        "5.2.5-a": met("本企业是检验委托方"),
        "5.2.5-b": met(),
        "5.2.5-c": share(RETURNS - RETURNS_LATE, RETURNS),
        "5.2.5-d": not_met("召回制度是郑州晟印商贸有限公司的"),
        "5.2.6-a": met(),
        "5.2.6-b": not_met("回收台账是空白模板，没有处置合同"),
        "5.3.1.1": met(),
        "5.3.1.2": met(),
        "5.3.1.3": between(visited, f"维修 {REPAIRS_VISITED}/{REPAIRS}，连同安装 {visited[1][0]}/{visited[1][1]}"),
        "5.3.1.4": not_met("调查做于 2025 年 4 月，不在审核期内"),
        "5.3.1.5": not_met("只有关键词和空标题"),
        "5.3.2-a": met(),
        "5.3.2-b": between(
            [(complete, COMPLAINTS), (complete + 1, COMPLAINTS + 1)],
            f"{complete}/{COMPLAINTS}；另有一件 11 月 19 日收到、时限未到的在办投诉，不因缺回访算不合格",
        ),
        "5.3.2-c": share(COMPLAINTS - COMPLAINTS_LATE, COMPLAINTS, "5 天内办结；未到时限的一件不进总体"),
        "5.3.2-d": met(),
    }
    return Truth(
        pack="middling",
        findings=findings,
        deductions=("SD-law",),
        refused=(
            Refused("证照/质量管理体系认证证书.pdf", ("expired",)),
            Refused("制度/缺陷商品召回管理制度.docx", ("other_organisation",)),
            Refused("制度/办公设备售后服务规范（讨论稿）.docx", ("unissued_draft", "planned")),
            Refused("报告/客户满意度调查报告2025.docx", ("outside_period",)),
            Refused("其他/主动服务与客户关怀.docx", ("no_substance", "unissued_draft")),
            Refused("其他/废旧耗材回收台账.xlsx", ("blank_template", "no_substance")),
        ),
        notes=("贸易企业：系统导出的中英混排表头、小计行、早于审核期的行；宣传单与其他文件的上门时限矛盾；合同有最终解释权条款。",),
    )
