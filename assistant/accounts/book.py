"""The accounts of an organisation: users, who sees which client, log-in, sessions. Every change is in the audit log, no secret is."""

import logging
from datetime import datetime, timedelta

from sqlalchemy import or_

from assistant.accounts import rows
from assistant.accounts.errors import LogInError
from assistant.accounts.lasting import Lasting, digest
from assistant.accounts.lockout import TRIES, locked_for
from assistant.accounts.passwords import Passwords, checked
from assistant.accounts.subjects import bound_row, columns, refuse_taken, subject_in
from assistant.accounts.values import LOCAL, Role, Session, Subject, Ticket, User
from assistant.workspace import Workspace
from assistant.workspace.errors import RefusedError, WorkspaceError
from assistant.workspace.naming import name_key
from assistant.workspace.scope import Scope
from assistant.workspace.tables import AssignmentRow, ClientRow, SessionRow, UserRow
from assistant.workspace.transactions import Transactions

log = logging.getLogger(__name__)

NOT_IN = f"用户名或密码不对；连续输错 {TRIES} 次会锁定一段时间，锁定期间密码正确也不能登录"
NOT_BOUND = "统一登录的身份没有可以登录的账号（没有绑定、已停用或被锁定），请联系管理员"
_TOUCH = timedelta(minutes=1)  # a session's last use is noted no more often


class Accounts(Transactions):
    """Shared by threads. Every method raises WorkspaceError with one Chinese line; `who` is the person acting."""

    passwords: Passwords
    lasting: Lasting

    @classmethod
    def of(cls, workspace: Workspace, lasting: Lasting | None = None, passwords: Passwords | None = None) -> "Accounts":
        """Over the workspace's own database and log."""
        made = cls(workspace.database, workspace.data_dir, workspace.organisation, workspace.limits)
        made.lasting, made.passwords = lasting or Lasting(), passwords or Passwords()
        return made

    # -- users

    def any(self) -> bool:
        """Whether there is a user at all: from then on nobody comes in without logging in."""
        with self._read() as scope:
            return scope.count(UserRow) > 0

    def somebody_can_log_in(self, issuer: str = "", claim: str = "") -> bool:
        """By a password, or through the provider of that issuer, "" for none."""
        through = (UserRow.oidc_issuer == issuer) & (UserRow.oidc_claim == claim)
        with self._read() as scope:
            return scope.count(UserRow, UserRow.disabled_at.is_(None), or_(UserRow.password != "", through)) > 0

    def users(self) -> list[User]:
        """By name."""
        with self._read() as scope:
            return [rows.user(scope, row) for row in scope.rows(UserRow, order=(UserRow.name_key,))]

    def user(self, name: str) -> User:
        with self._read() as scope:
            return rows.user(scope, rows.wanted(scope, name))

    def create(self, name: str, role: Role, password: str | None, who: str, display: str = "", *, subject: Subject | None = None) -> User:
        """Raises RefusedError for a name or subject that is taken or a password that is too weak. Without a password: None."""
        name, display = rows.checked_name(name), rows.checked_name(display, "显示名") if display else ""
        hashed = self.passwords.hash(checked(password, name, display)) if password is not None else ""
        with self._write() as scope:
            refuse_taken(scope, subject)
            if rows.named(scope, name) is not None:
                raise RefusedError(f"已经有叫“{name}”的用户")
            row = scope.add(
                UserRow, who, name=name, name_key=name_key(name), display=display, role=str(role), password=hashed,
                failures=0, locked_until=None, disabled_at=None, **columns(subject),
            )  # fmt: skip
            scope.log(who, "user.created", "", row.id, name=name, display=display, role=str(role))
            _log_bound(scope, who, row, None, subject)
            return rows.user(scope, row)

    def set_password(self, name: str, password: str, who: str) -> None:
        """Ends the user's sessions and any lock."""
        with self._read() as scope:
            row = rows.wanted(scope, name)
            names = (row.name, row.display)
        hashed = self.passwords.hash(checked(password, *names))
        with self._write() as scope:
            row = rows.wanted(scope, name)
            row.password, row.failures, row.locked_until = hashed, 0, None
            rows.end_sessions(scope, row)
            scope.log(who, "user.password", "", row.id, name=row.name)

    def set_role(self, name: str, role: Role, who: str) -> User:
        """Ends the user's sessions."""
        with self._write() as scope:
            row = rows.wanted(scope, name)
            if row.role != role:
                scope.log(who, "user.role", "", row.id, name=row.name, before=row.role, after=str(role))
                row.role = str(role)
                rows.end_sessions(scope, row)
            return rows.user(scope, row)

    def bind(self, name: str, subject: Subject | None, who: str) -> User:
        """To whom the user is to a provider, None for nobody; ends its sessions. Raises RefusedError for another user's subject."""
        with self._write() as scope:
            row = rows.wanted(scope, name)
            refuse_taken(scope, subject, row)
            before = subject_in(row)
            if before != subject:
                row.oidc_issuer, row.oidc_claim, row.oidc_value = columns(subject).values()
                rows.end_sessions(scope, row)
                _log_bound(scope, who, row, before, subject)
            return rows.user(scope, row)

    def disable(self, name: str, who: str) -> None:
        """Ends the user's sessions; nothing of what it did goes."""
        with self._write() as scope:
            row = rows.wanted(scope, name)
            if row.disabled_at is None:
                row.disabled_at = scope.now
                rows.end_sessions(scope, row)
                scope.log(who, "user.disabled", "", row.id, name=row.name)

    def enable(self, name: str, who: str) -> None:
        """Ends a lock as well."""
        with self._write() as scope:
            row = rows.wanted(scope, name)
            if row.disabled_at is not None or row.failures:
                row.disabled_at, row.failures, row.locked_until = None, 0, None
                scope.log(who, "user.enabled", "", row.id, name=row.name)

    # -- who sees which client

    def assign(self, name: str, client_id: str, who: str) -> None:
        """Raises NotFoundError."""
        with self._write() as scope:
            row, client = rows.wanted(scope, name), scope.row(ClientRow, client_id)
            if not scope.rows(AssignmentRow, AssignmentRow.user_id == row.id, AssignmentRow.client_id == client.id):
                scope.add(AssignmentRow, who, user_id=row.id, client_id=client.id)
                scope.log(who, "user.assigned", client.id, row.id, name=row.name)

    def unassign(self, name: str, client_id: str, who: str) -> None:
        with self._write() as scope:
            row = rows.wanted(scope, name)
            if scope.drop(AssignmentRow, AssignmentRow.user_id == row.id, AssignmentRow.client_id == client_id):
                scope.log(who, "user.unassigned", client_id, row.id, name=row.name)

    # -- coming in

    def log_in(self, name: str, password: str) -> Ticket:
        """Raises LogInError, with one text whatever was wrong.

        A try counts before it is looked at, so that many at once are not more tries than one after another.
        """
        row_id, stored = self._charged(name)
        if not self.passwords.fits(stored, password) or row_id is None:
            raise LogInError(NOT_IN)
        anew = self.passwords.hash(password) if stored is not None and self.passwords.outdated(stored) else None
        with self._write() as scope:
            row = scope.row(UserRow, row_id)
            if row.disabled_at is not None or row.password != stored:  # changed meanwhile
                raise LogInError(NOT_IN)
            row.failures, row.locked_until = 0, None
            row.password = anew or row.password
            return self._let_in(scope, row, "password")

    def come_in(self, subject: Subject) -> Ticket:
        """For whom a provider has vouched. Raises LogInError, with one text for nobody's subject, a disabled and a locked user."""
        with self._write() as scope:
            row = bound_row(scope, subject)
            if row is None or row.disabled_at is not None or rows.user(scope, row).locked_until is not None:
                raise LogInError(NOT_BOUND)
            return self._let_in(scope, row, "oidc")

    def _let_in(self, scope: Scope, row: UserRow, method: str) -> Ticket:
        token = rows.begin_session(scope, row, self.lasting)
        scope.log(row.name, "login.done", "", row.id, method=method)
        return Ticket(rows.user(scope, row), token)

    def _charged(self, name: str) -> tuple[str | None, str | None]:
        """Id and hash of a user that may try, with the try counted; nothing of one that may not."""
        with self._read() as scope:
            row = rows.named(scope, name)
            if row is None or not row.password or row.disabled_at is not None or rows.user(scope, row).locked_until is not None:
                return None, None  # where there is no password, guessing locks nobody out
        with self._write() as scope:
            row = scope.row(UserRow, row.id)
            if row.disabled_at is not None or rows.user(scope, row).locked_until is not None:
                return None, None
            row.failures += 1
            span = locked_for(row.failures)
            row.locked_until = rows.later(scope.clock, span) if span is not None else None
            scope.log(row.name, "login.tried", "", row.id, tries=row.failures, **({"locked_until": row.locked_until} if span else {}))
            return row.id, row.password

    def change_password(self, user: User, old: str, new: str) -> Ticket:
        """By the user itself: all of its sessions end and a new one begins. A wrong old password counts as a wrong try."""
        checked(new, user.name, user.display)
        self.log_in(user.name, old)
        self.set_password(user.name, new, user.name)
        return self.log_in(user.name, new)

    # -- sessions

    def at_door(self, token: str) -> User | None:
        """Whose session it is, LOCAL where there are no users at all, None for a stranger."""
        with self._read() as scope:
            if not scope.count(UserRow):
                return LOCAL
            session = next(iter(scope.rows(SessionRow, SessionRow.token_sha256 == digest(token))), None) if token else None
            if session is None or not self.lasting.holds(session.created_at, session.seen_at, scope.clock):
                return None
            found = rows.user(scope, scope.row(UserRow, session.user_id))
            idle = datetime.fromisoformat(scope.clock) - datetime.fromisoformat(session.seen_at)
            session_id = session.id
        if idle >= _TOUCH:
            self._touch(session_id)
        return None if found.disabled else found

    def _touch(self, session_id: str) -> None:
        """Where nothing can be written, one may still look."""
        try:
            with self.database.write(self.organisation) as scope:
                scope.change(SessionRow, (SessionRow.id == session_id,), seen_at=scope.clock)
        except WorkspaceError as problem:
            log.warning("a session's last use is not noted: %s", problem)

    def log_out(self, token: str) -> None:
        with self._write() as scope:
            for session in scope.rows(SessionRow, SessionRow.token_sha256 == digest(token)):
                scope.log(scope.row(UserRow, session.user_id).name, "login.ended", "", session.user_id)
                scope.drop(SessionRow, SessionRow.id == session.id)

    def sessions(self, name: str) -> list[Session]:
        """Those that hold, oldest first."""
        with self._read() as scope:
            return rows.sessions(scope, rows.wanted(scope, name), self.lasting)

    def end_sessions(self, name: str, who: str) -> int:
        """How many there were."""
        with self._write() as scope:
            row = rows.wanted(scope, name)
            ended = rows.end_sessions(scope, row)
            if ended:
                scope.log(who, "user.sessions_ended", "", row.id, name=row.name, sessions=ended)
            return ended


def _log_bound(scope: Scope, who: str, row: UserRow, before: Subject | None, after: Subject | None) -> None:
    """The audit log tells who may come in as whom."""
    told = after or before
    if told is not None:
        action = "user.bound" if after is not None else "user.unbound"
        scope.log(who, action, "", row.id, name=row.name, issuer=told.issuer, claim=told.claim, value=told.value)
