"""Rows of users, assignments and sessions: found, made and changed within one transaction."""

from datetime import datetime, timedelta

from assistant.accounts.lasting import Lasting, digest, new_token
from assistant.accounts.subjects import subject_in
from assistant.accounts.values import Role, Session, User
from assistant.workspace.errors import NotFoundError, RefusedError
from assistant.workspace.naming import name_key
from assistant.workspace.scope import Scope, clean, shown, storable
from assistant.workspace.tables import AssignmentRow, SessionRow, UserRow

_LONGEST = 40  # characters of a name


def named(scope: Scope, name: str) -> UserRow | None:
    """By name in any spelling; None where there is no such user."""
    if not storable(name):
        return None
    return next(iter(scope.rows(UserRow, UserRow.name_key == name_key(name))), None)


def wanted(scope: Scope, name: str) -> UserRow:
    """Raises NotFoundError."""
    row = named(scope, name)
    if row is None:
        raise NotFoundError(f"没有叫“{shown(name)}”的用户")
    return row


def checked_name(name: str, what: str = "用户名") -> str:
    """A name as it is kept. Raises RefusedError."""
    kept = " ".join(name.split())
    if not kept or len(kept) > _LONGEST or not kept.isprintable():
        raise RefusedError(f"{what}应为 1 到 {_LONGEST} 个字")
    return clean(kept, what)


def user(scope: Scope, row: UserRow) -> User:
    clients = frozenset(one.client_id for one in scope.rows(AssignmentRow, AssignmentRow.user_id == row.id))
    locked = row.locked_until if row.locked_until is not None and row.locked_until > scope.clock else None
    return User(row.id, row.name, Role(row.role), clients, row.display, row.disabled_at is not None, locked, subject_in(row), row.password != "")


def begin_session(scope: Scope, row: UserRow, lasting: Lasting) -> str:
    """The token of a new session; what has run out of the user's is swept. It lasts by the clock: the log may be ahead of it."""
    for one in scope.rows(SessionRow, SessionRow.user_id == row.id):
        if not lasting.holds(one.created_at, one.seen_at, scope.clock):
            scope.drop(SessionRow, SessionRow.id == one.id)
    token = new_token()
    made = scope.add(SessionRow, row.name, user_id=row.id, token_sha256=digest(token), seen_at=scope.clock)
    made.created_at = scope.clock
    return token


def sessions(scope: Scope, row: UserRow, lasting: Lasting) -> list[Session]:
    """Those that hold, oldest first."""
    listed = scope.rows(SessionRow, SessionRow.user_id == row.id)
    return [Session(one.id, one.created_at, one.seen_at) for one in listed if lasting.holds(one.created_at, one.seen_at, scope.clock)]


def end_sessions(scope: Scope, row: UserRow) -> int:
    """How many there were."""
    return scope.drop(SessionRow, SessionRow.user_id == row.id)


def later(now: str, by: timedelta) -> str:
    return (datetime.fromisoformat(now) + by).isoformat(timespec="microseconds")
