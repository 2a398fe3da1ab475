"""Days that can be reckoned with: none so early or late that a calendar ends before the reckoning does."""

from datetime import date

from assistant.errors import UsageError

_YEARS = range(2000, 2200)


def sensible(day: date, what: str) -> date:
    """The day itself. Raises UsageError."""
    if day.year not in _YEARS:
        raise UsageError(f"{what} {day} 太早或太晚，应在 {_YEARS[0]} 到 {_YEARS[-1]} 年之间")
    return day
