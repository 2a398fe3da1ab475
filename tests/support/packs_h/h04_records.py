"""h04: job sheets, complaint slips and yearly papers of the garage."""
from __future__ import annotations

import random
from datetime import date, datetime, timedelta

from .h04_rules import CO
from .kit import Cell, Pack, grid, hours, moments, people, picks

Counts = dict[str, tuple[int, int]]
SPAN = (datetime(2025, 12, 3), datetime(2026, 11, 8))
LIMITS = {"城区": 45, "郊县": 75, "高速": 90}
JOBS = (("亏电打不着", "搭电，测电瓶，换 6-QW-60"), ("右后胎扎破", "现场换备胎，进厂补胎"), ("水温高", "拖车进厂，换水泵与节温器"), ("变速箱报警",
    "拖车进厂，换阀体油封"),
        ("刹车异响", "进厂换前片，车床光盘"), ("侧滑进沟", "吊车出沟，四轮定位"))


def job_sheets(p: Pack, counts: Counts) -> None:
    rng = random.Random("h04-job")
    total = 160
    unsigned, unfixed, late = picks(rng, total, 6, 3, 36)
    silent = picks(rng, total, 19)[0]
    owners = people(rng, total)
    head: list[Cell] = ["工单号", "来电登记", "车主", "车牌", "区域", "故障", "到场", "施工内容", "完工交车", "车主签字", "应收/元"]
    rows: list[list[Cell]] = []
    calls: list[list[Cell]] = [["工单号", "回访日期", "回访人", "车主怎么说"]]
    whole = quick = 0
    for i, at in enumerate(moments(rng, total, *SPAN, hours=(0, 24))):
        area = ("城区", "城区", "郊县", "高速", "城区", "郊县")[(i * 7) % 6]
        minutes = LIMITS[area] * (rng.uniform(1.15, 1.9) if i in late else rng.uniform(0.35, 0.95))
        there = at + hours(minutes / 60)
        done = there + hours(rng.uniform(0.5, 30))
        fault, work = JOBS[i % 6]
        whole += i not in unsigned | unfixed
        quick += i not in late
        no = f"CA{at:%y%m}-{i + 1:03d}"
        rows.append([no, at, owners[i], f"豫C·{rng.randint(10000, 99999)}", area, fault, there, None if i in unfixed else work, done,
            None if i in unsigned else owners[i],
                     80 + 37 * (i % 40)])
        if i not in silent:
            calls.append([no, f"{done + timedelta(days=2):%Y-%m-%d}", ("汤桂芳", "潘敏")[i % 2], "满意" if i % 8 else "嫌贵，已解释"])
    old = [[f"CA2510-{900 + i}", t, n, "豫C·88123", "城区", "亏电", t + hours(1.6), "搭电", t + hours(2), None, 80]
           for i, (t, n) in enumerate(zip(moments(rng, 9, datetime(2025, 10, 3), datetime(2025, 10, 28)), people(rng, 9), strict=True))]
    half = sum(1 for r in rows if isinstance(r[1], datetime) and r[1] < datetime(2026, 6, 1))
    money = [sum(int(str(r[-1])) for r in part) for part in (rows[:half], rows[half:])]
    p.xlsx("四、台账/救援维修工单总账.xlsx", {
        "25年10月": [head, *old], "25年12月至26年5月": [head, *rows[:half], ["合计", *[None] * 9, money[0]]],
        "26年6月至11月": [head, *rows[half:], ["合计", *[None] * 9, money[1]]]})
    p.table("四、台账/回访登记.csv", calls, encoding="gb18030")
    counts["5.2.4-b"], counts["5.2.4-c"], counts["5.3.1.3"] = (whole, total), (quick, total), (len(calls) - 1, total)


def complaint_slips(p: Pack, counts: Counts) -> None:
    rng = random.Random("h04-slip")
    total = 14
    late, silent = picks(rng, total, 2, 1)
    kinds = (("修后仍有异响", "技术主管复诊，重装胶套，免费"), ("报价与结算差 60 元", "核对后退差价"), ("等拖车太久", "队长登门致歉，减免拖车费"),
        ("洗车划痕", "抛光处理"))
    parts = [f"# 投诉处理单汇编（2025年12月—2026年11月）\n{CO} 客户服务部　共 {total} 张"]
    names = people(rng, total)
    for i, at in enumerate(moments(rng, total, *SPAN)):
        why, what = kinds[i % 4]
        end = at + hours(rng.uniform(90, 150) if i in late else rng.uniform(4, 66))
        note = "" if i in silent else f"{end + timedelta(days=2):%Y-%m-%d} 电话，车主接受"
        parts.append(f"""## 投诉处理单 第 {i + 1} 号
|投诉时间|{at:%Y-%m-%d %H:%M}|车主|{names[i]}|
|投诉事由|{why}|受理人|窦素琴|
|处理经过|{what}|办结时间|{end:%Y-%m-%d %H:%M}|
|处理结果|已解决|回访情况|{note}|""")
    p.docx("四、台账/投诉处理单汇编.docx", "\n".join(parts))
    counts["5.3.2-b"], counts["5.3.2-c"] = (total - len(silent), total), (total - len(late), total)


def small_books(p: Pack, counts: Counts) -> None:
    rng = random.Random("h04-books")
    late = picks(rng, 9, 1)[0]
    back: list[list[Cell]] = [["单号", "车主", "配件", "退或换", "提出日期", "办完日期", "说明"]]
    for i, (t, n) in enumerate(zip(moments(rng, 9, SPAN[0], datetime(2026, 10, 25)), people(rng, 9), strict=True)):
        back.append([f"TH{i + 1:02d}", n, ("机油滤芯", "雨刮片", "蓄电池")[i % 3], "换" if i % 2 else "退", t.date(),
            (t + timedelta(days=9 if i in late else rng.randint(0, 4))).date(), "办妥"])
    counts["5.2.5-c"] = (8, 9)
    open_ = picks(rng, 16, 2)[0]
    kinds = (("雨天拖车绑带打滑", "救援队", "换防滑绑带 12 条"), ("价目牌字太小", "办公室", "重新喷绘"), ("滤芯编号难认", "配件部", "货架加图"),
        ("结算单看不懂", "客户服务部", "改成四栏式"))
    better: list[list[Cell]] = [["改进单号", "提出日", "提出部门", "问题", "责任部门", "措施", "稽查结论"]]
    for i, t in enumerate(moments(rng, 16, SPAN[0], datetime(2026, 10, 15))):
        text, dept, act = kinds[i % 4]
        better.append([f"GJ-{i + 1:02d}", t.date(), ("调度", "前台", "救援队")[i % 3], text, dept, act, "未关闭" if i in open_ else "已关闭"])
    counts["5.1.6.1"] = (14, 16)
    waste: list[list[Cell]] = [["日期", "种类", "重量/kg", "联单", "收集单位"]]
    waste += [[t.date(), ("废机油", "废电瓶", "废滤芯")[i % 3], 120 + 15 * i, f"豫C2026-{310 + i}", "洛阳清源环保科技有限公司"]
              for i, t in enumerate(moments(rng, 10, datetime(2026, 1, 10), datetime(2026, 10, 30)))]
    p.xlsx("四、台账/配件退换、改进单、废物转移.xlsx", {"配件退换": back, "改进单": better, "危废转移": waste})
    care: list[list[Cell]] = [["日期", "车主", "车牌", "检查内容", "车主签名"]]
    names = people(rng, 48)
    care += [[date(2026, 9, 29) if i % 2 else date(2026, 9, 30), n, f"豫C·{20000 + 613 * i % 70000}", "免费测胎压、测电瓶、加玻璃水", n] for i,
        n in enumerate(names)]
    p.xlsx("四、台账/国庆前老客户免费检查签到.xlsx", {"签到": care})


def staff(p: Pack, counts: Counts) -> None:
    rng = random.Random("h04-staff")
    posts = ["机修工"] * 9 + ["电器维修工"] * 4 + ["钣金喷漆工"] * 3 + ["清障车驾驶员"] * 6 + ["调度员"] * 4 + ["服务顾问"] * 3
    need = {"机修工": "机动车检测维修士（机修）", "电器维修工": "低压电工作业证", "钣金喷漆工": "机动车维修从业资格（钣喷）",
        "清障车驾驶员": "B2 驾驶证"}
    rows: list[list[Cell]] = [["序号", "姓名", "工种", "应持证件", "实有证件", "有效期至", "所在店/站"]]
    good = total = 0
    for i, (n, post) in enumerate(zip(people(rng, len(posts)), posts, strict=True)):
        want = need.get(post)
        if not want:
            rows.append([i + 1, n, post, "无要求", None, None, "涧西总店"])
            continue
        total += 1
        held, until = want, date(2027 + i % 4, 1 + i % 12, 20)
        if i in (2, 11):
            until = date(2026, 4 + i % 3, 20)
        if i == 18:
            rows.append([i + 1, n, post, want, "无", None, "洛龙分店"])
            continue
        good += until >= date(2026, 11, 20)
        rows.append([i + 1, n, post, want, held, until, ("涧西总店", "洛龙分店", "西工驻点", "孟津驻点")[i % 4]])
    counts["5.1.2.1"] = (good, total)
    bosses: list[list[Cell]] = [["序号", "姓名", "职务"]]
    bosses += [[i + 1, n, t] for i, (n, t) in enumerate(zip(
        ["窦素琴", "韦永强", *people(random.Random("h04-boss"), 9)],
        ("投诉主管", "客户服务部经理", "技术主管", "救援队长", "配件部长", "洛龙店长", "西工驻点负责人", "孟津驻点负责人", "偃师站长", "新安站长",
            "前台主管"), strict=True))]
    areas = (("涧西区", "涧西总店", "自建"), ("西工区", "西工驻点", "自建"), ("洛龙区", "洛龙分店", "自建"), ("孟津区", "孟津驻点", "自建"),
        ("偃师区", "偃师受托站", "委托"),
             ("新安县", "新安受托站", "委托"), ("宜阳县", "（暂无）", ""))
    counts["5.1.1.2"] = (6, 7)
    p.xlsx("五、人财物/人员与网点.xlsx", {
        "技工与驾驶员": rows, "服务管理人员": bosses, "业务区域与网点": grid(["业务区域", "网点", "方式", "救援车/台"], [[*a,
            3 - i % 3 if a[2] else 0] for i, a in enumerate(areas)])})
    p.xlsx("五、人财物/2026年售后经费.xlsx", {"经费": [["用途", "年初预算/万元", "截至10月支出/万元"], ["返修与赔付", 18, 12.6],
        ["救援车辆油料维护", 46, 38.9], ["培训", 4, 3.1], ["回访与车主活动", 5, 4.4],
                                                ["合计", 73, 59]]})
    p.xlsx("五、人财物/场地设备工具配件.xlsx", {
        "场地": [["名称", "地址", "面积/㎡"], ["涧西总店（车间、前台、休息区）", "洛阳市涧西区武汉路41号", 2300], ["洛龙分店",
            "洛阳市洛龙区开元大道206号", 860], ["办公室与调度室", "总店二楼", 240]],
        "工具设备": [["名称", "数量"], ["清障车", 6], ["举升机", 11], ["四轮定位仪", 2], ["解码器", 7], ["绝缘工具箱", 4]],
        "配件库存": [["编码", "名称", "库存", "单位"], ["P001", "机油滤芯", 420, "个"], ["P017", "前制动片", 96, "套"], ["P033", "蓄电池 6-QW-60",
            58, "只"], ["P052", "节温器", 31, "个"]],
        "系统与安全": [["系统", "用在哪", "安全措施"], ["“车友通”维修救援系统", "车主档案、车辆档案、派车、结算、回访",
            "岗位口令、每日备份、异地硬盘"], ["车间", "施工", "消防器材 32 具、举升机年检、高压作业双人监护"]]})
    laws = ("消费者权益保护法", "产品质量法", "道路交通安全法", "安全生产法", "民法典", "价格法", "固体废物污染环境防治法", "个人信息保护法")
    p.xlsx("五、人财物/法律法规目录.xlsx", {"目录": [["名称", "效力", "用在哪里"], *[[f"中华人民共和国{n}", "有效",
        "接车、施工、结算各环节"] for n in laws], ["机动车维修管理规定", "有效（2023 年修正）", "经营备案、竣工检验"],
                                          ["道路运输条例", "有效", "维修经营"], ["家用汽车产品修理更换退货责任规定", "有效", "三包车协助"],
                                              ["缺陷汽车产品召回管理条例", "有效", "召回配合"]]})


def people_papers(p: Pack) -> None:
    p.docx("五、人财物/驰安人字2025-09 机构和人员任命.docx", f"""
# 关于设立服务稽查室及有关人员任命的决定
驰安人字〔2025〕9 号
各店、各站：经研究决定，设立服务稽查室，归总经理直接领导，监督售后服务运转，任命吴振宇为服务稽查室主任，专职，不兼其他职务，\
任期自 2025 年 10 月 8 日起三年。
任命韦永强为客户服务部经理，窦素琴为投诉主管。客户服务部内设调度、前台、回访三个岗位组，各组职责见《售后服务工作手册》第四条。
>> {CO} 2025 年 9 月 28 日
""")
    names = people(random.Random("h04-class"), 9)
    table = "\n".join(f"|{n}|{n}|{78 + 2 * i}|" for i, n in enumerate(names))
    p.docx("五、人财物/2026年职工培训记录.docx", f"""
# 2026 年职工培训记录
{CO}
## 3 月 6 日 混合动力高压断电与诊断（技术）
主讲：技术主管。先讲后练。
|姓名|签到|考分|
{table}
## 4 月 16 日 接车与报价说明（业务）
前台、调度 11 人，一对一模拟，全部通过，签到在前台本。
## 5 月 20 日 “车停人不慌”服务文化座谈
总经理讲理念来历，救援队员讲雪夜故事，每人写一句体会贴上墙；38 人签到，会后抽问 8 人均能说出理念。
## 7 月 15 日 学法日
请涧西区市场监管所讲消费者权益保护法、产品质量法和机动车维修管理规定，35 人签到，做了 20 道题，平均 89 分。
## 9 月 8 日 车主课堂（对外）
洛龙分店请来 26 位新手车主，教换备胎、看仪表灯、用搭电宝，人人动手，车主签到表附后。
|车主|签名|
|岳明|岳明|
|方丽娟|方丽娟|
|俞德明|俞德明|
""")
    p.docx("五、人财物/2025年8月车主满意度调查.docx", f"""
# 车主满意度调查报告
{CO}于 2025 年 8 月 1 日至 20 日对 200 名车主电话调查，有效 163 份。
|项目|满意率|
|维修质量|92%|
|救援速度|85%|
|售后服务|90%|
改进：增加郊县驻点一处。报告日期 2025 年 8 月 28 日。
""")
    p.docx("六、其他/稽查通报、奖罚和目标（2026）.docx", f"""
# 2026 年服务稽查通报、奖罚和目标
{CO} 服务稽查室
## 通报
第 1 期（2 月 27 日）：抽工单 50 张，两张无车主签字；西工驻点接电话规范。
第 2 期（6 月 30 日）：抽工单 60 张，暗访 12 次，救援超时偏多，孟津驻点三单；配件账实相符。
第 3 期（10 月 9 日）：抽工单 60 张，超时仍未压下来。
## 奖罚
|依据|谁|怎么办|日期|
|第 1 期|涧西总店前台|罚 100 元|2026-03-10|
|第 1 期|西工驻点|奖 300 元|2026-03-10|
|第 2 期|孟津驻点|罚 300 元|2026-07-10|
|第 2 期|配件部|奖 300 元|2026-07-10|
## 目标考核（7 月 12 日会议）
|目标|年初|上半年|下半年改为|
|准时到场|90%|78%|85%，增加一台清障车|
|返修率|不高于 3%|2.1%|不高于 2.5%|
|投诉按时了结|90%|86%|90%|
## 上半年内部评价（7 月 12 日）
稽查室按人、车、料、法、环五项打分：90、82、93、91、88，平均 88.8 分。弱项是救援运力。
## 投诉分析（10 月 16 日返修分析会）
前三季度投诉 11 件：返修 4、报价 3、等待 3、划痕 1。措施：报价单加“可能增项”栏，异响类交车前路试，11 月看结果。
""")
    p.pdf("六、其他/行业协会服务评价报告.pdf", f"""
# 会员企业服务质量外部评价报告
|报告|洛汽维协评〔2026〕22 号|受评企业|{CO}|
|评价日期|2026-05-11 至 2026-05-13|
协会派出三名专家，走访总店和两个驻点，查阅工单 80 张，电话访问车主 60 名，评定得分 89.5 分，等次“良好”；建议充实郊县救援力量。
>> 洛阳市汽车维修行业协会 2026 年 5 月 25 日
""")


def write(p: Pack, counts: Counts) -> None:
    job_sheets(p, counts)
    complaint_slips(p, counts)
    small_books(p, counts)
    staff(p, counts)
    people_papers(p)
