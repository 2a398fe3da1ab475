"""Measures answers and retrieval on sets of questions with known requirements."""
