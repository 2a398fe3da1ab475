"""Clauses, special deductions and contradictions of a result document as values."""

from collections.abc import Mapping
from hashlib import sha256
from typing import Any

from assistant.reports import words
from assistant.reports.model import (
    Automatic,
    Clause,
    Condition,
    Contradiction,
    ContradictionValue,
    Failure,
    Quote,
    Remedy,
    Sample,
    Special,
)
from assistant.reports.words import clean, figure
from scoring.terminal_samples import counted, named_why

Json = Mapping[str, Any]
_KEY = 8  # hexadecimal digits, enough to tell a pack's deductions apart


def clause(one: Json, result: Json) -> Clause:
    """A clause; what the machine had found stands beside it where people decided otherwise."""
    return Clause(
        id=one["id"],
        title=clean(one["title"]),
        indicator=one["indicator"]["id"],
        points=figure(one["points"]),
        mark=words.PROVENANCE[one["provenance"]],
        mode=one["mode"],
        mode_title=words.MODES[one["mode"]],
        outcome=one["outcome"],
        outcome_title=words.OUTCOMES[one["outcome"]],
        earned=figure(one["earned"]),
        possible=figure(one["possible"]),
        lost=figure(one["lost"]),
        gain=figure(one["gain"]),
        open=one["outcome"] in words.OPEN,
        sample=_sample(one["sample"]),
        conditions=tuple(_condition(item) for item in one["conditions"]),
        on_site=tuple(clean(question) for question in one["on_site"]),
        excluded_because=clean(one["excluded_because"] or ""),
        contradictions=tuple(clean(text) for text in one["contradictions"]),
        automatic=_automatic(one, result),
        overridden=bool(one.get("overridden_by")),
    )


def special(one: Json, number: int) -> Special:
    """`number` is its place in the result, told only where the result gives no id."""
    status: str = one["status"]
    own = sha256(f"{one['code']}\0{one['text']}".encode()).hexdigest()[:_KEY]
    return Special(
        key=one.get("id") or f"{one['code']}-{own}-{number}",
        code=one["code"],
        text=clean(one["text"]),
        status=status,
        status_title=words.SPECIAL_STATES.get(status, status),
        counts=status != "dismissed",
        evidence=quotes(one["evidence"]),
        remedy=remedy(one["remedy"]),
    )


def contradiction(one: Json) -> Contradiction:
    """All values with all places."""
    return Contradiction(
        title=clean(one["title"]),
        text=clean(one["text"]),
        clauses=tuple(one["clauses"]),
        values=tuple(ContradictionValue(clean(value["value"]), quotes(value["places"])) for value in one["values"]),
    )


def quotes(found: list[Json]) -> tuple[Quote, ...]:
    return tuple(Quote(clean(one["file"]), clean(one["locator"]), clean(one["quote"])) for one in found)


def remedy(one: Json) -> Remedy:
    return Remedy(clean(one["do"]), clean(one["hand_in"]), clean(one["who"]), figure(str(one["days"])), figure(str(one["lead_days"])))


def _condition(one: Json) -> Condition:
    return Condition(
        id=one["id"],
        text=clean(one["condition"]),
        outcome=one["outcome"],
        outcome_title=words.OUTCOMES[one["outcome"]],
        finding=clean(one["text"]),
        open=one["outcome"] in words.OPEN,
        failed_samples=one["reason"] == "failed_samples",
        evidence=quotes(one["evidence"]),
        remedies=tuple(remedy(item) for item in one["remedies"]),
    )


def _sample(one: Json | None) -> Sample | None:
    if one is None:
        return None
    return Sample(
        population=int(one["population"]),
        drawn=int(one["drawn"]),
        passed=int(one["passed"]),
        unsure=int(one["unsure"]),
        whole=one["method"] == "whole",
        told=counted(one),
        failures=tuple(Failure(clean(item["file"]), clean(item["locator"]), clean(named_why(item))) for item in one["failures"]),
    )


def _automatic(one: Json, result: Json) -> Automatic | None:
    found = result.get("automatic", {}).get("clauses", {}).get(one["id"])
    if found is None or (found["outcome"], found["earned"]) == (one["outcome"], one["earned"]):
        return None
    return Automatic(words.OUTCOMES[found["outcome"]], found["earned"])
