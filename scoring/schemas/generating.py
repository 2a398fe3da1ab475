"""The shapes -> the JSON Schema file that ships."""

import json
from functools import lru_cache
from pathlib import Path
from typing import Any

_FOLDER = Path(__file__).resolve().parent
_DIALECT = "https://json-schema.org/draft/2020-12/schema"


def schema_file() -> Path:
    """Where the schema of today's number stands."""
    from scoring.schemas.result import NUMBER

    return _FOLDER / f"grade-result-{NUMBER}.schema.json"


@lru_cache(maxsize=1)
def schema_text() -> str:
    """The schema of the grade result, as its file has it."""
    from scoring.schemas.result import NUMBER, GradeResult

    made = GradeResult.model_json_schema(by_alias=True)
    head = {"$schema": _DIALECT, "$id": f"urn:xingping:grade-result:{NUMBER}", "title": "xingping grade result"}
    return json.dumps(head | _plain({key: value for key, value in made.items() if key != "title"}), ensure_ascii=False, indent=2) + "\n"


def _plain(value: Any, *, names: bool = False) -> Any:
    """Without the titles that only repeat names, and open to fields of later versions. `names`: the keys are names of fields."""
    if isinstance(value, list):
        return [_plain(one) for one in value]
    if not isinstance(value, dict):
        return value
    dropped = set() if names else {key for key in ("title", "discriminator") if key in value}
    if not names and value.get("additionalProperties") is False:
        dropped.add("additionalProperties")
    return {key: _plain(one, names=key in ("properties", "$defs")) for key, one in value.items() if key not in dropped}
