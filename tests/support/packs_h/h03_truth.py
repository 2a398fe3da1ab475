"""h03: the pack of the school-software company, and its truth."""
from __future__ import annotations

from pathlib import Path
from typing import Any

from . import h03_policy, h03_records
from .h03_policy import CO, CODE
from .h03_records import Counts
from .kit import Pack, words
from .truthbook import Truth

NO_PARCEL = "软件在线开通，网关由实施工程师随身带到学校，没有商品配送"
NO_WASTE = "交付物是在线软件，不产生废弃商品，返厂网关由公司作备件再用"
GONE = {"5.2.3-a": NO_PARCEL, "5.2.3-b": NO_PARCEL, "5.2.6-a": NO_WASTE, "5.2.6-b": NO_WASTE}
MET = words(
    "5.1.1.1 5.1.2.2 5.1.3.1 5.1.3.2 5.1.3.3 5.1.4.1 5.1.4.2 5.1.5.1 5.1.5.2 5.1.6.3 5.1.7.1 5.1.7.2 5.1.7.3 5.2.1-a 5.2.1-b "
    "5.2.2-a 5.2.2-c 5.2.4-a 5.2.4-d 5.2.5-a 5.2.5-b 5.2.5-c 5.2.5-d 5.3.1.1 5.3.1.2 5.3.1.4 5.3.1.5 5.3.2-a 5.3.2-d")
WHY = {"5.1.2.2": "9 名服务管理人员需 1 名", "5.1.4.2": "已废止的合同法标注了废止", "5.1.6.3": "信息安全管理体系证书有效；质量体系证书已过期",
       "5.2.5-c": "书面声明审核期内没有退换，且没有相反证据", "5.1.7.2": "变更记录里的旧值不算矛盾"}


def profile() -> str:
    lines = [f'enterprise:\n  name: "{CO}"\n  uscc: "{CODE}"\n  kind: service\n  industry: "教育行业软件开发与云服务"']
    lines.append(f'  branches:\n    - "{CO}武汉分公司"\n  entrusted_outlets:')
    lines += ['    - "贵阳黔云信息服务有限公司"', '    - "南宁桂信智慧校园科技有限公司"', "period_months: 12", "exclusions:"]
    lines += [f'  - clause: "{c}"\n    reason: "{why}"' for c, why in GONE.items()]
    return "\n".join(lines)


def build(out: Path) -> dict[str, Any]:
    p, counts = Pack(out, "h03_schoolcloud", font="Noto Sans CJK SC", header="HX internal"), Counts()
    p.text("profile.yaml", profile())
    h03_policy.write(p)
    h03_records.write(p, counts)
    t = Truth("h03_schoolcloud")
    t.met({c: WHY.get(c, "") for c in MET})
    for cid, reason in GONE.items():
        t.absent(cid, reason)
    t.fails("5.1.6.2", "委托研究协议 2026-06-30 到期未续，机构里没有研究部门")
    t.fails("5.1.6.4", "没有参编标准，企业标准只是 2027 年的打算")
    t.share("5.1.1.2", *counts["5.1.1.2"], "九省都有远程值守，到校由驻地工程师或有协议的伙伴承担")
    t.share("5.1.2.1", *counts["5.1.2.1"], "一人证书过期")
    t.share("5.1.6.1", *counts["5.1.6.1"])
    t.share("5.2.2-b", *counts["5.2.2-b"], "隐藏的旧表不是样本")
    t.share("5.2.4-b", *counts["5.2.4-b"], "2025 年 10 月六行在审核期外")
    t.share("5.2.4-c", *counts["5.2.4-c"], "按各单优先级 15 分钟、30 分钟、2 小时、8 小时")
    t.share("5.3.1.3", *counts["visit"], "工单连同部署；只算工单的比例也在区间内", other=counts["visit-ticket"])
    t.share("5.3.2-b", *counts["5.3.2-b"])
    t.share("5.3.2-c", *counts["5.3.2-c"], "普通 72 小时，升级 24 小时")
    t.refuse("legal/ISO9001（2023版证书）.pdf", ["expired"])
    t.refuse("legal/机房服务商可信云证书.pdf", ["other_organisation"])
    t.refuse("legal/疑难算法委托研究协议.pdf", ["expired"])
    t.refuse("plan/2027年标准化工作设想.docx", ["planned"])
    t.refuse("public/SLA 服务等级说明（随合同）.pdf", ["duplicate"], "与合同附件三相同，留哪一份都可以", ["contracts/附件三 SLA.pdf"])
    return t.finish([], ["5.3.1.3：总体取工单加部署，只取工单也接受。"], [])
