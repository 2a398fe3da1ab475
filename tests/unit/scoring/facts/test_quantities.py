"""Lengths of time as people write them."""

import pytest

from scoring.documents.normalise import normalise
from scoring.facts.quantities import find_durations, number


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("24 小时内上门", ["24 hour within"]),
        ("二十四小时", ["24 hour"]),
        ("贰拾肆小时", ["24 hour"]),
        ("24h内", ["24 hour within"]),
        ("2 hrs / 30 mins", ["2 hour", "0.5 hour"]),
        ("15分钟", ["0.25 hour"]),
        ("20 min", ["0.3333 hour"]),
        ("1小时30分钟", ["1.5 hour"]),
        ("两个半小时", ["2.5 hour"]),
        ("半小时", ["0.5 hour"]),
        ("4个工作小时", ["4 hour"]),
        ("十二个月", ["12 month"]),
        ("两年", ["24 month"]),
        ("半年", ["6 month"]),
        ("一年半", ["18 month"]),
        ("一个半月", ["1.5 month"]),
        ("1年6个月", ["18 month"]),
        ("三周年", ["36 month"]),
        ("质保24月", ["24 month"]),
        ("三十日内", ["30 day within"]),
        ("两周内", ["14 day within"]),
        ("45日历天", ["45 day"]),
        ("三五天", ["5 day"]),
        ("3-5个工作日", ["5 workday"]),
        ("4 business days", ["4 workday"]),
        ("48 小时—72 小时", ["72 hour"]),
        ("48或72小时", ["72 hour"]),
        ("十五（15）日内", ["15 day within"]),
        ("不超过3天", ["3 day within"]),
        ("不少于12个月", ["12 month least"]),
        ("超过48小时", ["48 hour over"]),
        ("最迟第三日到货", ["3 day within"]),
        ("市区当日、郊县次日", ["1 day within", "2 day within"]),
        ("签收次日起 7 日内", ["7 day within"]),
        ("1.24小时内上门", ["24 hour within"]),
        ("1.5小时", ["1.5 hour"]),
        ("10.3 2 小时内回电", ["2 hour within"]),
    ],
)
def test_lengths(text: str, found: list[str]) -> None:
    assert [f"{one.value} {one.unit} {one.bound}".strip() for one in find_durations(normalise(text))] == found


@pytest.mark.parametrize(
    "text",
    [
        "7×24小时响应", "7*24 小时服务", "24小时×365天", "24小时值守", "24小时服务热线", "昼夜24小时", "每天 24 小时", "2026年7月16日",
        "5月6日至16日", "每2小时", "每月五日前", "次月十五日付款", "每年三月", "六月底前", "12月", "周三", "第三天", "26年3月", "kWh/24h",
        "次日 9 点", "当日起", "8:00—20:30", "自2026年1月1日零时起至2026年12月31日", "10 分", "一站式", "三个部门", "",
    ],
)  # fmt: skip
def test_no_lengths(text: str) -> None:
    assert find_durations(normalise(text)) == ()


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("报修后 2 4小时内上门", "24"),
        ("接报后4 8 小时之内到场", "48"),
        ("市区上门时限:1 2小时", "12"),
        ("保修卅六个月", "36"),
        ("廿四小时以内回复", "24"),
        ("远郊 3 8 小时", "8"),  # cells of a table
        ("2 4小时内上门", "4"),  # the second item of a list
    ],
)
def test_digits_set_apart_and_tens_in_one_character(text: str, value: str) -> None:
    assert [one.value for one in find_durations(normalise(text))] == [value]


def test_places_are_those_of_number_and_unit() -> None:
    text = "报修后 24 小时内上门"
    (found,) = find_durations(text)
    assert text[found.start : found.end] == "24 小时"


@pytest.mark.parametrize(
    ("text", "value"),
    [("十", 10), ("十五", 15), ("二十", 20), ("一百二十", 120), ("〇", 0), ("三五", 5), ("二〇", 20), ("3.5", 3.5), ("半", 0.5), ("几", None),
     ("廿四", 24), ("卅六", 36), ("廿", 20), ("一百廿", 120), ("卌八", 48), ("2 4", 24)],
)
def test_numbers(text: str, value: float | None) -> None:
    found = number(text)
    assert found == value if value is None else found is not None and float(found) == value
