"""What an uploaded archive or mail holds: counted by the reader that grading uses, once for each content, and kept beside the facts."""

import json
from dataclasses import asdict, dataclass
from hashlib import sha256
from os import getpid
from pathlib import Path, PurePosixPath
from threading import get_ident

from scoring.documents.registry import SUFFIXES
from scoring.limits import Limits
from scoring.pack import PackError, pack_of
from scoring.pack.kinds import HEAD, kind_of
from scoring.pack.opening import PROFILE_NAMES, profile_text

_VERSION = 1  # of what is kept


@dataclass(frozen=True, slots=True)
class Inside:
    """`papers` are the files in it, in archives in it as well, without profiles; `why` says why it cannot be opened (whole), "" where it can.

    `profile` is the path of the profile.yaml nearest to its top, "" where it has none, `text` what is written there.
    """

    papers: int
    why: str = ""
    profile: str = ""
    text: str = ""


def inside(name: str, content: Path, folder: Path, limits: Limits) -> Inside | None:
    """What the file called `name` holds; None for one that holds no others. `folder` is where answers are kept. Raises OSError."""
    suffix = PurePosixPath(name).suffix.lower()
    if suffix in SUFFIXES and suffix != ".eml":
        return None  # an archive under a document's suffix is opened by grading; here it would cost a look into every paper
    with content.open("rb") as file:
        if kind_of(name, file.read(HEAD)) is None:
            return None
    key = sha256(f"{_VERSION} {content.parent.name}{content.name} {suffix} {limits}".encode()).hexdigest()
    kept = folder / f"{key}.json"
    try:
        return Inside(**json.loads(kept.read_bytes()))
    except (OSError, ValueError, TypeError):
        found = _looked(name, content, limits)
    draft = kept.with_suffix(f".{getpid()}-{get_ident()}.tmp")
    folder.mkdir(parents=True, exist_ok=True)
    draft.write_text(json.dumps(asdict(found), ensure_ascii=False), encoding="utf-8")
    draft.replace(kept)
    return found


def _looked(name: str, content: Path, limits: Limits) -> Inside:
    try:
        files = pack_of(name, [(name, content)], limits).files
    except PackError:  # an empty one
        return Inside(0)
    members = [one for one in files if one.path.startswith(f"{name}/")]
    why = next((one.text for one in files if one.path == name and one.reason), "")
    profiles = [one for one in members if PurePosixPath(one.path).name in PROFILE_NAMES and not one.reason]
    nearest = min(profiles, key=lambda one: (one.path.count("/"), one.path), default=None)
    papers = sum(1 for one in members if PurePosixPath(one.path).name not in PROFILE_NAMES)
    return Inside(papers, why, nearest.path if nearest else "", profile_text(nearest) if nearest else "")
