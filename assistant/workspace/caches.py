"""What was kept of papers to be faster the next time: facts, pages read off pictures, what archives hold. It can all be made again."""

import json
import re
import time
from collections.abc import Callable, Iterator
from pathlib import Path

from assistant.workspace.transactions import FACTS, INSIDE

_YOUNG = 60  # seconds in which somebody may still be writing a draft
_OCR = re.compile(r"ocr-[^/]+/([0-9a-f]{2})/([0-9a-f]{62})/[^/]+")


def forget(data_dir: Path, stays: Callable[[str], bool]) -> None:
    """Remove what was kept of papers that do not stay, by their sha256, and of archives altogether. Raises OSError."""
    now = time.time()
    for path, document in _kept(data_dir / FACTS):
        if path.suffix == ".tmp":
            if now - path.stat().st_mtime > _YOUNG:
                path.unlink(missing_ok=True)
        elif document and not stays(document):
            path.unlink(missing_ok=True)
            if not any(path.parent.iterdir()) and _OCR.fullmatch(path.relative_to(data_dir / FACTS).as_posix()):
                path.parent.rmdir()  # it has the paper's hash for a name
    for path in (data_dir / INSIDE).glob("*"):
        if path.suffix != ".tmp" or now - path.stat().st_mtime > _YOUNG:
            path.unlink(missing_ok=True)


def documents(data_dir: Path) -> set[str]:
    """The sha256 of all papers of which something is kept."""
    return {document for path, document in _kept(data_dir / FACTS) if document and path.suffix != ".tmp"}


def _kept(folder: Path) -> Iterator[tuple[Path, str]]:
    """Every file and the paper it is of; "" for what is of none, "?" for what cannot be read."""
    for path in sorted(folder.rglob("*")):  # all of them first: folders go meanwhile
        if path.is_file():
            yield path, _document(path, path.relative_to(folder).as_posix())


def _document(path: Path, name: str) -> str:
    if found := _OCR.fullmatch(name):
        return found[1] + found[2]
    if path.suffix != ".json" or not re.fullmatch(r"[^/]+/[0-9a-f]{2}/[0-9a-f]{62}\.json", name):
        return ""
    try:
        return str(json.loads(path.read_bytes())["sha256"])
    except (OSError, ValueError, KeyError, TypeError):
        return "?"
