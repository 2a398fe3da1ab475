"""Two results side by side: what changed, and why. Pure, on result documents alone."""

from scoring.compare.compute import compare
from scoring.compare.model import Cause, ClauseChange, CompareError, Comparison, Side
from scoring.compare.trend import trend

__all__ = ["Cause", "ClauseChange", "CompareError", "Comparison", "Side", "compare", "trend"]
