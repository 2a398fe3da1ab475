"""A folder or a zip -> the files in it. Paths are relative, with /; system files are left out; nothing is written to disk."""

import os
import re
from collections.abc import Iterator
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path, PurePosixPath
from zipfile import ZipFile, ZipInfo

from scoring.documents.readers.office_zip import ZIP_ERRORS
from scoring.errors import DeclaredError, os_fault

PROFILE_NAMES = ("profile.yaml", "profile.yml")
_NOISE = re.compile(r"(?:^|/)(?:__MACOSX/|\.|~\$|thumbs\.db$|desktop\.ini$)", re.IGNORECASE)
_MAX_FILE = 64 * 1024 * 1024
_MAX_ARCHIVE = 1024 * 1024 * 1024
_MAX_TOTAL = 2 * 1024 * 1024 * 1024
_MAX_DEPTH = 3
_MAX_FILES = 20_000
_MAX_RATIO = 200
_RATIO_FROM = 4 * 1024 * 1024


class PackError(DeclaredError):
    """The pack as a whole cannot be read; the text says what and what to do, in Chinese."""


@dataclass(frozen=True, slots=True)
class PackFile:
    """A file of a pack: its bytes, or the reason why there are none. `path` of a zip's member is 附件.zip/文件.docx."""

    path: str
    data: bytes = b""
    location: Path | None = None  # on disk: read when needed
    reason: str = ""
    text: str = ""

    def read(self) -> bytes:
        """The bytes. Raises OSError where a file on disk cannot be read."""
        return self.location.read_bytes() if self.location is not None else self.data


@dataclass(frozen=True, slots=True)
class Pack:
    """`profile` is the text of profile.yaml at the root, None if there is none."""

    name: str
    files: tuple[PackFile, ...]
    profile: str | None


def open_pack(path: Path) -> Pack:
    """All files of a folder or zip, in order of their paths. Raises PackError."""
    if not path.exists():
        raise PackError(f"找不到 {path}，请检查路径")
    if path.is_dir():
        found = list(_folder(path))
    elif path.suffix.lower() == ".zip":
        try:
            if path.stat().st_size > _MAX_ARCHIVE:
                raise PackError(f"{path.name} 超过 {_MAX_ARCHIVE // 1024 // 1024} MB，请解压成文件夹或拆分后再评")
            data = path.read_bytes()
        except OSError as error:
            raise PackError(f"读不了 {path.name}：{os_fault(error)}") from error
        try:
            found = list(_zip(data, "", 1, _Budget()))
        except ZIP_ERRORS as error:
            raise PackError(f"{path.name} 不是有效的 ZIP 压缩包，请重新打包") from error
        found = _without_single_root(found)
    else:
        raise PackError(f"{path.name} 不是文件夹或 .zip 压缩包，请给出放材料的文件夹")
    found = list({one.path: one for one in found}.values())  # a zip may hold a name twice; unpacking leaves the last
    profile = next((one for one in found if one.path in PROFILE_NAMES), None)
    files = tuple(sorted((one for one in found if one is not profile), key=lambda one: one.path))
    if not files:
        raise PackError(f"{path} 里没有文件，请把证明材料放进去后再评")
    return Pack(path.name, files, _text(profile))


def _folder(root: Path) -> Iterator[PackFile]:
    for path in sorted(root.rglob("*")):
        name = _name_on_disk(path.relative_to(root).as_posix())
        if _NOISE.search(name):
            continue
        if path.is_symlink():
            yield PackFile(name, reason="unreadable", text="这是指向别处的链接，没有跟随；请放入文件本身")
        elif path.is_file():
            yield from _file(path, name)


def _file(path: Path, name: str) -> Iterator[PackFile]:
    """A file on disk, or those in it. Its size is looked at before it is read: a huge one costs itself, not the memory."""
    archive = path.suffix.lower() == ".zip"
    most = _MAX_ARCHIVE if archive else _MAX_FILE
    try:
        if path.stat().st_size > most:
            yield PackFile(name, reason="too_large", text=f"超过 {most // 1024 // 1024} MB，没有读取；请拆分或压缩后再上传")
        elif archive:
            yield from _inner_zip(path.read_bytes(), name, 1, _Budget())
        else:
            yield PackFile(name, location=path)
    except OSError as error:
        yield PackFile(name, reason="unreadable", text=f"读不了这个文件（{os_fault(error)}）")


class _Budget:
    """What may still be unpacked from one outer archive."""

    def __init__(self) -> None:
        self.bytes = _MAX_TOTAL
        self.files = _MAX_FILES

    def take(self, info: ZipInfo) -> str:
        """"" or why the member is not unpacked."""
        if info.file_size > _MAX_FILE:
            return f"解压后超过 {_MAX_FILE // 1024 // 1024} MB"
        if info.file_size > _RATIO_FROM and info.file_size > _MAX_RATIO * max(info.compress_size, 1):
            return "压缩比异常，疑似压缩炸弹"
        if info.file_size > self.bytes or self.files <= 0:
            return "压缩包解压后过大或文件过多"
        self.bytes -= info.file_size
        self.files -= 1
        return ""


def _inner_zip(data: bytes, name: str, depth: int, budget: _Budget) -> Iterator[PackFile]:
    try:
        yield from _zip(data, f"{name}/", depth, budget)
    except ZIP_ERRORS:
        yield PackFile(name, reason="unreadable", text="压缩包已损坏或不是 ZIP，请重新打包")


def _zip(data: bytes, prefix: str, depth: int, budget: _Budget) -> Iterator[PackFile]:
    with ZipFile(BytesIO(data)) as archive:
        for info in sorted(archive.infolist(), key=_member_name):
            name = _member_name(info)
            if info.is_dir():
                continue
            if name.startswith("/") or ".." in PurePosixPath(name).parts or re.match(r"[A-Za-z]:", name):
                yield PackFile(f"{prefix}{PurePosixPath(name).name}", reason="unreadable", text=f"压缩包内的路径“{name}”越界，没有读取")
                continue
            if _NOISE.search(name):
                continue
            yield from _member(archive, info, f"{prefix}{name}", depth, budget)


def _member(archive: ZipFile, info: ZipInfo, path: str, depth: int, budget: _Budget) -> Iterator[PackFile]:
    if info.flag_bits & 1:
        yield PackFile(path, reason="encrypted", text="压缩包设了密码，请去掉密码后重新上传")
        return
    refusal = budget.take(info)
    if refusal:
        yield PackFile(path, reason="too_large", text=f"{refusal}，没有读取")
        return
    try:
        data = archive.read(info)
    except ZIP_ERRORS as error:
        yield PackFile(path, reason="unreadable", text=f"压缩包内的文件已损坏（{type(error).__name__}）")
        return
    if path.lower().endswith(".zip"):
        if depth >= _MAX_DEPTH:
            yield PackFile(path, reason="unreadable", text=f"压缩包套得太深（超过 {_MAX_DEPTH} 层），请解开后上传")
        else:
            yield from _inner_zip(data, path, depth + 1, budget)
        return
    yield PackFile(path, data)


def _name_on_disk(name: str) -> str:
    """A zip unpacked on Linux may leave names in GBK, which Python holds as half characters that cannot be written out."""
    try:
        name.encode()
    except UnicodeEncodeError:
        return os.fsencode(name).decode("gb18030", "replace")
    return name


def _member_name(info: ZipInfo) -> str:
    """The name as its maker wrote it: without the UTF-8 flag a Chinese archive's names are GBK."""
    return _decoded_name(info).replace("\\", "/").removeprefix("./")


def _decoded_name(info: ZipInfo) -> str:
    if info.flag_bits & 0x800:
        return info.filename
    try:
        raw = info.orig_filename.encode("cp437")
    except UnicodeEncodeError:
        return info.filename
    for encoding in ("utf-8", "gb18030"):
        try:
            return raw.decode(encoding)
        except UnicodeDecodeError:
            continue
    return info.filename


def _without_single_root(found: list[PackFile]) -> list[PackFile]:
    """A zip of a folder holds that folder: its name is no part of the paths."""
    roots = {one.path.partition("/")[0] for one in found if "/" in one.path}
    if len(roots) != 1 or any("/" not in one.path for one in found) or next(iter(roots)).lower().endswith(".zip"):
        return found
    return [PackFile(one.path.partition("/")[2], one.data, one.location, one.reason, one.text) for one in found]


def _text(profile: PackFile | None) -> str | None:
    if profile is None:
        return None
    data = profile.read()
    for encoding in ("utf-8-sig", "gb18030"):
        try:
            return data.decode(encoding)
        except UnicodeDecodeError:
            continue
    return data.decode("utf-8", "replace")
