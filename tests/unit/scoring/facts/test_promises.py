"""What files promise: sentences, lists under titles, tables, hotlines."""

from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pytest

from scoring.documents.columns import column_letters
from scoring.documents.model import CELL_SEPARATOR, Block, Document, Page, Table
from scoring.facts.promise_lexicon import PromiseLexicon, promise_words
from scoring.facts.promises import promises
from scoring.facts.reading import Reading, read
from scoring.yaml_text import parsed

_VECTORS: list[dict[str, Any]] = parsed((Path(__file__).parents[3] / "data" / "promises.yaml").read_text(encoding="utf-8"))


def _reading(lines: Sequence[str], tables: Sequence[Sequence[Sequence[str]]] = (), path: str = "文件.docx") -> Reading:
    """A text document; a line that begins with # is a heading. Tables stand at its end."""
    blocks = [
        Block("heading", line[1:].strip(), f"段落{n}", 1) if line.startswith("#") else Block("paragraph", line, f"段落{n}")
        for n, line in enumerate(lines, 1)
    ]
    placed = []
    for number, rows in enumerate(tables, 1):
        table = Table(f"表{number}", tuple(tuple(row) for row in rows))
        placed.append(table)
        for n, row in enumerate(rows, 1):
            filled = next((j for j, cell in enumerate(row) if cell), 0)
            blocks.append(Block("table_row", CELL_SEPARATOR.join(cell for cell in row if cell), f"表{number}!{column_letters(1 + filled)}{n}"))
    page = Page(1, tuple(blocks), tables=tuple(placed))
    return read(Document("0" * 64, "文件.docx", "text/plain", (page,)), path)


def _found(reading: Reading, subject: str = "") -> list[str]:
    out = []
    for one in promises(reading):
        marks = ["old"] * one.superseded + [one.polarity] * (one.polarity != "affirmed")
        if subject in ("", one.subject):
            out.append(" ".join([one.subject, one.scope or "*", one.value, one.unit, *marks]))
    return out


@pytest.mark.parametrize("vector", _VECTORS, ids=[one["text"] for one in _VECTORS])
def test_sentences(vector: dict[str, Any]) -> None:
    lines = [f"# {title}" for title in reversed(vector.get("under", []))]
    found = [one for one in _found(_reading([*lines, vector["text"]])) if not (vector.get("under") == ["修订记录"] and one.endswith("old"))]
    assert found == vector["promises"]


def test_a_tier_in_the_next_sentence_of_a_paragraph_keeps_the_subject() -> None:
    assert _found(_reading(["报修后，城区 5 小时内上门；乡镇 9 小时。"])) == ["response 城区 5 hour", "response 乡镇 9 hour"]


def test_an_announcing_line_gives_the_subject() -> None:
    lines = ["到场时限如下：", "金牌客户 2 小时", "普通客户 8 小时"]
    assert _found(_reading(lines)) == ["response 金牌 2 hour", "response 普通客户 8 hour"]


def test_labels_become_tiers_only_where_values_differ() -> None:
    assert _found(_reading(["海州线：报修后 6 小时内到场。"])) == ["response * 6 hour"]
    lines = ["海州线：报修后 6 小时内到场。", "云台线：报修后 9 小时内到场。"]
    assert _found(_reading(lines)) == ["response 海州线 6 hour", "response 云台线 9 hour"]


def test_a_first_answer_is_told_from_the_arrival() -> None:
    assert _found(_reading(["报修后 30 分钟内电话响应，4 小时内到达现场。"])) == ["reply * 0.5 hour", "response * 4 hour"]


def test_the_plain_right_to_exchange_wins() -> None:
    lines = ["售出 7 日内有故障的，可以退货、换货。", "售出 15 日内有故障的，可以换货。"]
    assert _found(_reading(lines)) == ["return_days * 7 day", "exchange_days * 15 day"]


def test_the_same_promise_is_given_once_a_section() -> None:
    reading = _reading(["# 维修", "报修后 6 小时内上门。", "再说一遍：报修后 6 小时内上门。", "# 承诺", "报修后 6 小时内上门。"])
    assert [(one.section, one.source.locator) for one in promises(reading)] == [(1, "段落2"), (2, "段落5")]


def test_revision_records_hold_old_values() -> None:
    assert _found(_reading(["# 修订记录", "2025 年版：报修后 50 小时内上门"])) == ["response * 50 hour old"]


def test_tiers_by_row() -> None:
    table = [["服务等级", "报障后到场", "投诉办结", "巡检"]]
    table += [["尊享计划", "3 小时内", "36 小时内", "每日"], ["乐享计划", "9 小时内", "72 小时内", "每周"]]
    assert _found(_reading([], [table])) == ["response 尊享 3 hour", "complaint 尊享 36 hour", "response 乐享 9 hour", "complaint 乐享 72 hour"]


def test_tiers_by_column() -> None:
    table = [["项目", "城区", "乡镇"], ["维修上门", "12 小时", "24 小时"], ["送货", "24 小时", "48 小时"], ["质保", "1 年", "1 年"]]
    assert _found(_reading([], [table])) == [
        "response 城区 12 hour", "response 乡镇 24 hour", "delivery 城区 24 hour", "delivery 乡镇 48 hour",
        "warranty 城区 12 month", "warranty 乡镇 12 month",
    ]  # fmt: skip


def test_grades_with_descriptions() -> None:
    table = [["级别", "定义", "响应时间", "恢复时间"], ["P1", "系统完全不可用", "15 分钟", "4 小时"], ["P2", "主要功能受损", "30 分钟", "8 小时"]]
    assert _found(_reading(["# 服务等级协议"], [table])) == [
        "reply p1 0.25 hour", "repair_finish p1 4 hour", "reply p2 0.5 hour", "repair_finish p2 8 hour",
    ]  # fmt: skip


def test_items_with_limits() -> None:
    table = [["序号", "承诺事项", "承诺时限"], ["1", "报修到场", "5 小时"], ["2", "投诉办结", "4 个工作日"]]
    table += [["3", "整机质保", "18 个月"], ["4", "电机质保", "3 年"]]
    assert _found(_reading([], [table])) == ["response * 5 hour", "complaint * 4 workday", "warranty * 18 month", "warranty 电机 36 month"]


def test_forms_of_labels_and_values() -> None:
    table = [["用户", "晨光面馆", "型号", "HX-3"], ["保修", "整机 2 年，气泵 4 年", "服务电话", "0599-7654 321"]]
    table += [["整机担保", "18 个月", "水泵担保", "30 个月"]]
    found = _found(_reading(["# 保修卡"], [table]))
    assert found == ["hotline * 05997654321 text", "warranty * 24 month", "warranty 气泵 48 month", "warranty * 18 month", "warranty 水泵 30 month"]


def test_rows_of_records_promise_nothing_but_their_notes_do() -> None:
    rows = [["单号", "报修时间", "客户", "响应时长", "完成时间"]]
    rows += [[f"W{n}", f"2026-03-0{n} 10:00", "某店", "3 小时上门", f"2026-03-0{n} 15:00"] for n in range(1, 6)]
    assert _found(_reading([], [[*rows, ["承诺：报修后 7 小时内上门", "", "", "", ""]]])) == ["response * 7 hour"]


def test_the_place_is_the_cell_or_the_paragraph() -> None:
    table = [["项目", "时限"], ["报修到场", "5 小时"]]
    (found,) = promises(_reading(["序言"], [table]))
    assert found.source.locator == "表1!B2"
    assert found.source.quote == "报修到场 | 5 小时"


@pytest.mark.parametrize(
    ("line", "numbers"),
    [
        ("服务热线：400-123-4567，全天开通", ["* 4001234567"]),
        ("报修电话 0599-7654 321（每天 8:00—18:00）", ["* 05997654321"]),
        ("服务热线 (021) 6543 2100 转 3", ["* 02165432100"]),
        ("售后请拨 95123", ["* 95123"]),
        ("24小时报修手机：13812345678", ["* 13812345678"]),
        ("投诉电话 400-123-9999", ["投诉 4001239999"]),
        ("咨询、报修、投诉都打 400-123-4567", ["* 4001234567"]),
        ("服务电话：400-123-4567、0599-7654321", ["* 4001234567", "* 05997654321"]),
        ("联系人：王先生 13812345678", []),
        ("传真：0599-7654321", []),
        ("买方电话：0599-7654321", []),
        ("监督投诉可拨打 12315", []),
        ("合同编号 2026-0599-7654321", []),
        ("顾客电话 138****5678", []),
        ("地址：海州路 1 号　电话：0599-7654321　传真：0599-7654322", []),
    ],
)
def test_hotlines(line: str, numbers: list[str]) -> None:
    assert [one.removeprefix("hotline ").removesuffix(" text") for one in _found(_reading([line]), "hotline")] == numbers


def test_a_number_out_of_use_is_no_hotline_any_more() -> None:
    assert _found(_reading(["原服务热线 400-123-4567 已停用。"])) == ["hotline * 4001234567 text old negated"]


def test_a_title_of_several_matters_blocks_only_the_paragraphs_on_disasters() -> None:
    lines = ["# 投诉、召回与应急预案", "时限：投诉 6 日内办结。", "应急预案：2 小时内派人到场。"]
    assert _found(_reading(lines)) == ["complaint * 6 day"]


def test_what_stands_in_brackets_denies_nothing() -> None:
    assert _found(_reading(["首次响应：P1（无法开机）1 小时，P2（一般问题）4 小时。"])) == ["reply p1 1 hour", "reply p2 4 hour"]


def test_outlet_lists_hold_no_hotlines() -> None:
    rows = [["网点编号", "网点名称", "负责人姓名", "签约日期", "服务电话"]]
    rows += [[f"N{n}", "某服务站", "李某", f"2026-01-0{n}", f"0599-765432{n}"] for n in range(1, 5)]
    assert _found(_reading(["# 服务网点"], [rows]), "hotline") == []


def test_the_lexicon_names_what_it_defines() -> None:
    lexicon = promise_words().lexicon
    data = lexicon.model_dump()
    data["bare"] = {"nothing": "response"}
    with pytest.raises(ValueError, match="nothing"):
        PromiseLexicon.model_validate(data)


def test_long_tables_of_records_promise_nothing() -> None:
    rows = [["单号", "报修时间", "客户", "故障", "完成时间"]]
    rows += [[f"W{n}", "2026-03-01 10:00", "某店", "停机 2 小时", "2026-03-01 15:00"] for n in range(1000)]
    assert promises(_reading([], [rows])) == ()


def test_the_head_of_a_column_says_what_is_done_before_the_cell_beside_it() -> None:
    rows = [["级别", "现象", "响应", "恢复"], ["一级", "全线停", "10分钟", "2小时"], ["三级", "小毛病", "4小时", "3天"]]
    assert _found(_reading(["# 服务级别"], [rows]), "reply") == ["reply 一级 0.1667 hour", "reply 三级 4 hour"]


def test_a_column_headed_otherwise_is_neither_response_nor_repair() -> None:
    rows = [["Sev", "Response", "Workaround", "Resolution"], ["S1", "15 min", "2 h", "8 h"], ["S2", "1 h", "8 h", "3 days"]]
    found = _found(_reading(["# SLA"], [rows]))
    assert found == ["reply s1 0.25 hour", "repair_finish s1 8 hour", "reply s2 1 hour", "repair_finish s2 3 day"]


def test_a_table_of_old_and_new_rules_promises_nothing_current() -> None:
    rows = [["事项", "原规定", "现规定"], ["城区上门", "48 小时", "24 小时"], ["乡镇上门", "96 小时", "48 小时"]]
    assert all(one.endswith("old") for one in _found(_reading(["# 附表"], [rows])))


def test_on_a_page_a_list_goes_on_behind_a_semicolon_but_not_in_the_next_item() -> None:
    blocks = (
        Block("paragraph", "致用户", "p.1"),
        Block("paragraph", "· 到现场：报修后，沪、杭 6 小时以内；宁、合 12 小时以内。", "p.1"),
        Block("paragraph", "· 标准件 9 天；", "p.1"),
        Block("paragraph", "· 到货验收 3 天。", "p.1"),
    )
    found = _found(read(Document("0" * 64, "告示.pdf", "application/pdf", (Page(1, blocks),)), "告示.pdf"), "response")
    assert found == ["response 沪、杭 6 hour", "response 宁、合 12 hour"]
