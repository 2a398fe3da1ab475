"""Rubric files -> Rubric, strictly: every fault names the file and the line."""

import json
from collections.abc import Hashable, Sequence
from functools import lru_cache
from hashlib import sha256
from pathlib import Path
from typing import Any

import yaml
from pydantic import ValidationError

from scoring.errors import DeclaredError
from scoring.rubric.model import Rubric
from scoring.rubric.vocabulary import unknown_names
from scoring.yaml_text import Loader

_FOLDER = Path(__file__).resolve().parent.parent / "rubrics"
DEFAULT = "gbt27922-2011"


class RubricError(DeclaredError):
    """The rubric file cannot be used; the text says what and where."""


class _Loader(Loader):  # type: ignore[misc]
    """Refuses a key that is written twice: the second would silently win."""

    def construct_mapping(self, node: yaml.MappingNode, deep: bool = False) -> dict[Hashable, Any]:
        seen: set[Any] = set()
        for key, _ in node.value:
            if not isinstance(key, yaml.ScalarNode):
                raise yaml.constructor.ConstructorError(None, None, "键应是一个名称", key.start_mark)
            if key.value in seen:
                raise yaml.constructor.ConstructorError(None, None, f"“{key.value}”写了两次", key.start_mark)
            seen.add(key.value)
        return dict(super().construct_mapping(node, deep))


def rubric_ids() -> tuple[str, ...]:
    """The rubrics that come with the product."""
    return tuple(sorted(path.stem for path in _FOLDER.glob("*.yaml")))


@lru_cache(maxsize=8)
def load_rubric(rubric: str = DEFAULT) -> Rubric:
    """A rubric by id from scoring/rubrics, or by the path of a .yaml file. Raises RubricError."""
    path = Path(rubric) if rubric.endswith((".yaml", ".yml")) else _FOLDER / f"{rubric}.yaml"
    if not path.is_file():
        known = "、".join(rubric_ids())
        raise RubricError(f"读不了评分表 {path.name}：没有这份文件。可用的评分表：{known}，或一个 .yaml 文件的路径")
    try:
        return parse_rubric(path.read_text(encoding="utf-8"), path.name)
    except (OSError, UnicodeDecodeError) as error:
        raise RubricError(f"读不了评分表 {path.name}：{error}") from error


def parse_rubric(text: str, name: str) -> Rubric:
    """The rubric in a YAML text; `name` is for messages. Raises RubricError."""
    try:
        data = yaml.load(text, _Loader)
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None)
        raise RubricError(f"评分表 {name} 第 {mark.line + 1 if mark else '?'} 行有误：{getattr(error, 'problem', error)}") from error
    try:
        return Rubric.model_validate(data)
    except ValidationError as error:
        raise RubricError(_message(name, yaml.compose(text, _Loader), error)) from error


def check_names(rubric: Rubric, source: str = DEFAULT) -> None:
    """That every name the rubric uses is in a lexicon. Raises RubricError, with the line where `source` is a known file."""
    for place, complaint in unknown_names(rubric):
        path = Path(source) if source.endswith((".yaml", ".yml")) else _FOLDER / f"{source}.yaml"
        root = yaml.compose(path.read_text(encoding="utf-8"), _Loader) if path.is_file() else None
        raise RubricError(f"评分表 {path.name} 第 {_line(root, place)} 行有误：{complaint}")


def rubric_sha256(rubric: Rubric) -> str:
    """Of the content, not of the file: comments and layout do not change it."""
    return sha256(json.dumps(rubric.model_dump(mode="json", by_alias=True), ensure_ascii=False, sort_keys=True).encode()).hexdigest()


def _message(name: str, root: yaml.Node | None, error: ValidationError) -> str:
    first = error.errors()[0]
    where = tuple(part for part in first["loc"] if isinstance(part, int) or not _is_tag(part))
    said = {
        "extra_forbidden": "不认识这一项",
        "missing": "缺少这一项",
        "value_error": str(first["msg"]).removeprefix("Value error, "),
        "union_tag_invalid": "没有这种判断，可用的见 scoring/rubric/predicates.py",
        "union_tag_not_found": "没有写是哪种判断（is 或 test）",
        "too_short": "不能是空的",
        "string_too_short": "文字太短",
        "literal_error": "不是可选的值",
    }.get(first["type"], "写法不对")
    return f"评分表 {name} 第 {_line(root, where)} 行有误：{'.'.join(map(str, where))} {said}"


def _is_tag(part: str) -> bool:
    """Pydantic puts the discriminator's value into the path of a union; no such key is in the file."""
    return part in _TAGS


_TAGS = {
    *("provided", "stated", "counted", "sampled", "covered", "staffed", "certified", "consistent", "promised", "minima"),
    *("laws", "quantified", "topics", "graded", "any_of", "all_of", "filled", "passed", "within", "linked", "qualified"),
    *("str", "tuple[str, ...]"),
}


def _line(root: yaml.Node | None, path: Sequence[str | int]) -> int:
    """The line of a place in the file: as deep as the path can be followed."""
    node, line = root, 1
    for part in path:
        if isinstance(node, yaml.MappingNode):
            found = next(((key, value) for key, value in node.value if key.value == str(part)), None)
            if found is None:
                break
            line, node = found[0].start_mark.line + 1, found[1]
        elif isinstance(node, yaml.SequenceNode) and isinstance(part, int) and part < len(node.value):
            node = node.value[part]
            line = node.start_mark.line + 1
        else:
            break
    return line
