"""Whole packs against independent truth: the samples that ship, and development packs where they are at hand."""

import json
from datetime import date
from pathlib import Path

import pytest

from scoring.grading import grade_pack
from scoring.result import to_json
from tests.support.agreement import Agreement, agreement

ROOT = Path(__file__).resolve().parents[2]
SAMPLES = ROOT / "corpus" / "samples"
PACKS = ROOT.parent / "shared" / "eval" / "packs"
ON = date(2026, 11, 20)


def _agreement(pack: Path, truth: Path) -> Agreement:
    return agreement(json.loads(truth.read_text(encoding="utf-8")), to_json(grade_pack(pack, ON, workers=1)))


@pytest.mark.parametrize("name", ["strong", "middling", "weak"])
def test_samples(name: str) -> None:
    found = _agreement(SAMPLES / name, ROOT / "tests" / "data" / "samples" / f"{name}.json")
    assert found.share >= 0.95, found.wrong
    assert found.level
    assert (found.special_missed, found.false_special) == (0, 0)
    assert found.refused == found.to_refuse


@pytest.mark.skipif(not PACKS.is_dir(), reason="no development packs beside the repository")
def test_development_packs() -> None:
    found = {pack.name: _agreement(pack, PACKS / "truth" / f"{pack.name}.json") for pack in sorted(PACKS.glob("d0*"))}
    wrong = {name: one.wrong for name, one in found.items() if one.wrong}
    assert sum(map(len, wrong.values())) <= 0.05 * sum(one.clauses for one in found.values()), wrong
    assert all(one.level for one in found.values())
    assert not any(one.special_missed or one.false_special for one in found.values())
    assert all(one.refused == one.to_refuse for one in found.values())
