"""What the log says of every row: its entries, replayed in their order, give each column as it should be.

Jobs are left out: their progress is no change and is not logged. Two kinds of entry are read that only older programs wrote:
file.noted and note.removed.
"""

import json
from collections.abc import Callable, Mapping
from hashlib import sha256
from typing import Any

from assistant.workspace.audit import ERASED, canonical
from assistant.workspace.naming import name_key
from assistant.workspace.tables import (
    AssessmentRow,
    AuditRow,
    ClientRow,
    ErasureRow,
    FileRow,
    NoteRow,
    OverrideRow,
    Owned,
)

TABLES: tuple[type[Owned], ...] = (ClientRow, FileRow, AssessmentRow, OverrideRow, NoteRow, ErasureRow)
_LONGEST = 200  # characters of a value that an entry repeats; longer ones stand there by their hash
_SAVED = (  # columns of an assessment
    "created_at",  # lists order by it; the entry's own time is that of the act
    "as_of",
    "rubric_id",
    "rubric_sha256",
    "engine",
    "score_confirmed",
    "score_possible",
    "level_confirmed",
    "level_possible",
    "result_sha256",
    "result_size",
    "files",
    "overrides",
    "note",
)
_OLD_SAVED = {"sha256": "result_sha256", "as_of": "as_of", "rubric": "rubric_id", "score": "score_confirmed", "level": "level_confirmed"}

Told = dict[str, tuple[Any, int]]  # column -> its value, and the number of the entry that says so
_Details = Mapping[str, Any]


def saved(row: AssessmentRow) -> dict[str, Any]:
    """All of an assessment, for the entry that tells of it."""
    return {name: short(getattr(row, name)) for name in _SAVED}


class Recorded:
    """Gathers what the log says while it is walked; `rows` by their ids."""

    def __init__(self) -> None:
        self.rows: dict[str, Told] = {}
        self._brief: set[str] = set()

    def hear(self, entry: AuditRow) -> None:
        """One entry, in the order of the log."""
        details = _object(entry.details)
        if entry.action == ERASED:
            self._forget(entry.client_id)
        made = _MADE.get(entry.action)
        if made is not None:
            own = {"created_at": entry.at, "created_by": entry.who}
            if entry.action != "client.created":
                own["client_id"] = entry.client_id
            self.rows[entry.subject] = {}
            self._say(entry, entry.subject, own | made(details))
            if entry.action == "assessment.saved" and "row" not in details:
                self._brief.add(entry.subject)
        changed = _CHANGED.get(entry.action)
        if changed is not None:
            self._say(entry, entry.subject, changed(details, entry.at, entry.who))
        if entry.action == "file.added" and details.get("replaces"):
            self._say(entry, str(details["replaces"]), _removed(details, entry.at, entry.who))
        if entry.action.startswith("client."):
            self._say(entry, entry.subject, {"updated_at": entry.at})

    def brief(self, row_id: str) -> bool:
        """Whether it is an assessment of which an older program told only the most important columns."""
        return row_id in self._brief

    def _forget(self, client: str) -> None:
        """An erased client has no rows any more."""
        gone = [name for name, told in self.rows.items() if name == client or told.get("client_id", ("", 0))[0] == client]
        for name in gone:
            del self.rows[name]
            self._brief.discard(name)

    def _say(self, entry: AuditRow, row_id: str, values: Mapping[str, Any]) -> None:
        told = self.rows.get(row_id)
        if told is not None:
            told.update({name: (value, entry.seq) for name, value in values.items()})


def differing(row: Owned, told: Told) -> int:
    """The number of the first entry that the row is not as; 0 where it is as told."""
    numbers = [seq for name, (value, seq) in told.items() if not _same(name, getattr(row, name), value)]
    return min(numbers, default=0)


def _same(name: str, value: Any, told: Any) -> bool:
    if name.endswith("_by") and isinstance(value, str):
        value = " ".join(value.split())  # as the log has names
    return bool(value == told or short(value) == told)


def short(value: Any) -> Any:
    """The value, or its hash where it is long: as entries tell it."""
    return f"sha256:{sha256(value.encode()).hexdigest()}" if isinstance(value, str) and len(value) > _LONGEST else value


def _client(fields: _Details) -> dict[str, Any]:
    """Columns of a client from the fields of its profile."""
    columns = {name: canonical(value) if isinstance(value, list) else value for name, value in fields.items()}
    return columns | ({"name_key": name_key(str(fields["name"]))} if "name" in fields else {})


def _override(details: _Details) -> dict[str, Any]:
    body = _mapping(details.get("override"))
    columns = {"body": canonical(body), **{name: body.get(name) for name in ("kind", "clause", "until")}}
    return columns | dict.fromkeys(("revoked_at", "revoked_by", "revoked_why"))


def _assessment(details: _Details) -> dict[str, Any]:
    if "row" in details:
        return dict(_mapping(details["row"]))
    return {column: details.get(name) for name, column in _OLD_SAVED.items()}


def _kept(*names: str) -> Callable[[_Details], dict[str, Any]]:
    """Columns that an entry repeats under their names, as far as it does, of a row that can be removed."""
    return lambda details: {name: details[name] for name in names if name in details} | dict.fromkeys(("removed_at", "removed_by"))


def _removed(_: _Details, at: str, who: str) -> dict[str, Any]:
    return {"removed_at": at, "removed_by": who}


_MADE: dict[str, Callable[[_Details], dict[str, Any]]] = {
    "client.created": lambda details: _client(_mapping(details.get("profile"))) | {"archived_at": None},
    "file.added": _kept("path", "sha256", "size", "replaces", "media_type", "note"),
    "assessment.saved": _assessment,
    "override.added": _override,
    "note.added": _kept("text", "clause"),
    ERASED: lambda details: {"body": details.get("body")},
}
_CHANGED: dict[str, Callable[[_Details, str, str], dict[str, Any]]] = {
    "client.updated": lambda details, _at, _who: _client(_mapping(details.get("after"))),
    "client.archived": lambda _details, at, _who: {"archived_at": at},
    "client.restored": lambda _details, _at, _who: {"archived_at": None},
    "file.removed": _removed,
    "file.noted": lambda details, _at, _who: {"note": details.get("after")},
    "override.revoked": lambda details, at, who: {"revoked_at": at, "revoked_by": who, "revoked_why": details.get("why")},
    "note.removed": _removed,
}


def _object(text: str) -> dict[str, Any]:
    """A row that was tampered with may hold anything; its hash tells."""
    try:
        found = json.loads(text)
    except (ValueError, RecursionError):
        return {}
    return found if isinstance(found, dict) and canonical(found) == text else {}


def _mapping(value: object) -> dict[str, Any]:
    return value if isinstance(value, dict) else {}
