"""Invented people, telephone numbers, company codes, and times inside working hours."""

from __future__ import annotations

from datetime import datetime, timedelta
from random import Random

_FAMILY = "王李张刘陈杨黄赵吴周徐孙马朱胡郭何林罗高梁郑谢宋唐许邓冯韩曹"
_GIVEN = [
    "建国",
    "晓燕",
    "志强",
    "丽华",
    "海波",
    "文静",
    "永刚",
    "秀兰",
    "俊杰",
    "雪梅",
    "国栋",
    "玉珍",
    "伟民",
    "春红",
    "立新",
    "少华",
    "子涵",
    "明辉",
    "巧云",
    "德胜",
    "思远",
    "佳怡",
    "振宇",
    "红霞",
    "家豪",
    "慧敏",
    "长青",
    "云飞",
    "学军",
    "若曦",
]
_ALPHABET = "0123456789ABCDEFGHJKLMNPQRTUWXY"
_WEIGHTS = (1, 3, 9, 27, 19, 26, 16, 17, 20, 29, 25, 13, 8, 24, 10, 30, 28)


def person(rng: Random) -> str:
    """A name."""
    return rng.choice(_FAMILY) + rng.choice(_GIVEN)


def people(rng: Random, count: int) -> list[str]:
    """Different names."""
    found: dict[str, None] = {}
    while len(found) < count:
        found[person(rng)] = None
    return list(found)


def mobile(rng: Random) -> str:
    """A masked mobile number, as exports print it."""
    return f"1{rng.choice('3578')}{rng.randrange(10)}****{rng.randrange(10000):04d}"


def company_code(first17: str) -> str:
    """A unified social credit code: the seventeen characters given and their GB 32100 check character."""
    total = sum(_ALPHABET.index(mark) * weight for mark, weight in zip(first17, _WEIGHTS, strict=True))
    return first17 + _ALPHABET[(31 - total % 31) % 31]


def moments(rng: Random, count: int, first: datetime, last: datetime) -> list[datetime]:
    """Sorted times between two days, within office hours."""
    days = (last - first).days
    found = [first + timedelta(days=rng.randint(0, days)) for _ in range(count)]
    return sorted(day.replace(hour=rng.randint(8, 16), minute=rng.randrange(60)) for day in found)


def picked(rng: Random, count: int, out_of: int) -> set[int]:
    """Which rows carry a planned defect."""
    return set(rng.sample(range(out_of), count))
