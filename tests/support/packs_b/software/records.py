"""Exports of the ticket system: GBK, English and Chinese column names, call-backs in a file of their own."""

from datetime import datetime, timedelta

from ..filler import Filler
from ..folder import Folder

HOURS = {"P1": 1, "P2": 4, "P3": 8, "P4": 24}
SHOPS = ("小馋猫零食", "老茶铺", "花满屋", "阿果水果", "青禾便利", "木子文具", "九味火锅食材", "童话母婴", "南门五金", "山野咖啡")
Pair = tuple[int, int]


def write_records(folder: Folder) -> dict[str, Pair]:
    """Write every export and return good and total for each sampled clause."""
    fill = Filler(2603)
    counts: dict[str, Pair] = {}
    calls: list[list[object]] = [["回访单号", "关联单号", "回访时间", "回访人", "客户评价", "备注"]]
    _tickets(folder, fill, counts, calls)
    _onboarding(folder, fill, counts, calls)
    folder.csv("exports/visits_gbk.csv", calls, "gb18030")
    _complaints(folder, fill, counts)
    _feedback(folder, fill, counts)
    return counts


def _tickets(folder: Folder, fill: Filler, counts: dict[str, Pair], calls: list[list[object]]) -> None:
    """120 tickets of the period after 15 earlier ones; the newest first, as the system exports them."""
    total, early = 120, 15
    late, unvisited = fill.chosen(8, total), fill.chosen(10, total)
    holes = sorted(fill.chosen(5, total))
    stamps = fill.moments("2025-09-10", "2025-11-10", early) + fill.moments("2025-11-25", "2026-11-05", total)
    rows: list[list[object]] = []
    for n, start in enumerate(stamps):
        i, number = n - early, f"T{start:%y%m}{n + 1:04d}"
        grade = fill.pick("P1", "P2", "P3", "P3", "P4")
        reply = start + (fill.hours(1.4, 2.5) if i in late else fill.hours(0.1, 0.85)) * HOURS[grade]
        done = reply + fill.hours(1, 30)
        rows.append([number, f"{start:%Y-%m-%d %H:%M:%S}", fill.pick(*SHOPS), grade,
                     "" if i in holes[:2] else fill.pick("无法登录", "打印乱码", "库存不准", "会员积分错", "日结失败"),
                     f"{reply:%Y-%m-%d %H:%M:%S}", "" if i in holes[2:3] else fill.pick("远程修复配置", "推送补丁", "重建索引", "指导操作"),
                     f"{done:%Y-%m-%d %H:%M:%S}", "" if i in holes[3:] else "客户已确认", fill.person()])
        if i not in unvisited:
            _call(calls, fill, number, done + timedelta(days=2))
    head = ["ticket_id", "created_at(报障时间)", "customer(客户)", "priority", "symptom(故障描述)", "first_reply_at(首次响应)",
            "action(处理措施)", "resolved_at(完成时间)", "customer_confirm(客户确认)", "agent"]
    folder.csv("exports/tickets_2026_gbk.csv", [head, *reversed(rows)], "gb18030")
    counts["ticket record"] = (total - len(holes), total)
    counts["ticket response"] = (total - len(late), total)
    counts["ticket visit"] = (total - len(unvisited), total)


def _call(calls: list[list[object]], fill: Filler, number: str, when: datetime) -> None:
    """One call-back."""
    calls.append([f"V{len(calls):04d}", number, f"{when:%Y-%m-%d}", fill.person(), fill.pick("5星", "5星", "4星", "3星"), ""])


def _onboarding(folder: Folder, fill: Filler, counts: dict[str, Pair], calls: list[list[object]]) -> None:
    """30 shops brought on line, one without an accepted hand-over; two not called back."""
    total, refused, unvisited = 30, {21}, {4, 18}
    rows: list[list[object]] = [["实施单号", "上线日期", "客户", "版本", "实施顾问", "安装调试内容", "验收结果", "验收人", "培训"]]
    for i, t in enumerate(fill.moments("2025-12-01", "2026-10-25", total)):
        number = f"S{i + 1:03d}"
        rows.append([number, f"{t:%Y-%m-%d}", fill.pick(*SHOPS), fill.pick("标准版", "连锁版"), fill.person(), "安装、导入商品、联调打印",
                     "未通过" if i in refused else "验收通过", fill.person(), "已培训收银员"])
        if i not in unvisited:
            _call(calls, fill, number, t + timedelta(days=7))
    folder.csv("exports/onboarding_gbk.csv", rows, "gb18030")
    counts["onboarding"] = (total - len(refused), total)
    counts["onboarding visit"] = (total - len(unvisited), total)


def _complaints(folder: Folder, fill: Filler, counts: dict[str, Pair]) -> None:
    """18 complaints: one never called back, two beyond 72 hours."""
    total, silent, late = 18, {7}, {3, 11}
    rows: list[list[object]] = [["投诉编号", "登记时间", "客户", "投诉事由", "处理过程", "处理结果", "办结时间", "状态", "回访"]]
    for i, t in enumerate(fill.moments("2025-12-03", "2026-09-28", total)):
        done = t + (fill.hours(100, 150) if i in late else fill.hours(3, 60))
        rows.append([f"C{i + 1:03d}", f"{t:%Y/%m/%d %H:%M}", fill.pick(*SHOPS) + " " + fill.person(),
                     fill.pick("升级打断收银", "短信到账慢", "态度不好"),
                     fill.pick("改为打烊后升级", "切换通道并补发", "当事人致歉"), "客户接受", f"{done:%Y/%m/%d %H:%M}", "已解决",
                     "" if i in silent else f"{done + timedelta(days=1):%Y/%m/%d} 已回访"])
    folder.csv("exports/complaints.csv", rows, "utf-8-sig")
    counts["complaint record"] = (total - len(silent), total)
    counts["complaint solved"] = (total - len(late), total)


def _feedback(folder: Folder, fill: Filler, counts: dict[str, Pair]) -> None:
    """20 feedback slips, one of them open; three before the period."""
    total, still_open = 20, {15}
    rows: list[list[object]] = [["反馈单", "提出日期", "来源", "内容", "责任部门", "措施", "状态", "关闭日期"]]
    stamps = fill.moments("2025-08-01", "2025-10-30", 3) + fill.moments("2025-12-01", "2026-09-20", total)
    for n, t in enumerate(stamps):
        i = n - 3
        rows.append([f"F{n + 1:03d}", f"{t:%Y-%m-%d}", fill.pick("一线", "实施", "客户成功"), fill.pick("盘点步骤多", "报表慢", "小票字小"),
                     fill.pick("产品部", "研发部", "市场部"), "" if i in still_open else fill.pick("改流程", "加缓存", "加大字号"),
                     "open" if i in still_open else "closed", "" if i in still_open else f"{t + timedelta(days=11):%Y-%m-%d}"])
    folder.csv("exports/feedback_gbk.csv", rows, "gb18030")
    counts["feedback"] = (total - len(still_open), total)
