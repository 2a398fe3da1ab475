"""An agricultural-machinery maker with provincial dealers: formal documents, many of them printed to PDF."""

from __future__ import annotations

from pathlib import Path

from ..ledger import uscc
from ..pack import Pack
from ..truth import Truth
from . import customers, goods, organisation, rules
from .facts import COMPANY, DEALERS, INDUSTRY, OWN

NAME = "c01_farm_machinery"


def build(root: Path) -> tuple[Pack, Truth]:
    """Writes the pack."""
    pack, truth = Pack(root, NAME), Truth(NAME)
    pack.profile(name=COMPANY, uscc=uscc("91411500MA4WLQ83X"), kind="production", industry=INDUSTRY,
                 branches=tuple(name for _, name in OWN), outlets=tuple(name for _, name, _, _ in DEALERS))
    for part in (organisation, rules, goods, customers):
        part.write(pack, truth)
    truth.notes.append("农机企业：深层目录、PDF 大表、两行表头、按月分表与合计行；分级承诺按 A/B 类区域；管理师名册里混有过期证书与客户服务管理师。")
    return pack, truth
