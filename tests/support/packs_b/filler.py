"""Invented people, days and hours; the same seed always gives the same."""

import random
from datetime import datetime, timedelta

SURNAMES = "赵钱孙李周吴郑王冯陈褚卫蒋沈韩杨朱秦许何吕施张孔曹严华金魏陶姜戚谢邹喻柏窦章云苏潘葛范彭郎鲁韦马苗方任袁柳"
GIVEN = ("子涵", "建国", "晓燕", "志明", "丽娟", "海涛", "雪梅", "永刚", "佳怡", "文博", "春兰", "立新", "思远", "玉珍", "浩然",
         "秀英", "振华", "若曦", "国栋", "美玲", "宏伟", "静", "磊", "敏", "军", "芳", "勇", "倩", "超", "婷")


class Filler:
    """A seeded source of small invented facts."""

    def __init__(self, seed: int) -> None:
        self.dice = random.Random(seed)

    def person(self) -> str:
        """A full name."""
        return self.dice.choice(SURNAMES) + self.dice.choice(GIVEN)

    def phone(self) -> str:
        """A mobile number with its middle masked."""
        return f"1{self.dice.choice('3578')}{self.dice.randrange(10)}****{self.dice.randrange(1000, 10000)}"

    def pick(self, *options: str) -> str:
        """One of the options."""
        return self.dice.choice(options)

    def moments(self, first: str, last: str, count: int) -> list[datetime]:
        """``count`` working-hour moments from day ``first`` to day ``last``, in order."""
        start = datetime.fromisoformat(first)
        days = (datetime.fromisoformat(last) - start).days
        return sorted(start + timedelta(days=self.dice.randint(0, days), hours=self.dice.randint(8, 17),
                                        minutes=self.dice.choice((0, 5, 12, 20, 31, 38, 44, 50)))
                      for _ in range(count))

    def hours(self, low: float, high: float) -> timedelta:
        """A span of time, to the minute."""
        return timedelta(minutes=round(self.dice.uniform(low, high) * 60))

    def chosen(self, count: int, total: int) -> set[int]:
        """``count`` row numbers below ``total``."""
        return set(self.dice.sample(range(total), count))


def slash(t: datetime) -> str:
    """2026/3/5."""
    return f"{t.year}/{t.month}/{t.day}"


def dot(t: datetime) -> str:
    """2026.3.5."""
    return f"{t.year}.{t.month}.{t.day}"


def cn(t: datetime) -> str:
    """2026年3月5日."""
    return f"{t.year}年{t.month}月{t.day}日"


def short(t: datetime) -> str:
    """26.03.05."""
    return f"{t:%y.%m.%d}"
