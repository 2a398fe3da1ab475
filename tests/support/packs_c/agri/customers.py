"""Folder 07: how the company keeps in touch with its customers."""
# ruff: noqa: E501  (a row of a table stays on one line)
from __future__ import annotations

from datetime import date, timedelta
from random import Random

from ..ledger import flaws, mobile, moments, people, person
from ..markup import table
from ..pack import Pack, Sheet
from ..truth import Truth
from .facts import COMPANY, HOTLINE
from .goods import FIRST, LAST

FOLDER = "07 顾客服务"


def write(pack: Pack, truth: Truth) -> None:
    """All of it."""
    pack.html(f"{FOLDER}/官网服务支持页面打印.html", f"""
= 服务支持
# 服务热线
{HOTLINE}（每天7:30—20:00，农忙季节24小时）
按1 技术咨询　按2 报修　按3 投诉建议
# 在线服务
【在线客服】工作时间人工值守　【在线报修】填写机型和地址即可派工　【配件查询】
# 配送说明
配送范围：全部销售省份。省内72小时、省外168小时。整机免运费，配件单件不足500元收15元。
# 收费标准
工时费60元/小时；上门费A类区域30元、B类区域80元。
# 三包政策
7日内退、换、修；15日内换、修；整机12个月、主要部件24个月。
# 到场时限
A类区域12小时，B类区域24小时。
""", site=COMPANY)
    rng = Random(130)
    owners = people(rng, 60)
    pack.xlsx(f"{FOLDER}/用户档案（抽样导出60户）.xlsx", Sheet("档案", [["用户编号", "姓名", "电话", "住址", "机型", "购机日期", "累计服务次数"],
              *[[f"U{10200 + i}", n, mobile(rng), rng.choice(["信阳平桥", "周口淮阳", "阜阳颍上", "襄阳枣阳"]), rng.choice(["1WG4.0", "1GKN-160"]), date(2024 + i % 3, 1 + i % 10, 1 + i % 27), i % 5]
                for i, n in enumerate(owners)]], date_format="yyyy-mm-dd"))
    pack.pdf(f"{FOLDER}/2026年用户满意度调查报告.pdf", f"""
= 2026年用户满意度调查报告
调查时间：2026年8月5日—8月25日　　方式：电话访问　　发放400份，有效样本362份
| 指标 | 得分（百分制） |
| 产品质量 | 90.2 |
| 售后服务总体满意度 | 91.6 |
| 到场速度 | 88.4 |
| 服务态度 | 95.1 |
| 投诉处理 | 87.9 |
| 综合满意度 | 90.8 |
结果分析：到场速度、投诉处理得分偏低，主要集中在B类区域。
改进措施：在周口、阜阳各增配服务车1台（9月已到位）；热线增设投诉专席。
> {COMPANY}用户服务部　2026年9月2日
""")
    rows = [[str(i), n, rng.choice(["1WG4.0", "1JH-150", "1GKN-160"]), rng.choice(["免费检修", "更换滤芯", "刀片紧固"]), "签字"] for i, n in enumerate(people(rng, 22), 1)]
    pack.pdf(f"{FOLDER}/三夏免费巡检活动记录.pdf", "= “三夏”免费巡检活动记录\n活动时间：2026年5月28日—6月6日　地点：息县、颍上　服务人员：6人2车\n"
             + table(["序号", "用户", "机型", "项目", "用户签字"], rows) + "\n共为22户用户免费检修，赠送机油22桶。")
    _complaints(pack, truth, rng)
    pack.docx(f"{FOLDER}/2026年前三季度投诉分析与改进报告.docx", """
= 2026年前三季度投诉分析与改进报告
一、总体情况：受理投诉19件，其中质量类9件、服务类7件、其他3件。
二、原因分析：离合器摩擦片早期磨损4件，为同一批次供货；服务类主要为B类区域到场慢。
三、改进措施：更换摩擦片供应商并对在库件全检（质量部，8月完成）；增配服务车（用户服务部，9月完成）。
四、验证：9月至今同类投诉为零。
> 编制：热线主管　审核：曹秀兰　2026年10月12日
""")


def _complaints(pack: Pack, truth: Truth, rng: Random) -> None:
    total = 23
    marks = flaws(rng, total, visit=1, late=2, open=1)
    rows: list[list[object]] = [["投诉受理登记台账", *[None] * 8], ["编号", "受理时间", "投诉人", "联系电话", "投诉事由", "处理措施", "处理结果", "办结时间", "回访情况"]]
    for i, (moment, flaw) in enumerate(zip(moments(rng, total, FIRST, LAST - timedelta(days=25)), marks, strict=True), 1):
        done = moment + timedelta(days=rng.randint(9, 14) if flaw == "late" else rng.randint(1, 6), hours=-1)
        rows.append([f"TS-{i:02d}", f"{moment:%Y.%m.%d %H:%M}", person(rng), mobile(rng), rng.choice(["到场慢", "摩擦片磨损快", "收费有异议", "配件等待时间长", "服务态度"]),
                     rng.choice(["致歉并加派人员", "免费更换", "核对价目并退差价", "空运配件"]), "处理中" if flaw == "open" else "已解决，用户认可",
                     "" if flaw == "open" else f"{done:%Y.%m.%d %H:%M}", "" if flaw in {"visit", "open"} else "回访满意"])
    rows.append(["合计", f"{total}件", *[None] * 7])
    rows.append(["注：处理中的一件为协商赔付金额，已超期。"])
    pack.xlsx(f"{FOLDER}/投诉台账.xlsx", Sheet("2026", rows, ["A1:I1"]))
    truth.ratio("5.3.2-b", total - 2, total, "一件缺回访；一件超期未结，缺结果与回访")
    truth.ratio("5.3.2-c", total - 3, total, "7 日内办结；两件超期，一件未结")
