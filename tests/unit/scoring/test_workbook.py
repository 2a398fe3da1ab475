"""The rubric as an Excel file: out and back unchanged, official points typed in, faults told with their cell. And its YAML."""

from collections.abc import Callable
from decimal import Decimal
from io import BytesIO
from typing import Any

import pytest
from openpyxl import load_workbook

from scoring.rubric import Rubric, RubricError, load_rubric
from scoring.rubric.loader import check_names, parse_rubric, rubric_ids
from scoring.rubric.workbook import export_workbook, import_workbook
from scoring.rubric.yaml_file import to_yaml
from tests.support.rubrics import clause, group, passed, said, small

SMALL = small(
    group(clause("A", "1.5", said("research_unit")), clause("B", "0.5", said("emergency_plan"), provenance="confirmed"), name="1"),
    group(clause("C", 2, passed("installation_record"), excludable=True), name="2"),
)


def edited(change: Callable[[Any], None], rubric: Rubric = SMALL) -> bytes:
    book = load_workbook(BytesIO(export_workbook(rubric)))
    change(book)
    out = BytesIO()
    book.save(out)
    return out.getvalue()


def put(cell: str, value: Any, sheet: str = "分值") -> Callable[[Any], None]:
    def change(book: Any) -> None:
        book[sheet][cell] = value

    return change


@pytest.mark.parametrize("name", rubric_ids())
def test_out_and_back_unchanged(name: str) -> None:
    rubric = load_rubric(name)
    first = next(rubric.clauses())
    filled = import_workbook(edited(put("E3", float(first.points)), rubric), rubric, "评分表.xlsx")
    assert [one.provenance for one in filled.clauses()] == ["official", *(one.provenance for one in list(rubric.clauses())[1:])]
    as_before = {"provenance": first.provenance}
    assert [one.model_copy(update=as_before) if one.id == first.id else one for one in filled.clauses()] == list(rubric.clauses())
    assert parse_rubric(to_yaml(rubric), "x.yaml") == rubric


def test_official_points_typed_in() -> None:
    def change(book: Any) -> None:
        book["分值"]["E3"] = 1.25
        book["分值"]["E4"] = 0.75

    filled = import_workbook(edited(change), SMALL, "评分表.xlsx")
    assert [(one.id, one.points, one.provenance) for one in filled.clauses()] == [
        ("A", Decimal("1.25"), "official"), ("B", Decimal("0.75"), "official"), ("C", Decimal(2), "working")
    ]  # fmt: skip
    assert parse_rubric(to_yaml(filled), "x.yaml") == filled
    again = import_workbook(export_workbook(filled), filled, "评分表.xlsx")
    assert again == filled


@pytest.mark.parametrize("name", rubric_ids())
def test_a_workbook_that_nobody_filled_in_is_no_import(name: str) -> None:
    rubric = load_rubric(name)
    with pytest.raises(RubricError, match="没有填任何正式分值，没有导入"):
        import_workbook(export_workbook(rubric), rubric, "评分表.xlsx")


def test_how_points_are_given_is_told_in_words_and_either_way_is_read() -> None:
    book = load_workbook(BytesIO(export_workbook(SMALL)))
    assert [row[5].value for row in book["分值"].iter_rows(min_row=3)] == ["全有或全无", "全有或全无", "按样本比例"]

    def change(older: Any) -> None:
        older["分值"]["E3"], older["分值"]["F3"] = 1.5, "all_or_nothing"

    assert next(import_workbook(edited(change), SMALL, "评分表.xlsx").clauses()).provenance == "official"


def test_texts_may_be_edited() -> None:
    filled = import_workbook(edited(put("E3", "换一种整改的说法", "条件")), SMALL, "评分表.xlsx")
    assert next(filled.clauses()).conditions[0].remedy.do == "换一种整改的说法"


@pytest.mark.parametrize(
    ("change", "told"),
    [
        (put("E3", 3), "合不拢"),
        (put("E3", "两分"), "“分值”E3：“两分”不是数字"),
        (put("E3", -1), "“分值”E3"),
        (put("E3", "NaN"), "“分值”E3"),
        (put("C3", 9), "第 3 行的名称或现用分值被改动"),
        (put("B3", "别的名称"), "第 3 行的名称或现用分值被改动"),
        (put("A3", "X"), "A3：评分表里没有条款 X"),
        (put("A4", "A"), "A4：条款 A 写了两次"),
        (put("A5", None), "缺条款 C"),
        (put("E2", "分"), "第 2 行表头"),
        (put("B3", "c9", "条件"), "第 3 行：评分表里没有 A 的条件 c9"),
        (put("H3", "一天", "条件"), "“条件”H3：“一天”不是数字"),
        (lambda book: book.remove(book["条件"]), "没有“条件”工作表"),
    ],
)
def test_faults_are_named_with_their_cell(change: Callable[[Any], None], told: str) -> None:
    with pytest.raises(RubricError) as caught:
        import_workbook(edited(change), SMALL, "评分表.xlsx")
    assert told in str(caught.value)
    assert "评分表.xlsx" in str(caught.value)


@pytest.mark.parametrize("data", [b"", b"not a workbook", b"PK\x03\x04" + b"\0" * 40, b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600])
def test_what_is_no_workbook(data: bytes) -> None:
    with pytest.raises(RubricError, match=r"没有导入：(不是 Excel|文件已损坏)"):
        import_workbook(data, SMALL, "评分表.xlsx")


@pytest.mark.parametrize("name", rubric_ids())
def test_the_rubrics_that_ship_speak_of_known_names(name: str) -> None:
    check_names(load_rubric(name), name)


FORMULAS = ["=1+1", "=HYPERLINK(\"http://e.example\",\"x\")", "+1+1", "-1-1", "@SUM(1)", "\t=1+1", "#N/A", "{=1}"]


@pytest.mark.parametrize("text", FORMULAS)
def test_a_text_that_came_in_goes_out_as_text(text: str) -> None:
    def change(book: Any) -> None:
        book["条件"]["C3"] = "x" + text
        book["条件"]["E3"] = text
        book["条件"]["E3"].data_type = "s"

    filled = import_workbook(edited(change), SMALL, "评分表.xlsx")
    assert next(filled.clauses()).conditions[0].remedy.do == text.strip()
    book = load_workbook(BytesIO(export_workbook(filled)))
    assert {cell.data_type for sheet in book for row in sheet.iter_rows() for cell in row if cell.value is not None} == {"s", "n"}
    assert book["条件"]["E3"].value.strip() == text.strip()
