"""Pack g04: ledgers kept by the dispatch desk."""

from __future__ import annotations

from datetime import date, timedelta

from .g04_rules import CO, IDEA
from .people import Source, numbered, signed
from .writers import Cell, Folder

AREAS = {"福州市区": 4, "福州郊县": 8, "莆田": 24, "宁德": 24, "漳州": 24}
SITES = ["洪恩小学", "台江商贸城", "闽江食品三厂", "海晏医院", "金榕花园", "晋安菜场", "长乐制衣园", "妈祖城酒店", "赛江码头食堂", "芗城写字楼"]
JOBS = [("厨房见蟑螂", "凝胶饵剂 22 点，封缝"), ("天花有鼠响", "放饵站 6 只，堵洞 3 处"), ("水池堵", "疏通，换存水弯"), ("灭蝇灯不亮", "换灯管一支"),
        ("蚊子多", "清积水，滞留喷洒"),
        ("白蚁分飞", "灌药 8 孔"), ("水箱异味", "清洗消毒，送检"), ("墙角霉黑", "除霉，补漆")]
FIRST, LAST = date(2025, 12, 1), date(2026, 11, 5)
Count = tuple[int, int]


def jobs(pack: Folder, src: Source) -> dict[str, Count]:
    head: list[Cell] = ["单号", "哪一片", "客户", "报修/报虫时间", "什么毛病", "到场", "怎么弄的", "弄好", "班组", "客户签字"]
    sheets: dict[str, list[list[Cell]]] = {f"{q}": [list(head)] for q in ("冬", "春", "夏", "秋")}
    total, old = 124, 5
    late, gaps = src.split(total, 38, 8)
    done: list[tuple[str, str, date]] = []
    for n, asked in enumerate([*src.moments(old, date(2025, 9, 2), date(2025, 10, 25)), *src.moments(total, FIRST, LAST)]):
        k = n - old
        # lateness mostly in town, so that the widest time limit would hide it
        area = src.pick("福州市区", "福州市区", "福州郊县") if k in late else src.pick(*AREAS)
        limit = AREAS[area]
        came = asked + (src.hours(limit * 1.3, limit * 2.4) if k in late else src.hours(0.5, limit * 0.85))
        end = came + src.hours(0.5, 4)
        what, how = src.r.choice(JOBS)
        site = src.pick(*SITES)
        gap = k in gaps
        quarter = {12: "冬", 1: "冬", 2: "冬", 3: "春", 4: "春", 5: "春", 6: "夏", 7: "夏", 8: "夏"}.get(asked.month, "秋")
        number = f"RW{asked:%y%m%d}{n:03d}"
        sheets[quarter].append([number, area, site, asked, what, came, "" if gap and k % 2 else how, end, src.pick("一班", "二班", "马尾班",
            "莆田班"),
                                "" if gap and not k % 2 else src.name()])
        if k >= 0:
            done.append((number, site, end.date()))
    for rows in sheets.values():
        rows.append(["小计", "", "", f"{len(rows) - 1} 单", *[""] * 6])
    pack.book("4台账/派工单.xlsx", dict(sheets))

    fits: list[list[Cell]] = [["单号", "装好日期", "客户", "装了什么", "谁装的", "试过没有、验收", "客户签字"]]
    n_fit, bad = 26, src.some(26, 3)
    for n, when in enumerate(src.moments(n_fit, FIRST, LAST)):
        site = src.pick(*SITES)
        number = f"BS{when:%y%m}{n:02d}"
        fits.append([number, when.date(), site, src.pick("灭蚊灯 4 台", "毒饵站 20 只", "挡鼠板 6 块"), src.name(), "" if n in bad else "合格",
                     "" if n in bad else src.name()])
        done.append((number, site, when.date()))
    lessons: list[list[Cell]] = [["日期", "客户", "教了什么", "谁教的", "几个人", "客户签字"]]
    care: list[list[Cell]] = [["老旧小区免费灭鼠周（2026年4月20—26日）"], ["日期", "小区", "投放饵站", "师傅", "住户代表签字"]]
    for n in range(5):
        lessons.append([date(2026, 2 + n, 6 + 2 * n), SITES[n], src.pick("打药前后怎么配合", "食堂怎样防鼠防蟑", "饵站不能冲水"), src.name(),
                        6 + 3 * n, src.name()])
    for n in range(14):
        care.append([date(2026, 4, 20 + n // 2), f"{src.pick('上渡', '洋中', '象园', '三叉街')}{n + 1}号院", 6 + n, src.name(), src.name()])
    pack.book("4台账/布设验收、教客户、灭鼠周.xlsx", {"布设": fits, "教客户": lessons, "灭鼠周": care})

    calls: list[list[Cell]] = [["回访日", "哪张单", "客户", "回访人", "还见虫吗/好用吗", "打几分"]]
    for number, site, day in done[::2]:
        calls.append([(day + timedelta(days=src.r.randrange(1, 5))).isoformat(), number, site, src.pick("计静", "梅倩"), src.pick("没见了", "好用",
            "偶尔一只"), src.r.randrange(3, 6)])
    pack.table("4台账/回访.csv", calls, "gb18030")
    return {"rows": (total - 8, total), "time": (total - 38, total), "fit": (n_fit - 3, n_fit)}


def moans(pack: Folder, src: Source) -> dict[str, Count]:
    rows: list[list[Cell]] = [["序号", "接到", "客户", "什么事", "怎么办的", "办完", "结果", "再问的情况"]]
    kinds = [("来晚了", "道歉，送一次保洁"), ("药味大", "换凝胶，开窗"), ("打碎花瓶", "照价赔 120 元"), ("返工两次还有蟑螂", "退还当次服务费 360 元")]
    n_moan, late, gap = 20, {6, 13}, {2, 10}
    for n, when in enumerate(src.moments(n_moan, FIRST, date(2026, 10, 22))):
        why, cure = kinds[n % 4] if n % 8 < 4 else kinds[n % 3]
        rows.append([n + 1, when, src.pick(*SITES), why, cure, when + (src.hours(130, 190) if n in late else src.hours(3, 66)), "办完了",
                     "" if n in gap else src.pick("认可", "没意见")])
    rows.append(["合计", "", f"{n_moan}件", *[""] * 5])
    notes: list[list[Cell]] = [["流转单", "日子", "谁听来的", "意见", "给谁", "办法", "办完日子", "核过"]]
    ideas = [("口罩滤芯发得少", "物资部", "每周一领"), ("签字单太小", "客户服务部", "改A5"), ("合同看不懂", "市场部", "加一页说明"), ("师傅抽烟",
        "工区", "警告，换人")]
    n_note, left = 18, {4, 9, 15}
    for n, when in enumerate(src.moments(n_note, FIRST, date(2026, 9, 18))):
        what, dept, cure = ideas[n % 4]
        notes.append([f"LZ{n + 1:02d}", when.date(), src.pick("班组", "回访", "业务员"), what, dept, "" if n == 15 else cure,
                      None if n in left else when.date() + timedelta(days=src.r.randrange(4, 25)), "" if n in left else "√"])
    pack.book("4台账/投诉本与意见流转.xlsx", {"投诉本": rows, "意见流转": notes})
    return {"moan": (n_moan - 2, n_moan), "solved": (n_moan - 2, n_moan), "note": (n_note - 3, n_note)}


def points(pack: Folder, src: Source) -> Count:
    sold: list[list[Cell]] = [["服务片区", "年度客户数", "2025收入（万元）"]]
    rows: list[list[Cell]] = [["片区", "服务点", "自己/合作", "负责人", "电话", "合作书", "合作书到期"]]
    data = [("福州市区", "仓山点", "自己"), ("福州郊县", "马尾点", "自己"), ("莆田", "莆田分公司", "自己"), ("宁德", "宁德分公司", "自己"),
            ("漳州", "漳州龙江虫控服务部", "合作")]
    for n, (area, point, mode) in enumerate(data):
        sold.append([area, 120 - 22 * n, 980 - 170 * n])
        mate = mode == "合作"
        rows.append([area, point, mode, src.name(), src.phone(), "RW-HZ-2024-01" if mate else "", date(2026, 9, 30) if mate else None])
    names: list[list[Cell]] = [["客户号", "客户", "片区", "联系人", "电话", "项目", "合同止", "上次服务"]]
    for n, site in enumerate(SITES):
        names.append([f"K{100 + n}", site, src.pick(*AREAS), src.name(), src.phone(), src.pick("RW-A", "RW-C", "RW-W"), date(2027, 1 + n, 28),
                      date(2026, 10, 3 + n)])
    pack.book("4台账/片区、服务点、客户名册.xlsx", {"片区": sold, "服务点": rows, "客户名册": names})
    pack.put("2证件/漳州合作书.pdf", f"""
# 片区合作书
编号 RW-HZ-2024-01
甲方：{CO}　　乙方：漳州龙江虫控服务部
乙方在漳州替甲方做除虫、返工和小修，到场24小时以内，价格照甲方价目单。每季度打分结账。
合作期2024年10月1日到2026年9月30日，期满另签。
^ 甲方（章）茅永康　乙方（章）郑顺　2024年9月12日
""")
    return 4, 5


def staff(pack: Folder, src: Source) -> Count:
    posts = [("消杀师傅", "有害生物防制员证")] * 12 + [("外墙水箱工", "高处作业证")] * 5 + [("水电工", "低压电工作业证")] * 3 + [("保洁员",
        "")] * 9 + [("调度", "")] * 4
    names = src.names(len(posts))
    rows: list[list[Cell]] = [["编号", "姓名", "岗", "这岗要什么证", "他有什么证", "证号", "有效期", "在哪"]]
    for n, (post, need) in enumerate(posts):
        bad = n in {3, 8, 14}
        held = "" if n == 18 else need
        until = date(2026, 3 + n % 6, 12) if bad else date(2027 + n % 3, 2 + n % 10, 20)
        rows.append([n + 1, names[n], post, need or "不用", held or "无", f"35{src.r.randrange(10**9):09d}" if held else "", until if held else None,
                     src.pick("仓山", "马尾", "莆田", "宁德")])
    heads = ["戚春燕 客户服务部部长（副总兼）", "尚芸 投诉岗", "计静 回访岗主管", "姚国栋 一工区主任", "施磊 二工区主任", "包凯 三工区主任",
             "俞岚 调度长", "费洋 莆田负责人", "樊俊 宁德负责人",
             "郑顺 漳州合作点负责人", "葛斌 马尾点长", "纪超 仓山点长"]
    chiefs = numbered(["序", "管服务的人", "担任"], (h.split(" ", 1) for h in heads))
    learn: list[list[Cell]] = [
        ["哪天", "学什么", "哪类", "谁讲", "来了几人", "签到", "考没考"],
        [date(2026, 2, 3), f"服务文化：为什么叫“{IDEA}”；新手册", "文化", "茅永康", 44, "有", "考了，第一题是服务宗旨"],
        [date(2026, 3, 24), "凝胶饵剂施用与抗药轮换", "技术", "药厂老师", 20, "有", "实操"],
        [date(2026, 5, 12), "消费者权益保护法、产品质量法、农药管理条例怎么讲到现场", "法律", "法律顾问", 41, "有", "问卷，平均88分"],
        [date(2026, 8, 6), "接电话与报价", "业务", "俞岚", 8, "有", "模拟"],
    ]
    signs = signed(["2月3日签到", "签名", "分"], [*names, *src.names(11)], 82, 17)
    laws: list[list[Cell]] = [["2026年3月核对　法律法规一览"], ["名称", "还管用吗", "谁要懂"]]
    laws += [[x, "管用", "相关班组"] for x in [
        "消费者权益保护法", "产品质量法", "传染病防治法", "农药管理条例", "危险化学品安全管理条例", "安全生产法", "病媒生物预防控制管理规定",
                                               "食品安全法", "生活饮用水卫生监督管理办法",
        "固体废物污染环境防治法", "物业管理条例", "民法典", "个人信息保护法", "消防法", "特种设备安全法", "职业病防治法"]]
    laws.append(["合同法", "已废止，看民法典", "市场部"])
    pack.book("4台账/人、证、学习.xlsx", {"人和证": rows, "管服务的人": chiefs, "学习": learn, "0203": signs, "法律法规": laws})
    return 16, 20


def stores(pack: Folder) -> None:
    money: list[list[Cell]] = [["2026年服务费用预算（元）　茅永康 2025.12.28 批"], ["项", "全年", "到10月底花了"], ["工资", 2960000, 2455000],
                               ["药剂灯具", 410000, 352000],
                               ["车", 230000, 201000], ["学习", 28000, 19500], ["返工", 36000, 30100], ["总计", 3664000, 3057600]]
    parts: list[list[Cell]] = [["货", "还有多少", "放哪"], ["灭蝇灯管", 160, "药剂库旁"], ["毒饵站", 420, "机具间"], ["粘鼠板", 900, "机具间"],
                               ["水泵密封件", 35, "马尾点"], ["存水弯", 48, "仓山点"]]
    tools: list[list[Cell]] = [["家伙", "几件", "好用吗"], ["超低容量喷雾器", 9, "好"], ["热烟雾机", 3, "好"], ["测氧仪", 4, "已校"], ["防毒面具", 26,
        "好"], ["疏通机", 5, "好"]]
    checks: list[list[Cell]] = [["督查日", "查单", "看到什么", "改了没有", "奖罚"]]
    for n, m in enumerate([12, 1, 2, 3, 4, 5, 6]):
        checks.append([date(2025 if m == 12 else 2026, m, 22), 30, "到场超时 9 单" if n % 2 else "签字单漏日期 2 张", "排班调整" if n % 2 else "补签",
                       "扣二班 150 元" if n % 2 else "扣马尾班 60 元"])
    pack.book("4台账/钱、货、家伙.xlsx", {"预算2026": money, "货": parts, "家伙": tools})
    pack.book("4台账/品质督查（至6月）.xlsx", {"督查": checks})
