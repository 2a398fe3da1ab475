"""How many points does a sampled clause lose?"""

import re
from fractions import Fraction

from assistant.answering.compute.cues import cues_of
from assistant.answering.compute.roles import before, behind, whole, with_unit
from assistant.answering.grade_subjects import Subjects
from assistant.answering.hearing import Heard
from assistant.answering.numbers import Figure, parse
from assistant.guidance import clause_points, scores
from assistant.guidance.computation import Computation
from scoring.rubric import Clause, Rubric

CUES = cues_of("samples")

_SAMPLED = CUES["sampled"]
_POINTS = re.compile(r"\s*-?(?:分(?!钟|之)|points?|marks?)")
_DRAWN = re.compile(r"(抽查?了?样?取?|随机[拉抽挑]了?|拉了|挑了|抽出|样本|看了|翻了|查了?|sampled?|checked|drew|out of|of)[^\d,。;]{0,4}$")
_DRAWN_BEHIND = re.compile(r"\s*[个份张条]?\s*(?:样本|samples?)")
_AMONG = re.compile(r"\d\s*[张份条单件][^\d,。;]{0,6}[里中当][^\d,。;]{0,3}\d")  # 30 张工单里有 6 张
_RATE = re.compile(r"合格率[^\d,。;]{0,4}?(?:(\d+)%|百分之([一二三四五六七八九十百\d]+))")
_BAD = "坏|有毛病|不对|不全|不齐|不过关|出错|超时|差了|瑕疵|不符合|不行|不合格|有问题|不达标|没|缺|错|漏|failed|fail|were bad|bad"
_GOOD_RATE = re.compile("(?<!不合格)(?<!超时)(?<!缺项)(?<!差错)率[^,。;\\d]{0,4}(\\d{1,3})%")
_MISSING = re.compile("没有|没建|没做|没写|缺|(?<!有)无(?!论)")
_CLAUSE_GOOD = re.compile(
    "\\s*[个人张份单件家名次位]?(?:区域|地区|省|市|工单|单子|投诉|员工|顾客|反馈单)?[都是已]?(?:有(?!问题)|持|关闭|办结|解决|回访|按时|及时|齐|合格|达标|通过)"
)
_GOOD_BEHIND = re.compile(r"\s*[张份个条单人件起]?\s*(?:单子|工单|记录)?[是都]?(?:合格|没问题|好的|达标|齐全|过关|passed|ok\b)")
_GOOD_BEFORE = re.compile("(?:(?<!不)(?:解决|合格|通过|办结|有效|齐全|达标)|完成|做到|做了|回访了|好)了?的?[^\\d,。;不没坏错缺]{0,4}$")
_BAD_BEFORE = re.compile(rf"({_BAD})[了的有好全填]{{0,3}}\s*$|其中有?$")
_BAD_BEHIND = re.compile(rf"\s*[张份个条单人件]?\s*(?:样本|单子|工单|记录)?\s*[是有都]?(?:{_BAD})")


def read(heard: Heard, rubric: Rubric) -> Computation | None:
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
        return _lost(heard, rubric, points, int(drawn.value), int(drawn.value - good.value))
    counts = [f for f in heard.figures if whole(f) and not _POINTS.match(behind(heard, f))]
    if points is not None and len(counts) == 2 and drawn is None:
        larger, smaller = sorted(counts, key=lambda figure: -figure.value)
        fine = _is_good(heard, smaller)
        return scores.sampled_clause(points, int(larger.value), int(larger.value - smaller.value if fine else smaller.value))
    if drawn is None or failed is None or not (whole(drawn) and whole(failed)):
        return None
    return _lost(heard, rubric, points, int(drawn.value), int(failed.value))


def read_of_clause(heard: Heard, rubric: Rubric) -> Computation | None:
    """Of a sampled clause by its number: 应持证 12 人有 9 人持证, 5.1.2.1 得几分."""
    clause = _clause_named(heard, rubric)
    if clause is not None and _GOOD_RATE.search(heard.text) and len(clause.conditions) > 1 and _MISSING.search(heard.text):
        return clause_points.premise_missing(clause)
    told = _of_clause(heard) if clause is not None and heard.says(*CUES["share"], "几分", "多少分") else None
    return clause_points.sampled(clause, *told) if clause is not None and told is not None else None


def _is_good(heard: Heard, figure: Figure) -> bool:
    return bool(_GOOD_BEHIND.match(behind(heard, figure, 12)) or _GOOD_BEFORE.search(before(heard, figure, 10)))


def _lost(heard: Heard, rubric: Rubric, points: Fraction | None, drawn: int, failed: int) -> Computation | None:
    """Of the clause's points where they are told, else the share of them where that is asked for, with a named clause's own."""
    if points is not None:
        return scores.sampled_clause(points, drawn, failed)
    if not heard.says(*CUES["share"]):
        return None
    clause = _clause_named(heard, rubric)
    return clause_points.sampled(clause, drawn, failed) if clause else scores.sampled_share(drawn, failed)


def _clause_named(heard: Heard, rubric: Rubric) -> Clause | None:
    """The one sampled clause whose number is told."""
    named = Subjects.of_standard().by_number(heard)
    return next((one for one in rubric.clauses() if (one.id,) == named and one.mode == "sample_ratio"), None)


def _of_clause(heard: Heard) -> tuple[int, int] | None:
    """(looked at, failed) of a clause: 12 人有 9 人持证, 回访率 60%; without them None."""
    rate = _GOOD_RATE.search(heard.text)
    if rate and len(heard.figures) == 1 and int(rate[1]) <= 100:
        return 100, 100 - int(rate[1])
    counts = [figure for figure in heard.figures if whole(figure) and not _POINTS.match(behind(heard, figure))]
    if len(counts) != 2 or len(heard.figures) != 2:
        return None
    larger, smaller = sorted(counts, key=lambda figure: -figure.value)
    if _CLAUSE_GOOD.match(behind(heard, smaller, 12)):
        return int(larger.value), int(larger.value - smaller.value)
    bad = _BAD_BEHIND.match(behind(heard, smaller, 12)) or _BAD_BEFORE.search(before(heard, smaller, 8))
    return (int(larger.value), int(smaller.value)) if bad else None
