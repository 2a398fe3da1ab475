"""What the judging of the golden vectors tells people, whole: every sentence, figure and place, as tests/data/judging/told holds it.

`python -m tests.support.told` writes it anew after a change that is meant; the difference is what a user will read differently.
"""

from collections.abc import Mapping
from pathlib import Path
from typing import Any

import yaml

from scoring.verdict import Failure, Verdict
from scoring.yaml_text import parsed
from tests.support.vectors import DATA, cases

FILE = DATA / "told" / "verdicts.yaml"
VECTORS = ("papers", "statements", "samples", "promises")


def told(verdict: Verdict) -> dict[str, Any]:
    """A verdict as plain data; what it has nothing of is left out."""
    sample = verdict.sample
    return _present(
        {
            "is": f"{verdict.outcome} {verdict.reason}".strip(),
            "says": verdict.text,
            "params": dict(verdict.params),
            "at": [f"{one.file} {one.locator} {one.quote}".strip() for one in verdict.evidence],
            "sample": f"{sample.passed}/{sample.drawn} of {sample.population}, {sample.unsure} unsure" if sample else "",
            "failures": [_failure(one) for one in sample.failures] if sample else [],
        }
    )


def expected() -> Mapping[str, Any]:
    """By the name of the vector."""
    found: Mapping[str, Any] = parsed(FILE.read_text(encoding="utf-8"))
    return found


def found() -> dict[str, Any]:
    """What the engine tells of each vector now."""
    return {case.name: told(case.judged()) for name in VECTORS for case in (one.values[0] for one in cases(name))}


def _failure(one: Failure) -> str:
    return f"{one.called} @{one.quote.locator}: {one.why}{' (no such column)' if one.gap else ''}"


def _present(data: dict[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in data.items() if value}


def write(path: Path = FILE) -> None:
    path.parent.mkdir(exist_ok=True)
    path.write_text(yaml.safe_dump(found(), allow_unicode=True, sort_keys=False, width=10_000), encoding="utf-8")


if __name__ == "__main__":
    write()
