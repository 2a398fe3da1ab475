"""Small invented papers by authors who had not seen the engine: most that prove a condition are read, look-alikes are not."""

from pathlib import Path

import pytest

from tests.support.snippets import load, outcome

FOLDER = Path(__file__).resolve().parents[2] / "data" / "snippets"


@pytest.mark.parametrize(("name", "found"), [("s1", 0.75), ("s2", 0.75), ("s3", 0.72), ("s4", 0.65)])
def test_papers_prove_what_they_say(name: str, found: float) -> None:
    snippets = list(load(FOLDER / f"{name}.jsonl"))
    right = [(one["expect"], outcome(one) == one["expect"]) for one in snippets]
    met = [good for expect, good in right if expect == "met"]
    refused = [good for expect, good in right if expect == "not_met"]
    assert sum(met) >= found * len(met)
    assert sum(refused) >= 0.95 * len(refused)
