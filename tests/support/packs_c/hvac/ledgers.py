"""Records of repair, overhaul, complaints, care."""
# ruff: noqa: E501  (a row of a table stays on one line)
from __future__ import annotations

from datetime import date, datetime, timedelta
from random import Random

from ..ledger import cjk, dots, flaws, hours, mobile, moments, people, person, short
from ..markup import table
from ..pack import Pack, Sheet
from ..truth import Truth
from .firm import COMPANY
from .papers import DESK

FIRST, LAST = date(2025, 11, 27), date(2026, 11, 3)
CLIENTS = ["金鸡湖畔商务中心", "花桥星城", "狮山广场", "吴中万达里", "相城中翼大厦", "平江新城公寓", "吴江盛湖酒店", "独墅湖科创园"]
LIMITS = {"困人": 0.5, "停机": 2.0, "一般": 4.0}


def write(pack: Pack, truth: Truth) -> None:
    """All of it."""
    repaired = _repair(pack, truth)
    overhauled = _overhaul(pack, truth)
    truth.ratio("5.3.1.3", repaired[0], repaired[1], "隐私保护在手册第十章；急修与大修都有回访栏", also=((repaired[0] + overhauled[0], repaired[1] + overhauled[1]),))
    _feedback(pack, truth)
    _complaints(pack, truth)
    _care(pack, truth)


def _repair_row(rng: Random, number: int, moment: datetime, flaws_here: tuple[str, bool, bool]) -> list[object]:
    """One call; an ordinary fault is never reached between three and four hours, so both promises judge it alike."""
    gap, late, visited = flaws_here
    kind = rng.choice(["困人", "停机", "停机", "一般", "一般", "一般"])
    limit = LIMITS[kind]
    there = moment + (hours(rng, limit * 1.2, limit * 2.2) if late else hours(rng, 0.1, min(limit * 0.95, 2.8)))
    done = there + hours(rng, 0.3, 4)
    return [f"JX{number:04d}", rng.choice(CLIENTS), rng.choice(["电梯", "空调"]) if kind != "困人" else "电梯", kind, moment, there, "" if gap == "fault" else rng.choice(["门锁回路断", "制动器卡阻", "高压报警", "水流开关动作", "变频器故障"]),
            rng.choice(["调整", "更换部件", "复位", "清洗"]), done, "" if gap == "sign" else "已签认", "满意" if visited else ""]


def _repair(pack: Pack, truth: Truth) -> tuple[int, int]:
    rng = Random(410)
    total, slow, missing = 172, 42, 26
    gaps, late = flaws(rng, total, fault=4, sign=8), flaws(rng, total, late=slow)
    silent = set(rng.sample(range(total), missing))
    head = [["急修记录", *[None] * 10], ["单号", "客户", "设备", "故障类别", "时间", None, "故障原因", "处理", "时间", "客户", "回访"], [None, None, None, None, "接报时间", "到场时间", None, None, "修复时间", "签认", None]]
    merges = ["A1:K1", "A2:A3", "B2:B3", "C2:C3", "D2:D3", "E2:F2", "G2:G3", "H2:H3", "K2:K3"]
    quarters: dict[str, list[list[object]]] = {}
    for i, moment in enumerate(moments(rng, total, FIRST, LAST)):
        name = f"{moment.year}年{(moment.month - 1) // 3 + 1}季度"
        quarters.setdefault(name, []).append(_repair_row(rng, i + 1, moment, (gaps[i], bool(late[i]), i not in silent)))
    sheets = [Sheet(name, [*head, *rows, [f"本季度合计：{len(rows)}起"]], merges, date_format="yyyy-m-d hh:mm") for name, rows in quarters.items()]
    old = [_repair_row(rng, 9000 + i, m, ("", True, False)) for i, m in enumerate(moments(rng, 15, date(2024, 2, 1), date(2024, 11, 1)))]
    sheets.append(Sheet("2024存档", [*head, *old], merges, date_format="yyyy-m-d hh:mm", hidden=True))
    pack.xlsx(f"{DESK}/急修记录（季度）.xlsx", *sheets)
    truth.ratio("5.2.4-b", total - 12, total, "隐藏的 2024 年工作表不计")
    truth.ratio("5.2.4-c", total - slow, total, "困人 30 分钟、停机 2 小时、一般 4 小时（或 3 小时，比例相同）")
    truth.deduct("SD-own")
    return total - missing, total


def _overhaul(pack: Pack, truth: Truth) -> tuple[int, int]:
    rng = Random(411)
    total = 32
    marks = flaws(rng, total, unsigned=2, failed=1)
    rows = []
    for i, (moment, flaw) in enumerate(zip(moments(rng, total, FIRST, LAST), marks, strict=True), 1):
        rows.append([str(i), cjk(moment), rng.choice(CLIENTS), rng.choice(["更换曳引轮", "门系统改造", "主机大修", "冷却塔更换"]), person(rng), {"failed": "不合格（待复检）"}.get(flaw, "合格"), "" if flaw == "unsigned" else "已签字", "" if i % 10 == 0 else "已回访"])
    pack.pdf("工程部/大修改造安装调试验收汇总.pdf", "= 大修改造安装调试验收汇总表\n" + table(["序号", "完工日期", "客户", "项目", "安装调试人", "验收结论", "客户签字", "回访"], rows) + f"\n合计{total}项\n> 工程部", landscape=True)
    truth.ratio("5.2.2-b", total - 3, total)
    return total - total // 10, total


def _feedback(pack: Pack, truth: Truth) -> None:
    rng = Random(412)
    total = 20
    marks = flaws(rng, total, open=2, nothing=1)
    rows: list[list[object]] = [["信息反馈单登记"], ["编号", "日期", "反馈部门", "问题", "措施", "责任部门", "是否关闭"]]
    for i, (moment, flaw) in enumerate(zip(moments(rng, total, FIRST, date(2026, 9, 10)), marks, strict=True), 1):
        rows.append([i, dots(moment.date()), rng.choice(["维保服务部", "市场部", "工程部"]), rng.choice(["门机皮带寿命短", "滤网易堵", "客户要求短信通知", "备件发错"]), "" if flaw == "nothing" else rng.choice(["更换品牌", "缩短清洗周期", "平台增加短信", "双人复核"]), rng.choice(["质量安全部", "维保服务部"]), "否" if flaw else "是"])
    pack.xlsx("质量安全部/信息反馈单登记.xlsx", Sheet("登记", rows, ["A1:G1"]))
    truth.ratio("5.1.6.1", total - 3, total, "流程在手册第八章")


def _complaints(pack: Pack, truth: Truth) -> None:
    rng = Random(413)
    total = 18
    marks = flaws(rng, total, visit=2, late=2)
    rows: list[list[object]] = [["序号", "投诉时间", "客户名称", "联系人", "投诉内容", "处理情况", "结果", "办结时间", "回访"]]
    for i, (moment, flaw) in enumerate(zip(moments(rng, total, FIRST, LAST - timedelta(days=15)), marks, strict=True), 1):
        done = moment + (timedelta(days=rng.randint(7, 12)) if flaw == "late" else hours(rng, 4, 110))
        rows.append([i, f"{cjk(moment)} {moment:%H:%M}", rng.choice(CLIENTS), person(rng), rng.choice(["到场慢", "保养时噪声大", "账单不清", "同一故障反复"]), rng.choice(["上门致歉并整改", "更换班组", "重新出具账单"]), "已解决", f"{cjk(done)} {done:%H:%M}", "" if flaw == "visit" else "已回访，满意"])
    rows.append(["合计", f"{total}件"])
    pack.xlsx("服务监督室/投诉处理台账.xlsx", Sheet("台账", rows, widths=22))
    truth.ratio("5.3.2-b", total - 2, total, "另有“零投诉声明”，与台账相反，以台账为准")
    truth.ratio("5.3.2-c", total - 2, total, "5 日内办结")


def _care(pack: Pack, truth: Truth) -> None:
    rng = Random(414)
    pack.csv(f"{DESK}/客户档案.csv", [["客户编号", "客户", "联系人", "电话", "设备数量", "合同到期"], *[[f"HZ{i:03d}", c, n, mobile(rng), rng.randint(4, 60), "26.12.31"] for i, (c, n) in enumerate(zip(CLIENTS * 4, people(rng, 32), strict=True), 1)]], "gbk")
    pack.docx(f"{DESK}/2025年客户满意度调查报告.docx", f"""
= 2025年客户满意度调查报告
{COMPANY}　调查时间：2025年6月2日至6月20日
发放问卷80份，收回有效问卷71份，售后服务满意度89.3分，响应速度84.0分。
改进：增设夜班。
> 2025年6月30日
""", styles=False)
    truth.refuse(f"{DESK}/2025年客户满意度调查报告.docx", "outside_period", "expired")
    truth.fail("5.3.1.4", "调查在 2025 年 6 月，早于审核期")
    rows = [[str(i), c, short(date(2026, 6, 8 + i)), "空调主机高温前免费体检", "已签"] for i, c in enumerate(CLIENTS, 1)]
    pack.pdf(f"{DESK}/高温前免费巡检记录.pdf", "= 高温前免费巡检活动记录\n活动时间：2026年6月9日至6月16日\n" + table(["序号", "客户", "日期", "内容", "客户签字"], rows) + f"\n共巡检8家客户、31台主机。\n> {COMPANY}")
    train = [[cjk(date(2026, m, 18)), rng.choice(CLIENTS), "电梯安全使用与应急处置", str(rng.randint(6, 20)), "有签到"] for m in (2, 4, 6, 9)]
    pack.docx(f"{DESK}/使用单位培训记录.docx", "= 使用单位（客户）安全使用培训记录\n" + table(["日期", "客户", "内容", "人数", "签到"], train) + f"\n讲师：{person(rng)}　{COMPANY}", styles=False)
    recycled = [[cjk(date(2026, m, 25)), k, q, "苏州绿邦再生资源有限公司"] for m, k, q in ((1, "废机油", "60 kg"), (4, "废钢丝绳", "240 kg"), (7, "R410A 制冷剂（回收）", "35 kg"), (10, "废蓄电池", "18 只"))]
    pack.docx("质量安全部/废弃物回收处置台账.docx", "= 废弃物回收处置台账（2026年）\n" + table(["日期", "类别", "数量", "接收单位"], recycled) + "\n记录人：质量安全部", styles=False)
