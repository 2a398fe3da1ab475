"""An OA/ERP software integrator: a service desk, levels by priority, exports with mixed headings, slides and web prints."""
# ruff: noqa: E501  (a row of a table stays on one line)
from __future__ import annotations

from pathlib import Path

from ..ledger import uscc
from ..pack import Pack
from ..truth import Truth
from . import company, desk, papers
from .company import COMPANY

NAME = "c03_oa_integrator"
NO_GOODS = "公司只交付软件和现场技术服务，不销售实物商品，不存在商品配送。"
NO_WASTE = "公司交付的是软件产品，没有可回收的废弃商品。"


def build(root: Path) -> tuple[Pack, Truth]:
    """Writes the pack."""
    pack, truth = Pack(root, NAME), Truth(NAME)
    pack.profile(name=COMPANY, uscc=uscc("91510100MA6DF0K18"), kind="service", industry="软件和信息技术服务",
                 branches=tuple(f"{COMPANY}{c}分公司" for c in ("西安", "武汉", "广州")),
                 exclusions=(("5.2.3-a", NO_GOODS), ("5.2.3-b", NO_GOODS), ("5.2.6-a", NO_WASTE), ("5.2.6-b", NO_WASTE)))
    truth.leave_out("5.2.3-a", "5.2.3-b", "5.2.6-a", "5.2.6-b")
    for part in (company, papers, desk):
        part.write(pack, truth)
    truth.notes.append("软件企业：按优先级 P1—P4 的响应时限、英文混排表头、UTF-8 与 GBK 导出、PPT 与网页；客户名只出现在客户栏；四条配送与回收已删减。")
    return pack, truth
