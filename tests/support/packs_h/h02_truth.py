"""h02: the pack of the online shop, and its truth."""
from __future__ import annotations

from pathlib import Path
from typing import Any

from . import h02_exports, h02_shop
from .h02_exports import Counts
from .h02_shop import CO, CODE
from .kit import Pack, words
from .truthbook import Truth

NO_REPAIR = "卖的是奶瓶、洗护、辅食，坏了直接换新，没有维修这回事"
GONE = {"5.2.2-b": "商品到手就能用，没有上门安装调试", "5.2.4-a": NO_REPAIR, "5.2.4-b": NO_REPAIR, "5.2.4-c": NO_REPAIR, "5.2.4-d": NO_REPAIR}
MET = words(
    "5.1.1.1 5.1.2.1 5.1.3.2 5.1.3.3 5.1.4.1 5.1.7.1 5.1.7.3 5.2.1-a 5.2.1-b 5.2.2-a "
    "5.2.2-c 5.2.3-a 5.2.5-a 5.2.6-a 5.3.1.1 5.3.1.2 5.3.1.4 5.3.1.5 5.3.2-a 5.3.2-d")


def profile() -> str:
    lines = [f'enterprise:\n  name: "{CO}"\n  uscc: "{CODE}"\n  kind: sales\n  industry: "母婴用品、婴幼儿辅食与化妆品网络零售"']
    lines.append("  branches: []\n  entrusted_outlets: []\nperiod_months: 12\nexclusions:")
    lines += [f'  - clause: "{c}"\n    reason: "{why}"' for c, why in GONE.items()]
    return "\n".join(lines)


def build(out: Path) -> dict[str, Any]:
    p, counts = Pack(out, "h02_babyshop", font="Noto Sans CJK SC"), Counts()
    p.text("profile.yaml", profile())
    h02_shop.write(p)
    h02_exports.write(p, counts)
    t = Truth("h02_babyshop")
    why = {"5.1.2.1": "岗位表写明各岗位都不需要持证", "5.1.4.1": "维修已删减；投诉一章引用已发布的单行规矩"}
    t.met({c: why.get(c, "") for c in MET})
    for cid, reason in GONE.items():
        t.absent(cid, reason)
    t.fails("5.1.1.2", "分仓和退货点管理办法只是征求意见稿，没有考核记录")
    t.fails("5.1.2.2", "6 名服务管理人员需 1 名，只有客户服务管理师")
    t.fails("5.1.3.1", "预算有，产品责任险 2026-07-31 到期")
    t.fails("5.1.4.2", "普法学习在 2025 年 6 月，审核期外")
    t.fails("5.1.5.1", "监督小组三人都是兼任")
    t.fails("5.1.5.2", "外部评价只在内部材料里提了一句")
    t.fails("5.1.6.2", "没有研究部门或委托研究")
    t.fails("5.1.6.3", "体系证书的持有人是奶瓶厂")
    t.fails("5.1.6.4", "没有参编标准，也没有公开的企业标准")
    t.fails("5.1.7.2", "首次回复：服务中心页 2 小时，包裹卡 24 小时")
    t.fails("5.2.5-b", "清仓商品概不退换，低于七日无理由；与 7 天可退的写法也互相矛盾", ["unknown"], may_hope=True)
    t.fails("5.2.5-d", "只有空白的召回登记表")
    t.fails("5.2.6-b", "没有台账，也没有处置合同")
    t.fails("5.3.1.3", "隐私保护文件只有标题，缺前提")
    t.share("5.1.6.1", *counts["5.1.6.1"])
    t.share("5.2.3-b", *counts["5.2.3-b"], "按收货省份 48/96/168 小时；总计行不是样本；重复导出只算一份")
    t.share("5.2.5-c", *counts["5.2.5-c"], "2025 年 9 月五行在审核期外")
    good, total = counts["5.3.2-b"]
    t.share("5.3.2-b", good, total, "11 月 19 日一件未到时限，不因缺回访算不合格", other=(good + 1, total + 1))
    t.share("5.3.2-c", *counts["5.3.2-c"], "未到时限的一件不进总体")
    t.refuse("行政/证照/食品经营许可证.pdf", ["expired"])
    t.refuse("行政/证照/产品责任险保单.pdf", ["expired"])
    t.refuse("行政/证照/体系证书_奶瓶厂.pdf", ["other_organisation"])
    t.refuse("仓库/分仓和退货点管理办法（征求意见稿）.docx", ["unissued_draft", "planned"])
    t.refuse("客服/用户隐私与数据保护.docx", ["no_substance", "unissued_draft"])
    t.refuse("商品/检测报告_面霜2023.pdf", ["expired", "outside_period"])
    t.refuse("商品/问题商品召回登记表.docx", ["blank_template"])
    t.refuse("行政/培训/2025年6月普法学习签到.docx", ["outside_period"])
    t.refuse("导出/ERP_出库签收_抽样220单.xlsx", ["duplicate"], "两份内容相同，留哪一份都可以", ["导出/ERP_出库签收_抽样220单 (1).xlsx"])
    return t.finish(["SD-law", "SD-law", "SD-own", "SD-industry"], [
        "特别扣分：最终解释权、清仓概不退换各一项；送货超时超过两成一项；食品经营许可证过期仍在卖米粉一项。",
        "5.2.5-b 判不符合或无法判断都可以，确认分都是零。"], ["行政/证照/客户服务管理师证_柳文静.pdf"])
