"""Small invented papers by authors who had not seen the engine: most that prove a condition are read, look-alikes are not."""

from pathlib import Path

import pytest

from tests.support.snippets import load, outcome

FOLDER = Path(__file__).resolve().parents[2] / "data" / "snippets"


# found: share of the proofs that are read; turned_away: share of the look-alikes that are not. Nobody tuned anything on s6.
@pytest.mark.parametrize(
    ("name", "found", "turned_away"),
    [("s1", 0.8, 0.95), ("s2", 0.8, 0.95), ("s3", 0.8, 0.95), ("s4", 0.7, 0.95), ("s5", 0.85, 0.95), ("s6", 0.62, 0.85)],
)
def test_papers_prove_what_they_say(name: str, found: float, turned_away: float) -> None:
    snippets = list(load(FOLDER / f"{name}.jsonl"))
    right = [(one["expect"], outcome(one) == one["expect"]) for one in snippets]
    met = [good for expect, good in right if expect == "met"]
    refused = [good for expect, good in right if expect == "not_met"]
    assert sum(met) >= found * len(met)
    assert sum(refused) >= turned_away * len(refused)
