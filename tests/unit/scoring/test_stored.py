"""A stored result, read and judged again: on its day, on another, by a changed rubric."""

import json
from datetime import date
from pathlib import Path

import pytest

from scoring.grading import grade_facts
from scoring.replay import replay
from scoring.result import canonical, to_json, with_facts
from scoring.rubric import load_rubric
from scoring.stored import StoredError, stored
from tests.support.facts import AS_OF, OWN, PROFILE, file, paper, says
from tests.support.overrides import met
from tests.support.rubrics import clause, data, group, said, text

FILES = (
    file("研究.docx", says("research_unit")),
    file("证书.pdf", paper("management_certificate", OWN, expires="2026-12-31")),
)
CERTIFIED = {"is": "certified", "kinds": ["management_certificate"]}


@pytest.fixture
def rubric(tmp_path: Path) -> str:
    path = tmp_path / "自拟.yaml"
    clauses = [clause("A", 60, said("research_unit"), said("emergency_plan")), clause("B", 40, CERTIFIED)]
    path.write_text(text(data(group(*clauses))), encoding="utf-8")
    return str(path)


@pytest.fixture
def kept(rubric: str) -> bytes:
    before = to_json(grade_facts(FILES, PROFILE, AS_OF, load_rubric(rubric)))
    return canonical(with_facts(grade_facts(FILES, PROFILE, AS_OF, load_rubric(rubric), (met(before, "A", "c2"),))))


def test_all_of_it_is_read(kept: bytes, rubric: str) -> None:
    found = stored(kept, rubric)
    assert [one.path for one in found.facts] == ["研究.docx", "证书.pdf"]
    assert (found.profile.name, found.as_of, found.same_rubric) == (OWN, AS_OF, True)
    assert [one.kind for one in found.overrides] == ["condition"]
    assert canonical(with_facts(found.regraded())) == kept


def test_it_is_judged_on_another_day(kept: bytes, rubric: str) -> None:
    later = to_json(stored(kept, rubric).regraded(date(2027, 1, 15)))
    assert later["as_of"] == "2027-01-15"
    assert [one["outcome"] for one in later["clauses"]] == ["met", "not_met"]


def test_a_rubric_that_changed_is_told_and_used(kept: bytes, tmp_path: Path) -> None:
    other = tmp_path / "新版.yaml"
    other.write_text(text(data(group(clause("A", 100, said("research_unit"))))), encoding="utf-8")
    found = stored(kept, str(other))
    assert not found.same_rubric
    assert to_json(found.regraded())["score"]["confirmed"] == "100.00"


def test_a_result_with_overrides_is_replayed(kept: bytes, rubric: str) -> None:
    assert replay(kept, rubric).same
    touched = json.loads(kept)
    touched["basis"]["overrides"] = []
    again = replay(canonical(touched), rubric)
    assert not again.same
    assert {"条款 A", "automatic", "overrides", "score"} <= set(again.differences)


@pytest.mark.parametrize("overrides", [None, 5, [5], [{"kind": "condition"}]])
def test_overrides_that_are_none(kept: bytes, rubric: str, overrides: object) -> None:
    touched = json.loads(kept)
    touched["basis"]["overrides"] = overrides
    with pytest.raises(StoredError, match="人工结论"):
        stored(canonical(touched), rubric)


def test_facts_that_do_not_fit_together(kept: bytes, rubric: str) -> None:
    touched = json.loads(kept)
    touched["basis"]["facts"][0]["mentions"][0]["section"] = 99
    with pytest.raises(StoredError, match="前后对不上"):
        stored(canonical(touched), rubric).regraded()
