"""What the service desk and the delivery teams record."""
# ruff: noqa: E501  (a row of a table stays on one line)
from __future__ import annotations

from datetime import date, timedelta
from random import Random

from ..ledger import flaws, hours, iso, mobile, moments, people, person, slash
from ..pack import Pack, Sheet
from ..truth import Truth
from .company import COMPANY
from .papers import WATCH

DESK = "F_运行记录"
FIRST, LAST = date(2025, 11, 28), date(2026, 11, 6)
CLIENTS = ["龙门山酒业", "蓉北医药", "川南水务", "西部建材集团", "汉江机床", "岭南食品", "秦岭旅游", "江城教育"]
LIMITS = {"P1": 0.25, "P2": 0.5, "P3": 2.0, "P4": 4.0}


def write(pack: Pack, truth: Truth) -> None:
    """All of it."""
    tickets = _tickets(pack, truth)
    launches = _launches(pack, truth)
    truth.ratio("5.3.1.3", tickets[0], tickets[1], "回访在工单与上线两份记录里", also=((tickets[0] + launches[0], tickets[1] + launches[1]),))
    _feedback(pack, truth)
    _complaints(pack, truth)
    _customers(pack)
    truth.refuse(f"{DESK}/满意度问卷（空白）.txt", "blank_template")


def _tickets(pack: Pack, truth: Truth) -> tuple[int, int]:
    rng = Random(310)
    total = 158
    incomplete, late = flaws(rng, total, confirm=3, cure=1), flaws(rng, total, late=6)
    unvisited = set(rng.sample(range(total), 7))
    rows: list[list[object]] = [["Ticket ID", "优先级", "客户", "报障人", "报障时间 Created", "首次响应 First Response", "故障描述", "处理措施", "解决时间 Resolved", "客户确认", "回访时间", "Status"]]
    old = moments(rng, 12, date(2025, 9, 1), date(2025, 11, 14))
    for i, moment in enumerate(old + moments(rng, total, FIRST, LAST)):
        k = i - len(old)
        level = rng.choice(["P1", "P2", "P3", "P3", "P3", "P4", "P4"])
        limit = LIMITS[level]
        answer = moment + (hours(rng, limit * 1.5, limit * 4) if k >= 0 and late[k] else hours(rng, 0.02, limit * 0.9))
        done = answer + hours(rng, 0.3, {"P1": 3, "P2": 6, "P3": 20, "P4": 50}[level])
        flaw = incomplete[k] if k >= 0 else ""
        rows.append([f"INC{26000 + i}", level, rng.choice(CLIENTS), person(rng), iso(moment), iso(answer), rng.choice(["流程卡住", "无法登录", "报表金额不对", "接口超时", "打印模板错位", "月结报错"]),
                     "" if flaw == "cure" else rng.choice(["重启服务", "修正配置", "打补丁", "重建索引", "指导操作"]), iso(done), "" if flaw == "confirm" else "已确认",
                     "" if k in unvisited else iso(done + timedelta(days=rng.randint(1, 4))), "Closed"])
    pack.csv(f"{DESK}/servicehub_incident_export.csv", rows)
    truth.ratio("5.2.4-b", total - 4, total, "前 12 行早于审核期")
    truth.ratio("5.2.4-c", total - 6, total, "按各行优先级 15 分钟、30 分钟、2 小时、4 小时")
    return total - 7, total


def _launches(pack: Pack, truth: Truth) -> tuple[int, int]:
    rng = Random(311)
    total = 26
    marks = flaws(rng, total, unsigned=1)
    rows: list[list[object]] = [["上线部署（安装调试）记录", *[None] * 7], ["项目信息", None, None, "实施", None, "验收", None, "回访"], ["客户", "产品", "合同号", "实施工程师", "上线日期", "验收结论", "客户签字", "回访日期"]]
    for moment, flaw in zip(moments(rng, total, FIRST, LAST), marks, strict=True):
        rows.append([rng.choice(CLIENTS), rng.choice(["OA V8.0", "ERP V6.5"]), f"RQ-HT-2026-{rng.randint(100, 999):04d}", person(rng), moment.date(), "" if flaw else "验收合格", "" if flaw else person(rng), (moment + timedelta(days=7)).date()])
    pack.xlsx(f"{DESK}/上线部署与用户培训.xlsx",
              Sheet("上线部署", rows, ["A1:H1", "A2:C2", "D2:E2", "F2:G2"], date_format="yyyy/mm/dd"),
              Sheet("用户培训", [["培训日期", "客户", "主题", "讲师", "参加人数", "签到"], *[[date(2026, m, 14), rng.choice(CLIENTS), rng.choice(["流程设计", "ERP 采购模块", "系统管理员"]), person(rng), rng.randint(8, 40), "有"] for m in range(1, 11)]], date_format="yyyy/mm/dd"))
    truth.ratio("5.2.2-b", total - 1, total)
    return total, total


def _feedback(pack: Pack, truth: Truth) -> None:
    rng = Random(312)
    total = 18
    marks = flaws(rng, total, open=1)
    rows: list[list[object]] = [["编号", "提出日期", "来源部门", "反馈内容", "改进措施", "责任部门", "关闭日期", "状态"]]
    for i, (moment, flaw) in enumerate(zip(moments(rng, total, FIRST, date(2026, 9, 20)), marks, strict=True), 1):
        rows.append([f"FB-{i:02d}", slash(moment.date()), rng.choice(["服务台", "营销中心", "交付中心"]), rng.choice(["移动端卡顿", "报表导出慢", "审批加签不便", "帮助文档缺图"]), rng.choice(["优化查询", "版本8.1增加", "补充文档"]),
                     "研发中心", "" if flaw else slash((moment + timedelta(days=21)).date()), "处理中" if flaw else "已关闭"])
    pack.csv(f"{WATCH}/E07_反馈池导出.csv", rows, "gb18030")
    truth.ratio("5.1.6.1", total - 1, total, "流程在手册第 6 章")


def _complaints(pack: Pack, truth: Truth) -> None:
    rng = Random(313)
    total = 11
    marks = flaws(rng, total, late=1)
    rows: list[list[object]] = [["投诉编号", "投诉时间", "客户/投诉人", "事由", "处理过程", "处理结果", "办结时间", "回访结论"]]
    for i, (moment, flaw) in enumerate(zip(moments(rng, total, FIRST, LAST), marks, strict=True), 1):
        done = moment + (hours(rng, 90, 120) if flaw else hours(rng, 5, 66))
        rows.append([f"C26-{i:02d}", moment, f"{rng.choice(CLIENTS)} {person(rng)}", rng.choice(["重复故障", "驻场更换频繁", "升级影响业务", "报价不清"]), rng.choice(["致歉并专人跟进", "回退版本", "重新报价"]), "已解决", done, "满意"])
    pack.xlsx(f"{DESK}/投诉登记2026.xlsx", Sheet("投诉", rows, date_format="yyyy/m/d hh:mm"), Sheet("2024归档", [rows[0], ["C24-01", "2024/5/6 9:00", "某客户", "重复故障", "", "", "", ""]], hidden=True))
    truth.ratio("5.3.2-c", total - 1, total, "72 小时办结")
    truth.ratio("5.3.2-b", total, total)
    pack.docx(f"{DESK}/2026年投诉分析与改进.docx", f"""
= 2026年前三季度投诉分析与改进
{COMPANY}客户服务中心　2026-10-15
受理投诉9件，重复故障占4件，根因为补丁未同步到分支版本。改进：建立补丁同步清单（7月实施），8月以来重复故障投诉为0。
""", styles=False)


def _customers(pack: Pack) -> None:
    rng = Random(314)
    pack.xlsx(f"{DESK}/客户档案.xlsx", Sheet("客户", [["客户编号", "客户简称", "联系人", "电话", "产品", "维保到期"], *[[f"K{i:03d}", rng.choice(CLIENTS) + ("" if i < 9 else f"（{i}分部）"), n, mobile(rng), rng.choice(["OA", "ERP"]), date(2027, 1 + i % 12, 28)]
              for i, n in enumerate(people(rng, 36), 1)]], date_format="yyyy-mm-dd"))
    pack.docx(f"{DESK}/2026客户满意度调查报告.docx", f"""
= 2026年客户满意度调查报告
{COMPANY}　调查日期：2026-06-01 至 2026-06-20　方式：在线问卷
发放302份，回收有效问卷247份。
| 维度 | 得分 |
| 产品 | 91.8 |
| 售后服务 | 94.0 |
| 响应速度 | 92.7 |
| 专业能力 | 93.5 |
| 总体 | 93.1 |
结论：总体满意。改进措施：P3 工单增设半小时提醒；补充知识库文章60篇（8月完成）。
""", styles=False)
    pack.text(f"{DESK}/满意度问卷（空白）.txt", """
= 客户满意度调查问卷
客户名称：____________　填写人：________　日期：____年__月__日
1. 您对售后服务的总体评价：□很满意 □满意 □一般 □不满意
2. 您对响应速度的评价：□很满意 □满意 □一般 □不满意
3. 您的建议：________________________
（请填写后交回）
""")
