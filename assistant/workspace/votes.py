"""Lines of the feedback on answers taken out of its file: those that name an erased client, and old ones."""

import json
import os
import secrets
from collections.abc import Callable, Set
from datetime import datetime
from pathlib import Path

FILE = "feedback.jsonl"


def naming(names: Set[str]) -> Callable[[bytes], bool]:
    """Lines that hold one of the names; one as short as a single character names nobody."""
    sought = {spelled for name in names if len(name) > 1 for spelled in (name.encode(), json.dumps(name).strip('"').encode())}
    return lambda line: any(one in line for one in sought)


def before(moment: str) -> Callable[[bytes], bool]:
    """Lines of before that time, an ISO text in UTC; one that cannot be read is old."""

    def old(line: bytes) -> bool:
        try:
            return datetime.fromisoformat(json.loads(line)["at"]) < datetime.fromisoformat(moment)
        except (ValueError, KeyError, TypeError):
            return True

    return old


def take_out(data_dir: Path, goes: Callable[[bytes], bool]) -> int:
    """How many went. The file is replaced as a whole, and not touched where none goes. Raises OSError."""
    file = data_dir / FILE
    try:
        lines = file.read_bytes().splitlines(keepends=True)
    except FileNotFoundError:
        return 0
    stay = [line for line in lines if not goes(line)]
    if len(stay) < len(lines):
        draft = file.with_name(f".{FILE}-{os.getpid()}-{secrets.token_hex(4)}")
        try:
            draft.write_bytes(b"".join(stay))
            draft.chmod(0o600)
            draft.replace(file)
        finally:
            draft.unlink(missing_ok=True)
    return len(lines) - len(stay)
