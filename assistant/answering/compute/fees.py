"""What would it cost by the published price list; how many man-days do outlets need at least?"""

import re
from fractions import Fraction

from assistant.answering.compute.cues import cues_of
from assistant.answering.compute.roles import before, behind, whole, whole_number, with_unit
from assistant.answering.hearing import Heard
from assistant.guidance import costs
from assistant.guidance.computation import Computation
from scoring.rubric import Rubric

CUES = cues_of("fees")

_MAN_DAYS = re.compile(r"\s*(?:个半?)?\s*(?:人日|人天|人·日|个?工日|(?:man|person|auditor)[- ]?days?|天)")
_TEAM = re.compile(
    r"(\d+)\s*(?:个|名|位)?(?:人|审核员|老师|评审员)[^\d,。;]{0,8}?(\d+(?:\.\d+)?)\s*天(半)?"
    r"|(\d+(?:\.\d+)?)\s*天(半)?[^\d,。;]{0,4}(\d+)\s*(?:个|名|位)?人"
)
_YEARS = re.compile(r"\s*(?:年|years?)")
_COPIES = re.compile(r"\s*(?:[张份本]|(?:extra )?(?:certificate )?cop)")
_OUTLETS = re.compile(r"\s*(?:个|家|处)?\s*(?:固定|直营|售后|服务|维修|fixed |service )*的?(?:网点|门店|维修点|服务点|站点|站|店|点|outlets?|sites?)")
_OUTLETS_BEFORE = re.compile(r"(?:网点|门店|店|站点?|服务点|维修点)[^\d,。;]{0,2}$")
_SURVEILLANCE = CUES["surveillance"]
_TIMES = re.compile(r"(\d)(?:次|年的?)(?:监督|年审)|(?:监督|年审)(?:审核)?(\d)[次年]")
_DIGITS = str.maketrans("一二两俩仨三四五六七八九", "122233456789")


def read(heard: Heard, _: Rubric) -> Computation | None:
    """By the one public price list, when its body is named: first evaluation, surveillances and copies told in days."""
    if not heard.says("方圆", "fangyuan"):
        return None
    first, yearly = _days(heard)
    if first is not None and with_unit(heard, _OUTLETS) is not None:  # man-days of outlets come on top
        return None
    copies = with_unit(heard, _COPIES) if heard.says("副本", "子证书", "copies", "copy") else None
    years = with_unit(heard, _YEARS)
    if first is None and yearly is None and copies is None:
        return costs.fangyuan_annuity(int(years)) if years and whole_number(years) and heard.says("年金", "annuity") else None
    times = _TIMES.search(heard.text.translate(_DIGITS))
    if times and yearly is not None:
        return costs.fangyuan(first, yearly, int(times[1] or times[2]), int(copies or 0))
    every_year = first is not None and (heard.says("每年", "三年") or "3年" in heard.text)
    untold = first is not None and yearly is None and heard.says(*_SURVEILLANCE)
    return costs.fangyuan(first, yearly, 2 if every_year else 1, int(copies or 0), untold=untold)


def _days(heard: Heard) -> tuple[Fraction | None, Fraction | None]:
    """(man-days of the first evaluation, of one surveillance)."""
    team = _TEAM.search(heard.text.translate(_DIGITS))
    if team:
        people, days, half = (team[1], team[2], team[3]) if team[1] else (team[6], team[4], team[5])
        product = int(people) * (Fraction(days) + (Fraction(1, 2) if half else 0))
        return (None, product) if heard.says(*_SURVEILLANCE) else (product, None)
    first = yearly = None
    for figure in heard.figures:
        if _MAN_DAYS.match(behind(heard, figure, 16)):
            part = re.split("[,。;]", before(heard, figure, 16))[-1]
            if any(word in part for word in _SURVEILLANCE):
                yearly = figure.value
            elif first is None:
                first = figure.value
    if first is not None and yearly is None and heard.says(*_SURVEILLANCE) and not heard.says("初次", "初评", "首次", "初审"):
        return None, first
    return first, yearly


def read_outlets(heard: Heard, _: Rubric) -> Computation | None:
    """Man-days of fixed outlets."""
    if not heard.says("人天", "人日", "man-day", "person-day", "man day", "person day", "auditor day", "auditor-day", "工日"):
        return None
    if heard.matches("(?:走|跑|覆盖|够|审)[^,。;]{0,4}[几少][个家处]?(?:固定)?(?:网点|门店|站|店|点)"):  # asks for the outlets
        return None
    outlets = with_unit(heard, _OUTLETS)
    if outlets is None:
        outlets = next((f.value for f in heard.figures if whole(f) and _OUTLETS_BEFORE.search(before(heard, f, 8))), None)
    return costs.outlet_man_days(int(outlets)) if outlets and outlets.denominator == 1 else None
