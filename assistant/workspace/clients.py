"""Clients: the fields of scoring.profile, checked when they are entered, not when they are graded."""

import json
from collections.abc import Mapping
from dataclasses import asdict, fields
from typing import Any

from assistant.workspace.audit import canonical
from assistant.workspace.errors import ChangedError, NotFoundError, RefusedError
from assistant.workspace.naming import name_key
from assistant.workspace.scope import Scope, clean, may_be_id, shown, storable
from assistant.workspace.tables import ClientRow
from assistant.workspace.values import Client
from scoring.profile import Exclusion, Profile, ProfileError, parse_profile

FIELDS = (  # of a client, as they are given to create and update
    "name",
    "uscc",
    "kind",
    "industry",
    "branches",
    "entrusted_outlets",
    "period_months",
    "exclusions",
    "whole_population",
    "whole_up_to",
)
_OUTER = ("period_months", "exclusions", "whole_population", "whole_up_to")
_LISTS = ("branches", "entrusted_outlets", "exclusions", "whole_population")
_LONGEST = 2000  # characters of any one text
_LONGEST_NAME = 200  # characters
_LONGEST_KEY = 2000  # bytes: what PostgreSQL's index of names takes


def create(scope: Scope, values: Mapping[str, Any], who: str) -> Client:
    """Raises RefusedError: a field that does not hold, or a client of the same name in work."""
    profile = checked(values)
    _refuse_twin(scope, profile.name)
    row = scope.add(ClientRow, who, **_columns(profile), updated_at=scope.now)
    scope.log(who, "client.created", row.id, row.id, profile=profile_fields(profile))
    return client(row)


def update(scope: Scope, client_id: str, changes: Mapping[str, Any], who: str, *, seen: str = "", source: str = "") -> Client:
    """Change the given fields only. Raises NotFoundError and RefusedError, also where it was changed since `seen`."""
    row = scope.row(ClientRow, client_id)
    before = profile_fields(client(row).profile)
    profile = checked({**before, **changes})
    after = profile_fields(profile)
    changed = [name for name in FIELDS if before[name] != after[name]]
    if not changed:
        return client(row)
    if seen and row.updated_at != seen:
        raise ChangedError("这份档案刚才在别处改过，没有覆盖；请核对后再保存")
    if "name" in changed and row.archived_at is None:
        _refuse_twin(scope, profile.name, but=row.id)
    for name, value in _columns(profile).items():
        setattr(row, name, value)
    row.updated_at = scope.now
    told: dict[str, Any] = {key: {name: side[name] for name in changed} for key, side in (("before", before), ("after", after))}
    scope.log(who, "client.updated", row.id, row.id, **told, **({"source": source} if source else {}))
    return client(row)


def archive(scope: Scope, client_id: str, who: str, *, archived: bool) -> Client:
    """Put aside, or take up again; nothing is deleted. Raises RefusedError for a name that is in use by now."""
    row = scope.row(ClientRow, client_id)
    if (row.archived_at is not None) == archived:
        return client(row)
    if not archived:
        _refuse_twin(scope, row.name, but=row.id)
    row.archived_at = scope.now if archived else None
    row.updated_at = scope.now
    scope.log(who, "client.archived" if archived else "client.restored", row.id, row.id)
    return client(row)


def listed(scope: Scope, *, archived: bool) -> list[Client]:
    """Those in work, with the archived ones after them if asked for; by name."""
    where = () if archived else (ClientRow.archived_at.is_(None),)
    rows = scope.rows(ClientRow, *where, order=(ClientRow.archived_at.is_not(None), ClientRow.name_key, ClientRow.id))
    return [client(row) for row in rows]


def found(scope: Scope, name_or_id: str) -> Client:
    """By id, or by name in any spelling; one in work goes before archived ones. Raises NotFoundError and RefusedError."""
    name = name_or_id.strip()
    rows = scope.rows(ClientRow, ClientRow.id == name) if may_be_id(name) else []
    rows = rows or (scope.rows(ClientRow, ClientRow.name_key == name_key(name)) if storable(name) else [])
    rows = [row for row in rows if row.archived_at is None] or rows
    if not rows:
        raise NotFoundError(f"没有叫“{shown(name)}”的客户，也没有这个编号")
    if len(rows) > 1:
        raise RefusedError(f"有 {len(rows)} 个客户叫“{name[:60]}”，请用编号：{'、'.join(row.id for row in rows)}")
    return client(rows[0])


def in_work(scope: Scope, client_id: str) -> ClientRow:
    """The row of a client that may be added to. Raises NotFoundError and RefusedError."""
    row = scope.row(ClientRow, client_id)
    if row.archived_at is not None:
        raise RefusedError(f"客户“{row.name}”已归档，请先取消归档（网页的“客户档案”，或 xingping client unarchive）")
    return row


def checked(values: Mapping[str, Any]) -> Profile:
    """The profile these fields make. Raises RefusedError, which names what does not hold."""
    unknown = [name for name in values if name not in FIELDS]
    if unknown:
        raise RefusedError(f"客户资料没有这一项：{'、'.join(map(str, unknown))}")
    given = {name: value for name, value in values.items() if value is not None and value != ""}
    try:
        text = json.dumps(
            {"enterprise": {key: value for key, value in given.items() if key not in _OUTER}}
            | {key: value for key, value in given.items() if key in _OUTER},
            ensure_ascii=False,
        )
    except (TypeError, ValueError) as error:
        raise RefusedError("客户资料里有不能保存的内容，请重新填写") from error
    clean(text, "客户资料")
    try:
        profile = parse_profile(text, "客户资料")
    except ProfileError as error:
        raise RefusedError(str(error)) from error
    if not profile.name:
        raise RefusedError("请填写客户的企业名称（营业执照上的全称）")
    if profile.notices:
        raise RefusedError("；".join(profile.faults))
    if len(profile.name) > _LONGEST_NAME or len(name_key(profile.name).encode()) > _LONGEST_KEY:
        raise RefusedError(f"企业名称太长，最多 {_LONGEST_NAME} 个字；请填营业执照上的全称")
    if any(len(clean(one, "客户资料")) > _LONGEST for one in _texts(profile)):
        raise RefusedError(f"客户资料里有一项太长，最多 {_LONGEST} 个字")
    return profile


def profile_fields(profile: Profile) -> dict[str, Any]:
    """The fields as plain values, as create and update take them."""
    plain = asdict(profile)
    return {name: list(plain[name]) if name in _LISTS else plain[name] for name in FIELDS}


def client(row: ClientRow) -> Client:
    profile = Profile(
        name=row.name,
        uscc=row.uscc,
        kind=row.kind,  # type: ignore[arg-type]  # checked when it was entered
        industry=row.industry,
        branches=tuple(json.loads(row.branches)),
        entrusted_outlets=tuple(json.loads(row.entrusted_outlets)),
        period_months=row.period_months,
        exclusions=tuple(Exclusion(**one) for one in json.loads(row.exclusions)),
        whole_population=tuple(json.loads(row.whole_population)),
        whole_up_to=row.whole_up_to,
    )
    return Client(row.id, profile, row.created_at, row.created_by, row.updated_at, row.archived_at)


def _columns(profile: Profile) -> dict[str, Any]:
    plain = profile_fields(profile)
    return {name: canonical(value) if name in _LISTS else value for name, value in plain.items()} | {"name_key": name_key(profile.name)}


def _texts(profile: Profile) -> list[str]:
    plain = [getattr(profile, one.name) for one in fields(profile)]
    nested = [text for value in plain if isinstance(value, tuple) for text in value]
    return [one if isinstance(one, str) else f"{one.clause}{one.reason}" for one in [*plain, *nested] if isinstance(one, str | Exclusion)]


def _refuse_twin(scope: Scope, name: str, but: str = "") -> None:
    twins = scope.rows(ClientRow, ClientRow.name_key == name_key(name), ClientRow.archived_at.is_(None), ClientRow.id != but)
    if twins:
        raise RefusedError(f"已经有叫“{twins[0].name}”的客户（{twins[0].id}）")
