"""The sample enterprise that shows what the pages do; invented, with its papers, in corpus/samples."""

from dataclasses import dataclass
from datetime import date
from pathlib import Path

from assistant.errors import UsageError
from scoring.profile import Profile, parse_profile


@dataclass(frozen=True, slots=True)
class Sample:
    """The folder of its papers and the day they are made for."""

    folder: str
    as_of: date


SAMPLE = Sample("middling", date(2026, 11, 20))
_PROFILE = "profile.yaml"


def sample_profile(corpus: Path) -> Profile:
    """Raises UsageError where the corpus has no samples."""
    path = _folder(corpus) / _PROFILE
    return parse_profile(path.read_text(encoding="utf-8"), _PROFILE)


def sample_files(corpus: Path) -> list[tuple[str, Path]]:
    """Names and places of its papers."""
    root = _folder(corpus)
    return [(path.relative_to(root).as_posix(), path) for path in sorted(root.rglob("*")) if path.is_file() and path.name != _PROFILE]


def _folder(corpus: Path) -> Path:
    folder = corpus / "samples" / SAMPLE.folder
    if not (folder / _PROFILE).is_file():
        raise UsageError("这个知识库目录里没有示例企业（samples/）")
    return folder
