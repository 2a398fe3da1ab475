"""One transaction of one organisation: the only place that makes queries, so that none forgets whose rows they are."""

import re
import secrets
from collections.abc import Sequence
from contextlib import suppress
from datetime import UTC, datetime, timedelta
from typing import Any, TypeVar, cast

from sqlalchemy import ColumnElement, CursorResult, delete, func, select, update
from sqlalchemy.orm import Session

from assistant.workspace.audit import canonical, row_hash
from assistant.workspace.errors import NotFoundError, RefusedError
from assistant.workspace.tables import (
    AssessmentRow,
    AssignmentRow,
    AuditHead,
    AuditRow,
    ClientRow,
    ErasureRow,
    FileRow,
    JobRow,
    LeadRow,
    NoteRow,
    OverrideRow,
    Owned,
    SessionRow,
    UserRow,
)

R = TypeVar("R", bound=Owned)

_NAMES: dict[type[Owned], tuple[str, str]] = {  # prefix of ids, and what the user calls it
    ClientRow: ("cl", "客户"),
    FileRow: ("fi", "文件"),
    AssessmentRow: ("as", "预评结果"),
    OverrideRow: ("ov", "人工结论"),
    NoteRow: ("no", "备注"),
    JobRow: ("jo", "任务"),
    ErasureRow: ("er", "删除凭证"),
    LeadRow: ("le", "线索"),
    UserRow: ("us", "用户"),
    AssignmentRow: ("ag", "分配"),
    SessionRow: ("se", "登录"),
}
_LONGEST_NAME = 100
_UNSTORABLE = re.compile("[\0\ud800-\udfff]")
_LONGEST_ID = 40  # characters, as the tables have it


class Scope:
    """Lives as long as its transaction. A writing one holds the organisation's head of the log: writers take turns.

    `now` is what rows and the log are dated by, `clock` what the clock says: less, where it was set back and something is written.
    """

    def __init__(self, session: Session, organisation: str, now: str) -> None:
        self.session = session
        self.organisation = organisation
        self.now = self.clock = now
        self._head: AuditHead | None = None  # once it is written to

    def rows(self, table: type[R], *where: ColumnElement[bool], order: Sequence[Any] = ()) -> list[R]:
        """Rows of this organisation, oldest first unless told otherwise."""
        query = select(table).where(table.organisation_id == self.organisation, *where)
        return list(self.session.scalars(query.order_by(*(order or (table.created_at, table.id)))))

    def row(self, table: type[R], row_id: str) -> R:
        """Raises NotFoundError, for another organisation's row as well."""
        query = select(table).where(table.organisation_id == self.organisation, table.id == row_id)
        found = self.session.scalars(query).one_or_none() if may_be_id(row_id) else None
        if found is None:
            raise missing(table, row_id)
        return found

    def count(self, table: type[R], *where: ColumnElement[bool]) -> int:
        query = select(func.count()).select_from(table).where(table.organisation_id == self.organisation, *where)
        return self.session.scalar(query) or 0

    def change(self, table: type[R], where: Sequence[ColumnElement[bool]], **values: Any) -> int:
        """Change rows without loading them; how many there were."""
        query = update(table).where(table.organisation_id == self.organisation, *where).values(**values)
        return cast("CursorResult[Any]", self.session.execute(query)).rowcount

    def drop(self, table: type[R], *where: ColumnElement[bool]) -> int:
        """Delete rows for good; how many there were. Only of tables that no trigger guards."""
        query = delete(table).where(table.organisation_id == self.organisation, *where)
        return cast("CursorResult[Any]", self.session.execute(query)).rowcount

    def add(self, table: type[R], who: str, row_id: str | None = None, **values: Any) -> R:
        """A new row; `who` is the person it is due to."""
        name = row_id or f"{_NAMES[table][0]}-{secrets.token_hex(8)}"
        row = table(id=name, organisation_id=self.organisation, created_at=self.now, created_by=person(who), **values)
        self.session.add(row)
        return row

    def log(self, who: str, action: str, client_id: str, subject: str, **details: Any) -> None:
        """Append to the audit log, in the same transaction as what it tells."""
        head = self._head = self._head or self.head()
        row = AuditRow(
            organisation_id=self.organisation,
            seq=head.rows + 1,
            at=self.now,
            who=person(who),
            action=action,
            client_id=client_id,
            subject=subject,
            details=canonical(details),
            previous=head.sha256,
        )
        row.sha256 = row_hash(row)
        self.session.add(row)
        head.rows, head.sha256 = row.seq, row.sha256

    def begin(self, now: str) -> None:
        """Set the time of this transaction: the clock's, or just after the log's last entry where the clock was set back.

        So what is later in the log is later in all lists, too.
        """
        self.now = self.clock = now
        for last in self.entries(AuditRow.seq == self.head().rows, order=AuditRow.seq, limit=1):
            with suppress(ValueError, OverflowError):  # of a row that was tampered with
                after = datetime.fromisoformat(last.at).astimezone(UTC) + timedelta(microseconds=1)
                self.now = max(now, after.isoformat(timespec="microseconds"))

    def entries(self, *where: ColumnElement[bool], order: Any, limit: int) -> list[AuditRow]:
        """Rows of this organisation's log."""
        query = select(AuditRow).where(AuditRow.organisation_id == self.organisation, *where)
        return list(self.session.scalars(query.order_by(order).limit(limit)))

    def head(self, *, lock: bool = False) -> AuditHead:
        """The log's head; `lock` makes other writers wait, where the database does not do so by itself."""
        query = select(AuditHead).where(AuditHead.organisation_id == self.organisation)
        found = self.session.scalars(query.with_for_update() if lock else query).one_or_none()
        if found is None:
            raise NotFoundError(f"没有编号为 {shown(self.organisation)} 的机构")
        return found


def missing(table: type[Owned], row_id: str) -> NotFoundError:
    """What is told of a row that is not there, or not for whoever asks."""
    return NotFoundError(f"没有编号为 {shown(row_id)} 的{_NAMES[table][1]}")


def may_be_id(text: str) -> bool:
    """Whether a row may have it: what no database can hold is not looked for."""
    return len(text) <= _LONGEST_ID and text.isascii() and text.isprintable()


def shown(text: str) -> str:
    """What was typed, for a message: its beginning, without what cannot be printed."""
    return "".join(one if one.isprintable() else "�" for one in text[:60])


def person(who: str) -> str:
    """A name that may stand in the log. Raises RefusedError where there is none."""
    name = " ".join(who.split())
    if not name:
        raise RefusedError("请写明操作人")
    if len(name) > _LONGEST_NAME:
        raise RefusedError(f"操作人太长，最多 {_LONGEST_NAME} 个字")
    return clean(name, "操作人")


def clean(text: str, what: str) -> str:
    """The text. Raises RefusedError where a database cannot hold it."""
    if not storable(text):
        raise RefusedError(f"{what}里有不能保存的字符，请重新输入")
    return text


def storable(text: str) -> bool:
    """Whether a database can hold it: PostgreSQL takes no NUL, and half characters cannot be written out."""
    return _UNSTORABLE.search(text) is None
