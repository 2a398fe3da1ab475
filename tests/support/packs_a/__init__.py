"""Four invented companies' evidence packs, each with the truth its generator knows."""
