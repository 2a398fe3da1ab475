"""Facts <-> JSON values, without loss."""

from functools import lru_cache
from typing import Any

from pydantic import TypeAdapter

from scoring.facts.model import FileFacts


@lru_cache(maxsize=1)
def _adapter() -> TypeAdapter[FileFacts]:
    return TypeAdapter(FileFacts)


def facts_to_json(facts: FileFacts) -> dict[str, Any]:
    """Plain values; facts that equal their defaults are left out."""
    return dict(_adapter().dump_python(facts, mode="json", exclude_defaults=True))


def facts_from_json(data: object) -> FileFacts:
    """The facts again. Raises ValueError (pydantic's) where the values are no facts."""
    return _adapter().validate_python(data)


def facts_to_bytes(facts: FileFacts) -> bytes:
    return _adapter().dump_json(facts, exclude_defaults=True)


def facts_from_bytes(data: bytes) -> FileFacts:
    return _adapter().validate_json(data)
