"""What would it cost by the published price list; how many man-days do outlets need at least?"""

import re

from assistant.answering.compute.roles import with_unit
from assistant.answering.hearing import Heard
from assistant.guidance import costs
from assistant.guidance.computation import Computation
from scoring.rubric import Rubric

_MAN_DAYS = re.compile(r"\s*(?:个)?\s*(?:人日|人天|人·日|个?工日|(?:man|person|auditor)[- ]?days?|天)")
_COPIES = re.compile(r"\s*[张份本]")
_OUTLETS = re.compile(r"\s*(?:个|家|处)?\s*(?:固定|直营|售后|服务|维修)*的?(?:网点|门店|维修点|服务点|站点|站|店|点|outlets?|sites?)")
_SURVEILLANCE = ("监督", "年审", "年检", "surveillance", "获证后", "复查")


def read(heard: Heard, _: Rubric) -> Computation | None:
    """By the one public price list, when its body is named."""
    if not heard.says("方圆", "fangyuan"):
        return None
    if heard.says("副本", "子证书", "copies", "copy"):
        copies = with_unit(heard, _COPIES)
        return costs.fangyuan_copies(int(copies)) if copies else None
    days = with_unit(heard, _MAN_DAYS)
    if days is None:
        return None
    return costs.fangyuan_surveillance(days) if heard.says(*_SURVEILLANCE) else costs.fangyuan_first(days)


def read_outlets(heard: Heard, _: Rubric) -> Computation | None:
    """Man-days of fixed outlets."""
    if not heard.says("人天", "人日", "man-day", "person-day"):
        return None
    outlets = with_unit(heard, _OUTLETS)
    return costs.outlet_man_days(int(outlets)) if outlets and outlets.denominator == 1 else None
