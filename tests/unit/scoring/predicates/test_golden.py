"""Every predicate, every outcome: the golden vectors of tests/data/judging."""

from typing import get_args

import pytest

from scoring.rubric import predicates as data
from tests.support.told import VECTORS as FILES
from tests.support.told import expected, told
from tests.support.vectors import DATA, Case, cases, check

TOLD = expected()


@pytest.mark.parametrize("case", [one for name in FILES for one in cases(name)])
def test_golden(case: Case) -> None:
    check(case)


@pytest.mark.parametrize("case", [one for name in FILES for one in cases(name)])
def test_what_is_told_is_told_whole(case: Case) -> None:
    assert told(case.judged()) == TOLD[case.name], "meant? then: python -m tests.support.told"


def test_every_kind_of_predicate_has_vectors() -> None:
    seen = {type(one.values[0].rule) for name in FILES for one in cases(name)}
    assert seen == set(get_args(get_args(data.Predicate)[0]))


def test_names_of_vectors_are_unique_and_every_file_is_run() -> None:
    names = [one.id for name in FILES for one in cases(name)]
    assert len(names) == len(set(names))
    assert list(TOLD) == names
    assert {path.stem for path in DATA.glob("*.yaml")} == {*FILES, "validity"}
