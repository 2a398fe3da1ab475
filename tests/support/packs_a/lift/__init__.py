"""a4: a small lift company that sells, fits and mends; spoken style, messy sheets, much missing (unqualified)."""

from __future__ import annotations

from pathlib import Path
from random import Random

from ..kit import Kit
from ..names import company_code
from ..profile import Profile
from ..truth import Truth
from . import notes, tables

NAME = "成都蓉安达电梯工程有限公司"
CODE = company_code("91510106MA6C8K3LX")
WORDS = {"@C": NAME, "@U": CODE, "@TEL": "028-8732 4096"}
DIRECT = "电梯由生产厂家直接发运到工地并与业主交接，本公司没有配送业务"


def build(root: Path) -> Truth:
    """Write the pack; answer what is true of it."""
    kit, rng, truth = Kit(root, WORDS), Random(83), Truth("a4_lift")
    Profile(
        NAME, CODE, "service", "电梯销售、安装与维护保养", exclusions=[("5.2.3-a", DIRECT), ("5.2.3-b", DIRECT)]
    ).save(root)
    for clause in ("5.2.3-a", "5.2.3-b"):
        truth.excluded(clause, "档案里删减，有理由")
    notes.write(kit, truth)
    tables.write(kit, rng, truth)
    truth.notes.append(
        "口语化的小公司：许可证过期仍在维保、到场超时过三成、合同写最终解释权、兼职监督、明年计划、去年活动、别家的证书、空白问卷、一天内只写钟点的工单。"
    )
    return truth
