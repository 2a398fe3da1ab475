"""Reading a backup: its manifest, its contents, its tables. Whatever damage is met is one Chinese line."""

import json
import os
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from hashlib import sha256
from pathlib import Path
from typing import Any, NoReturn
from zipfile import BadZipFile, ZipFile

from sqlalchemy import Connection, MetaData, delete, func, select
from sqlalchemy.exc import DataError, IntegrityError, ProgrammingError

from assistant.workspace import carried
from assistant.workspace.errors import WorkspaceError
from assistant.workspace.manifest import MEMBER, MOST, ContentPart, Manifest, parse_manifest
from assistant.workspace.store import NAME, Store
from assistant.workspace.transactions import STORE

FILES = "files"  # folder of what carried.py names, in the backup and where it is unpacked
_ZIP_FAULTS = (BadZipFile, zlib.error, EOFError, ValueError, KeyError, NotImplementedError, RuntimeError)
_ROW_FAULTS = (IntegrityError, DataError, ProgrammingError)  # rows that the tables do not take
_PIECE = 1 << 20
_BATCH = 500


def unpack(archive: ZipFile, manifest: Manifest, draft: Path) -> None:
    """Contents and files into a folder apart, each held against the manifest, contents against their own names as well."""
    store = Store(draft / STORE)
    for name, part in manifest.contents.items():
        if not NAME.fullmatch(name):
            damaged(archive, f"有不该有的内容 {name[:80]}")
        if not _written(archive, f"store/{name}", part, store.folder / name) or not store.holds(name):
            damaged(archive, f"内容 {name[:14]}… 与清单不符")
    for name, part in manifest.files.items():
        if not carried.NAME.fullmatch(name):
            damaged(archive, f"有不该有的文件 {name[:80]}")
        if not _written(archive, f"files/{name}", part, draft / FILES / name):
            damaged(archive, f"文件 {name[:80]} 与清单不符")


def _written(archive: ZipFile, member: str, part: ContentPart, path: Path) -> bool:
    """Unpack one; whether it is what the manifest says."""
    path.parent.mkdir(parents=True, exist_ok=True)
    digest, size = sha256(), 0
    with path.open("xb") as out:
        for piece in _pieces(archive, member):
            size += len(piece)
            if size > part.size:
                break
            digest.update(piece)
            out.write(piece)
        out.flush()
        os.fsync(out.fileno())
    return size == part.size and digest.hexdigest() == part.sha256


def insert(archive: ZipFile, manifest: Manifest, connection: Connection) -> None:
    """The rows as they were, into the schema they were written with."""
    metadata = MetaData()
    metadata.reflect(connection)
    tables = [table for table in metadata.sorted_tables if table.name != "alembic_version"]
    if {table.name for table in tables} != set(manifest.tables):
        damaged(archive, "表不齐")
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
                damaged(archive, f"{table.name} 的第 {count + 1} 行读不懂")
            count += 1
            batch.append(row)
            if len(batch) == _BATCH:
                connection.execute(table.insert(), batch)
                batch = []
        if batch:
            connection.execute(table.insert(), batch)
        part = manifest.tables[table.name]
        if (count, digest.hexdigest()) != (part.rows, part.sha256):
            damaged(archive, f"{table.name} 与清单不符")


@contextmanager
def opened(file: Path) -> Iterator[ZipFile]:
    """Whatever damage reading meets is one line."""
    try:
        with ZipFile(file) as archive:
            yield archive
    except (*_ZIP_FAULTS, *_ROW_FAULTS) as error:
        raise WorkspaceError(f"{file.name} 已损坏或不是备份，没有恢复；请换一份备份") from error


def manifest_of(archive: ZipFile, name: str) -> Manifest:
    with archive.open(MEMBER) as member:
        data = member.read(MOST + 1)
    if len(data) > MOST:
        damaged(archive, "清单太大")
    return parse_manifest(data, name)


def _pieces(archive: ZipFile, name: str) -> Iterator[bytes]:
    with archive.open(name) as member:
        while piece := member.read(_PIECE):
            yield piece


def _lines(archive: ZipFile, name: str) -> Iterator[Any]:
    with archive.open(name) as member:
        yield from member


def damaged(archive: ZipFile, what: str) -> NoReturn:
    name = Path(archive.filename).name if archive.filename else "备份"
    raise WorkspaceError(f"{name} 已损坏或被改过（{what}），没有恢复；请换一份备份")
