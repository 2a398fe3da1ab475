"""Pack g03: exports of the service desk and its sheets."""

from __future__ import annotations

from datetime import date, timedelta

from .g03_rules import CO, IDEA
from .people import Source, numbered, signed
from .writers import Cell, Folder

HOSPITALS = ["綦江北渡中心卫生院", "万州江南妇幼", "合川嘉滨医院", "泸州沱江骨科医院", "遵义红岗医院", "昆明翠湖康复医院", "涪陵枳城医院",
             "成都锦里口腔", "江北嘉陵医院", "宣威榕城医院"]
RESPONSE = {"P1": 0.25, "P2": 0.5, "P3": 2.0, "P4": 8.0}
ISSUES = [("门诊收费卡顿", "清理锁等待，重建索引"), ("医保结算报错 -104", "更新目录对码"), ("LIS 回传丢条码", "重启接口服务，补传 17 条"),
          ("病历打印空白页", "改模板页边距"),
          ("工号登录不上", "重置 UKey 绑定"), ("日报数据不平", "改统计口径并重算"), ("自助机读卡失败", "换读卡器")]
FIRST, LAST = date(2025, 12, 1), date(2026, 11, 4)
Count = tuple[int, int]


def incidents(pack: Folder, src: Source) -> dict[str, Count]:
    rows: list[list[Cell]] = [["INC_ID", "Opened", "Pri", "Site", "Caller", "Channel", "Summary", "FirstResp", "Resolution", "Resolved", "Assignee",
                               "UserConfirm"]]
    total, old = 168, 12
    late, gaps = src.split(total, 13, 7)
    team = src.names(20)
    done: list[tuple[str, str, date]] = []
    for n, opened in enumerate([*src.moments(old, date(2025, 8, 4), date(2025, 10, 30)), *src.moments(total, FIRST, LAST)]):
        k = n - old
        pri = src.pick("P1", "P2", "P3", "P3", "P3", "P4", "P4")
        limit = RESPONSE[pri]
        first = opened + (src.hours(limit * 1.3, limit * 2.5) if k in late else src.hours(limit * 0.1, limit * 0.9))
        end = first + src.hours(0.3, 3.4)
        issue, cure = src.r.choice(ISSUES)
        site = src.pick(*HOSPITALS)
        gap = k in gaps
        number = f"INC{opened:%y%m}{n + 1:05d}"
        rows.append([number, f"{opened:%Y-%m-%d %H:%M:%S}", pri, site, src.name(), src.pick("Phone", "Portal", "WeCom"), issue,
                     f"{first:%Y-%m-%d %H:%M:%S}",
                     "" if gap and k % 2 else cure, f"{end:%Y-%m-%d %H:%M:%S}", src.r.choice(team), "" if gap and not k % 2 else "Y"])
        if k >= 0:
            done.append((number, site, end.date()))
    rows.append(["Total", f"{total + old} records", *[""] * 10])
    pack.table("desk/incident_export_20261110.csv", rows)

    live: list[list[Cell]] = [["GoLive No.", "上线日期", "医院", "模块", "实施工程师", "验收结论", "院方签字"]]
    n_live, failed = 22, src.some(22, 1)
    for n, when in enumerate(src.moments(n_live, FIRST, date(2026, 10, 28))):
        site = src.pick(*HOSPITALS)
        live.append([f"GL{when:%y%m}-{n + 1:02d}", when.date(), site, src.pick("EMR V6.2", "OPD V6.2", "LIS V5.0"), src.r.choice(team),
                     "未通过，待整改复验" if n in failed else "通过", src.name()])
        done.append((f"GL{when:%y%m}-{n + 1:02d}", site, when.date()))
    lessons: list[list[Cell]] = [["日期", "医院", "培训内容", "讲师", "参训人数", "院方确认"]]
    for n in range(7):
        lessons.append([date(2026, 1 + n, 9 + n), HOSPITALS[n], src.pick("医生工作站", "护士移动端", "医保对码", "应急单机收费"), src.r.choice(team),
                        12 + 5 * n, "已确认"])
    pack.book("desk/GoLive_与院方培训.xlsx", {"GoLive": live, "UserTraining": lessons})

    calls: list[list[Cell]] = [["call_date", "ref", "site", "agent", "csat", "comment"]]
    skip_i, skip_l = src.some(total, 22), src.some(n_live, 2)
    for n, (number, site, day) in enumerate(done):
        if n not in skip_i and n - total not in skip_l:
            calls.append([(day + timedelta(days=src.r.randrange(1, 4))).isoformat(), number, site, src.pick("施蕾", "包岚"), src.r.randrange(3, 6),
                          src.pick("已恢复", "", "再没出现", "希望快点发版")])
    pack.table("desk/callback.csv", calls)
    return {"rows": (total - 7, total), "time": (total - 13, total), "live": (n_live - 1, n_live),
            "visit": (total - 22, total), "visit_all": (total - 22 + n_live - 2, total + n_live)}


def voices(pack: Folder, src: Source) -> dict[str, Count]:
    moans: list[list[Cell]] = [["TicketNo", "登记时间", "级别", "医院/投诉人", "事由", "处理经过", "关闭时间", "结果", "回访", "Owner"]]
    kinds = [("夜里打电话没人及时回", "加派夜班并致歉"), ("报表改了三周", "单独发版"), ("换了三个工程师", "固定驻点人员"), ("发票开错",
        "重开并当面送达")]
    n_moan, late, gap = 26, {5, 14, 20}, {9, 17}
    for n, when in enumerate(src.moments(n_moan, FIRST, date(2026, 10, 25))):
        rank = "升级" if n % 5 == 0 else "普通"
        limit = 168 if rank == "升级" else 72
        why, cure = kinds[n % 4]
        end = when + (src.hours(limit * 1.2, limit * 1.6) if n in late else src.hours(6, limit * 0.85))
        moans.append([f"CP26{n + 1:03d}", when, rank, f"{src.pick(*HOSPITALS)} {src.name()}", why, cure, end, "已解决",
                      "" if n in gap else src.pick("认可", "接受"), "樊敏"])
    voc: list[list[Cell]] = [["VOC_ID", "提出", "来源", "意见", "责任部门", "措施/版本", "关闭", "State"]]
    ideas = [("处方模板太少", "研发中心", "V6.2.4 增 120 个"), ("上线陪护只有三天", "实施部", "改为七天"), ("合同续签提醒太晚", "商务部",
        "提前 60 天提醒"), ("热线排队音难听", "CSC", "换提示并报排位")]
    n_voc, left = 24, {3, 13, 19}
    for n, when in enumerate(src.moments(n_voc, FIRST, date(2026, 9, 20))):
        what, dept, cure = ideas[n % 4]
        voc.append([f"VOC-{n + 1:03d}", when.date(), src.pick("工单", "例会", "回访"), what, dept, cure,
                    None if n in left else when.date() + timedelta(days=src.r.randrange(6, 40)),
                    "Open" if n in left else "Closed"])
    pack.book("desk/Complaint_VOC.xlsx", {"Complaint": moans, "VOC": voc})
    return {"moan": (n_moan - 2, n_moan), "solved": (n_moan - 3, n_moan), "voc": (n_voc - 3, n_voc)}


def people(pack: Folder, src: Source) -> Count:
    jobs = [("L2 Engineer", "数据库工程师认证")] * 6 + [("L2 Engineer", "信息安全工程师")] * 3 + [("Site Engineer",
        "渝杏认证工程师")] * 11 + [("Service Desk Analyst", "")] * 6
    names = src.names(len(jobs))
    rows: list[list[Cell]] = [["EmpNo", "Name", "Role", "Cert required", "Cert held", "Cert No.", "Valid until", "Base"]]
    for n, (job, need) in enumerate(jobs):
        until: Cell = date(2027 + n % 3, 1 + n % 12, 10)
        if need == "信息安全工程师":
            until = "长期有效"
        if n in {4, 15}:
            until = date(2026, 4 + n % 3, 30)
        held = "数据库工程师认证" if n == 7 else need
        rows.append([f"YX{n + 1:03d}", names[n], job, need or "N/A", held or "-", f"C{src.r.randrange(10**9):09d}" if held else "",
                     until if held else None, src.pick("主城", "万州", "成都", "贵阳")])
    heads = [("沈思远", "CSC 总监", "CSC"), ("施蕾", "Service Desk Lead", "CSC"), ("骆俊", "L2 Lead", "CSC"), ("樊敏", "Complaint Owner", "CSC"),
             ("纪斌", "驻点负责人", "主城"),
             ("毛俊", "驻点负责人", "万州"), ("岑凯", "驻点负责人", "成都"), ("尚磊", "驻点负责人", "贵阳"), ("蓝建新", "合作方负责人", "昆明"),
             ("包岚", "回访主管", "CSC"), ("费洋", "L2 副组长", "CSC")]
    chiefs = numbered(["No.", "服务管理人员", "Title", "Dept"], heads)
    learn: list[list[Cell]] = [
        ["Date", "Course", "Category", "Trainer", "Attendees", "Sign-in", "Assessment"],
        ["2026-01-12", f"Onboarding & 全员：价值观“{IDEA}”与三个真实夜班故事", "Service culture", "葛海涛", 38, "Sheet-260112",
         "笔答含价值观一题，均分 95"],
        ["2026-02-26", "Oracle 锁与执行计划", "Technical", "贺兰芸", 15, "Sheet-260226", "上机"],
        ["2026-04-09", "个人信息保护法、数据安全法、消费者权益保护法在医院项目里的要求", "Legal", "外聘律师", 40, "Sheet-260409", "问卷均分 90"],
        ["2026-06-18", "电话沟通与情绪降温", "Soft skill", "外部讲师", 9, "Sheet-260618", "角色扮演"],
        ["2026-09-22", "EMR V6.2 新功能与常见故障", "Technical", "研发中心", 24, "Sheet-260922", "通过"],
    ]
    sheet = signed(["Sheet-260112", "Signature", "Score"], [*names, *src.names(12)], 88, 12)
    pack.book("admin/HR_service_2026.xlsx", {"Roster": rows, "Managers": chiefs, "Training": learn, "260112": sheet})
    return 17, 20


def sites(pack: Folder, src: Source) -> Count:
    area: list[list[Cell]] = [["片区（销售区域）", "在线医院", "2025 签约额(万)"]]
    base: list[list[Cell]] = [["片区", "服务点", "Mode", "负责人", "Tel", "Agreement", "Expiry"]]
    data = [("重庆主城", "总部驻点", "Own", "纪斌"), ("渝东北", "万州驻点", "Own", "毛俊"), ("渝东南", "", "", ""), ("四川", "成都驻点", "Own",
        "岑凯"),
            ("贵州", "贵阳驻点", "Own", "尚磊"), ("云南", "昆明滇讯智维科技有限公司", "Partner", "蓝建新")]
    for n, (a, point, mode, head) in enumerate(data):
        area.append([a, 31 - n * 4, 2100 - n * 290])
        partner = mode == "Partner"
        base.append([a, point or "无，主城驻点出差覆盖", mode, head, src.phone() if head else "", "YX-PA-2025-002" if partner else "", date(2028, 5,
            31) if partner else None])
    accounts: list[list[Cell]] = [["HospitalID", "医院", "片区", "信息科联系人", "电话", "产品/版本", "免费维护到", "接口数"]]
    for n, hospital in enumerate(HOSPITALS):
        accounts.append([f"H{1008 + n * 3}", hospital, src.pick("重庆主城", "渝东北", "四川", "贵州", "云南"), src.name(), src.phone(),
                         "EMR V6.2; OPD V6.2", date(2027, 1 + n, 15), 6 + n])
    pack.book("admin/Sites_and_accounts.xlsx", {"Region": area, "Site": base, "Account": accounts})
    return 5, 6


def books(pack: Folder, src: Source) -> None:
    money: list[list[Cell]] = [["CSC 2026 预算（元）　Approved: 葛海涛 2025-12-24"], ["Item", "Budget", "Actual Jan-Oct"],
                               ["Payroll", 4650000, 3870000], ["Travel", 620000, 488000], ["Cloud & phone", 240000, 199000], ["Training", 90000,
                                   71000], ["Spare units", 110000, 86000],
                               ["Total", 5710000, 4714000]]
    spare: list[list[Cell]] = [["Item", "Qty", "Location", "用途"], ["社保卡读卡器", 36, "各驻点", "外借"], ["扫码枪", 28, "各驻点", "外借"],
                               ["自助机主板", 6, "主城", "更换"],
                               ["备用交换机", 5, "各驻点", "外借"], ["应急服务器", 2, "主城", "顶替"], ["网线测试仪", 9, "各驻点", "工具"],
                               ["ESD 手环", 22, "各驻点", "工具"]]
    pack.book("admin/Budget_备机与工具.xlsx", {"Budget2026": money, "备机与工具": spare})

    laws: list[list[Cell]] = [["序号", "法律法规", "状态", "责任部门"]]
    names = ["中华人民共和国消费者权益保护法", "中华人民共和国产品质量法", "中华人民共和国合同法", "中华人民共和国民法典", "中华人民共和国网络安全法",
             "中华人民共和国数据安全法",
             "中华人民共和国个人信息保护法", "中华人民共和国密码法", "中华人民共和国著作权法", "计算机软件保护条例", "关键信息基础设施安全保护条例",
             "中华人民共和国基本医疗卫生与健康促进法"]
    laws += [[n + 1, x, "现行有效", "CSC" if n < 4 else "研发中心、CSC"] for n, x in enumerate(names)]
    checks: list[list[Cell]] = [["月份", "抽查工单", "抽查录屏", "问题", "整改", "奖惩建议（已执行）"]]
    for m in range(1, 11):
        bad = m in {3, 6, 9}
        checks.append([f"2026/{m:02d}", 40, 10, "定级偏低 2 单" if bad else "无", "复训并改单" if bad else "-",
                       "L2 组扣 200 元" if bad else "奖 Service Desk 300 元"])
    pack.book("admin/适用法规清单.xlsx", {"2026版": laws})
    pack.book("admin/SQM月检.xlsx", {"2026": checks})

    care: list[list[Cell]] = [[f"{CO}　免费健康巡检活动签到"], ["日期", "医院", "巡检内容", "工程师", "发现", "院方签字"]]
    for n in range(9):
        care.append([date(2025, 3, 10) + timedelta(days=3 * n), HOSPITALS[n], "数据库、备份、UPS", src.name(), src.pick("无", "备份盘满"),
                     src.name()])
    pack.book("reports/免费巡检签到.xlsx", {"巡检": care})
