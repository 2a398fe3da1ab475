"""Which clients have been put aside long enough to be erased."""

from collections.abc import Iterable
from datetime import UTC, datetime, timedelta

from assistant.workspace.values import Client


def since(now: str, days: int) -> str:
    """The moment that many days before, an ISO text in UTC; what is from before it is due."""
    try:
        return (datetime.fromisoformat(now).astimezone(UTC) - timedelta(days=days)).isoformat(timespec="microseconds")
    except OverflowError:
        return ""


def due(clients: Iterable[Client], now: str, days: int) -> list[Client]:
    """Those archived for that many days; nothing of them can have changed since. None for 0 days. Longest first."""
    before = since(now, days) if days else ""
    return sorted((one for one in clients if one.archived_at is not None and one.archived_at < before), key=lambda one: one.archived_at or "")
