"""Comparison -> plain JSON values."""

from dataclasses import asdict
from typing import Any

from scoring.compare.model import Comparison

SCHEMA = "xingping-comparison/1"


def to_json(comparison: Comparison) -> dict[str, Any]:
    """All of it under its own names; `empty` where nothing differs."""
    return {"schema": SCHEMA, "empty": comparison.empty, **asdict(comparison)}
