"""The user's own days for a phase, as typed: 整改=14, 文件审核=5-10个工作日."""

import re
from collections.abc import Iterable
from datetime import date

from assistant.errors import UsageError
from assistant.guidance.timeline_durations import Range, parse_range
from assistant.guidance.timeline_model import load_timeline

_OWN = re.compile(r"(?P<phase>[^=＝]+)[=＝](?P<days>.+)", re.DOTALL)
_BARE = re.compile(r"\d{1,4}(?:\s?[-–—~至到]\s?\d{1,4})?")
_DAY = date(2000, 1, 1)
_MOST = 1100  # days, about three years: a phase that takes longer is a slip of the hand


def own_days(said: Iterable[str]) -> dict[str, Range]:
    """Phase -> its time. A phase is named by its title or id; a bare number is calendar days. Raises UsageError."""
    phases = {name: phase.id for phase in load_timeline().phases for name in (phase.id, phase.title)}
    out: dict[str, Range] = {}
    for text in said:
        parts = _OWN.fullmatch(text.strip())
        if parts is None:
            raise UsageError(f"自填的时间要写成 环节=天数，如 整改=14，“{text}”不对")
        name, days = parts["phase"].strip(), parts["days"].strip()
        if name not in phases:
            raise UsageError(f"没有“{name}”这个环节，可填：{'、'.join(phase.title for phase in load_timeline().phases)}")
        time = parse_range(f"{days} 天" if _BARE.fullmatch(days) else days)
        if time is None:
            raise UsageError(f"{name}的时间“{days}”不对，应写成 14、10-14 或 5-10个工作日")
        if time.high.amount > _MOST or (time.high.after(_DAY) - _DAY).days > _MOST:
            raise UsageError(f"{name}的时间“{days}”太长，一个环节最多 {_MOST} 天")
        out[phases[name]] = time
    return out
