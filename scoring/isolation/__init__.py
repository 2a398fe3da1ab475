"""Work on files of strangers in processes that may die, hang or run out of memory without harm to anything else."""

from scoring.isolation.calls import isolated
from scoring.isolation.stopped import Stopped
from scoring.isolation.worker import tell

__all__ = ["Stopped", "isolated", "tell"]
