"""How many points does a sampled clause lose?"""

import re
from fractions import Fraction

from assistant.answering.compute.cues import cues_of
from assistant.answering.compute.roles import before, behind, whole, with_unit
from assistant.answering.hearing import Heard
from assistant.answering.numbers import Figure, parse
from assistant.guidance import scores
from assistant.guidance.computation import Computation
from scoring.rubric import Rubric

CUES = cues_of("samples")

_SAMPLED = CUES["sampled"]
_POINTS = re.compile(r"\s*-?(?:分(?!钟|之)|points?|marks?)")
_DRAWN = re.compile(r"(抽查?了?样?取?|随机[拉抽挑]了?|拉了|挑了|抽出|样本|看了|翻了|查了?|sampled?|checked|drew|out of|of)[^\d,。;]{0,4}$")
_DRAWN_BEHIND = re.compile(r"\s*[个份张条]?\s*(?:样本|samples?)")
_AMONG = re.compile(r"\d\s*[张份条单件][^\d,。;]{0,6}[里中当][^\d,。;]{0,3}\d")  # 30 张工单里有 6 张
_RATE = re.compile(r"合格率[^\d,。;]{0,4}?(?:(\d+)%|百分之([一二三四五六七八九十百\d]+))")
_BAD = "坏|有毛病|不对|不全|不齐|不过关|出错|超时|差了|瑕疵|不符合|不行|不合格|有问题|不达标|没|缺|错|漏|failed|fail|were bad|bad"
_GOOD_BEHIND = re.compile(r"\s*[张份个条单人件起]?\s*(?:单子|工单|记录)?[是都]?(?:合格|没问题|好的|达标|齐全|过关|passed|ok\b)")
_GOOD_BEFORE = re.compile("(?:(?<!不)(?:解决|合格|通过|办结|有效|齐全|达标)|完成|做到|做了|回访了|好)了?的?[^\\d,。;不没坏错缺]{0,4}$")
_BAD_BEFORE = re.compile(rf"({_BAD})[了的有好全填]{{0,3}}\s*$|其中有?$")
_BAD_BEHIND = re.compile(rf"\s*[张份个条单人件]?\s*(?:样本|单子|工单|记录)?\s*[是有都]?(?:{_BAD})")


def read(heard: Heard, _: Rubric) -> Computation | None:
    """Points of the clause (or its share is asked for), samples drawn, samples failed or good."""
    rate = _RATE.search(heard.text)
    value = with_unit(heard, _POINTS)
    if rate and value is not None and value < 40:
        share = parse(rate[1] or rate[2])
        return scores.sampled_clause(value, 100, int(100 - share)) if share is not None and share.denominator == 1 else None
    if not (heard.says(*_SAMPLED) or _AMONG.search(heard.text)) or heard.says("特别扣分", "删减", "涉及"):
        return None
    points = with_unit(heard, _POINTS)
    drawn = next((f for f in heard.figures if _DRAWN_BEHIND.match(behind(heard, f, 10))), None) or next(
        (f for f in heard.figures if _DRAWN.search(before(heard, f, 8))), None
    )
    rest = [f for f in heard.figures if f is not drawn and not _POINTS.match(behind(heard, f))]
    good = next((f for f in rest if f.value <= (drawn.value if drawn else 0) and _is_good(heard, f)), None)
    failed = next((f for f in rest if _BAD_BEFORE.search(before(heard, f, 8))), None) or next(
        (f for f in rest if _BAD_BEHIND.match(behind(heard, f, 12))), rest[0] if len(rest) == 1 and not good else None
    )
    if drawn is not None and good is not None and whole(drawn) and whole(good):
        return _lost(heard, points, int(drawn.value), int(drawn.value - good.value))
    counts = [f for f in heard.figures if whole(f) and not _POINTS.match(behind(heard, f))]
    if points is not None and len(counts) == 2 and drawn is None:
        larger, smaller = sorted(counts, key=lambda figure: -figure.value)
        fine = _is_good(heard, smaller)
        return scores.sampled_clause(points, int(larger.value), int(larger.value - smaller.value if fine else smaller.value))
    if drawn is None or failed is None or not (whole(drawn) and whole(failed)):
        return None
    return _lost(heard, points, int(drawn.value), int(failed.value))


def _is_good(heard: Heard, figure: Figure) -> bool:
    return bool(_GOOD_BEHIND.match(behind(heard, figure, 12)) or _GOOD_BEFORE.search(before(heard, figure, 10)))


def _lost(heard: Heard, points: Fraction | None, drawn: int, failed: int) -> Computation | None:
    """Of the clause's points where they are told, else the share of them where that is asked for."""
    if points is not None:
        return scores.sampled_clause(points, drawn, failed)
    return scores.sampled_share(drawn, failed) if heard.says(*CUES["share"]) else None
