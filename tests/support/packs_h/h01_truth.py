"""h01: the pack of the solar and storage maker, and its truth."""
from __future__ import annotations

from pathlib import Path
from typing import Any

from . import h01_ledgers, h01_outside, h01_people, h01_system
from .h01_outside import CODE
from .h01_people import Counts
from .h01_system import CO
from .kit import Pack, words
from .truthbook import Truth

PROFILE = f"""
enterprise:
  name: "{CO}"
  uscc: "{CODE}"
  kind: production
  industry: "光伏组件与储能设备制造"
  branches:
    - "{CO}西安分公司"
  entrusted_outlets:
    - "青岛海祥电力安装有限公司"
    - "昆明滇辉新能源工程有限公司"
    - "郑州豫宁机电设备有限公司"
period_months: 12
exclusions: []
"""
MET = words(
    "5.1.1.1 5.1.2.2 5.1.3.1 5.1.3.2 5.1.3.3 5.1.4.1 5.1.5.1 5.1.5.2 5.1.6.2 5.1.6.4 5.1.7.1 5.1.7.3 5.2.1-a 5.2.1-b 5.2.2-a "
    "5.2.2-c 5.2.3-a 5.2.4-a 5.2.4-d 5.2.5-a 5.2.5-b 5.2.5-d 5.2.6-a 5.2.6-b 5.3.1.1 5.3.1.2 5.3.1.4 5.3.1.5 5.3.2-a 5.3.2-d")
WHY = {"5.1.2.2": "14 名服务管理人员需 2 名，两张售后服务管理师证书有效；客户服务管理师不算", "5.1.6.2": "研究院设疑难故障研究室",
    "5.1.6.4": "团体标准参编证明"}


def build(out: Path) -> dict[str, Any]:
    p, counts = Pack(out, "h01_solar", font="Noto Serif CJK SC", header="常州泽澜光储　受控文件"), Counts()
    p.text("profile.yaml", PROFILE)
    h01_system.manual(p)
    h01_system.procedures(p)
    h01_system.drafts(p)
    h01_outside.write(p)
    h01_people.write(p, counts)
    h01_ledgers.write(p, counts)
    t = Truth("h01_solar")
    t.met({c: WHY.get(c, "") for c in MET})
    t.fails("5.1.4.2", "识别表把已废止的合同法写作现行有效")
    t.fails("5.1.6.3", "本公司的质量管理体系证书 2026-09-14 到期；另一张证书的持有人是逆变器供方")
    t.fails("5.1.7.2", "手册、保证书、合同、网页都写 72 小时到场，招商折页写 48 小时")
    t.share("5.1.1.2", *counts["5.1.1.2"], "郑州签约安装商协议 2026-08-31 到期未续")
    t.share("5.1.2.1", *counts["5.1.2.1"], "一人过期，一人证书类别与岗位不符；受理坐席不需持证")
    t.share("5.2.2-b", *counts["5.2.2-b"])
    t.share("5.2.3-b", *counts["5.2.3-b"], "五省 10 天，三省 15 天；合计行不是样本")
    t.share("5.2.4-b", *counts["5.2.4-b"], "结转表在审核期外，小计行不是样本")
    t.share("5.2.4-c", *counts["5.2.4-c"], "没有落在 48 至 72 小时之间的单据，按哪个承诺算比例都一样")
    t.share("5.2.5-c", *counts["5.2.5-c"])
    t.share("5.3.1.3", *counts["visit"], "检修连同安装；只算检修时的比例也在区间内", other=counts["visit-repair"])
    t.share("5.3.2-b", *counts["5.3.2-b"])
    t.share("5.3.2-c", *counts["5.3.2-c"])
    t.share("5.1.6.1", *counts["5.1.6.1"])
    t.refuse("01-QMS文件/作废/ZL-QM-08 售后服务手册（C1版）.docx", ["unissued_draft", "expired", "outside_period"], "写明作废的旧版")
    t.refuse("02-资格与证书/质量管理体系证书.pdf", ["expired"])
    t.refuse("02-资格与证书/逆变器供方职业健康安全证书.pdf", ["other_organisation"])
    t.refuse("02-资格与证书/安装商协议/ZLWT-2024-05.pdf", ["expired"])
    t.refuse("04-记录/表单/现场服务单（空表）.docx", ["blank_template"])
    t.refuse("05-会议与计划/2027年服务网络建设设想.docx", ["planned"])
    t.refuse("05-会议与计划/服务体系要素汇总.docx", ["no_substance"])
    return t.finish([], ["5.2.4-c：两种到场承诺下合格比例相同。5.3.1.3：总体取检修加安装，只取检修也接受。"], ["02-资格与证书/客服证 丁艳.pdf"])
