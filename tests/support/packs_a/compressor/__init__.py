"""a1: a compressor maker with formal red-head papers, a deep folder tree and tidy records (five stars)."""

from __future__ import annotations

from pathlib import Path
from random import Random

from ..kit import Kit
from ..names import company_code
from ..profile import Profile
from ..truth import Truth
from . import papers, people, records, rules

NAME = "苏州恒澜压缩机制造有限公司"
CODE = company_code("91320505MA1XH27K4")
WORDS = {"@C": NAME, "@U": CODE, "@TEL": "400-828-6127"}


def build(root: Path) -> Truth:
    """Write the pack; answer what is true of it."""
    kit, rng, truth = Kit(root, WORDS), Random(37), Truth("a1_compressor")
    Profile(
        NAME,
        CODE,
        "production",
        "通用机械制造（空气压缩机）",
        branches=["苏州恒澜压缩机制造有限公司武汉分公司"],
        entrusted=["济南天澈机电设备有限公司", "西安朗奇机电工程有限公司", "沈阳宏拓气动设备有限公司"],
    ).save(root)
    rules.write(kit, truth)
    papers.write(kit, truth)
    people.write(kit, rng, truth)
    records.write(kit, rng, truth)
    truth.notes.append(
        "红头文件式的制造企业：深层目录、两行表头、分季度工作表和小计行、按客户类别分级的到场承诺、工业品不套用三包下限。"
    )
    return truth
