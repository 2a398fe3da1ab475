"""Who somebody is to a provider: as it is kept, looked up and bound to one user only."""

from assistant.accounts.values import Subject
from assistant.workspace.errors import RefusedError
from assistant.workspace.scope import Scope, storable
from assistant.workspace.tables import UserRow

_LONGEST = 255  # characters of a value, as the standard has it for "sub"


def subject_of(issuer: str, claim: str, value: str) -> Subject:
    """Raises RefusedError for a value that cannot be one. Addresses are compared without regard to case, where that is safe."""
    if not value or value != value.strip() or len(value) > _LONGEST or not value.isprintable() or not storable(value):
        raise RefusedError(f"统一登录的 {claim} 应为 1 到 {_LONGEST} 个字，前后没有空格")
    return Subject(issuer, claim, value.lower() if claim == "email" and value.isascii() else value)


def bound_row(scope: Scope, subject: Subject) -> UserRow | None:
    """Whose it is; None where it is nobody's."""
    same = (UserRow.oidc_issuer == subject.issuer, UserRow.oidc_claim == subject.claim, UserRow.oidc_value == subject.value)
    return next(iter(scope.rows(UserRow, *same)), None)


def refuse_taken(scope: Scope, subject: Subject | None, row: UserRow | None = None) -> None:
    """Raises RefusedError where it is bound to another user than `row`."""
    holder = bound_row(scope, subject) if subject is not None else None
    if holder is not None and holder is not row:
        raise RefusedError(f"这个统一登录身份已经绑定给“{holder.name}”，请先解除")


def columns(subject: Subject | None) -> dict[str, str | None]:
    """As they stand in a user's row."""
    if subject is None:
        return {"oidc_issuer": None, "oidc_claim": None, "oidc_value": None}
    return {"oidc_issuer": subject.issuer, "oidc_claim": subject.claim, "oidc_value": subject.value}


def subject_in(row: UserRow) -> Subject | None:
    """The other way round."""
    if row.oidc_issuer is None or row.oidc_claim is None or row.oidc_value is None:
        return None
    return Subject(row.oidc_issuer, row.oidc_claim, row.oidc_value)
