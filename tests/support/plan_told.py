"""Plans of tests/data/plans/wishes.yaml, whole: the document and the lines of the terminal, or the refusal.

`python -m tests.support.plan_told` writes told.yaml anew after a change that is meant; the difference is what a user will read differently.
"""

from collections.abc import Mapping
from datetime import date
from fractions import Fraction
from pathlib import Path
from typing import Any

import yaml

from scoring.judge import Grade
from scoring.plan import PlanError, Wish, plan
from scoring.plan.document import to_json
from scoring.plan.terminal import report
from scoring.rubric import Rubric
from scoring.yaml_text import parsed
from tests.support.plans import TODAY, asked, graded
from tests.support.rubrics import group, small

DATA = Path(__file__).resolve().parents[1] / "data" / "plans"


def wishes() -> list[Mapping[str, Any]]:
    found: list[Mapping[str, Any]] = _read("wishes")["cases"]
    return found


def expected() -> Mapping[str, Any]:
    """By the name of the case."""
    found: Mapping[str, Any] = _read("told")
    return found


def told(case: Mapping[str, Any]) -> dict[str, Any]:
    """The plan as a document and in lines, or why there is none."""
    rubric = _rubric()
    today = _grade(rubric, case, "now", TODAY)
    wish = Wish(**{key: tuple(value) if isinstance(value, list) else value for key, value in case["wish"].items()})
    try:
        found = to_json(plan(today, lambda day: _grade(rubric, case, "then", day), wish))
    except PlanError as error:
        return {"refused": str(error)}
    return {"lines": list(report(found)), "document": found}


def _rubric() -> Rubric:
    rows = _read("wishes")["clauses"]
    return small(group(*(asked(name, points, *map(tuple, actions), excludable=name == "A") for name, points, *actions in rows)))


def _grade(rubric: Rubric, case: Mapping[str, Any], when: str, day: date) -> Grade:
    shares = {name: Fraction(share) for name, share in case.get(when, case["now"]).items()}
    return graded(rubric, shares, case.get("special", ()), case.get("excluded", ()), day=day)


def _read(name: str) -> Any:
    return parsed((DATA / f"{name}.yaml").read_text(encoding="utf-8"))


def write() -> None:
    found = {case["name"]: told(case) for case in wishes()}
    (DATA / "told.yaml").write_text(yaml.safe_dump(found, allow_unicode=True, sort_keys=False, width=10_000), encoding="utf-8")


if __name__ == "__main__":
    write()
