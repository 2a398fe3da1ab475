"""The wire to a model behind any OpenAI-compatible endpoint: off unless configured, bounded in time, number and cost."""
