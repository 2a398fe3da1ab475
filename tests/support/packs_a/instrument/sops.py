"""Bilingual standard operating procedures, each its own file."""

from __future__ import annotations

from ..kit import Kit
from ..truth import Truth

HEAD = """
# {title}
| Doc No. 文件编号 | {number} | Rev. 版本 | {revision} |
| Effective 生效日期 | {date} | Approved by 批准 | 总经理 蒋文静 |
@C
"""

HANDBOOK = """
## 1 Purpose & Scope 目的与服务范围
适用于本公司经销的液相色谱仪、气相色谱仪、光谱仪在国内的售前咨询、配送、安装确认（IQ/OQ）、培训、维修、备件和投诉服务。
## 2 Organisation 部门与职能
Service Dept. 技术服务部是公司的售后服务部门，设 Service Desk、Field Service、Application Support 三个组。
| Position 岗位 | Responsibility 职责 |
| Service Manager 服务经理 | 服务体系运行、资源与费用审批 |
| Service Desk Agent 服务台专员 | 接听来电、登记 case、派单、回访 |
| Field Service Engineer 现场工程师 | 安装、维修、预防性维护、客户培训 |
| Application Specialist 应用专员 | 方法与应用咨询 |
## 3 How we work 分工与运转机制
Service Desk 建立 case → 判定优先级 → 派单 → 现场处理 → 客户签署 Service Report → 回访 → 关闭。
销售部、物流部、财务部按流程配合，每两周召开 service review。
## 4 Logistics 配送
见 SOP-AS-004《配送管理》。现货订单江浙沪 5 日内送达，其他地区 10 日内送达。
## 5 Repair 维修
Priority P1（仪器停机）24 小时内到场，P2（性能异常）48 小时内到场，P3（预约性维修）120 小时内到场，自客户报修时起算。
## 6 Warranty 质量保证
整机质保 12 个月，自安装验收之日起。质保期内免费维修；同一故障两次维修未解决的更换部件或整机；到货开箱不合格 15 日内可退货或换货，10 日内办结。
## 7 Technical Support 技术支持
电话 @TEL、邮件 support@langxi-sci.example；服务台 2 小时内回复，应用问题 2 个工作日内给出书面建议。
## 8 Complaints 投诉处理
见 SOP-AS-007。1 个工作日内回应，自收到投诉之日起 7 日内办结。
## 9 Revision History 修订记录
| Rev. | Date | Change |
| A | 2023-04-03 | 首次发布 |
| B | 2025-02-10 | P1 到场由 48 小时改为 36 小时；投诉办结由 15 日改为 10 日 |
| C | 2026-01-12 | P1 到场由 36 小时改为 24 小时；投诉办结由 10 日改为 7 日 |
"""

LOGISTICS = """
1 范围 Coverage：中国大陆全境，送至客户实验室门口；港澳台不送。
2 时限 Lead time：现货订单自下单日起，江浙沪 5 日内、其他地区 10 日内送达。
3 费用 Freight：订单满 5000 元免运费，不足的收取 60 元；冷链另计 200 元。
4 公示：上述内容在官网 Service 页面和报价单背面公示。收货人须在 POD 上签字。
"""

REPAIR = """
1 流程：报修登记 → 优先级判定 → 远程诊断 → 报价（保外，客户书面确认）→ 现场维修 → 性能验证 → 客户签字 → 回访。
2 收费标准 Rate card（保外，已在官网 Service 页面公布）
| Item 项目 | Price 价格 |
| 上门服务费 Visit | 800 元/次 |
| 工时 Labour | 500 元/小时 |
| 预防性维护 PM | 4500 元/台·年 |
3 备件：质保期内保证备件供应，停产后继续供应不少于 7 年。
"""

COMPLAINT = """
1 Channels 渠道：@TEL 转 3、complaint@langxi-sci.example，在官网 Contact 页面与 Service Report 底部公示。
2 Owner 专人：服务台 郑佳怡 专职受理并登记。
3 Time limits 时限：1 个工作日内回应；自收到投诉之日起 7 日内办结；办结后 5 日内回访。
4 Escalation 重大投诉应急预案：出现人身伤害、批次数据错误、监管机构介入时，2 小时内上报总经理，成立应急小组，24 小时内到现场，10 日内出书面报告。
5 Recall 缺陷与召回：接到制造商缺陷通知或自行发现安全缺陷时，3 日内锁定序列号清单，停止销售，书面通知全部用户，免费更换部件或召回，并报告主管部门。
"""

INTERNAL = """
1 监督 Supervision：公司设 Service QA 服务质量监督组，直属总经理，任命韩慧敏为专职监督员（Full-time，2026-01-12 起），不承担服务与销售工作。
2 反馈 Feedback loop：任何部门收到问题填写 CAR 单，服务台 1 日内转责任部门（采购、物流、应用、制造商），责任部门 7 日内给出措施，QA 验证后关闭。
3 办事处与服务商管理 Outlets：服务商须签协议、有场地、经制造商培训的工程师 ≥1 名；每年 6 月和 12 月考核，低于 75 分整改。
4 激励与关怀 Incentive：季度 Best Engineer 奖 2000 元；年度评优优先晋升 Senior；出差补贴、补充医疗、家庭日。
5 客户信息 Privacy：客户联系人信息和实验数据保密，按角色授权，导出留痕，U 盘禁用，离职即停账号；收集个人信息须告知用途并取得同意。
6 系统 IT：使用 ServiceHub CRM（云端），含客户档案、case、备件、回访；双因子登录，每日备份，年度渗透测试；坐席电脑 6 台。
"""


def write(kit: Kit, truth: Truth) -> None:
    """Each SOP with its head table."""
    for number, title, revision, text in (
        ("SOP-AS-001", "After-Sales Service Handbook 售后服务手册", "C", HANDBOOK),
        ("SOP-AS-004", "Logistics 配送管理", "B", LOGISTICS),
        ("SOP-AS-005", "Repair & Rate Card 维修与收费", "B", REPAIR),
        ("SOP-AS-007", "Complaint, Emergency & Recall 投诉、应急与召回", "C", COMPLAINT),
        ("SOP-AS-009", "Internal Control 内部管理", "A", INTERNAL),
    ):
        head = HEAD.format(title=title, number=number, revision=revision, date="2026-01-12")
        kit.docx(f"SOP/{number}_Rev{revision}.docx", head + text, header=f"{number} Rev.{revision}  Controlled copy")
