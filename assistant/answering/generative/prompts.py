"""Prompts as files: front matter (id, version, purpose, variables), then the parts by speaker.

    ---
    id: title
    version: 1
    purpose: …
    variables: [question]
    ---
    [system]
    …
    [user]
    {{question}}

Every variable the code fills stands in the file and in its front matter, and no other: anything else is an error when
the files are read, not when somebody asks.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml

from assistant.answering.generative.messages import Message, Speaker
from assistant.errors import DeclaredError
from scoring.yaml_text import parsed

FILLED: Mapping[str, frozenset[str]] = {
    "answer": frozenset({"tag", "passages", "draft", "question"}),
    "repair": frozenset({"tag", "faults"}),
    "condense": frozenset({"tag", "turns", "question"}),
    "title": frozenset({"tag", "question"}),
}
"""The prompts there must be, each with the variables the code fills."""

_KEYS = frozenset({"id", "version", "purpose", "variables"})
_VARIABLE = re.compile(r"\{\{\s*(\w+)\s*\}\}")
_FRONT = re.compile(r"\A---\n(.*?)^---\n(.*)\Z", re.DOTALL | re.MULTILINE)
_PART = re.compile(r"^\[(system|user|assistant)\]\n", re.MULTILINE)


class PromptError(DeclaredError):
    """A prompt file cannot be used; the text says which and why."""


@dataclass(frozen=True, slots=True)
class Prompt:
    """A template by speaker. `label` names prompt and version, as stored with an answer."""

    id: str
    version: int
    purpose: str
    variables: frozenset[str]
    parts: tuple[tuple[Speaker, str], ...]

    @property
    def label(self) -> str:
        return f"{self.id}@{self.version}"

    def fill(self, **values: str) -> tuple[Message, ...]:
        """The messages. One pass: what looks like a variable inside a value stays as it is."""
        if values.keys() != self.variables:
            raise PromptError(f"提示词 {self.label} 要填的是 {_names(self.variables)}，给的是 {_names(values)}")
        return tuple(
            Message(speaker, _VARIABLE.sub(lambda found: values[found[1]], template)) for speaker, template in self.parts
        )


def load_prompts(folder: Path) -> Mapping[str, Prompt]:
    """All prompts of FILLED by id. Raises PromptError with the file and what to mend."""
    return {name: _read(folder / f"{name}.md", variables) for name, variables in FILLED.items()}


def _read(path: Path, filled: frozenset[str]) -> Prompt:
    front, parts = _split(path)
    unknown, missing = front.keys() - _KEYS, _KEYS - front.keys()
    if unknown or missing:
        raise _fault(path, f"开头应有 {_names(_KEYS)}" + (f"，多了 {_names(unknown)}" if unknown else f"，缺 {_names(missing)}"))
    if front["id"] != path.stem:
        raise _fault(path, f"id 是 {front['id']}，应与文件名一致，写 {path.stem}")
    if not isinstance(front["version"], int) or isinstance(front["version"], bool) or front["version"] < 1:
        raise _fault(path, "version 应是从 1 起的整数")
    if not isinstance(front["variables"], list):
        raise _fault(path, "variables 应是一个列表，例如 [question]")
    declared = frozenset(map(str, front["variables"]))
    used = frozenset(name for _, text in parts for name in _VARIABLE.findall(text))
    for names, told in (
        (used - declared, "正文用了没有声明的变量"),
        (declared - used, "声明的变量正文没有用到"),
        (filled - declared, "缺少变量"),
        (declared - filled, "程序不提供变量"),
    ):
        if names:
            raise _fault(path, f"{told} {_names(names)}")
    return Prompt(path.stem, front["version"], str(front["purpose"]), declared, parts)


def _split(path: Path) -> tuple[dict[str, Any], tuple[tuple[Speaker, str], ...]]:
    try:
        found = _FRONT.match(path.read_text(encoding="utf-8").replace("\r\n", "\n"))
    except FileNotFoundError:
        raise _fault(path, "没有这个文件") from None
    except (OSError, UnicodeDecodeError):
        raise _fault(path, "读不了，请检查权限和编码（应为 UTF-8）") from None
    if not found:
        raise _fault(path, "开头应是两行 --- 之间的说明（id、version、purpose、variables）")
    try:
        front = parsed(found[1])
    except yaml.YAMLError:
        front = None
    if not isinstance(front, dict):
        raise _fault(path, "开头的说明不是“名称: 值”的 YAML")
    before, *pieces = _PART.split(found[2])
    parts = tuple(
        (speaker, text.strip()) for speaker, text in zip(pieces[::2], pieces[1::2], strict=True) if text.strip()
    )
    if before.strip() or not parts:
        raise _fault(path, "正文应从 [system] 或 [user] 一行开始")
    return front, parts  # type: ignore[return-value]  # the pattern knows the speakers only


def _fault(path: Path, told: str) -> PromptError:
    return PromptError(f"提示词 {path.name}：{told}")


def _names(names: object) -> str:
    return "、".join(sorted(names)) or "无"  # type: ignore[call-overload]
