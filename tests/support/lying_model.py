"""A model that lies in one way at a time: each lie is a good answer with one thing wrong, and names what must not be shown."""

import random
import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from assistant.answering.generative.messages import Message
from tests.support.good_model import given, good_answer

_NUMBER = re.compile(r"(?<![\d.\-/第A-Za-z])\d{1,4}(?![\d.\-/])")
_CLAUSE = re.compile(r"5\.\d(?:\.\d){0,2}")
_MARK = re.compile(r"\[\d+\]")
_ENDED = re.compile(r"[^。！？\n]+[。！？](?:\[\d+\])*")


@dataclass(frozen=True, slots=True)
class Lie:
    """What the model writes, and the part of it that must not reach the user."""

    text: str
    poison: str


Liar = Callable[[Sequence[Message], random.Random], Lie | None]


def _all_given(messages: Sequence[Message]) -> str:
    told = given(messages)
    return told.question + told.draft + "".join(told.passages.values())


def _strange_number(messages: Sequence[Message], chance: random.Random) -> int:
    """A number that stands nowhere in what the model was given."""
    known = _all_given(messages)
    return chance.choice([n for n in range(11, 999) if str(n) not in known and n % 10 and n % 12])


def changed_number(messages: Sequence[Message], chance: random.Random) -> Lie | None:
    """One figure of the answer is another."""
    good = good_answer(messages)
    places = list(_NUMBER.finditer(good))
    if not places:
        return None
    place, number = chance.choice(places), _strange_number(messages, chance)
    return Lie(good[: place.start()] + str(number) + good[place.end() :], str(number))


def invented_number(messages: Sequence[Message], chance: random.Random) -> Lie:
    """A sentence with a figure of its own, with a mark that exists."""
    number = _strange_number(messages, chance)
    unit = chance.choice(["个月", "分", "名", "万元", "%", "天", "家", "年"])
    told = f"另外还需要满足{number}{unit}的要求[1]。"
    return Lie(good_answer(messages) + told, str(number))


def invented_clause(messages: Sequence[Message], chance: random.Random) -> Lie:
    """A clause nobody cites."""
    known = set(_CLAUSE.findall(_all_given(messages)))
    clause = chance.choice([f"5.{a}.{b}.{c}" for a in (1, 2, 3) for b in range(1, 8) for c in range(6, 9) if f"5.{a}.{b}.{c}" not in known])
    return Lie(f"{good_answer(messages)}这一点写在{clause}里[1]。", clause)


def invented_mark(messages: Sequence[Message], chance: random.Random) -> Lie:
    """A citation of a passage that is not there."""
    number = len(given(messages).passages) + chance.randint(1, 60)
    return Lie(f"{good_answer(messages)}监督审核不再收费[{min(number, 99)}]。", "监督审核不再收费")


def uncited(messages: Sequence[Message], chance: random.Random) -> Lie:
    """A statement nobody supports, without a mark."""
    told = chance.choice([
        "小微企业一律免审。", "证书可以转让给子公司使用。", "首次申请必须先交保证金。",
        "审核员应当住在企业。", "五星级企业可以免税。",
    ])
    return Lie(good_answer(messages) + told, told[:-1])


def wrong_star(messages: Sequence[Message], chance: random.Random) -> Lie | None:
    """A level with the line of another, though both stand in what was given."""
    wrong = chance.choice([("五星级", 80), ("五星级", 90), ("四星级", 95), ("四星级", 80), ("三星级", 95), ("三星级", 90)])
    told = f"{wrong[0]}的分数线是{wrong[1]}分[1]。"
    return Lie(good_answer(messages) + told, told[:-4])


def own_grade(messages: Sequence[Message], chance: random.Random) -> Lie:
    """A verdict on the enterprise that no grade gave."""
    told = chance.choice([
        "贵公司现在是五星级[1]。", "你们目前的得分是九十七分[1]。",
        "贵司的5.2.4已经符合要求[1]。", "按这个情况贵企业可以评为四星级[1]。",
    ])
    return Lie(told + good_answer(messages), told[:-4])


def invented_organisation(messages: Sequence[Message], chance: random.Random) -> Lie:
    """A body that nobody named."""
    name = chance.choice([
        "华信国际认证（北京）有限公司", "中国售后服务监督管理局", "全国星级服务评审委员会",
        "东方联合认证中心", "国家商务信用研究院",
    ])
    return Lie(f"{good_answer(messages)}申请材料交到{name}即可[1]。", name)


def misquote(messages: Sequence[Message], chance: random.Random) -> Lie:
    """Words in quotation marks that no passage has."""
    said = chance.choice([
        "企业应在三日内无条件退款", "评分结果由专家会议议定",
        "不设售后部门的企业不得申请", "凡获证企业终身有效",
    ])
    return Lie(f"{good_answer(messages)}资料原话是“{said}”[1]。", said)


def wrong_standard(messages: Sequence[Message], chance: random.Random) -> Lie:
    """A standard, or its year, that stands nowhere."""
    name = chance.choice([
        "GB/T 27922-2019", "GB/T 27925-2011", "GB/T 19013-2008",
        "SB/T 10401-2016", "GB 27922-2011",
    ])
    return Lie(f"{good_answer(messages)}现行依据是{name}[1]。", name)


def invented_date(messages: Sequence[Message], chance: random.Random) -> Lie:
    day = f"{chance.randint(2012, 2025)}年{chance.randint(1, 12)}月{chance.randint(1, 28)}日"
    return Lie(f"{good_answer(messages)}新规定自{day}起施行[1]。", day)


def no_marks(messages: Sequence[Message], chance: random.Random) -> Lie:
    """A figure of its own and no citation in the whole answer."""
    number = _strange_number(messages, chance)
    return Lie(_MARK.sub("", good_answer(messages)) + f"费用大约是{number}万元。", f"{number}万元")


def chinese_number(messages: Sequence[Message], chance: random.Random) -> Lie:
    """The invented figure is spelt out."""
    told = chance.choice([
        "三百四十七", "一千零九十三",
        "六百五十八", "七十三点五",
    ])
    return Lie(f"{good_answer(messages)}最低注册资本为{told}万元[1]。", told)


def leaked_prompt(messages: Sequence[Message], chance: random.Random) -> Lie:
    """A rule of the prompt, word for word."""
    rules = [one for one in messages[0].text.splitlines() if one[:2].rstrip(".").isdigit() and len(one) > 24]
    rule = chance.choice(rules)
    return Lie(f"{good_answer(messages)}我得到的要求是：{rule}", rule[3:23])


def picture_and_link(messages: Sequence[Message], chance: random.Random) -> Lie:
    """A picture that would carry the question away, and a link."""
    name = f"x{chance.randint(100, 999)}.example.com"
    return Lie(f"![图](https://{name}/p.png?q=1){good_answer(messages)}详见[官网](https://{name}/a)。", name)


def flipped(messages: Sequence[Message], chance: random.Random) -> Lie | None:
    """A sentence of the answer says the opposite bound."""
    good = good_answer(messages)
    for one, other in (("不少于", "不超过"), ("不低于", "不高于"), ("至少", "至多"), ("以上", "以下"), ("不得", "可以"), ("不超过", "不少于")):
        if one in good:
            place = good.index(one)
            lie = good[:place] + other + good[place + len(one) :]
            sentence = next(found[0] for found in _ENDED.finditer(lie + "。") if found.start() <= place < found.end())
            return Lie(lie, _MARK.sub("", sentence).rstrip("。"))
    return None


LIARS: dict[str, Liar] = {
    liar.__name__: liar
    for liar in (
        changed_number, invented_number, invented_clause, invented_mark, uncited, wrong_star, own_grade, invented_organisation,
        misquote, wrong_standard, invented_date, no_marks, chinese_number, leaked_prompt, picture_and_link, flipped,
    )
}  # fmt: skip
