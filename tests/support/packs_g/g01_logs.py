"""Pack g01: the ledgers, each giving back what it counted."""

from __future__ import annotations

from datetime import date, timedelta

from .g01_rules import CO, IDEA
from .people import Source, signed
from .writers import Cell, Folder

RINGS = {"安徽": "一圈", "江苏": "一圈", "浙江": "一圈", "山东": "二圈", "河南": "二圈", "湖北": "二圈", "江西": "二圈", "陕西": "三圈",
         "四川": "三圈"}
LIMIT = {"一圈": 24, "二圈": 48, "三圈": 72}
PLACES = ["第二自来水厂", "老城区泵站", "排灌总站", "医药园区物业", "煤业公司机电队", "第三污水处理厂", "纺织厂动力车间", "花园小区物业", "钢构公司",
          "农场水利所"]
TROUBLES = [("机封滴漏成线", "换机械密封一套，研磨动环座"), ("振动大、有异响", "校正联轴器，换轴承两盘"), ("不上水", "清理进口滤网，重新灌泵排气"),
            ("电机过热跳闸", "紧固接线端子，调整热继电器"), ("阀门关不严", "清洗阀座，换软密封圈"), ("叶轮卡死", "清除缠绕物，换叶轮")]
FIRST, LAST = date(2025, 12, 2), date(2026, 11, 8)
Count = tuple[int, int]


def place(src: Source) -> tuple[str, str]:
    area = src.pick(*RINGS)
    return area, area + src.r.choice(PLACES)


def tickets(pack: Folder, src: Source) -> dict[str, Count]:
    """Work tickets with a two-line heading, old rows above the period and a totals row below; trial runs on a second sheet."""
    rows: list[list[Cell]] = [
        [f"{CO}　现场服务工单台账（系统导出 2026-11-12）"],
        ["工单", "", "用户", "", "", "报修", "", "现场", "", "", "交工", ""],
        ["工单号", "服务圈", "省份", "用户名称", "联系电话", "报修时间", "毛病", "到场时间", "工程师", "怎么修的", "修好时间", "用户签名"],
    ]
    crew = src.names(13)
    old, total = 6, 64
    gaps, late = src.split(total, 2, 5)
    good_rows = good_time = 0
    done: list[tuple[str, str, date]] = []
    moments = [*src.moments(old, date(2025, 9, 1), date(2025, 10, 30)), *src.moments(total, FIRST, LAST)]
    for n, asked in enumerate(moments):
        area, user = place(src)
        limit = LIMIT[RINGS[area]]
        k = n - old
        is_late = k in late or n in {1, 3}
        came = asked + (src.hours(limit * 1.15, limit * 1.9) if is_late else src.hours(1.5, limit * 0.8))
        fault, cure = src.r.choice(TROUBLES)
        end = came + src.hours(1.2, 6)
        sign = user[:2] + "签" if src.r.random() < 0.3 else src.name()
        number = f"YG{asked:%y%m}-{n + 1:03d}"
        missing = k in gaps
        rows.append([number, RINGS[area], area, user, src.phone(), asked, fault, came, src.r.choice(crew),
                     "" if missing and k == min(gaps) else cure, end, "" if missing and k == max(gaps) else sign])
        if k >= 0:
            good_rows += not missing
            good_time += not is_late
            done.append((number, user, end.date()))
    rows.append(["合计", "", "", f"{len(moments)}单", "", "", "", "", "", "", "", ""])

    trials: list[list[Cell]] = [["试车单号", "日期", "用户", "机组", "装机指导人", "连续运行(min)", "验收意见", "用户签认"]]
    n_trials, bad = 30, src.some(30, 2)
    for n, when in enumerate(src.moments(n_trials, FIRST, LAST)):
        _, user = place(src)
        number = f"SC{when:%y%m}-{n + 1:02d}"
        if n not in bad:
            verdict, sign = "合格", src.name()
        elif n == min(bad):
            verdict, sign = "不合格，压力波动，待换变频柜", src.name()
        else:
            verdict, sign = "", ""
        trials.append([number, when.date(), user, src.pick("YTGS-3×CDLK16", "YTGS-2×CDLK32", "WQ100-15"), src.r.choice(crew), 60, verdict, sign])
        done.append((number, user, when.date()))
    pack.book("05台账/现场服务工单与试车.xlsx", {"工单": rows, "试车": trials})

    calls: list[list[Cell]] = [["回访日期", "对应单号", "用户", "回访人", "修得好不好", "人客气不客气", "用户原话"]]
    skip_ticket, skip_trial = src.some(total, 6), src.some(n_trials, 4)
    for n, (number, user, day) in enumerate(done):
        if n in skip_ticket or (n >= total and n - total in skip_trial):
            continue
        calls.append([(day + timedelta(days=src.r.randrange(1, 4))).isoformat(), number, user, src.pick("祝雪梅", "阮静"), src.pick("好", "好",
            "一般"), "客气",
                      src.pick("不漏了", "师傅来得快", "", "配件贵了点", "正常在用")])
    pack.table("05台账/回访.csv", calls)
    return {"rows": (good_rows, total), "time": (good_time, total), "trial": (n_trials - 2, n_trials),
            "visit": (total - 6, total), "visit_all": (total - 6 + n_trials - 4, total + n_trials)}


def shipments(pack: Folder, src: Source) -> Count:
    rows: list[list[Cell]] = [["OrderNo", "OrderDate", "Class", "Province", "Consignee", "Goods", "Pcs", "ShipDate", "PODDate", "SignedBy"]]
    total = 80
    late, unsigned = src.split(total, 4, 1)
    for n, when in enumerate(src.moments(total, FIRST, date(2026, 10, 5))):
        kind = "标准品" if n % 4 else "非标品"
        limit = 7 if kind == "标准品" else 30
        area, user = place(src)
        days = limit + src.r.randrange(2, 7) if n in late else src.r.randrange(2, limit - 1)
        arrived = when.date() + timedelta(days=days)
        rows.append([f"XS{when:%y%m%d}{n:02d}", when.date(), kind, area, user, src.pick("CDLK16-80", "WQ100-15-7.5", "Z45X-16Q DN150",
                                                                                        "D371X-16 DN200"),
                     src.r.randrange(1, 20), arrived - timedelta(days=1), "" if n in unsigned else arrived, "" if n in unsigned else src.name()])
    pack.table("05台账/发运签收POD.csv", rows, "gb18030")
    return total - 5, total


def quality(pack: Folder, src: Source) -> dict[str, Count]:
    notes: list[list[Cell]] = [["传递单号", "登记日", "从哪来", "问题", "责任部门", "对策", "完成日", "核实"]]
    ideas = [("污水泵进口缠布条", "技术部", "改切割头，随机加赠滤篮"), ("纸箱角受潮", "仓储部", "换覆膜箱，垛底加托盘"), ("DN150闸阀手轮松", "生产部",
        "加防松垫圈"),
             ("报价单看不懂", "销售公司", "一行一件重排"), ("说明书没写排气", "技术部", "补印插页并改版"), ("坐席转接慢", "用户服务部",
                 "加一席、改菜单")]
    n_notes = 16
    for n, when in enumerate(src.moments(n_notes, FIRST, date(2026, 9, 20))):
        problem, dept, cure = ideas[n % len(ideas)]
        open_one = n == 11
        notes.append([f"CD26-{n + 1:02d}", when.date(), src.pick("回访", "工单", "客诉", "经销商例会"), problem, dept, cure,
                      None if open_one else when.date() + timedelta(days=src.r.randrange(8, 40)), "未结" if open_one else "有效，结"])

    gripes: list[list[Cell]] = [["序", "受理时间", "用户", "电话", "什么事", "怎么处理", "答复日", "结果", "回访情况", "经办"]]
    n_gripes, bad_row, late = 14, 4, 9
    what = [("到场晚了一天", "道歉，减免人工费"), ("修后三天又漏", "返工换原厂机封"), ("配件比别家贵", "逐项说明，开明细"), ("电话打不进",
        "加席位并回电")]
    for n, when in enumerate(src.moments(n_gripes, FIRST, date(2026, 10, 28))):
        _, user = place(src)
        why, cure = what[n % len(what)]
        end = when + timedelta(days=src.r.randrange(10, 14) if n == late else src.r.randrange(1, 6))
        gripes.append([n + 1, when, user, src.phone(), why, cure, end.date(), "已解决", "" if n == bad_row else src.pick("认可", "满意", "说可以"),
                       "纪芸"])
    gripes.append(["共", "", f"{n_gripes}件", "", "", "", "", "", "", ""])

    back: list[list[Cell]] = [["登记号", "申请日", "用户", "退或换", "原因", "货号", "了结日", "了结方式"]]
    n_back, slow = 9, 6
    for n, when in enumerate(src.moments(n_back, FIRST, date(2026, 10, 1))):
        _, user = place(src)
        day = when.date() + timedelta(days=src.r.randrange(19, 24) if n == slow else src.r.randrange(3, 13))
        kind = src.pick("退", "换")
        back.append([f"TH26{n + 1:02d}", when.date(), user, kind, src.pick("材质发错", "铸件砂眼", "同一毛病修过两次"), src.pick("CDLK8-50",
                     "Z45X-16Q", "WQ50-10"), day, "退款到账" if kind == "退" else "新机签收"])
    pack.book("05台账/质量信息、客诉、退换.xlsx", {"传递单2026": notes, "客诉": gripes, "退换": back})
    return {"note": (n_notes - 1, n_notes), "gripe": (n_gripes - 1, n_gripes), "solved": (n_gripes - 1, n_gripes), "back": (n_back - 1, n_back)}


def users(pack: Folder, src: Source) -> None:
    names: list[list[Cell]] = [["用户编号", "用户名称", "联系人", "电话", "省份", "机组台套", "首购年份", "最近一次服务"]]
    for n in range(70):
        area, user = place(src)
        names.append([f"U{10231 + n * 7}", user, src.name(), src.phone(), area, src.r.randrange(1, 30), src.r.randrange(2011, 2026),
                      date(2026, src.r.randrange(1, 11), src.r.randrange(1, 28))])
    teach: list[list[Cell]] = [["日期", "用户", "讲的内容", "讲课人", "听课人数", "用户签字"]]
    care: list[list[Cell]] = [["汛前免费体检（不收人工、不收路费）　2026年4月13日—5月9日"], ["日期", "用户", "看了几台", "工程师", "发现什么",
        "当场处理", "用户签字"]]
    for n in range(6):
        teach.append([date(2026, 1 + n, 11 + n), place(src)[1], src.pick("起停与排气", "换机封、找正", "变频柜参数", "冬季防冻"), src.name(),
                      src.r.randrange(4, 19), src.name()])
    for n in range(24):
        care.append([date(2026, 4, 13) + timedelta(days=n), place(src)[1], src.r.randrange(1, 9), src.name(), src.pick("无", "填料压盖松",
            "接地线断"),
                     src.pick("紧固", "调整", "—"), src.name()])
    pack.book("05台账/用户名录（摘）.xlsx", {"名录": names, "操作工培训": teach, "汛前免费体检": care})


def network(pack: Folder) -> Count:
    sold: list[list[Cell]] = [["省份", "2025年销售（万元）", "经销商数"]]
    points: list[list[Cell]] = [["省份", "服务点", "性质", "负责人", "电话", "协议号", "协议止期", "一季", "二季", "三季"]]
    own = {"安徽": ("宁国总部现场组", "梅国栋"), "江苏": ("常州办事处", "葛永康"), "山东": ("济南办事处", "樊磊"),
           "河南": ("郑州办事处", "包超"), "湖北": ("武汉办事处", "莫俊")}
    hired = {"浙江": ("湖州练市顺流水泵维修部", "沈海涛", "YTFW-2025-03", date(2028, 4, 30)),
             "陕西": ("咸阳渭水机电服务有限公司", "韦立新", "YTFW-2024-07", date(2027, 11, 30)),
             "四川": ("绵阳涪滨泵业服务中心", "费俊", "YTFW-2023-02", date(2026, 5, 31))}
    for n, area in enumerate(RINGS):
        sold.append([area, 3120 - n * 271, 14 - n])
        if area in own:
            points.append([area, own[area][0], "自建", own[area][1], f"0563-41{n}7 28{n}", "", None, 92 - n, 90 - n % 3, 93 - n])
        elif area in hired:
            who, head, number, until = hired[area]
            points.append([area, who, "签约服务商", head, f"139****71{n}4", number, until, 88, 86, 85 if area != "四川" else None])
        else:
            points.append([area, "（暂无，武汉办跑）", "", "", "", "", None, None, None, None])
    pack.book("05台账/区域与服务点.xlsx", {"销售省份": sold, "服务点": points})
    return 7, 9


def staff(pack: Folder, src: Source) -> Count:
    team: list[list[Cell]] = [["工号", "姓名", "岗位", "上岗须持", "手里的证", "证号", "证到期", "驻地"]]
    posts = [("现场工程师", "低压电工作业证")] * 9 + [("现场工程师", "焊接与热切割作业证")] * 4 + [("配件员", "叉车作业证")] * 2 + [("服务台坐席",
        "")] * 4 + [("客诉专员", "")]
    names = src.names(len(posts))
    for n, (post, need) in enumerate(posts):
        held, until = need, date(2027 + n % 4, 1 + n % 12, 5 + n)
        if n == 4:
            until = date(2026, 7, 19)
        if n == 11:
            held = "低压电工作业证"
        team.append([f"F{301 + n}", names[n], post, need or "不要求", held or "", f"T3425{src.r.randrange(10**9):09d}" if held else "",
                     until if held else None,
                     src.pick("宁国", "常州", "济南", "郑州", "武汉")])
    heads: list[list[Cell]] = [["序", "姓名", "职务", "所在"]]
    titles = [("纪晓峰", "部长", "用户服务部"), ("祝雪梅", "服务台长", "用户服务部"), ("梅国栋", "现场组组长", "宁国总部"), ("骆珊", "配件组组长",
        "用户服务部"),
              ("葛永康", "办事处主任", "常州"), ("樊磊", "办事处主任", "济南"), ("包超", "办事处主任", "郑州"), ("莫俊", "办事处主任", "武汉"),
              ("沈海涛", "签约点负责人", "湖州"),
              ("韦立新", "签约点负责人", "咸阳"), ("姚文斌", "现场组副组长", "宁国总部"), ("俞芸", "办事处副主任", "常州")]
    heads += [[n + 1, *t] for n, t in enumerate(titles)]
    school: list[list[Cell]] = [["日期", "讲什么", "类别", "谁讲", "到课", "签到", "怎么考", "成绩"]]
    school += [
        ["2026.2.9", f"“{IDEA}”的来历；手册E版逐章讲", "文化与制度", "骆宏达", 36, "有，见0209签到页", "闭卷（第一题默写并举例说明公司服务理念）",
         "平均94"],
        ["2026.3.17", "多级泵平衡盘拆装", "技术", "应用技术研究室", 15, "有", "上机拆装", "全部过关"],
        ["2026.4.21", "消费者权益保护法、产品质量法、安全生产法要点，业务员能说什么不能说什么", "法规", "法律顾问虞静", 38, "有", "问卷", "平均91"],
        ["2026.6.23", "接电话四问与报价单怎么讲", "业务", "祝雪梅", 9, "有", "模拟来电", "合格"],
        ["2026.9.8", "变频柜故障代码", "技术", "电气供应商", 14, "有", "笔试", "平均88"],
    ]
    page = signed(["姓名", "签字", "分数"], [*names, *src.names(16)], 86, 13)
    pack.book("05台账/人员与培训2026.xlsx", {"人员证件": team, "管理人员": heads, "培训": school, "0209签到": page})
    return 13, 15


def resources(pack: Folder) -> None:
    money: list[list[Cell]] = [["用户服务部2026年度费用预算（单位：万元）　总经理批准 2025-12-22"], ["费用", "全年预算", "1—10月实支"],
                               ["人员", 268, 221.4], ["差旅", 96, 83.7], ["配件与三包", 140, 109.2], ["培训", 12, 9.8], ["系统与电话", 15, 12.1],
                               ["合计", 531, 436.2]]
    parts: list[list[Cell]] = [["料号", "名称", "用在哪", "现存", "最低"]]
    for n, (name, fit) in enumerate([("机械密封 M32", "CDLK16"), ("轴承 6309", "通用"), ("叶轮 80-160", "ISG80"), ("导叶", "CDLK32"),
                                     ("软密封圈 DN150", "Z45X"), ("O型圈包", "通用"),
                                     ("浮球开关", "WQ"), ("切割刀盘", "WQ")]):
        parts.append([f"P{40215 + n * 31}", name, fit, 24 + n * 17, 20])
    tools: list[list[Cell]] = [["工具", "数", "好坏"], ["激光对中仪", 3, "好"], ["测振笔", 13, "好"], ["手拉葫芦", 9, "好"], ["兆欧表", 13, "好"],
                               ["四合一气体检测仪", 6, "已校"]]
    pack.book("05台账/费用预算与配件工具.xlsx", {"2026预算": money, "配件20261031": parts, "工具20261031": tools})


def office(pack: Folder) -> None:
    checks: list[list[Cell]] = [["稽查日", "看了几张单", "看出什么", "改没改", "奖罚", "受奖罚人"]]
    for month in range(1, 11):
        bad = month % 3 == 0
        checks.append([date(2026, month, 24), 40, "工单漏填修好时间两张" if bad else "没看出毛病", "当月补训" if bad else "",
                       "罚60元" if bad else "奖200元", "常州办" if bad else "武汉办"])
    laws: list[list[Cell]] = [["序", "名称", "是否现行", "跟谁有关"]]
    names = ["中华人民共和国消费者权益保护法", "中华人民共和国消费者权益保护法实施条例", "中华人民共和国产品质量法", "中华人民共和国民法典",
             "中华人民共和国标准化法", "中华人民共和国计量法",
             "中华人民共和国安全生产法", "中华人民共和国特种设备安全法", "中华人民共和国招标投标法", "中华人民共和国广告法",
             "中华人民共和国个人信息保护法",
             "中华人民共和国固体废物污染环境防治法", "中华人民共和国节约能源法", "中华人民共和国反不正当竞争法"]
    laws += [[n + 1, x, "现行", "服务、销售" if n < 4 else "相关部门"] for n, x in enumerate(names)]
    laws.append([len(names) + 1, "中华人民共和国合同法", "2021年1月1日起废止，改看民法典", "留着对照老合同"])
    pack.book("05台账/企管办工作簿2026.xlsx", {"稽查与奖罚": checks, "法规目录": laws})
