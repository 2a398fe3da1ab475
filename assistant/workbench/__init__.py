"""The hall of the working half: clients, papers, grades, plans, comparisons, reports. Surfaces call only this and the service."""

from assistant.workbench.guide import Dates
from assistant.workbench.hall import Workbench
from assistant.workbench.permitted import Desks

__all__ = ["Dates", "Desks", "Workbench"]
