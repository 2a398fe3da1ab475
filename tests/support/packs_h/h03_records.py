"""h03: exports of the ticket system and the yearly reports."""
from __future__ import annotations

import random
from datetime import date, datetime, timedelta

from .h03_policy import CO
from .kit import Cell, Pack, hours, moments, people, picks

Counts = dict[str, tuple[int, int]]
SPAN = (datetime(2025, 12, 1), datetime(2026, 11, 12))
LIMITS = {"P1": 0.25, "P2": 0.5, "P3": 2.0, "P4": 8.0}
PROVINCES = ("四川", "重庆", "贵州", "广西", "云南", "湖北", "湖南", "江西", "陕西")
TOWNS = ("绵阳", "南充", "遵义", "柳州", "曲靖", "宜昌", "衡阳", "九江", "宝鸡", "万州", "乐山", "襄阳")


def schools(rng: random.Random, count: int) -> list[str]:
    kinds = ("第一中学", "实验小学", "职业技术学校", "外国语学校", "第三小学", "高级中学")
    return [f"{rng.choice(TOWNS)}{rng.choice('东西南北')}区{rng.choice(kinds)}" for _ in range(count)]


def tickets(p: Pack, counts: Counts) -> tuple[int, int]:
    rng = random.Random("h03-ticket")
    total = 240
    unconfirmed, bare, late = picks(rng, total, 4, 2, 19)
    silent = picks(rng, total, 10)[0]
    kinds = (("P4", "如何批量导入教师", "发送图文教程并远程演示"), ("P3", "课表打印分页错位", "修正模板，随 5.7.2 发布"), ("P3",
        "家长端收不到通知", "重置推送通道"),
             ("P2", "收费对账失败", "修复锁表，补跑任务"), ("P4", "希望增加夜间模式", "登记为 FB 单"), ("P1", "全校无法登录", "切换备库，恢复服务"))
    head: list[Cell] = ["issue_key", "created", "prio", "org", "summary", "first_resp", "resolution", "resolved", "confirmed_by", "callback_at"]
    rows: list[list[Cell]] = []
    orgs, who = schools(rng, total), people(rng, total)
    whole = quick = called = 0
    for i, at in enumerate(moments(rng, total, *SPAN, hours=(0, 24))):
        prio, text, fix = kinds[i % 6] if i % 18 != 5 else kinds[2]
        limit = LIMITS[prio]
        first = at + hours(limit * (rng.uniform(1.3, 2.6) if i in late else rng.uniform(0.15, 0.9)))
        done = first + hours(rng.uniform(0.5, 40))
        whole += i not in unconfirmed | bare
        quick += i not in late
        called += i not in silent
        rows.append([f"CS-{20401 + i}", at.isoformat(sep=" ", timespec="minutes"), prio, orgs[i], text, first.isoformat(sep=" ", timespec="minutes"),
                     "" if i in bare else fix, done.isoformat(sep=" ", timespec="minutes"), "" if i in unconfirmed else who[i] + "老师",
                     "" if i in silent else f"{done + timedelta(days=2):%Y-%m-%d}"])
    old = [[f"CS-{20380 + i}", f"2025-10-{12 + i} 09:3{i}", "P3", "绵阳东区实验小学", "打印异常", f"2025-10-{12 + i} 15:00", "重装驱动",
        f"2025-10-{13 + i} 10:00", "", ""]
           for i in range(6)]
    p.table("exports/itsm_tickets_all.csv", [head, *old, *rows])
    counts["5.2.4-b"], counts["5.2.4-c"] = (whole, total), (quick, total)
    return called, total


def rollouts(p: Pack, counts: Counts) -> tuple[int, int]:
    rng = random.Random("h03-rollout")
    total = 34
    pending, anonymous, silent = (s for s in picks(rng, total, 1, 1, 1))
    crew, orgs = people(rng, 5), schools(rng, total)
    rows: list[list[Cell]] = [["Project", "School", "Go-live date", "Implemented by", "Acceptance", "Post go-live call"]]
    good = 0
    for i, at in enumerate(moments(rng, total, SPAN[0], datetime(2026, 10, 30))):
        good += i not in pending | anonymous
        rows.append([f"IMP-26-{i + 1:03d}", orgs[i], at.date(), None if i in anonymous else crew[i % 5],
            "Rejected（数据迁移缺 2 个年级）" if i in pending else "Passed 验收通过",
                     None if i in silent else (at + timedelta(days=10)).date()])
    p.xlsx("exports/rollout_acceptance.xlsx", {"2026": rows, "2024_archive": [["Project", "School", "Go-live date", "Implemented by", "Acceptance"],
                                                                            ["IMP-24-001", "乐山南区第三小学", date(2024, 3, 5), "方敏",
                                                                                "Rejected"]]}, hidden=["2024_archive"])
    counts["5.2.2-b"] = (good, total)
    return total - len(silent), total


def complaints(p: Pack, counts: Counts) -> None:
    rng = random.Random("h03-complaint")
    total = 18
    late, silent = picks(rng, total, 2, 1)
    kinds = (("普通", "升级当天没有提前通知", "致歉，改为提前三天站内信"), ("升级", "同一问题反复三次", "研发驻校根治"), ("普通",
        "客服说法前后不一", "统一知识库，回电说明"))
    rows: list[list[Cell]] = [["投诉号", "收到时间", "类别", "学校", "事由", "处理", "办结时间", "结果", "回访情况"]]
    orgs = schools(rng, total)
    whole = solved = 0
    for i, at in enumerate(moments(rng, total, *SPAN)):
        level, why, what = kinds[i % 3]
        limit = 24 if level == "升级" else 72
        end = at + hours(limit * (rng.uniform(1.2, 1.8) if i in late else rng.uniform(0.1, 0.9)))
        whole += i not in silent
        solved += i not in late
        rows.append([f"TS-26-{i + 1:02d}", at, level, orgs[i], why, what, end, "学校认可，关闭",
            None if i in silent else f"{end + timedelta(days=2):%Y-%m-%d} 电话回访，满意"])
    p.xlsx("exports/complaints_2026.xlsx", {"投诉": rows})
    counts["5.3.2-b"], counts["5.3.2-c"] = (whole, total), (solved, total)


def feedback(p: Pack, counts: Counts) -> None:
    rng = random.Random("h03-fb")
    open_, bare = picks(rng, 26, 2, 1)
    kinds = (("导出首列丢前导零", "研发", "改为文本列，5.7.2 上线"), ("退费账单不显示", "研发", "5.8.0 修复"), ("夜里发通知打扰家长", "产品",
        "22 点后静默"), ("网关安装图太小", "交付", "重画安装图"))
    rows: list[list[Cell]] = [["FB", "raised", "from", "subject", "owner_team", "action", "state"]]
    for i, at in enumerate(moments(rng, 26, SPAN[0], datetime(2026, 10, 15))):
        text, team, act = kinds[i % 4]
        rows.append([f"FB-26-{i + 1:03d}", f"{at:%Y-%m-%d}", ("服务台", "销售", "实施")[i % 3], text, team, "" if i in bare else act,
            "In progress" if i in open_ else "Done"])
    p.table("exports/feedback_board.tsv", rows, delimiter="\t", encoding="utf-8")
    counts["5.1.6.1"] = (26 - len(open_ | bare), 26)


def people_rows(p: Pack, counts: Counts) -> None:
    rng = random.Random("h03-people")
    names = people(rng, 24)
    need = {"二线支持工程师": "软件设计师", "现场实施工程师": "系统集成项目管理工程师", "安全工程师": "注册信息安全专业人员"}
    posts = ["二线支持工程师"] * 7 + ["现场实施工程师"] * 6 + ["安全工程师"] * 3 + ["服务台工程师"] * 8
    rows: list[list[Cell]] = [["No", "Name", "Position", "Required cert", "Held cert", "Valid until"]]
    for i, (n, post) in enumerate(zip(names, posts, strict=True)):
        want = need.get(post)
        rows.append([i + 1, n, post, want or "N/A 无要求", want, (date(2026, 3, 31) if i == 14 else date(2028, 1 + i % 12, 15)) if want else None])
    heads: list[list[Cell]] = [["Name", "Title", "Since"]]
    heads += [[n, t, date(2021 + i % 4, 7, 1)] for i, (n, t) in enumerate(zip(
        ["窦文静", *people(random.Random("h03-heads"), 8)],
        ("客户成功中心总监", "服务台主管", "二线支持主管", "实施主管", "客户经营主管", "武汉服务中心经理", "运维主管", "知识库负责人",
            "备件与资产主管"), strict=True))]
    p.xlsx("people/support_roster_202611.xlsx", {"Engineers": rows, "服务管理人员": heads})
    counts["5.1.2.1"] = (15, 16)
    counts["5.1.1.2"] = (9, 9)
    rows2: list[list[Cell]] = [["省份", "在用学校", "远程责任小组", "值守时段", "值守人数", "到校力量", "协议"]]
    rows2 += [[a, 40 + 17 * i, "成都服务中心" if i < 5 else "武汉服务中心", "7×24", 4 + i % 3, {"贵州": "贵阳黔云", "广西": "南宁桂信"}.get(a,
        "驻地工程师"),
               {"贵州": "HXPT-2025-P-07", "广西": "HXPT-2025-P-08"}.get(a, "自有")] for i, a in enumerate(PROVINCES)]
    p.xlsx("people/service_coverage.xlsx", {"销售省份与服务覆盖": rows2})


def people_papers(p: Pack) -> None:
    p.docx("people/HX-HR-2025-33 组织调整与任命.docx", f"""
# 关于客户成功中心组织调整及任命的通知
HX-HR-2025-33　2025-09-28　签发：郦永强
一、客户成功中心为公司售后服务归口部门，下设服务台（12 人）、二线支持（7 人）、现场实施（6 人）、客户经营（5 人），职责见《客户支持手册》第二章。
二、成立服务质量监察组，直属总经理，负责监督各组服务运转。任命俞淑贞为监察组长、邹家豪为监察员，二人自 2025-10-01 起专职从事监察，不再兼任其他工作。
三、任命窦文静为客户成功中心总监。
>> {CO}
""")
    rng = random.Random("h03-lms")
    crew = people(rng, 10)
    rows: list[list[Cell]] = [["course", "category", "date", "learner", "attended", "score"]]
    for title, kind, day in (("5.7 新特性与日志定位", "技术技能", date(2026, 3, 10)), ("服务台沟通与定级演练", "业务技能", date(2026, 5, 21)),
                             ("服务文化：不让一节课等我们（公司服务理念）", "服务文化", date(2026, 4, 2)),
                                 ("个人信息保护法、消费者权益保护法等法规解读", "法规宣贯", date(2026, 7, 8))):
        rows += [[title, kind, day, n, "Y", 80 + (i * 7) % 20] for i, n in enumerate(crew)]
    p.xlsx("people/LMS_training_2026.xlsx", {"export": rows})
    p.xlsx("finance/2026_service_budget.xlsx", {"FY2026": [["Cost center", "Budget FY2026 (CNY)", "Actual Jan-Oct"], ["服务台与二线", 3200000,
        2601500], ["差旅与到校", 640000, 498200],
                                                           ["备机备件", 210000, 156000], ["培训认证", 150000, 121300], ["Total", 4200000, 3377000]]})
    p.docx("finance/董事会决议 2025-12 服务赔偿准备金.docx", f"""
# 董事会决议（摘录）
>> 衡序董〔2025〕6号　2025-12-22
与会董事一致同意：{CO}自 2026 年 1 月 1 日起至 2026 年 12 月 31 日止，计提数据安全与批量质量问题赔偿准备金人民币 60 万元，单独开户、专款专用，\
用于因平台缺陷、信息安全事件给学校和家长造成损失时的先行赔付，由财务总监与客户成功中心总监共同签批。
""")
    p.xlsx("finance/场所_系统_工具备机清单.xlsx", {
        "Sites": [["场所", "地址", "面积"], ["成都服务中心（含监控大厅）", "成都市高新区天府五街168号6栋11层", "760㎡"], ["武汉服务中心",
            "武汉市洪山区关山大道332号", "280㎡"]],
        "Systems": [["系统", "用途", "安全措施"], ["CS-Desk 工单与客户档案", "学校档案、合同、工单、回访", "双因素登录、字段脱敏、异地双活备份"],
            ["监控平台", "可用性探测", "双链路告警"],
                    ["机房", "托管", "等保三级、气体灭火"]],
        "Spares & tools": [["品名", "成都库存", "武汉库存"], ["考勤网关 HX-G2 备机", 26, 14], ["12V 电源", 60, 30], ["读卡头", 45, 20],
            ["网络测试仪", 6, 3], ["应急笔记本", 8, 4]]})
    laws = ("消费者权益保护法", "产品质量法", "网络安全法", "数据安全法", "个人信息保护法", "未成年人保护法", "民法典", "著作权法", "教育法",
        "电子商务法")
    rows3: list[list[Cell]] = [["id", "name", "status", "relevant clause"]]
    rows3 += [[i + 1, f"《中华人民共和国{n}》", "in force 现行", "见内控映射表"] for i, n in enumerate(laws)]
    rows3 += [[11, "《儿童个人信息网络保护规定》", "in force 现行", "学生信息"], [12, "《计算机软件保护条例》", "in force 现行", "授权"], [13,
        "《中华人民共和国合同法》", "已废止（2021-01-01），由民法典替代", "仅供追溯"]]
    p.xlsx("people/compliance_register.xlsx", {"register": rows3})


def reports(p: Pack) -> None:
    p.docx("reports/服务质量监察季报汇编 2026Q1-Q3.docx", f"""
# 服务质量监察季报汇编
{CO} 服务质量监察组
|季报|日期|检查量|主要发现|
|Q1|2026-04-09|工单 80、录音 40|服务台两单定级偏低；实施组验收资料齐全|
|Q2|2026-07-08|工单 90、录音 40|二线一单未写根因；武汉中心值守零漏接|
|Q3|2026-10-12|工单 90、录音 45|开学季 P3 首响偏慢 5 单|
## 奖惩对应
|出处|人或组|处理|生效|
|Q1|服务台乙班|扣当季绩效 2 分|2026-04-20|
|Q2|武汉服务中心|奖 2000 元|2026-07-20|
|Q3|二线值班组|通报并补训|2026-10-23|
## 目标考核与修订
|指标|FY26 目标|前三季度|FY26 Q4 起目标|
|首次响应达标|92%|92.1%|93%|
|满意度|93 分|94.2 分|94 分|
|投诉按时办结|90%|88.9%|90%|
## 内部评价（2026-10-14）
监察组按组织、能力、过程、结果四个维度自评，得分 95、92、91、93，平均 92.8 分；待改进：开学季排班、根因书写。
## 投诉专题分析
前三季度投诉 14 起，七成与“没有提前通知”有关；9 月起所有升级提前三天站内信加短信，10 月同类投诉为零。
""")
    p.pdf("reports/外部服务评价报告（西部质协）.pdf", f"""
# 服务质量评价报告
|编号|WQA-2026-S-217|委托与受评单位|{CO}|
|评价时间|2026-06-15 至 2026-06-19|评价方|成都西质评价咨询有限公司|
评价方采取系统数据抽查、教师访谈（56 人）、神秘来电（30 次）的办法，对受评单位的软件服务进行外部评价，总评 93.4 分（优良）。建议加强知识库更新。
>> 成都西质评价咨询有限公司（章） 2026-07-03
""")
    p.docx("reports/2026 教师与学校满意度调查.docx", f"""
# 2026 教师与学校满意度调查
{CO} 2026-05-18 至 06-05，线上问卷发放 1,500 份，有效样本 862 份（教务 214、财务 97、班主任 551）。
|维度|得分|
|功能好用|93.1|
|稳定|95.0|
|报修响应与解决（售后）|94.6|
|培训|92.7|
|投诉答复|91.8|
结果用在哪：班主任反映“通知太密”，7 月上线静默时段；培训得分最低的广西，8 月加开两场。总体 94.2。
""")
    p.docx("reports/关于审核期内退订退货情况的声明.docx", f"""
# 情况声明
自 2025 年 11 月 20 日至 2026 年 11 月 15 日，{CO}未收到任何学校提出的退订退费、网关退货或换货申请，亦未发生此类业务，退换货台账为零记录。\
如与事实不符，愿承担相应责任。
>> {CO}（公章） 2026年11月16日
""")
    rng = random.Random("h03-care")
    rows: list[list[Cell]] = [["日期", "学校", "内容", "工程师", "学校签字人"]]
    crew, staff, orgs = people(rng, 4), people(rng, 30), schools(rng, 30)
    rows += [[t.date(), orgs[i], "开学前巡检：清理日志、演练恢复、赠送备用读卡头", crew[i % 4], staff[i]] for i, t in enumerate(moments(rng, 30,
        datetime(2026, 8, 10), datetime(2026, 8, 30)))]
    p.xlsx("exports/back_to_school_checkup.xlsx", {"巡检": rows})
    p.xlsx("exports/teacher_training_sessions.xlsx", {"sessions": [["Date", "School", "Topic", "Trainer", "Attendees", "Sign-in"], [date(2026, 2,
        26), "绵阳涪滨中学", "排课与代课", "方敏", 38, "纸质签到已扫描"],
                                                                   [date(2026, 3, 5), "柳州北区实验小学", "收费对账", "潘一鸣", 12,
                                                                       "纸质签到已扫描"], [date(2026, 8, 25), "南宁片区联合", "家校门户", "方敏",
                                                                           96, "扫码签到"]]})


def write(p: Pack, counts: Counts) -> None:
    a, b = tickets(p, counts), rollouts(p, counts)
    counts["visit"], counts["visit-ticket"] = (a[0] + b[0], a[1] + b[1]), a
    complaints(p, counts)
    feedback(p, counts)
    people_rows(p, counts)
    people_papers(p)
    reports(p)
