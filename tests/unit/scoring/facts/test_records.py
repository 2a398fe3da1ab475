"""Tables as companies make them, and the records they must become."""

from pathlib import Path
from typing import Any

import pytest

from scoring.documents.model import CELL_SEPARATOR, Block, Document, Page, Table
from scoring.facts.model import RecordTable
from scoring.facts.reading import read
from scoring.facts.records import record_tables
from scoring.yaml_text import parsed

_CASES: list[dict[str, Any]] = parsed((Path(__file__).parents[3] / "data" / "records.yaml").read_text(encoding="utf-8"))


def _rows(lines: list[str | None]) -> tuple[tuple[str, ...], ...]:
    rows = [[cell.strip() for cell in (line or "").split("|")] for line in lines]
    width = max(map(len, rows))
    return tuple(tuple(row + [""] * (width - len(row))) for row in rows)


def _merged(rows: tuple[tuple[str, ...], ...], right: bool) -> frozenset[tuple[int, int]]:
    """Equal neighbours are one merged cell: in the first rows (titles, groups of headers), everywhere in forms."""
    return frozenset(
        (i, j)
        for i, row in enumerate(rows)
        for j in range(1, len(row))
        if row[j] and row[j] == row[j - 1] and (right or i < 3)
    )


def tables_of(case: dict[str, Any]) -> tuple[RecordTable, ...]:
    rows = _rows(case["rows"])
    name = case.get("sheet", "表1")
    table = Table(name, rows, merged=_merged(rows, case.get("merge_right", False)))
    blocks = [Block("paragraph", case["caption"], "段落1")] if "caption" in case else []
    for number, row in enumerate(rows):
        column = next((n for n, cell in enumerate(row) if cell), None)
        if column is not None:
            blocks.append(Block("table_row", CELL_SEPARATOR.join(cell for cell in row if cell), table.locator(number, column)))
    page = Page(1, tuple(blocks), name=case.get("sheet", ""), tables=(table,))
    return record_tables(read(Document("0" * 64, case["path"].rsplit("/", 1)[-1], "text/plain", (page,)), case["path"]))


@pytest.mark.parametrize("case", _CASES, ids=[case["name"] for case in _CASES])
def test_golden(case: dict[str, Any]) -> None:
    tables = tables_of(case)
    assert [one.kind for one in tables] == [one["kind"] for one in case["want"]]
    for table, want in zip(tables, case["want"], strict=True):
        columns = dict(table.columns)
        assert {role: columns.get(role) for role in want["columns"]} == want["columns"]
        assert len(table.records) == want["records"]
        assert table.form == want.get("form", False)
        for index, key in ((0, "first"), (-1, "last")):
            cells = {role: table.records[index].cells.get(role) for role in want.get(key, {})}
            assert cells == want.get(key, {})
        assert all(role not in table.records[-1].cells for role in want.get("absent", []))
        assert all(not record.unread for record in table.records)


def _table(*rows: str, **more: Any) -> RecordTable:
    return tables_of({"path": "维修单.xlsx", "sheet": "维修", "rows": list(rows), **more})[0]


_HEAD = "单号 | 报修时间 | 客户 | 故障 | 处理 | 完成时间 | 客户签字"


def test_a_record_says_where_it_stands_and_what_was_read() -> None:
    table = _table("维修台账", _HEAD, "W1 | 2026-01-02 | 海棠医院 | 漏水 | 换阀 | 2026-01-03 | 高")
    (record,) = table.records
    assert table.locator == "维修!A2"
    assert record.locator == "维修!A3"
    assert record.quote == "W1 | 2026-01-02 | 海棠医院 | 漏水 | 换阀 | 2026-01-03 | 高"


def test_a_long_row_is_quoted_in_part() -> None:
    table = _table(_HEAD, f"W1 | 2026-01-02 | 海棠医院 | {'漏水' * 100} | 换阀 | 2026-01-03 | 高")
    assert len(table.records[0].quote) == 120


def test_what_cannot_be_read_is_kept_and_named() -> None:
    (record,) = _table(_HEAD, "W1 | 上周三 | 海棠医院 | 漏水 | 换阀 | 2026-02-30 | 高").records
    assert record.cells["start"] == "上周三"
    assert record.unread == ("finish", "start")


def test_rows_that_are_no_records() -> None:
    table = _table(
        _HEAD,
        "W1 | 2026-01-02 | 海棠医院 | 漏水 | 换阀 | 2026-01-03 | 高",
        "",
        _HEAD,
        "W2 | 2026-01-04 | 启明物流 | 漏电 | 换线 | 2026-01-05 | 龚",
        "W3",
        "本月小计 | 2",
        "合 计 | 2",
        "制表：林 | 审核：于",
        "更新：2026-02-01 客服部",
    )
    assert [one.cells["id"] for one in table.records] == ["W1", "W2"]


def test_a_group_line_lends_its_year() -> None:
    table = _table(
        _HEAD,
        "2025年",
        "W1 | 12月30日 | 海棠医院 | 漏水 | 换阀 | 12月31日 | 高",
        "2026年",
        "W2 | 1月4日 | 启明物流 | 漏电 | 换线 | 1月5日 | 龚",
    )
    assert [one.cells["start"] for one in table.records] == ["2025-12-30", "2026-01-04"]


def test_a_term_in_the_title_tells_the_year() -> None:
    table = _table(
        "维修台账（2025年12月至2026年11月）",
        _HEAD,
        "W1 | 12月30日 | 海棠医院 | 漏水 | 换阀 | 12月31日 | 高",
        "W2 | 1月4日 | 启明物流 | 漏电 | 换线 | 1月5日 | 龚",
    )
    assert [one.cells["start"] for one in table.records] == ["2025-12-30", "2026-01-04"]


def test_no_and_nothing_are_different() -> None:
    (first, second) = _table(
        _HEAD,
        "W1 | 2026-01-02 | 海棠医院 | 漏水 | 换阀 | — | 未签",
        "W2 | 2026-01-02 | 海棠医院 | 漏水 | 无 | 2026-01-03 | /",
    ).records
    assert first.cells["sign"] == "未签"
    assert "finish" not in first.cells
    assert "sign" not in second.cells
    assert "action" not in second.cells


def test_a_cell_merged_downwards_speaks_in_every_row() -> None:
    rows = (
        ("销售区域", "服务网点", "性质", "电话"),
        ("江苏", "苏州站", "自营", "0512-66660001"),
        ("江苏", "无锡站", "自营", "0510-66660002"),
    )
    table = Table("网点", rows, merged=frozenset({(2, 0)}))
    page = Page(1, (), name="网点", tables=(table,))
    found = record_tables(read(Document("0" * 64, "网点.xlsx", "text/plain", (page,)), "网点.xlsx"))
    assert [one.kind for one in found] == ["outlet_list", "sales_region_list"]
    assert [one.cells["region"] for one in found[0].records] == ["江苏", "江苏"]


def test_a_remark_merged_over_a_row_is_not_a_phone_number() -> None:
    rows = (
        ("销售区域", "服务网点", "性质", "电话"),
        ("江苏", "苏州站", "自营", "0512-66660001"),
        ("青海", "由总部兼顾", "由总部兼顾", "由总部兼顾"),
    )
    table = Table("网点", rows, merged=frozenset({(2, 2), (2, 3)}))
    page = Page(1, (), name="网点", tables=(table,))
    found = record_tables(read(Document("0" * 64, "网点.xlsx", "text/plain", (page,)), "网点.xlsx"))
    assert found[0].records[1].cells == {"region": "青海", "outlet": "由总部兼顾"}


def test_whose_table_it_is_says_nothing_of_what_it_records() -> None:
    found = _table(
        "单号 | 报修时间 | 客户 | 故障 | 处理情况 | 完成时间 | 客户签字",
        "W01 | 2026-03-02 09:10 | 湖滨小学 | 卡纸 | 换搓纸轮 | 2026-03-02 11:00 | 齐越",
        "W02 | 2026-03-09 14:20 | 城南医院 | 不开机 | 换电源板 | 2026-03-09 17:30 | 卢森",
        caption="单位：衡州启远办公设备有限公司 2026年3月 第1页",
    )
    assert (found.kind, len(found.records)) == ("repair_record", 2)


def test_a_day_that_the_calendar_lacks_is_not_the_day_before() -> None:
    (record,) = _table(_HEAD, "W1 | 2026-03-02 09:00 | 海棠医院 | 漏水 | 换阀 | 2026-13-05 10:00 | 高").records
    assert record.cells["finish"] == "2026-13-05 10:00"
    assert record.unread == ("finish",)


@pytest.mark.parametrize(
    ("start", "finish", "expected"),
    [
        ("2026-12-31 22:40", "0:50", "2027-01-01 00:50"),  # in the same night
        ("2026-03-02 10:30", "9:15", "2026-03-02 09:15"),  # no night lies between
        ("2026-03-02 19:10", "21:00", "2026-03-02 21:00"),
    ],
)
def test_a_lone_time_of_day_after_another(start: str, finish: str, expected: str) -> None:
    (record,) = _table(_HEAD, f"W1 | {start} | 海棠医院 | 漏水 | 换阀 | {finish} | 高").records
    assert record.cells["finish"] == expected


def test_headers_that_leave_no_doubt_are_not_exchanged() -> None:
    """What most rows contradict is exchanged under 时间 and the like only."""
    rows = [f"W{n} | 2026-03-{n:02d} 15:00 | 海棠医院 | 漏水 | 换阀 | 2026-03-{n:02d} 09:00 | 高" for n in range(1, 7)]
    assert _table(_HEAD, *rows).columns["start"] == "报修时间"
    assert _table(_HEAD, *rows).records[0].cells["finish"] == "2026-03-01 09:00"


def test_cells_without_a_role_are_kept_to_tell_records_apart() -> None:
    head = "序号 | 单号 | 报修时间 | 客户 | 故障 | 处理 | 完成时间 | 楼层"
    first, second = _table(head, *(f"{n} | W{n} | 2026-03-02 | 海棠医院 | 漏水 | 换阀 | 2026-03-02 | {n} 楼" for n in (1, 2))).records
    assert (dict(first.others), dict(second.others)) == ({"楼层": "1楼"}, {"楼层": "2楼"})
