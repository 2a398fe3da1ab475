"""Evidence packs, set H: four companies with the truth that their papers were written from."""
