"""Every predicate, every outcome: the golden vectors of tests/data/judging."""

from typing import get_args

import pytest

from scoring.rubric import predicates as data
from tests.support.vectors import DATA, Case, cases, check

FILES = ("papers", "statements", "samples", "promises")


@pytest.mark.parametrize("case", [one for name in FILES for one in cases(name)])
def test_golden(case: Case) -> None:
    check(case)


def test_every_kind_of_predicate_has_vectors() -> None:
    seen = {type(one.values[0].rule) for name in FILES for one in cases(name)}
    assert seen == set(get_args(get_args(data.Predicate)[0]))


def test_names_of_vectors_are_unique_and_every_file_is_run() -> None:
    names = [one.id for name in FILES for one in cases(name)]
    assert len(names) == len(set(names))
    assert {path.stem for path in DATA.glob("*.yaml")} == {*FILES, "validity"}
