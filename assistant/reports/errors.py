"""What goes wrong with a report for reasons the user can mend."""

from scoring.errors import DeclaredError


class ReportError(DeclaredError):
    """One Chinese line: what, where, what to do."""
