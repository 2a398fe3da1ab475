"""A backup -> an empty place. Everything is unpacked aside and verified; only then the database appears in its place."""

import json
import os
import secrets
import shutil
import time
import zlib
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC
from hashlib import sha256
from pathlib import Path
from typing import Any, NoReturn
from zipfile import BadZipFile, ZipFile

from sqlalchemy import URL, Connection, MetaData, delete, func, select
from sqlalchemy.exc import DataError, IntegrityError, ProgrammingError
from sqlalchemy.orm import Session

from assistant.workspace import log, schema
from assistant.workspace.anchor import note_head
from assistant.workspace.aside import Aside
from assistant.workspace.audit import Head
from assistant.workspace.database import FILE, Clock, Database, place, utc_now
from assistant.workspace.errors import RefusedError, WorkspaceError, told
from assistant.workspace.manifest import MEMBER, MOST, Manifest, parse_manifest
from assistant.workspace.scope import Scope
from assistant.workspace.store import NAME, STALE, Store, sync_folder
from assistant.workspace.tables import AuditRow
from assistant.workspace.transactions import AUDIT, STORE
from assistant.workspace.workspace import Place

_ZIP_FAULTS = (BadZipFile, zlib.error, EOFError, ValueError, KeyError, NotImplementedError, RuntimeError)
_ROW_FAULTS = (IntegrityError, DataError, ProgrammingError)  # rows that the tables do not take
_ASIDE = ".restore-"
_BESIDE = ("-wal", "-shm", "-journal")  # what SQLite would take for the new database's own
_PIECE = 1 << 20
_BATCH = 500


@dataclass(frozen=True, slots=True)
class Restored:
    """What is there again; `lost` are contents that were damaged when the backup was made.

    `aside` are files of an earlier workspace that lay there, by their paths in the data folder: they are in `aside_in` now.
    """

    rows: int
    contents: int
    made_at: str
    lost: tuple[str, ...]
    aside: tuple[str, ...] = ()
    aside_in: Path | None = None


def read_manifest(file: Path) -> Manifest:
    """Of a backup. Raises WorkspaceError."""
    with told("读不了备份", "请检查备份文件"), _opened(file) as archive:
        return _manifest(archive, file.name)


def restore(settings: Place, file: Path, who: str, *, clock: Clock = utc_now) -> Restored:
    """Raises RefusedError where a workspace is there already, WorkspaceError for a backup that is damaged, changed or newer."""
    with told("没有恢复", "请检查备份文件和数据目录"), _opened(file) as archive:
        manifest = _manifest(archive, file.name)
        if manifest.schema_revision not in schema.REVISIONS:
            raise WorkspaceError(f"{file.name} 是更新版本的程序备份的，这个版本恢复不了；请升级程序")
        target = place(settings.data_dir, settings.database_url)
        _refuse_used(target, settings.data_dir)
        settings.data_dir.mkdir(parents=True, exist_ok=True)
        _sweep(settings.data_dir)
        draft = settings.data_dir / f"{_ASIDE}{secrets.token_hex(6)}"
        draft.mkdir()
        aside = Aside(settings.data_dir, clock().astimezone(UTC).isoformat())
        try:
            _unpack(archive, manifest, draft)
            heads = _fill(archive, manifest, target, draft, aside, settings.data_dir, who=who, clock=clock)
        finally:
            shutil.rmtree(draft, ignore_errors=True)
    for organisation, head in heads.items():
        note_head(settings.data_dir / AUDIT, organisation, head)
    rows = sum(one.rows for one in manifest.tables.values())
    return Restored(rows, len(manifest.contents), manifest.made_at, tuple(manifest.lost), tuple(aside.names), aside.folder)


def _fill(
    archive: ZipFile, manifest: Manifest, target: URL, draft: Path, aside: Aside, data_dir: Path, *, who: str, clock: Clock
) -> dict[str, Head]:
    """The database, in one transaction, and the contents into their place before it is seen; the heads of the logs."""
    sqlite = target.get_backend_name() == "sqlite"
    database = Database(URL.create("sqlite", database=str(draft / FILE)) if sqlite else target, clock)
    try:
        with database.connection() as connection:
            if schema.current(connection) is not None:
                _used("数据库")
            schema.upgrade_to(connection, manifest.schema_revision)
            _insert(archive, manifest, connection)
            schema.upgrade_to(connection, schema.HEAD)
            heads = _verified(manifest, connection, who, database.now())
            _settle(manifest, draft / STORE, Store(data_dir / STORE))
            for anchor in sorted((data_dir / AUDIT).glob("*.json")):
                aside.put(anchor)  # of a log that is gone: held against it, this one would seem cut off
    finally:
        database.close()  # the last connection of SQLite folds its WAL into the file
    if sqlite:
        _refuse_used(target, data_dir)  # another process may have begun one meanwhile
        for ending in _BESIDE:
            aside.put(data_dir / f"{FILE}{ending}")
        (draft / FILE).replace(data_dir / FILE)
        sync_folder(data_dir)
    try:
        _hold_against(target, heads)
    except WorkspaceError:
        if sqlite:  # out of the way again, with whatever got into it
            for ending in ("", "-wal", "-shm", "-journal"):
                (data_dir / f"{FILE}{ending}").unlink(missing_ok=True)
        raise
    return heads


def _hold_against(target: URL, heads: Mapping[str, Head]) -> None:
    """Whether the database in its place is sound and its log goes through those heads. Raises WorkspaceError."""
    database = Database(target)
    try:
        with database.snapshot() as connection:
            sound = not database.sqlite or connection.exec_driver_sql("PRAGMA integrity_check").scalars().all() == ["ok"]
            for organisation, head in heads.items():
                query = select(AuditRow.sha256).where(AuditRow.organisation_id == organisation, AuditRow.seq == head.rows)
                sound = sound and connection.scalar(query) == head.sha256
    finally:
        database.close()
    if not sound:
        raise WorkspaceError("恢复出来的资料库核对不符，没有恢复；请确认没有别的程序在使用这个数据目录，再试一次")


def _unpack(archive: ZipFile, manifest: Manifest, aside: Path) -> None:
    """Contents into a store aside, each checked twice: against the manifest, and against its own name."""
    store = Store(aside / STORE)
    for name, part in manifest.contents.items():
        if not NAME.fullmatch(name):
            _damaged(archive, f"有不该有的内容 {name[:80]}")
        path = store.folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        digest, size = sha256(), 0
        with path.open("xb") as out:
            for piece in _pieces(archive, f"store/{name}"):
                size += len(piece)
                if size > part.size:
                    break
                digest.update(piece)
                out.write(piece)
            out.flush()
            os.fsync(out.fileno())
        if size != part.size or digest.hexdigest() != part.sha256 or not store.holds(name):
            _damaged(archive, f"内容 {name[:14]}… 与清单不符")


def _insert(archive: ZipFile, manifest: Manifest, connection: Connection) -> None:
    """The rows as they were, into the schema they were written with."""
    metadata = MetaData()
    metadata.reflect(connection)
    tables = [table for table in metadata.sorted_tables if table.name != "alembic_version"]
    if {table.name for table in tables} != set(manifest.tables):
        _damaged(archive, "表不齐")
    for table in reversed(tables):
        if connection.scalar(select(func.count()).select_from(table)):
            connection.execute(delete(table))  # what the first revision puts into an empty database
    for table in tables:
        columns = set(table.columns.keys())
        digest, count, batch = sha256(), 0, []
        for line in _lines(archive, f"tables/{table.name}.jsonl"):
            digest.update(line)
            row = json.loads(line)
            if not isinstance(row, dict) or set(row) != columns:
                _damaged(archive, f"{table.name} 的第 {count + 1} 行读不懂")
            count += 1
            batch.append(row)
            if len(batch) == _BATCH:
                connection.execute(table.insert(), batch)
                batch = []
        if batch:
            connection.execute(table.insert(), batch)
        part = manifest.tables[table.name]
        if (count, digest.hexdigest()) != (part.rows, part.sha256):
            _damaged(archive, f"{table.name} 与清单不符")


def _verified(manifest: Manifest, connection: Connection, who: str, now: str) -> dict[str, Head]:
    """Hold rows against contents and logs, and log the restoring itself. Raises WorkspaceError."""
    heads: dict[str, Head] = {}
    known = {*manifest.contents, *manifest.lost}
    with Session(connection) as session:
        for organisation in manifest.heads:
            scope = Scope(session, organisation, now)
            anchor = manifest.anchor(organisation)
            found = log.verify(scope, [anchor] if anchor else [])
            if not found.sound:
                raise WorkspaceError(f"备份里的操作记录不完整，没有恢复：{found.text}")
            if not known.issuperset(log.contents(scope)):
                raise WorkspaceError("备份里缺少有登记的文件内容，没有恢复；请换一份备份")
            scope.log(who, "workspace.restored", "", "", made_at=manifest.made_at)
            head = scope.head()
            heads[organisation] = Head(head.rows, head.sha256)
    return heads


def _settle(manifest: Manifest, aside: Path, store: Store) -> None:
    """By name and content they can do no harm there, even if the database never appears."""
    folders = set()
    for name in manifest.contents:
        path = store.folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        (aside / name).replace(path)
        folders.add(path.parent)
    for folder in sorted(folders):
        sync_folder(folder)
    if folders:
        sync_folder(store.folder)
        sync_folder(store.folder.parent)


def _sweep(data_dir: Path) -> None:
    """Remove what killed restorings left behind."""
    for left in data_dir.glob(f"{_ASIDE}*"):
        if time.time() - left.stat().st_mtime > STALE:
            shutil.rmtree(left, ignore_errors=True)


def _refuse_used(target: URL, data_dir: Path) -> None:
    if target.get_backend_name() == "sqlite" and (data_dir / FILE).exists():
        _used(str(data_dir))


def _used(where: str) -> NoReturn:
    raise RefusedError(f"{where} 里已经有资料库，没有恢复；请用 XINGPING_DATA_DIR（或 XINGPING_DATABASE_URL）指定一个空的位置")


@contextmanager
def _opened(file: Path) -> Iterator[ZipFile]:
    """Whatever damage reading meets is one line."""
    try:
        with ZipFile(file) as archive:
            yield archive
    except (*_ZIP_FAULTS, *_ROW_FAULTS) as error:
        raise WorkspaceError(f"{file.name} 已损坏或不是备份，没有恢复；请换一份备份") from error


def _manifest(archive: ZipFile, name: str) -> Manifest:
    with archive.open(MEMBER) as member:
        data = member.read(MOST + 1)
    if len(data) > MOST:
        _damaged(archive, "清单太大")
    return parse_manifest(data, name)


def _pieces(archive: ZipFile, name: str) -> Iterator[bytes]:
    with archive.open(name) as member:
        while piece := member.read(_PIECE):
            yield piece


def _lines(archive: ZipFile, name: str) -> Iterator[Any]:
    with archive.open(name) as member:
        yield from member


def _damaged(archive: ZipFile, what: str) -> NoReturn:
    name = Path(archive.filename).name if archive.filename else "备份"
    raise WorkspaceError(f"{name} 已损坏或被改过（{what}），没有恢复；请换一份备份")
