"""The way to a star: which gaps to close at the least effort, by when, and what expires meanwhile."""

from scoring.plan.errors import PlanError
from scoring.plan.model import Plan, Wish
from scoring.plan.planning import plan

__all__ = ["Plan", "PlanError", "Wish", "plan"]
