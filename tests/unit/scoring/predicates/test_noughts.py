"""A list of stock that counts nothing is not made good by words; a list that says nothing of the stock may be."""

import pytest

from scoring.predicates import judge
from tests.support.facts import file, says, table
from tests.support.vectors import evidence, rule

STOCK = rule({"is": "quantified", "records": ["spare_list"], "role": "quantity"})
STATED = rule(
    {"is": "any_of", "of": [STOCK.model_dump(by_alias=True), {"is": "stated", "concepts": ["spare_parts_stated"]}]}
)


@pytest.mark.parametrize(
    ("header", "cells", "outcome"),
    [
        ("库存数量", ("0", "0"), "not_met"),
        ("结存(件)", ("0", "0.0"), "not_met"),
        ("Qty", ("0",), "not_met"),
        ("库存数量", ("0", "3"), "met"),
        ("库存数量", ("0", ""), "met"),  # half a list: the words decide
        ("最低库存", ("0", "0"), "met"),
        ("盘点差异数量", ("0", "0"), "met"),
        ("本月领用数量", ("0",), "met"),
    ],
)
def test_words_beside_a_list(header: str, cells: tuple[str, ...], outcome: str) -> None:
    rows = [(f"滤网{number}", cell) for number, cell in enumerate(cells)]
    listed = table("spare_list", "item quantity", rows, headers={"quantity": header})
    assert judge(STATED, evidence([file("库存.xlsx", says("spare_parts_stated"), listed)])).outcome == outcome


def test_the_reason_is_told() -> None:
    listed = table("spare_list", "item quantity", [("滤网", "0")], headers={"quantity": "库存"})
    assert judge(STOCK, evidence([file("库存.xlsx", listed)])).reason == "all_nought"


def test_words_without_a_list() -> None:
    assert judge(STATED, evidence([file("说明.docx", says("spare_parts_stated"))])).outcome == "met"
