"""The tables: sheets by month with totals, dates as 2026.3.5 text, notes below, one export from the shop system."""

from datetime import datetime, timedelta

from ..filler import Filler, cn, dot
from ..folder import Folder
from ..sheets import Sheet

CITIES = ("佛山", "广州", "中山", "江门", "东莞", "惠州", "肇庆", "清远")
Pair = tuple[int, int]


def write_records(folder: Folder) -> dict[str, Pair]:
    """Write every table and return good and total for each sampled clause."""
    fill = Filler(2602)
    counts: dict[str, Pair] = {}
    _deliveries(folder, fill, counts)
    _installations(folder, fill, counts)
    _repairs(folder, fill, counts)
    _complaints(folder, fill, counts)
    _ideas(folder, fill, counts)
    _people(folder, fill, counts)
    return counts


def _deliveries(folder: Folder, fill: Filler, counts: dict[str, Pair]) -> None:
    """100 deliveries on ten monthly sheets with totals; a quarter came later than the promised seven days."""
    total, late = 100, fill.chosen(25, 100)
    book: list[Sheet] = []
    moments = fill.moments("2026-01-03", "2026-10-28", total)
    for month in range(1, 11):
        rows: list[list[object]] = [[f"2026年{month}月送货登记", *[None] * 6],
                                    ["单号", "客户", "城市", "完工通知", "送达签收", "签收人", "司机"]]
        mine = [(i, t) for i, t in enumerate(moments) if t.month == month]
        for i, t in mine:
            there = t + timedelta(days=fill.dice.randint(10, 16) if i in late else fill.dice.randint(2, 6))
            rows.append([f"S{i + 1:03d}", fill.person(), fill.pick(*CITIES), dot(t), dot(there), fill.person(), fill.pick("老罗", "阿强")])
        rows.append(["合计", f"{len(mine)}单", *[None] * 5])
        rows.append(["备注：签收单原件在调度处。"])
        book.append(Sheet(f"{month}月", rows, ["A1:G1"]))
    folder.xlsx("台账/2026送货登记.xlsx", book)
    counts["delivery"] = (total - len(late), total)


def _installations(folder: Folder, fill: Filler, counts: dict[str, Pair]) -> None:
    """80 installations: one without its fitter, two not passed; six not called back."""
    total, nobody, failed, silent = 80, {12}, {30, 61}, fill.chosen(6, 80)
    rows: list[list[object]] = [["2026年安装验收与回访表", *[None] * 7], ["填表：调度　单位：户", *[None] * 7],
                                ["序号", "安装日期", "顾客", "城市", "产品", "安装技师", "验收情况", "回访记录"]]
    for i, t in enumerate(fill.moments("2025-12-06", "2026-10-20", total)):
        rows.append([i + 1, dot(t), fill.person(), fill.pick(*CITIES), fill.pick("L型厨柜", "一字厨柜", "衣柜", "阳台柜"),
                     None if i in nobody else fill.person(), "不合格，门板返工" if i in failed else "验收合格，顾客已签字",
                     None if i in silent else f"{dot(t + timedelta(days=7))} 电话 {fill.pick('满意', '很好', '一般')}"])
    rows.append(["合计", None, f"{total}户", *[None] * 5])
    folder.xlsx("台账/2026安装验收表.xlsx", [Sheet("安装", rows, ["A1:H1", "A2:H2"])])
    counts["installation"] = (total - len(nobody) - len(failed), total)
    counts["installation visit"] = (total - len(silent), total)


def _repairs(folder: Folder, fill: Filler, counts: dict[str, Pair]) -> None:
    """60 repairs exported from the shop system: late by the promise's 24 hours, mostly not by the handbook's 48."""
    total, over48 = 60, {3, 40, 51}
    over24 = {8, 15, 22, 27, 33, 45, 57} | over48
    blank, silent = {19, 36, 58}, fill.chosen(7, total)
    rows: list[list[object]] = [["维修单号", "报修时间", "顾客姓名", "电话", "城市", "故障描述", "上门时间", "处理情况", "完成时间",
                                 "顾客签名", "回访"]]
    stamps = fill.moments("2025-10-02", "2025-11-05", 4) + fill.moments("2025-12-01", "2026-10-25", total)
    for n, t in enumerate(stamps):
        i = n - 4
        wait = fill.hours(54, 90) if i in over48 else fill.hours(27, 44) if i in over24 else fill.hours(2, 20)
        done = t + wait + fill.hours(0.5, 3)
        rows.append([f"W{n + 1:04d}", _clock(t), fill.person(), fill.phone(), fill.pick(*CITIES),
                     "" if i == 19 else fill.pick("铰链断", "抽屉卡", "门板掉皮", "台面开裂", "拉篮脱落"), _clock(t + wait),
                     fill.pick("更换铰链", "调滑轨", "补板", "打胶修补"), _clock(done),
                     "" if i in blank - {19} else fill.person(),
                     "" if i in silent else f"{dot(done + timedelta(days=4))} {fill.pick('满意', '还行')}"])
    folder.csv("台账/维修单导出.csv", rows, "utf-8-sig")
    counts["repair record"] = (total - len(blank), total)
    counts["response within 24"] = (total - len(over24), total)
    counts["response within 48"] = (total - len(over48), total)
    counts["repair visit"] = (total - len(silent), total)


def _clock(t: datetime) -> str:
    """2026.3.5 9:05."""
    return f"{dot(t)} {t.hour}:{t.minute:02d}"


def _complaints(folder: Folder, fill: Filler, counts: dict[str, Pair]) -> None:
    """20 complaints: one without its result, two over ten days; nine returns and exchanges, one late."""
    total, unsaid, late = 20, {6}, {9, 14}
    rows: list[list[object]] = [["客诉登记 2026", *[None] * 8],
                                ["登记时间", "投诉人", "联系方式", "投诉内容", "怎么处理的", "结果", "办结时间", "是否解决", "回访"]]
    for i, t in enumerate(fill.moments("2025-12-09", "2026-10-10", total)):
        done = t + timedelta(days=fill.dice.randint(14, 20) if i in late else fill.dice.randint(1, 7))
        rows.append([cn(t), fill.person(), fill.phone(), fill.pick("送货拖了一周", "门板色差", "技师迟到", "台面有划痕"),
                     fill.pick("减免运费并道歉", "补板更换", "重新安排", "抛光修复"), None if i in unsaid else "顾客接受",
                     cn(done), "是", f"{dot(done + timedelta(days=2))} 已回访"])
    rows.append(["合计：20件", *[None] * 8])
    back: list[list[object]] = [["退换补件登记 2026", *[None] * 6], ["申请日期", "顾客", "类型", "部件", "原因", "办完日期", "经办"]]
    for k, t in enumerate(fill.moments("2025-12-12", "2026-09-20", 9)):
        back.append([dot(t), fill.person(), fill.pick("换件", "退货", "换件"), fill.pick("门板", "台面", "抽屉"),
                     fill.pick("开裂", "脱胶", "图纸不符"),
                     dot(t + timedelta(days=29 if k == 5 else fill.dice.randint(5, 15))), fill.person()])
    folder.xlsx("台账/客诉登记2026.xlsx", [Sheet("客诉", rows, ["A1:I1"]), Sheet("退换补件", back, ["A1:G1"])])
    counts["complaint record"] = (total - len(unsaid), total)
    counts["complaint solved"] = (total - len(late), total)
    counts["return"] = (8, 9)


def _ideas(folder: Folder, fill: Filler, counts: dict[str, Pair]) -> None:
    """15 improvement slips, two without an end; the old-cabinet book beside them."""
    total, open_ones = 15, {4, 13}
    rows: list[list[object]] = [["改进单台账", *[None] * 5], ["日期", "来源", "问题", "责任部门", "措施", "关闭情况"]]
    for i, t in enumerate(fill.moments("2025-12-20", "2026-09-15", total)):
        rows.append([dot(t), fill.pick("门店", "技师", "客服"), fill.pick("包装太薄", "孔位偏", "铰链批次松", "图纸标注不清"),
                     fill.pick("生产中心", "设计部", "营销中心"), fill.pick("加护角", "校排钻", "换供应商", "改图框"),
                     "未完成" if i in open_ones else f"已关闭 {dot(t + timedelta(days=9))}"])
    old: list[list[object]] = [["日期", "户主", "旧柜数量（组）", "去向", "经手"]]
    old += [[dot(t), fill.person(), fill.dice.randint(1, 5), "送佛山南海大沥废旧木材回收站", fill.pick("老罗", "阿强")]
            for t in fill.moments("2025-12-15", "2026-10-15", 11)]
    folder.xlsx("台账/改进单和旧柜回收.xlsx", [Sheet("改进单", rows, ["A1:F1"]), Sheet("旧柜", old)])
    counts["idea"] = (total - len(open_ones), total)


def _people(folder: Folder, fill: Filler, counts: dict[str, Pair]) -> None:
    """18 fitters who need a certificate: one has none, one has the wrong kind; 18 managers."""
    rows: list[list[object]] = [["售后人员台账（2026.10）", *[None] * 6], ["编号", "姓名", "岗位", "岗位要求证书", "持证", "有效期至", "备注"]]
    for i in range(18):
        need = "家具安装工证" if i < 12 else "低压电工作业证"
        have = None if i == 3 else "叉车作业证" if i == 15 else need
        rows.append([f"A{i + 1:02d}", fill.person(), "安装技师" if i < 12 else "灯带电工", need, have,
                     None if have is None else dot(fill.moments("2027-01-10", "2029-12-01", 1)[0]), None])
    rows += [[f"B{k:02d}", fill.person(), "客服专员", "无要求", None, None, None] for k in range(1, 7)]
    rows.append(["小计", "24人", *[None] * 5])
    heads: list[list[object]] = [["服务管理人员（18人）", None], ["姓名", "职务"], ["霍秀英", "售后服务中心经理"],
                                 ["崔静", "客服主管"], ["黄美玲", "营销中心经理"]]
    heads += [[fill.person(), fill.pick("门店服务主管", "区域主管", "调度主管")] for _ in range(15)]
    folder.xlsx("人员/人员台账.xlsx", [Sheet("花名册", rows, ["A1:G1"]), Sheet("管理人员", heads, ["A1:B1"])])
    counts["roster"] = (16, 18)
