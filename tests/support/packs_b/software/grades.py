"""What the software maker must be graded as."""

from ..truth import Truth


def grades(pack: str, counts: dict[str, tuple[int, int]]) -> Truth:
    """Clause by clause; what is not named is met."""
    t = Truth(pack, [
        "独立样例：Markdown 手册、GBK 导出、中英混排列名、倒序工单、单列一份的回访导出、按 P1—P4 分级的响应、审核期前的行、隐藏旧表；"
        "客户服务管理师与过期的售后服务管理师、云厂商的证书、未标注废止的合同法、只堆关键词的网页、空白模板、明年计划、零退换声明、档案里登记的删减。",
    ])
    t.excluded("5.2.3-a", "5.2.3-b", "5.2.6-a", "5.2.6-b")
    t.note("5.1.1.2", "只提供线上服务，六个大区均有远程服务台安排")
    t.note("5.1.2.1", "岗位表写明没有岗位需持证；隐藏表里的旧岗位不算")
    t.miss("12 名服务管理人员需 2 名，只有 1 张有效；另一张过期，两张是客户服务管理师", "5.1.2.2")
    t.miss("清单列有已废止的合同法而未标注", "5.1.4.2")
    t.note("5.1.4.1", "配送已删减，不需要配送章节")
    t.ratio("5.1.6.1", counts["feedback"], "审核期前 3 行不计入总体")
    t.note("5.1.6.2", "组织文件设疑难问题研究室")
    t.ratio("5.2.2-b", counts["onboarding"], "一户验收未通过")
    t.ratio("5.2.4-b", counts["ticket record"], "缺故障、处理或客户确认共五单；审核期前 15 行不计入总体")
    t.ratio("5.2.4-c", counts["ticket response"], "P1 1 小时、P2 4 小时、P3 8 小时、P4 24 小时，按各行级别")
    t.note("5.2.5-c", "书面声明审核期内无退换")
    a, n = counts["ticket visit"]
    b, m = counts["onboarding visit"]
    t.ratios("5.3.1.3", [(a, n), (a + b, n + m)], f"按单号对应：工单 {a}/{n}，连同上线 {a + b}/{n + m}")
    t.ratio("5.3.2-b", counts["complaint record"], "一件没有回访")
    t.ratio("5.3.2-c", counts["complaint solved"], "两件超过 72 小时")
    t.refuse("certs/iso27001-cloud-vendor.pdf", "other_organisation")
    t.refuse("certs/manager-luo-old.pdf", "expired")
    t.refuse("docs/plan-2027.md", "planned", "unissued_draft", "outside_period", "negated")
    t.refuse("docs/complaint-form-template.docx", "blank_template", "other_organisation")
    t.refuse("site/seo-keywords.html", "no_substance", "other_organisation")
    t.neutral = ["certs/csm-qin.pdf", "certs/csm-he.pdf", "docs/exclusion-note.docx"]
    return t
