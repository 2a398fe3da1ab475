"""Pack g02: a chain that sells other makers' appliances; middling, with two doors that say two different times."""

from __future__ import annotations

from pathlib import Path

from . import g02_logs, g02_papers, g02_rules
from .people import Source
from .truth import Truth
from .writers import Folder, Look

PROFILE = f"""enterprise:
  name: "{g02_rules.CO}"
  uscc: "{g02_papers.CODE}"
  kind: sales
  industry: "家用电器零售"
  branches: []
  entrusted_outlets:
    - "汝州兴民家电维修部"
    - "济源佳信电器维修点"
period_months: 12
exclusions:
  - clause: "5.2.5-d"
    reason: "本公司只销售不生产，召回由厂家负责"
"""


def build(root: Path) -> Truth:
    pack = Folder(root, Look(face="微软雅黑", size=10, foot="伊众电器　内部使用"), "阮倩")
    src = Source(4103)
    g02_rules.write(pack)
    g02_papers.write(pack)
    sent = g02_logs.deliveries(pack, src)
    work = g02_logs.repairs(pack, src)
    case = g02_logs.cases(pack, src)
    areas = g02_logs.stations(pack, src)
    crew = g02_logs.staff(pack, src)
    g02_logs.stock(pack, src)
    g02_logs.inspect(pack)
    (root / "profile.yaml").write_text(PROFILE, encoding="utf-8")

    t = Truth("g02_appliance_chain", must=["SD-law", "SD-law"])
    t.part("5.1.1.2", *areas, why="济源加盟点没有协议（手续在办）")
    t.part("5.1.2.1", *crew, why="两人证书过期，一人没有高处作业证")
    t.none("5.1.2.2", "17 名服务管理人员需 2 名售后服务管理师，有效的只有 1 名；另一张是客户服务管理师")
    t.part("5.1.6.1", *case["better"])
    t.none("5.1.6.2", "没有研究部门，也没有委托研究协议")
    t.none("5.1.6.3", "认证证书的持有人是供货的制造企业")
    t.none("5.1.7.2", "手册、公约、三包凭证、合同写接到报修后 24 小时内上门，网上商城写 48 小时内")
    t.part("5.2.2-b", *work["install"], why="两单不合格，两单缺装机人")
    t.part("5.2.3-b", *sent, why="24/48/72 小时按各行区域；TOTAL 行不是样本")
    t.part("5.2.4-b", *work["rows"], why="导出里有 8 行早于审核期")
    t.unknown("5.2.4-c", f"承诺互相矛盾：按 24 小时 {work['t24'][0]}/{work['t24'][1]}，按 48 小时 {work['t48'][0]}/{work['t48'][1]}，两者不同")
    t.part("5.2.5-c", *case["back"])
    t.part("5.3.1.3", *work["visit"], why="维修 96/110，连同装机 148/170", other=work["visit_all"])
    t.none("5.3.1.5", "只有明年的活动方案和一张空白登记表，审核期内没有活动")
    t.part("5.3.2-b", *case["moan"])
    t.part("5.3.2-c", *case["solved"])
    t.refuse("公司文件/收回/伊众营2021-3.docx", "unissued_draft expired outside_period", "已废止的第四版")
    t.refuse("证照/质量体系.pdf", "other_organisation", "持有人是制造企业")
    t.refuse("报告与邮件/2027回馈.docx", "planned unissued_draft")
    t.refuse("报告与邮件/清洗登记表.docx", "blank_template no_substance")
    t.refuse("报告与邮件/自查评价.docx", "duplicate", "两份一样，算哪一份都可以", twins=("报告与邮件/自查评价 - 副本.docx",))
    t.notes = ["家电连锁：手册与网上商城的上门时限矛盾、海报与小票上的不公平条款（两项）和手册里对它们的禁止、制造商证书、废止旧版、"
               "明年方案、空白登记表、副本、客户服务管理师、没有协议的加盟点、英文字段导出与合计行。",
               "profile 里申请删减 5.2.5-d；该条不可删减，本公司有自己发布的停售与召回规定，故照常判为符合。"]
    return t
