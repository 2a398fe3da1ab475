"""Clients of a consultancy with their files, grades and decisions: kept durably, changed traceably."""

from assistant.workspace.errors import NotFoundError, RefusedError, WorkspaceError
from assistant.workspace.workspace import Workspace

__all__ = ["NotFoundError", "RefusedError", "Workspace", "WorkspaceError"]
