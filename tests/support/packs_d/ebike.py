"""An electric bicycle maker with city outlets: numbered notices and one big manual; three stars."""

from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

from tests.support.packs_d.chance import Luck, credit_code, later
from tests.support.packs_d.kit import write_papers, write_profile
from tests.support.packs_d.truth import Truth

PACK = "e02_ebike"
NAME = "常州骁鹿电动车有限公司"
CODE = credit_code("91320412685N3C27P")
FIRST, LAST = datetime(2025, 12, 8), datetime(2026, 11, 2)
CITIES = ("常州", "无锡", "苏州", "镇江", "扬州", "泰州", "南通", "南京", "盐城", "淮安", "徐州", "湖州", "嘉兴", "马鞍山")
OWN = {"常州": "武进店", "无锡": "梁溪店", "苏州": "相城店", "南京": "江宁店"}
ENTRUSTED = {"镇江": "镇江京口顺达车行", "扬州": "扬州邗江老夏车业", "泰州": "泰州海陵众行车行", "南通": "南通崇川捷安车业服务部",
    "盐城": "盐城亭湖远行电动车行",
             "淮安": "淮安清江浦好骑手车行", "徐州": "徐州鼓楼大彭车业", "湖州": "湖州吴兴一路顺车行", "嘉兴": "嘉兴南湖车友之家"}
LAPSED = "徐州"
FAULTS = (("仪表不亮", "更换仪表"), ("刹车异响", "更换刹车片"), ("转把失灵", "更换转把"), ("续航短", "电池均衡"), ("后轮晃动",
    "紧固轴承"), ("充电器发烫", "更换充电器"))
Rows = list[list[Any]]


def build(out: Path) -> Truth:
    """Write the pack below `out`."""
    luck, truth = Luck(4202), Truth(PACK)
    folder = out / PACK
    orders, order_visits = _orders(luck, truth)
    installs, install_visits = _installs(luck, truth)
    complaints = _complaints(luck, truth)
    agreements = _agreements()
    tables = {
        "orders": orders, "installs": installs, "deliveries": _deliveries(luck, truth), "returns": _returns(luck, truth),
        "complaints_a": complaints[0], "complaints_b": complaints[1], "feedback": _feedback(luck, truth), "roster": _roster(truth),
        "managers": _managers(), "outlets": [],
    }
    truth.ratio("5.3.1.3", order_visits[0] + install_visits[0], order_visits[1] + install_visits[1],
        "维修与交车合计；只看维修为另一端", other=order_visits)
    words = {"company": NAME, "code": CODE, "supplier_code": credit_code("91330502MA2D51T8W")}
    _papers(folder, words, tables | agreements)
    write_profile(folder, name=NAME, code=CODE, kind="production", industry="电动自行车制造",
                  branches=[f"{NAME}{city}{shop}" for city, shop in OWN.items()], entrusted=list(ENTRUSTED.values()))
    _judge(truth)
    return truth


def _papers(folder: Path, words: dict[str, str], tables: dict[str, Rows]) -> None:
    tables["outlets"] = _outlets()
    write_papers("ebike", folder, words, tables)


def _outlets() -> Rows:
    rows: Rows = [["骁鹿 2026 年销售城市与服务网点一览表"] + ["<"] * 5, ["序号", "销售城市", "服务网点", "经营性质", "协议起止", "联系人"]]
    people = Luck(12).people(len(CITIES))
    for i, city in enumerate(CITIES):
        if city in OWN:
            rows.append([i + 1, city, f"{NAME}{city}{OWN[city]}", "直营", "—", people[i]])
        elif city in ENTRUSTED:
            span = "2023.9.1—2026.8.31" if city == LAPSED else "2025.9.1—2028.8.31"
            rows.append([i + 1, city, ENTRUSTED[city], "委托", span, people[i]])
        else:
            rows.append([i + 1, city, "暂无，由南京江宁店兼顾咨询", "—", "—", ""])
    return rows


def _agreements() -> dict[str, Rows]:
    live = [["协议编号", "甲方（委托方）", "乙方（受托网点）", "服务城市", "委托事项", "协议期限", "签章"]]
    for i, (city, name) in enumerate(ENTRUSTED.items()):
        if city != LAPSED:
            live.append([f"XLWT-2025-{i + 1:02d}", NAME, name, city, "维修、装配、旧电池收集", "2025年9月1日至2028年8月31日", "双方已盖章"])
    lapsed = [["协议编号", "甲方（委托方）", "乙方（受托网点）", "服务城市", "委托事项", "协议期限", "签章"],
              ["XLWT-2023-07", NAME, ENTRUSTED[LAPSED], LAPSED, "维修、装配", "2023年9月1日至2026年8月31日", "双方已盖章"]]
    return {"agreement_0": live, "agreement_1": lapsed}


def _stamp(moment: datetime) -> str:
    return f"{moment.year}-{moment.month}-{moment.day} {moment.hour}:{moment.minute:02d}"


def _dots(day: datetime) -> str:
    return f"{day.year}.{day.month}.{day.day}"


def _orders(luck: Luck, truth: Truth) -> tuple[Rows, tuple[int, int]]:
    total = 96
    blank, late, unvisited = luck.picks(total, 5, 9, 14)
    rows: Rows = [["单号", "接单网点", "车主", "联系电话", "区域", "报修时间", "到场时间", "故障现象", "处理结果", "完工时间",
        "车主确认", "回访情况"]]
    for i, call in enumerate(luck.moments(total, FIRST, LAST)):
        zone = luck.choice(("城区", "城区", "乡镇"))
        bound = 24 if zone == "城区" else 48
        there = later(call, bound * (luck.uniform(1.15, 1.7) if i in late else luck.uniform(0.1, 0.9)))
        done = later(there, luck.uniform(0.3, 3))
        fault, action = luck.choice(FAULTS)
        back = f"{done + timedelta(days=1):%Y-%m-%d} {luck.choice(('满意', '基本满意', '很好'))}"
        row = [f"BX{i + 10001}", luck.choice((*OWN.values(), *ENTRUSTED.values())), luck.person(), luck.mobile(), zone, _stamp(call),
            _stamp(there), fault,
               action, _stamp(done), "已确认", "" if i in unvisited else back]
        if i in blank:
            row[luck.choice((8, 10))] = ""
        rows.append(row)
    truth.ratio("5.2.4-b", total - len(blank), total, "五张工单缺处理结果或车主确认；重复的导出只算一份")
    truth.ratio("5.2.4-c", total - len(late), total, "城区 24 小时、乡镇 48 小时")
    return rows, (total - len(unvisited), total)


def _installs(luck: Luck, truth: Truth) -> tuple[Rows, tuple[int, int]]:
    total = 58
    bad, unvisited = luck.picks(total, 3, 7)
    rows: Rows = [["骁鹿交车装配登记（门店汇总）"] + ["<"] * 6, ["序号", "交车日期", "车主", "车型", "装配人", "试骑验收", "回访"]]
    for i, day in enumerate(luck.moments(total, FIRST, LAST)):
        rows.append([i + 1, day.replace(hour=0, minute=0), luck.person(), luck.choice(("XL-60", "XL-48", "XL-72")),
            "" if i in bad else luck.person(), "合格",
                     "" if i in unvisited else f"{(day + timedelta(days=3)):%m.%d} 电话回访，正常"])
    truth.ratio("5.2.2-b", total - len(bad), total, "三行没有装配人")
    return rows, (total - len(unvisited), total)


def _deliveries(luck: Luck, truth: Truth) -> Rows:
    total = 64
    (late,) = luck.picks(total, 19)
    rows: Rows = [["序号", "下单日期", "车主", "送达城市", "同城/跨城", "签收日期", "签收人", "运费"]]
    for i, day in enumerate(luck.moments(total, FIRST, LAST)):
        near = luck.random() < 0.6
        bound = 3 if near else 7
        signed = day + timedelta(days=bound + luck.randint(2, 5) if i in late else luck.randint(1, bound - 1))
        name = luck.person()
        rows.append([i + 1, f"{day:%y.%m.%d}", name, luck.choice(CITIES[:12]), "同城" if near else "跨城", f"{signed:%y.%m.%d}", name,
            0 if near else 80])
    rows.append(["合计", "", f"{total} 台", "", "", "", "", ""])
    truth.ratio("5.2.3-b", total - len(late), total, "同城 3 日、跨城 7 日；合计行不是样本；超期近三成，另计 SD-own")
    return rows


def _returns(luck: Luck, truth: Truth) -> Rows:
    rows: Rows = [["登记号", "受理日期", "车主", "车型", "原因", "处理", "办结日期", "经办"]]
    for i, day in enumerate(luck.moments(9, FIRST, LAST - timedelta(days=20))):
        done = day + timedelta(days=12 if i == 5 else luck.randint(1, 6))
        rows.append([f"T{i + 1}", _dots(day), luck.person(), "XL-60", luck.choice(("七日内电机异响", "七日无理由", "电池鼓包")),
                     luck.choice(("退车退款", "换车")), _dots(done),
                     luck.person()])
    truth.ratio("5.2.5-c", 8, 9, "一笔 12 日办结，承诺 7 日")
    return rows


def _complaints(luck: Luck, truth: Truth) -> tuple[Rows, Rows]:
    total = 17
    no_visit, slow = luck.picks(total - 1, 1, 2)
    head = ["编号", "投诉日期", "投诉人", "电话", "投诉事由", "处理情况", "处理结果", "办结日期", "回访记录"]
    halves: tuple[Rows, Rows] = ([head], [head])
    moments = luck.moments(total - 1, FIRST, LAST - timedelta(days=20))
    for i, day in enumerate(moments):
        cause, action = luck.choice((("送车晚", "致歉，补偿头盔"), ("维修后又坏", "免费返修并延长包修"), ("态度差", "批评当事人"),
            ("配件价格高", "核对价目表退差价")))
        closed = day + timedelta(days=9 if i in slow else luck.randint(1, 4))
        halves[day >= datetime(2026, 7, 1)].append(
            [f"TS{i + 1:03d}", day.date(), luck.person(), luck.mobile(), cause, action, "已解决", closed.date(),
             "" if i in no_visit else f"{closed + timedelta(days=1):%Y/%m/%d} 已回访，认可"])
    halves[1].append([f"TS{total:03d}", datetime(2026, 11, 18).date(), luck.person(), luck.mobile(), "预售车未按时到店",
        "已联系，协调调车", "处理中", "", ""])
    halves[0].append([f"上半年小计：{len(halves[0]) - 1} 件", "", "", "", "", "", "", "", ""])
    truth.ratio("5.3.2-b", total - 1, total, "一件缺回访；11 月 18 日的一件未到时限，不因缺回访算不合格", other=(total - 2, total - 1))
    truth.ratio("5.3.2-c", total - 3, total - 1, "未到时限的一件不进总体；两件 9 日办结，承诺 5 日")
    return halves


def _feedback(luck: Luck, truth: Truth) -> Rows:
    total = 20
    (open_,) = luck.picks(total, 3)
    rows: Rows = [["反馈单号", "日期", "提出网点", "问题描述", "责任部门", "改进措施", "落实日期", "是否关闭"]]
    for i, day in enumerate(luck.moments(total, FIRST, LAST - timedelta(days=30))):
        text, unit, action = luck.choice((("中撑易断", "生产技术中心", "加厚 0.5mm"), ("说明书没写胎压", "技术中心", "改版"),
            ("充电口进水", "质量部", "加防水盖"),
                                          ("配件箱破损", "采购部", "换五层纸箱")))
        shut = i not in open_
        done = day + timedelta(days=15)
        rows.append([f"FK-{i + 1:02d}", f"{day:%Y年}{day.month}月{day.day}日", luck.choice((*OWN.values(), *ENTRUSTED.values())), text, unit,
                     action if shut else "待定", f"{done:%Y年}{done.month}月{done.day}日" if shut else "", "是" if shut else "否"])
    truth.ratio("5.1.6.1", total - 3, total)
    return rows


def _roster(truth: Truth) -> Rows:
    rows: Rows = [["姓名", "部门/网点", "岗位", "岗位要求证书", "持有证书", "有效期至"], ["曹鹏", "售后服务部", "部长", "无要求", "", None],
                  ["蔡静", "售后服务部", "客服主管", "无要求", "", None], ["余斌", "售后服务部", "备件主管", "无要求", "", None]]
    for i, name in enumerate(Luck(33).people(18)):
        until, held = datetime(2027, 12, 31), "电动自行车维修工证"
        if i in (3, 9):
            until = datetime(2026, 3, 31)
        if i == 14:
            held, until = "无", None
        rows.append([name, (*OWN.values(), "总部")[i % 5], "维修技师", "电动自行车维修工证", held, until])
    truth.ratio("5.1.2.1", 15, 18, "两人证书过期，一人无证；隐藏的离职表不算")
    return rows


def _managers() -> Rows:
    names = ["曹鹏", "蔡静", "余斌", *Luck(34).people(13)]
    return [["序号", "服务管理人员姓名", "职务"]] + [[i + 1, name, "部门负责人" if i < 3 else "网点负责人或督导"] for i, name in enumerate(names)]


def _judge(truth: Truth) -> None:
    truth.ratio("5.1.1.2", 12, 14, "马鞍山没有网点；徐州协议 2026-08-31 到期")
    truth.met("5.1.1.1", "5.1.3.1", "5.1.3.2", "5.1.3.3", "5.1.4.1", "5.1.6.3", "5.1.7.1", "5.1.7.3")
    truth.met("5.1.2.2", why="16 名服务管理人员需 2 名，3 张证书中 2 张有效")
    truth.met("5.1.6.2", why="生产技术中心内设可靠性研究室")
    truth.met("5.1.7.2", why="旧值只在修订对照表和废止文件里")
    truth.failed("5.1.4.2", why="法规清单列有已废止的合同法，未标注")
    truth.failed("5.1.5.1", why="监督小组全部兼任")
    truth.failed("5.1.5.2", why="外部评价只提了一句，没有报告")
    truth.failed("5.1.6.4", why="只是计划参与起草团体标准")
    truth.met("5.2.1-a", "5.2.1-b", "5.2.2-a", "5.2.2-c", "5.2.3-a", "5.2.4-a", "5.2.4-d", "5.2.5-a", "5.2.5-b", "5.2.5-d", "5.2.6-a", "5.2.6-b")
    truth.met("5.3.1.1", "5.3.1.2", "5.3.1.4", "5.3.2-a", "5.3.2-d")
    truth.failed("5.3.1.5", why="只有 2027 年的活动计划")
    truth.must += ["SD-law", "SD-own"]
    truth.refuse("一、资质证照/6.电池供应商质量证书.pdf", "other_organisation")
    truth.refuse("二、制度/废止文件/骁鹿售〔2023〕5号 售后服务规定.docx", "unissued_draft", "expired", "outside_period", note="已废止")
    truth.refuse("六、宣传与承诺/2027年车主回馈活动计划.docx", "planned")
    truth.refuse("七、服务记录/报修系统导出_副本.csv", "duplicate")
    truth.refused[-1]["twins"] = ["七、服务记录/报修系统导出_202512-202611.csv"]
    truth.notes += [
        "评定日 2026-11-20。公文式文号、整本手册无标题样式、26.03.05 与 2026.3.5 等文本日期、GBK 导出",
        "合订协议中一份过期、同一句最终解释权印在两处（一项）。",
        "手册第二十九条禁止使用不公平格式条款，不触发特别扣分。",
    ]
