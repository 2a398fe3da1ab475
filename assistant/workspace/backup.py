"""Workspace -> one zip: the tables as of one moment, every content they speak of, imported rubrics and documents, a manifest with all hashes.

Tables are written as JSON lines for both databases, so that a backup of one can be restored into the other.
"""

import os
from collections.abc import Iterator
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from typing import IO
from zipfile import ZIP_DEFLATED, ZIP_STORED, ZipFile, ZipInfo

from sqlalchemy import Connection, literal, select

from assistant.workspace import schema
from assistant.workspace.audit import canonical
from assistant.workspace.carried import carried
from assistant.workspace.errors import RefusedError, told
from assistant.workspace.manifest import FORMAT, MEMBER, ContentPart, LogHead, Manifest, TablePart
from assistant.workspace.store import Store, content_name, sync_folder
from assistant.workspace.tables import AssessmentRow, AuditHead, FileRow, Table
from assistant.workspace.workspace import Workspace

_PIECE = 1 << 20
_FLEETING = ("sessions",)  # tables whose rows are not carried: whoever was logged in logs in again


@dataclass(frozen=True, slots=True)
class Backup:
    """What was written; `fingerprint` is the manifest's hash, worth noting elsewhere; `lost` are contents that were damaged.

    `files` are imported rubrics and the users' documents, by their paths in the data folder.
    """

    file: Path
    rows: int
    contents: int
    fingerprint: str
    lost: tuple[str, ...]
    files: tuple[str, ...]


def backup(workspace: Workspace, target: Path) -> Backup:
    """Write it next to its place first, so that half a backup is never taken for one. Raises RefusedError where a file is there."""
    if target.exists():
        raise RefusedError(f"{target} 已经存在，没有覆盖；请换一个文件名")
    draft = target.with_name(f".{target.name}.part")
    with told("备份没有写成", "请检查写入的位置和数据目录"):
        try:
            with draft.open("wb") as file:
                manifest, fingerprint = _write(workspace, file)
                file.flush()
                os.fsync(file.fileno())
            draft.replace(target)
            sync_folder(target.absolute().parent)
        except OSError as error:
            if error.filename == str(draft):
                error.filename = str(target)  # the path that was asked for, not where it is written first
            raise
        finally:
            draft.unlink(missing_ok=True)
    rows = sum(one.rows for one in manifest.tables.values())
    return Backup(target, rows, len(manifest.contents), fingerprint, tuple(manifest.lost), tuple(manifest.files))


def _write(workspace: Workspace, file: IO[bytes]) -> tuple[Manifest, str]:
    with ZipFile(file, "w", allowZip64=True) as archive:
        with workspace.database.snapshot() as connection:
            tables = {table.name: _table(archive, connection, table.name) for table in Table.metadata.sorted_tables}
            names = _contents(connection)
            query = select(AuditHead.organisation_id, AuditHead.rows, AuditHead.sha256)
            heads = {name: LogHead(rows=rows, sha256=digest) for name, rows, digest in connection.execute(query)}
        parts = {name: _content(archive, workspace.store, name) for name in names}
        files = {name: _file(archive, name, data) for name, data in carried(workspace.data_dir)}
        manifest = Manifest(
            format=FORMAT,
            schema_revision=schema.HEAD,
            made_at=workspace.database.now(),
            tables=tables,
            contents={name: part for name, part in parts.items() if part is not None},
            lost=[name for name, part in parts.items() if part is None],
            heads=heads,
            files=files,
        )
        text = manifest.model_dump_json(indent=1).encode()
        archive.writestr(_info(MEMBER, ZIP_DEFLATED), text)
    return manifest, sha256(text).hexdigest()


def _table(archive: ZipFile, connection: Connection, name: str) -> TablePart:
    table = Table.metadata.tables[name]
    digest, count = sha256(), 0
    with archive.open(_info(f"tables/{name}.jsonl", ZIP_DEFLATED), "w", force_zip64=True) as out:
        query = select(table).where(literal(name not in _FLEETING)).order_by(*table.primary_key.columns)
        for row in connection.execute(query.execution_options(yield_per=500)).mappings():
            line = canonical(dict(row)).encode() + b"\n"
            digest.update(line)
            out.write(line)
            count += 1
    return TablePart(rows=count, sha256=digest.hexdigest())


def _contents(connection: Connection) -> list[str]:
    """Names in the store of all that rows speak of, of all organisations."""
    plain = {content_name(digest) for digest in connection.scalars(select(FileRow.sha256).distinct())}
    packed = {content_name(digest, packed=True) for digest in connection.scalars(select(AssessmentRow.result_sha256).distinct())}
    return sorted(plain | packed)


def _content(archive: ZipFile, store: Store, name: str) -> ContentPart | None:
    """None for one that is missing or damaged: a backup of all the rest is better than none."""
    if not store.holds(name):
        return None
    digest, size = sha256(), 0
    with archive.open(_info(f"store/{name}", ZIP_STORED), "w", force_zip64=True) as out:
        for piece in _pieces(store.folder / name):
            digest.update(piece)
            size += len(piece)
            out.write(piece)
    return ContentPart(size=size, sha256=digest.hexdigest())


def _file(archive: ZipFile, name: str, data: bytes) -> ContentPart:
    archive.writestr(_info(f"files/{name}", ZIP_DEFLATED), data)
    return ContentPart(size=len(data), sha256=sha256(data).hexdigest())


def _pieces(path: Path) -> Iterator[bytes]:
    with path.open("rb") as file:
        while piece := file.read(_PIECE):
            yield piece


def _info(name: str, method: int) -> ZipInfo:
    """Without a time, so that the same workspace gives the same members."""
    info = ZipInfo(name)
    info.compress_type = method
    info.external_attr = 0o600 << 16
    return info
