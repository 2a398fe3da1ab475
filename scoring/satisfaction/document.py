"""The index as plain data for JSON: exact fractions as text beside the figures for people, places of everything left out."""

from fractions import Fraction
from typing import Any

from scoring.figures import shown
from scoring.satisfaction.lexicon import words
from scoring.satisfaction.model import Answer, Survey
from scoring.satisfaction.result import FactorResult, Index, ItemResult
from scoring.satisfaction.scales import named

Json = dict[str, Any]
_FORMAT = "xingping-satisfaction/1"


def to_json(survey: Survey, index: Index, enterprise: str | None = None) -> Json:
    """Keys in English, texts in Chinese; a figure is {"shown": cut to two places, "exact": "p/q"} or null."""
    method = words().method
    return {
        "format": _FORMAT,
        "enterprise": enterprise,
        "file": {"name": survey.name, "sha256": survey.sha256},
        "period": None if survey.period is None else {"from": survey.period[0], "to": survey.period[1]},
        "method": method.model_dump(),
        "index": _figure(index.value),
        "unknown": list(index.unknown),
        "index_by_highest": _figure(index.by_highest),
        "index_without_flagged": _figure(index.without_flagged),
        "margin": _figure(index.margin),
        "counts": {
            "received": index.received,
            "valid": index.valid,
            "complete": index.complete,
            "used": index.used,
            "complete_only": index.complete_only,
            "outside_period": len(survey.outside_period),
            "undated": len(survey.undated),
        },
        "factors": [_factor(one) for one in index.factors],
        "impossible": [_answer(one) for one in index.impossible],
        "straight": list(index.straight),
        "repeated": [{"places": list(one.places), "shared": one.shared} for one in index.repeated],
        "outside_period": list(survey.outside_period),
        "undated": list(survey.undated),
        "unused_columns": list(survey.unused_columns),
        "notes": list(survey.notes),
        "warnings": [*index.warnings, *(f"“{one.item.title}”有 {shown(one.missing_share * 100)}% 没有回答" for one in index.often_missing)],
    }


def _factor(one: FactorResult) -> Json:
    return {
        "id": one.id,
        "title": one.title,
        "weight": one.weight,
        "rate": _figure(one.rate),
        "percent": None if one.rate is None else shown(one.rate * 100),
        "points": _figure(one.points),
        "full": shown(Fraction(one.weight * words().method.full, 100)),
        "valid": one.valid,
        "items": [_item(item) for item in one.items],
    }


def _item(one: ItemResult) -> Json:
    scale = one.item.scale
    return {
        "title": one.item.title,
        "places": list(one.item.places),
        "scale": {"low": shown(scale.low), "high": shown(scale.high), "origin": scale.origin, "text": named(scale)},
        "valid": one.valid,
        "missing": one.missing,
        "missing_percent": shown(one.missing_share * 100),
        "impossible": one.impossible,
        "mean": _figure(one.mean),
        "rate": _figure(one.rate),
        "spread": [{"level": level.label, "count": level.count} for level in one.spread],
    }


def _figure(value: Fraction | None) -> Json | None:
    return None if value is None else {"shown": shown(value), "exact": f"{value.numerator}/{value.denominator}"}


def _answer(one: Answer) -> Json:
    return {"cell": one.locator, "text": one.text}
