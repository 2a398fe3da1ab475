"""Names and times for the records, the same on every run."""

from __future__ import annotations

import random
from datetime import datetime, timedelta

SURNAMES = "王李张刘陈杨赵黄周吴徐孙胡朱高林何郭马罗梁宋郑谢韩唐冯于董萧程曹袁邓许傅沈曾彭吕"
GIVEN = ["志强", "秀兰", "建国", "晓燕", "海涛", "丽娟", "文博", "雪梅", "永康", "佳怡", "国栋", "慧敏", "俊杰", "玉芳", "启明"]


def names(seed: int, count: int) -> list[str]:
    rng = random.Random(seed)
    out: list[str] = []
    while len(out) < count:
        name = rng.choice(SURNAMES) + rng.choice(GIVEN)
        if name not in out:
            out.append(name)
    return out


def times(seed: int, count: int, start: datetime, end: datetime) -> list[datetime]:
    """Ascending moments in working hours between two days."""
    rng = random.Random(seed)
    days = (end - start).days
    out = [
        start + timedelta(days=rng.randrange(days), hours=8 + rng.randrange(10), minutes=rng.randrange(60))
        for _ in range(count)
    ]
    return sorted(out)


def hours(rng: random.Random, low: float, high: float) -> timedelta:
    return timedelta(minutes=round(rng.uniform(low, high) * 60))
