"""A backup -> an empty place. Everything is unpacked aside and verified; only then the database appears in its place."""

import secrets
import shutil
import time
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC
from pathlib import Path
from typing import NoReturn
from zipfile import ZipFile

from sqlalchemy import URL, Connection, select
from sqlalchemy.orm import Session

from assistant.workspace import log, schema
from assistant.workspace.anchor import note_head
from assistant.workspace.aside import Aside
from assistant.workspace.audit import Head
from assistant.workspace.database import FILE, Clock, Database, place, utc_now
from assistant.workspace.errors import RefusedError, WorkspaceError, told
from assistant.workspace.manifest import Manifest
from assistant.workspace.scope import Scope
from assistant.workspace.store import STALE, Store, sync_folder
from assistant.workspace.tables import AuditRow
from assistant.workspace.transactions import AUDIT, STORE
from assistant.workspace.unpacking import FILES, insert, manifest_of, opened, unpack
from assistant.workspace.workspace import Place

_DRAFT = ".restore-"
_BESIDE = ("-wal", "-shm", "-journal")  # what SQLite would take for the new database's own


@dataclass(frozen=True, slots=True)
class Restored:
    """What is there again; `lost` are contents that were damaged when the backup was made.

    `files` are imported rubrics and the users' documents, by their paths in the data folder.
    `aside` are files of an earlier workspace that lay there: they are in the folder `aside_in` now.
    """

    rows: int
    contents: int
    made_at: str
    lost: tuple[str, ...]
    files: tuple[str, ...] = ()
    aside: tuple[str, ...] = ()
    aside_in: Path | None = None


@dataclass(frozen=True, slots=True)
class _Ground:
    """Where it is restored: the database, the data folder, the draft in it, and what is moved out of the way."""

    target: URL
    data_dir: Path
    draft: Path
    aside: Aside

    @property
    def sqlite(self) -> bool:
        return self.target.get_backend_name() == "sqlite"


def read_manifest(file: Path) -> Manifest:
    """Of a backup. Raises WorkspaceError."""
    with told("读不了备份", "请检查备份文件"), opened(file) as archive:
        return manifest_of(archive, file.name)


def restore(settings: Place, file: Path, who: str, *, clock: Clock = utc_now) -> Restored:
    """Raises RefusedError where a workspace is there already, WorkspaceError for a backup that is damaged, changed or newer."""
    with told("没有恢复", "请检查备份文件和数据目录"), opened(file) as archive:
        manifest = manifest_of(archive, file.name)
        if manifest.schema_revision not in schema.REVISIONS:
            raise WorkspaceError(f"{file.name} 是更新版本的程序备份的，这个版本恢复不了；请升级程序")
        target = place(settings.data_dir, settings.database_url)
        _refuse_used(target, settings.data_dir)
        settings.data_dir.mkdir(parents=True, exist_ok=True)
        _sweep(settings.data_dir)
        draft = settings.data_dir / f"{_DRAFT}{secrets.token_hex(6)}"
        draft.mkdir()
        ground = _Ground(target, settings.data_dir, draft, Aside(settings.data_dir, clock().astimezone(UTC).isoformat()))
        try:
            unpack(archive, manifest, draft)
            heads = _fill(archive, manifest, ground, who=who, clock=clock)
        finally:
            shutil.rmtree(draft, ignore_errors=True)
        _hold_against(ground, heads)
    for organisation, head in heads.items():
        note_head(settings.data_dir / AUDIT, organisation, head)
    rows = sum(one.rows for one in manifest.tables.values())
    moved = (tuple(ground.aside.names), ground.aside.folder)
    return Restored(rows, len(manifest.contents), manifest.made_at, tuple(manifest.lost), tuple(manifest.files), *moved)


def _fill(archive: ZipFile, manifest: Manifest, ground: _Ground, *, who: str, clock: Clock) -> dict[str, Head]:
    """The database, in one transaction, and contents and files into their place before it is seen; the heads of the logs."""
    data_dir = ground.data_dir
    database = Database(URL.create("sqlite", database=str(ground.draft / FILE)) if ground.sqlite else ground.target, clock)
    try:
        with database.connection() as connection:
            if schema.current(connection) is not None:
                _used("数据库")
            schema.upgrade_to(connection, manifest.schema_revision)
            insert(archive, manifest, connection)
            schema.upgrade_to(connection, schema.HEAD)
            heads = _verified(manifest, connection, Store(ground.draft / STORE), who, database.now())
            _settle(manifest, ground.draft / STORE, Store(data_dir / STORE))
            _settle_files(manifest, ground)
            for anchor in sorted((data_dir / AUDIT).glob("*.json")):
                ground.aside.put(anchor)  # of a log that is gone: held against it, this one would seem cut off
    finally:
        database.close()  # the last connection of SQLite folds its WAL into the file
    if ground.sqlite:
        _refuse_used(ground.target, data_dir)  # another process may have begun one meanwhile
        for ending in _BESIDE:
            ground.aside.put(data_dir / f"{FILE}{ending}")
        (ground.draft / FILE).replace(data_dir / FILE)
        sync_folder(data_dir)
    return heads


def _hold_against(ground: _Ground, heads: Mapping[str, Head]) -> None:
    """Whether the database in its place is sound and its log goes through those heads; if not it goes again. Raises WorkspaceError."""
    try:
        if not _sound(ground.target, heads):
            raise WorkspaceError("恢复出来的资料库核对不符，没有恢复；请确认没有别的程序在使用这个数据目录，再试一次")
    except WorkspaceError:
        if ground.sqlite:
            for ending in ("", "-wal", "-shm", "-journal"):
                (ground.data_dir / f"{FILE}{ending}").unlink(missing_ok=True)
        raise


def _sound(target: URL, heads: Mapping[str, Head]) -> bool:
    database = Database(target)
    try:
        with database.snapshot() as connection:
            if database.sqlite and connection.exec_driver_sql("PRAGMA integrity_check").scalars().all() != ["ok"]:
                return False
            return all(
                connection.scalar(select(AuditRow.sha256).where(AuditRow.organisation_id == name, AuditRow.seq == head.rows)) == head.sha256
                for name, head in heads.items()
            )
    finally:
        database.close()


def _verified(manifest: Manifest, connection: Connection, store: Store, who: str, now: str) -> dict[str, Head]:
    """Hold rows against contents and logs, and log the restoring itself. Raises WorkspaceError."""
    heads: dict[str, Head] = {}
    known = {*manifest.contents, *manifest.lost}
    with Session(connection) as session:
        for organisation in manifest.heads:
            scope = Scope(session, organisation, now)
            anchor = manifest.anchor(organisation)
            found = log.verify(scope, [anchor] if anchor else [], store.read_packed)
            if not found.sound:
                raise WorkspaceError(f"备份里的操作记录不完整，没有恢复：{found.text}")
            if not known.issuperset(log.contents(scope)):
                raise WorkspaceError("备份里缺少有登记的文件内容，没有恢复；请换一份备份")
            scope.begin(now)
            scope.log(who, "workspace.restored", "", "", made_at=manifest.made_at)
            head = scope.head()
            heads[organisation] = Head(head.rows, head.sha256)
    return heads


def _settle(manifest: Manifest, draft: Path, store: Store) -> None:
    """By name and content they can do no harm there, even if the database never appears."""
    folders = set()
    for name in manifest.contents:
        path = store.folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        (draft / name).replace(path)
        folders.add(path.parent)
    for folder in sorted(folders):
        sync_folder(folder)
    if folders:
        sync_folder(store.folder)
        sync_folder(store.folder.parent)


def _settle_files(manifest: Manifest, ground: _Ground) -> None:
    """What lies there under the same name with another content is moved aside."""
    folders = set()
    for name in manifest.files:
        source, path = ground.draft / FILES / name, ground.data_dir / name
        if path.is_file() and path.read_bytes() == source.read_bytes():
            continue
        ground.aside.put(path)
        path.parent.mkdir(parents=True, exist_ok=True)
        source.replace(path)
        folders |= {path.parent, path.parent.parent}
    for folder in sorted(folders):
        sync_folder(folder)


def _sweep(data_dir: Path) -> None:
    """Remove what killed restorings left behind."""
    for left in data_dir.glob(f"{_DRAFT}*"):
        if time.time() - left.stat().st_mtime > STALE:
            shutil.rmtree(left, ignore_errors=True)


def _refuse_used(target: URL, data_dir: Path) -> None:
    if target.get_backend_name() == "sqlite" and (data_dir / FILE).exists():
        _used(str(data_dir))


def _used(where: str) -> NoReturn:
    raise RefusedError(f"{where} 里已经有资料库，没有恢复；请用 XINGPING_DATA_DIR（或 XINGPING_DATABASE_URL）指定一个空的位置")
