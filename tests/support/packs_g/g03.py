"""Pack g03: a vendor of hospital information systems; three stars, its insurance lapsed and its law list stale."""

from __future__ import annotations

from pathlib import Path

from . import g03_logs, g03_papers, g03_rules
from .people import Source
from .truth import Truth
from .writers import Folder, Look

GONE = {
    "5.2.3-a": "交付软件，线上下发或由实施工程师带到院，没有商品配送",
    "5.2.3-b": "交付软件，线上下发或由实施工程师带到院，没有商品配送",
    "5.2.6-a": "不销售硬件，没有废弃商品",
    "5.2.6-b": "不销售硬件，没有废弃商品",
}
PROFILE = f"""enterprise:
  name: "{g03_rules.CO}"
  uscc: "{g03_papers.CODE}"
  kind: service
  industry: "软件和信息技术服务"
  branches: []
  entrusted_outlets:
    - "昆明滇讯智维科技有限公司"
period_months: 12
exclusions:
""" + "".join(f'  - clause: "{cid}"\n    reason: "{why}"\n' for cid, why in GONE.items())


def build(root: Path) -> Truth:
    pack = Folder(root, Look(face="等线", size=10.5, grid="Light Grid Accent 1", foot="YX-ITSM"), "阮芸")
    src = Source(5000)
    g03_rules.write(pack)
    g03_papers.write(pack)
    work = g03_logs.incidents(pack, src)
    voice = g03_logs.voices(pack, src)
    crew = g03_logs.people(pack, src)
    areas = g03_logs.sites(pack, src)
    g03_logs.books(pack, src)
    (root / "profile.yaml").write_text(PROFILE, encoding="utf-8")

    t = Truth("g03_hospital_it")
    for cid, why in GONE.items():
        t.gone(why, cid)
    t.part("5.1.1.2", *areas, why="渝东南没有服务点")
    t.part("5.1.2.1", *crew, why="两人证书过期，一人须持信息安全工程师而持数据库认证")
    t.none("5.1.3.1", "有预算，但责任险 2026-08-31 到期没有续保，没有其他专项经费")
    t.none("5.1.4.2", "清单把已废止的合同法标成现行有效")
    t.none("5.1.5.2", "外部测评只在内部报告里提了一句，没有外部报告")
    t.part("5.1.6.1", *voice["voc"])
    t.part("5.2.2-b", *work["live"])
    t.part("5.2.4-b", *work["rows"], why="导出里有 12 行早于审核期，Total 行不是样本")
    t.part("5.2.4-c", *work["time"], why="15 分钟/30 分钟/2 小时/8 小时，按各单级别")
    t.part("5.3.1.3", *work["visit"], why="工单 146/168，连同上线 166/190", other=work["visit_all"])
    t.none("5.3.1.5", "免费巡检在 2025 年 3 月至 4 月，不在审核期内；另一份文件只有标题")
    t.part("5.3.2-b", *voice["moan"])
    t.part("5.3.2-c", *voice["solved"], why="普通 72 小时、升级 168 小时，按各件级别")
    t.refuse("ITSM/SLA V4.0.docx", "unissued_draft planned", "评审中，未发布；其中的时限不作数")
    t.refuse("ITSM/服务文化与标准化建设.docx", "no_substance unissued_draft")
    t.refuse("证书合同/ISMS证书.pdf", "expired")
    t.refuse("证书合同/TechE&O保单.pdf", "expired")
    t.refuse("证书合同/云主机隐私政策.docx", "other_organisation")
    t.refuse("reports/免费巡检签到.xlsx", "outside_period")
    t.notes = ["医院信息系统厂商：按级别的响应与投诉时限、修订记录旧值、未发布的新版时限、过期保单与证书、云商隐私政策、只有标题的文件、"
               "标成现行的合同法、口头的外部测评、去年的巡检、零退换声明（无相反证据）、长期有效的证书、英文字段导出。"]
    return t
