"""How many points does a sampled clause lose?"""

import re

from assistant.answering.compute.cues import cues_of
from assistant.answering.compute.roles import before, behind, whole, with_unit
from assistant.answering.hearing import Heard
from assistant.guidance import scores
from assistant.guidance.computation import Computation
from scoring.rubric import Rubric

CUES = cues_of("samples")

_SAMPLED = CUES["sampled"]
_POINTS = re.compile(r"\s*-?(?:分(?!钟|之)|points?|marks?)")
_DRAWN = re.compile(r"(抽查?了?样?取?|随机[拉抽挑]了?|拉了|挑了|抽出|样本|看了|翻了|查了?|sampled?|checked|drew|out of|of)[^\d,。;]{0,4}$")
_DRAWN_BEHIND = re.compile(r"\s*[个份张条]?\s*(?:样本|samples?)")
_BAD = "坏|有毛病|不对|不全|不齐|不过关|出错|超时|差了|瑕疵|不符合|不行|不合格|有问题|不达标|没|缺|错|漏|failed|fail|were bad|bad"
_BAD_BEFORE = re.compile(rf"({_BAD})[了的有好全填]{{0,3}}\s*$|其中有?$")
_BAD_BEHIND = re.compile(rf"\s*[张份个条单人件]?\s*(?:样本|单子|工单|记录)?\s*[是有都]?(?:{_BAD})")


def read(heard: Heard, _: Rubric) -> Computation | None:
    """Points of the clause, samples drawn, samples failed: all three must be told."""
    if not heard.says(*_SAMPLED):
        return None
    points = with_unit(heard, _POINTS)
    drawn = next((f for f in heard.figures if _DRAWN_BEHIND.match(behind(heard, f, 10))), None) or next(
        (f for f in heard.figures if _DRAWN.search(before(heard, f, 8))), None
    )
    rest = [f for f in heard.figures if f is not drawn and not _POINTS.match(behind(heard, f))]
    failed = next((f for f in rest if _BAD_BEFORE.search(before(heard, f, 8))), None) or next(
        (f for f in rest if _BAD_BEHIND.match(behind(heard, f, 12))), rest[0] if len(rest) == 1 else None
    )
    if points is None or drawn is None or failed is None or not (whole(drawn) and whole(failed)):
        return None
    return scores.sampled_clause(points, int(drawn.value), int(failed.value))
