"""Industry lists: which one an industry gets, how laws are written, which promises a minimum is for."""

import re
from datetime import date

import pytest

from scoring.documents.normalise import normalise
from scoring.industry import Industry, Law, industry_of, load_lists

GENERAL, LISTS = load_lists()


@pytest.mark.parametrize(
    ("industry", "titles"),
    [
        ("家用电器零售与批发", "家用电器"),
        ("家用空调销售、安装与维修", "家用电器"),
        ("家用空调清洗维修", ""),
        ("电梯安装维保", "电梯等特种设备"),
        ("电梯广告发布", ""),
        ("软件开发与运维服务", "软件与信息技术服务"),
        ("IT 运维外包", "软件与信息技术服务"),
        ("商用冷柜制造", ""),
        ("楼宇设备维护", ""),
        ("净水器销售与服务", "净水设备"),
        ("智能手机零售", "电脑与电话机"),
        ("笔记本电脑租赁", ""),
        ("汽车销售与售后（4S店）", "家用汽车"),
        ("汽车零部件制造", ""),
        ("汽车维修", ""),
        ("食品生产加工", "食品与餐饮"),
        ("预包装食品批发", "食品与餐饮"),
        ("食品机械制造", "工业设备"),
        ("医疗器械经营", "医疗器械"),
        ("收割机制造", "农业机械"),
        ("物业管理", "物业服务"),
        ("数控机床制造", "工业设备"),
        ("木门与橱柜定制", "建筑装饰材料"),
        ("", ""),
    ],
)
def test_an_industry_gets_its_list(industry: str, titles: str) -> None:
    found = industry_of(industry)
    assert (found.title, found.listed) == (titles, bool(titles))


def test_every_industry_is_asked_for_the_two_general_laws() -> None:
    for industry in ("商用冷柜制造", "软件开发", "电梯安装维保"):
        assert [law.name for law in industry_of(industry).laws[:2]] == ["消费者权益保护法", "产品质量法"]


@pytest.mark.parametrize(
    ("industry", "law"),
    [
        ("电梯安装维保", "特种设备安全法"),
        ("医疗器械销售", "医疗器械监督管理条例"),
        ("食品销售", "食品安全法"),
        ("汽车销售", "家用汽车产品修理更换退货责任规定"),
    ],
)
def test_an_industry_with_a_core_law_is_asked_for_it(industry: str, law: str) -> None:
    assert law in [one.name for one in industry_of(industry).laws]


@pytest.mark.parametrize("industry", ["家用电器零售", "软件开发与运维服务", "物业管理", "数控机床制造", "净水设备销售"])
def test_other_industries_are_asked_for_nothing_more(industry: str) -> None:
    assert len(industry_of(industry).laws) == 2


@pytest.mark.parametrize(
    ("row", "law"),
    [
        ("中华人民共和国消费者权益保护法", "消费者权益保护法"),
        ("《消费者权益保护法》（2013 修正）", "消费者权益保护法"),
        ("消 费 者 权 益 保 护 法", "消费者权益保护法"),
        ("消費者權益保護法", "消费者权益保护法"),
        ("《消费者权益保护法》及其实施条例", "消费者权益保护法"),
        ("消法", "消费者权益保护法"),
        ("Law on the Protection of Consumer Rights and Interests", "消费者权益保护法"),
        ("消费者权益保护法实施条例", None),
        ("《中华人民共和国消费者权益保护法》实施条例", None),
        ("某省实施《中华人民共和国消费者权益保护法》办法", None),
        ("侵害消费者权益行为处罚办法", None),
        ("某市消费者权益保护条例", None),
        ("中华人民共和国产品质量法", "产品质量法"),
        ("Product Quality Law", "产品质量法"),
        ("某省实施《产品质量法》办法", None),
        ("农产品质量安全法", None),
        ("产品质量监督抽查管理办法", None),
    ],
)
def test_how_the_general_laws_are_written(row: str, law: str | None) -> None:
    assert _named(GENERAL.laws, row) == ([law] if law else [])


@pytest.mark.parametrize(
    ("row", "law"),
    [
        ("中华人民共和国合同法", "合同法"),
        ("《合同法》", "合同法"),
        ("合同法（1999年）", "合同法"),
        ("劳动合同法", None),
        ("劳动合同法实施条例", None),
        ("民法典（合同编，原合同法）", None),
        ("合同法律风险提示", None),
        ("经济合同法", "经济合同法"),
        ("中华人民共和国侵权责任法", "侵权责任法"),
        ("民法通则", "民法通则"),
        ("民法总则", "民法总则"),
        ("中华人民共和国民法典", None),
        ("物权法", "物权法"),
        ("担保法", "担保法"),
        ("欺诈消费者行为处罚办法", "欺诈消费者行为处罚办法"),
        ("侵害消费者权益行为处罚办法", None),
        ("网络交易管理办法", "网络交易管理办法"),
        ("网络交易监督管理办法", None),
        ("网络购买商品七日无理由退货暂行办法", None),
        ("缺陷汽车产品召回管理规定", "缺陷汽车产品召回管理规定"),
        ("缺陷汽车产品召回管理条例", None),
        ("消费品召回管理暂行规定", None),
        ("部分商品修理更换退货责任规定", None),
        ("移动电话机商品修理更换退货责任规定", None),
        ("食品卫生法", "食品卫生法"),
        ("食品安全法", None),
        ("噪声污染防治法", None),
        ("环境噪声污染防治法", "环境噪声污染防治法"),
        ("认证认可条例", None),
        ("明码标价和禁止价格欺诈规定", None),
    ],
)
def test_how_abolished_laws_are_told(row: str, law: str | None) -> None:
    assert _named(GENERAL.abolished, row) == ([law] if law else [])


def test_an_abolished_law_names_its_end_and_its_successor() -> None:
    for law in GENERAL.abolished:
        assert date.fromisoformat(law.since) < date(2026, 1, 1)
        assert law.replaced_by not in ("", law.name)


def test_no_required_law_is_an_abolished_one() -> None:
    required = [*GENERAL.laws, *(law for one in LISTS for law in one.laws)]
    assert [law.name for law in required if _named(GENERAL.abolished, law.name)] == []


@pytest.mark.parametrize(
    ("industry", "subject", "paper", "compared"),
    [
        ("家用电器零售", "warranty", "空调整机保修 6 个月　商品保修卡", True),
        ("家用电器零售", "warranty", "整机保修三个月　保修卡", True),
        ("家用电器零售", "warranty", "电水壶保修 6 个月　小家电保修卡", False),
        ("家用电器零售", "warranty", "洗衣机维修后保修 3 个月　维修规定", False),
        ("家用电器零售", "warranty", "样机整机保修 3 个月", False),
        ("家用电器零售", "exchange_days", "出现性能故障，10 日内可以换货", True),
        ("家用电器零售", "exchange_days", "7 日内出现性能故障可以退货、换货或修理", False),
        ("家用电器零售", "return_days", "性能故障 3 日内可退　三包政策", True),
        ("家用电器零售", "return_days", "不满意 3 日内可退", False),
        ("智能手机零售", "warranty", "手机整机保修 6 个月", True),
        ("智能手机零售", "warranty", "手机电池保修 6 个月", False),
        ("汽车销售", "warranty", "整车包修期 2 年或 5 万公里", True),
        ("汽车销售", "warranty", "整车三包有效期 2 年或 5 万公里", False),
        ("汽车销售", "warranty", "二级维护质保 30 天", False),
        ("收割机制造", "warranty", "联合收割机整机包修 6 个月", True),
        ("收割机制造", "warranty", "手扶拖拉机包修 9 个月", False),
    ],
)
def test_which_promises_a_minimum_is_for(industry: str, subject: str, paper: str, compared: bool) -> None:
    assert _compared(industry_of(industry), subject, paper) is compared


@pytest.mark.parametrize("industry", ["商用冷柜制造", "软件开发", "物业管理", "数控机床制造", "净水设备销售", "电梯安装维保", "医疗器械销售"])
def test_no_minimum_where_the_state_sets_none(industry: str) -> None:
    assert industry_of(industry).minima == ()


@pytest.mark.parametrize(
    ("paper", "compared"),
    [
        ("网上商城订单 3 日内可以无理由退货", True),
        ("线上购买，5 天无理由", True),
        ("门店购买 3 天无理由退换", False),
        ("3 天无理由退换", False),
    ],
)
def test_seven_days_without_reason_are_for_sales_at_a_distance(paper: str, compared: bool) -> None:
    (minimum,) = GENERAL.online_minima
    assert (minimum.subject, int(minimum.value), minimum.unit) == ("no_reason_days", 7, "day")
    assert any(re.search(goods, normalise(paper)) for goods in minimum.goods) is compared


def test_all_patterns_compile_and_name_their_unit() -> None:
    for one in LISTS:
        papers = [pattern for law in one.laws for pattern in law.match] + [pattern for permit in one.permits for pattern in permit.match]
        for pattern in (*one.match, *papers, *(goods for minimum in one.minima for goods in minimum.goods)):
            re.compile(pattern)
        assert all(minimum.unit in ("month", "day") and minimum.value > 0 and minimum.source for minimum in one.minima), one.id


def _named(laws: tuple[Law, ...], row: str) -> list[str]:
    return [law.name for law in laws if any(re.search(pattern, normalise(row)) for pattern in law.match)]


def _compared(industry: Industry, subject: str, paper: str) -> bool:
    """Whether the minimum on the subject is for a promise in such words, titles included."""
    text = normalise(paper)
    return any(one.subject == subject and (not one.goods or any(re.search(goods, text) for goods in one.goods)) for one in industry.minima)
