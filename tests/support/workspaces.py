"""What workspace tests share: places, a clock that stands where it is put, results and decisions."""

import json
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

NAME = "武汉墨衡办公设备有限公司"
WHO = "张三"


@dataclass(frozen=True)
class Somewhere:
    """The settings that a workspace needs."""

    data_dir: Path
    database_url: str = ""


@dataclass
class Ticking:
    """A second passes with each look."""

    at: datetime = field(default_factory=lambda: datetime(2026, 11, 20, 8, tzinfo=UTC))

    def __call__(self) -> datetime:
        self.at += timedelta(seconds=1)
        return self.at


def result(**changes: Any) -> bytes:
    """A result document with what a workspace reads of it."""
    whole = {
        "schema": "xingping-grade/1",
        "engine": "xingping-scoring/0.1",
        "as_of": "2026-11-20",
        "rubric": {"id": "gbt27922-2011", "sha256": "2c" * 32},
        "score": {"confirmed": "81.75", "possible": "83.00"},
        "level": {"confirmed": "three_star", "possible": "three_star"},
        "clauses": [],
    }
    return json.dumps(whole | changes, ensure_ascii=False, sort_keys=True).encode()


def decision(number: int = 1, **changes: Any) -> dict[str, Any]:
    """An override as scoring.overrides writes it."""
    return {
        "id": f"ov-{number:012x}",
        "kind": "condition",
        "clause": "5.1.1.2",
        "condition": "commitment-public",
        "outcome": "met",
        "who": "王评审",
        "when": "2026-11-20T10:00:00+08:00",
        "reason": "现场看过公示栏",
        "until": "2027-11-19",
        "basis": "a1" * 32,
    } | changes
