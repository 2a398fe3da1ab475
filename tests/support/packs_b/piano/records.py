"""The tables: heads on the fifth row, 26.03.05 dates, holes; deliveries as a GBK export."""

from datetime import datetime, timedelta

from ..filler import Filler, short
from ..folder import Folder
from ..sheets import Sheet

HOURS = {"主城": 48, "区县": 96}
MASTERS = ("曹勇", "魏军", "金磊", "陶超", "姜海涛", "戚宏伟")
Pair = tuple[int, int]


def write_records(folder: Folder) -> dict[str, Pair]:
    """Write every table and return good and total for each sampled clause."""
    fill = Filler(2604)
    counts: dict[str, Pair] = {}
    _repairs(folder, fill, counts)
    _deliveries(folder, fill, counts)
    _people(folder, counts)
    return counts


def _jobs(fill: Filler, stamps: list[datetime], late: set[int], holes: set[int]) -> list[list[object]]:
    """Rows of tuning and repair; a hole is a missing signature, fault or work done, in turn."""
    rows: list[list[object]] = []
    for i, t in enumerate(stamps):
        area = fill.pick("主城", "主城", "区县")
        wait = fill.hours(1.3, 1.8) * HOURS[area] if i in late else fill.hours(0.1, 0.8) * HOURS[area]
        done = t + wait + fill.hours(1, 4)
        row: list[object] = [i + 1, _stamp(t), fill.person(), fill.phone(), area, fill.pick("跑音", "断弦", "踏板响", "键卡住"),
                             _stamp(t + wait), fill.pick("调律", "换弦", "换弹簧", "打磨键侧"), _stamp(done), fill.pick(*MASTERS), fill.person()]
        if i in holes:
            row[(10, 5, 7)[i % 3]] = None
        rows.append(row)
    return rows


def _stamp(t: datetime) -> str:
    """26.03.05 14:20."""
    return f"{short(t)} {t:%H:%M}"


def _repairs(folder: Folder, fill: Filler, counts: dict[str, Pair]) -> None:
    """40 jobs of the period, 12 with holes and 3 late; the book of 2024 beside it."""
    total, late, holes = 40, fill.chosen(3, 40), fill.chosen(12, 40)
    head: list[list[object]] = [[None], [None, None, None, "木石琴行 调律修理登记"], ["重庆木石琴行有限公司"], [None],
                                ["#", "报修时间", "琴友", "电话", "片区", "毛病", "到家时间", "弄了啥", "弄完时间", "师傅", "琴友签字"]]
    rows = _jobs(fill, fill.moments("2025-12-01", "2026-10-28", total), late, holes)
    folder.xlsx("店务/调律修理本2026 最终版最终版.xlsx", [Sheet("Sheet1", [*head, *rows, [None], ["共", f"{total}次"]], ["D2:H2"])])
    old = _jobs(fill, fill.moments("2024-02-01", "2024-11-30", 25), set(), set())
    folder.xlsx("店务/调律修理本2024.xlsx", [Sheet("Sheet1", [*head, *old], ["D2:H2"])])
    counts["repair record"] = (total - len(holes), total)
    counts["repair response"] = (total - len(late), total)


def _deliveries(folder: Folder, fill: Filler, counts: dict[str, Pair]) -> None:
    """30 pianos delivered, three later than three days."""
    total, late = 30, {6, 17, 25}
    rows: list[list[object]] = [["木石琴行送琴记录", "", "", "", "", ""], ["尾款付清日", "琴友", "型号", "送到日期", "签收", "搬运"]]
    for i, t in enumerate(fill.moments("2025-12-03", "2026-10-20", total)):
        there = t + timedelta(days=fill.dice.randint(5, 8) if i in late else fill.dice.randint(1, 2))
        rows.append([short(t), fill.person(), fill.pick("HY-121", "HY-125S", "HY-GP150"), short(there), fill.person(), fill.pick("老唐", "小范")])
    rows.append(["合计", f"{total}台", "", "", "", ""])
    folder.csv("店务/送琴记录.csv", rows, "gb18030")
    counts["delivery"] = (total - len(late), total)


def _people(folder: Folder, counts: dict[str, Pair]) -> None:
    """Six tuners who need a certificate: one expired, one without; three managers."""
    rows: list[list[object]] = [[None], [None], ["木石琴行人员表 26.10"], [None],
                                ["姓名", "干什么", "岗位要求的证", "手里的证", "证到什么时候"]]
    held = (("钢琴调律师证", "28.05.01"), ("钢琴调律师证", "27.11.30"), ("钢琴调律师证", "26.03.31"), (None, None),
            ("钢琴调律师证", "29.01.15"), ("钢琴调律师证", "28.08.08"))
    rows += [[name, "调律师", "钢琴调律师证", *have] for name, have in zip(MASTERS, held, strict=True)]
    rows += [["唐振华", "搬运", "不要求", None, None], ["范国栋", "搬运", "不要求", None, None]]
    rows += [[None], ["管服务的人："], ["姓名", "职务"], ["周立新", "老板兼售后负责人"], ["李芳", "店长"], ["曹勇", "师傅头"]]
    folder.xlsx("店务/人员.xlsx", [Sheet("Sheet1", rows)])
    counts["roster"] = (4, 6)
