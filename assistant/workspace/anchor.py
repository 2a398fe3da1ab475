"""The head of the audit log, noted outside the database after each change, so that a log cut off at its end is noticed.

An anchor that the log does not go through stays where it is, whatever is done after: it is found until a person acknowledges it.
"""

import json
import os
import secrets
from contextlib import suppress
from pathlib import Path

from assistant.workspace.audit import START, Head
from assistant.workspace.scope import Scope
from assistant.workspace.tables import AuditRow


def passes(scope: Scope, anchor: Head | None) -> bool:
    """Whether the log goes through it, or there is none. Before a change is logged: what is cut off must not grow back over it."""
    if anchor is None:
        return True
    head = scope.head()
    if anchor.rows in (0, head.rows):
        return anchor.sha256 == (head.sha256 if anchor.rows else START)
    return [one.sha256 for one in scope.entries(AuditRow.seq == anchor.rows, order=AuditRow.seq, limit=1)] == [anchor.sha256]


def note_head(folder: Path, organisation: str, head: Head) -> None:
    """Never back. The change is committed already: a disk that refuses this one costs the anchor, not the change."""
    known = noted_head(folder, organisation)
    if known is None or known.rows < head.rows:
        move_anchor(folder, organisation, head)


def move_anchor(folder: Path, organisation: str, head: Head) -> None:
    """Wherever it was."""
    with suppress(OSError):
        folder.mkdir(parents=True, exist_ok=True)
        draft = folder / f".{organisation}-{os.getpid()}-{secrets.token_hex(4)}"
        draft.write_text(json.dumps({"rows": head.rows, "sha256": head.sha256}), encoding="ascii")
        draft.replace(_file(folder, organisation))


def noted_head(folder: Path, organisation: str) -> Head | None:
    """None where there is none, or none that can be read."""
    try:
        noted = json.loads(_file(folder, organisation).read_text(encoding="ascii"))
        head = Head(int(noted["rows"]), str(noted["sha256"]))
    except (OSError, ValueError, KeyError, TypeError):
        return None
    return head if head.rows >= 0 else None


def _file(folder: Path, organisation: str) -> Path:
    return folder / f"{organisation}.json"
