"""A chapter goes on over the end of a printed page; a page with a title of its own begins anew."""

import pytest

from scoring.documents.model import Block, Document, Page
from scoring.facts.reading import read

_FIRST = ("售后服务手册", "第四章 投诉处理", "YB-12 第 3 页")


def _titles(second: tuple[str, ...], first: tuple[str, ...] = _FIRST, prefix: str = "p.") -> list[str]:
    pages = tuple(
        Page(number, tuple(Block("paragraph", text, f"{prefix}{number}") for text in texts)) for number, texts in enumerate((first, second), 1)
    )
    reading = read(Document("0" * 64, "x.pdf", "", pages), "x.pdf")
    return [reading.parts[one.section].title for one in reading.sentences if one.locator == f"{prefix}2"]


@pytest.mark.parametrize(
    "line", ["4.1 电话和意见簿均可投诉，由前台登记。", "（一）接到投诉先登记，再派人；", "客服主管当天联系顾客，五天内办完；办完再回访一次。"]
)
def test_a_chapter_goes_on(line: str) -> None:
    assert _titles((line, "YB-12 第 4 页"))[0] == "第四章 投诉处理"


def test_the_head_of_a_page_does_not_end_a_chapter() -> None:
    head = "北岸缝纫设备厂"
    assert _titles((head, "4.1 电话和意见簿均可投诉。"), first=(head, "售后服务手册", "第四章 投诉处理"))[-1] == "第四章 投诉处理"


def test_a_title_begins_anew() -> None:
    assert "第四章 投诉处理" not in _titles(("产品合格证", "型号：K-20"))


def test_the_next_chapter_ends_the_one_before() -> None:
    assert _titles(("4.1 由前台登记，三天办完。", "第五章 回访", "修完三天内打电话。"))[-1] == "第五章 回访"


def test_slides_and_sheets_stand_alone() -> None:
    assert "第四章 投诉处理" not in _titles(("由前台登记，三天办完。",), prefix="幻灯片")
