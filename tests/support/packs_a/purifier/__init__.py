"""a2: a water purifier maker selling online and at home; one flat folder, one big manual, chatty leaflets (three stars)."""

from __future__ import annotations

from pathlib import Path
from random import Random

from ..kit import Kit
from ..names import company_code
from ..profile import Profile
from ..truth import Truth
from . import leaflets, manual, registers

NAME = "佛山市清源居净水设备有限公司"
CODE = company_code("91440606MA53GTQ8X")
WORDS = {"@C": NAME, "@U": CODE, "@TEL": "0757-8829 6160"}


def build(root: Path) -> Truth:
    """Write the pack; answer what is true of it."""
    kit, rng, truth = Kit(root, WORDS), Random(52), Truth("a2_purifier")
    Profile(NAME, CODE, "production", "家用净水器制造", entrusted=["泉州市洁尔净水器经营部"]).save(root)
    manual.write(kit, truth)
    leaflets.write(kit, truth)
    registers.write(kit, rng, truth)
    truth.notes.append(
        "单层文件夹、一本手册管到底、没有标题样式、2026.3.5 式日期、分平台的发货表、隐藏的旧工作表、两处上门时限互相矛盾、两条不公平条款。"
    )
    return truth
