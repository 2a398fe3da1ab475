"""Saved grades: the bytes of the result, and what lists show of it. Nothing here changes one."""

import json
from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from assistant.workspace import clients, files, overrides
from assistant.workspace.audit import canonical
from assistant.workspace.errors import ChangedError, RefusedError
from assistant.workspace.recorded import saved
from assistant.workspace.scope import Scope, clean
from assistant.workspace.store import Content
from assistant.workspace.tables import AssessmentRow, ClientRow, FileRow, OverrideRow
from assistant.workspace.values import Assessment, Basis

_NEWEST_FIRST = (AssessmentRow.created_at.desc(), AssessmentRow.id)
_SCHEMA = "xingping-grade/"
_OPTIONAL = ("score_confirmed", "score_possible", "level_confirmed", "level_possible")
_MOST = {"as_of": 10, "rubric_id": 200, "rubric_sha256": 64, "engine": 200} | dict.fromkeys(_OPTIONAL, 20)  # characters


def parsed(data: bytes) -> Mapping[str, Any]:
    """The result these bytes are. Raises RefusedError for anything else."""
    try:
        result = json.loads(data)
    except (ValueError, RecursionError) as error:
        raise RefusedError("这不是预评结果：不是 JSON") from error
    if not isinstance(result, dict) or not str(result.get("schema", "")).startswith(_SCHEMA):
        raise RefusedError("这不是预评结果：没有 xingping-grade 的标记")
    try:
        own = of_result(result)
        date.fromisoformat(own["as_of"])
    except (KeyError, TypeError, ValueError, AttributeError) as error:
        raise RefusedError("这份预评结果不完整，没有保存") from error
    for name, most in _MOST.items():
        value = own[name]
        if not (value is None and name in _OPTIONAL) and not (isinstance(value, str) and 0 < len(clean(value, "预评结果")) <= most):
            raise RefusedError(f"这份预评结果的 {name} 不对，没有保存")
    return result


def save(
    scope: Scope,
    client_id: str,
    result: Mapping[str, Any],
    content: Content,
    *,
    who: str,
    used: tuple[Sequence[str], Sequence[str]],
    note: str,
) -> Assessment:
    """`used`: ids of the files and of the overrides it rests on, all of this client. Its bytes are in the store already."""
    clients.in_work(scope, client_id)
    for table, ids in ((FileRow, used[0]), (OverrideRow, used[1])):
        known = {row.id for row in scope.rows(table, table.client_id == client_id)}
        if not known.issuperset(ids):
            raise RefusedError("这份预评结果所依据的文件或人工结论不属于这个客户，没有保存")
    row = scope.add(
        AssessmentRow,
        who,
        client_id=client_id,
        **of_result(result),
        result_sha256=content.sha256,
        result_size=content.size,
        files=canonical(list(used[0])),
        overrides=canonical(list(used[1])),
        note=files.remark(note),
    )
    told = {"sha256": row.result_sha256, "as_of": row.as_of, "rubric": row.rubric_id, "score": row.score_confirmed, "level": row.level_confirmed}
    scope.log(who, "assessment.saved", client_id, row.id, **told, row=saved(row))
    return assessment(row)


def refuse_stale(scope: Scope, seen: Basis) -> None:
    """Raises ChangedError where the profile or the decisions in force are others than those that were judged with."""
    client = clients.client(scope.row(ClientRow, seen.client.id))
    now = {one.id for one in overrides.listed(scope, client.id, revoked=False)}
    if client.profile != seen.client.profile or now != {one.id for one in seen.overrides}:
        raise ChangedError("评分的时候人工结论或客户资料有了变化，结果没有保存；请再预评一次")


def listed(scope: Scope, client_id: str) -> list[Assessment]:
    """Newest first."""
    scope.row(ClientRow, client_id)
    return [assessment(row) for row in scope.rows(AssessmentRow, AssessmentRow.client_id == client_id, order=_NEWEST_FIRST)]


def assessment(row: AssessmentRow) -> Assessment:
    return Assessment(
        row.id,
        row.client_id,
        row.as_of,
        row.rubric_id,
        row.rubric_sha256,
        row.engine,
        row.score_confirmed,
        row.score_possible,
        row.level_confirmed,
        row.level_possible,
        row.result_sha256,
        row.result_size,
        tuple(json.loads(row.files)),
        tuple(json.loads(row.overrides)),
        row.note,
        row.created_at,
        row.created_by,
    )


def of_result(result: Mapping[str, Any]) -> dict[str, Any]:
    """Copied, never computed. A readiness rubric has no score."""
    score, level = result.get("score") or {}, result.get("level") or {}
    return {
        "as_of": result["as_of"],
        "rubric_id": result["rubric"]["id"],
        "rubric_sha256": result["rubric"]["sha256"],
        "engine": result["engine"],
        "score_confirmed": score.get("confirmed"),
        "score_possible": score.get("possible"),
        "level_confirmed": level.get("confirmed"),
        "level_possible": level.get("possible"),
    }
