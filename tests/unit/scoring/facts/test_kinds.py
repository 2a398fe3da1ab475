"""What files, chapters, sheets and names are taken for."""

from pathlib import Path
from typing import Any

import pytest

from scoring.documents.model import Block, Document, Page
from scoring.facts.kinds import hinted_kinds, kinds, section_kinds
from scoring.facts.reading import Reading, read
from scoring.yaml_text import parsed

_DATA: dict[str, Any] = parsed((Path(__file__).parents[3] / "data/kinds.yaml").read_text(encoding="utf-8"))


def _document(*blocks: Block, name: str = "") -> Document:
    return Document("0" * 64, "x", "", (Page(1, tuple(blocks), name),))


def _file(lines: list[str], path: str = "x.docx") -> Reading:
    return read(_document(*(Block("paragraph", line, f"段落{number}") for number, line in enumerate(lines, 1))), path)


def _sheet(name: str, *rows: list[str]) -> Reading:
    blocks = (Block("table_row", " | ".join(row), f"{name}!A{number}") for number, row in enumerate(rows, 1))
    return read(_document(*blocks, name=name), "x.xlsx")


@pytest.mark.parametrize("case", _DATA["files"], ids=lambda case: case["lines"][0])
def test_a_paper_is_what_it_calls_itself(case: dict[str, Any]) -> None:
    found = section_kinds(_file(case["lines"], case.get("path", "x.docx")))[0]
    assert set(case["kinds"]) <= set(found)
    assert found[0] in case["kinds"]


@pytest.mark.parametrize("case", _DATA["not"], ids=lambda case: case["path"])
def test_a_name_alone_makes_no_kind_nor_does_one_that_only_sounds_alike(case: dict[str, Any]) -> None:
    assert case["kind"] not in section_kinds(_file(case["lines"], case["path"]))[0]


def test_a_list_of_laws_without_a_caption_is_known_by_its_sheet_or_by_its_name_and_content() -> None:
    rows = [["No.", "名称", "备注"], ["1", "消费者权益保护法", ""], ["2", "产品质量法", ""], ["3", "商品房管理条例", ""]]
    assert section_kinds(_sheet("法规", *rows))[1][0] == "law_list"
    blocks = tuple(Block("table_row", " | ".join(row), f"Sheet1!A{number}") for number, row in enumerate(rows, 1))
    assert section_kinds(read(_document(*blocks, name="Sheet1"), "制度/适用法规一览.xlsx"))[1][0] == "law_list"


@pytest.mark.parametrize(("title", "kind"), _DATA["chapters"].items())
def test_chapters_of_a_manual_have_kinds_of_their_own(title: str, kind: str) -> None:
    blocks = [Block("heading", "服务手册", "段落1", 1), Block("heading", title, "段落2", 2), Block("paragraph", "按本章办理。", "段落3")]
    found = section_kinds(read(_document(*blocks), "手册.docx"))
    assert "service_manual" in found[0]
    assert kind in found[2]
    assert not any(kinds()[one].record for one in found[2])


@pytest.mark.parametrize("case", _DATA["sheets"], ids=lambda case: case["name"])
def test_a_sheet_is_known_by_its_name_and_header(case: dict[str, Any]) -> None:
    row = ["1"] * len(case["header"])
    assert section_kinds(_sheet(case["name"], case["header"], row))[1][0] == case["kind"]


@pytest.mark.parametrize(("path", "kind"), _DATA["hints"].items())
def test_the_name_hints_at_what_cannot_be_read(path: str, kind: str) -> None:
    assert kind in hinted_kinds(path)


@pytest.mark.parametrize("path", _DATA["no_hints"])
def test_other_names_hint_at_nothing(path: str) -> None:
    assert hinted_kinds(path) == ()


def test_the_file_name_alone_makes_no_kind() -> None:
    assert section_kinds(_file(["会议纪要", "讨论了春游安排。"], "投诉处理制度.docx"))[0] == ()


def test_content_makes_a_kind_without_a_title() -> None:
    lines = ["本店承诺：报障后 36 小时内到场。", "三包期一年。", "不满意请打投诉电话 0574-8123 4567。", "我们说到做到。"]
    assert "service_commitment" in section_kinds(_file(lines))[0]


def test_a_menu_or_a_header_is_no_title() -> None:
    assert section_kinds(_sheet("Sheet1", ["服务热线", "客户", "日期"], ["1", "2", "3"]))[0] == ()


def test_properties_of_kinds() -> None:
    assert kinds()["warranty_card"].customer_facing
    assert kinds()["notice"].customer_facing
    assert kinds()["repair_policy"].policy
    assert kinds()["special_fund"].term
    assert kinds()["repair_record"].record
    assert not kinds()["service_manual"].customer_facing


def test_a_bundle_hints_at_what_it_may_hold() -> None:
    assert "management_certificate" in hinted_kinds("证照扫描件.pdf")
    assert "business_licence" in hinted_kinds("证照/IMG_2031.jpg")
    assert hinted_kinds("证照/售后服务管理师证.jpg")[0] == "service_manager_certificate"
    assert hinted_kinds("照片/IMG_2031.jpg") == ()
    assert "service_manager_certificate" not in hinted_kinds("证照/设施工程师证书.jpg")


@pytest.mark.parametrize("title", ["上半年总结", "总装车间怎么排班", "关于撤销督查室的通知", "办公会纪要", "意见征求意见稿"])
def test_a_number_alone_makes_no_rule(title: str) -> None:
    assert "internal_rules" not in section_kinds(_file([title, "宁海综字（2025）009　2025.5.6 施行　签发：周立", "各部门照办。"]))[0]
