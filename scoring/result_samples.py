"""Samples in the result document: how many records, how drawn, which failed."""

from dataclasses import asdict
from typing import Any

from scoring.evidence import Quote
from scoring.sampling import sizes, wilson
from scoring.verdict import Sample

Json = dict[str, Any]


def sample_to_json(sample: Sample | None) -> Json | None:
    if sample is None:
        return None
    return {
        "population": sample.population,
        "drawn": sample.drawn,
        "passed": sample.passed,
        "unsure": sample.unsure,
        "method": "sample" if sample.draw else "whole",
        **_drawing(sample),
        "failures": [{**quote_to_json(one.quote), "called": one.called, "why": one.why} for one in sample.failures],
    }


def _drawing(sample: Sample) -> Json:
    """How a sample was drawn and which records it holds; nothing where all were looked at."""
    if sample.draw is None:
        return {}
    low, high = wilson(sample.passed, sample.drawn)
    return {
        "pool": sample.draw.pool,
        "seed": sample.draw.seed,
        "table": sizes().provenance,
        "strata": [asdict(one) for one in sample.draw.strata],
        "interval": {"low": str(low), "high": str(high), "confidence": "0.95", "formula": "wilson", "provenance": "working"},
        "rows": [asdict(one) for one in sample.rows],
    }


def quote_to_json(one: Quote) -> Json:
    return {"file": one.file, "sha256": one.sha256, "locator": one.locator, "quote": one.quote}
