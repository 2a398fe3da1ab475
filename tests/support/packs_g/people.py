"""People, numbers and moments, all drawn from a seeded source."""

from __future__ import annotations

import random
from collections.abc import Iterable
from datetime import date, datetime, timedelta

from .writers import Cell

SURNAMES = "钱沈韦姚江邱俞葛费施樊滕戚路岑柏莫尚包虞祝闵庞纪梅阮蓝计茅骆"
GIVEN = ["海涛", "丽娟", "建新", "春燕", "国栋", "晓峰", "佩云", "志刚", "雪梅", "永康", "文斌", "玉兰", "立新", "思远", "宏达",
         "秀芳", "向阳", "芸", "凯", "敏", "斌", "倩", "磊", "静", "超", "蕾", "洋", "岚", "俊", "珊"]


class Source:
    """A seeded random source with the few draws that the packs need."""

    def __init__(self, seed: int) -> None:
        self.r = random.Random(seed)

    def name(self) -> str:
        return self.r.choice(SURNAMES) + self.r.choice(GIVEN)

    def names(self, n: int) -> list[str]:
        out: list[str] = []
        while len(out) < n:
            one = self.name()
            if one not in out:
                out.append(one)
        return out

    def phone(self) -> str:
        return self.r.choice(["135", "138", "139", "152", "158", "187"]) + "****" + f"{self.r.randrange(10000):04d}"

    def moments(self, n: int, first: date, last: date) -> list[datetime]:
        span = (last - first).days
        days = sorted(self.r.randrange(span) for _ in range(n))
        return [datetime(first.year, first.month, first.day, self.r.randrange(8, 18), self.r.randrange(60)) + timedelta(days=d) for d in days]

    def some(self, n: int, k: int) -> set[int]:
        return set(self.r.sample(range(n), k))

    def split(self, n: int, *sizes: int) -> list[set[int]]:
        """Disjoint random sets of indexes below n."""
        pool = self.r.sample(range(n), sum(sizes))
        out, at = [], 0
        for size in sizes:
            out.append(set(pool[at : at + size]))
            at += size
        return out

    def pick(self, *things: str) -> str:
        return self.r.choice(things)

    def hours(self, low: float, high: float) -> timedelta:
        return timedelta(minutes=round(self.r.uniform(low, high) * 60))


def signed(title: list[Cell], names: list[str], least: int, spread: int) -> list[list[Cell]]:
    """A signing sheet: name, signature, mark."""
    rows: list[list[Cell]] = [[who, who, least + n % spread] for n, who in enumerate(names)]
    return [title, *rows]


def numbered(title: list[Cell], people: Iterable[Iterable[str]]) -> list[list[Cell]]:
    """A numbered list of people, each with what is said of them."""
    rows: list[list[Cell]] = [[n + 1, *who] for n, who in enumerate(people)]
    return [title, *rows]


def uscc(first17: str) -> str:
    """A unified social credit code with its GB 32100 check character."""
    signs = "0123456789ABCDEFGHJKLMNPQRTUWXY"
    total = sum(signs.index(c) * pow(3, i, 31) for i, c in enumerate(first17))
    return first17 + signs[(31 - total % 31) % 31]
