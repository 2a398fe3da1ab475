"""h04: the pack of the garage with a roadside crew, and its truth."""
from __future__ import annotations

from pathlib import Path
from typing import Any

from . import h04_records, h04_rules
from .h04_records import Counts
from .h04_rules import CO, CODE
from .kit import Pack, words
from .truthbook import Truth

GONE = {"5.2.2-b": "修车和救援当场完成，没有另外的安装调试", "5.2.3-a": "车主到店或在现场接受服务，不送货",
    "5.2.3-b": "车主到店或在现场接受服务，不送货"}
MET = words(
    "5.1.1.1 5.1.3.1 5.1.3.2 5.1.3.3 5.1.4.1 5.1.4.2 5.1.5.1 5.1.5.2 5.1.6.4 5.1.7.1 5.1.7.2 5.1.7.3 5.2.1-a 5.2.1-b "
    "5.2.2-a 5.2.2-c 5.2.4-a 5.2.4-d 5.2.5-a 5.2.5-b 5.2.5-d 5.2.6-a 5.2.6-b 5.3.1.1 5.3.1.5 5.3.2-a 5.3.2-d")
WHY = {"5.1.4.1": "配送已删减；投诉一章引用已发布的单行办法", "5.1.6.4": "企业标准已在公共服务平台公开", "5.1.5.2": "外部评价为行业协会报告"}


def profile() -> str:
    lines = [f'enterprise:\n  name: "{CO}"\n  uscc: "{CODE}"\n  kind: service\n  industry: "机动车维修与道路救援"\n  branches: []']
    lines.append('  entrusted_outlets:\n    - "偃师鑫达汽车修理厂"\n    - "新安县铁门宏运汽修部"\nperiod_months: 12\nexclusions:')
    lines += [f'  - clause: "{c}"\n    reason: "{why}"' for c, why in GONE.items()]
    return "\n".join(lines)


def build(out: Path) -> dict[str, Any]:
    p, counts = Pack(out, "h04_garage", font="Noto Serif CJK SC", header="驰安汽修"), Counts()
    p.text("profile.yaml", profile())
    h04_rules.write(p)
    h04_records.write(p, counts)
    t = Truth("h04_garage")
    t.met({c: WHY.get(c, "") for c in MET})
    for cid, reason in GONE.items():
        t.absent(cid, reason)
    t.fails("5.1.2.2", "11 名服务管理人员需 2 名，两张证书中一张 2025-12-31 到期")
    t.fails("5.1.6.2", "合作研究协议只是未签的草案，机构里没有研究部门")
    t.fails("5.1.6.3", "体系证书的持有人是连锁总部，不是本公司")
    t.fails("5.3.1.2", "网站有服务页，但在线受理尚未开通")
    t.fails("5.3.1.4", "调查做于 2025 年 8 月，审核期外")
    t.share("5.1.1.2", *counts["5.1.1.2"], "宜阳县没有网点")
    t.share("5.1.2.1", *counts["5.1.2.1"], "两人过期，一人无证")
    t.share("5.1.6.1", *counts["5.1.6.1"])
    t.share("5.2.4-b", *counts["5.2.4-b"], "2025 年 10 月的工作表在审核期外，合计行不是样本")
    t.share("5.2.4-c", *counts["5.2.4-c"], "城区 45 分钟、郊县 75 分钟、高速 90 分钟，按各单区域")
    t.share("5.2.5-c", *counts["5.2.5-c"])
    t.share("5.3.1.3", *counts["5.3.1.3"], "回访登记按工单号对应")
    t.share("5.3.2-b", *counts["5.3.2-b"], "一件一表的处理单")
    t.share("5.3.2-c", *counts["5.3.2-c"])
    t.refuse("一、制度/旧文件/驰安办字2022-03 售后服务工作手册（已作废）.docx", ["unissued_draft", "expired", "outside_period"], "写明作废的旧版")
    t.refuse("一、制度/与职院合作研究协议（草案）.docx", ["unissued_draft", "planned"])
    t.refuse("三、证照/连锁总部质量体系证书.pdf", ["other_organisation"])
    t.refuse("三、证照/售后服务管理师_韦永强.pdf", ["expired"])
    t.refuse("五、人财物/2025年8月车主满意度调查.docx", ["outside_period"])
    t.refuse("六、其他/2027年打算.docx", ["planned"])
    t.refuse("六、其他/空白救援工单.docx", ["blank_template"])
    return t.finish(["SD-own"], ["特别扣分：到场超时 36/160，超过两成。投诉处理单是标签与值并排的表。"], [])
