"""Deterministic calculators: from numbers to a worked sentence and the passages it rests on."""
