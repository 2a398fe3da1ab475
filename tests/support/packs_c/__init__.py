"""Evidence packs of four imaginary companies, each with the truth that its maker knows."""
