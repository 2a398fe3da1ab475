"""Records of the machine tool maker."""

from __future__ import annotations

import random
from datetime import datetime, timedelta

from .model import Rows, Sheets
from .people import hours, names, times

START, END = datetime(2025, 12, 8), datetime(2026, 10, 25)
USERS = [
    "无锡川岭精密零部件有限公司", "苏州联泓模具厂", "宁波甬拓汽配有限公司", "合肥皖泰传动科技有限公司", "重庆渝江减速机厂",
    "西安航锻精工有限公司", "沈阳铁西泵业有限公司", "东莞长信五金制品有限公司", "武汉楚盛阀门有限公司", "济南鲁翔轴承有限公司",
]
MODELS = ["RGV-850", "RGV-1160", "RGL-40", "RGH-630"]
STAFF = names(11, 29)
ENGINEERS = STAFF[3:17]
FAULTS = [
    ("主轴启动报警 SP9031，机床停机", "更换主轴编码器反馈线并重做定向"), ("X 轴换向有爬行，工件圆度超差", "调整镶条并补偿反向间隙 0.012mm"),
    ("刀库换刀卡滞", "校正刀臂零位，更换凸轮箱润滑油"), ("冷却泵不出水", "清理滤网，更换机械密封"), ("操作面板按键失灵", "更换按键板，恢复参数备份"),
    ("液压站压力偏低", "更换叶片泵并清洗油箱"),
]
LIMIT = {"A": 24, "B": 48, "C": 72}
REPAIRS, INSTALLS = 60, 46
NO_SIGN, NO_MEASURE, LATE = {7, 31}, {44}, {5, 18, 33, 50}
BAD_INSTALL = {9: "主轴端面跳动复测未通过，待整改", 22: None, 37: None}


def text(moment: datetime) -> str:
    return moment.strftime("%Y-%m-%d %H:%M")


def repairs() -> Sheets:
    rng = random.Random(21)
    rows: Rows = [
        ["常州锐格数控机床有限公司 现场服务单汇总（RG-JL-031）"],
        ["服务单号", "报修时间", "用户单位", "机型", "故障级别", "故障描述", "到达现场时间", "处理措施", "修复时间", "服务工程师", "用户签认"],
    ]
    for i, moment in enumerate(times(22, REPAIRS, START, END)):
        level = "ABC"[rng.randrange(3)]
        limit = LIMIT[level]
        wait = hours(rng, limit + 3, limit + 20) if i in LATE else hours(rng, 3, limit - 2)
        fault, measure = FAULTS[rng.randrange(6)]
        user = USERS[rng.randrange(10)]
        done = moment + wait + hours(rng, 2, 9)
        rows.append([
            f"XF26{i + 1:04d}", text(moment), user, MODELS[rng.randrange(4)], level, fault, text(moment + wait),
            None if i in NO_MEASURE else measure, text(done), ENGINEERS[rng.randrange(14)],
            None if i in NO_SIGN else f"{names(500 + i, 1)[0]}（已签字）",
        ])
    rows.append(["合计", f"{REPAIRS} 单"])
    return {"现场服务单": rows}


def installs() -> Sheets:
    rng = random.Random(31)
    rows: Rows = [["安调单号", "用户单位", "机型", "机号", "进场日期", "安装调试人", "验收日期", "验收结论", "用户代表"]]
    taught: Rows = [["培训日期", "用户单位", "参训人数", "培训内容", "讲解人", "用户签字"]]
    for i, moment in enumerate(times(32, INSTALLS, START, END)):
        user, engineer, person = USERS[rng.randrange(10)], ENGINEERS[rng.randrange(14)], names(700 + i, 1)[0]
        over = moment + timedelta(days=rng.randrange(3, 9))
        result = BAD_INSTALL.get(i, "几何精度与试切件合格，通过验收")
        rows.append([
            f"AT26{i + 1:03d}", user, MODELS[rng.randrange(4)], f"RG{2600 + i}", moment.strftime("%Y-%m-%d"), engineer,
            over.strftime("%Y-%m-%d"), result, person,
        ])
        if i % 3 == 0:
            taught.append([over.strftime("%Y-%m-%d"), user, rng.randrange(2, 7), "开关机、对刀、日常润滑点检、报警查询与急停复位", engineer, person])
    return {"安装调试验收": rows, "用户操作培训签到": taught}


def deliveries() -> Sheets:
    rng = random.Random(41)
    rows: Rows = [["订单号", "订单确认日期", "收货单位", "送达省份", "运距区", "机型", "发运日期", "签收日期", "签收人"]]
    late, unsigned = {6, 20, 41}, {29}
    for i, moment in enumerate(times(42, 52, START, END)):
        near = rng.random() < 0.5
        place = rng.choice(["江苏", "浙江", "上海", "安徽"] if near else ["重庆", "陕西", "辽宁", "广东", "湖北", "山东"])
        limit = 10 if near else 20
        days = limit + rng.randrange(2, 6) if i in late else rng.randrange(4, limit)
        got = moment + timedelta(days=days)
        gone = moment + timedelta(days=days - rng.randrange(1, 4))
        rows.append([
            f"DD-{26000 + i}", moment.date(), f"{place}用户（合同 RGHT{260 + i}）", place, "一区" if near else "二区",
            MODELS[rng.randrange(4)], gone.date(), None if i in unsigned else got.date(),
            None if i in unsigned else names(900 + i, 1)[0],
        ])
    return {"发运签收": rows}


def visits() -> Sheets:
    rows: Rows = [["回访日期", "对应单号", "业务", "方式", "用户评价", "回访人"]]
    plan = [(f"XF26{i + 1:04d}", "现场维修", m) for i, m in enumerate(times(22, REPAIRS, START, END))
            if i not in {3, 16, 28, 39, 57}]
    plan += [(f"AT26{i + 1:03d}", "安装调试", m) for i, m in enumerate(times(32, INSTALLS, START, END))
             if i not in {8, 19, 27, 40}]
    rng = random.Random(52)
    for number, kind, moment in sorted(plan, key=lambda x: x[2]):
        day = moment + timedelta(days=rng.randrange(12, 18))
        rows.append([day.strftime("%Y-%m-%d"), number, kind, "电话", rng.choice(["满意", "很满意", "基本满意"]), STAFF[18]])
    return {"电话回访": rows}


def users() -> Sheets:
    rows: Rows = [["档案号", "用户单位", "联系人", "电话", "在用机型", "机号", "验收日期", "质保截止"]]
    for i in range(40):
        when = datetime(2025, 12, 15) + timedelta(days=7 * i)
        until = when.replace(year=when.year + 1)
        rows.append([f"YH{i + 1:03d}", USERS[i % 10] + f"{i // 10 + 1}车间", names(1200 + i, 1)[0], f"138****{2100 + i * 37}",
                     MODELS[i % 4], f"RG{2500 + i}", when.strftime("%Y-%m-%d"), until.strftime("%Y-%m-%d")])
    return {"用户档案": rows}


def complaints() -> Sheets:
    rng = random.Random(61)
    rows: Rows = [["投诉编号", "受理时间", "投诉单位", "等级", "投诉事由", "处理过程", "办结日期", "处理结果", "回访情况"]]
    issues = [("备件发错型号", "次日补发并承担运费"), ("工程师到场后未穿防护", "批评教育并现场致歉"), ("维修费用说明不清", "重新开具明细并退差价"),
              ("试切件光洁度争议", "派工艺员重编程序")]
    for i, moment in enumerate(times(62, 14, START, END)):
        level = "重大" if i in {4, 11} else "一般"
        limit = 15 if level == "重大" else 5
        days = limit + 4 if i == 8 else rng.randrange(1, limit - 1)
        issue, act = issues[i % 4]
        rows.append([f"TS-{i + 1:02d}", moment.strftime("%Y-%m-%d"), USERS[rng.randrange(10)], level, issue, act,
                     (moment + timedelta(days=days)).strftime("%Y-%m-%d"), "已解决，用户认可",
                     None if i == 2 else "办结后电话回访，用户满意"])
    rows.append(["小计", "14 件"])
    back: Rows = [["退换单号", "申请批准日期", "用户", "物品", "退/换", "原因", "办结日期", "备注"]]
    for i, moment in enumerate(times(72, 6, START, END)):
        days = 23 if i == 3 else rng.randrange(4, 14)
        back.append([f"TH-{i + 1:02d}", moment.strftime("%Y-%m-%d"), USERS[i], "伺服驱动模块" if i % 2 else "数控转台", "换" if i else "退",
                     "到货检验不符", (moment + timedelta(days=days)).strftime("%Y-%m-%d"), "已办结"])
    return {"投诉登记": rows, "退换登记": back}


def feedback() -> Sheets:
    rows: Rows = [["反馈单号", "提出日期", "提出部门", "接收部门", "反馈内容", "改进措施", "完成日期", "状态"]]
    parts = [("刀库凸轮箱早期渗油", "技术部", "密封圈改为氟橡胶件，图纸换版"), ("包装箱底托开裂", "生产部", "底托加厚至 40mm 并增加横梁"),
             ("说明书缺少报警代码索引", "技术部", "补充附录并重印"), ("导轨防护罩异响", "质保部", "更改滚轮供应批次，加抽检")]
    for i, moment in enumerate(times(82, 18, START, END - timedelta(days=30))):
        what, to, act = parts[i % 4]
        still = i == 15
        rows.append([f"FK{i + 1:03d}", moment.strftime("%Y-%m-%d"), "客户服务部", to, what, None if still else act,
                     None if still else (moment + timedelta(days=18)).strftime("%Y-%m-%d"), "处理中" if still else "已关闭"])
    return {"质量信息反馈": rows}


def roster() -> Sheets:
    rows: Rows = [["序号", "姓名", "岗位", "岗位持证要求", "证书名称", "证书编号", "有效期至"]]
    for i, name in enumerate(STAFF[:27]):
        if i < 3 or i >= 25:
            post, need, cert, until = ("服务经理" if i < 3 else "档案文员"), "无", None, None
        elif i < 17:
            post, need, cert = "机械服务工程师", "钳工（或装配钳工）职业资格", "装配钳工 三级"
            until = "长期"
        else:
            post, need, cert = "电气服务工程师", "特种作业操作证（低压电工作业）", "特种作业操作证（低压电工作业）"
            until = "2026-05-30" if i == 20 else f"2028-0{i - 16}-15"
        rows.append([i + 1, name, post, need, cert, f"ZS{3200 + i}" if cert else None, until])
    heads: Rows = [["姓名", "所在部门", "管理职务"]]
    posts = ["客户服务部部长", "客户服务部副部长", "技术支持组组长", "备件组组长", "信息与回访组组长", "江苏片区主管", "浙沪片区主管", "安徽片区主管",
             "华南片区主管", "华中片区主管", "山东片区主管", "重庆服务处主任", "西北片区主管", "东北片区主管"]
    heads += [[n, "客户服务部", p] for n, p in zip(STAFF, posts, strict=False)]
    return {"服务人员花名册": rows, "服务管理人员": heads}


def outlets() -> Sheets:
    areas = ["江苏", "浙沪", "安徽", "华南", "华中", "山东", "西南", "西北", "东北"]
    sold: Rows = [["销售片区", "覆盖省份", "2026年保有量（台）"]]
    sold += [[a, p, 60 - 4 * i] for i, (a, p) in enumerate(zip(areas, [
        "江苏", "浙江、上海", "安徽", "广东、福建", "湖北、湖南", "山东", "重庆、四川", "陕西、甘肃", "辽宁、吉林"], strict=True))]
    kept: Rows = [["服务片区", "网点名称", "性质", "地址", "负责人", "电话"]]
    own = ["常州总部服务站", "宁波服务站", "合肥服务站", "东莞服务站", "武汉服务站", "济南服务站", "重庆服务处"]
    kept += [[a, "锐格" + n, "自建", n[:2] + "市工业园区内", STAFF[5 + i], f"0519-8550{10 + i}"]
             for i, (a, n) in enumerate(zip(areas, own, strict=False))]
    kept.append(["西北", "西安恒驰机电设备有限公司", "委托（协议 RG-WT-2025-03）", "西安市未央区", "康立军", "029-86****51"])
    kept.append(["东北", "沈阳北辰精工机电有限公司", "委托（协议 RG-WT-2023-07）", "沈阳市铁西区", "佟大伟", "024-25****18"])
    score: Rows = [["检查日期", "网点", "人员在岗", "单据齐全", "备件账物", "得分", "检查人"]]
    score += [[f"2026-0{4 + i % 3}-{10 + i}", r[1], "合格", "合格", "合格", 88 + i, "尹卓然"] for i, r in enumerate(kept[1:])]
    return {"销售片区": sold, "服务网点": kept, "2026年网点检查考核": score}
