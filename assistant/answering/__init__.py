"""A question and its history become an answer with citations, without any LLM."""
