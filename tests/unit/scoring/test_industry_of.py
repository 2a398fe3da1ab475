"""What an industry adds; the lists that ship load and say where they come from."""

import re

import pytest

from scoring.industry import industry_of, load_lists


def test_every_list_that_ships_loads_and_its_patterns_compile() -> None:
    general, lists = load_lists()
    assert {law.name for law in general.laws} == {"消费者权益保护法", "产品质量法"}
    for one in lists:
        assert one.provenance == "working"
        for pattern in (*one.match, *(p for law in one.laws for p in law.match), *(p for permit in one.permits for p in permit.match)):
            re.compile(pattern)
        for minimum in one.minima:
            assert minimum.value > 0
            assert minimum.source


def test_ids_are_the_files_names_and_unique() -> None:
    _, lists = load_lists()
    assert len({one.id for one in lists}) == len(lists)


@pytest.mark.parametrize(
    ("description", "title"),
    [("电梯安装与维保", "电梯"), ("家用电器零售", "家用电器"), ("白酒生产", "食品"), ("企业管理软件开发", "软件"), ("医疗器械销售", "医疗器械")],
)
def test_listed_industries(description: str, title: str) -> None:
    found = industry_of(description)
    assert found.listed
    assert title in found.title


@pytest.mark.parametrize("description", ["", "星际旅行", "电梯广告"])
def test_others_have_the_general_laws_alone(description: str) -> None:
    found = industry_of(description)
    assert not found.listed
    assert len(found.laws) == 2
    assert found.minima == ()
    assert found.permits == ()
    assert found.online_minima


def test_an_industrys_laws_come_on_top() -> None:
    assert len(industry_of("电梯维保").laws) > len(industry_of("").laws)


@pytest.mark.parametrize("name", ["合同法", "中华人民共和国侵权责任法", "民法通则"])
def test_abolished_laws_are_known(name: str) -> None:
    assert any(re.search(pattern, name) for law in industry_of("").abolished for pattern in law.match)


@pytest.mark.parametrize("name", ["中华人民共和国民法典（合同编）", "民法典", "劳动合同法", "产品质量法", "消费者权益保护法"])
def test_laws_in_force_are_not_taken_for_abolished(name: str) -> None:
    assert not any(re.search(pattern, name) for law in industry_of("").abolished for pattern in law.match)


def test_an_industry_in_traditional_characters() -> None:
    assert industry_of("電梯安裝與維保").listed
