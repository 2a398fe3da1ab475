"""Corpus files and user documents become passages, passages an index, a question the passages that answer it."""
