"""Pack g04: pest control, cleaning and small repairs; above seventy points, yet five special deductions."""

from __future__ import annotations

from pathlib import Path

from . import g04_logs, g04_papers, g04_rules
from .people import Source
from .truth import Truth
from .writers import Folder, Look

GONE = "本公司提供除虫、保洁和维修服务，不销售商品，没有送货环节"
PROFILE = f"""enterprise:
  name: "{g04_rules.CO}"
  uscc: "{g04_papers.CODE}"
  kind: service
  industry: "有害生物防制与保洁服务"
  branches:
    - "福州榕卫环境服务有限公司莆田分公司"
    - "福州榕卫环境服务有限公司宁德分公司"
  entrusted_outlets:
    - "漳州龙江虫控服务部"
period_months: 12
exclusions:
  - clause: "5.2.3-a"
    reason: "{GONE}"
  - clause: "5.2.3-b"
    reason: "{GONE}"
"""


def build(root: Path) -> Truth:
    pack = Folder(root, Look(face="楷体", size=12, serif=True, grid="Light List"), "计静")
    src = Source(3501)
    g04_rules.write(pack)
    g04_papers.write(pack)
    work = g04_logs.jobs(pack, src)
    moan = g04_logs.moans(pack, src)
    areas = g04_logs.points(pack, src)
    crew = g04_logs.staff(pack, src)
    g04_logs.stores(pack)
    (root / "profile.yaml").write_text(PROFILE, encoding="utf-8")

    t = Truth("g04_pest_cleaning", must=["SD-law", "SD-law", "SD-industry", "SD-own", "SD-system"])
    t.gone(GONE, "5.2.3-a", "5.2.3-b")
    t.part("5.1.1.2", *areas, why="漳州合作书 2026-09-30 到期未续")
    t.part("5.1.2.1", *crew, why="三人证书过期，一人无证")
    t.none("5.1.2.2", "12 名服务管理人员需 2 名；一张有效，一张过期，一张是客户服务管理师")
    t.none("5.1.5.1", "品质督查部 2026-07-01 起撤销，没有替代")
    t.part("5.1.6.1", *moan["note"])
    t.none("5.1.6.2", "委托研究协议 2025-09-30 到期，没有研究部门")
    t.none("5.1.6.3", "证书持有人是别的公司")
    t.none("5.1.6.4", "只有明年的打算")
    t.none("5.1.7.2", "手册、投诉规定、合同、服务牌写投诉 72 小时内办完，网页写 5 天")
    t.part("5.2.2-b", *work["fit"])
    t.part("5.2.4-b", *work["rows"], why="秋表里有 5 行早于审核期，小计行不是样本")
    t.part("5.2.4-c", *work["time"], why="4/8/24 小时按各单片区")
    t.none("5.2.5-c", "声明没有退换，投诉本里却有退还服务费的，两相矛盾；没有退换登记", also=("unknown",))
    t.none("5.3.1.2", "网页没有可用的在线服务入口，报修栏目建设中")
    t.none("5.3.1.3", "没有本公司的隐私保护制度（只有一份别家物业公司的），前提不成立")
    t.part("5.3.2-b", *moan["moan"])
    t.part("5.3.2-c", *moan["solved"], why="按 72 小时或 5 天都是 18/20，照此给分")
    t.none("5.3.2-d", "应急预案只是讨论稿，没有签发")
    t.refuse("1规章/预案.docx", "unissued_draft planned")
    t.refuse("1规章/个人信息保护制度.docx", "other_organisation")
    t.refuse("5报告/明年标准.docx", "planned unissued_draft")
    t.refuse("2证件/水箱清洗证.pdf", "expired")
    t.refuse("2证件/体系证书.pdf", "other_organisation")
    t.refuse("2证件/昆虫所协议.pdf", "expired outside_period")
    t.refuse("2证件/漳州合作书.pdf", "expired")
    t.refuse("5报告/满意度问卷.docx", "duplicate", "两份一样，算哪一份都可以", twins=("5报告/备份/满意度问卷(1).docx",))
    t.neutral = ["1规章/019通知.docx", "5报告/无退换说明.docx"]
    t.notes = ["除虫保洁公司：分数过七十，但特别扣分满五项，不合格：价目单“最终解释权”、合同“概不负责”、水箱清洗许可证过期仍在洗、"
               "到场超时三成（若误用最宽的 24 小时就看不出）、督查部撤销无替代。",
               "零退换声明与投诉本里的退费相矛盾：5.2.5-c 可判 not_met 或 unknown，都没有分。",
               "分季工作表与小计行、早于审核期的行、过期证书协议、别家制度、讨论稿、明年打算、备份副本、客户服务管理师。"]
    return t
