"""Where the base and the cases are."""

from pathlib import Path

BASE = Path(__file__).parent / "base"
DATA = Path(__file__).parents[2] / "data" / "tricks"
