"""When does a certificate of that date run out?"""

import re

from assistant.answering.hearing import Heard
from assistant.guidance import dates
from assistant.guidance.computation import Computation
from scoring.rubric import Rubric

_DATE = re.compile(r"(20\d\d)\s*[年./-]\s*(?:(\d{1,2})\s*[月./-]?\s*(?:(\d{1,2})\s*[日号]?)?)?")
_ENDS = ("到期", "过期", "有效到", "失效", "用到", "expire", "valid until")
_ISSUED = ("发", "拿", "下来", "颁", "取得", "获证", "issued", "got", "办")


def read(heard: Heard, _: Rubric) -> Computation | None:
    match = _DATE.search(heard.text)
    if match is None or not (heard.says(*_ENDS) and heard.says(*_ISSUED)):
        return None
    month = int(match[2]) if match[2] and 1 <= int(match[2]) <= 12 else None
    return dates.expiry(int(match[1]), month, int(match[3]) if month and match[3] else None)
