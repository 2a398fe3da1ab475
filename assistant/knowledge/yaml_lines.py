"""YAML lists with the line of every key, so that a fault can name file and line."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml

from assistant.errors import DeclaredError
from scoring.yaml_text import Loader


@dataclass(frozen=True, slots=True)
class Fault:
    """One thing wrong in one place of the corpus."""

    file: str
    line: int
    text: str

    def __str__(self) -> str:
        return f"{self.file}:{self.line}：{self.text}"


class CorpusError(DeclaredError):
    """The corpus cannot be used; `faults` says where and why."""

    def __init__(self, faults: list[Fault]) -> None:
        super().__init__("\n".join(map(str, faults)))
        self.faults = faults


@dataclass(frozen=True, slots=True)
class Item:
    """One entry of a YAML list: its value, its first line and the lines of its keys (1-based)."""

    file: str
    line: int
    value: Any
    key_lines: dict[str, int]

    def fault(self, text: str, key: str | None = None) -> Fault:
        return Fault(self.file, self.key_lines.get(key or "", self.line), text)


def read_items(path: Path, name: str) -> Iterator[Item]:
    """The entries of the YAML list in `path`; `name` is how faults call the file.

    Raises CorpusError for unreadable files, bad YAML, a top level that is no list, and duplicate keys.
    """
    try:
        loader = Loader(path.read_text(encoding="utf-8"))
    except FileNotFoundError as error:
        raise CorpusError([Fault(name, 1, "没有这个文件")]) from error
    except OSError as error:
        raise CorpusError([Fault(name, 1, "读不了这个文件，请检查它的权限")]) from error
    except UnicodeDecodeError as error:
        raise CorpusError([Fault(name, 1, "读不了这个文件：不是 UTF-8 编码，请另存为 UTF-8")]) from error
    except yaml.YAMLError as error:
        raise CorpusError([Fault(name, 1, "读不了这个文件：里面有控制字符")]) from error
    try:
        root = loader.get_single_node()
        if root is None:
            return
        if not isinstance(root, yaml.SequenceNode):
            raise CorpusError([Fault(name, root.start_mark.line + 1, "文件应是一个列表（每项以“- ”开头）")])
        for node in root.value:
            lines = _key_lines(node, name)
            yield Item(name, node.start_mark.line + 1, _constructed(loader, node, name), lines)
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None)
        line = mark.line + 1 if mark else 1
        raise CorpusError([Fault(name, line, "YAML 写法有误，请检查这一行附近的缩进、引号和冒号")]) from error
    finally:
        loader.dispose()


def _constructed(loader: Any, node: Any, name: str) -> Any:
    try:
        return loader.construct_document(node)
    except ValueError as error:  # what looks like a date and is none, such as 2011-13-45
        raise CorpusError([Fault(name, node.start_mark.line + 1, "有一个日期或数字不对，是文字的话请加引号")]) from error


def _key_lines(node: Any, name: str) -> dict[str, int]:
    lines: dict[str, int] = {}
    if isinstance(node, yaml.MappingNode):
        for key, _ in node.value:
            if not isinstance(key, yaml.ScalarNode):
                raise CorpusError([Fault(name, key.start_mark.line + 1, "键应是一个词")])
            if key.value in lines:
                raise CorpusError([Fault(name, key.start_mark.line + 1, f"键“{key.value}”写了两次")])
            lines[str(key.value)] = key.start_mark.line + 1
    return lines
