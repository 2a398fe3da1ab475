"""Certificates, letters, reports and pages."""

from __future__ import annotations

from ..kit import Kit
from ..truth import Truth

LICENCE = """
# 营业执照
统一社会信用代码 @U
名称 @C
类型 有限责任公司（港澳台投资、非独资）
法定代表人 蒋文静
成立日期 2014年09月18日　营业期限 2014年09月18日 至 2044年09月17日
住所 中国（上海）自由贸易试验区祖冲之路 1077 号 4 幢 3 层
经营范围 科学仪器、实验室设备的进出口、批发、佣金代理及安装、维修、技术服务
上海市浦东新区市场监督管理局 2022年05月09日
"""
ISO_OWN = """
# CERTIFICATE 认证证书
Certificate No. 10126Q00573R0M
@C
Management system 管理体系：GB/T 19001-2016 / ISO 9001:2015
Scope 范围：分析仪器的销售与售后服务
Issued 颁证 2026-02-24　Valid until 有效期至 2029-02-23
中瑞认证（上海）有限公司
"""
ISO_MAKER = """
# CERTIFICATE
Holder: Wittlang Analytik GmbH　持证单位：@V
Quality management system ISO 9001:2015. Scope: design and manufacture of chromatographs
Registration No. 12 100 48213　Valid from 2024-11-01　Valid until 2027-10-31
"""
MANAGER = """
# 售后服务管理师
兹证明 {name} 经考核合格。工作单位：@C
证书编号：{number}　发证日期：{start}　有效期至：{end}
中商服务能力评价中心
"""
LETTER = """
# 授权书 Letter of Authorization
Wittlang Analytik GmbH（@V）授权 @C 为 LC-900、GC-700 系列在中国大陆的经销商和服务商，
并使用本公司的检验报告与技术资料。有效期 2025-01-01 至 2027-12-31。
"""
TEST = """
# 检验报告 Test Report
Report No. SIMT-25-A-09118
| 样品名称 | 液相色谱仪 |
| 型号 | LC-900 |
| 委托单位 | @V |
| 中国经销商 | @C |
| 检验依据 | JJG 705-2014、GB/T 26792-2019 |
| 检验日期 | 2025-09-08 至 2025-09-17 |
| 检验结论 | 合格 PASS |
| 签发日期 | 2025-09-19 |
华东精测技术中心
"""
AGENT = """
# 委托服务协议 Service Partner Agreement
No. {number}
甲方 @C　乙方 {agent}
甲方委托乙方在{area}提供所售仪器的安装和维修服务，乙方接受甲方年度考核。
Term 有效期：{start} 至 {end}
甲方（盖章） 乙方（盖章）
"""
POLICY = """
# 产品责任与质量保证保险单
Policy No. 33040026PL007716
被保险人 Insured：@C
保险责任：所售仪器质量缺陷造成的第三者人身财产损失及批次更换费用
每次事故限额 RMB 1,000,000；累计限额 RMB 5,000,000
保险期间 Period：2026-04-01 00:00 至 2027-03-31 24:00
海安财产保险（中国）有限公司上海分公司
"""
RESEARCH = """
# 疑难故障联合研究协议（草案，未签署）
甲方 @C　乙方 申江大学分析测试中心
拟就色谱柱压力异常、检测器噪声等疑难问题开展联合研究，具体经费和期限待双方商定。
本稿仅供讨论，未经双方签字不生效。
"""
STANDARD = """
# 团体标准参编证明
@C：
贵单位作为起草单位参与了 T/SAIA 027—2026《实验室分析仪器售后服务要求》的制定，主要起草人：蒋文静、吴思远。标准已于 2026-05-20 发布，2026-07-01 实施。
特此证明。
上海分析仪器应用协会　2026-06-02
"""
PHILOSOPHY = """
# Service Philosophy & Commitment 服务理念与承诺
Issued 发布 2026-01-12　Approved 批准 蒋文静
Our philosophy 服务理念：Every result counts 让每一个数据都可信。
Commitment 承诺：
服务热线 @TEL，工作日 9:00–18:00。
P1 24 小时到场，P2 48 小时到场，P3 120 小时到场；整机质保 12 个月；开箱不合格 15 日内退换；投诉 7 日内办结。
@C
"""
CARD = """
# Warranty Card 质保卡
| Product 产品 | LC-900 / GC-700 |
| Warranty 质保期 | 整机质保 12 个月（自安装验收之日起） |
| Hotline 服务热线 | @TEL（工作日 9:00–18:00） |
| Rates 保外收费 | 上门 800 元/次，工时 500 元/小时 |
@C
"""
CONTRACT = """
# 仪器购销合同
No. LXSH-26-0233
供方 @C　需方 宁波海辰检测技术有限公司
1 标的：LC-900 液相色谱仪 1 套，人民币 386,000 元。
2 交付：江浙沪 5 日内送达。
3 质保：整机质保 12 个月；开箱不合格 15 日内可退货或换货。
4 报修：@TEL；P1 24 小时到场。
5 供方不主张对本合同的最终解释权，条款有歧义的按民法典处理。
2026-05-18 双方盖章
"""
GUIDE = """
# LC-900 液相色谱仪 中文使用说明书
制造商：@V　地址：德国耶拿市卡尔街 14 号　Carl-Str. 14, Jena, Germany
中国经销商与服务：@C　上海市祖冲之路 1077 号 4 幢 3 层　@TEL
| 型号 Model | LC-900 |
| 流速范围 | 0.001–10 mL/min |
| 最大压力 | 60 MPa |
| 电源 | 220 V 50 Hz 600 VA |
执行标准：GB/T 26792-2019、GB 4793.1-2007
使用：1 开机自检；2 排气；3 平衡色谱柱；4 进样；5 清洗后关机。
安全：有机溶剂易燃，保持通风；检修前断电；紫外灯工作时勿直视；废液按实验室危险废物收集。
"""
PAGE = """
# Service 服务支持
## Contact 联系我们
服务热线 @TEL　受理时间：工作日 9:00–18:00　咨询 / 报修 / 投诉
## Delivery 配送
中国大陆全境；江浙沪 5 日内、其他地区 10 日内送达；满 5000 元免运费，不足收取 60 元。
## Repair 维修流程与收费
报修 → 诊断 → 报价 → 维修 → 验证 → 签字 → 回访。上门 800 元/次，工时 500 元/小时，PM 4500 元/台·年。
## Training 在线教程
LC-900 开机与维护视频 12 集
© @C 沪ICP备14039921号
"""
NEWSLETTER = """
# 朗析 Newsletter 2026 夏季刊
Every result counts 让每一个数据都可信
- LC-900 省溶剂小技巧
- 8 月北京、上海用户会报名：@TEL
@C 市场部 2026-07-15
"""
MEETING = """
# 2026 用户会暨免费巡检周 活动报告
时间：2026-08-18 至 2026-08-22　地点：上海、北京
参与用户 46 家 83 人（签到表存档），免费巡检仪器 58 台。
| 单位 | 姓名 | 签到 |
| 宁波海辰检测技术有限公司 | 邵立新 | 邵立新 |
| 苏州谱元药业有限公司 | 季晓燕 | 季晓燕 |
| 北京清测环境科技有限公司 | 郝明辉 | 郝明辉 |
@C 2026-08-27
"""
REVIEW = """
# Service QA Report 2026H1 服务监督与内部评价报告
Service QA 韩慧敏　2026-07-20　Approved 蒋文静
@C
## 1 Inspections 监督检查
| Date | Object | Finding | Action |
| 2026-02-11 | Service Desk | 2 case 漏填优先级 | 02-13 补齐 |
| 2026-04-15 | Field Service | Service Report 未上传 3 份 | 04-20 上传 |
| 2026-06-10 | 广州办事处 | 无 | — |
## 2 Reward & Penalty 奖惩
漏填优先级责任人扣绩效 100 元；Field Service 吴思远 零差错，奖励 1000 元。
## 3 KPI Review 目标考核
到场及时率目标 92%，实际 93.5%；满意度目标 90，实际 93；下半年到场及时率目标修订为 94%。
## 4 Internal evaluation 内部评价
内部评价 88 分，基本符合。
## 5 Others
去年曾有外部机构做过售后服务评价，反映较好，报告原件未留存。
"""
SURVEY = """
# Customer Satisfaction Survey 2026 客户满意度调查报告
调查期 2026-06-01 至 2026-06-30；发出 210 份，有效样本 148 份。
| Item | Score |
| 售后服务满意度 After-sales | 4.62 / 5 |
| 响应速度 Response | 4.48 / 5 |
| 应用支持 Application | 4.55 / 5 |
| 总体 Overall | 4.60 / 5 |
结果分析：西南地区响应得分最低（4.1）。改进：成都办事处 8 月增配工程师 1 名，已完成。
@C 2026-07-06
"""
ANALYSIS = """
# Complaint Review 2026H1 投诉分析与改进
Service QA 韩慧敏 2026-07-08
@C
上半年投诉 7 件：到货破损 2、备件交期 3、报价不清 2。措施：更换木箱供应商；常用灯、密封圈安全库存翻倍；报价模板增加明细。8 月验证有效。
"""
NO_RETURNS = """
# 关于审核期内无退换货的声明
我公司郑重声明：2025 年 11 月 20 日至 2026 年 11 月 10 日期间，未发生任何退货、换货，退换货登记簿无记录。如有不实，愿承担责任。
@C（盖章）　法定代表人：蒋文静　2026 年 11 月 11 日
"""
BLANK = """
# Field Service Report 现场服务报告
Customer 客户：__________　Model 型号：__________　S/N：__________
Reported 报修时间：____-__-__ __:__　Arrived 到场：____-__-__ __:__
Fault 故障：________________　Action 处理：________________
Customer signature 客户签字：__________（请填写）
"""


def write(kit: Kit, truth: Truth) -> None:
    """Papers by folder."""
    kit.pdf("Certificates/Business Licence.pdf", LICENCE)
    kit.pdf("Certificates/ISO9001_Langxi_2029.pdf", ISO_OWN)
    kit.pdf("Certificates/ISO9001_Wittlang.pdf", ISO_MAKER)
    kit.pdf("Certificates/LOA.pdf", LETTER, serif=True)
    kit.pdf(
        "Certificates/ASM_jiang.pdf",
        MANAGER.format(name="蒋思远", number="SHFW26-0098", start="2026-03-02", end="2029-03-01"),
        serif=True,
    )
    kit.pdf(
        "Certificates/ASM_wei.pdf",
        MANAGER.format(name="魏国栋", number="SHFW22-1170", start="2022-06-10", end="2025-06-09"),
        serif=True,
    )
    kit.pdf("Certificates/Test report LC-900.pdf", TEST)
    kit.pdf("Certificates/T-SAIA 027 参编证明.pdf", STANDARD)
    kit.pdf("Finance/Liability policy 2026.pdf", POLICY)
    kit.pdf(
        "Partners/SPA-2025-02 Wuhan.pdf",
        AGENT.format(
            number="SPA-2025-02", agent="武汉博谱科技有限公司", area="华中区", start="2025-06-01", end="2027-05-31"
        ),
    )
    kit.pdf(
        "Partners/SPA-2023-01 Shenyang.pdf",
        AGENT.format(
            number="SPA-2023-01", agent="沈阳科宁仪器服务有限公司", area="东北区", start="2023-07-01", end="2026-06-30"
        ),
    )
    kit.docx("Partners/联合研究协议_draft.docx", RESEARCH)
    kit.docx("Culture/Philosophy and commitment.docx", PHILOSOPHY)
    kit.md("Culture/Newsletter_2026_summer.md", NEWSLETTER)
    kit.html(
        "Culture/web_service.html",
        "Service - Langxi",
        PAGE,
        menu=["Home", "Products", "Service", "About"],
        buttons=[("在线客服 Live chat", "/im"), ("提交报修 Open a case", "/case/new")],
    )
    kit.docx("Culture/User meeting 2026.docx", MEETING)
    kit.pdf("Product/LC-900说明书.pdf", GUIDE)
    kit.pdf("Product/Warranty card.pdf", CARD)
    kit.docx("Product/LXSH-26-0233.docx", CONTRACT, styled=False)
    kit.docx("QA/QA report 2026H1.docx", REVIEW)
    kit.docx("QA/Complaint review 2026H1.docx", ANALYSIS)
    kit.docx("Customer/CSAT 2026.docx", SURVEY)
    kit.pdf("Records/无退换货声明.pdf", NO_RETURNS, serif=True)
    kit.docx("Records/FSR template.docx", BLANK)
    truth.refuse("Certificates/ISO9001_Wittlang.pdf", "other_organisation", note="持证的是制造商")
    truth.refuse("Certificates/ASM_wei.pdf", "expired")
    truth.refuse("Partners/SPA-2023-01 Shenyang.pdf", "expired")
    truth.refuse("Partners/联合研究协议_draft.docx", "unissued_draft", "planned")
    truth.refuse("Records/FSR template.docx", "blank_template")
    truth.met("5.2.5-a", "委托方是制造商，本企业是报告写明的经销商并有授权书")
    truth.met("5.2.5-c", "书面零退换货声明，没有相反证据")
    truth.met("5.1.6.3", "本公司自己的 ISO 9001 有效；制造商的不算")
    truth.missed("5.1.5.2", "外部评价只在内部报告里提了一句")
    truth.missed("5.1.6.2", "联合研究协议是未签署的草案，机构里没有研究部门")
    truth.met("5.1.2.2", "5 名服务管理人员需 1 名，两张证书一张有效")
