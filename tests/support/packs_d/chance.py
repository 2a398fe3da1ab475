"""Seeded invention: people, telephones, credit codes, moments."""

import random
from datetime import datetime, timedelta

FAMILY = "王李张刘陈杨黄赵周吴徐孙马朱胡郭何高林罗郑梁谢宋唐许韩冯邓曹彭曾肖田董袁潘蔡蒋余于杜叶程苏魏吕丁任沈"
GIVEN = ("建国", "淑芬", "志强", "丽华", "海燕", "文博", "晓东", "雪梅", "国栋", "佳怡", "俊杰", "思远", "玉兰", "振华", "春生", "婉清",
         "子涵", "立新", "秀珍", "永康", "梦瑶", "少华", "巧云", "宏伟", "书瑶", "大勇", "敏", "磊", "静", "涛", "燕", "斌", "倩", "鹏")
ALPHABET = "0123456789ABCDEFGHJKLMNPQRTUWXY"
WEIGHTS = (1, 3, 9, 27, 19, 26, 16, 17, 20, 29, 25, 13, 8, 24, 10, 30, 28)


def credit_code(body: str) -> str:
    """A unified social credit code with the check character of GB 32100."""
    rest = sum(ALPHABET.index(mark) * weight for mark, weight in zip(body, WEIGHTS, strict=True)) % 31
    return body + ALPHABET[(31 - rest) % 31]


class Luck(random.Random):
    """A seeded source with the inventions that the packs need."""

    def person(self) -> str:
        """A Chinese name."""
        return self.choice(FAMILY) + self.choice(GIVEN)

    def people(self, count: int) -> list[str]:
        """Different names."""
        found: dict[str, None] = {}
        while len(found) < count:
            found[self.person()] = None
        return list(found)

    def mobile(self) -> str:
        """A masked mobile number."""
        return f"1{self.choice('3589')}{self.randrange(10)}****{self.randrange(10000):04d}"

    def moments(self, count: int, first: datetime, last: datetime) -> list[datetime]:
        """Ordered moments in working hours between two days, both included."""
        days = (last - first).days
        drawn = [first + timedelta(days=self.randint(0, days)) for _ in range(count)]
        return sorted(day.replace(hour=self.randint(8, 16), minute=self.randrange(60)) for day in drawn)

    def picks(self, total: int, *sizes: int) -> list[set[int]]:
        """Disjoint sets of indices below `total`."""
        order = self.sample(range(total), sum(sizes))
        cuts = [sum(sizes[:i]) for i in range(len(sizes) + 1)]
        return [set(order[cuts[i] : cuts[i + 1]]) for i in range(len(sizes))]


def later(moment: datetime, hours: float) -> datetime:
    """The moment that many hours on, to the minute."""
    return moment + timedelta(minutes=round(hours * 60))
