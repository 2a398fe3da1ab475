"""Errors whose text is meant for the user, told apart from faults of our own."""


class DeclaredError(Exception):
    """A fault the product raises on purpose; its text is the one Chinese line for the user."""


class UsageError(DeclaredError):
    """What the user typed or piped in cannot be used."""
