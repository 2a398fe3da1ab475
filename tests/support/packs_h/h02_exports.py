"""h02: exports, sheets and minutes of the shop."""
from __future__ import annotations

import random
from datetime import date, datetime, timedelta

from .h02_shop import CO
from .kit import Cell, Pack, hours, moments, people, picks

Counts = dict[str, tuple[int, int]]
SPAN = (datetime(2025, 12, 2), datetime(2026, 11, 6))
NEAR, FAR = ("浙江", "江苏", "上海", "安徽"), ("新疆", "西藏", "内蒙古")
OTHER = ("广东", "四川", "湖北", "山东", "河北", "辽宁", "福建", "陕西")


def parcels(p: Pack, counts: Counts) -> None:
    rng = random.Random("h02-parcel")
    total = 220
    late, lost = picks(rng, total, 51, 4)
    rows: list[list[Cell]] = [["tid", "pay_time", "receiver_state", "title", "num", "out_sid", "consign_time", "sign_time", "signer"]]
    goods = ("防胀气奶瓶240ml", "婴儿舒润面霜50g", "有机高铁米粉225g", "孕妇枕", "奶嘴两只装")
    good = 0
    for i, at in enumerate(moments(rng, total, *SPAN, hours=(0, 24))):
        state, limit = (NEAR[i % 4], 48) if i % 10 < 5 else (FAR[i % 3], 168) if i % 10 == 9 else (OTHER[i % 8], 96)
        span = limit + rng.uniform(3, 40) if i in late else limit * rng.uniform(0.45, 0.97)
        sign = at + hours(span)
        good += i not in late | lost
        rows.append([f"39{rng.randint(10**14, 10**15 - 1)}", f"{at:%Y-%m-%d %H:%M:%S}", state, goods[i % 5], 1 + i % 3, f"YT{88 * 10**9 + i * 7919}",
                     f"{at + hours(limit * 0.2):%Y-%m-%d %H:%M:%S}", None if i in lost else f"{sign:%Y-%m-%d %H:%M:%S}",
                     None if i in lost else ("本人", "家人", "驿站代收")[i % 3]])
    rows.append(["总计", f"{total} 单", None, None, sum(1 + i % 3 for i in range(total)), None, None, None, None])
    p.xlsx("导出/ERP_出库签收_抽样220单.xlsx", {"sheet0": rows})
    p.twin("导出/ERP_出库签收_抽样220单 (1).xlsx", "导出/ERP_出库签收_抽样220单.xlsx")
    counts["5.2.3-b"] = (good, total)


def refunds(p: Pack, counts: Counts) -> None:
    rng = random.Random("h02-refund")
    total = 64
    late = picks(rng, total, 5)[0]
    rows: list[list[Cell]] = [["退款编号", "售后类型", "买家昵称", "申请时间", "退款原因", "完结时间", "售后状态", "实退金额"]]
    reasons = ("不想要了", "尺寸不合适", "漏液", "宝宝不接受", "包装破损")
    good = 0
    for i, at in enumerate(moments(rng, total, SPAN[0], datetime(2026, 10, 31), hours=(0, 24))):
        days = rng.uniform(8, 13) if i in late else rng.uniform(1, 6.5)
        good += i not in late
        rows.append([f"2156{88000 + i}", "换货" if i % 5 == 2 else "退货退款", f"糯***{i % 37}", f"{at:%Y/%m/%d %H:%M}", reasons[i % 5],
                     f"{at + hours(days * 24):%Y/%m/%d %H:%M}", "换货成功" if i % 5 == 2 else "退款成功", "" if i % 5 == 2 else 39 + i])
    old: list[list[Cell]] = [[f"2098{7000 + i}", "退货退款", f"糯***{i}", f"2025/09/{10 + i} 10:2{i}", "不想要了", f"2025/09/{25 + i} 09:00",
        "退款成功", 59] for i in range(5)]
    p.table("导出/千牛退款导出.csv", [*rows, *old], encoding="gb18030")
    counts["5.2.5-c"] = (good, total)


def complaints(p: Pack, counts: Counts) -> None:
    rng = random.Random("h02-complaint")
    total = 30
    late, silent, blank = picks(rng, total, 3, 2, 1)
    rows: list[list[Cell]] = [["#", "投诉时间", "旺旺/手机尾号", "因为啥", "咋处理的", "办结时间", "结果", "回访"]]
    kinds = (("奶瓶刻度掉色", "补发新瓶，旧的寄回给厂里看"), ("客服回复慢", "经理打电话道歉，送 20 元券"), ("少发一袋米粉", "当天补发顺丰"),
        ("面霜用了起红点", "转育婴顾问，全额退款"))
    whole = solved = 0
    for i, at in enumerate(moments(rng, total, *SPAN, hours=(9, 22))):
        why, what = kinds[i % 4]
        end = at + hours(rng.uniform(55, 96) if i in late else rng.uniform(2, 44))
        whole += i not in silent | blank
        solved += i not in late
        rows.append([i + 1, at, f"尾号{1000 + 271 * i % 9000}", why, None if i in blank else what, end, "解决了，顾客认可",
                     None if i in silent else f"{end + timedelta(days=1):%m-%d} 回访过，能接受"])
    rows.append([31, datetime(2026, 11, 19, 16, 5), "尾号7719", "包裹显示签收但没收到", "正在找快递查监控", None, "处理中", None])
    p.xlsx("客服/投诉台账2026.xlsx", {"投诉": rows})
    counts["5.3.2-b"], counts["5.3.2-c"] = (whole, total), (solved, total)


def issues(p: Pack, counts: Counts) -> None:
    rng = random.Random("h02-issue")
    open_ = picks(rng, 20, 3)[0]
    rows: list[list[Cell]] = [["问题单", "建单日", "谁提的", "问题", "给谁", "怎么改", "状态"]]
    kinds = (("米粉袋子封口不牢", "商品部", "换双封口袋"), ("气泡膜太薄", "仓配部", "加一层"), ("详情页刻度图看不清", "运营部", "重拍图"),
        ("奶嘴流量标错", "商品部", "改标签，旧货贴更正"))
    for i, at in enumerate(moments(rng, 20, SPAN[0], datetime(2026, 10, 20))):
        text, dept, fix = kinds[i % 4]
        rows.append([f"W{i + 1:02d}", f"{at:%Y-%m-%d}", ("客服", "仓库")[i % 2], text, dept, fix, "进行中" if i in open_ else "已关"])
    p.table("导出/问题单_多维表格.csv", rows)
    counts["5.1.6.1"] = (20 - len(open_), 20)


def people_and_money(p: Pack) -> None:
    rng = random.Random("h02-people")
    names = people(rng, 20)
    posts = ["售后专员"] * 9 + ["育婴顾问"] * 3 + ["投诉专员", "质检员"] + ["仓储员"] * 6
    staff: list[list[Cell]] = [["姓名", "岗位", "入职", "是否需要持证", "证书"]]
    staff += [[n, post, date(2020 + i % 6, 1 + i % 12, 9), "否", "—"] for i, (n, post) in enumerate(zip(names, posts, strict=True))]
    bosses: list[list[Cell]] = [["服务管理人员", "职务", "管理师证"], ["柳文静", "客户体验部经理", "客户服务管理师（三级）"], ["毛一鸣",
        "仓配部主管", "无"],
                              ["姜丽娟", "运营部经理", "无"], ["邹海涛", "广州仓仓长", "无"], ["喻敏", "成都仓仓长", "无"], ["祁艳", "售后组长",
                                  "无"]]
    p.xlsx("行政/人员名单202611.xlsx", {"一线": staff, "管理": bosses})
    p.xlsx("行政/2026年售后花多少钱.xlsx", {"2026预算": [["项目", "2026年预算/元", "到10月已花"], ["退换运费", 180000, 151200], ["补寄赠品",
        60000, 47800],
                                            ["赔付券", 90000, 80500], ["客服系统", 36000, 36000], ["培训", 12000, 9400], ["合计", 378000, 324900]]})
    p.xlsx("仓库/三仓地址家当和片区.xlsx", {
        "仓": [["仓", "地址", "面积", "管哪些省"], ["杭州仓（兼退货点）", "杭州市余杭区仁和大道 88 号", "2600㎡", "华东、华北、东北"],
              ["广州仓（兼退货点）", "广州市白云区太和镇永兴路 3 号", "1100㎡", "华南、华中"], ["成都仓（兼退货点）", "成都市新都区物流大道 5 号",
                  "900㎡", "西南、西北"],
              ["办公室（客服坐席 16 个）", "杭州市西湖区古墩路 673 号 B 座 902", "420㎡", "全国在线"]],
        "工具和补件": [["名称", "数量", "放哪"], ["打包台", 14, "三仓"], ["电子秤", 9, "三仓"], ["检漏水箱", 3, "质检间"], ["补寄奶嘴", 860,
            "杭州仓"],
                  ["补寄密封圈", 1300, "杭州仓"], ["补寄吸管", 540, "广州仓"]],
        "销售片区": [["片区", "2026年单量"], ["华东", 81200], ["华南", 33900], ["华中", 21800], ["西南", 19400], ["华北", 26000], ["东北", 9100],
            ["西北", 7300]]})
    p.text("行政/客服系统和账号安全说明.md", f"""
# 客服系统和账号安全说明（软糯行〔2025〕15号，2025-10-08 发布）

- 用的是“小满”客服 ERP，平台订单、会员档案、聊天记录、售后单都在一处，能按会员翻出买过什么、问过什么。
- 账号一人一个，离职当天停；导出要主管扫码；电脑不许插 U 盘；每晚自动备份。
- 仓库装了监控和烟感，打包间禁止明火。

{CO} 财务行政
""")
    laws: list[list[Cell]] = [["法规", "现行/废止", "跟我们啥关系"]]
    laws += [[n, "现行", w] for n, w in (
        ("中华人民共和国消费者权益保护法", "退换、赔付"), ("中华人民共和国消费者权益保护法实施条例", "预售、七天"), ("中华人民共和国产品质量法",
            "质量责任"),
        ("中华人民共和国电子商务法", "开网店的规矩"), ("中华人民共和国食品安全法", "卖米粉"), ("化妆品监督管理条例", "卖面霜"),
            ("中华人民共和国广告法", "详情页用词"),
        ("中华人民共和国个人信息保护法", "顾客资料"), ("网络购买商品七日无理由退货暂行办法", "退货"), ("中华人民共和国民法典", "合同"))]
    laws.append(["中华人民共和国合同法", "2021-01-01 废止，看民法典", "留着对照"])
    p.xlsx("行政/要守的法律清单.xlsx", {"清单": laws})


def minutes(p: Pack) -> None:
    p.docx("行政/培训/2025年6月普法学习签到.docx", f"""
# 普法学习签到
时间：2025年6月12日下午　地点：902 会议室　讲课：外聘律师
内容：消费者权益保护法、电子商务法、食品安全法、广告法
到场 22 人，签名附后。{CO}
|姓名|签名|姓名|签名|
|柳文静|柳文静|祁艳|祁艳|
|姜丽娟|姜丽娟|毛一鸣|毛一鸣|
""")
    p.text("行政/培训/2026年业务培训登记.md", f"""
# 2026 年业务培训登记（{CO} 客户体验部）

| 日期 | 上什么课 | 谁讲 | 签到 | 考核 |
|---|---|---|---|---|
| 2026-02-24 | 奶瓶、面霜、米粉商品知识和退货质检手法 | 商品部 | 15 人全到 | 笔试，最低 80 |
| 2026-06-09 | ERP 售后工单新功能、查件技巧 | 系统服务商 | 14 人 | 上机，全过 |
| 2026-09-22 | 大促前售后情景演练 | 柳文静 | 16 人 | 分组打分 |
""")
    p.xlsx("客服/质检抽查和奖罚.xlsx", {
        "抽查": [["月份", "抽会话", "不合格", "谁", "啥问题"], ["2026-01", 200, 6, "祁艳组", "漏写交接"], ["2026-04", 200, 4, "仓储",
            "退货拆包没录像"], ["2026-07", 220, 3, "祁艳组", "语气硬"],
               ["2026-10", 240, 2, "广州仓", "查件晚回"]],
        "奖罚": [["依据", "对象", "奖/罚", "金额", "发放月"], ["1月抽查", "祁艳组", "罚", -100, "2026-02"], ["4月抽查", "仓储", "罚", -200,
            "2026-05"],
               ["7月抽查", "喻敏", "奖", 300, "2026-08"], ["10月抽查", "广州仓", "罚", -100, "2026-11"]],
        "目标": [["指标", "2025目标", "2026上半年做到", "2026下半年目标"], ["好评率", "96%", "96.8%", "97%"], ["2小时回复率", "90%", "93%",
            "94%"], ["投诉按时办结", "90%", "89%", "90%"]]})
    p.docx("客服/上半年服务自己评自己（内部评价）.docx", f"""
# 2026 上半年服务内部评价
{CO}服务监督小组 2026年7月20日
我们按人员、速度、态度、商品、退换五块自己打分，分别是 92、84、93、90、86，平均 89 分。
短板：大促时送货慢，外省超时多；投诉偶尔忘了回访。听运营说外面也有机构给我们做过评价，结果挺好，具体报告没要到。
""")
    p.text("客服/周会纪要_1015_投诉专题.txt", f"""
发件人: 柳文静
发送时间: 2026-10-15 18:40
收件人: 体验部全体; 仓配毛一鸣; 商品部
主题: 周会纪要--前三季度投诉专题

1. 1-9 月投诉 24 起, 按原因: 刻度掉色 7, 回复慢 6, 少发 6, 起红点 5.
2. 刻度掉色已跟厂家换油墨, 9 月新批次后只有 1 起.
3. 少发: 打包台加称重复核, 10 月起执行, 月底看效果.
4. 回复慢: 晚班加 2 个人.
{CO} 客户体验部
""")
    p.docx("客服/2026年9月顾客满意度小结.docx", f"""
# 2026 年 9 月顾客满意度小结
{CO}在 9 月 1 日到 20 日，给近半年下过单的 3000 位会员发了问卷，收回有效问卷 611 份。
|问了什么|满意的比例|
|商品本身|95.1%|
|送货快慢|83.6%|
|客服态度|94.0%|
|退换货等售后|90.2%|
|投诉处理|86.9%|
结果说明：送货最拖后腿。改进：成都仓 10 月起加备货 40 个品，西南片区当天出库；退换进度每天推送一次。
""")
    rng = random.Random("h02-care")
    rows: list[list[Cell]] = [["日期", "会员", "宝宝月龄", "做了什么", "签收/参与"]]
    rows += [[t.date(), f"尾号{2000 + 137 * i % 7000}", 5 + i % 8, "电话提醒换奶嘴段位，免费寄一只" if i % 2 else "周岁礼盒",
        "已收到" if i % 2 else "到市集领取并签名"]
             for i, t in enumerate(moments(rng, 36, datetime(2026, 5, 20), datetime(2026, 6, 10)))]
    p.xlsx("运营/老会员关怀（换奶嘴提醒+周岁礼）.xlsx", {"名单": rows})


def write(p: Pack, counts: Counts) -> None:
    parcels(p, counts)
    refunds(p, counts)
    complaints(p, counts)
    issues(p, counts)
    people_and_money(p)
    minutes(p)
