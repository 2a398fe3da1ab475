"""What the gate says of each lie, whole: the fault in words, where it is, what is left of the answer and what could be mended."""

import pytest

from tests.support.gate_told import HALVES, expected, kept_grounds, lies, told


@pytest.mark.parametrize("half", HALVES)
def test_what_is_said_of_a_lie(half: str) -> None:
    known = kept_grounds()
    found = [told(row, known) for row in lies(half)]
    assert found == expected(half), "meant? then: python -m tests.support.gate_told"
