"""No score, level, outcome or date in an answer on a grade differs from the result: every number of every text is held against it."""

import json
import re
from collections.abc import Iterator, Mapping
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from assistant.answering.grade_answer import answer_on_grade
from assistant.answering.model import Answer
from assistant.answering.opened import Opened, opened_file
from assistant.answering.tools import GRADE_TOOLS, calculator_tools, grade_tools, run_grade_tool
from assistant.knowledge.analysis import reading_table
from assistant.reports.words import OPEN, OUTCOMES
from scoring.grading import grade_facts, prepare
from scoring.result import canonical, with_facts
from scoring.rubric import load_rubric

READINGS = reading_table()
SAMPLES = ("strong", "middling", "weak")
LEVELS = ("pass", "three_star", "four_star", "five_star")
NUMBER = re.compile(r"\d+(?:\.\d+)*")
DATE = re.compile(r"\d{4}-\d{2}-\d{2}")
TITLE = re.compile("达标级|三星级|四星级|五星级|不合格(?=。|；|，)")
HEAD = re.compile(
    r"：(?:没有丢分：)?(?P<outcome>[^，。]+)，得 (?P<earned>[\d.]+) / (?P<points>[\d.]+) 分"
    r"(?P<working>（工作口径）)?(?:，失 (?P<lost>[\d.]+) 分)?"
)
_UNSAID = ("sha256", "fingerprint", "quote", "seed", "exact")


@pytest.fixture(scope="module", params=SAMPLES)
def opened(request: pytest.FixtureRequest, root: Path) -> Opened:
    """A shipped sample, graded."""
    prepared = prepare(root / "corpus/samples" / request.param)
    return opened_file(canonical(with_facts(grade_facts(prepared.files, prepared.profile, date(2026, 11, 20), prepared.rubric))))


def ask(question: str, opened: Opened) -> Answer:
    found = answer_on_grade(question, (), opened, READINGS)
    assert found is not None, question
    assert (found.mode, found.refused) == ("grade", False)
    return found


def said(value: object) -> Iterator[str]:
    """Every number a document tells; digests and quotes, which no answer's own words repeat, are none."""
    if isinstance(value, Mapping):
        for name, one in value.items():
            if name not in _UNSAID:
                yield from said(one)
    elif isinstance(value, list | tuple):
        for one in value:
            yield from said(one)
    elif value is not None and not isinstance(value, bool):
        yield from NUMBER.findall(str(value).replace(",", ""))


def unknown(text: str, *known: object) -> set[str]:
    """Numbers of a text that none of the documents tells. [n] marks and the numbers of lines on more are looked at apart."""
    plain = re.sub(r"\[\d+\]|另有 \d+ 项", "", text).replace(",", "")
    return set(NUMBER.findall(plain)) - {number for one in known for number in said(one)}


def frame(opened: Opened) -> list[object]:
    """What stands in every answer: the day, and whose grade it is."""
    assert opened.result is not None
    return [opened.result["as_of"], opened.name]


def checked(text: str, one: Mapping[str, Any]) -> None:
    """The sentence on a clause says what the result says of it."""
    told = HEAD.search(text[text.index(f"{one['id']} {one['title']}") :])
    if one["outcome"] == "not_applicable":
        assert OUTCOMES["not_applicable"] in text
        return
    assert told is not None, text
    assert (told["outcome"], told["earned"], told["points"]) == (OUTCOMES[one["outcome"]], one["earned"], one["points"])
    assert told["lost"] == (one["lost"] if one["outcome"] in OPEN else None)
    assert (told["working"] is not None) == (one["provenance"] == "working")


def quotes(one: Mapping[str, Any]) -> list[str]:
    """What a clause cites, in one line each."""
    found = [quote for condition in one["conditions"] for quote in condition["evidence"]] + (one["sample"] or {}).get("failures", [])
    return [" ".join(quote["quote"].split()) for quote in found]


def test_every_clause_is_told_as_the_result_has_it(opened: Opened) -> None:
    assert opened.result is not None
    for one in opened.result["clauses"]:
        for question in (f"为什么 {one['id']} 丢分", f"{one['id']} 哪些记录不合格"):
            answer = ask(question, opened)
            checked(answer.text, one)
            assert not unknown(answer.text, one, *frame(opened)), answer.text
            days = {day for text in (json.dumps(one, ensure_ascii=False), opened.result["as_of"]) for day in DATE.findall(text)}
            assert set(DATE.findall(answer.text)) <= days
            marks = {int(mark) for mark in re.findall(r"\[(\d+)\]", answer.text)}
            assert marks == {citation.number for citation in answer.citations}
            assert all(any(quote.startswith(cited.quote.removesuffix("…")) for quote in quotes(one)) for cited in answer.citations)


def test_every_indicator_adds_up_as_the_result_has_it(opened: Opened) -> None:
    assert opened.result is not None
    for one in opened.result["indicators"]:
        below = [item for item in opened.result["clauses"] if item["indicator"]["id"] == one["id"]]
        losing = [item for item in below if item["outcome"] in OPEN]
        text = ask(f"为什么 {one['id']} 丢分", opened).text
        assert f"得 {one['earned']} / {one['applicable']} 分，失 {one['lost']} 分" in text
        assert not unknown(text, one, below, len(below), len(losing), *frame(opened)), text
        for item in losing[:6]:
            checked(text, item)


def test_the_standing_is_the_results(opened: Opened) -> None:
    assert opened.result is not None
    score, titles = opened.result["score"], opened.result["level_titles"]
    text = ask("现在几星", opened).text
    assert f"确认分 {score['confirmed']}，{titles['confirmed']}。" in text
    assert (f"可能分 {score['possible']}，{titles['possible']}" in text) == (score["possible"] != score["confirmed"])
    assert score["allocation_note"] in text
    assert "按材料的预评" in text
    assert not unknown(text, score, *frame(opened))
    assert set(TITLE.findall(text.replace(score["allocation_note"], ""))) <= {*titles.values(), (score["next"] or {}).get("title")}


def test_what_is_missing_to_a_level_is_exact(opened: Opened) -> None:
    assert opened.result is not None
    following = opened.result["score"]["next"]
    if following is not None:
        text = run_grade_tool("current_level", {"target": following["level"]}, opened).text
        assert f"距{following['title']}" in text
        assert f"还差 {following['missing']} 分" in text


def test_overall_and_files_and_deductions_count_what_is_there(opened: Opened) -> None:
    result = opened.result
    assert result is not None
    losing = [one for one in result["clauses"] if one["outcome"] in OPEN]
    text = ask("分都丢在哪了", opened).text
    total = result["total"]
    assert f"涉及 {total['applicable']} 分，得 {total['earned']} 分，失 {total['lost']} 分；有差距的条款 {len(losing)} 条" in text
    assert not unknown(text, total, losing, len(losing), len(result["special_deductions"]), *frame(opened))
    for one in losing:
        if f"· {one['id']} " in text:
            checked(text, one)
    refused = [one for one in result["documents"] if not one["usable"]]
    text = ask("哪些文件没算", opened).text
    assert f"材料 {len(result['documents'])} 份，{len(result['documents']) - len(refused)} 份可以作证，{len(refused)} 份没算数" in text
    assert all(f"· {one['file']}：" in text for one in refused[:8])
    text = ask("特别扣分有几项", opened).text
    assert (f"{len(result['special_deductions'])} 项" in text) == bool(result["special_deductions"])
    assert all(one["text"] in text for one in result["special_deductions"])
    assert not unknown(text, result["special_deductions"], result["rules"], len(result["special_deductions"]), *frame(opened))


@pytest.mark.parametrize("level", LEVELS)
def test_the_way_to_a_level_is_the_plans(opened: Opened, level: str) -> None:
    from scoring.plan import Wish

    assert opened.plan is not None
    plan = opened.plan(Wish(level))
    text = run_grade_tool("fastest_way", {"target": level}, opened).text
    assert f"目标 {plan['target']['title']}（{plan['target']['lower']} 分）" in text
    assert f"照计划之后 {plan['after']['score']} 分、{plan['after']['title']}" in text
    assert not unknown(text, plan, *frame(opened)), text
    assert set(DATE.findall(text)) <= set(DATE.findall(json.dumps(plan))) | set(frame(opened)[:1])  # type: ignore[arg-type]


def test_what_if_is_the_plans(opened: Opened) -> None:
    from scoring.plan import Wish

    assert opened.result is not None
    assert opened.plan is not None
    one = next(item for item in opened.result["clauses"] if item["outcome"] == "not_met")
    plan = opened.plan(Wish(on=(one["id"],)))
    text = ask(f"如果 {one['id']} 补上能到几星", opened).text
    assert f"是 {plan['what_if']['score']} 分、{plan['what_if']['title']}" in text
    assert f"现在 {opened.result['score']['confirmed']} 分" in text
    assert not unknown(text, plan["what_if"], plan["before"], one, *frame(opened))


def test_as_langchain_tools_they_say_the_same(opened: Opened) -> None:
    made = {one.name: one for one in grade_tools(opened)}
    assert tuple(made) == GRADE_TOOLS
    for name, arguments in (("current_level", {}), ("why_lost", {"subject": "5.2.4-c"}), ("special_deductions", {})):
        call = {"name": name, "args": arguments, "id": "1", "type": "tool_call"}
        message = made[name].invoke(call)
        plain = run_grade_tool(name, arguments, opened)
        assert (message.content, message.artifact) == (plain.text, plain)
        assert made[name].description


def test_calculators_are_tools_with_typed_arguments() -> None:
    made = {one.name: one for one in calculator_tools(load_rubric())}
    assert "三星级" in made["level"].invoke({"score": "88"})
    assert "87.9" in made["normalised_score"].invoke({"earned": "80", "applicable": "88", "deductions": 3})
    assert "需要 3 名" in made["managers_needed"].invoke({"people": 30, "held": 2})
    assert "营业执照" in made["materials_checklist"].invoke({})
    assert "2026-11-20" in made["timeline"].invoke({"start": "2026-11-20"})
    factors = {"服务启动": 800, "服务顾问": 800, "服务质量": 800, "经销商设施": 800, "服务后交车": 800}
    assert "加权总分 800 分" in made["satisfaction_index"].invoke({"scores": factors})
    with pytest.raises(ValueError, match="people"):
        made["managers_needed"].invoke({"people": "很多"})
