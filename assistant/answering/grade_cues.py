"""about_grade.yaml: the words by which a question asks about the opened client's own grade."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

from scoring.yaml_text import parsed

_FILE = Path(__file__).resolve().parent / "about_grade.yaml"
_NEVER = re.compile(r"(?!)")
_ALWAYS = re.compile("")


@dataclass(frozen=True, slots=True)
class ToolCue:
    """A tool is asked for where `asks` (or, with a clause named, `named`) and `wants` are there and `unless` is not."""

    tool: str
    asks: re.Pattern[str]
    named: re.Pattern[str]
    wants: re.Pattern[str]
    unless: re.Pattern[str]
    worse: re.Pattern[str]

    def hears(self, text: str, about_clause: bool) -> bool:
        asked = self.asks.search(text) or (about_clause and self.named.search(text))
        return bool(asked) and self.wants.search(text) is not None and not self.unless.search(text)


@dataclass(frozen=True, slots=True)
class GradeCues:
    """All patterns are for normalised text. `tools` in the order in which they listen."""

    spelt: tuple[str, ...]
    own: re.Pattern[str]
    general: re.Pattern[str]
    tools: tuple[ToolCue, ...]
    follows: re.Pattern[str]
    again: re.Pattern[str]
    pointing: re.Pattern[str]
    alone: frozenset[str]
    aliases: Mapping[str, tuple[str, ...]]
    levels: Mapping[str, tuple[str, ...]]

    @classmethod
    @lru_cache(maxsize=1)
    def load(cls) -> "GradeCues":
        data: dict[str, Any] = parsed(_FILE.read_text(encoding="utf-8"))
        return cls(
            spelt=tuple(data["spelt"]),
            own=_any(data["own"]),
            general=_any(data["general"]),
            tools=tuple(_tool(name, cue) for name, cue in data["tools"].items()),
            follows=re.compile(data["follows"]),
            again=re.compile(data["again"]),
            pointing=re.compile(data["pointing"]),
            alone=frozenset(data["alone"]),
            aliases={str(clause): tuple(words) for clause, words in data["aliases"].items()},
            levels={level: tuple(words) for level, words in data["levels"].items()},
        )


def _tool(name: str, cue: Mapping[str, Any]) -> ToolCue:
    return ToolCue(
        tool=name,
        asks=_any(cue["asks"]) if "asks" in cue else _NEVER,
        named=_any(cue["named"]) if "named" in cue else _NEVER,
        wants=_any(cue["wants"]) if "wants" in cue else _ALWAYS,
        unless=_any(cue["unless"]) if "unless" in cue else _NEVER,
        worse=re.compile(cue["worse"]) if "worse" in cue else _NEVER,
    )


def _any(patterns: Iterable[str]) -> re.Pattern[str]:
    return re.compile("|".join(f"(?:{pattern})" for pattern in patterns))
