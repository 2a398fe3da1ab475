"""What the product raises on purpose, told apart from its own bugs."""

from scoring.errors import DeclaredError, UsageError

__all__ = ["DeclaredError", "UsageError", "declared"]


def declared(error: BaseException) -> bool:
    """Whether the text of the error is meant for the user."""
    return isinstance(error, DeclaredError)
