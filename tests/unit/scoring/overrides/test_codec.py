"""Overrides as JSON: read strictly, written as they were given, every fault a line that names the entry."""

import json
from typing import Any

import pytest

from scoring.overrides import OverrideError, overrides_from_json, overrides_to_json, parse_overrides
from scoring.overrides.codec import overrides_file

BASIS = "ab" * 32
COMMON = {"who": "审核员甲", "when": "2026-11-21T09:30:00+08:00", "reason": "看过原件\n编号相符", "until": "2027-06-30", "basis": BASIS}
CONDITION: dict[str, Any] = {"id": "ov-00000000000a", "kind": "condition", "clause": "5.1.1.2", "condition": "posts", "outcome": "met", **COMMON}
WHOLE: dict[str, Any] = {"id": "ov-00000000000b", "kind": "on_site", "clause": "5.2.4-b", "outcome": "not_met", **COMMON}
COUNTED: dict[str, Any] = {"id": "ov-00000000000c", "kind": "on_site", "clause": "5.2.4-b", "passed": 0, "drawn": 20, **COMMON}
SPECIAL: dict[str, Any] = {"id": "ov-00000000000d", "kind": "special", "deduction": "sd-000000000001", "decision": "dismiss", **COMMON}
KINDS: dict[str, Any] = {"id": "ov-00000000000e", "kind": "file_kind", "file": "cd" * 32, "kinds": ["service_manual", "notice"], **COMMON}
BONUS: dict[str, Any] = {"id": "ov-00000000000f", "kind": "bonus", "claim": "bc-000000000001", "decision": "confirm", **COMMON}
ALL = [CONDITION, WHOLE, COUNTED, SPECIAL, KINDS, BONUS]


def test_every_kind_comes_back_as_it_was() -> None:
    assert overrides_to_json(overrides_from_json(ALL)) == ALL
    assert overrides_to_json(parse_overrides(overrides_file(overrides_from_json(ALL)))) == ALL


def test_they_come_in_the_order_in_which_they_were_made() -> None:
    """Of moments, not of words: 09:00 in Shanghai is before 02:00 in Greenwich."""
    early, late = {**CONDITION, "when": "2026-11-21T09:00:00+08:00"}, {**WHOLE, "when": "2026-11-21T02:00:00+00:00"}
    assert [one.id for one in overrides_from_json([late, early])] == [CONDITION["id"], WHOLE["id"]]


FAULTS: list[tuple[str, dict[str, Any], str]] = [
    ("no kind", {"kind": None}, "kind"),
    ("a kind that is none", {"kind": "guess"}, "kind 应是"),
    ("an id that is none", {"id": "1"}, "id 写法不对"),
    ("no reason", {"reason": " \n "}, "reason 不能是空的"),
    ("a reason that no terminal should show", {"reason": "好\x1b[2J"}, "不能显示或保存"),
    ("half a character", {"who": "\ud800"}, "who"),
    ("a time without offset", {"when": "2026-11-21T09:30:00"}, "带时区"),
    ("a time that is none", {"when": "昨天"}, "带时区"),
    ("a day that is none", {"until": "2027-02-30"}, "日历上没有"),
    ("a day in other words", {"until": "2027/06/30"}, "2027-06-30 这样的形式"),
    ("a day as a number", {"until": 20270630}, "2027-06-30 这样的形式"),
    ("a basis that is none", {"basis": "AB" * 32}, "basis"),
    ("an outcome that is none", {"outcome": "partial"}, "outcome 只能是"),
    ("an outcome that is a number", {"outcome": 1}, "outcome"),
    ("something unknown", {"note": "x"}, "note 不认识这一项"),
    ("a clause that is a number", {"clause": 5}, "clause 应是文字"),
]


@pytest.mark.parametrize(("change", "told"), [one[1:] for one in FAULTS], ids=[one[0] for one in FAULTS])
def test_a_fault_is_one_line_that_names_the_entry(change: dict[str, Any], told: str) -> None:
    with pytest.raises(OverrideError) as caught:
        overrides_from_json([WHOLE, {**CONDITION, **change}], "结论.json")
    (line,) = caught.value.faults
    assert line.startswith("结论.json第 2 项")
    assert told in line
    assert "\n" not in line


@pytest.mark.parametrize("name", ["id", "who", "when", "reason", "until", "basis", "clause", "condition", "outcome"])
def test_nothing_may_be_left_out(name: str) -> None:
    with pytest.raises(OverrideError, match=f"{name} 缺少这一项"):
        overrides_from_json([{key: value for key, value in CONDITION.items() if key != name}])


COUNTS: list[tuple[dict[str, Any], str]] = [
    ({"passed": 21}, "合格数 21 大于抽查数 20"),
    ({"passed": -1}, "不能小于 0"),
    ({"drawn": 0}, "不能小于 1"),
    ({"drawn": "20"}, "应是整数"),
    ({"passed": True}, "应是整数"),
    ({"passed": 1.5}, "应是整数"),
    ({"drawn": None}, "要写 outcome"),
    ({"outcome": "met"}, "不能都写"),
]


@pytest.mark.parametrize(("change", "told"), COUNTS)
def test_counts_on_the_spot(change: dict[str, Any], told: str) -> None:
    with pytest.raises(OverrideError, match=told):
        overrides_from_json([{**COUNTED, **change}])


@pytest.mark.parametrize(
    ("change", "told"),
    [
        ({"kinds": []}, "不能是空的"),
        ({"kinds": ["notice", "notice"]}, "重复"),
        ({"kinds": ["love_letter"]}, "没有“love_letter”"),
        ({"file": "x"}, "file"),
    ],
)
def test_kinds_of_files(change: dict[str, Any], told: str) -> None:
    with pytest.raises(OverrideError, match=told):
        overrides_from_json([{**KINDS, **change}])


def test_all_faults_are_kept_and_the_first_is_told() -> None:
    with pytest.raises(OverrideError, match="另有 2 处") as caught:
        overrides_from_json([{**CONDITION, "who": ""}, 5, WHOLE, WHOLE])
    assert [line[:7] for line in caught.value.faults] == ["人工结论第 1", "人工结论第 2", "人工结论第 4"]


FILES: list[tuple[bytes, str]] = [
    (b"", "不是有效的 JSON"),
    (b"\xff\xfe", "不是有效的 JSON"),
    (b"[" * 100_000, "不是有效的 JSON"),
    (b"1" * 10_000, "不是有效的 JSON"),
    (b"[]", "的形式"),
    (b'{"schema": "xingping-overrides/1"}', "的形式"),
    (b'{"schema": "xingping-overrides/2", "overrides": []}', "的形式"),
    (b'{"schema": "xingping-overrides/1", "overrides": {}}', "应是列表"),
    (b'{"schema": "xingping-overrides/1", "overrides": [], "more": 1}', "more"),
]


@pytest.mark.parametrize(("data", "told"), FILES, ids=[one[0][:30].decode(errors="replace") for one in FILES])
def test_files_that_are_none(data: bytes, told: str) -> None:
    with pytest.raises(OverrideError, match=told):
        parse_overrides(data, "结论.json")


@pytest.mark.parametrize("value", [None, 1, "x", [], [[]], {"kind": []}, {"kind": {}}, {"id": ["x"]}, {"id": "\x1b" * 50}])
def test_entries_that_are_none(value: object) -> None:
    with pytest.raises(OverrideError) as caught:
        overrides_from_json([value])
    assert str(caught.value).isprintable()


def test_a_file_is_for_people_to_read() -> None:
    text = overrides_file(overrides_from_json([CONDITION])).decode()
    assert "审核员甲" in text
    assert json.loads(text)["schema"] == "xingping-overrides/1"


