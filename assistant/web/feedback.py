"""Votes on answers, one JSON line each, in a local file that only the operator reads."""

import json
import os
import threading
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Literal

from assistant.errors import DeclaredError

Vote = Literal["up", "down"]

_FULL = 64 * 1024 * 1024  # bytes; a stranger must not be able to fill the disk
_lock = threading.Lock()


class FeedbackError(DeclaredError):
    """The vote was not stored; the text says why and what to do."""


@dataclass(frozen=True, slots=True)
class Feedback:
    """One vote. Nothing about the voter is kept."""

    question: str
    answer: str
    vote: Vote
    reason: str = ""


@dataclass(frozen=True, slots=True)
class FaqVote:
    """One vote on an entry of the public FAQ. Nothing about the voter is kept."""

    entry: str
    vote: Vote
    reason: str = ""


def store(file: Path, feedback: Feedback | FaqVote) -> None:
    """Append one line, whole or not at all as far as readers see. Raises FeedbackError."""
    record = {"at": datetime.now(UTC).isoformat(timespec="seconds"), **asdict(feedback)}
    line = (json.dumps(record, ensure_ascii=False) + "\n").encode("utf-8")
    try:
        file.parent.mkdir(parents=True, exist_ok=True)
        with _lock:
            _append(file, line)
    except OSError as error:
        raise FeedbackError(
            f"反馈没有存下：写不了反馈文件（{error.strerror or error}），请管理员检查数据目录"
        ) from error


def _append(file: Path, line: bytes) -> None:
    """One write to a file opened for appending: lines of several processes do not mix."""
    handle = os.open(file, os.O_WRONLY | os.O_APPEND | os.O_CREAT, 0o600)
    try:
        if os.fstat(handle).st_size + len(line) > _FULL:
            raise FeedbackError("反馈没有存下：反馈文件已满，请管理员移走旧文件")
        written = os.write(handle, line)
        if written < len(line):  # the disk is full: end the stump so that the next line stands alone
            os.write(handle, b"\n")
            raise FeedbackError("反馈没有存下：磁盘空间不足，请管理员清理")
    finally:
        os.close(handle)
