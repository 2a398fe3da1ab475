"""The day is China's, wherever the server stands."""

from datetime import UTC, date, datetime

import pytest

from assistant import today as module


@pytest.mark.parametrize(("moment", "day"), [("2026-11-22T15:59:59", date(2026, 11, 22)), ("2026-11-22T16:00:00", date(2026, 11, 23))])
def test_it_is_the_day_in_beijing(monkeypatch: pytest.MonkeyPatch, moment: str, day: date) -> None:
    class Clock(datetime):
        @classmethod
        def now(cls, tz=None):  # type: ignore[no-untyped-def]
            return datetime.fromisoformat(moment).replace(tzinfo=UTC).astimezone(tz)

    monkeypatch.setattr(module, "datetime", Clock)
    assert module.today() == day
