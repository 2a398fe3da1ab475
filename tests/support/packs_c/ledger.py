"""Random but repeatable material for ledgers: moments, names, and which rows carry which flaw."""
from __future__ import annotations

from datetime import date, datetime, timedelta
from random import Random

SURNAMES = "王李张刘陈杨赵黄周吴徐孙胡朱高林何郭马罗梁宋郑谢韩唐冯于董萧程曹袁邓许傅沈曾彭吕"
GIVEN = (
    "建国", "志强", "秀兰", "海燕", "晓东", "永刚", "玉梅", "春生", "立新", "红霞", "文博", "思远", "佳怡", "俊杰", "雅琴",
    "国栋", "桂英", "振华", "丽娟", "明亮", "卫东", "金凤", "铁柱", "静", "磊", "敏", "涛", "娜", "鹏", "芳",
)


def person(rng: Random) -> str:
    """A person's name."""
    return rng.choice(SURNAMES) + rng.choice(GIVEN)


def people(rng: Random, n: int) -> list[str]:
    """So many names, all different."""
    out: list[str] = []
    while len(out) < n:
        name = person(rng)
        if name not in out:
            out.append(name)
    return out


def mobile(rng: Random) -> str:
    """A masked mobile number."""
    return f"1{rng.choice('3578')}{rng.randint(0, 9)}****{rng.randint(0, 9999):04d}"


def moments(rng: Random, n: int, first: date, last: date) -> list[datetime]:
    """So many moments of working hours between two days, in order."""
    days = (last - first).days
    return sorted(
        datetime(first.year, first.month, first.day, rng.randint(8, 16), rng.randint(0, 59)) + timedelta(days=rng.randint(0, days))
        for _ in range(n)
    )


def flaws(rng: Random, n: int, **counts: int) -> list[str]:
    """For each of n rows the name of its one flaw, or an empty string; each flaw falls on exactly so many rows."""
    out = [name for name, k in counts.items() for _ in range(k)]
    out += [""] * (n - len(out))
    rng.shuffle(out)
    return out


def hours(rng: Random, low: float, high: float) -> timedelta:
    """A span between two numbers of hours, in whole minutes."""
    return timedelta(minutes=rng.randint(int(low * 60), int(high * 60)))


def cjk(day: date | datetime) -> str:
    """2026年3月5日"""
    return f"{day.year}年{day.month}月{day.day}日"


def slash(day: date | datetime) -> str:
    """2026/3/5, with the time behind it for a moment."""
    text = f"{day.year}/{day.month}/{day.day}"
    return f"{text} {day.hour}:{day.minute:02d}" if isinstance(day, datetime) else text


def dots(day: date | datetime) -> str:
    """2026.3.5"""
    return f"{day.year}.{day.month}.{day.day}"


def short(day: date | datetime) -> str:
    """26.03.05"""
    return f"{day:%y.%m.%d}"


def iso(day: datetime) -> str:
    """2026-03-05 08:30"""
    return f"{day:%Y-%m-%d %H:%M}"


def uscc(body: str) -> str:
    """A unified social credit code: 17 given characters and the check character of GB 32100."""
    alphabet = "0123456789ABCDEFGHJKLMNPQRTUWXY"
    total = sum(alphabet.index(c) * pow(3, i, 31) for i, c in enumerate(body))
    return body + alphabet[(31 - total % 31) % 31]
