"""What is told to somebody who may not, or who cannot be let in."""

from assistant.errors import DeclaredError


class ForbiddenError(DeclaredError):
    """The account's role does not allow it; nothing was done."""


class LogInError(DeclaredError):
    """Name or password do not fit, or the account is locked or disabled: which of them is not told."""
