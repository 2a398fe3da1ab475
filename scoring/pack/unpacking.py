"""Files that hold files, opened all the way down, within one budget."""

from collections.abc import Callable, Iterator
from copy import copy
from dataclasses import dataclass, replace
from pathlib import PurePosixPath

from scoring.isolation import Stopped, isolated
from scoring.pack.archives import library_members, packed_members, tar_members
from scoring.pack.budget import Budget, ExhaustedError
from scoring.pack.kinds import HEAD, Kind, is_office, kind_of, may_hide, office_suffix
from scoring.pack.mails import mail_members
from scoring.pack.model import Member, PackFile
from scoring.pack.names import cleaned, escapes, is_noise
from scoring.pack.zips import BROKEN, zip_members

_VOLUME = "这是分卷压缩包的一卷，读不了；请把各卷合在一起解压后再上传"


@dataclass(frozen=True, slots=True)
class Opened:
    """What came out of one archive, and what is left of the budget; `over` says why there is no more."""

    members: tuple[Member, ...]
    budget: Budget
    over: str = ""


def unpacked(path: str, data: bytes, depth: int, budget: Budget) -> Iterator[PackFile]:
    """A file that lies in `depth` archives: itself, or what is in it. Every fault is a PackFile with its reason."""
    kind = container(path, data)
    if kind is None:
        yield PackFile(path, data)
        return
    fault = budget.depth_fault(depth + 1)
    if fault:
        yield PackFile(path, reason="too_large", text=fault)
        return
    suffix = office_suffix(data) if kind == "zip" else None
    if suffix:
        yield PackFile(f"{path}/{PurePosixPath(path).stem}{suffix}", data)  # an Office file that was called .zip
    else:
        yield from opened(path, data, depth + 1, budget, kind, name=PurePosixPath(path).name)


def opened(path: str, data: bytes, depth: int, budget: Budget, kind: Kind, *, name: str) -> list[PackFile]:
    """What is in the archive called `name`, under its path: "" for the outermost. What is said of the archive itself stands under `path`.

    An archive of a folder holds that folder: where all members lie in one, its name is no part of their paths.
    """
    out: list[PackFile] = []
    inside: list[str] = []  # names of the members themselves, not of what archives among them hold
    try:
        for member in _members(kind, name, data, budget):
            if not member.name:
                out.append(PackFile(path, reason=member.reason, text=member.text))
                continue
            inner = cleaned(member.name)
            if is_noise(inner):
                continue
            outside = escapes(member.name)
            inner = inner.rpartition("/")[2] if outside else inner
            inside.append(inner)
            where = f"{path}/{inner}" if path else inner
            if outside:
                out.append(PackFile(where, reason="unreadable", text="压缩包里这个文件的路径越界（绝对路径或上级目录），没有读取；请重新打包"))
            elif member.reason:
                out.append(PackFile(where, reason=member.reason, text=member.text))
            else:
                out.extend(unpacked(where, member.data, depth, budget))
    except ExhaustedError as over:
        out.append(PackFile(path, reason="too_large", text=str(over)))
    return _without_root(out, path, inside)


def _without_root(found: list[PackFile], path: str, inside: list[str]) -> list[PackFile]:
    roots = {one.partition("/")[0] for one in inside}
    if len(roots) != 1 or any("/" not in one for one in inside):
        return found
    before = f"{path}/" if path else ""
    long = f"{before}{next(iter(roots))}/"
    return [
        replace(one, path=before + one.path.removeprefix(long), packed_as=one.hinting if path else "") if one.path.startswith(long) else one
        for one in found
    ]


def container(path: str, data: bytes) -> Kind | None:
    """Of a file that is in memory."""
    kind = kind_of(path, data[:HEAD])
    if kind is None and may_hide(path, data[:HEAD]) and not is_office(data):
        return "zip"
    return kind


def _members(kind: Kind, name: str, data: bytes, budget: Budget) -> Iterator[Member]:
    """Raises ExhaustedError."""
    if kind == "zip":
        yield from zip_members(data, budget)
    elif kind == "volume":
        yield Member("", reason="unsupported", text=_VOLUME)
    elif kind == "broken":
        yield Member("", reason="unreadable", text=BROKEN)
    else:
        try:
            result = isolated(open_archive, kind, name, data, budget, limits=budget.limits)
        except Stopped as stop:
            yield Member("", reason=stop.reason, text=stop.text)
            return
        yield from result.members
        budget.room, budget.files = result.budget.room, result.budget.files
        if result.over:
            raise ExhaustedError(result.over)


_OPENERS: dict[Kind, Callable[[bytes, str, Budget], Iterator[Member]]] = {
    "sevenzip": lambda data, _name, budget: library_members(data, budget),
    "rar": lambda data, _name, budget: library_members(data, budget),
    "tar": lambda data, _name, budget: tar_members(data, budget),
    "packed": packed_members,
    "mail": lambda data, _name, budget: mail_members(data, budget),
}


def open_archive(kind: Kind, name: str, data: bytes, budget: Budget) -> Opened:
    """All members of an archive that is no ZIP; `budget` is left as it is. Meant for a process of its own."""
    left = copy(budget)
    members: list[Member] = []
    try:
        members.extend(_OPENERS[kind](data, name, left))
    except ExhaustedError as over:
        return Opened(tuple(members), left, str(over))
    return Opened(tuple(members), left)
