"""The smallest rounds of `python -m benchmarks faults`: nothing accepted is lost, nothing is damaged, whatever is killed or jumps."""

import random
from pathlib import Path

import pytest

from benchmarks import faults


@pytest.fixture
def chance() -> random.Random:
    return random.Random(27922)


def test_a_server_killed_while_three_clients_upload(tmp_path: Path, built_dir: Path, chance: random.Random) -> None:
    outcome = faults.killed_server(tmp_path / "served", built_dir, "upload", 1, chance)
    assert outcome.accepted > 3
    assert outcome.sound, outcome


@pytest.mark.parametrize("old", [None, faults.OLD], ids=["fresh", "from 0001"])
def test_a_migration_that_is_killed(tmp_path: Path, chance: random.Random, old: Path | None) -> None:
    outcome = faults.killed_migration(tmp_path / "migrated", old, 3, chance)
    assert outcome.rounds == 3
    assert outcome.sound, outcome


def test_a_clock_that_jumps(tmp_path: Path, chance: random.Random) -> None:
    outcome = faults.jumping_clock(tmp_path / "clock", 25, chance)
    assert outcome.accepted == 25
    assert outcome.sound, outcome


def test_what_is_lost_is_counted(tmp_path: Path, chance: random.Random) -> None:
    """The counting itself: an upload nobody stored, and a content that is not what its name says."""
    faults.jumping_clock(tmp_path / "clock", 1, chance)
    assert faults.looked_through(tmp_path / "clock", {("cl-x", "0号/没有.txt"): "00"}).lost == 1
    content = next((tmp_path / "clock/store").glob("??/*"))
    content.write_bytes(b"other")
    assert faults.looked_through(tmp_path / "clock", {}).damaged == 1
