"""What the product raises on purpose, told apart from its own bugs."""


class DeclaredError(Exception):
    """A fault the product raises on purpose; its text is the one Chinese line for the user."""


class UsageError(DeclaredError):
    """What the user typed or piped in cannot be used."""


def declared(error: BaseException) -> bool:
    """Whether the text of the error is meant for the user. `scoring` knows nothing of us, so its errors are listed."""
    if isinstance(error, DeclaredError):
        return True
    from scoring.documents import DocumentError
    from scoring.rubric.loader import RubricError

    return isinstance(error, DocumentError | RubricError)
