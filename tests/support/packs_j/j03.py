"""j03: a lift service whose evidence comes as four archives: GBK names, archives within archives, junk, twins, a long register."""

from datetime import datetime, timedelta
from fractions import Fraction
from pathlib import Path
from random import Random

from tests.support.packs_j.archives import packed
from tests.support.packs_j.ledgers import flawed, later, moments, people
from tests.support.packs_j.markup import Cell, Rows
from tests.support.packs_j.truth import Truth
from tests.support.packs_j.writing import files, put, uscc

NAME = "宜宾叙升电梯工程服务有限公司"
CODE = uscc("91511502MA64XK9T2")
ORDERS = 640
HEAD: list[Cell] = ["工单号", "报修时间", "使用单位", "区域属性", "类别", "故障描述", "到场时间", "维保员"]
HEAD += ["处理措施", "恢复运行时间", "使用单位签认"]
_KINDS = ("花园", "医院", "商城", "学校", "公寓", "酒店", "写字楼")
USERS = [f"{place}{kind}" for place in ("江北", "南岸", "柏溪", "滨江", "橙乡", "竹海") for kind in _KINDS]
CREW = ("申文斌", "卞立新", "包春梅", "计家豪", "成国平", "解永康", "丁晓东", "邓宝根")
FAULTS = ("开门不到位", "平层偏差", "按钮失灵", "异响", "停梯报警", "对讲不通")
DONE = ("调整门机皮带", "清洁门坎并试运行", "更换按钮板", "调整制动间隙", "更换门锁触点", "复位并观察")
WHY_NO_DELIVERY = "本公司从事电梯维护保养和修理，配件与终端由维保人员随车带到现场更换，没有商品配送环节"
PROFILE = f"""enterprise:
  name: "{NAME}"
  uscc: "{CODE}"
  kind: service
  industry: "电梯维护保养"
  branches: []
  entrusted_outlets:
    - "屏山县金江机电服务部"
period_months: 12
exclusions:
  - clause: "5.2.3-a"
    reason: "{WHY_NO_DELIVERY}"
  - clause: "5.2.3-b"
    reason: "{WHY_NO_DELIVERY}"
"""
NOTES = (
    "四个压缩包：一、三用 GBK 文件名，二套三层，混有锁文件、缩略图和邮件。急修工单 640 行分四表，有小计行和隐藏的测试表，有跨年、跨零点的真工单；"
    "按困人 30 分钟、城区 2 小时、县域 4 小时逐行判。花招：同一证书两个名字、已换证的旧许可证、别家预案、作废手册、讨论稿、空白问卷、"
    "明年才生效的研究协议、客户服务管理师、邮件里的指令、批注里的“草稿”“示例”。",
    "640 行可取样本：5.2.4-b、5.2.4-c、5.3.1.3 的范围按抽 50 行以上的三倍标准差放宽，总体比例在 why 里。",
    "批注不是正文，不影响手册；分级时限不是矛盾；合同里写任何一方均不享有最终解释权，不是不公平条款。",
    "锁文件、缩略图、收件箱里的邮件列为中性。",
)


def make(out: Path) -> Truth:
    truth = Truth("j03", NOTES)
    customers: Rows = [["客户编号", "使用单位", "安全管理员", "电话", "电梯台数", "合同期至"]]
    for number, user in enumerate(USERS):
        phone = f"0831-36{number:05d}"
        customers.append([f"C{number + 1:03d}", user, people(900 + number, 1)[0], phone, 2 + number % 9, datetime(2027, 1 + number % 12, 9).date()])
    registers = {
        "customers": customers,
        "roster": _roster(truth),
        **_orders(truth),
        "complaints": _complaints(truth),
        "feedback": _feedback(truth),
    }
    made = files(("j03_a.txt", "j03_b.txt"), registers, {"co": NAME, "code": CODE, "tel": "0831-2336119"})
    made["运行记录/~$急修工单.xlsx"] = b"\x06user" + b" " * 160
    made["运行记录/Thumbs.db"] = b"\xd0\xcf\x11\xe0" + bytes(508)
    put(out / "j03", {"profile.yaml": PROFILE.encode(), **_zipped(made)})
    _the_rest(truth)
    return truth


def _zipped(made: dict[str, bytes]) -> dict[str, bytes]:
    """The four archives; the rules lie in an archive within one, their annex in a third."""

    def under(folder: str) -> dict[str, bytes]:
        return {path.removeprefix(folder): data for path, data in made.items() if path.startswith(folder)}

    annex = packed(under("制度/制度终稿/附件/"), gbk=True)
    final = {path: data for path, data in under("制度/制度终稿/").items() if not path.startswith("附件/")}
    rules = {path: data for path, data in under("制度/").items() if not path.startswith(("制度终稿/", "旧版打包/"))}
    rules["制度终稿.zip"] = packed({**final, "附件.zip": annex}, gbk=False)
    rules["旧版打包.zip"] = packed(under("制度/旧版打包/"), gbk=True)
    return {
        "01公司资料.zip": packed(under("公司资料/"), gbk=True),
        "02制度汇编.zip": packed(rules, gbk=False),
        "03运行记录（U盘拷贝）.zip": packed(under("运行记录/"), gbk=True),
        "04对外.zip": packed(under("对外/"), gbk=False),
    }


def _roster(truth: Truth) -> Rows:
    rows: Rows = [["姓名", "岗位", "站点", "证书", "证书编号", "有效期至"]]
    for number, name in enumerate((*CREW, *people(71, 16))):
        until = datetime(2026, 9, 30) if number == 17 else datetime(2027 + number % 3, 1 + number % 12, 25)
        station = ("长江大道站", "柏溪站", "南溪站", "江安站", "长宁站")[number % 5]
        rows.append([name, "维保员", station, "特种设备安全管理和作业人员证（电梯修理T）", f"T5115{number:05d}", until.date()])
    rows += [[name, "安梯台值守员", "长江大道站", "", "", ""] for name in ("明海燕", *people(72, 5))]
    rows += [[name, "客户关系专员", "长江大道站", "", "", ""] for name in ("向春梅", "花玉兰", "俞秀英")]
    truth.share("5.1.2.1", 23, 24, "一名维保员的证 2026-09-30 到期")
    return rows


def _orders(truth: Truth) -> dict[str, Rows]:
    chance = Random(81)
    blank = flawed(82, ORDERS, 9)
    slow = sorted(flawed(83, ORDERS, 14, without=tuple(blank)))
    missed = flawed(84, ORDERS, 20)
    began = sorted((*moments(85, ORDERS - 3), datetime(2025, 12, 31, 23, 20), datetime(2026, 2, 16, 23, 40), datetime(2026, 6, 30, 22, 55)))
    sheets: list[Rows] = [[list(HEAD)] for _ in range(4)]
    visits: Rows = [["CALL_DATE", "WO_NO", "AGENT", "CHANNEL", "RESULT"]]
    for number, reported in enumerate(began):
        late = slow.index(number) if number in slow else -1
        town = chance.random() < 0.7 if late < 0 else late < 10
        trapped = chance.random() < 0.12 if late < 0 else late < 5
        limit = 0.5 if trapped else 2.0 if town else 4.0
        wait = chance.uniform(1.3, 1.7) * limit if late >= 0 else chance.uniform(0.25, 0.85) * limit
        arrived = later(reported, wait)
        ended = later(arrived, chance.uniform(0.3, 2.5))
        done, sign = chance.choice(DONE), people(2000 + number, 1)[0]
        if number in blank:
            done, sign = ("", sign) if number % 2 else (done, "")
        quarter = 3 if reported.year == 2025 or reported.month > 9 else (reported.month - 1) // 3
        fault = "困人" if trapped else chance.choice(FAULTS)
        order = f"GD{number + 1:05d}"
        sheets[quarter].append([order, reported, chance.choice(USERS), "城区" if town else "县域", "困人" if trapped else "一般故障", fault,
                                arrived, chance.choice(CREW), done, ended, sign])  # fmt: skip
        if number not in missed:
            called, caller = ended + timedelta(days=chance.randint(1, 6)), "花玉兰" if number % 2 else "俞秀英"
            visits.append([called.date(), order, caller, "电话", chance.choice(("满意", "满意", "一般"))])
    for rows in sheets:
        rows.append(["小计", f"{len(rows) - 1}单", *[""] * 9])
    tests: Rows = [list(HEAD)]
    for number in range(12):
        when = datetime(2026, 1, 5 + number, 9, 0)
        tests.append([f"TEST{number:02d}", when, "测试", "城区", "一般故障", "测试", later(when, 30), "测试", "", None, ""])
    installs: Rows = [["安装单", "安装日期", "使用单位", "终端型号", "安装人", "验收结果", "验收人签字"]]
    for number, day in enumerate(moments(86, 26, datetime(2025, 12, 8), datetime(2026, 10, 30))):
        order = f"ZD{number + 1:03d}"
        result = "验收不合格，待返工" if number == 11 else "验收合格"
        installs.append([order, day.date(), chance.choice(USERS), "XS-T2", chance.choice(CREW), result, people(2700 + number, 1)[0]])
        visits.append([(day + timedelta(days=3)).date(), order, "花玉兰", "电话", "满意"])
    truth.drawn("5.2.4-b", (ORDERS - 9, ORDERS), Fraction(5, 100), "9 单缺处理措施或签认；小计行与隐藏测试表不计；640 行可抽样")
    truth.drawn("5.2.4-c", (ORDERS - 14, ORDERS), Fraction(7, 100), "14 单超过各自级别的时限；640 行可抽样")
    truth.drawn("5.3.1.3", (ORDERS - 20, ORDERS), Fraction(8, 100), "急修 620/640，连同安装 646/666；可抽样")
    truth.share("5.2.2-b", 25, 26, "一台验收不合格")
    return {**{f"orders{n + 1}": rows for n, rows in enumerate(sheets)}, "ordertests": tests, "installs": installs, "visits": visits}


def _complaints(truth: Truth) -> Rows:
    rows: Rows = [["编号", "投诉时间", "投诉人", "事由", "处理情况", "处理结果", "办结时间", "回访"]]
    kinds = ("到场慢", "故障反复", "收费不清", "保养扰民")
    for number, day in enumerate(moments(87, 18, datetime(2025, 12, 8), datetime(2026, 10, 30))):
        ended = later(day, 24 * 8.2 if number == 8 else 20 + number * 4)
        back = "" if number == 13 else f"{(ended + timedelta(days=2)).date()}电话回访，认可"
        rows.append([f"TS-{number + 1:02d}", day, USERS[number * 2], kinds[number % 4], "核查工单与录音，当面沟通", "已解决", ended, back])
    truth.share("5.3.2-b", 17, 18, "一件没有回访")
    truth.share("5.3.2-c", 17, 18, "一件超过 5 日")
    return rows


def _feedback(truth: Truth) -> Rows:
    rows: Rows = [["单号", "提出日期", "提出人", "问题", "责任部门", "改进措施", "关闭日期"]]
    for number, day in enumerate(moments(88, 16, last=datetime(2026, 10, 9))):
        closed = "" if number == 9 else (day + timedelta(days=11)).date()
        duty = ("技术科", "备件科")[number % 2]
        rows.append([f"XF{number + 1:02d}", day.date(), CREW[number % 8], FAULTS[number % 6] + "重复出现", duty, "更换供方并加严点检", closed])
    truth.share("5.1.6.1", 15, 16, "一单没有关闭")
    return rows


def _the_rest(truth: Truth) -> None:
    truth.share("5.1.1.2", 6, 6)
    truth.why("5.1.2.2", "8 名服务管理人员需 1 名，有一张有效的售后服务管理师证书；两张客户服务管理师证书不算")
    truth.not_met("5.1.6.2", "研究协议 2027-01-01 才生效，没有研究部门")
    truth.why("5.1.7.2", "分级时限处处一致")
    truth.why("5.2.5-c", "书面声明审核期内没有退换，且没有相反证据")
    truth.left_out("5.2.3-a", "没有商品配送环节")
    truth.left_out("5.2.3-b", "没有商品配送环节")
    first, rules, third = "01公司资料.zip/", "02制度汇编.zip/", "03运行记录（U盘拷贝）.zip/"
    truth.refuse(first + "证照/特种设备生产许可证（旧，已换证）.pdf", "expired", note="已换新证，不是无证经营")
    truth.refuse(first + "证照/新建文件夹/证书(1).pdf", "duplicate", twins=[first + "证照/ISO9001.pdf"], note="两份相同，留哪份都可以")
    truth.refuse(rules + "旧版打包.zip/客户服务手册V2（作废）.docx", "unissued_draft", "expired", "outside_period")
    truth.refuse(rules + "旧版打包.zip/投诉处理办法（讨论稿）.docx", "unissued_draft")
    truth.refuse(rules + "应急预案参考.docx", "other_organisation")
    truth.refuse(rules + "高校研究合作协议.pdf", "planned", "outside_period", note="明年才生效")
    truth.refuse(third + "满意度调查表（空白）.docx", "blank_template", "no_substance")
    truth.neutral += [first + "证照/客户服务管理师_二人.pdf", third + "~$急修工单.xlsx", third + "Thumbs.db", "04对外.zip/收件箱/答复.eml"]
    truth.neutral += ["01公司资料.zip", "02制度汇编.zip", third.rstrip("/"), "04对外.zip", rules + "制度终稿.zip", rules + "旧版打包.zip"]
