"""Coverage by package: how lines are added up, and that a fall, a new package and one that is gone are told."""

import importlib
import sys
from pathlib import Path
from typing import Any

sys.path.append(str(Path(__file__).parents[2] / ".ci"))
covered: Any = importlib.import_module("covered")

REPORT = {
    "files": {
        "scoring/points.py": {"executed_lines": [1, 2, 3], "missing_lines": [9]},
        "scoring/facts/dates.py": {"executed_lines": [1], "missing_lines": [2]},
        "scoring/facts/deep/er.py": {"executed_lines": [1, 2], "missing_lines": []},
        "scoring/empty/__init__.py": {"executed_lines": [], "missing_lines": []},
    }
}


def test_lines_are_added_up_by_package() -> None:
    found = covered.packages(REPORT)
    assert found == {"scoring": (3, 4), "scoring.facts": (3, 4)}
    assert [line.split() for line in covered.table(found)] == [
        ["75.0%", "3", "of", "4", "scoring"],
        ["75.0%", "3", "of", "4", "scoring.facts"],
        ["75.0%", "6", "of", "8", "all"],
    ]


def test_a_floor_is_kept_or_told() -> None:
    found = covered.packages(REPORT)
    assert covered.faults(found, {"scoring": 75, "scoring.facts": 75}) == []
    assert covered.faults(found, {"scoring": 75.5, "scoring.facts": 0}) == ["scoring: 75.0% of its lines are run, at least 75.5 % should be"]
    assert covered.faults(found, {"scoring": 0, "scoring.gone": 0}) == [
        "scoring.facts: .ci/coverage.yaml has no floor for it",
        "scoring.gone: .ci/coverage.yaml has a floor, but there is no such package",
    ]
