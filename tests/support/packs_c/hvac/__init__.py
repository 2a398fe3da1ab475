"""A firm that maintains lifts and central air conditioning for property owners: contracts, permits, quarterly ledgers."""
# ruff: noqa: E501  (a row of a table stays on one line)
from __future__ import annotations

from pathlib import Path

from ..ledger import uscc
from ..pack import Pack
from ..truth import Truth
from . import firm, ledgers, papers
from .firm import COMPANY

NAME = "c04_lift_aircon_service"
REASON = "公司为电梯和中央空调维护保养企业，不向顾客销售和配送商品。"


def build(root: Path) -> tuple[Pack, Truth]:
    """Writes the pack."""
    pack, truth = Pack(root, NAME), Truth(NAME)
    pack.profile(name=COMPANY, uscc=uscc("91320505MA1N6XTB4"), kind="service", industry="电梯与中央空调维护保养",
                 branches=(f"{COMPANY}昆山分公司",), outlets=("无锡锡东安梯工程有限公司", "太仓娄江冷暖设备维修部"),
                 exclusions=(("5.2.3-a", REASON), ("5.2.3-b", REASON)))
    truth.leave_out("5.2.3-a", "5.2.3-b")
    for part in (firm, papers, ledgers):
        part.write(pack, truth)
    truth.notes.append("电梯与空调维保：按部门与日期命名、季度分表、按故障类别分级、许可证过期仍经营；零投诉声明与投诉台账相反；一般故障 4 小时与 3 小时矛盾但比例相同。")
    return pack, truth
