"""Several papers in one file: which pages begin one."""

import pytest

from scoring.documents.bound import paper_titles
from scoring.documents.model import Block, Page

TEXT = "本制度自发布之日起执行，由客服部负责解释。"


def pages(*tops: str, below: str = TEXT) -> list[Page]:
    return [
        Page(number, tuple(Block("paragraph", text, f"p.{number}") for text in (*top.split("/"), below) if text))
        for number, top in enumerate(tops, start=1)
    ]


@pytest.mark.parametrize(
    ("tops", "found"),
    [
        (("投诉处理办法", "退换货规定", "召回程序（试行）"), {1: 0, 2: 0, 3: 0}),
        (("退 换 货 办 法", "远山泵业有限公司/应急预案"), {1: 0, 2: 1}),
        (("投诉处理办法", "", "退换货规定"), {1: 0, 3: 0}),
        # one paper: only its first page has a title, or all have the running header
        (("售后服务管理制度", "", ""), {}),
        (("售后服务手册", "售后服务手册", "售后服务手册"), {}),
        # parts of one paper
        (("售后服务手册", "第三章 投诉处理办法", "四、退换货规定"), {}),
        # sentences and table rows are no titles
        (("售后服务手册", "各店须遵守退换货规定，违者按公司制度", "办理前请阅读本公司的规定："), {}),
    ],
)
def test_titles(tops: tuple[str, ...], found: dict[int, int]) -> None:
    assert paper_titles(pages(*tops)) == found


def test_files_without_pages_are_one_paper() -> None:
    blocks = tuple(Block("paragraph", text, f"段落{n}") for n, text in enumerate(("投诉处理办法", TEXT, "退换货规定", TEXT), start=1))
    assert paper_titles([Page(1, blocks)]) == {}
    assert paper_titles([]) == {}
