"""i02: a wholesaler of bathroom goods with shops in one province."""

from __future__ import annotations

from . import trade_logs as logs
from . import trade_papers as papers
from . import trade_rules as rules
from .model import Content, Pack, Rows, Sheets, Truth

PROFILE = """
enterprise:
  name: "漳州闽筑卫浴建材有限公司"
  uscc: "91350602MA33MX8W2A"
  kind: sales
  industry: "卫浴建材批发与零售"
  branches:
    - "漳州闽筑卫浴建材有限公司厦门分公司"
    - "漳州闽筑卫浴建材有限公司泉州分公司"
  entrusted_outlets: []
period_months: 12
exclusions: []
"""


def laws() -> Sheets:
    rows: Rows = [["漳州闽筑卫浴建材有限公司 常用法律法规一览（2026年3月办公室整理，苏荣添批）"], ["序号", "名称", "用在哪儿", "现行否"]]
    listed = [
        ("中华人民共和国消费者权益保护法", "退换、投诉"), ("中华人民共和国产品质量法", "进货、赔偿"), ("中华人民共和国合同法", "签批发合同"),
        ("中华人民共和国广告法", "传单、小程序"), ("中华人民共和国价格法", "标价"), ("中华人民共和国电子商务法", "小程序卖货"),
        ("中华人民共和国个人信息保护法", "顾客资料"), ("网络购买商品七日无理由退货暂行办法", "小程序退货"),
            ("侵害消费者权益行为处罚办法", "门店经营"),
    ]
    rows += [[i, name, use, "现行"] for i, (name, use) in enumerate(listed, 1)]
    return {"一览": rows}


def budget() -> Sheets:
    return {"2026售后费用": [["费用名目", "2026年预算（元）", "到10月底花了（元）"], ["师傅上门补贴", 186000, 151200], ["赔付与补件", 60000, 38700],
                         ["培训", 12000, 7600], ["配件", 95000, 71050], ["合计", 353000, 268550], ["财务部 2026年1月3日，苏荣添同意"]]}


def goods() -> Sheets:
    return {
        "场地": [["地点", "面积", "做什么用"], ["芗城总店二楼售后服务部", "90平方米", "客服、接待"], ["龙文仓库维修间", "60平方米",
            "阀芯、智能盖板维修"]],
        "工具": [["工具", "几件"], ["电锤", 9], ["打压泵", 6], ["漏电检测仪", 5], ["玻璃吸盘", 14]],
        "配件盘点1031": [["配件", "适用", "库存", "最低库存"], ["进水阀", "MZ-6102等", 156, 40], ["恒温阀芯", "MZ-H22", 62, 20],
                     ["阻尼铰链", "MZ-G80", 310, 80], ["移门滚轮", "MZ-L09", 240, 60], ["承诺：质保期内配件有货，缺货48小时调到"]],
    }


def shops() -> Sheets:
    return {
        "销售区域": [["区域", "卖场/客户"], ["漳州芗城", "总店"], ["漳州龙文", "龙文店、仓库"], ["漳州各县", "批发客户31家"], ["厦门",
            "厦门店"], ["泉州", "泉州店"]],
        "服务点": [["区域", "服务点", "性质", "电话"], ["漳州芗城", "芗城总店服务部", "自建", "0596-2180021"], ["漳州龙文", "龙文店",
            "自建", "0596-2180033"],
                ["漳州各县", "漳浦驻点、平和驻点", "自建", "0596-2180045"], ["厦门", "厦门分公司服务点", "自建", "0592-5560012"],
                ["泉州", "泉州分公司服务点", "自建", "0595-2270018"]],
    }


def truth() -> Truth:
    t = Truth(specials=["SD-law"])
    t.fail("5.1.1.2", "网点管理办法只是征求意见稿，检查记录在2025年6月，前提不成立")
    t.ratio("5.1.2.1", 10, 12, "一人证书过期，一人没有证书")
    t.fail("5.1.2.2", "只有客户服务管理师证书；报名售后服务管理师是明年的打算")
    t.met("5.1.3.1", "准备金有效期到2026-12-31")
    t.fail("5.1.4.2", "已废止的合同法标成现行")
    t.fail("5.1.5.1", "监督小组全部兼任")
    t.fail("5.1.5.2", "外部评价只提了一句，没有外部报告")
    t.ratio("5.1.6.1", 10, 12, "一张没有措施，另一张没有销项")
    t.fail("5.1.6.2", "委托研究协议是明年的打算")
    t.fail("5.1.6.3", "认证证书的持有人是供货的生产企业")
    t.fail("5.1.6.4", "企业服务标准是明年的打算")
    t.fail("5.1.7.2", "县域上门时限：手册、公示、保修卡48小时，合同和传单24小时")
    t.ratio("5.2.2-b", 72, 76, "一单不合格，两单没有验收，一单没有安装师傅")
    t.ratio("5.2.3-b", 83, 90, "市区48小时、县域96小时；分月工作表，小计行不是样本；一单没有签收")
    t.ratio("5.2.4-b", 66, 70, "导出里有五行早于审核期，不计入总体")
    t.ratio("5.2.4-c", 62, 70, "市区24小时、县域48小时；按传单的一律24小时数，合格数相同")
    t.ratio("5.2.5-c", 22, 24, "承诺七天办完；合计行不是样本")
    t.span("5.3.1.3", (63, 70), (132, 146), why="维修63/70，连同安装132/146")
    t.span("5.3.2-b", (18, 20), (19, 21), why="18/20；另有一件11月19日收到、72小时未到的在办投诉")
    t.ratio("5.3.2-c", 18, 20, "72小时；未到时限的一件不进总体")
    t.fail("5.3.2-d", "有预案，投诉分析会是明年的打算")
    t.refuse("一、管理文件/网点管理办法（征求意见稿）.docx", "unissued_draft", "planned")
    t.refuse("四、记录/各店服务点检查登记.docx", "outside_period")
    t.refuse("三、证件合同/质量体系证书.pdf", "other_organisation", note="供货厂家的证书")
    t.refuse("一、管理文件/2027年工作打算.txt", "planned", "negated")
    t.refuse("四、记录/安装验收单（副本）.xlsx", "duplicate", note="与安装验收单完全相同；留哪一份都可以")
    t.neutral = ["四、记录/安装验收单.xlsx", "三、证件合同/陈佳怡证书.pdf", "三、证件合同/林晓燕证书.pdf"]
    t.notes = ["培训表中的“不得使用最终解释权”是合规要求；促销传单的“本店拥有最终解释权”是SD-law；副本与原件留哪一份都可以，原件列为中性。"]
    return t


def build() -> Pack:
    person = papers.PERSON
    files: dict[str, Content] = {
        "一、管理文件/售后服务手册2026版.docx": rules.MANUAL,
        "一、管理文件/网点管理办法（征求意见稿）.docx": rules.DRAFT,
        "一、管理文件/部门设置和人员分工通知.docx": rules.PEOPLE,
        "一、管理文件/投诉、应急、召回三个办法.docx": rules.COMPLAINT,
        "一、管理文件/顾客资料保护和店管家说明.docx": rules.PRIVACY,
        "一、管理文件/法律法规一览.xlsx": laws(),
        "一、管理文件/2027年工作打算.txt": papers.NEXT,
        "一、管理文件/销售区域和服务点.xlsx": shops(),
        "二、人财物/售后人员名册.xlsx": logs.staff(),
        "二、人财物/2026售后费用.xlsx": budget(),
        "二、人财物/质量赔偿准备金.pdf": papers.RESERVE,
        "二、人财物/场地工具配件.xlsx": goods(),
        "二、人财物/培训签到和评优办法.docx": rules.TRAIN,
        "三、证件合同/陈佳怡证书.pdf": person.format(name="陈佳怡", number="KFGL2025-0921", start="2025年9月1日", end="2028年8月31日"),
        "三、证件合同/林晓燕证书.pdf": person.format(name="林晓燕", number="KFGL2025-0922", start="2025年9月1日", end="2028年8月31日"),
        "三、证件合同/质量体系证书.pdf": papers.SUPPLIER,
        "三、证件合同/坐便器检测报告.pdf": papers.TEST,
        "三、证件合同/漳浦金海湾酒店合同.docx": papers.CONTRACT,
        "三、证件合同/旧洁具清运合同.pdf": papers.WASTE,
        "四、记录/抽查奖惩和内部评价.docx": rules.CHECK,
        "四、记录/各店服务点检查登记.docx": papers.VISIT_OLD,
        "四、记录/问题传递单.xlsx": logs.feedback(),
        "四、记录/安装验收单.xlsx": logs.installs(),
        "四、记录/配送签收2026.xlsx": logs.deliveries(),
        "四、记录/报修导出.csv": logs.repairs(),
        "四、记录/顾客档案.csv": logs.customers(),
        "四、记录/回访导出.csv": logs.visits(),
        "四、记录/退换登记.xlsx": logs.returns(),
        "四、记录/投诉本.xlsx": logs.complaints(),
        "四、记录/满意度小结.docx": papers.SURVEY,
        "四、记录/老顾客回头看.docx": papers.CARE,
        "五、给顾客看的/服务公示.docx": rules.NOTICE,
        "五、给顾客看的/小程序服务页.html": rules.MINI,
        "五、给顾客看的/家装节传单.pdf": rules.LEAFLET,
        "五、给顾客看的/商品说明卡.pdf": papers.PRODUCT,
        "五、给顾客看的/保修卡（林秀兰）.docx": papers.CARD,
    }
    return Pack("i02", PROFILE, files, truth(), "楷体", {"四、记录/安装验收单（副本）.xlsx": "四、记录/安装验收单.xlsx"})
