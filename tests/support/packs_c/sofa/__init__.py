"""A chain of sofa and mattress shops: short, colloquial papers, flat folders, lists kept by hand."""

from __future__ import annotations

from pathlib import Path

from ..ledger import uscc
from ..pack import Pack
from ..truth import Truth
from . import lists, papers, shops

NAME = "c02_sofa_chain"


def build(root: Path) -> tuple[Pack, Truth]:
    """Writes the pack."""
    pack, truth = Pack(root, NAME), Truth(NAME)
    pack.profile(name=shops.COMPANY, uscc=uscc("91330106MA2KJT7R5"), kind="sales", industry="家具零售",
                 branches=tuple(f"{shops.COMPANY}{name}" for _, name, *_ in shops.SHOPS))
    for part in (shops, papers, lists):
        part.write(pack, truth)
    truth.notes.append("家居连锁：口语化文件、随手命名、26.03.05 式日期、GBK 导出、闭店门店、讨论稿手册、海报里的不公平条款与培训里的否定提法。")
    return pack, truth
