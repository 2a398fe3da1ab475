"""China's one time zone, in which moments are shown."""

from datetime import timedelta, timezone

BEIJING = timezone(timedelta(hours=8))
