"""Lexicon files -> frozen models, strictly: an unknown key is an error that names file and key."""

import re
from pathlib import Path
from typing import TypeVar

import yaml
from pydantic import BaseModel, ConfigDict, ValidationError

from scoring.yaml_text import parsed

LEXICON = Path(__file__).resolve().parent / "lexicon"
_FRAGMENT = re.compile(r"<([a-z_]+)>")

Model = TypeVar("Model", bound=BaseModel)


class LexiconError(Exception):
    """A lexicon file cannot be used; the text says which and where."""


class Frozen(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


def load_strict(path: Path, model: type[Model]) -> Model:
    """The file as `model`. Raises LexiconError."""
    try:
        return model.model_validate(parsed(path.read_text(encoding="utf-8")))
    except (OSError, UnicodeDecodeError, yaml.YAMLError) as error:
        raise LexiconError(f"读不了词表 {path.name}：{error}") from error
    except ValidationError as error:
        first = error.errors()[0]
        raise LexiconError(f"词表 {path.name} 有误：{'.'.join(map(str, first['loc']))} {first['msg']}") from error


def compile_pattern(pattern: str, fragments: dict[str, str], where: str) -> re.Pattern[str]:
    """The regular expression, its <names> replaced by the fragments of that name. Raises LexiconError, which names `where`."""
    try:
        return re.compile(expand(pattern, fragments))
    except KeyError as error:
        raise LexiconError(f"词表 {where}：没有名为 {error} 的片段") from error
    except re.error as error:
        raise LexiconError(f"词表 {where}：{pattern} 不是正则表达式（{error}）") from error


def expand(pattern: str, fragments: dict[str, str]) -> str:
    """<name> becomes a group of the fragment, which may hold names itself."""
    while _FRAGMENT.search(pattern):
        pattern = _FRAGMENT.sub(lambda found: f"(?:{fragments[found[1]]})", pattern)
    return pattern
