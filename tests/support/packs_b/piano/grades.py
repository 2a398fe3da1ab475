"""What the piano shop must be graded as."""

from ..truth import Truth


def grades(pack: str, counts: dict[str, tuple[int, int]]) -> Truth:
    """Clause by clause; what is not named is met."""
    t = Truth(pack, [
        "独立样例：口语化的小店资料，未命名的文档，表头在第五行，26.03.05 日期，GBK 文本；厂家的手册和证书、过期保险、空白范本、作废旧规定、"
        "审核期外的登记本和调查、零投诉声明、停用的热线、概不退换与最终解释权、没有列入档案的删减申请、明年打算、口头委托。",
    ])
    t.miss("写明没有专门的售后部门", "5.1.1.1")
    t.miss("没有网点管理办法，也没有考核记录", "5.1.1.2")
    t.ratio("5.1.2.1", counts["roster"], "一人证书 2026-03-31 到期，一人没有证书")
    t.miss("没有售后服务管理师证书；客户服务管理师不算", "5.1.2.2")
    t.miss("保险 2026-05-31 到期，没有别的专项经费", "5.1.3.1")
    t.miss("只有一次技术培训，没有服务文化培训和激励制度", "5.1.3.2")
    t.miss("顾客资料记在纸本，没有信息系统", "5.1.3.3")
    t.miss("售后规定没有投诉、技术支持等章节；厂家手册不是本公司的", "5.1.4.1")
    t.miss("没有法规清单和宣贯", "5.1.4.2")
    t.miss("尚未设立监督机构", "5.1.5.1", "5.1.5.2")
    t.miss("没有反馈流程和反馈单", "5.1.6.1")
    t.miss("没有研究部门或协议", "5.1.6.2")
    t.miss("认证证书的持有人是供货厂家", "5.1.6.3")
    t.miss("没有标准化证明", "5.1.6.4")
    t.miss("有理念，没有员工培训或考核", "5.1.7.1")
    t.note("5.1.7.2", "承诺、规定、单页的保修期和上门时限一致；作废旧规定与厂家手册不构成矛盾")
    t.note("5.1.7.3", "国庆单页与公众号")
    t.note("5.2.1-a", "厂家说明书写明本公司为经销商")
    t.miss("面向顾客的资料没有可用的服务电话", "5.2.1-b")
    t.miss("没有技术咨询渠道和时限", "5.2.2-a")
    t.miss("没有安装调试记录", "5.2.2-b")
    t.note("5.2.2-c", "2026-05-23 保养讲座，有签到")
    t.ratio("5.2.3-b", counts["delivery"], "付清尾款后 3 天内")
    t.ratio("5.2.4-b", counts["repair record"], "十二单缺故障、处理或签字；2024 年登记本不计")
    t.ratio("5.2.4-c", counts["repair response"], "主城 48 小时、区县 96 小时，按各行片区")
    t.miss("有备件库存，没有质保期内供应承诺", "5.2.4-d")
    t.note("5.2.5-a", "本公司是送检和经销单位")
    t.miss("只有修理，没有退、换，单页还写概不退换", "5.2.5-b")
    t.miss("没有退换货记录，也没有声明", "5.2.5-c")
    t.miss("没有召回程序", "5.2.5-d")
    t.miss("没有回收告知和台账；删减申请没有列入档案", "5.2.6-a", "5.2.6-b")
    t.miss("热线已停用，没有替代号码", "5.3.1.1")
    t.miss("没有网站，只有明年打算", "5.3.1.2")
    t.miss("没有信息系统、隐私制度和回访", "5.3.1.3")
    t.miss("满意度调查在 2025 年 6 月，不在审核期内", "5.3.1.4")
    t.miss("投诉制度是空白范本", "5.3.2-a")
    t.note("5.3.2-b", "零投诉声明与受理台账齐备")
    t.either("5.3.2-c", ["not_met", "unknown", "not_applicable"], 0, 4, "零投诉时本条如何计分，评分规则没有写明")
    t.miss("没有应急预案和投诉分析", "5.3.2-d")
    t.must = ["SD-law", "SD-law", "SD-own", "SD-system"]
    _papers(t)
    return t


def _papers(t: Truth) -> None:
    """Files that are no evidence, and files that may go either way."""
    t.refuse("证件/保险.pdf", "expired")
    t.refuse("证件/厂家质量认证.pdf", "other_organisation")
    t.refuse("厂家资料/海韵售后服务手册.docx", "other_organisation")
    t.refuse("售后/新建 DOC 文档 (2).docx", "blank_template", "other_organisation", "unissued_draft")
    t.refuse("售后/售后规定（旧 不用了）.docx", "unissued_draft", "expired", "outside_period")
    t.refuse("店务/调律修理本2024.xlsx", "outside_period")
    t.refuse("店务/满意度.txt", "outside_period")
    t.refuse("店务/2027打算.txt", "planned", "outside_period", "negated", "unissued_draft")
    t.neutral = ["证件/周老板证书.pdf", "售后/删减申请.txt", "店务/组织.txt", "售后/电话通知.txt"]
