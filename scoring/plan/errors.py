"""What a plan cannot be made of."""

from scoring.errors import DeclaredError


class PlanError(DeclaredError):
    """The wish does not fit the result; the text says what is wrong, in Chinese."""
