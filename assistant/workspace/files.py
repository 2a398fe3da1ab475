"""Files of a client: what was uploaded, under its name, as it is. What is in archives is grading's matter."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

from assistant.workspace import clients
from assistant.workspace.errors import RefusedError
from assistant.workspace.scope import Scope, clean, person
from assistant.workspace.store import Content, Store
from assistant.workspace.tables import ClientRow, FileRow
from assistant.workspace.values import Refusal, StoredFile, Upload
from scoring.documents.registry import FORMATS
from scoring.errors import os_fault
from scoring.limits import PREFIX, Limits
from scoring.pack.kinds import HEAD, kind_of
from scoring.pack.names import cleaned, is_noise, on_disk

_MEDIA = {suffix: one.media_type for one in FORMATS for suffix in one.suffixes} | {
    ".zip": "application/zip",
    ".rar": "application/vnd.rar",
    ".7z": "application/x-7z-compressed",
    ".eml": "message/rfc822",
}
_UNKNOWN = "application/octet-stream"
_LONGEST_NOTE = 2000
_LONGEST_PATH = 2000  # bytes: what PostgreSQL's index of paths takes

Entry = tuple[str, bytes | Path]  # the name as uploaded, folders included, and the content or where it lies


@dataclass(frozen=True, slots=True)
class Accepted:
    """A file whose content is kept already; its row is still to be written."""

    path: str
    content: Content


def keep(store: Store, entries: Iterable[Entry], limits: Limits) -> tuple[list[Accepted], list[Refusal]]:
    """Contents into the store, outside any transaction: it takes as long as the disk does. Raises OSError for the store's own faults."""
    kept: list[Accepted] = []
    refused: list[Refusal] = []
    for given, content in entries:
        path = cleaned(on_disk(given))
        fault = _unfit(path) or _unreadable(content)
        if not fault:
            try:
                most, setting = _most(path, content, limits)
                kept.append(Accepted(path, store.put(content, most)))
            except RefusedError as error:
                fault = f"{error}（设置 {PREFIX}{setting}），没有保存；请拆分或压缩后再上传"
            except OSError:
                fault = _unreadable(content)  # it may have gone meanwhile
                if not fault:
                    raise
        if fault:
            refused.append(Refusal(path, fault))
    return kept, refused


def enter(scope: Scope, client_id: str, accepted: Sequence[Accepted], who: str, *, note: str, limits: Limits) -> Upload:
    """Rows of accepted files. A file of the same path is an earlier version: it stays, as removed. Raises RefusedError."""
    clients.in_work(scope, client_id)
    note = remark(note)
    active = {row.path: row for row in scope.rows(FileRow, FileRow.client_id == client_id, FileRow.removed_at.is_(None))}
    added: list[StoredFile] = []
    unchanged: list[StoredFile] = []
    refused: list[Refusal] = []
    for one in accepted:
        before = active.get(one.path)
        if before is not None and before.sha256 == one.content.sha256:
            unchanged.append(stored_file(before))
        elif before is None and len(active) >= limits.files:
            refused.append(Refusal(one.path, f"这个客户的文件已到 {limits.files} 个的上限（设置 {PREFIX}FILES），没有保存"))
        else:
            active[one.path] = _enter(scope, client_id, one, who, note=note, before=before)
            added.append(stored_file(active[one.path]))
    return Upload(tuple(added), tuple(unchanged), tuple(refused))


def _enter(scope: Scope, client_id: str, one: Accepted, who: str, *, note: str, before: FileRow | None) -> FileRow:
    if before is not None:
        before.removed_at, before.removed_by = scope.now, person(who)
        scope.session.flush()  # first: a path has one file in use
    row = scope.add(
        FileRow,
        who,
        client_id=client_id,
        path=one.path,
        sha256=one.content.sha256,
        size=one.content.size,
        media_type=_MEDIA.get(PurePosixPath(one.path).suffix.lower(), _UNKNOWN),
        note=note,
        replaces=before.id if before is not None else None,
    )
    told = {name: getattr(row, name) for name in ("path", "sha256", "size", "media_type", "note", "replaces")}
    scope.log(who, "file.added", client_id, row.id, **told)
    return row


def remove(scope: Scope, file_id: str, who: str) -> StoredFile:
    """Take it out of use; row and content stay. Removing twice is removing once. Raises RefusedError for a version that was replaced."""
    row = scope.row(FileRow, file_id)
    newer = scope.rows(FileRow, FileRow.client_id == row.client_id, FileRow.path == row.path, FileRow.removed_at.is_(None))
    if row.removed_at is not None and newer:
        raise RefusedError(f"“{row.path}”已换成新版本，没有移除；请核对后再移除新版本")
    if row.removed_at is None:
        clients.in_work(scope, row.client_id)
        row.removed_at, row.removed_by = scope.now, person(who)
        scope.log(who, "file.removed", row.client_id, row.id, path=row.path, sha256=row.sha256)
    return stored_file(row)


def listed(scope: Scope, client_id: str, *, removed: bool) -> list[StoredFile]:
    """In use, by path; with removed and replaced ones if asked for, each path's newest first."""
    scope.row(ClientRow, client_id)
    where = () if removed else (FileRow.removed_at.is_(None),)
    order = (FileRow.path, FileRow.removed_at.is_not(None), FileRow.created_at.desc(), FileRow.id)
    return [stored_file(row) for row in scope.rows(FileRow, FileRow.client_id == client_id, *where, order=order)]


def stored_file(row: FileRow) -> StoredFile:
    return StoredFile(
        row.id,
        row.client_id,
        row.path,
        row.sha256,
        row.size,
        row.media_type,
        row.note,
        row.created_at,
        row.created_by,
        row.replaces,
        row.removed_at,
        row.removed_by,
    )


def remark(note: str) -> str:
    """Raises RefusedError."""
    if len(note) > _LONGEST_NOTE:
        raise RefusedError(f"备注太长，最多 {_LONGEST_NOTE} 个字")
    return clean(note.strip(), "备注")


def _unfit(path: str) -> str:
    """"" or why nothing is taken under that name."""
    if is_noise(path):
        return "系统或编辑软件留下的文件，不是材料"
    if len(path.encode()) > _LONGEST_PATH:
        return f"路径太长（最多 {_LONGEST_PATH} 字节，约 {_LONGEST_PATH // 3} 个汉字），没有保存；请缩短文件夹或文件的名称"
    return ""


def _unreadable(content: bytes | Path) -> str:
    """"" or why a file on disk cannot be taken."""
    if isinstance(content, bytes):
        return ""
    try:
        if content.is_symlink():
            return "这是指向别处的链接，没有跟随；请放入文件本身"
        if not content.is_file():
            return "不是文件，没有保存"
        with content.open("rb") as file:
            file.read(1)
    except OSError as error:
        return f"读不了这个文件（{os_fault(error)}）"
    return ""


def _most(path: str, content: bytes | Path, limits: Limits) -> tuple[int, str]:
    """How many bytes are taken, as open_pack does: archives may be larger than single files."""
    if isinstance(content, bytes):
        head = content[:HEAD]
    else:
        with content.open("rb") as file:
            head = file.read(HEAD)
    if kind_of(path, head) is not None:
        return limits.archive_bytes, "ARCHIVE_MB"
    return limits.member_bytes, "MEMBER_MB"
