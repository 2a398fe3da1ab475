"""Pack g01: a maker of pumps and valves selling to industry and through dealers; good, with three whole clauses lost."""

from __future__ import annotations

from pathlib import Path

from . import g01_logs, g01_papers, g01_rules
from .people import Source
from .truth import Truth
from .writers import Folder, Look

PROFILE = f"""enterprise:
  name: "{g01_rules.CO}"
  uscc: "{g01_papers.CODE}"
  kind: production
  industry: "泵与阀门制造"
  branches: []
  entrusted_outlets:
    - "湖州练市顺流水泵维修部"
    - "咸阳渭水机电服务有限公司"
    - "绵阳涪滨泵业服务中心"
period_months: 12
exclusions: []
"""


def build(root: Path) -> Truth:
    pack = Folder(root, Look(face="仿宋", size=11, serif=True), "计磊")
    src = Source(3418)
    g01_rules.write(pack)
    g01_papers.write(pack)
    work = g01_logs.tickets(pack, src)
    sent = g01_logs.shipments(pack, src)
    found = g01_logs.quality(pack, src)
    g01_logs.users(pack, src)
    areas = g01_logs.network(pack)
    crew = g01_logs.staff(pack, src)
    g01_logs.resources(pack)
    g01_logs.office(pack)
    (root / "profile.yaml").write_text(PROFILE, encoding="utf-8")

    t = Truth("g01_pump_maker")
    t.part("5.1.1.2", *areas, why="四川签约服务商协议 2026-05-31 到期未续，江西没有服务点")
    t.part("5.1.2.1", *crew, why="一人证书过期，一人须持焊接证而手里是电工证")
    t.none("5.1.5.1", "稽查小组组长、组员都由其他岗位的人兼任；改专职只是明年的设想")
    t.part("5.1.6.1", *found["note"])
    t.none("5.1.6.4", "企业服务标准只是征求意见稿，没有发布和公开，也没有参编证明")
    t.part("5.2.2-b", *work["trial"])
    t.part("5.2.3-b", *sent, why="标准品 7 天、非标品 30 天，按各行类别；四单超期，一单没有签收")
    t.part("5.2.4-b", *work["rows"], why="台账里有 6 行早于审核期，合计行不是样本")
    t.part("5.2.4-c", *work["time"], why="24/48/72 小时按各行服务圈；更改记录里的旧时限不作数")
    t.part("5.2.5-c", *found["back"])
    t.none("5.2.6-b", "旧件收购合同 2026-03-31 到期，没有处置台账")
    t.part("5.3.1.3", *work["visit"], why="工单 58/64，连同试车 84/94", other=work["visit_all"])
    t.part("5.3.2-b", *found["gripe"], why="一件没有回访")
    t.part("5.3.2-c", *found["solved"], why="一件超过 7 天")
    t.refuse("01制度/企标讨论稿.docx", "unissued_draft planned")
    t.refuse("01制度/历史版本/YT-SH-01 用户服务手册(C版).docx", "unissued_draft expired outside_period", "写明作废的旧版")
    t.refuse("06其他/2027设想.docx", "planned unissued_draft")
    t.refuse("02证照保险/环境体系证书.pdf", "other_organisation", "持有人是铸件供方")
    t.refuse("04协议/YTFW-2023-02四川.pdf", "expired")
    t.refuse("04协议/旧件收购合同.pdf", "expired")
    t.refuse("03对外/服务承诺.pdf", "duplicate", "两份一样，算哪一份都可以", twins=("06其他/墙上那张承诺.pdf",))
    t.notes = ["泵阀制造企业：更改记录里的旧时限、作废旧版、征求意见稿、明年设想、供方证书、过期协议与收购合同、同一承诺的两份复印件、"
               "客户服务管理师证书（不算售后服务管理师，12 名管理人员需 2 名，有效 2 名）、"
               "被禁止的格式条款（不触发特别扣分）、纪要里的目标修订。",
               "回访总体可只取工单，也可连同试车，故 5.3.1.3 给区间。"]
    return t
