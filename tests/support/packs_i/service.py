"""i03: a platform for household appliance cleaning and repair."""

from __future__ import annotations

from . import service_logs as logs
from . import service_papers as papers
from . import service_rules as rules
from .model import Content, Pack, Rows, Sheets, Truth

PROFILE = """
enterprise:
  name: "合肥净邻家电服务有限公司"
  uscc: "91340104MA2TJLQ36K"
  kind: service
  industry: "家用电器清洗与维修服务"
  branches:
    - "合肥净邻家电服务有限公司芜湖分公司"
  entrusted_outlets:
    - "蚌埠淮畔电器维修部"
    - "六安皋城家电服务部"
period_months: 12
exclusions:
  - clause: "5.2.3-a"
    reason: "本公司只做上门清洗、维修和移机，不销售商品，没有配送环节"
  - clause: "5.2.3-b"
    reason: "本公司只做上门清洗、维修和移机，不销售商品，没有配送环节"
"""


def sites() -> Sheets:
    return {
        "开通城市": [["城市", "开通时间", "月均单量"], ["合肥", "2021-05", 2100], ["芜湖", "2022-03", 640], ["蚌埠", "2023-06", 380],
                 ["滁州", "2024-04", 310], ["六安", "2024-09", 290], ["淮南", "2026-06", 120]],
        "站点": [["城市", "站点", "类型", "站长/负责人", "地址", "备注"], ["合肥", "蜀山站", "自营", logs.TECHS[32], "望江西路198号", ""],
               ["芜湖", "芜湖分公司站", "自营", logs.TECHS[33], "镜湖区赭山路", ""],
               ["蚌埠", "蚌埠淮畔电器维修部", "合作", "尤守义", "蚌山区", "协议JL-HZ-2025-02"],
               ["滁州", "滁州站", "自营", logs.TECHS[35], "琅琊区", ""], ["六安", "六安皋城家电服务部", "合作", "桑正平", "金安区",
                   "协议JL-HZ-2025-05"],
               ["淮南", "无", "", "", "", "拟于2027年设站，目前由合肥顺路接单"]],
        "2026上半年站点考核": [["考核日期", "站点", "超时率得分", "返修率得分", "好评率得分", "总分", "考核人"], ["2026-07-06",
            "蜀山站", 22, 28, 34, 84, "葛文博"],
                      ["2026-07-07", "芜湖分公司站", 19, 27, 33, 79, "葛文博"], ["2026-07-08", "淮畔站", 24, 29, 33, 86, "葛文博"],
                      ["2026-07-09", "滁州站", 25, 27, 34, 86, "葛文博"], ["2026-07-10", "皋城站", 23, 28, 34, 85, "葛文博"]],
    }


def resources() -> Sheets:
    return {
        "场所": [["名称", "面积", "用途"], ["合肥总部客服与调度中心", "210㎡", "24席"], ["蜀山站工坊", "150㎡", "返修、清洗件周转"]],
        "工具": [["工具", "数量", "状态"], ["高压清洗机", 33, "良好"], ["冷媒回收机", 8, "良好"], ["绝缘电阻表", 12, "在检"],
            ["安全绳套装", 20, "良好"]],
        "备件目录": [["SKU", "名称", "在库", "安全量"], ["P-1001", "启动电容", 210, 60], ["P-1020", "减震器", 88, 30], ["P-1044",
            "脉冲点火器", 64, 20],
                 ["P-1090", "油网", 130, 40], ["注：质保期内备件保证供应，缺货两日内调拨到站"]],
    }


def laws() -> Sheets:
    rows: Rows = [["法律法规识别清单 JL-ADM-004（2026-03-02 更新，批准：陶慕远）"], ["名称", "实施/修订", "效力", "责任部门"]]
    listed = [
        ("中华人民共和国消费者权益保护法", "2014-03-15"), ("中华人民共和国消费者权益保护法实施条例", "2024-07-01"),
            ("中华人民共和国产品质量法", "2018-12-29"),
        ("中华人民共和国民法典", "2021-01-01"), ("中华人民共和国价格法", "1998-05-01"), ("中华人民共和国广告法", "2021-04-29"),
        ("中华人民共和国电子商务法", "2019-01-01"), ("中华人民共和国个人信息保护法", "2021-11-01"), ("中华人民共和国安全生产法", "2021-09-01"),
        ("家电维修服务业管理办法", "2012-08-01"), ("废弃电器电子产品回收处理管理条例", "2019-03-02"), ("侵害消费者权益行为处罚办法", "2020-10-23"),
    ]
    rows += [[name, when, "有效", "客户运营部"] for name, when in listed]
    rows.append(["部分商品修理更换退货责任规定", "1995-08-25", "有效（本公司不销售商品，供判断厂家三包时参考）", "客户运营部"])
    return {"清单": rows}


def budget() -> Sheets:
    return {"FY2026售后": [["科目", "FY2026预算（元）", "YTD10月（元）"], ["返修与赔付", 180000, 121300], ["培训学院", 65000, 48800],
                         ["回访与客服外呼", 92000, 70100], ["工具更新", 110000, 86500], ["合计", 447000, 326700], ["审批：陶慕远 2025-12-29"]]}


def truth() -> Truth:
    t = Truth(specials=["SD-own"])
    late, jobs = len(logs.LATE), logs.JOBS
    whole = jobs - len(logs.BLANK_SIGN) - len(logs.BLANK_FAULT)
    t.ratio("5.1.1.2", 5, 6, "淮南没有站点，设站是明年的打算")
    t.ratio("5.1.2.1", 28, 31, "两人证书过期，一人的证书与岗位不符")
    t.met("5.1.2.2", "8名服务管理人员需1名，有1名")
    t.ratio("5.1.6.1", 12, 13, "一张改进单还没有关闭")
    t.fail("5.1.6.2", "委托研究协议是明年的打算")
    t.fail("5.1.6.3", "认证证书2026-07-19到期")
    t.met("5.1.6.4", "企业标准已自我声明公开")
    t.ratio("5.2.2-b", 28, 30, "一单不合格，一单没有验收结论")
    t.absent("5.2.3-a", "不销售商品，没有配送")
    t.absent("5.2.3-b", "不销售商品，没有配送")
    t.ratio("5.2.4-b", whole, jobs, "半年一张工作表，TOTAL行不是样本")
    t.ratio("5.2.4-c", jobs - late, jobs, "P1/P2/P3为4/24/48小时，按各单优先级")
    t.met("5.2.5-c", "书面声明审核期内没有退费换件，且没有相反证据")
    t.fail("5.3.1.3", "客户信息保护制度只是草稿，前提不成立")
    t.fail("5.3.1.4", "只有空白问卷；调查是明年的计划")
    t.fail("5.3.1.5", "文件只有关键词和空标题，没有活动记录")
    t.ratio("5.3.2-b", 20, 22, "一件没有客户姓名，一件没有回访；合计行不是样本")
    t.ratio("5.3.2-c", 21, 22, "普通48小时、严重72小时")
    t.refuse("02-证照与合同/服务认证证书.pdf", "expired")
    t.refuse("01-制度/JL-草稿 客户信息保护制度.docx", "unissued_draft", "blank_template")
    t.refuse("03-运行/满意度调查问卷.docx", "blank_template", "no_substance")
    t.refuse("03-运行/主动服务回馈活动.md", "no_substance", "blank_template")
    t.refuse("03-运行/2027年度工作计划.md", "planned", "negated")
    t.notes = [f"上门超时{late}/{jobs}，达到20%，为SD-own；培训中对“最终解释权”的提醒是合规要求；配送两条删减。"]
    return t


def build() -> Pack:
    agreement = papers.AGREEMENT
    files: dict[str, Content] = {
        "01-制度/JL-OPS-001 净邻服务手册.docx": rules.MANUAL,
        "01-制度/JL-HR-003 组织架构与岗位.docx": rules.ORG,
        "01-制度/JL-OPS-006 站点管理办法.docx": rules.SITES,
        "01-制度/JL-HR-011 激励晋升关怀.docx": rules.CARE,
        "01-制度/JL-OPS-015等 应急、召回与投诉分析.docx": rules.PLAN,
        "01-制度/JL-IT-002 净邻云说明.docx": papers.SYSTEM,
        "01-制度/JL-ADM-004 法律法规清单.xlsx": laws(),
        "01-制度/JL-草稿 客户信息保护制度.docx": rules.DRAFT,
        "02-证照与合同/合作站协议-蚌埠.pdf": agreement.format(
            number="JL-HZ-2025-02", agent="蚌埠淮畔电器维修部", area="蚌埠市", start="2025年5月1日", end="2027年4月30日"),
        "02-证照与合同/合作站协议-六安.pdf": agreement.format(
            number="JL-HZ-2025-05", agent="六安皋城家电服务部", area="六安市", start="2025年9月1日", end="2027年8月31日"),
        "02-证照与合同/售后服务管理师.pdf": papers.MANAGER.format(name=logs.TECHS[28]),
        "02-证照与合同/服务认证证书.pdf": papers.OLD_CERT,
        "02-证照与合同/公众责任险.pdf": papers.INSURANCE,
        "02-证照与合同/企业标准公开声明.pdf": papers.STANDARD,
        "02-证照与合同/清洗效果检测报告.pdf": papers.TEST,
        "02-证照与合同/梧桐里维保合同.docx": papers.CONTRACT,
        "02-证照与合同/废零件处置合同.pdf": papers.DISPOSAL,
        "03-运行/城市与站点.xlsx": sites(),
        "03-运行/技师与管理人员.xlsx": logs.staff(),
        "03-运行/FY2026售后预算.xlsx": budget(),
        "03-运行/场所工具备件.xlsx": resources(),
        "03-运行/学习记录2026.docx": rules.TRAIN,
        "03-运行/质检督导通报与内部评价.docx": rules.SUPERVISE,
        "03-运行/服务能力评价报告（促进会）.pdf": papers.EXTERNAL,
        "03-运行/改进单.xlsx": logs.feedback(),
        "03-运行/tickets_2026.xlsx": logs.jobs(),
        "03-运行/install_accept.xlsx": logs.moves(),
        "03-运行/visit_and_customer.xlsx": logs.visits(),
        "03-运行/complaint_export.xlsx": logs.complaints(),
        "03-运行/无退费换件声明.pdf": papers.ZERO,
        "03-运行/满意度调查问卷.docx": rules.SHEET,
        "03-运行/主动服务回馈活动.md": rules.GIFT,
        "03-运行/2027年度工作计划.md": rules.NEXT,
        "04-对外/官网服务中心.html": papers.PAGE,
        "04-对外/进社区宣讲.pptx": papers.DECK,
        "04-对外/服务项目说明.pdf": papers.PRODUCT,
        "04-对外/质保卡.docx": papers.CARD,
    }
    return Pack("i03", PROFILE, files, truth(), "微软雅黑")
