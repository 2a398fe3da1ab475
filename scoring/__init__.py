"""Deterministic grading against a rubric: no LLM, no network, no clock, no randomness."""
