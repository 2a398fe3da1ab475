"""Pack g02: exports of the chain's systems."""

from __future__ import annotations

from datetime import date, timedelta

from .g02_rules import CO, IDEA
from .people import Source, numbered, signed
from .writers import Cell, Folder

CITIES = ["洛阳", "三门峡", "济源", "平顶山", "焦作", "南阳", "汝州"]
GOODS = ["BCD-418WLS", "XQG100-B1", "KFR-35GW", "55U6", "JSQ30-16", "CXW-268"]
ZONES = {"市区": 24, "县城": 48, "乡镇": 72}
FIRST, LAST = date(2025, 12, 3), date(2026, 11, 6)
Count = tuple[int, int]
FAULTS = [("制冷差", "补漏加氟"), ("不排水", "清排水泵"), ("打不着火", "换脉冲点火器"), ("花屏", "换主板"), ("漏水", "换进水阀"),
          ("异响", "换减震脚垫")]


def deliveries(pack: Folder, src: Source) -> Count:
    head: list[Cell] = ["DLV_NO", "PAY_TIME", "CITY", "ZONE", "SKU", "QTY", "RECEIVER", "SIGN_TIME", "SIGNER", "DRIVER"]
    total = 132
    late, unsigned = src.split(total, 9, 2)
    halves: dict[str, list[list[Cell]]] = {"H1_2512-2605": [head], "H2_2606-2611": [list(head)]}
    drivers = src.names(6)
    for n, paid in enumerate(src.moments(total, FIRST, LAST)):
        zone = src.pick("市区", "市区", "县城", "乡镇")
        limit = ZONES[zone]
        took = src.hours(limit * 1.2, limit * 2) if n in late else src.hours(limit * 0.25, limit * 0.9)
        who = src.name()
        miss = n in unsigned
        sheet = "H1_2512-2605" if paid.date() < date(2026, 6, 1) else "H2_2606-2611"
        halves[sheet].append([f"D{paid:%y%m%d}{n:03d}", paid, src.pick(*CITIES), zone, src.pick(*GOODS), 1 + n % 2, who,
                              None if miss else paid + took, None if miss else who, src.r.choice(drivers)])
    for rows in halves.values():
        rows.append(["TOTAL", None, "", "", "", sum(int(str(r[5])) for r in rows[1:]), f"{len(rows) - 1}单", None, "", ""])
    pack.book("系统导出/DLV_2026.xlsx", dict(halves))
    return total - 11, total


def repairs(pack: Folder, src: Source) -> dict[str, Count]:
    rows: list[list[Cell]] = [["RO_NO", "CALL_TIME", "CUST", "MOBILE", "CITY", "SKU", "SYMPTOM", "ARRIVE_TIME", "FIX_DESC", "DONE_TIME", "TECH",
                               "CUST_SIGN"]]
    total, old = 110, 8
    over24, over48, gaps = src.split(total, 10, 3, 6)
    crew = src.names(12)
    done: list[tuple[str, str, date]] = []
    for n, asked in enumerate([*src.moments(old, date(2025, 8, 1), date(2025, 10, 31)), *src.moments(total, FIRST, LAST)]):
        k = n - old
        wait = src.hours(52, 80) if k in over48 else src.hours(27, 45) if k in over24 else src.hours(1.5, 22)
        came = asked + wait
        end = came + src.hours(0.5, 3)
        who = src.name()
        fault, fix = src.r.choice(FAULTS)
        gap = k in gaps
        number = f"RO{asked:%y%m}{n + 1:04d}"
        shown: list[Cell] = [f"{x:%Y/%m/%d %H:%M}" for x in (asked, came, end)]
        rows.append([number, shown[0], who, src.phone(), src.pick(*CITIES), src.pick(*GOODS), "" if gap and k % 2 else fault, shown[1], fix, shown[2],
                     src.r.choice(crew),
                     "" if gap and not k % 2 else "Y"])
        if k >= 0:
            done.append((number, who, end.date()))
    pack.table("系统导出/SVC_RO_export.csv", rows)

    installs: list[list[Cell]] = [["IN_NO", "日期", "顾客", "SKU", "装机人", "接地", "试机", "顾客签名", "城市"]]
    n_in = 60
    failed, blank = src.split(n_in, 2, 2)
    for n, when in enumerate(src.moments(n_in, FIRST, LAST)):
        who = src.name()
        number = f"IN{when:%y%m}{n + 1:03d}"
        installs.append([number, when.date(), who, src.pick("KFR-35GW", "JSQ30-16", "CXW-268"), "" if n in blank else src.r.choice(crew), "好",
                         "不合格 待返工" if n in failed else "合格", who, src.pick(*CITIES)])
        done.append((number, who, when.date()))
    pack.book("系统导出/INSTALL_2026.xlsx", {"装机": installs})

    calls: list[list[Cell]] = [["CB_DATE", "REF_NO", "CUST", "RESULT", "SCORE", "OPERATOR"]]
    skip_r, skip_i = src.some(total, 14), src.some(n_in, 8)
    for n, (number, who, day) in enumerate(done):
        if n not in skip_r and n - total not in skip_i:
            calls.append([(day + timedelta(days=src.r.randrange(1, 4))).isoformat(), number, who, src.pick("好了", "满意", "还行", "正常"),
                          src.r.randrange(3, 6), src.pick("邱蕾", "包静")])
    pack.table("系统导出/CALLBACK.csv", calls)
    return {"rows": (total - 6, total), "t24": (total - 13, total), "t48": (total - 3, total), "install": (n_in - 4, n_in),
            "visit": (total - 14, total), "visit_all": (total - 14 + n_in - 8, total + n_in)}


def cases(pack: Folder, src: Source) -> dict[str, Count]:
    moans: list[list[Cell]] = [["CASE_NO", "受理时间", "顾客", "手机", "事由", "处理", "办结时间", "结果", "回访", "OWNER"]]
    kinds = [("送货磕碰", "当天换新"), ("师傅迟到", "道歉，送清洗一次"), ("价格和收费牌不一样", "退差额"), ("修后复发", "返修并延保三个月")]
    n_moan = 24
    late, gap = src.split(n_moan, 2, 1)
    for n, when in enumerate(src.moments(n_moan, FIRST, date(2026, 10, 30))):
        why, cure = kinds[n % 4]
        end = when + (src.hours(150, 200) if n in late else src.hours(5, 100))
        moans.append([f"C26{n + 1:03d}", when, src.name(), src.phone(), why, cure, end, "办结", "" if n in gap else src.pick("接受", "满意"),
                      src.pick("邱芸", "滕俊")])
    back: list[list[Cell]] = [["RMA_NO", "提出日", "顾客", "SKU", "类别", "原因", "办完日", "备注"]]
    n_back, slow = 18, src.some(18, 2)
    for n, when in enumerate(src.moments(n_back, FIRST, date(2026, 10, 30))):
        days = src.r.randrange(9, 13) if n in slow else src.r.randrange(1, 7)
        back.append([f"R26{n + 1:03d}", when.date(), src.name(), src.pick(*GOODS), src.pick("退", "换"), src.pick("性能故障", "网购不想要了",
            "两修仍坏"),
                     when.date() + timedelta(days=days), "已入账" if n % 2 else "已换新"])
    better: list[list[Cell]] = [["改进单号", "提出", "来源", "说的什么", "归谁", "措施", "关单", "状态"]]
    ideas = [("冰箱门太紧老人拉不开", "商品部", "与厂家换门封批次"), ("派单短信没有师傅电话", "信息部", "短信加师傅号码"), ("退款慢", "财务部",
        "改为原路秒退"), ("小票字太小", "运营部", "改大一号")]
    n_better, left = 20, {7, 15}
    for n, when in enumerate(src.moments(n_better, FIRST, date(2026, 9, 25))):
        what, dept, cure = ideas[n % 4]
        better.append([f"GJ{n + 1:02d}", when.date(), src.pick("门店", "师傅", "呼叫组"), what, dept, cure,
                       None if n in left else when.date() + timedelta(days=src.r.randrange(5, 30)),
                       "开" if n in left else "关"])
    pack.book("系统导出/CASE_投诉退换改进.xlsx", {"COMPLAINT": moans, "RMA": back, "改进单": better})
    return {"moan": (n_moan - 1, n_moan), "solved": (n_moan - 2, n_moan), "back": (n_back - 2, n_back), "better": (n_better - 2, n_better)}


def stations(pack: Folder, src: Source) -> Count:
    towns: list[list[Cell]] = [["销售城市", "门店数", "2025销售额/万元"]]
    posts: list[list[Cell]] = [["城市", "服务站", "自营/加盟", "站长", "电话", "加盟协议", "协议截止", "2026均分"]]
    for n, city in enumerate(CITIES):
        towns.append([city, 5 - n // 2, 9800 - n * 1130])
        if city == "济源":
            posts.append([city, "济源佳信电器维修点", "加盟", "茅磊", "0391-66**012", "（手续在办）", None, 83.5])
        elif city == "汝州":
            posts.append([city, "汝州兴民家电维修部", "加盟", "路向阳", "0375-33**809", "YZJM-2025-04", date(2028, 10, 7), 90.2])
        else:
            posts.append([city, f"伊众{city}服务站", "自营", src.name(), f"0379-65**{130 + n}", "", None, 88 + n * 0.7])
    members: list[list[Cell]] = [["CARD_NO", "姓名", "手机", "城市", "购买商品", "购买日", "累计消费"]]
    for _ in range(60):
        members.append([f"YZ{src.r.randrange(10**7):07d}", src.name(), src.phone(), src.pick(*CITIES), src.pick(*GOODS), date(2026, src.r.randrange(1,
            11), src.r.randrange(1, 28)),
                        src.r.randrange(300, 30000)])
    pack.book("系统导出/服务站与会员抽样.xlsx", {"城市": towns, "服务站": posts, "会员": members})
    return 6, 7


def staff(pack: Folder, src: Source) -> Count:
    jobs = [("维修工", "制冷与空调设备作业证")] * 7 + [("维修工", "低压电工作业证")] * 5 + [("送装工", "高处作业证")] * 8 + [("呼叫员",
        "")] * 7 + [("客诉员", "")] * 2
    names = src.names(len(jobs))
    rows: list[list[Cell]] = [["编号", "姓名", "岗位", "岗位要证", "持证", "证书号", "有效至", "站"]]
    for n, (job, need) in enumerate(jobs):
        bad = n in {2, 9}
        held = "" if n == 17 else need
        until = date(2026, 2 + n % 5, 20) if bad else date(2027 + n % 3, 1 + n % 12, 15)
        rows.append([f"E{n + 501}", names[n], job, need or "无", held or "无", f"4103{src.r.randrange(10**8):08d}" if held else "",
                     until if held else None, src.pick(*CITIES)])
    chiefs = ["邱海涛 总监", "邱蕾 呼叫组长", "纪斌 送装组长", "骆俊 维修组长", "施敏 备件组长", "滕俊 客诉组长",
              *[f"{src.name()} 服务站长（{c}）" for c in CITIES],
              *[f"{src.name()} 门店售后主管（{c}）" for c in CITIES[:4]]]
    heads = numbered(["序号", "服务管理人员", "职务"], (c.split(" ", 1) for c in chiefs))
    school: list[list[Cell]] = [
        ["日期", "课目", "性质", "老师", "人数", "签到表", "考试"],
        [date(2026, 1, 16), "变频空调、热泵热水器新品维修", "技能", "厂家工程师", 19, "有", "实操，19人过"],
        [date(2026, 3, 13), "消法、产品质量法、三包规定、七日无理由办法；3·15怎么应对", "法规", "外聘律师", 64, "有", "笔试平均90"],
        [date(2026, 5, 11), "上门七句话、报价怎么开口", "业务", "邱蕾", 41, "有", "情景"],
        [date(2026, 9, 4), f"服务文化：{IDEA}；老张的故事", "服务文化", "闵立新", 66, "有", "笔试，含服务主张一题，平均93"],
    ]
    signs = signed(["0904签到", "签名", "得分"], [*names, *src.names(20)], 84, 15)
    laws: list[list[Cell]] = [["名称", "现行？", "备注"]]
    laws += [[x, "现行", ""] for x in [
        "消费者权益保护法", "消费者权益保护法实施条例", "产品质量法", "部分商品修理更换退货责任规定", "网络购买商品七日无理由退货暂行办法",
                                       "电子商务法", "价格法", "明码标价和禁止价格欺诈规定",
        "广告法", "消费品召回管理暂行规定", "废弃电器电子产品回收处理管理条例", "个人信息保护法", "民法典", "安全生产法",
                                       "侵害消费者权益行为处罚办法", "反不正当竞争法",
        "移动电话机、微型计算机商品修理更换退货责任规定"]]
    laws.append(["合同法", "废止（2021.1.1）", "已由民法典代替"])
    pack.book("培训/人事与培训2026.xlsx", {"售后人员": rows, "管理人员": heads, "培训": school, "0904": signs, "法规清单202604": laws})
    return 17, 20


def stock(pack: Folder, src: Source) -> None:
    parts: list[list[Cell]] = [["PN", "配件", "适用", "在库", "两周用量"]]
    for n, (name, fit) in enumerate([("R600a 150g", "冰箱"), ("排水泵", "洗衣机"), ("脉冲点火器", "燃气灶"), ("主板 55U6", "电视"),
                                     ("进水阀", "洗衣机"), ("电容 35uF", "空调"), ("镁棒", "热水器")]):
        parts.append([f"YZ-{2011 + n * 13}", name, fit, 15 + n * 9, 12])
    tools: list[list[Cell]] = [["工具", "件数"], ["真空泵", 9], ["双表阀", 12], ["燃气检漏仪", 6], ["万用表", 14], ["安全绳", 22], ["爬楼机", 5]]
    sites: list[list[Cell]] = [["场所", "地点", "㎡"], ["售后管理中心办公室、呼叫席7个", "西工区唐宫中路139号三层", 310], ["中心备件库",
        "老城区邙山物流园", 520], ["七个服务站工位", "各地市", 640]]
    pack.book("系统导出/STOCK_备件工具场所.xlsx", {"备件1105": parts, "工具": tools, "场所": sites})
    olds: list[list[Cell]] = [["日期", "门店", "顾客", "旧机", "台", "抵价", "交给谁", "交接单"]]
    for n, when in enumerate(src.moments(40, FIRST, LAST)):
        olds.append([when.date(), src.pick("西工店", "涧西店", "南阳店"), src.name(), src.pick("冰箱", "空调", "电视", "洗衣机"), 1, src.pick("80",
            "120", "50"), "洛阳格林废弃电器拆解有限公司", f"JJ{n + 1:03d}"])
    pack.table("系统导出/旧机带走登记.csv", olds)


def inspect(pack: Folder) -> None:
    rows: list[list[Cell]] = [[f"{CO}督察室　2026年督察与奖罚"], ["月", "到店/站", "查单", "发现", "处理", "奖罚（元）"]]
    for m in range(1, 11):
        bad = m in {2, 5, 8}
        rows.append([f"2026-{m:02d}", 4, 30, "装机单没写装机人" if bad else "合格", "补课、复查" if bad else "通报表扬",
                     "扣站长100" if bad else "奖小组200"])
    pack.book("系统导出/督察2026.xlsx", {"督察": rows})
