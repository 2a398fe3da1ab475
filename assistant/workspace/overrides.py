"""People's decisions on a client's grade, kept as scoring.overrides wrote them; only what all kinds share is looked at here."""

import json
import re
from collections.abc import Mapping
from datetime import date, datetime
from typing import Any

from assistant.workspace import clients
from assistant.workspace.audit import canonical
from assistant.workspace.errors import RefusedError
from assistant.workspace.files import remark
from assistant.workspace.scope import Scope, clean, person
from assistant.workspace.tables import ClientRow, OverrideRow
from assistant.workspace.values import StoredOverride
from scoring.overrides import overrides_from_json

KINDS = ("condition", "on_site", "special", "file_kind", "bonus")
_ID = re.compile(r"ov-[0-9a-f]{12}")
_HASH = re.compile(r"[0-9a-f]{64}")
_MOST = 20_000  # characters


def add(scope: Scope, client_id: str, body: Mapping[str, Any], who: str) -> StoredOverride:
    """Record a decision. Raises RefusedError, which names what is missing; `who` records it, body["who"] decided it."""
    clients.in_work(scope, client_id)
    text = _checked(body)
    if scope.count(OverrideRow, OverrideRow.id == body["id"]):
        raise RefusedError(f"人工结论 {body['id']} 已经记录过")
    row = scope.add(
        OverrideRow,
        who,
        row_id=body["id"],
        client_id=client_id,
        kind=body["kind"],
        clause=body.get("clause"),
        until=body["until"],
        body=text,
    )
    scope.log(who, "override.added", client_id, row.id, override=json.loads(text))
    return stored(row)


def revoke(scope: Scope, override_id: str, why: str, who: str) -> StoredOverride:
    """End a decision; it stays on record. Raises RefusedError without a reason or for one that is revoked already."""
    row = scope.row(OverrideRow, override_id)
    clients.in_work(scope, row.client_id)
    reason = remark(why)
    if not reason:
        raise RefusedError("请写明撤销的理由")
    if row.revoked_at is not None:
        raise RefusedError(f"人工结论 {row.id} 已经撤销过")
    row.revoked_at, row.revoked_by, row.revoked_why = scope.now, person(who), reason
    scope.log(who, "override.revoked", row.client_id, row.id, why=reason)
    return stored(row)


def listed(scope: Scope, client_id: str, *, revoked: bool) -> list[StoredOverride]:
    """In the order they were recorded."""
    scope.row(ClientRow, client_id)
    where = () if revoked else (OverrideRow.revoked_at.is_(None),)
    return [stored(row) for row in scope.rows(OverrideRow, OverrideRow.client_id == client_id, *where)]


def stored(row: OverrideRow) -> StoredOverride:
    return StoredOverride(
        row.id,
        row.client_id,
        row.kind,
        row.clause,
        row.until,
        json.loads(row.body),
        row.created_at,
        row.created_by,
        row.revoked_at,
        row.revoked_by,
        row.revoked_why,
    )


def _checked(body: Mapping[str, Any]) -> str:
    """The object's canonical text. Raises RefusedError."""
    faults = [
        f"{name} {says}"
        for name, holds, says in (
            ("id", _ID.fullmatch, "应是 ov- 加 12 位十六进制"),
            ("kind", lambda value: value in KINDS, f"应是 {'、'.join(KINDS)} 之一"),
            ("who", lambda value: value.strip(), "没有写"),
            ("reason", lambda value: value.strip(), "没有写"),
            ("when", _is_moment, "应是带时区的时间，如 2026-11-20T10:00:00+08:00"),
            ("until", _is_day, "应是日期，如 2027-11-20"),
            ("basis", _HASH.fullmatch, "应是 64 位十六进制"),
        )
        if not isinstance(body.get(name), str) or not holds(body[name])
    ]
    clause = body.get("clause", "")
    if not isinstance(clause, str) or clean(clause, "条款编号") != clause.strip():
        faults.append("clause 应是条款编号")
    if faults:
        raise RefusedError(f"人工结论不完整：{'；'.join(faults)}")
    try:
        text = canonical(dict(body))
    except (TypeError, ValueError) as error:
        raise RefusedError("人工结论里有不能保存的内容") from error
    if len(text) > _MOST:
        raise RefusedError("人工结论太长，请缩短理由")
    overrides_from_json([dict(body)])  # what judging would not read is not recorded
    return clean(text, "人工结论")


def _is_moment(text: str) -> bool:
    try:
        return datetime.fromisoformat(text).tzinfo is not None
    except ValueError:
        return False


def _is_day(text: str) -> bool:
    try:
        return date.fromisoformat(text).isoformat() == text
    except ValueError:
        return False
