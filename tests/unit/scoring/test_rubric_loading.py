"""Strict loading: every fault of a rubric file names the file and the line."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from scoring.rubric import RubricError, load_rubric
from scoring.rubric.loader import check_names, parse_rubric, rubric_sha256
from tests.support.rubrics import Data, clause, data, group, passed, said, text

Change = Callable[[Data], Any]


def good() -> Data:
    return data(group(clause("A", 60, said("research_unit")), clause("B", 40, passed("installation_record"))))


def first(content: Data) -> Data:
    return content["groups"][0]["indicators"][0]["clauses"][0]  # type: ignore[no-any-return]


def second(content: Data) -> Data:
    return content["groups"][0]["indicators"][0]["clauses"][1]  # type: ignore[no-any-return]


def condition(content: Data) -> Data:
    return first(content)["conditions"][0]  # type: ignore[no-any-return]


FAULTS: list[tuple[str, Change, str, str]] = [
    ("an unknown key", lambda it: it.update(surprise=1), "surprise: 1", "不认识这一项"),
    ("an unknown key in a clause", lambda it: first(it).update(weight=1), "weight: 1", "不认识这一项"),
    ("an unknown key in a predicate", lambda it: condition(it)["predicate"].update(loud=True), "loud: true", "不认识这一项"),
    ("a sum that is wrong", lambda it: first(it).update(points=50), "", "合计 90"),
    ("a total that is wrong", lambda it: it.update(full_marks=99), "", "各大类合计"),
    ("no condition", lambda it: first(it).update(conditions=[]), "conditions: []", ""),
    ("an id twice", lambda it: first(it).update(id="B"), "", "条款编号重复"),
    ("a condition's id twice", lambda it: first(it)["conditions"].append(dict(condition(it))), "", "条件编号重复"),
    ("levels out of order", lambda it: it["levels"].reverse(), "", "从低到高"),
    ("a clause without points", lambda it: [first(it).update(points=0), second(it).update(points=100)], "", "大于 0"),
    ("a sample in all_or_nothing", lambda it: second(it).update(mode="all_or_nothing"), "", "抽样条件应有 0 个"),
    ("sample_ratio without a sample", lambda it: first(it).update(mode="sample_ratio"), "", "抽样条件应有 1 个"),
    ("a remedy left out", lambda it: condition(it).pop("remedy"), "", "缺少这一项"),
    ("nothing stated", lambda it: condition(it)["predicate"].update(concepts=[]), "", "至少写一项"),
    ("more than there are", lambda it: condition(it).update(predicate={"is": "stated", "any_of": ["x"], "at_least": 2}), "", "大于 any_of"),
]


@pytest.mark.parametrize(("change", "line_of", "told"), [one[1:] for one in FAULTS], ids=[one[0] for one in FAULTS])
def test_faults(change: Change, line_of: str, told: str) -> None:
    content = good()
    change(content)
    written = text(content)
    with pytest.raises(RubricError) as caught:
        parse_rubric(written, "自拟.yaml")
    said_line = str(caught.value)
    assert "评分表 自拟.yaml 第 " in said_line
    assert told in said_line
    assert "\n" not in said_line
    if line_of:
        number = next(n for n, line in enumerate(written.splitlines(), start=1) if line_of in line)
        assert f"第 {number} 行" in said_line


@pytest.mark.parametrize(
    ("written", "line"), [("id: a\nid: b\n", 2), ("id: a\nlevels:\n  - {id: x, id: y}\n", 3), ("id: [\n", 2), ("a: b: c\n", 1), ("id: \x01\n", 1)]
)
def test_yaml_faults(written: str, line: int) -> None:
    with pytest.raises(RubricError, match=rf"自拟\.yaml 第 ({line}|\?) 行"):
        parse_rubric(written, "自拟.yaml")


@pytest.mark.parametrize("written", ["", "只有一句话", "- 甲", "id: 甲"])
def test_what_is_no_rubric(written: str) -> None:
    with pytest.raises(RubricError, match=r"评分表 自拟\.yaml 第 1 行有误"):
        parse_rubric(written, "自拟.yaml")


def test_a_key_that_is_no_name() -> None:
    with pytest.raises(RubricError, match="第 1 行有误：键应是一个名称"):
        parse_rubric("? [a, b]\n: c\n", "自拟.yaml")


def test_an_unknown_predicate_is_told_in_chinese() -> None:
    content = good()
    condition(content)["predicate"] = {"is": "magic"}
    with pytest.raises(RubricError) as caught:
        parse_rubric(text(content), "自拟.yaml")
    assert "Input" not in str(caught.value)


UNKNOWN: list[tuple[str, Change, str, str]] = [
    ("concept", lambda it: condition(it)["predicate"].update(concepts=["no_such_concept"]), "没有名为“no_such_concept”的概念", "concepts:"),
    ("kind", lambda it: first(it).update(evidence=["no_such_kind"]), "没有名为“no_such_kind”的文件种类", "no_such_kind"),
    ("record", lambda it: condition(it).update(predicate={"is": "counted", "records": ["no_such_record"]}), "记录种类", "records:"),
    ("role", lambda it: condition(it).update(predicate={"is": "counted", "records": ["repair_record"], "filled": ["no_role"]}), "栏目", "filled:"),
    ("subject", lambda it: condition(it).update(predicate={"is": "promised", "subjects": ["no_subject"]}), "承诺事项", "subjects:"),
    ("nested", lambda it: condition(it).update(predicate={"is": "any_of", "of": [said("no_concept"), said("research_unit")]}), "概念", "concepts:"),
]


@pytest.mark.parametrize(("change", "told", "line_of"), [one[1:] for one in UNKNOWN], ids=[one[0] for one in UNKNOWN])
def test_names_that_no_lexicon_has(change: Change, told: str, line_of: str, tmp_path: Path) -> None:
    content = good()
    change(content)
    path = tmp_path / "自拟.yaml"
    path.write_text(text(content), encoding="utf-8")
    number = next(n for n, line in enumerate(text(content).splitlines(), start=1) if line_of in line)
    with pytest.raises(RubricError, match=told) as caught:
        check_names(load_rubric(str(path)), str(path))
    assert f"自拟.yaml 第 {number} 行" in str(caught.value)


def test_known_names_pass() -> None:
    check_names(parse_rubric(text(good()), "自拟.yaml"), "自拟.yaml")


def test_comments_and_layout_do_not_change_the_fingerprint() -> None:
    written = text(good())
    assert rubric_sha256(parse_rubric(written, "a")) == rubric_sha256(parse_rubric(f"# 注\n\n{written}", "b"))
    assert rubric_sha256(parse_rubric(written, "a")) != rubric_sha256(parse_rubric(written.replace("条款A", "条款甲"), "b"))


@pytest.mark.parametrize("name", ["没有.yaml", "no-such", "", "..", "/"])
def test_a_rubric_that_is_not_there(name: str) -> None:
    with pytest.raises(RubricError, match="没有这份文件"):
        load_rubric(name)


def test_a_rubric_of_other_bytes(tmp_path: Path) -> None:
    path = tmp_path / "x.yaml"
    path.write_bytes(b"\xff\xfe\x00bad")
    with pytest.raises(RubricError, match=r"读不了评分表 x\.yaml"):
        load_rubric(str(path))
