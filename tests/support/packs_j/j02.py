"""j02: a dealer in office machines who photographs and scans most of what it hands in."""

from datetime import datetime, timedelta
from pathlib import Path
from random import Random

from tests.support.packs_j.ledgers import later, moments, people
from tests.support.packs_j.markup import Cell, Rows
from tests.support.packs_j.truth import Truth
from tests.support.packs_j.writing import files, put, uscc

NAME = "株洲墨禾办公设备有限公司"
CODE = uscc("91430204MA4RK5T7X")
CUSTOMERS = ("荷塘小学", "醴陵三中", "攸县林业局", "天元政务中心", "岳塘图书馆", "蒸湘税务所", "湘潭三医院", "芦淞服装城", "清水塘社区", "白石印务社")
CREW = ("史志强", "方立新", "任永康", "文小敏")
MODELS = ("HY-L2250D", "HY-M7600", "HY-P300", "投影机T5")
FAULTS = ("卡纸", "打印发白", "不开机", "有竖线", "无法扫描", "异响")
DONE = ("更换搓纸轮", "更换硒鼓", "清洁激光窗", "更换电源板", "更换定影膜", "重装驱动")
PROFILE = f"""enterprise:
  name: "{NAME}"
  uscc: "{CODE}"
  kind: sales
  industry: "办公设备销售"
  branches: []
  entrusted_outlets:
    - "衡阳市蒸湘区文达打印机维修部"
period_months: 12
exclusions: []
"""
NOTES = (
    "门店多用手机拍照和扫描交件：照片、TIFF、扫描 PDF，一页横放（保险单），几页颠倒，一页模糊到认不出（第二张管理师证书，第一张清晰但过期）。"
    "登记表打印、签字、扫描，6 到 32 行。花招：厂家的体系证书、兼任的监督小组、未开通的在线客服、堆词文本、尚未发布的企业标准、"
    "去年的保险单、未标注的合同法、明年设店的区域、海报上的最终解释权（手册里是禁止使用）、同一块牌子拍两次。",
    "矛盾：承诺牌 2 小时上门，手册与保修卡 4 小时；按 2 小时 20/24、按 4 小时 23/24，比例不同，5.2.4-c unknown，5.1.7.2 not_met。",
    "两张收费牌照片内容相同，算哪张都可以，列为中性。",
)


def make(out: Path) -> Truth:
    truth = Truth("j02", NOTES)
    customers: Rows = [["编号", "客户名称", "联系人", "电话", "设备", "购买日期"]]
    for number in range(34):
        name = CUSTOMERS[number] if number < len(CUSTOMERS) else f"{people(700 + number, 1)[0]}（个人）"
        bought = datetime(2026, 1 + number % 9, 2 + number % 25).date()
        customers.append([f"K{number + 1:03d}", name, people(740 + number, 1)[0], f"1380733{4100 + number}", MODELS[number % 4], bought])
    registers = {
        "customers": customers,
        "roster": _roster(truth),
        **_services(truth),
        "deliveries": _deliveries(truth),
        "returns": _returns(truth),
        "complaints": _complaints(truth),
        "feedback": _feedback(truth),
    }
    words = {"co": NAME, "code": CODE, "tel": "0731-22868109"}
    put(out / "j02", {"profile.yaml": PROFILE.encode(), **files(("j02_a.txt", "j02_b.txt"), registers, words)})
    _the_rest(truth)
    return truth


def _roster(truth: Truth) -> Rows:
    rows: Rows = [["姓名", "岗位", "门店", "证书", "证书编号", "有效期至"]]
    names = ("柳文斌", *CREW[:3], *(name for name in people(51, 12) if name not in (*CREW, "柳文斌")))[:12]
    for number, name in enumerate(names):
        proof: tuple[Cell, ...] = ("办公设备维修工职业技能证书", f"XJ4302-{2600 + number}", datetime(2027, 1 + number, 20).date())
        if number == 8:
            proof = ("未取证", "", "")
        rows.append([name, "维修组长" if number == 0 else "维修员", ("天元总店", "湘潭岳塘店", "醴陵店", "攸县店")[number % 4], *proof])
    rows += [[name, "客服专员", "天元总店", "", "", ""] for name in ("谢海燕", "苗春梅", "鲁丽萍")]
    truth.share("5.1.2.1", 11, 12, "一名维修员未取证")
    return rows


def _services(truth: Truth) -> dict[str, Rows]:
    chance = Random(61)
    repairs: Rows = [["单号", "报修时间", "客户", "机型", "故障", "上门时间", "处理情况", "完成时间", "客户签字"]]
    hours = {5: 3.0, 9: 3.5, 16: 2.75, 20: 6.5}
    for number, reported in enumerate(moments(62, 24, datetime(2025, 12, 2), datetime(2026, 10, 16))):
        arrived = later(reported, hours.get(number, chance.uniform(0.5, 1.8)))
        finished = later(arrived, chance.uniform(0.5, 3))
        sign = "" if number == 13 else people(800 + number, 1)[0]
        done = "" if number == 18 else chance.choice(DONE)
        what = (chance.choice(CUSTOMERS), chance.choice(MODELS), chance.choice(FAULTS))
        repairs.append([f"W{number + 1:03d}", reported, *what, arrived, done, finished, sign])
    installs: Rows = [["单号", "安装日期", "客户", "机型", "安装人", "验收结果", "客户签字"]]
    days = moments(63, 14, datetime(2025, 12, 8), datetime(2026, 10, 23))
    for number, day in enumerate(days):
        result = "不合格" if number == 6 else "合格"
        who = (chance.choice(CUSTOMERS), chance.choice(MODELS), chance.choice(CREW))
        installs.append([f"A{number + 1:03d}", day.date(), *who, result, people(830 + number, 1)[0]])
    visits: Rows = [["序号", "回访日期", "单号", "客户", "回访人", "客户意见"]]
    moments_of: list[Cell] = [*(row[1] for row in repairs[1:]), *days]
    for number, (row, began) in enumerate(zip([*repairs[1:], *installs[1:]], moments_of, strict=True)):
        if number not in (3, 11, 17, 21, 29, 34) and isinstance(began, datetime):
            opinion = chance.choice(("满意", "满意", "一般"))
            visits.append([str(len(visits)), (began + timedelta(days=chance.randint(2, 3))).date(), row[0], row[2], "谢海燕", opinion])
    truth.share("5.2.4-b", 22, 24, "一单没有客户签字，一单没有处理情况")
    truth.unknown("5.2.4-c", "承诺牌 2 小时，手册与保修卡 4 小时；20/24 与 23/24 不同，须由人裁定", hope=(20, 24))
    truth.share("5.2.2-b", 13, 14, "一台验收不合格")
    truth.share("5.3.1.3", 20, 24, "维修 20/24，连同安装 32/38", others=[(32, 38)])
    return {"repairs": repairs, "installs": installs, "visits": visits}


def _deliveries(truth: Truth) -> Rows:
    chance = Random(64)
    rows: Rows = [["送货单号", "下单日期", "客户", "商品", "数量", "签收日期", "签收人"]]
    for number, ordered in enumerate(moments(65, 20, datetime(2025, 12, 4), datetime(2026, 10, 28))):
        arrived = ordered.date() + timedelta(days={4: 6, 15: 5}.get(number, chance.randint(0, 3)))
        what = (chance.choice(CUSTOMERS), chance.choice(MODELS), str(chance.randint(1, 6)))
        rows.append([f"S{number + 1:03d}", ordered.date(), *what, arrived, people(860 + number, 1)[0]])
    truth.share("5.2.3-b", 18, 20, "两单超过 3 日")
    return rows


def _returns(truth: Truth) -> Rows:
    rows: Rows = [["单号", "受理日期", "客户", "商品", "退/换", "原因", "办结日期", "结果"]]
    for number, day in enumerate(moments(66, 6, datetime(2026, 1, 6), datetime(2026, 10, 9))):
        ended = (day + timedelta(days=12 if number == 3 else 2 + number % 4)).date()
        what = ("换货", "已换新") if number % 2 else ("退货", "已退款")
        rows.append([f"T{number + 1:02d}", day.date(), CUSTOMERS[number], MODELS[number % 4], what[0], FAULTS[number], ended, what[1]])
    truth.share("5.2.5-c", 5, 6, "一单 12 日办结，超过 7 日")
    return rows


def _complaints(truth: Truth) -> Rows:
    rows: Rows = [["编号", "投诉时间", "客户", "事由", "处理", "结果", "办结时间", "回访"]]
    kinds = ("送货慢", "返修", "送货慢", "态度", "票据开错", "送货慢", "返修", "缺配件")
    days = (*moments(67, 7, datetime(2026, 1, 12), datetime(2026, 9, 18)), datetime(2026, 10, 14, 15, 30))
    for number, day in enumerate(days):
        ended = later(day, 24 * 5.5 if number == 4 else 20 + number * 4)
        back = "" if number == 2 else f"{(ended + timedelta(days=1)).date()}满意"
        rows.append([f"TS{number + 1:02d}", day, CUSTOMERS[number], kinds[number], "道歉并补救" if number % 2 else "当面处理", "已解决", ended, back])
    truth.share("5.3.2-b", 7, 8, "一件没有回访")
    truth.share("5.3.2-c", 7, 8, "一件超过三日")
    return rows


def _feedback(truth: Truth) -> Rows:
    rows: Rows = [["编号", "日期", "反馈人", "问题", "责任部门", "改进措施", "关闭日期"]]
    kinds = ("粉盒漏粉", "箱内缺电源线", "攸县送货慢", "说明书缺页", "价签不符")
    for number, day in enumerate(moments(68, 10, datetime(2026, 1, 5), datetime(2026, 10, 9))):
        closed = "" if number == 7 else (day + timedelta(days=9)).date()
        duty = ("采购部", "仓库", "门店部")[number % 3]
        rows.append([f"F{number + 1:02d}", day.date(), CREW[number % 4], kinds[number % 5], duty, "换批次并抽检", closed])
    truth.share("5.1.6.1", 9, 10, "一单没有关闭")
    return rows


def _the_rest(truth: Truth) -> None:
    truth.share("5.1.1.2", 5, 6, "娄底没有网点，只写拟于 2027 年设店")
    truth.unknown("5.1.2.2", "5 名服务管理人员需 1 名；第 1 页证书 2026-03-14 过期，第 2 页模糊到认不出（low_ocr_quality）")
    truth.not_met("5.1.4.2", "清单列已废止的合同法而未标注")
    truth.not_met("5.1.5.1", "监督小组人员全部兼任")
    truth.not_met("5.1.5.2", "外部评价尚未进行")
    truth.not_met("5.1.6.2", "没有研究部门，也没有委托研究协议")
    truth.not_met("5.1.6.3", "认证证书的持有人是生产企业")
    truth.not_met("5.1.6.4", "企业标准的发布日期晚于评定日")
    truth.not_met("5.1.7.2", "上门时限：承诺牌 2 小时，手册与保修卡 4 小时")
    truth.not_met("5.3.1.2", "在线客服与在线报修尚未开通")
    truth.special.append("SD-law")
    truth.refuse("扫描件/02旧 公众责任与产品责任保险单2025.pdf", "expired", "outside_period")
    truth.refuse("扫描件/09 质量管理体系证书.jpg", "other_organisation")
    truth.refuse("电子文档/企业标准Q-MH001-2026.docx", "planned", "outside_period", "unissued_draft", note="发布日期在评定日之后")
    truth.refuse("电子文档/评审要点.txt", "no_substance")
    truth.refuse("扫描件/01 售后服务管理师证书.pdf", "low_ocr_quality", "unreadable", "expired", note="一页过期，一页认不出")
    truth.neutral += ["手机照片/IMG_20261103_收费标准牌.jpg", "手机照片/IMG_20261104_收费标准牌2.jpg"]
