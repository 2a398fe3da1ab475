"""Rubric -> YAML text that loads to the same rubric."""

import yaml

from scoring.rubric.model import Rubric


def to_yaml(rubric: Rubric) -> str:
    """Keys as in the files that ship; what equals its default is left out."""
    data = rubric.model_dump(mode="json", by_alias=True, exclude_defaults=True)
    return yaml.dump(_with_discriminators(data, rubric.model_dump(mode="json", by_alias=True)), allow_unicode=True, sort_keys=False, width=140)


def _with_discriminators(short: object, full: object) -> object:
    """Pydantic leaves out `is` and `test`, which equal their only value but must be written."""
    if isinstance(short, dict) and isinstance(full, dict):
        kept = {key: _with_discriminators(short[key], full[key]) for key in short}
        return {key: full[key] for key in ("is", "test") if key in full and key not in kept} | kept
    if isinstance(short, list) and isinstance(full, list):
        return [_with_discriminators(one, other) for one, other in zip(short, full, strict=True)]
    return short
