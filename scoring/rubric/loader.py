"""Rubric files -> Rubric, strictly."""

from functools import lru_cache
from pathlib import Path
from typing import Any

import yaml
from pydantic import ValidationError

from scoring.rubric.model import Rubric

_FOLDER = Path(__file__).resolve().parent.parent / "rubrics"
_Loader: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


class RubricError(Exception):
    """The rubric file cannot be used; the text says what and where."""


@lru_cache(maxsize=8)
def load_rubric(rubric_id: str = "gbt27922-2011") -> Rubric:
    """The rubric of that id from scoring/rubrics. Raises RubricError."""
    path = _FOLDER / f"{rubric_id}.yaml"
    try:
        return Rubric.model_validate(yaml.load(path.read_text(encoding="utf-8"), Loader=_Loader))
    except (OSError, UnicodeDecodeError, yaml.YAMLError) as error:
        raise RubricError(f"读不了评分表 {path.name}：{error}") from error
    except ValidationError as error:
        first = error.errors()[0]
        where = ".".join(map(str, first["loc"]))
        raise RubricError(f"评分表 {path.name} 有误：{where} {first['msg']}") from error
