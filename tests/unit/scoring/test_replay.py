"""A stored result can be derived again, byte by byte; what was touched is named."""

import json
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from scoring.judge import grade
from scoring.replay import ReplayError, replay
from scoring.result import canonical, with_facts
from scoring.rubric import load_rubric
from tests.support.facts import AS_OF, OWN, PROFILE, file, paper, part, promise, says, table, unreadable
from tests.support.rubrics import clause, data, group, passed, provided, rule, said, text

RESPONSE = part("第二章", promise("response", 24, scope="城区"), dates=["2026-01"])
FILES = (
    file("研究.docx", says("research_unit", "affirmed", "2026-03-02"), RESPONSE, kinds=["notice"]),
    file("安装.xlsx", table("installation_record", "id date result", [("I1", "2026-03-02", "合格"), ("I2", "2026-03-02", "不合格")])),
    file("执照.pdf", paper("business_licence", OWN, expires="9999-12-31", roles={"名称": OWN})),
    unreadable("手册.pdf", "service_manual", reason="encrypted"),
)


@pytest.fixture
def rubric_path(tmp_path: Path) -> Path:
    path = tmp_path / "自拟.yaml"
    clauses = [
        clause("A", 40, said("research_unit", kinds=["notice"])),
        clause("B", 30, passed("installation_record")),
        clause("C", 20, provided("service_manual")),
        clause("D", 10, {"is": "consistent", "subjects": ["response"], "kinds": ["notice"]}),
    ]
    path.write_text(text(data(group(*clauses), rules=[rule("SD-own", "breached", clauses=["B"])])), encoding="utf-8")
    return path


@pytest.fixture
def stored(rubric_path: Path) -> bytes:
    return canonical(with_facts(grade(FILES, PROFILE, AS_OF, load_rubric(str(rubric_path)))))


def test_equal_bytes(stored: bytes, rubric_path: Path) -> None:
    again = replay(stored, str(rubric_path))
    assert again.same
    assert again.differences == ()


TOUCHED: list[tuple[str, Callable[[dict[str, Any]], Any], tuple[str, ...]]] = [
    ("points", lambda it: it["clauses"][0].update(earned="39.00"), ("条款 A",)),
    ("score", lambda it: it["score"].update(confirmed="99.00"), ("score",)),
    ("level", lambda it: it["level"].update(confirmed="five_star"), ("level",)),
    ("a deduction taken out", lambda it: it.update(special_deductions=[]), ("special_deductions",)),
    ("a clause taken out", lambda it: it["clauses"].pop(), ("条款 D",)),
    ("something added", lambda it: it.update(note="已核"), ("note",)),
    ("a fact", lambda it: it["basis"]["facts"][0]["tables"][0]["records"].pop(), ("条款 B", "score", "special_deductions")),
]


@pytest.mark.parametrize(("touch", "named"), [one[1:] for one in TOUCHED], ids=[one[0] for one in TOUCHED])
def test_what_was_touched_is_named(stored: bytes, rubric_path: Path, touch: Callable[[dict[str, Any]], Any], named: tuple[str, ...]) -> None:
    result = json.loads(stored)
    touch(result)
    again = replay(canonical(result), str(rubric_path))
    assert not again.same
    assert set(named) <= set(again.differences)


def test_another_layout_of_the_same_values_is_told(stored: bytes, rubric_path: Path) -> None:
    again = replay(json.dumps(json.loads(stored), indent=1).encode(), str(rubric_path))
    assert (again.same, again.differences) == (False, ("字节顺序或格式",))


def test_another_version_of_the_rubric_is_told(stored: bytes, tmp_path: Path) -> None:
    other = tmp_path / "另一版.yaml"
    other.write_text(text(data(group(clause("A", 100, said("research_unit"))))), encoding="utf-8")
    with pytest.raises(ReplayError, match="已不是当时那一版"):
        replay(stored, str(other))


def test_a_rubric_that_is_not_at_hand(stored: bytes) -> None:
    with pytest.raises(ReplayError, match="读不了评分表"):
        replay(stored)


@pytest.mark.parametrize("garbage", [b"", b"\xff\xfe", b"hello", b"[]", b"1", b"null", b"{}", b'{"basis": {}}', b"{" * 50_000, b"[" * 200_000])
def test_garbage(garbage: bytes) -> None:
    with pytest.raises(ReplayError) as caught:
        replay(garbage)
    assert "\n" not in str(caught.value)


BROKEN: list[tuple[str, Callable[[dict[str, Any]], Any]]] = [
    ("no date", lambda it: it.pop("as_of")),
    ("a date that is none", lambda it: it.update(as_of="昨天")),
    ("a date that is a number", lambda it: it.update(as_of=20261120)),
    ("no rubric", lambda it: it.pop("rubric")),
    ("a rubric that is a name", lambda it: it.update(rubric="gbt27922-2011")),
    ("a rubric without fingerprint", lambda it: it["rubric"].pop("sha256")),
    ("no profile", lambda it: it["basis"].pop("profile")),
    ("facts that are none", lambda it: it["basis"].update(facts=[{"path": 1}])),
    ("facts that are a number", lambda it: it["basis"].update(facts=5)),
    ("a section that is not there", lambda it: it["basis"]["facts"][-1]["mentions"][0].update(section=99)),
    ("a promise that is no number", lambda it: it["basis"]["facts"][-1]["promises"][0].update(value="很快")),
    ("clauses that are none", lambda it: it.update(clauses=None)),
    ("clauses that are words", lambda it: it.update(clauses=["A"])),
]


@pytest.mark.parametrize("break_it", [one[1] for one in BROKEN], ids=[one[0] for one in BROKEN])
def test_a_result_that_was_broken(stored: bytes, rubric_path: Path, break_it: Callable[[dict[str, Any]], Any]) -> None:
    """Told in one line, as no result or as different, and never by a traceback."""
    result = json.loads(stored)
    result["basis"]["facts"].sort(key=lambda one: one["path"] == "研究.docx")
    break_it(result)
    try:
        told = "、".join(replay(canonical(result), str(rubric_path)).differences)
    except ReplayError as error:
        told = str(error)
    assert told
    assert "\n" not in told


def test_a_rubric_id_that_is_no_name(stored: bytes) -> None:
    result = json.loads(stored)
    for name in (5, None, ["a"], {"a": 1}):
        result["rubric"]["id"] = name
        with pytest.raises(ReplayError):
            replay(canonical(result))


def _older(stored: bytes) -> dict[str, Any]:
    """As a program would have written it that knew fewer fields and other words."""
    result: dict[str, Any] = json.loads(stored)
    result["engine"] = "xingping-scoring/0.0"
    for one in result["clauses"]:
        for failure in (one["sample"] or {}).get("failures", []):
            failure.pop("called")
        for condition in one["conditions"]:
            condition["text"] = "旧的说法"
    return result


def test_fields_and_words_of_a_newer_program_are_told_apart_from_what_came_out(stored: bytes, rubric_path: Path) -> None:
    again = replay(canonical(_older(stored)), str(rubric_path))
    assert (again.same, again.differences, again.engine) == (False, (), "xingping-scoring/0.0")
    assert again.added == ("clauses.sample.failures.called",)
    assert again.reworded == ("条款 A", "条款 B", "条款 C", "条款 D")
    assert "结论、得分、等级和特别扣分都与文件相同" in again.told
    assert "xingping-scoring/0.0" in again.told


CHANGED: list[tuple[str, Callable[[dict[str, Any]], Any], str]] = [
    ("points", lambda it: it["clauses"][0].update(earned="39.00"), "条款 A"),
    ("an outcome", lambda it: it["clauses"][1]["conditions"][0].update(outcome="met"), "条款 B"),
    ("score", lambda it: it["score"].update(confirmed="99.00"), "score"),
    ("level", lambda it: it["level"].update(confirmed="five_star"), "level"),
    ("a deduction taken out", lambda it: it.update(special_deductions=[]), "special_deductions"),
    ("deductions taken out", lambda it: it.pop("special_deductions"), "special_deductions"),
    ("a clause taken out", lambda it: it["clauses"].pop(), "条款 D"),
    ("a file that counts", lambda it: it["documents"][0].update(usable=not it["documents"][0]["usable"]), "documents"),
    ("a fact", lambda it: it["basis"]["facts"][0]["tables"][0]["records"].pop(), "条款 B"),
    ("evidence", lambda it: it["clauses"][0]["conditions"][0]["evidence"].clear(), "条款 A"),
]


@pytest.mark.parametrize(("touch", "named"), [one[1:] for one in CHANGED], ids=[one[0] for one in CHANGED])
def test_what_came_out_differently_is_told_whatever_wrote_it(
    stored: bytes, rubric_path: Path, touch: Callable[[dict[str, Any]], Any], named: str
) -> None:
    result = _older(stored)
    touch(result)
    again = replay(canonical(result), str(rubric_path))
    assert named in again.differences
    assert "与文件不同" in again.told
    assert "都与文件相同" not in again.told


def test_facts_of_another_version_that_cannot_be_read_are_told(stored: bytes, rubric_path: Path) -> None:
    result = json.loads(stored)
    result["engine"] = "xingping-scoring/9.0"
    result["basis"]["facts"][0]["marks"] = 5
    with pytest.raises(ReplayError, match=re.escape("xingping-scoring/9.0 写成")):
        replay(canonical(result), str(rubric_path))
