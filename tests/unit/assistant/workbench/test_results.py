"""Saved results are parsed once for all that a page shows together."""

from pathlib import Path
from typing import Any, cast

from assistant.workbench.results import TREND, Results
from assistant.workbench.rubrics import Rubrics


class Counting:
    """A workspace that only hands out results, and how often it did."""

    def __init__(self) -> None:
        self.asked = 0

    def assessment_bytes(self, assessment: str) -> bytes:
        self.asked += 1
        return b'{"basis": [], "name": "%s"}' % assessment.encode()


def test_a_whole_trend_and_a_comparison_beside_it_are_read_once(tmp_path: Path) -> None:
    workspace = Counting()
    results = Results(cast("Any", workspace), Rubrics(tmp_path))
    for _ in range(2):
        names = [f"as-{number}" for number in range(TREND + 2)]
        assert [results.document(name) for name in names] == [{"name": name} for name in names]
    assert workspace.asked == TREND + 2
