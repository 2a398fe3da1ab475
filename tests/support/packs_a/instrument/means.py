"""Small workbooks on who serves and with what, bilingual headers."""

from __future__ import annotations

from ..kit import Kit
from ..truth import Truth
from ..write.sheets import Cell, Sheet

CREW = ["吴思远", "高海波", "林振宇", "唐云飞", "罗学军"]
LAWS = [
    "消费者权益保护法",
    "产品质量法",
    "民法典",
    "合同法",
    "计量法",
    "标准化法",
    "进出口商品检验法",
    "网络安全法",
    "个人信息保护法",
    "广告法",
]



def people(kit: Kit, truth: Truth) -> None:
    managers = [
        ["蒋思远", "Service Manager 服务经理", "售后服务管理师 SHFW26-0098", "2029-03-01"],
        ["魏国栋", "Deputy 副经理", "售后服务管理师 SHFW22-1170", "2025-06-09"],
        ["郑佳怡", "Service Desk Lead", "", ""],
        ["吴思远", "Field Service Lead", "", ""],
        ["许慧敏", "Application Lead", "", ""],
    ]
    posts = [
        ["Service Desk Agent 服务台专员", "不要求持证 None"],
        ["Field Service Engineer 现场工程师", "不要求持证 None（仪器为整机插接，不涉及特种作业）"],
        ["Application Specialist 应用专员", "不要求持证 None"],
    ]
    crew = [[f"E{i:02d}", name, "现场工程师", "2019-07", "大学本科"] for i, name in enumerate(CREW, 1)]
    crew += [
        [f"E{i:02d}", name, "服务台专员", "2021-03", "大专"] for i, name in enumerate(["郑佳怡", "何巧云", "彭若曦"], 6)
    ]
    where = [
        ["East 华东", "上海总部", "自营 Own"],
        ["North 华北", "北京分公司", "自营 Own"],
        ["South 华南", "广州办事处", "自营 Own"],
        ["Southwest 西南", "成都办事处", "自营 Own"],
        ["Northwest 西北", "西安办事处", "自营 Own"],
        ["Central 华中", "武汉博谱科技有限公司", "委托 Partner"],
        ["Northeast 东北", "沈阳科宁仪器服务有限公司", "委托 Partner"],
    ]
    kit.xlsx(
        "HR/Service team.xlsx",
        Sheet(
            "Managers 服务管理人员",
            [["姓名 Name", "职务 Title", "证书 Certificate", "有效期至 Valid until"], *managers],
        ),
        Sheet(
            "Posts 岗位要求",
            [["岗位 Post", "持证要求 Licence required"], *posts, ["结论：公司售后岗位均无国家规定的持证要求。"]],
        ),
        Sheet("Roster 花名册", [["工号 No.", "姓名 Name", "岗位 Post", "入职 Joined", "学历 Education"], *crew]),
        Sheet("Regions 区域与网点", [["销售区域 Region", "网点 Outlet", "方式 Type"], *where]),
    )
    truth.met("5.1.2.1", "岗位表写明没有岗位需持证")
    truth.share("5.1.1.2", 6, 7, "沈阳服务商协议 2026-06-30 到期")


def places_and_tools(kit: Kit) -> None:
    kit.xlsx(
        "Finance/FY2026 service budget.xlsx",
        Sheet(
            "Budget",
            [
                ["FY2026 After-sales budget 2026年售后服务预算 (RMB)"],
                ["Item 项目", "Amount 金额"],
                ["Travel 差旅", 480000],
                ["Spare parts 备件", 760000],
                ["Training 培训", 120000],
                ["Total 合计", 1360000],
            ],
            merge=["A1:B1"],
        ),
    )
    kit.xlsx(
        "Finance/Facilities tools spares.xlsx",
        Sheet(
            "Facilities 场所",
            [
                ["场所", "地址", "m²"],
                ["技术服务部办公室", "祖冲之路1077号4幢3层", 210],
                ["演示实验室", "同上", 160],
                ["备件库", "张江路665号", 130],
            ],
        ),
        Sheet("Tools 工具", [["Tool 工具", "Qty 数量"], ["数字流量计", 6], ["压力校准仪", 4], ["工具箱", 12]]),
        Sheet(
            "Spares 备件",
            [
                ["P/N 料号", "Description 名称", "On hand 库存"],
                ["L9-D2", "氘灯", 34],
                ["L9-SL", "密封圈", 260],
                ["G7-FI", "进样衬管", 180],
                ["L9-CK", "单向阀", 41],
            ],
        ),
    )


def training(kit: Kit, truth: Truth) -> None:
    listed = [[i, f"《中华人民共和国{name}》", "现行有效"] for i, name in enumerate(LAWS, 1)]
    kit.xlsx(
        "SOP/Law list 2026.xlsx",
        Sheet("Laws", [["No.", "法律法规 Law", "状态 Status"], *listed, ["更新 Updated 2026-01-12　批准 蒋文静"]]),
    )
    truth.missed("5.1.4.2", "清单把已于 2021-01-01 废止的合同法列为现行有效")
    rows: list[list[Cell]] = [
        [
            "26.02.26",
            "Consumer protection & product quality law 消费者权益保护法、产品质量法宣贯",
            "韩慧敏",
            14,
            "签到 14 人，测验全部通过",
        ],
        ["26.03.19", "LC-900 pump & detector troubleshooting 维修技能", "Wittlang 讲师", 5, "签到 5 人，实操考核合格"],
        [
            "26.05.28",
            "Service culture: Every result counts 服务文化与服务理念",
            "蒋思远",
            13,
            "签到 13 人，问答考核合格",
        ],
        ["26.09.17", "ServiceHub CRM & complaint handling 系统与投诉处理", "郑佳怡", 8, "签到 8 人"],
    ]
    kit.csv(
        "HR/Training log 2026.csv",
        [["日期 Date", "课程 Course", "讲师 Trainer", "人数 Headcount", "签到/考核 Attendance & test"], *rows],
        encoding="utf-8-sig",
    )
