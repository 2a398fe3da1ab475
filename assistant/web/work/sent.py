"""Texts as a browser sends them: anybody can send anything."""

import json
from typing import Any


def read_json(text: str) -> Any:
    """Raises ValueError, for what is nested too deep as well."""
    try:
        return json.loads(text)
    except RecursionError as error:
        raise ValueError("nested too deep") from error


def storable(value: object) -> str:
    """Half a surrogate pair cannot be stored or sent back."""
    return str(value).encode("utf-8", "replace").decode("utf-8")
