"""a3: an importer of laboratory instruments; bilingual SOPs, system exports, priorities P1 to P3, exclusions (four stars)."""

from __future__ import annotations

from pathlib import Path
from random import Random

from ..kit import Kit
from ..names import company_code
from ..profile import Profile
from ..truth import Truth
from . import exports, files, sops

NAME = "上海朗析科学仪器有限公司"
CODE = company_code("91310115MA1K4R6TY")
WORDS = {"@C": NAME, "@U": CODE, "@TEL": "400-610-2957", "@V": "维特朗分析仪器（德国）有限公司"}
NO_WASTE = "所售分析仪器属客户固定资产，报废由客户按国有资产和实验室危废规定自行处置，本公司不回收任何废弃商品"


def build(root: Path) -> Truth:
    """Write the pack; answer what is true of it."""
    kit, rng, truth = Kit(root, WORDS), Random(61), Truth("a3_instrument")
    Profile(
        NAME,
        CODE,
        "sales",
        "分析仪器进口与批发",
        branches=["上海朗析科学仪器有限公司北京分公司"],
        entrusted=["沈阳科宁仪器服务有限公司", "武汉博谱科技有限公司"],
        exclusions=[("5.2.6-a", NO_WASTE), ("5.2.6-b", NO_WASTE)],
    ).save(root)
    sops.write(kit, truth)
    files.write(kit, truth)
    exports.write(kit, rng, truth)
    for clause in ("5.2.6-a", "5.2.6-b"):
        truth.excluded(clause, "档案里删减，有理由")
    truth.notes.append(
        "中英混排的 SOP 与系统导出、26.03.05 式日期、按优先级分级、重复表头行、零退换货声明、无须持证的岗位表、两条删减。"
    )
    return truth
