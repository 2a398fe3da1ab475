"""What the fitted-kitchen maker must be graded as."""

from fractions import Fraction

from ..truth import POINTS, Truth


def grades(pack: str, counts: dict[str, tuple[int, int]]) -> Truth:
    """Clause by clause; what is not named is met."""
    t = Truth(pack, [
        "独立样例：制度全在一本没有标题样式的大手册里，按月分表和合计行，2026.3.5 式文本日期，表下备注，系统导出的 CSV；"
        "上门时限 24 与 48 小时互相矛盾，合同和单页的不公平条款（手册里是否定式提到），兼任的监督小组，到期的认证和协议，讨论稿，明年计划，"
        "客户服务管理师证书，只提了一句的外部评价，送货大面积拖期。",
    ])
    t.ratio("5.1.1.2", (8, 10), "韶关协议 2026-08-31 到期未续，河源没有网点")
    t.ratio("5.1.2.1", counts["roster"], "一人无证，一人证书类别不符；客服岗位无要求，不入总体")
    t.note("5.1.2.2", "18 名服务管理人员需 2 名，两张售后服务管理师证书有效；客户服务管理师不算")
    t.note("5.1.4.2", "合同法标注了已废止；2026-06-09 有宣贯")
    t.miss("监督小组人员全部兼任", "5.1.5.1")
    t.miss("外部评价只在内部报告里提了一句，没有外部报告", "5.1.5.2")
    t.ratio("5.1.6.1", counts["idea"])
    t.miss("没有研究部门和委托研究协议，只有明年的打算", "5.1.6.2")
    t.miss("认证证书 2026-08-14 到期", "5.1.6.3")
    t.miss("企业服务标准是讨论稿", "5.1.6.4")
    t.miss("上门时限：承诺书 24 小时，手册 48 小时", "5.1.7.2")
    t.ratio("5.2.2-b", counts["installation"], "一户缺安装人，两户验收不合格")
    t.ratio("5.2.3-b", counts["delivery"], "完工通知起 7 天内；各月合计行不是样本")
    t.ratio("5.2.4-b", counts["repair record"], "一单缺故障，两单缺顾客签名；审核期前 4 行不计入总体")
    strict = Fraction(POINTS["5.2.4-c"] * counts["response within 24"][0], counts["response within 24"][1])
    t.unknown("5.2.4-c", strict, "承诺 24 小时与手册 48 小时互相矛盾，两种口径合格数不同："
              f"{counts['response within 24'][0]} 与 {counts['response within 48'][0]}")
    t.ratio("5.2.5-c", counts["return"], "一件 29 天办完，超过 20 天")
    a, n = counts["repair visit"]
    b, m = counts["installation visit"]
    t.ratios("5.3.1.3", [(a, n), (a + b, n + m)], f"维修 {a}/{n}，连同安装 {a + b}/{n + m}")
    t.ratio("5.3.2-b", counts["complaint record"], "一件没有处理结果；合计行不是样本")
    t.ratio("5.3.2-c", counts["complaint solved"], "两件超过 10 天")
    t.must = ["SD-law", "SD-law", "SD-own"]
    t.refuse("公司资料/ISO9001证书.pdf", "expired")
    t.refuse("制度/停用/售后服务手册2023（停用）.docx", "unissued_draft", "expired", "outside_period")
    t.refuse("制度/木栖里企业服务标准（讨论稿）.docx", "unissued_draft", "planned", "no_substance")
    t.refuse("制度/2027年售后提升计划.docx", "planned", "outside_period", "negated")
    t.refuse("网点/协议-韶关诚木.pdf", "expired")
    t.neutral = ["人员/客户服务管理师-黄美玲.pdf"]
    return t
