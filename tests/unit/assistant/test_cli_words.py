"""What the command line calls the workspace's codes."""

import re
from pathlib import Path

from assistant.cli_words import ACTIONS, action


def test_every_audited_action_has_a_name(root: Path) -> None:
    """All codes that the workspace writes into its log; those of ended jobs are made of their states."""
    source = "\n".join(path.read_text(encoding="utf-8") for path in (root / "assistant/workspace").glob("*.py"))
    logged = set(re.findall(r'"((?:client|file|assessment|override|note|job|lead)\.[a-z_]+)"', source))
    assert len(logged) > 10
    assert logged <= set(ACTIONS)
    assert {f"job.{state}" for state in ("done", "failed", "cancelled", "interrupted")} <= set(ACTIONS)


def test_a_code_without_a_name_stays() -> None:
    assert action("moon.landed") == "moon.landed"
