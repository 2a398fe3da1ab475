"""A folder, archive or mail -> the files in it. Paths are relative, with /; system files are left out; nothing is written to disk."""

from collections.abc import Iterable, Iterator
from dataclasses import replace
from pathlib import Path

from scoring.errors import os_fault
from scoring.limits import PREFIX, Limits
from scoring.pack.budget import Budget, ExhaustedError
from scoring.pack.kinds import HEAD, is_office, kind_of, may_hide
from scoring.pack.model import Pack, PackError, PackFile
from scoring.pack.names import cleaned, is_noise, on_disk, told_apart
from scoring.pack.unpacking import opened, unpacked
from scoring.pack.zips import BROKEN, LINK

PROFILE_NAMES = ("profile.yaml", "profile.yml")
_SHOWN = 5


def open_pack(path: Path, limits: Limits | None = None) -> Pack:
    """All files of a folder or archive, in order of their paths. Raises PackError."""
    budget = Budget.of(limits or Limits())
    if not path.exists():
        raise PackError(f"找不到 {path}，请检查路径")
    return _pack(path.name, str(path), _folder(path, budget) if path.is_dir() else _archive(path, budget))


def pack_of(name: str, entries: Iterable[tuple[str, Path]], limits: Limits | None = None) -> Pack:
    """The pack that files on disk make under paths of their own, opened as those of a folder are. Raises PackError."""
    return _pack(name, f"“{name}”", _entries(name, entries, Budget.of(limits or Limits())))


def _pack(name: str, shown: str, files: Iterable[PackFile]) -> Pack:
    found, made_up = told_apart(files)
    profile = next((one for one in found if one.path in PROFILE_NAMES and not one.reason), None)
    evidence = tuple(sorted((one for one in found if one is not profile), key=lambda one: one.path))
    if not evidence:
        raise PackError(f"{shown} 里没有文件，请把证明材料放进去后再评")
    return Pack(name, evidence, profile_text(profile) if profile is not None else None, _notices(made_up))


def _entries(name: str, entries: Iterable[tuple[str, Path]], budget: Budget) -> Iterator[PackFile]:
    try:
        for path, location in entries:
            budget.count()
            yield from _file(location, path, budget)
    except ExhaustedError as over:
        yield PackFile(name, reason="too_large", text=str(over))


def _folder(root: Path, budget: Budget) -> Iterator[PackFile]:
    try:
        for path in sorted(root.rglob("*")):
            name = cleaned(on_disk(path.relative_to(root).as_posix()))
            if is_noise(name):
                continue
            if path.is_symlink():
                yield PackFile(name, reason="unreadable", text=LINK)
            elif path.is_file():
                budget.count()
                yield from _file(path, name, budget)
    except ExhaustedError as over:
        yield PackFile(root.name, reason="too_large", text=str(over))


def _file(path: Path, name: str, budget: Budget) -> Iterator[PackFile]:
    """A file on disk, or those in it. Its size is looked at before it is read: a huge one costs itself, not the memory."""
    limits = budget.limits
    try:
        archive = _is_container(path, name)
        most, setting = (limits.archive_mb, "ARCHIVE_MB") if archive else (limits.member_mb, "MEMBER_MB")
        if path.stat().st_size > most * 1024 * 1024:
            text = f"超过 {most} MB 的上限（设置 {PREFIX}{setting}），没有读取；请拆分或压缩后再上传"
            yield PackFile(name, reason="too_large", text=text)
        elif archive:
            yield from unpacked(name, path.read_bytes(), 0, budget)
        else:
            yield PackFile(name, location=path)
    except OSError as error:
        yield PackFile(name, reason="unreadable", text=f"读不了这个文件（{os_fault(error)}）")


def _is_container(path: Path, name: str) -> bool:
    """By the name it was given, which is not that of the place where it lies."""
    with path.open("rb") as file:
        head = file.read(HEAD)
    return kind_of(name, head) is not None or (may_hide(name, head) and not is_office(path))


def _archive(path: Path, budget: Budget) -> list[PackFile]:
    """The files of the pack that is an archive itself."""
    try:
        with path.open("rb") as file:
            kind = kind_of(path.name, file.read(HEAD))
        if kind is None:
            raise PackError(f"{path.name} 不是文件夹或压缩包，请给出放材料的文件夹")
        if path.stat().st_size > budget.limits.archive_bytes:
            most = f"{budget.limits.archive_mb} MB 的上限（设置 {PREFIX}ARCHIVE_MB）"
            raise PackError(f"{path.name} 超过 {most}，请解压成文件夹或拆分后再评")
        data = path.read_bytes()
    except OSError as error:
        raise PackError(f"读不了 {path.name}：{os_fault(error)}") from error
    found = opened("", data, 0, budget, kind, name=path.name)
    if len(found) == 1 and not found[0].path:
        text = f"不是有效的{_LABELS.get(path.suffix.lower(), '')}压缩包，请重新打包" if found[0].text == BROKEN else found[0].text
        raise PackError(f"{path.name} {text}")
    said = [replace(one, path=path.name) for one in found if not one.path]
    return [*(one for one in found if one.path), *said]


_LABELS = {suffix: f" {suffix[1:].upper()} " for suffix in (".zip", ".7z", ".rar", ".tar")}


def _notices(made_up: list[str]) -> tuple[str, ...]:
    if not made_up:
        return ()
    more = f" 等 {len(made_up)} 个" if len(made_up) > _SHOWN else ""
    return (f"压缩包里有同名但内容不同的文件，都读取了，后面的加了编号：{'、'.join(made_up[:_SHOWN])}{more}",)


def profile_text(profile: PackFile) -> str:
    """What a profile.yaml says, in the encoding its maker used. Raises OSError."""
    data = profile.read()
    for encoding in ("utf-8-sig", "gb18030"):
        try:
            return data.decode(encoding)
        except UnicodeDecodeError:
            continue
    return data.decode("utf-8", "replace")
