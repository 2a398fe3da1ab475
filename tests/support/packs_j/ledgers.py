"""What the registers of all packs share: moments within a period, people's names, picks that a seed fixes."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from random import Random

FIRST, LAST = datetime(2025, 11, 24), datetime(2026, 11, 6)
_FAMILY = "赵钱孙李周吴郑王冯陈褚卫蒋沈韩杨朱秦许何吕施张孔曹严华金魏陶姜戚谢邹喻柏水窦章云苏潘葛范彭鲁韦马苗方俞任袁柳鲍史唐"
_GIVEN = ("建国", "晓东", "丽萍", "志强", "海燕", "文斌", "春梅", "立新", "玉兰", "振华", "秀英", "永康", "雪琴", "家豪", "思远", "国平", "宝根")


def moments(seed: int, count: int, first: datetime = FIRST, last: datetime = LAST, *, weekends: bool = False) -> list[datetime]:
    """Working moments (8:00 to 16:59) in order; `weekends` takes only Saturdays and Sundays."""
    chance = Random(seed)
    days = [first + timedelta(days=n) for n in range((last - first).days + 1)]
    days = [day for day in days if (day.weekday() >= 5) == weekends]
    return sorted(chance.choice(days).replace(hour=chance.randint(8, 16), minute=chance.randrange(0, 60, 5)) for _ in range(count))


def people(seed: int, count: int) -> list[str]:
    """Different names."""
    chance = Random(seed)
    names: list[str] = []
    while len(names) < count:
        name = chance.choice(_FAMILY) + chance.choice(_GIVEN)
        if name not in names:
            names.append(name)
    return names


def flawed(seed: int, count: int, flaws: int, without: Sequence[int] = ()) -> set[int]:
    """Which rows have the flaw: never the first or last one, never one of `without`."""
    return set(Random(seed).sample([n for n in range(1, count - 1) if n not in without], flaws))


def later(moment: datetime, hours: float) -> datetime:
    """`hours` after, to five minutes; never midnight itself, which a spreadsheet shows as a date without a time."""
    then = moment + timedelta(minutes=round(hours * 12) * 5)
    return then if then.hour or then.minute else then + timedelta(minutes=5)
