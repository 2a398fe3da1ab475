"""Tricks are not rewarded, and honest papers that look alike are not refused: tests/data/tricks."""

import pytest

from tests.support.tricks.cases import Case, tricks
from tests.support.tricks.play import base_grade, faults, played, told
from tests.support.tricks.write.font import installed

pytestmark = pytest.mark.skipif(not installed(), reason="the PDFs need Noto Sans CJK (fonts-noto-cjk)")


def _cases() -> list[object]:
    return [_param(f"{name}/{case.id}", case) for name, trick in tricks().items() for case in trick.cases]


def _param(name: str, case: Case) -> object:
    """A case known to go wrong must go wrong: once it is right, its mark is to be taken off."""
    marks = [pytest.mark.xfail(strict=True, reason=case.known, raises=AssertionError)] if case.known else []
    return pytest.param(case, id=name, marks=marks)


def test_base_meets_every_clause() -> None:
    grade = base_grade()
    assert [one.clause.id for one in grade.clauses if one.outcome != "met"] == []
    assert grade.special == ()
    assert told(grade) == []


@pytest.mark.parametrize("case", _cases())
def test_trick(case: Case) -> None:
    assert [str(fault) for fault in faults(case, played(case), base_grade())] == []
