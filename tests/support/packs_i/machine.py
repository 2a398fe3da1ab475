"""i01: a maker of CNC machine tools."""

from __future__ import annotations

from . import machine_logs as logs
from . import machine_papers as papers
from . import machine_rules as rules
from .model import Content, Pack, Rows, Sheets, Truth

PROFILE = """
enterprise:
  name: "常州锐格数控机床有限公司"
  uscc: "91320412MA1WRG5K7D"
  kind: production
  industry: "数控机床制造"
  branches:
    - "常州锐格数控机床有限公司重庆服务处"
  entrusted_outlets:
    - "西安恒驰机电设备有限公司"
    - "沈阳北辰精工机电有限公司"
period_months: 12
exclusions: []
"""


def budget() -> Sheets:
    return {
        "2026年售后费用预算": [
            ["科目", "2026年预算（万元）", "1—10月已支出（万元）"],
            ["差旅与现场维修", 168, 131.4], ["质保备件", 92, 70.2], ["培训", 12, 9.5], ["网点结算", 46, 33.8], ["回访与活动", 6, 1.1],
            ["合计", 324, 246.0],
            ["编制：财务部　批准：鲍承志　2025-12-26"],
        ],
    }


def resources() -> Sheets:
    return {
        "场所": [["名称", "地址", "面积㎡", "用途"], ["客户服务中心", "常州总部一号楼一层", 260, "热线、远程诊断、接待"],
               ["返修车间", "常州总部三号厂房", 480, "主轴、刀库返修"], ["培训教室", "常州总部二号楼", 120, "用户与员工培训"]],
        "工具仪器": [["名称", "型号", "数量", "检定有效期"], ["激光干涉仪", "XL-80", 2, "2027-03-11"], ["球杆仪", "QC20-W", 5, "2027-01-20"],
                ["万用表", "F15B", 24, "2027-02-28"], ["主轴检棒", "BT40", 9, "2027-04-02"]],
        "备件目录与库存": [["备件编码", "名称", "库存数量", "安全库存", "适用机型"], ["BJ-0101", "主轴编码器反馈线", 34, 10, "RGV全系"],
                    ["BJ-0214", "刀臂拨叉", 18, 6, "RGV/RGH"], ["BJ-0330", "防护罩滚轮", 260, 80, "全系"], ["BJ-0402", "液压叶片泵", 7, 3, "RGL"],
                    ["BJ-0505", "操作面板按键板", 22, 8, "全系"], ["说明：质保期内备件保证供应，停产后续供不少于8年（见售后服务手册第7章）"]],
    }


def laws() -> Sheets:
    return {
        "法规清单": [
            ["常州锐格数控机床有限公司适用法律法规清单（RG/QD-01，2026-02-15更新，批准：蒋立衡）"],
            ["名称", "施行或修订", "状态", "相关部门"],
            ["中华人民共和国消费者权益保护法", "2014-03-15", "有效", "客户服务部"],
            ["中华人民共和国消费者权益保护法实施条例", "2024-07-01", "有效", "客户服务部"],
            ["中华人民共和国产品质量法", "2018-12-29修正", "有效", "质保部"], ["中华人民共和国民法典", "2021-01-01", "有效", "营销部"],
            ["中华人民共和国合同法", "1999-10-01", "已废止（2021-01-01由民法典取代，留作旧合同查询）", "营销部"],
            ["中华人民共和国安全生产法", "2021-09-01", "有效", "生产部"], ["中华人民共和国标准化法", "2018-01-01", "有效", "技术部"],
            ["中华人民共和国计量法", "2018-10-26修正", "有效", "质保部"], ["中华人民共和国广告法", "2021-04-29修正", "有效", "营销部"],
            ["中华人民共和国数据安全法", "2021-09-01", "有效", "综合部"], ["中华人民共和国个人信息保护法", "2021-11-01", "有效", "综合部"],
            ["中华人民共和国固体废物污染环境防治法", "2020-09-01", "有效", "采购储运部"],
            ["中华人民共和国特种设备安全法", "2014-01-01", "有效", "生产部"],
        ],
    }


def truth() -> Truth:
    t = Truth()
    t.ratio("5.1.1.2", 8, 9, "东北片区的委托协议2026-08-31到期未续")
    t.ratio("5.1.2.1", 21, 22, "一名电气工程师的操作证2026-05-30到期")
    t.met("5.1.2.2", "14名服务管理人员需2名，三张售后服务管理师证书两张有效；客户服务管理师不算")
    t.met("5.1.4.1", "投诉一章引用已发布的RG/CX-12；修订表里的48小时、10日是旧值")
    t.met("5.1.4.2", "合同法标注已废止；2026-03-20宣贯")
    t.ratio("5.1.6.1", 17, 18, "一张反馈单没有措施，仍在处理")
    t.fail("5.1.6.2", "委托研究协议2026-06-30到期，机构中没有研究部门")
    t.ratio("5.2.2-b", 43, 46, "一台复测未通过，两台没有验收结论")
    t.ratio("5.2.3-b", 48, 52, "一区10日、二区20日；三单超时，一单没有签收")
    t.ratio("5.2.4-b", 57, 60, "两单没有签认，一单没有处理措施")
    t.ratio("5.2.4-c", 56, 60, "A/B/C级24/48/72小时，按各单级别")
    t.ratio("5.2.5-c", 5, 6, "一件23日才办结，承诺15日")
    t.fail("5.2.6-b", "处置合同2026-03-31到期，台账是空表")
    t.span("5.3.1.3", (55, 60), (97, 106), why="维修55/60，连同安装97/106")
    t.fail("5.3.1.5", "活动在2025年7、8月，不在审核期内")
    t.ratio("5.3.2-b", 13, 14, "一件缺回访；小计行不是样本")
    t.ratio("5.3.2-c", 13, 14, "一般5日、重大15日；一件一般投诉用了9日")
    t.refuse("07存档/售后服务手册2022版.docx", "unissued_draft", "expired", "outside_period", note="作废旧版")
    t.refuse("02网点与人员/RG-WT-2023-07 沈阳北辰.pdf", "expired")
    t.refuse("02网点与人员/证书-冯启明.pdf", "expired", note="过期的售后服务管理师证书")
    t.refuse("03资源/委托研究协议.pdf", "expired")
    t.refuse("05证照/环境管理体系证书.pdf", "expired")
    t.refuse("06过程记录/回收处置台账.xlsx", "blank_template", "no_substance", note="只有表头和待填的空格")
    t.refuse("05证照/废物处置合同.pdf", "expired")
    t.refuse("04监督改进/送清凉活动总结.docx", "outside_period")
    t.neutral = ["02网点与人员/证书-唐丽娟.pdf"]
    t.notes = ["空的回收台账、过期的处置合同；到场与配送时限按级别、按运距区；5.3.1.3给区间，因总体可取维修或维修加安装。"]
    return t


def blank_ledger() -> Sheets:
    rows: Rows = [["旧机/废物回收处置台账"], ["日期", "品名", "数量", "来源用户", "处置单位", "经手人"]]
    for _ in range(6):
        rows.append(["____年__月__日", *["____"] * 5])
    return {"台账": rows}


def build() -> Pack:
    agreement, person, cert = papers.AGREEMENT, papers.PERSON, papers.SYSTEM_CERT
    manager = {"kind": "售后服务管理师", "issuer": "中国商贸服务技能鉴定中心"}
    files: dict[str, Content] = {
        "01制度/售后服务手册 RG-SC-2026.docx": rules.MANUAL,
        "01制度/组织机构与督察任命.docx": rules.ORG,
        "01制度/RG-GL-09 服务网点管理规定.docx": rules.OUTLET,
        "01制度/RG-CX-12至14 投诉、应急、召回程序.docx": rules.COMPLAINT,
        "01制度/RG-GL-18 锐服系统及数据保护.docx": rules.SYSTEM,
        "01制度/法律法规清单.xlsx": laws(),
        "02网点与人员/片区与网点.xlsx": logs.outlets(),
        "02网点与人员/RG-WT-2025-03 西安恒驰.pdf": agreement.format(
            number="RG-WT-2025-03", agent="西安恒驰机电设备有限公司", area="陕西、甘肃", start="2025年9月1日", end="2027年8月31日"),
        "02网点与人员/RG-WT-2023-07 沈阳北辰.pdf": agreement.format(
            number="RG-WT-2023-07", agent="沈阳北辰精工机电有限公司", area="辽宁、吉林", start="2023年9月1日", end="2026年8月31日"),
        "02网点与人员/服务人员花名册.xlsx": logs.roster(),
        f"02网点与人员/证书-{logs.STAFF[0]}.pdf": person.format(
            **manager, name=logs.STAFF[0], number="SHGL-2024-31807", start="2024年8月9日", end="2027年8月8日"),
        f"02网点与人员/证书-{logs.STAFF[4]}.pdf": person.format(
            **manager, name=logs.STAFF[4], number="SHGL-2025-40226", start="2025年3月21日", end="2028年3月20日"),
        "02网点与人员/证书-冯启明.pdf": person.format(
            **manager, name="冯启明", number="SHGL-2022-10951", start="2022年10月12日", end="2025年10月11日"),
        "02网点与人员/证书-唐丽娟.pdf": person.format(
            kind="客户服务管理师", issuer="华夏客服人才评价中心", name="唐丽娟", number="KF-2025-7713", start="2025年6月2日", end="2028年6月1日"),
        "03资源/2026年售后费用预算.xlsx": budget(),
        "03资源/产品责任险保单.pdf": papers.POLICY,
        "03资源/服务资源清单.xlsx": resources(),
        "03资源/培训记录与奖励关怀办法.docx": rules.TRAINING,
        "03资源/委托研究协议.pdf": papers.RESEARCH,
        "04监督改进/监督检查、目标考核与内部评价.docx": rules.AUDIT,
        "04监督改进/第三方评价报告.pdf": papers.EXTERNAL,
        "04监督改进/质量信息反馈单台账.xlsx": logs.feedback(),
        "04监督改进/满意度调查与投诉分析.docx": papers.SURVEY + papers.ANALYSIS,
        "04监督改进/送清凉活动总结.docx": papers.EVENT,
        "05证照/质量管理体系证书.pdf": cert.format(
            kind="质量管理体系", number="HDQ26Q10388R2M", standard="GB/T 19001—2016", start="2025年5月16日", end="2028年5月15日"),
        "05证照/环境管理体系证书.pdf": cert.format(
            kind="环境管理体系", number="HDQ23E20117R0M", standard="GB/T 24001—2016", start="2023年6月30日", end="2026年6月29日"),
        "05证照/团体标准参编证明.pdf": papers.STANDARD,
        "05证照/RGV-850型式检验报告.pdf": papers.TEST,
        "05证照/废物处置合同.pdf": papers.SCRAP,
        "05证照/RGV-850使用说明书摘要.pdf": papers.PRODUCT,
        "05证照/保修卡与购销合同.docx": papers.WARRANTY + papers.CONTRACT,
        "06过程记录/网站售后栏目.html": papers.PAGE,
        "06过程记录/发运、安装调试、用户培训.xlsx": {**logs.deliveries(), **logs.installs()},
        "06过程记录/现场服务单.xlsx": logs.repairs(),
        "06过程记录/用户档案与回访.xlsx": {**logs.users(), **logs.visits()},
        "06过程记录/投诉与退换登记.xlsx": logs.complaints(),
        "06过程记录/回收处置台账.xlsx": blank_ledger(),
        "07存档/售后服务手册2022版.docx": rules.VOID,
    }
    return Pack("i01", PROFILE, files, truth(), "仿宋")
