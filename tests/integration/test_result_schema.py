"""The JSON Schema that ships takes every real result, names every field of it, and refuses broken ones."""

import json
from collections.abc import Callable, Iterator
from copy import deepcopy
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft202012Validator

from scoring.grading import grade_facts, prepare
from scoring.profile import Exclusion, Profile
from scoring.result import SCHEMA, canonical, with_facts
from scoring.rubric import Rubric, load_rubric
from scoring.schemas import schema_file, schema_text
from tests.support.facts import AS_OF, PROFILE, file, says, table
from tests.support.overrides import conclude, met
from tests.support.rubrics import clause, group, passed, provided, rule, said, small

ON = date(2026, 11, 20)
RUBRIC = small(
    group(
        clause("A", 40, said("research_unit"), said("emergency_plan")),
        clause("B", 30, passed("installation_record"), said("active_service")),
        clause("C", 20, provided("service_manual")),
        clause("D", 10, said("commissioned_research"), excludable=True),
    ),
    rules=[rule("SD-law", "stated", concepts=["final_interpretation", "no_refund"])],
    special_bonus={"points_each": 2, "at_most": 1, "concepts": ["research_unit"]},
)
ROWS = [(f"I{n}", "2026-03-02", "合格" if n % 3 else "不合格") for n in range(130)]
REGISTER = file("安装.xlsx", table("installation_record", "id date result", ROWS))
TALK = file("手记.docx", kinds=["notice"])
FILES = (file("研究.docx", says("research_unit")), REGISTER, file("告示.docx", says("no_refund"), kinds=["promotion_material"]), TALK)
ENTERPRISE = replace(PROFILE, whole_up_to=100, exclusions=(Exclusion("D", "没有委托"), Exclusion("A", "不想做")))


def by_hand(rubric: Rubric = RUBRIC, **more: Any) -> Any:
    return json.loads(canonical(with_facts(grade_facts(FILES, ENTERPRISE, AS_OF, rubric, **more))))


def with_every_conclusion() -> Any:
    """One of each kind in force, and one whose time is over."""
    plain = by_hand()
    said_of = [
        met(plain, "A", "c2"),
        met(plain, "C", "c1", until="2026-11-19", when="2026-11-18T09:30:00+08:00"),
        conclude(plain, kind="on_site", clause="B", passed=18, drawn=20),
        conclude(plain, kind="special", deduction=plain["special_deductions"][0]["id"], decision="dismiss"),
        conclude(plain, kind="bonus", claim=plain["bonus_claims"][0]["id"], decision="confirm"),
        conclude(plain, kind="file_kind", file=TALK.sha256, kinds=["service_manual"]),
    ]
    return by_hand(overrides=said_of)


def sample(name: str) -> Callable[[Path], Any]:
    def made(root: Path) -> Any:
        prepared = prepare(root / "corpus/samples" / name)
        return json.loads(canonical(with_facts(grade_facts(prepared.files, prepared.profile, ON, prepared.rubric))))

    return made


def of_nothing(rubric: str = "gbt27922-2011") -> Callable[[Path], Any]:
    """No files and no profile, as of a folder in which nothing was found."""
    return lambda _: json.loads(canonical(with_facts(grade_facts((), Profile(), ON, load_rubric(rubric)))))


MADE: dict[str, Callable[[Path], Any]] = {
    "strong": sample("strong"),
    "middling": sample("middling"),
    "weak": sample("weak"),
    "an empty pack": of_nothing(),
    "the predecessor": of_nothing("sbt10401-2006"),
    "a checklist without points": of_nothing("completeness"),
    "a sample drawn": lambda _: by_hand(),
    "every conclusion": lambda _: with_every_conclusion(),
}


@pytest.fixture(scope="module")
def results(root: Path) -> dict[str, Any]:
    return {name: made(root) for name, made in MADE.items()}


@pytest.fixture(scope="module")
def schema() -> Any:
    return json.loads(schema_file().read_text(encoding="utf-8"))


def closed(value: Any) -> Any:
    """The same schema with no room for fields it does not name."""
    if isinstance(value, list):
        return [closed(one) for one in value]
    if not isinstance(value, dict):
        return value
    shut = {"additionalProperties": False} if value.get("type") == "object" and "properties" in value else {}
    return {key: closed(one) for key, one in value.items()} | shut


def told(schema: Any, result: Any) -> list[str]:
    return [f"{one.json_path}: {one.message[:200]}" for one in Draft202012Validator(schema).iter_errors(result)]


def test_the_file_is_what_the_shapes_make_today(schema: Any) -> None:
    assert schema_file().read_text(encoding="utf-8") == schema_text(), "make it anew: python -m scoring.schemas"
    Draft202012Validator.check_schema(schema)
    assert schema["properties"]["schema"]["const"] == SCHEMA
    assert schema_file().name == f"grade-result-{SCHEMA.partition('/')[2]}.schema.json"


@pytest.mark.parametrize("name", MADE)
def test_real_results_are_taken(name: str, results: dict[str, Any], schema: Any) -> None:
    assert told(schema, results[name]) == []


@pytest.mark.parametrize("name", MADE)
def test_no_field_of_a_real_result_is_left_out_of_the_schema(name: str, results: dict[str, Any], schema: Any) -> None:
    assert told(closed(schema), results[name]) == []


def test_what_the_schema_promises_comes(results: dict[str, Any], schema: Any) -> None:
    """Of the fields that are only there at times, each is there in one of these results."""
    found = {name for result in results.values() for name in names(result)}
    promised = {field for one in (schema, *schema["$defs"].values()) for field in one["properties"]}
    assert promised - found == set()


def names(value: Any) -> Iterator[str]:
    if isinstance(value, dict):
        yield from value
    for one in value.values() if isinstance(value, dict) else value if isinstance(value, list) else ():
        yield from names(one)


def test_the_conclusions_tried_are_of_every_kind_and_count(results: dict[str, Any]) -> None:
    listed = results["every conclusion"]["overrides"]
    assert {one["kind"] for one in listed} == {"condition", "on_site", "special", "bonus", "file_kind"}
    assert {one["state"] for one in listed} == {"active", "expired"}


def test_a_field_of_a_later_version_is_no_fault(results: dict[str, Any], schema: Any) -> None:
    later = deepcopy(results["weak"])
    later["signed_by"] = later["clauses"][0]["weight"] = "1"
    assert told(schema, later) == []


def _broken(path: str, value: Any) -> Any:
    return pytest.param(path, value, id=f"{path} {value!r}"[:60])


@pytest.mark.parametrize(
    ("path", "value"),
    [
        _broken("schema", "xingping-grade/2"),
        _broken("score.confirmed", 50.66),
        _broken("score.confirmed", "50.666"),
        _broken("score.exact.possible", "50.66"),
        _broken("score.allocation_range", ["1.00"]),
        _broken("as_of", "20.11.2026"),
        _broken("period.from", None),
        _broken("rubric.sha256", "abc"),
        _broken("enterprise.kind", "bank"),
        _broken("clauses", {}),
        _broken("clauses.0.outcome", "passed"),
        _broken("clauses.0.provenance", "guessed"),
        _broken("clauses.0.conditions.0.evidence.0", {"file": "a.docx"}),
        _broken("clauses.0.sample", {"method": "whole"}),
        _broken("documents.0.usable", "yes"),
        _broken("rules.levels.0.from", 70),
    ],
)
def test_a_changed_value_is_refused(path: str, value: Any, results: dict[str, Any], schema: Any) -> None:
    result = deepcopy(results["middling"])
    *way, last = (int(step) if step.isdigit() else step for step in path.split("."))
    at = result
    for step in way:
        at = at[step]
    assert at[last] != value
    at[last] = value
    assert told(schema, result)


@pytest.mark.parametrize("name", ["schema", "engine", "as_of", "clauses", "documents", "total", "level"])
def test_a_missing_part_is_refused(name: str, results: dict[str, Any], schema: Any) -> None:
    result = deepcopy(results["strong"])
    del result[name]
    assert told(schema, result)


def test_a_conclusion_without_who_is_refused(results: dict[str, Any], schema: Any) -> None:
    result = deepcopy(results["every conclusion"])
    del result["overrides"][0]["who"]
    assert told(schema, result)


def test_the_shipped_rubric_has_levels_that_the_document_names(results: dict[str, Any]) -> None:
    ids = {"unqualified", *(one.id for one in load_rubric().levels)}
    assert set(results["strong"]["level"].values()) <= ids
