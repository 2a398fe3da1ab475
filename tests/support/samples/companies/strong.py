"""无锡擎岚压缩机有限公司: a manufacturer with its house in order. Two whole clauses are missing, and a few rows in each ledger."""

from collections import Counter
from datetime import date, timedelta

from tests.support.samples.companies import Company
from tests.support.samples.dice import Dice
from tests.support.samples.markup import Cell, Rows
from tests.support.samples.timing import FIRST, LAST, arrival, day_after, finished
from tests.support.samples.truth import Finding, Refused, Truth, between, met, not_met, share

PROFILE = """\
enterprise:
  name: "无锡擎岚压缩机有限公司"
  uscc: "91320214MA27LGQ86N"
  kind: production
  industry: "工业空气压缩机制造"
  branches: []
  entrusted_outlets:
    - "宁波甬力压缩机服务有限公司"
    - "昆明滇气机电维修有限公司"
period_months: 12
exclusions: []
"""

REPAIRS, REPAIRS_INCOMPLETE, REPAIRS_LATE, REPAIRS_VISITED = 72, 4, 6, 64
INSTALLATIONS, INSTALLATIONS_BAD, INSTALLATIONS_VISITED = 30, 2, 27
DELIVERIES, DELIVERIES_LATE = 48, 4
COMPLAINTS, COMPLAINTS_UNVISITED, COMPLAINTS_LATE = 20, 1, 2
RETURNS, RETURNS_LATE = 8, 1
FEEDBACK, FEEDBACK_OPEN = 18, 1
CERTIFIED, CERTIFIED_BAD = 24, 2
OUTLETS, REGIONS = 11, 12

_HOURS = {"金牌": 4, "标准": 12}
_MODELS = ("LG-22A", "LG-37A", "LG-55A", "LG-75A")
_CLIENTS = (
    "江阴恒织纺织", "合肥皖晶电子材料", "东莞粤丰包装", "成都川岭机械", "昆山瑞铂注塑", "宁波象山铸造", "济南泉工橡胶",
    "武汉汉阳车桥", "厦门鹭海食品", "西安渭北水泥", "苏州盛泽染整", "常州滆湖制药", "嘉兴南湖化纤", "滁州琅琊玻璃",
)
_FAULTS = (
    ("排气温度高报警停机", "清洗油冷却器，更换温控阀", "温控阀组件"), ("加载后压力上不去", "更换进气阀密封件", "进气阀维修包"),
    ("油耗明显增大", "更换油气分离芯", "油气分离芯"), ("主机轴端渗油", "更换主机轴封", "主机轴封"),
    ("控制面板黑屏", "更换控制器主板", "控制器主板"), ("风机不转", "更换风机电机", "冷却风机电机"),
    ("压力显示跳变", "更换压力传感器，重新标定", "压力传感器"), ("启动时变频器过流", "紧固动力线，调整加速时间", ""),
)
_CAUSES = (
    ("到场不及时", "致歉，减免上门费"), ("同一故障反复", "更换主机，延长质保三个月"), ("备件等待时间长", "由邻近区域库调货"),
    ("报价与实际不符", "按报价单退还差额"),
)


def company() -> Company:
    dice = Dice(20261120)
    engineers = dice.people(CERTIFIED)
    managers = dice.people(14)
    repairs = _repairs(dice, engineers)
    installations = _installations(dice, engineers)
    complaints = _complaints(dice)
    causes = Counter(str(row[4]) for row in complaints[1:])
    return Company(
        folder="strong",
        profile=PROFILE,
        tables={
            "staff": _staff(dice, engineers),
            "managers": _managers(managers),
            "signin": _signin(dice, engineers),
            "repairs": repairs,
            "installations": installations,
            "deliveries": _deliveries(dice),
            "customers": _customers(dice),
            "visits": _visits(dice, repairs, installations),
            "complaints": complaints,
            "returns": _returns(dice),
            "feedback": _feedback(dice),
            "supervision": _supervision(dice),
        },
        words={
            "manager1": managers[1],
            "manager2": managers[4],
            "engineer1": engineers[0],
            "engineer2": engineers[5],
            "engineer3": engineers[9],
            "complaint_count": str(COMPLAINTS),
            "complaint_causes": "\n".join(f"| {name} | {count} |" for name, count in causes.most_common()),
        },
        truth=_truth(),
    )


def _staff(dice: Dice, engineers: list[str]) -> Rows:
    """One certificate has run out; one engineer holds a certificate for another trade."""
    rows: list[list[Cell]] = [["序号", "姓名", "岗位", "岗位是否要求持证", "要求的证书", "所持证书", "证书编号", "有效期至"]]
    for number, name in enumerate(engineers):
        expires = date(2027 + dice.below(4), 1 + dice.below(12), 1 + dice.below(28))
        held = "低压电工作业证"
        if number == 7:
            expires = date(2026, 7, 31)
        if number == 15:
            held = "叉车司机证"
        code = f"T3202{dice.below(10**9):09d}"
        rows.append([number + 1, name, "服务工程师", "是", "低压电工作业证", held, code, expires])
    posts = ("热线专员",) * 6 + ("技术支持工程师",) * 4 + ("备件管理员",) * 4 + ("投诉处理专员",)
    for number, (name, post) in enumerate(zip(dice.people(len(posts)), posts, strict=True), len(engineers) + 1):
        shown = "钮文琳" if post == "投诉处理专员" else name
        rows.append([number, shown, post, "否", "/", "/", "/", None])
    return rows


def _managers(managers: list[str]) -> Rows:
    posts = ("部长", "热线主管", "备件主管", "技术支持主管") + ("区域服务经理",) * 6 + ("服务处主任",) * 4
    rows: list[list[Cell]] = [["序号", "姓名", "所在部门", "管理职务"]]
    rows += [
        [number, name, "客户服务部" if number < 11 else "区域服务处", post]
        for number, (name, post) in enumerate(zip(managers, posts, strict=True), 1)
    ]
    return rows


def _signin(dice: Dice, engineers: list[str]) -> Rows:
    rows: list[list[Cell]] = [["序号", "姓名", "岗位", "签到", "得分"]]
    rows += [[number, name, "服务工程师", "已签", 84 + dice.below(16)] for number, name in enumerate(engineers, 1)]
    return rows


def _repairs(dice: Dice, engineers: list[str]) -> Rows:
    incomplete = dice.picks(REPAIRS, REPAIRS_INCOMPLETE)
    late = dice.picks(REPAIRS, REPAIRS_LATE, avoid=incomplete)
    rows: list[list[Cell]] = [[
        "工单编号", "报修时间", "客户单位", "联系人", "联系电话", "服务级别", "机型", "故障描述", "到场时间", "处理措施", "更换备件",
        "完工时间", "服务工程师", "客户签字",
    ]]
    for number, day in enumerate(dice.days(FIRST, LAST, REPAIRS)):
        reported = dice.moment(day)
        grade = "金牌" if dice.below(3) == 0 else "标准"
        fault, action, part = dice.one_of(_FAULTS)
        arrived = arrival(dice, reported, _HOURS[grade], number in late)
        contact = dice.person()
        row: list[Cell] = [
            f"WX{day:%y%m}{number + 1:03d}", reported, dice.one_of(_CLIENTS), contact, dice.mobile(), grade,
            dice.one_of(_MODELS), fault, arrived, action, part, finished(dice, arrived), dice.one_of(engineers), contact,
        ]
        if number in incomplete:
            row[dice.one_of((9, 13, 13))] = None
        rows.append(row)
    return rows


def _installations(dice: Dice, engineers: list[str]) -> Rows:
    failed, unsigned = sorted(dice.picks(INSTALLATIONS, INSTALLATIONS_BAD))
    rows: list[list[Cell]] = [[
        "调试单号", "调试日期", "客户单位", "联系电话", "机型", "排气压力(MPa)", "排气温度(℃)", "安装调试人", "验收结果", "客户签字",
    ]]
    for number, day in enumerate(dice.days(FIRST, LAST, INSTALLATIONS)):
        rows.append([
            f"AZ{day:%y%m}{number + 1:02d}", day, dice.one_of(_CLIENTS), dice.mobile(), dice.one_of(_MODELS),
            round(dice.between(0.74, 0.82), 2), 76 + dice.below(14), None if number == unsigned else dice.one_of(engineers),
            "不合格" if number == failed else "合格", dice.person(),
        ])
    return rows


def _deliveries(dice: Dice) -> Rows:
    late = dice.picks(DELIVERIES, DELIVERIES_LATE)
    regions = ("江苏", "上海", "浙江", "安徽", "山东", "福建", "湖北", "广东", "四川", "陕西", "云南", "江西")
    rows: list[list[Cell]] = [["发货单号", "订单确认日期", "区域", "客户单位", "机型", "台数", "发货日期", "签收日期", "签收人"]]
    for number, day in enumerate(dice.days(FIRST, date(2026, 10, 30), DELIVERIES)):
        arrived = day_after(dice, day, 10, number in late)
        sent = day + timedelta(days=dice.below((arrived - day).days))
        rows.append([
            f"FH{day:%y%m%d}{number + 1:02d}", day, dice.one_of(regions), dice.one_of(_CLIENTS), dice.one_of(_MODELS),
            1 + dice.below(3), sent, arrived, dice.person(),
        ])
    return rows


def _customers(dice: Dice) -> Rows:
    rows: list[list[Cell]] = [["客户编号", "客户单位", "联系人", "联系电话", "服务级别", "机型", "出厂编号", "验收日期"]]
    for number, day in enumerate(dice.days(date(2023, 3, 1), LAST, 40)):
        model = dice.one_of(_MODELS)
        rows.append([
            f"KH{number + 1:04d}", dice.one_of(_CLIENTS), dice.person(), dice.mobile(), dice.one_of(("金牌", "标准", "标准")),
            model, f"{model[3:]}{day:%y%m}{dice.below(90) + 10}", day,
        ])
    return rows


def _visits(dice: Dice, repairs: Rows, installations: Rows) -> Rows:
    rows: list[list[Cell]] = []
    for source, column, count in ((repairs[1:], 11, REPAIRS_VISITED), (installations[1:], 1, INSTALLATIONS_VISITED)):
        missed = dice.picks(len(source), len(source) - count)
        for number, order in enumerate(source):
            done = order[column]
            if number not in missed and isinstance(done, date):
                day = date(done.year, done.month, done.day) + timedelta(days=1 + dice.below(6))
                opinion = dice.one_of(("满意", "满意", "满意", "非常满意", "基本满意"))
                remark = dice.one_of(("无", "工程师讲解清楚", "希望备件再快些", ""))
                rows.append([day, order[0], order[2], "电话", opinion, remark, dice.one_of(("祝佳宁", "穆欣", "甘莹"))])
    rows.sort(key=lambda row: str(row[0]))
    return [["回访日期", "关联单号", "客户单位", "回访方式", "满意程度", "客户意见", "回访人"], *rows]


def _complaints(dice: Dice) -> Rows:
    unvisited = dice.picks(COMPLAINTS, COMPLAINTS_UNVISITED)
    late = dice.picks(COMPLAINTS, COMPLAINTS_LATE, avoid=unvisited)
    rows: list[list[Cell]] = [[
        "投诉编号", "受理时间", "投诉客户", "联系电话", "投诉事由", "处理情况", "处理人", "办结时间", "处理结果", "回访意见",
    ]]
    for number, day in enumerate(dice.days(FIRST, date(2026, 10, 28), COMPLAINTS)):
        received = dice.moment(day)
        cause, action = dice.one_of(_CAUSES)
        rows.append([
            f"TS-{day:%y%m}-{number + 1:02d}", received, dice.one_of(_CLIENTS), dice.mobile(), cause, action, "钮文琳",
            arrival(dice, received, 72, number in late), "已解决", None if number in unvisited else dice.one_of(("满意", "认可")),
        ])
    return rows


def _returns(dice: Dice) -> Rows:
    late = dice.picks(RETURNS, RETURNS_LATE)
    rows: list[list[Cell]] = [["编号", "受理日期", "客户单位", "产品型号", "退货/换货", "原因", "办结日期", "办理结果"]]
    for number, day in enumerate(dice.days(FIRST, date(2026, 10, 15), RETURNS)):
        rows.append([
            f"TH{day:%y}-{number + 1:02d}", day, dice.one_of(_CLIENTS), dice.one_of(_MODELS), dice.one_of(("退货", "换货", "换货")),
            dice.one_of(("运输碰撞变形", "选型不符", "开机即报警")), day_after(dice, day, 15, number in late), "已办结",
        ])
    return rows


def _feedback(dice: Dice) -> Rows:
    opened = dice.picks(FEEDBACK - 6, FEEDBACK_OPEN)  # an old one: nobody can say that it is still in time
    matters = (
        ("热线", "控制面板字太小", "放大字号，升级程序", "技术研究院"), ("服务工程师", "油位视镜朝向不便观察", "改到操作侧", "技术研究院"),
        ("销售部", "包装底托强度不足", "加厚底托，增加护角", "制造部"), ("服务工程师", "某批压力传感器漂移", "更换供应商，批次筛选", "供应部"),
        ("热线", "公众号报修步骤多", "由五步减为三步", "客户服务部"),
    )
    rows: list[list[Cell]] = [["编号", "反馈日期", "来源", "问题描述", "改进措施", "责任部门", "要求完成日期", "关闭日期", "状态"]]
    for number, day in enumerate(dice.days(FIRST, date(2026, 9, 20), FEEDBACK)):
        origin, problem, action, owner = dice.one_of(matters)
        still = number in opened
        rows.append([
            f"FK-{number + 1:02d}", day, origin, problem, action, owner, day + timedelta(days=45),
            None if still else day + timedelta(days=8 + dice.below(30)), "整改中" if still else "已关闭",
        ])
    return rows


def _supervision(dice: Dice) -> Rows:
    finds = (
        ("工单漏填处理措施 1 份", "退回补填", "工程师扣 50 元"), ("客户表扬 2 人次", "通报", "各奖励 200 元"),
        ("上门未主动出示收费标准", "约谈", "工程师扣 100 元"), ("未发现问题", "—", "—"),
    )
    rows: list[list[Cell]] = [["月份", "检查日期", "抽查工单", "抽听录音", "现场检查", "发现情况", "处理", "奖惩", "监察员"]]
    for month in range(1, 11):
        found, action, reward = finds[(month - 1) % 3] if month % 5 else finds[3]
        rows.append([
            f"2026年{month}月", date(2026, month, 24 + dice.below(5)), 30, 20, 2, found, action, reward,
            dice.one_of(("荀子宁", "应佳洁")),
        ])
    return rows


def _truth() -> Truth:
    visited = [
        (REPAIRS_VISITED, REPAIRS),
        (REPAIRS_VISITED + INSTALLATIONS_VISITED, REPAIRS + INSTALLATIONS),
    ]
    findings: dict[str, Finding] = {
        "5.1.1.1": met(),
        "5.1.1.2": share(OUTLETS, REGIONS, "江西没有服务机构"),
        "5.1.2.1": share(CERTIFIED - CERTIFIED_BAD, CERTIFIED, "一人证书 2026-07-31 到期，一人所持证书与岗位不符"),
        "5.1.2.2": met("14 名服务管理人员需 2 名，2 张证书均有效"),
        "5.1.3.1": met(),
        "5.1.3.2": met(),
        "5.1.3.3": met(),
        "5.1.4.1": met(),
        "5.1.4.2": met("已废止的合同法标注了废止；2026-03-06 有法规学习"),
        "5.1.5.1": met(),
        "5.1.5.2": met(),
        "5.1.6.1": share(FEEDBACK - FEEDBACK_OPEN, FEEDBACK),
        "5.1.6.2": met("技术研究院下设服务技术研究室"),
        "5.1.6.3": met(),
        "5.1.6.4": met("参与起草已发布的团体标准"),
        "5.1.7.1": met(),
        "5.1.7.2": met("手册附录里的旧时限是修订记录，不构成矛盾"),
        "5.1.7.3": met(),
        "5.2.1-a": met(),
        "5.2.1-b": met(),
        "5.2.2-a": met(),
        "5.2.2-b": share(INSTALLATIONS - INSTALLATIONS_BAD, INSTALLATIONS, "一单验收不合格，一单没有安装人"),
        "5.2.2-c": met(),
        "5.2.3-a": met(),
        "5.2.3-b": share(DELIVERIES - DELIVERIES_LATE, DELIVERIES),
        "5.2.4-a": met(),
        "5.2.4-b": share(REPAIRS - REPAIRS_INCOMPLETE, REPAIRS),
        "5.2.4-c": share(REPAIRS - REPAIRS_LATE, REPAIRS, "金牌 4 小时、标准 12 小时，按各单级别"),
        "5.2.4-d": met(),
        "5.2.5-a": met(),
        "5.2.5-b": met(),
        "5.2.5-c": share(RETURNS - RETURNS_LATE, RETURNS),
        "5.2.5-d": met(),
        "5.2.6-a": met("说明书写明废润滑油、含油滤芯的处置须知"),
        "5.2.6-b": not_met("处置合同 2026-04-30 到期未续，没有回收台账"),
        "5.3.1.1": met(),
        "5.3.1.2": met(),
        "5.3.1.3": between(visited, f"维修 {REPAIRS_VISITED}/{REPAIRS}，连同安装 {visited[1][0]}/{visited[1][1]}"),
        "5.3.1.4": met(),
        "5.3.1.5": not_met("只有 2027 年的计划"),
        "5.3.2-a": met(),
        "5.3.2-b": share(COMPLAINTS - COMPLAINTS_UNVISITED, COMPLAINTS),
        "5.3.2-c": share(COMPLAINTS - COMPLAINTS_LATE, COMPLAINTS, "72 小时内办结"),
        "5.3.2-d": met(),
    }
    return Truth(
        pack="strong",
        findings=findings,
        refused=(
            Refused("07对外资料/废油废滤芯处置合同.pdf", ("expired",)),
            Refused("08其他/2027年客户关怀计划.docx", ("planned", "unissued_draft")),
        ),
        notes=("生产企业：制度齐全、记录规范；缺回收处置和主动服务两条，各台账有少量缺项与超时。",),
    )
