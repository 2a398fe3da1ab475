"""The base's record tables: every record whole, in time and settled."""

from collections.abc import Callable, Mapping
from datetime import datetime, timedelta

Table = list[list[object]]

_CLIENTS = ("绍兴半亩书店", "绍兴鹿鸣早餐店", "杭州云栖茶舍", "杭州拾光面包坊", "台州海风咖啡", "金华双溪饭店", "绍兴兰渚酒店", "杭州青芝餐厅")
_CONTACTS = ("阮知行", "盛安然", "汪念初", "计长风", "洪一苇", "翁嘉树", "邰雨眠", "冉云舒")
_TECHNICIANS = ("章未央", "于归晚", "费明修", "支清如")
_FAULTS = (
    ("萃取压力低", "更换旋转泵"), ("冲煮头漏水", "更换冲煮头密封圈"), ("锅炉不加热", "更换加热管"), ("蒸汽棒不出汽", "清洗蒸汽阀"),
    ("开机跳闸", "更换受潮线束"), ("流量不准", "校准流量计"), ("水位报警", "清洗水位探针"), ("噪声大", "紧固泵座螺栓"),
    ("屏幕不亮", "更换显示板"), ("按键失灵", "更换按键板"), ("热水口滴水", "更换电磁阀"), ("温度偏低", "重设温控参数"),
)
_START = datetime(2026, 1, 12, 9, 10)


def _when(number: int, step: int = 23) -> datetime:
    return _START + timedelta(days=number * step, minutes=number * 37)


def _phone(number: int) -> str:
    """Masked: no real one can come out."""
    return f"138****{3100 + number * 71}"


def repairs() -> Table:
    rows: Table = [[
        "工单号", "报修时间", "顾客单位", "联系人", "联系电话", "机型", "故障现象", "上门时间", "处理措施", "完成时间", "维修技师", "顾客签字",
    ]]
    for number, (fault, action) in enumerate(_FAULTS):
        start, who = _when(number), number % len(_CLIENTS)
        arrived = start + timedelta(hours=3 + number % 5, minutes=11 * (number % 5))
        rows.append([
            f"WX26{number + 1:03d}", start, _CLIENTS[who], _CONTACTS[who], _phone(number), "YC-2G", fault, arrived, action,
            arrived + timedelta(hours=1, minutes=5 + number * 3), _TECHNICIANS[number % 4], _CONTACTS[who],
        ])
    return rows


def installs() -> Table:
    rows: Table = [["安装单号", "安装日期", "顾客单位", "联系人", "机型", "机器编号", "安装调试人", "验收结果", "顾客签字"]]
    for number, client in enumerate(_CLIENTS):
        day = _when(number, 31).date()
        who, by = _CONTACTS[number], _TECHNICIANS[number % 4]
        rows.append([f"AZ26{number + 1:02d}", day, client, who, "YC-2G", f"2G26{number + 11:04d}", by, "合格", who])
    return rows


def deliveries() -> Table:
    rows: Table = [["配送单号", "下单日期", "顾客单位", "区域", "机型", "发货日期", "签收日期", "签收人"]]
    for number, client in enumerate(_CLIENTS):
        day = _when(number, 31).date() - timedelta(days=8)
        sent, signed = day + timedelta(days=1), day + timedelta(days=3 + number % 3)
        rows.append([f"PS26{number + 1:02d}", day, client, client[:2], "YC-2G", sent, signed, _CONTACTS[number]])
    return rows


def customers() -> Table:
    rows: Table = [["顾客编号", "顾客单位", "联系人", "联系电话", "机型", "机器编号", "验收日期"]]
    for number, client in enumerate(_CLIENTS):
        machine, accepted = f"2G26{number + 11:04d}", _when(number, 31).date()
        rows.append([f"GK{number + 1:03d}", client, _CONTACTS[number], _phone(number), "YC-2G", machine, accepted])
    return rows


def visits() -> Table:
    rows: Table = [["序号", "回访日期", "单号", "顾客单位", "受访人", "服务内容", "回访方式", "顾客评价", "回访人"]]
    done = [(row[9], row[0], row[2], row[3], "维修") for row in repairs()[1:]] + [(row[1], row[0], row[2], row[3], "安装") for row in installs()[1:]]
    for number, (day, code, client, contact, what) in enumerate(done, 1):
        when = day.date() if isinstance(day, datetime) else day
        rows.append([number, when + timedelta(days=2), code, client, contact, what, "电话", "满意", "印小棠"])  # type: ignore[operator]
    return rows


def complaints() -> Table:
    causes = ("上门改约未提前告知", "备件等待三天", "噪声偏大", "报价说明不清", "备件等待两天", "上门改约")
    rows: Table = [["投诉编号", "受理时间", "投诉人", "联系电话", "投诉事由", "处理措施", "办结时间", "处理结果", "回访日期", "回访结果"]]
    for number, cause in enumerate(causes):
        start = _when(number, 41) + timedelta(days=5)
        end = start + timedelta(hours=20 + number * 5)
        rows.append([
            f"TS26{number + 1:02d}", start, f"{_CLIENTS[number]} {_CONTACTS[number]}", _phone(number), cause,
            "上门致歉并处理到位", end, "已解决，顾客接受", (end + timedelta(days=2)).date(), "满意",
        ])
    return rows


def returns() -> Table:
    rows: Table = [["单号", "申请日期", "顾客单位", "商品型号", "类型", "原因", "处理方式", "办结日期", "顾客签字"]]
    for number in range(4):
        day = _when(number, 61).date()
        kind = "换货" if number % 2 else "退货"
        settled = day + timedelta(days=4 + number)
        rows.append([f"TH26{number + 1:02d}", day, _CLIENTS[number], "YC-2G", kind, "性能故障", f"同意{kind}", settled, _CONTACTS[number]])
    return rows


def feedback() -> Table:
    issues = (
        ("密封圈三个月就老化", "采购部", "更换为食品级硅胶圈"), ("说明书除垢步骤不清", "研发部", "重排步骤并配图"),
        ("水箱盖易裂", "制造部", "加厚盖板"), ("开机提示音太响", "研发部", "音量改为三档可调"),
        ("包装泡沫易碎", "采购部", "改用珍珠棉"), ("电源线偏短", "研发部", "加长到两米"),
    )
    rows: Table = [["反馈单号", "反馈日期", "来源", "问题描述", "责任部门", "改进措施", "完成日期", "验证结果", "状态"]]
    for number, (issue, owner, action) in enumerate(issues):
        day = _when(number, 43).date()
        rows.append([f"FK26{number + 1:02d}", day, _CLIENTS[number], issue, owner, action, day + timedelta(days=15), "有效", "已关闭"])
    return rows


TABLES: Mapping[str, Callable[[], Table]] = {
    "repairs": repairs, "installs": installs, "deliveries": deliveries, "customers": customers, "visits": visits,
    "complaints": complaints, "returns": returns, "feedback": feedback,
}
