"""Contents by their sha256, each bit once: `store/ab/cdef…`, and `store/ab/cdef….z` for what is kept compressed.

A content is on the disk, synced, under its final name before any row speaks of it; contents are never changed, and deleted only
by an erasure, once no row speaks of them.
"""

import os
import re
import secrets
import time
import zlib
from collections.abc import Iterable, Iterator
from contextlib import suppress
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path

from assistant.workspace.errors import RefusedError, WorkspaceError

_PIECE = 1 << 20
_DRAFTS = ".drafts"
STALE = 24 * 3600  # seconds after which a draft belongs to no living upload
PACKED = ".z"
NAME = re.compile(r"[0-9a-f]{2}/[0-9a-f]{62}(?:\.z)?")  # of a content, inside the store


@dataclass(frozen=True, slots=True)
class Content:
    """`size` in bytes, before any compression."""

    sha256: str
    size: int


class Store:
    """Safe for any number of threads and processes: what they write is either the same content or another name."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def path(self, digest: str, *, packed: bool = False) -> Path:
        return self.folder / content_name(digest, packed=packed)

    def put(self, content: bytes | Path, most: int | None = None) -> Content:
        """Keep it; when this returns it survives a loss of power. Raises OSError, and RefusedError above `most` bytes."""
        draft = self._draft()
        try:
            digest, size = sha256(), 0
            with draft.open("xb") as file:
                for piece in _pieces(content):
                    size += len(piece)
                    if most is not None and size > most:
                        raise RefusedError(f"超过 {most // (1024 * 1024)} MB 的上限")
                    digest.update(piece)
                    file.write(piece)
                file.flush()
                os.fsync(file.fileno())
            kept = Content(digest.hexdigest(), size)
            self._settle(draft, self.path(kept.sha256), kept.sha256)
        finally:
            draft.unlink(missing_ok=True)
        return kept

    def put_packed(self, content: bytes) -> Content:
        """Keep it compressed, under the hash of what it is uncompressed. Raises OSError."""
        digest = sha256(content).hexdigest()
        draft = self._draft()
        try:
            with draft.open("xb") as file:
                file.write(zlib.compress(content, 6))
                file.flush()
                os.fsync(file.fileno())
            self._settle(draft, self.path(digest, packed=True), digest)
        finally:
            draft.unlink(missing_ok=True)
        return Content(digest, len(content))

    def read_packed(self, digest: str) -> bytes:
        """The content as it was. Raises WorkspaceError where it is missing or damaged."""
        path = self.path(digest, packed=True)
        try:
            content = zlib.decompress(path.read_bytes())
        except (FileNotFoundError, zlib.error) as error:
            raise WorkspaceError(_lost(digest)) from error
        if sha256(content).hexdigest() != digest:
            raise WorkspaceError(_lost(digest))
        return content

    def sound(self, digest: str, *, packed: bool = False) -> bool:
        """Whether the content is there and is what its name says."""
        return _holds(self.path(digest, packed=packed), digest)

    def holds(self, name: str) -> bool:
        """The same, by name in the store."""
        return self.sound(name.removesuffix(PACKED).replace("/", ""), packed=name.endswith(PACKED))

    def sweep(self, older: float = STALE) -> None:
        """Remove drafts that killed processes left behind: those nobody wrote to for that many seconds."""
        for draft in (self.folder / _DRAFTS).glob("*"):
            with suppress(OSError):
                if time.time() - draft.stat().st_mtime > older:
                    draft.unlink()

    def has(self, content: Content, *, packed: bool = False) -> bool:
        """Whether a content that was kept is still there: an erasure takes away what no row speaks of."""
        return self.path(content.sha256, packed=packed).is_file()

    def names(self) -> set[str]:
        """Of all contents there are."""
        found = (path.relative_to(self.folder).as_posix() for path in self.folder.glob("??/*"))
        return {name for name in found if NAME.fullmatch(name)}

    def drop(self, names: Iterable[str]) -> None:
        """Remove contents for good. Only where no row can begin to speak of them meanwhile. Raises OSError."""
        folders = set()
        for name in names:
            (self.folder / name).unlink(missing_ok=True)
            folders.add((self.folder / name).parent)
        for folder in folders:
            if folder.is_dir():
                sync_folder(folder)

    def _draft(self) -> Path:
        folder = self.folder / _DRAFTS
        folder.mkdir(parents=True, exist_ok=True)
        return folder / secrets.token_hex(12)

    def _settle(self, draft: Path, target: Path, digest: str) -> None:
        """Move the draft to its name. One that is there already is kept if it is sound, else healed."""
        if not target.parent.is_dir():
            target.parent.mkdir(parents=True, exist_ok=True)
            sync_folder(self.folder)
        if not _holds(target, digest):
            draft.replace(target)
        sync_folder(target.parent)  # also for another's file: it may not have come to this line yet


def content_name(digest: str, *, packed: bool = False) -> str:
    """ab/cdef…, below the store's folder."""
    return f"{digest[:2]}/{digest[2:]}{PACKED if packed else ''}"


def sync_folder(folder: Path) -> None:
    """Make names in a folder durable; Windows has no such thing."""
    if os.name == "nt":
        return
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def _holds(path: Path, digest: str) -> bool:
    try:
        found = sha256()
        unpack = zlib.decompressobj() if path.suffix == PACKED else None
        for piece in _pieces(path):
            found.update(unpack.decompress(piece) if unpack else piece)
        if unpack:
            found.update(unpack.flush())
    except (OSError, zlib.error):
        return False
    return found.hexdigest() == digest


def _pieces(content: bytes | Path) -> Iterator[bytes]:
    if isinstance(content, bytes):
        yield content
        return
    with content.open("rb") as file:
        while piece := file.read(_PIECE):
            yield piece


def _lost(digest: str) -> str:
    return f"存储里的内容 {digest[:12]}… 缺失或已损坏；请用 xingping restore 从备份恢复"
