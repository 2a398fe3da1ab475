"""What the instrument maker must be graded as."""

from ..truth import Truth


def grades(pack: str, counts: dict[str, tuple[int, int]]) -> Truth:
    """Clause by clause; what is not named is met."""
    t = Truth(pack, [
        "独立样例：受控文件编号体系、修订记录里的旧值、双行表头、季度小计、隐藏的旧系统表、审核期前的行、按故障级别和商品类别分级的承诺、"
        "文件副本、明年培训计划、已到期而有续签的委托协议、尚未到时限的未结投诉、否定式提到最终解释权。",
    ])
    t.note("5.1.1.2", "7 个销售区域均有服务站；东北区旧协议到期，但有续签协议")
    t.ratio("5.1.2.1", counts["roster"], "一人低压电工证 2026 年 5 月到期；热线岗位无需持证，不入总体")
    t.note("5.1.2.2", "12 名服务管理人员需 2 名，两张证书均有效")
    t.note("5.1.4.1", "手册的配送、维修、投诉三章按文号引用已发布的单行程序")
    t.note("5.1.7.2", "修订记录和作废版里的旧时限不构成矛盾")
    t.ratio("5.1.6.1", counts["feedback"])
    t.ratio("5.2.2-b", counts["installation"], "一台验收不合格待复验")
    t.ratio("5.2.3-b", counts["delivery"], "常备型号 10 日、定制型号 30 日，按各行类别；一单没有签收")
    t.ratio("5.2.4-b", counts["repair record"], "三单缺顾客签字；审核期前 6 行、季度小计与合计不是样本")
    t.ratio("5.2.4-c", counts["repair response"], "A 4 小时、B 8 小时、C 24 小时，按各行级别")
    t.ratio("5.2.5-c", counts["return"])
    fixed, total = counts["repair visit"]
    more, extra = counts["installation visit"]
    t.ratios("5.3.1.3", [(fixed, total), (fixed + more, total + extra)],
             f"维修 {fixed}/{total}，连同安装 {fixed + more}/{total + extra}")
    t.ratio("5.3.2-b", counts["complaint record"], "11月17日受理的投诉未到时限，不因缺回访算不合格")
    t.ratio("5.3.2-c", counts["complaint solved"], "一件 12 日办结，超过 7 日；未到时限的未结投诉不入总体")
    t.refuse("02 体系文件/作废/QP-704 维修服务程序及收费标准A1.docx", "unissued_draft", "expired", "outside_period",
             note="写明已作废，其中的时限不作证，也不构成矛盾")
    t.refuse("03 组织与人员/协议/WT-2023-02 沈阳北辰仪器服务部.pdf", "expired", note="已有续签协议")
    t.refuse("04 运行记录2026/02 培训/2027年度培训计划.docx", "planned", "outside_period")
    t.neutral = ["05 对外资料/服务承诺书.pdf", "05 对外资料/服务承诺书 - 副本.pdf"]
    return t
