"""Four made-up companies' evidence folders with known truth (set G)."""
