"""Every form of locator that readers write, as people say it."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from scoring.documents.columns import column_letters
from scoring.documents.model import Table
from scoring.locators import CellPlace, cell_place, shown_place


@pytest.mark.parametrize(
    ("locator", "said"),
    [
        ("p.3", "第 3 页"),
        ("p.12表2!C7", "第 12 页表 2 第 7 行第 3 列"),
        ("幻灯片4", "第 4 张幻灯片"),
        ("幻灯片4表1!A2", "第 4 张幻灯片表 1 第 2 行第 1 列"),
        ("段落12", "第 12 段"),
        ("表2", "表 2"),
        ("表2!B7", "表 2 第 7 行第 2 列"),
        ("表2!AA7", "表 2 第 7 行第 27 列"),
        ("第12行", "第 12 行"),
        ("工单!A5", "工作表“工单”第 5 行 A 列"),
        ("a!b!AB10", "工作表“a!b”第 10 行 AB 列"),
        ("表二!A1", "工作表“表二”第 1 行 A 列"),
        ("p.1表!A1", "工作表“p.1表”第 1 行 A 列"),
        ("页眉", "页眉"),
        ("页脚", "页脚"),
        ("水印", "水印"),
        ("标题", "标题"),
        ("", ""),
        ("p.x", "p.x"),
        ("p.0", "p.0"),
        ("工单!5A", "工单!5A"),
        ("!A5", "!A5"),
        ("p.1-2", "p.1-2"),
    ],
)
def test_a_locator_is_said_in_chinese(locator: str, said: str) -> None:
    assert shown_place(locator) == said


@given(st.text(min_size=1), st.integers(1, 10**6), st.integers(1, 10**6), st.integers(0, 700))
def test_cells_are_found_again_by_their_locators(name: str, top: int, row: int, column: int) -> None:
    locator = Table(name, (), top).locator(row, column)
    assert cell_place(locator) == CellPlace(name, top + row, column + 1)
    said = shown_place(locator)
    assert f"第 {top + row} 行" in said
    assert said.endswith((f"第 {column + 1} 列", f" {column_letters(column + 1)} 列"))


@given(st.text())
def test_nothing_is_too_strange_to_be_said(locator: str) -> None:
    assert isinstance(shown_place(locator), str)
    assert bool(shown_place(locator)) == bool(locator)
