"""Results over time: one point a result."""

from collections.abc import Iterable, Mapping
from typing import Any

from scoring.compare.model import CompareError

Json = Mapping[str, Any]


def trend(results: Iterable[Json]) -> list[dict[str, Any]]:
    """By day of evaluation: score with and without people's conclusions and the level; None in a checklist. Raises CompareError."""
    try:
        return sorted((_point(one) for one in results), key=lambda point: str(point["as_of"]))
    except (KeyError, TypeError, AttributeError) as error:
        raise CompareError("其中有一份不是评分结果，不能画出变化") from error


def _point(one: Json) -> dict[str, Any]:
    if "score" not in one:
        return {"as_of": one["as_of"], "confirmed": None, "automatic": None, "level": None}
    return {
        "as_of": one["as_of"],
        "confirmed": one["score"]["confirmed"],
        "automatic": one.get("automatic", one)["score"]["confirmed"],
        "level": one["level"]["confirmed"],
    }
