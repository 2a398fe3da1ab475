"""Files that a command reads and writes: what the system refuses is one Chinese line."""

from pathlib import Path

from scoring.errors import UsageError, os_fault


def read_file(path: Path) -> bytes:
    """Raises UsageError."""
    try:
        return path.read_bytes()
    except OSError as error:
        raise UsageError(f"读不了 {path}：{os_fault(error)}") from error


def save_file(path: Path, data: bytes) -> None:
    """Raises UsageError."""
    try:
        path.write_bytes(data)
    except OSError as error:
        raise UsageError(f"写不了 {path}：{os_fault(error)}") from error
