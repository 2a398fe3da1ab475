"""The head of the audit log, noted outside the database after each change, so that a log cut off at its end is noticed."""

import json
import os
import secrets
from contextlib import suppress
from pathlib import Path

from assistant.workspace.audit import Head


def note_head(folder: Path, organisation: str, head: Head) -> None:
    """The change is committed already: a disk that refuses this one costs the anchor, not the change."""
    with suppress(OSError):
        known = noted_head(folder, organisation)
        if known is None or known.rows < head.rows:
            folder.mkdir(parents=True, exist_ok=True)
            draft = folder / f".{organisation}-{os.getpid()}-{secrets.token_hex(4)}"
            draft.write_text(json.dumps({"rows": head.rows, "sha256": head.sha256}), encoding="ascii")
            draft.replace(_file(folder, organisation))


def noted_head(folder: Path, organisation: str) -> Head | None:
    """None where there is none, or none that can be read."""
    try:
        noted = json.loads(_file(folder, organisation).read_text(encoding="ascii"))
        return Head(int(noted["rows"]), str(noted["sha256"]))
    except (OSError, ValueError, KeyError, TypeError):
        return None


def _file(folder: Path, organisation: str) -> Path:
    return folder / f"{organisation}.json"
