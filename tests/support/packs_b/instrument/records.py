"""The record tables: two-row headers, real dates, quarter subtotals, a hidden sheet of the old system."""

from datetime import timedelta

from ..filler import Filler, cn
from ..folder import Folder
from ..sheets import Sheet

HOURS = {"A": 4, "B": 8, "C": 24}
DAYS = {"常备": 10, "定制": 30}
LABS = ("苏州大学分析测试中心", "无锡疾控检验所", "南京环境监测站", "杭州药物研究院", "武汉水产研究所", "西安石化检测中心",
        "成都理化检验院", "北京农残检测实验室", "广州精准医学中心", "长春生物制品所", "郑州粮油检测站")
MODELS = ("HLC-16", "HLC-18", "HLC-20R", "HLD-101", "HLZ-30")
Pair = tuple[int, int]


def write_records(folder: Folder) -> dict[str, Pair]:
    """Write every table and return good and total for each sampled clause."""
    fill = Filler(2601)
    counts: dict[str, Pair] = {}
    _repairs(folder, fill, counts)
    _deliveries(folder, fill, counts)
    _complaints(folder, fill, counts)
    _feedback(folder, fill, counts)
    _roster(folder, fill, counts)
    folder.copy("05 对外资料/服务承诺书.pdf", "05 对外资料/服务承诺书 - 副本.pdf")
    return counts


def _repairs(folder: Folder, fill: Filler, counts: dict[str, Pair]) -> None:
    """64 jobs in the period and 6 before it; a subtotal after each quarter; the old system hidden."""
    total = 64
    unsigned, late, unvisited = fill.chosen(3, total), fill.chosen(4, total), fill.chosen(4, total)
    moments = fill.moments("2025-09-08", "2025-10-20", 6) + fill.moments("2025-12-01", "2026-10-28", total)
    rows: list[list[object]] = [
        ["衡澜仪器 维修工单汇总（CRM 导出后整理）", *[None] * 11],
        ["工单号", "报修", None, None, "故障", None, "响应与处理", None, None, "确认", "回访", None],
        [None, "报修时间", "顾客单位", "机型", "故障现象", "级别", "首次响应", "处理措施", "完工时间", "顾客签字", "回访日期", "回访结果"],
    ]
    quarter, size = "", 0
    for n, start in enumerate(moments):
        i = n - 6
        mark = f"{start.year}年第{(start.month - 1) // 3 + 1}季度"
        if quarter and mark != quarter:
            rows.append([f"{quarter}小计", None, f"{size} 单", *[None] * 9])
            size = 0
        quarter, size = mark, size + 1
        grade = fill.pick("A", "B", "B", "C")
        wait = fill.hours(1.3, 2.0) * HOURS[grade] if i in late else fill.hours(0.1, 0.8) * HOURS[grade]
        done = start + wait + fill.hours(2, 60)
        rows.append([f"WX{start:%y%m}{n + 1:03d}", start, fill.pick(*LABS), fill.pick(*MODELS),
                     fill.pick("不制冷", "转子异响", "门锁报警", "转速不稳", "显示黑屏"), grade, start + wait,
                     fill.pick("更换门锁总成", "更换碳刷并试机", "重新动平衡", "更换主控板", "补充制冷剂"), done,
                     None if i in unsigned else fill.person(), None if i in unvisited else (done + timedelta(days=3)).date(),
                     None if i in unvisited else fill.pick("满意", "满意", "基本满意")])
    rows.append([f"{quarter}小计", None, f"{size} 单", *[None] * 9])
    rows.append(["合计", None, f"{len(moments)} 单", *[None] * 9])
    rows.append(["注：级别按手册第 5 章判定；签字原件存客户服务部。"])
    old: list[list[object]] = [["单号", "报修时间", "单位", "故障", "到场时间", "完成"]]
    old += [[f"OLD{k}", t, fill.pick(*LABS), "不启动", t + timedelta(days=3), "已修"]
            for k, t in enumerate(fill.moments("2024-02-01", "2024-08-30", 9), 1)]
    merges = ["A1:L1", "A2:A3", "B2:D2", "E2:F2", "G2:I2", "K2:L2"]
    folder.xlsx("04 运行记录2026/03 维修工单.xlsx", [Sheet("工单", rows, merges), Sheet("旧系统2024", old, hidden=True)])
    counts["repair record"] = (total - len(unsigned), total)
    counts["repair response"] = (total - len(late), total)
    counts["repair visit"] = (total - len(unvisited), total)


def _deliveries(folder: Folder, fill: Filler, counts: dict[str, Pair]) -> None:
    """Deliveries with two promised times by kind of model, and installations, in one workbook."""
    total, late, unsigned = 70, {7, 33, 58}, {41}
    sent: list[list[object]] = [["发货签收登记 2026", *[None] * 7],
                                ["订单号", "订单确认日期", "收货单位", "型号", "类别", "发货日期", "签收日期", "签收人"]]
    for i, start in enumerate(fill.moments("2025-12-02", "2026-10-10", total)):
        kind = fill.pick("常备", "常备", "定制")
        days = DAYS[kind] + fill.dice.randint(4, 9) if i in late else fill.dice.randint(4, DAYS[kind] - 2)
        sent.append([f"SO{start:%y%m%d}-{i + 1}", start.date(), fill.pick(*LABS), fill.pick(*MODELS), kind,
                     start.date() + timedelta(days=max(1, days - 3)),
                     None if i in unsigned else start.date() + timedelta(days=days), None if i in unsigned else fill.person()])
    sent.append(["合计", f"共 {total} 单", *[None] * 6])
    fitted: list[list[object]] = [["安装调试验收登记 2026", *[None] * 8],
                                  ["序号", "装机日期", "用户单位", "型号", "安装工程师", "验收结论", "用户验收人", "使用培训", "装机回访"]]
    rounds, recheck, unvisited = 40, {17}, {5, 29}
    for i, start in enumerate(fill.moments("2025-12-10", "2026-10-20", rounds)):
        fitted.append([i + 1, cn(start), fill.pick(*LABS), fill.pick(*MODELS), fill.person(),
                       "不合格，待复验" if i in recheck else "合格", fill.person(), fill.pick("已培训 2 人", "已培训 3 人"),
                       None if i in unvisited else cn(start + timedelta(days=5)) + " 正常使用"])
    folder.xlsx("04 运行记录2026/04 发货与装机.xlsx",
                [Sheet("发货签收", sent, ["A1:H1"]), Sheet("装机验收", fitted, ["A1:I1"])])
    counts["delivery"] = (total - len(late) - len(unsigned), total)
    counts["installation"] = (rounds - len(recheck), rounds)
    counts["installation visit"] = (rounds - len(unvisited), rounds)


def _complaints(folder: Folder, fill: Filler, counts: dict[str, Pair]) -> None:
    """Twelve closed complaints (one late), one just received, and six returns."""
    total, late = 12, {4}
    rows: list[list[object]] = [["编号", "受理时间", "顾客", "联系电话", "投诉事由", "处理过程", "处理结果", "办结日期", "回访情况"]]
    for i, start in enumerate(fill.moments("2025-12-08", "2026-10-22", total)):
        done = start.date() + timedelta(days=12 if i in late else fill.dice.randint(1, 5))
        rows.append([f"TS-{i + 1:02d}", start, fill.pick(*LABS) + " " + fill.person(), fill.phone(),
                     fill.pick("木箱磕碰", "改约未提前告知", "说明书看不懂", "备件等待"),
                     fill.pick("补发护角并致歉", "更换外壳", "当面讲解", "加急调拨备件"),
                     "已解决", done, f"{cn(start + timedelta(days=13))}电话回访，满意"])
    rows.append(["TS-13", fill.moments("2026-11-17", "2026-11-17", 1)[0], "常州材料检测所 " + fill.person(), fill.phone(),
                 "噪声偏大", "11月19日工程师已到场，待更换减震垫", "处理中", None, None])
    back: list[list[object]] = [["编号", "申请日期", "顾客", "型号", "类型", "原因", "办结日期", "处理结果"]]
    back += [[f"TH-{k}", t.date(), fill.pick(*LABS), fill.pick(*MODELS), fill.pick("退货", "换货"), "到货性能故障",
              t.date() + timedelta(days=fill.dice.randint(3, 12)), "已办结"]
             for k, t in enumerate(fill.moments("2025-12-20", "2026-09-30", 6), 1)]
    folder.xlsx("04 运行记录2026/05 投诉与退换货.xlsx", [Sheet("投诉", rows), Sheet("退换货", back)])
    counts["complaint record"] = (total + 1, total + 1)
    counts["complaint solved"] = (total - len(late), total)
    counts["return"] = (6, 6)


def _feedback(folder: Folder, fill: Filler, counts: dict[str, Pair]) -> None:
    """Fifteen feedback slips, one still open; the recycling book beside them."""
    total, still_open = 15, {11}
    rows: list[list[object]] = [["服务信息反馈单台账", *[None] * 6], ["单号", "提出日期", "反馈内容", "责任部门", "原因与措施", "关闭日期", "状态"]]
    for i, t in enumerate(fill.moments("2025-12-05", "2026-09-25", total)):
        shut = i not in still_open
        rows.append([f"FK{i + 1:02d}", t.date(), fill.pick("门锁弹簧易疲劳", "木箱底托偏软", "接地线偏短", "温控漂移"),
                     fill.pick("研发部", "质量部", "生产部", "物流部"),
                     fill.pick("更改材料", "加厚底托", "加长至 3 米", "修订校准") if shut else None,
                     t.date() + timedelta(days=fill.dice.randint(5, 20)) if shut else None, "已关闭" if shut else "处理中"])
    waste: list[list[object]] = [["回收日期", "顾客", "设备", "数量", "处置方式", "经办人"]]
    waste += [[t.date(), fill.pick(*LABS), fill.pick(*MODELS), 1, "制冷剂回收后交苏州绿循再生资源有限公司拆解", fill.person()]
              for t in fill.moments("2025-12-15", "2026-10-10", 8)]
    folder.xlsx("04 运行记录2026/06 反馈单与回收台账.xlsx", [Sheet("反馈单", rows, ["A1:G1"]), Sheet("报废回收", waste)])
    counts["feedback"] = (total - len(still_open), total)


def _roster(folder: Folder, fill: Filler, counts: dict[str, Pair]) -> None:
    """Twenty-six people whose post asks for a certificate, one of them expired; seven others; twelve managers."""
    rows: list[list[object]] = [
        ["售后服务人员花名册（2026年10月）", *[None] * 7],
        ["序号", "姓名", "部门", "岗位", "岗位要求持证", "持有证书", None, None],
        [None, None, None, None, None, "证书名称", "证书编号", "有效期至"],
    ]
    total, expired = 26, {9}
    for i in range(total):
        cert = "低压电工作业证" if i < 20 else "制冷与空调作业证"
        until = fill.moments("2026-05-01", "2026-05-30", 1)[0] if i in expired else fill.moments("2027-02-01", "2030-12-01", 1)[0]
        rows.append([i + 1, fill.person(), "现场服务组", "现场工程师" if i < 20 else "制冷工程师", cert, cert, f"T3205{i:04d}", until.date()])
    rows += [[total + k, fill.person(), "热线组", "热线工程师", "无", None, None, None] for k in range(1, 8)]
    heads: list[list[object]] = [["服务管理人员名单", None, None], ["姓名", "职务", "售后服务管理师"], ["万志远", "客户服务部经理", "有"],
                                 ["彭雪梅", "客户关系主管", "有"], ["骆玉珍", "服务监督员", "无"]]
    heads += [[name, "服务站长", "无"] for name in ("时立新", "柳浩然", "麦永刚", "税志明", "车思远")]
    heads += [[fill.person(), "班组长", "无"] for _ in range(4)]
    old: list[list[object]] = [["姓名", "岗位", "岗位要求持证", "持有证书", "有效期至"]]
    old += [[fill.person(), "现场工程师", "低压电工作业证", None, None] for _ in range(6)]
    merges = ["A1:H1", "F2:H2", "A2:A3", "B2:B3", "C2:C3", "D2:D3", "E2:E3"]
    folder.xlsx("03 组织与人员/HL-RS-02 售后人员花名册.xlsx",
                [Sheet("花名册", rows, merges), Sheet("服务管理人员", heads), Sheet("2024离职备查", old, hidden=True)])
    counts["roster"] = (total - len(expired), total)
