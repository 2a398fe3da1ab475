"""The sample enterprises that show what the program does; invented, with their papers, in corpus/samples."""

import shutil
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from assistant.errors import UsageError
from scoring.errors import os_fault
from scoring.profile import Profile, parse_profile


@dataclass(frozen=True, slots=True)
class Sample:
    """The folder of its papers and the day they are made for."""

    folder: str
    as_of: date


@dataclass(frozen=True, slots=True)
class Pack:
    """A sample's folder, and the enterprise's name."""

    folder: Path
    name: str


SAMPLE = Sample("middling", date(2026, 11, 20))
_PROFILE = "profile.yaml"
_NONE = "这个知识库目录里没有示例企业（samples/）"


def sample_profile(corpus: Path) -> Profile:
    """Raises UsageError where the corpus has no samples."""
    path = _folder(corpus) / _PROFILE
    return parse_profile(path.read_text(encoding="utf-8"), _PROFILE)


def sample_files(corpus: Path) -> list[tuple[str, Path]]:
    """Names and places of its papers."""
    root = _folder(corpus)
    return [(path.relative_to(root).as_posix(), path) for path in sorted(root.rglob("*")) if path.is_file() and path.name != _PROFILE]


def packs(corpus: Path) -> list[Pack]:
    """All samples, the one the pages show first. Raises UsageError where the corpus has none."""
    folders = sorted((path.parent for path in (corpus / "samples").glob(f"*/{_PROFILE}")), key=lambda one: (one.name != SAMPLE.folder, one.name))
    if not folders:
        raise UsageError(_NONE)
    return [Pack(one, parse_profile((one / _PROFILE).read_text(encoding="utf-8"), _PROFILE).name) for one in folders]


def copied(corpus: Path, folder: Path) -> list[Pack]:
    """The samples again, in a folder of the user's. Raises UsageError where one of that name is there already, or cannot be written."""
    found = [(one, Pack(folder / one.folder.name, one.name)) for one in packs(corpus)]
    for _, new in found:
        if new.folder.exists():
            raise UsageError(f"{new.folder} 已经有了，请换一个文件夹")
    try:
        for one, new in found:
            shutil.copytree(one.folder, new.folder, copy_function=shutil.copyfile)
    except shutil.Error as error:  # says it of each file, at length
        raise UsageError(f"不能把样例写进 {folder}：有文件写不了") from error
    except OSError as error:
        raise UsageError(f"不能把样例写进 {folder}：{os_fault(error)}") from error
    return [new for _, new in found]


def _folder(corpus: Path) -> Path:
    folder = corpus / "samples" / SAMPLE.folder
    if not (folder / _PROFILE).is_file():
        raise UsageError(_NONE)
    return folder
