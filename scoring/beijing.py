"""China's one time zone, in which moments are shown."""

from datetime import datetime, timedelta, timezone

BEIJING = timezone(timedelta(hours=8))


def moment(when: str, seconds: bool = False) -> str:
    """2026-11-21 17:28, the time in Beijing: results are read in other zones than they were written in, and on paper.

    Every surface shows times by this; what is no moment is shown as it is stored.
    """
    try:
        return datetime.fromisoformat(when).astimezone(BEIJING).strftime("%Y-%m-%d %H:%M:%S" if seconds else "%Y-%m-%d %H:%M")
    except (ValueError, OverflowError):
        return when
