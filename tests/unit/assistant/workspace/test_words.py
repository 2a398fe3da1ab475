"""What surfaces call the workspace's codes."""

import re
from pathlib import Path

from assistant.workspace.words import ACTIONS, action


def test_every_audited_action_has_a_name(root: Path) -> None:
    """All codes that the rooms over the database write into its log; those of ended jobs are made of their states."""
    rooms = [path for room in ("workspace", "accounts", "workbench") for path in (root / "assistant" / room).glob("*.py")]
    source = "\n".join(path.read_text(encoding="utf-8") for path in rooms if path.name != "words.py")
    kinds = "client|file|assessment|override|note|job|lead|rubric|erasure|user|login|audit"
    logged = set(re.findall(rf'"((?:{kinds})\.[a-z_]+)"', source))
    assert {one.split(".")[0] for one in logged} == set(kinds.split("|"))
    assert logged <= set(ACTIONS)
    assert {f"job.{state}" for state in ("done", "failed", "cancelled", "interrupted")} <= set(ACTIONS)


def test_a_code_without_a_name_stays() -> None:
    assert action("moon.landed") == "moon.landed"
