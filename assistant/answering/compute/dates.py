"""When does a certificate of that date run out, when is its surveillance due?"""

import re

from assistant.answering.compute.cues import cues_of
from assistant.answering.hearing import Heard
from assistant.answering.numbers import parse
from assistant.guidance import dates
from assistant.guidance.computation import Computation
from scoring.rubric import Rubric

CUES = cues_of("dates")

_MONTHS = CUES["months"]
_DATE = re.compile(r"(20\d\d)\s*[年./-]\s*(?:(\d{1,2})\s*[月./-]?\s*(?:(\d{1,2})\s*[日号]?)?)?")
_ASKS_ISSUE = re.compile("(?:哪一?年|什么时候|何时|啥时候)[^,。;]{0,3}(?:发|拿|颁)")
_SURVEILLANCE = re.compile("监督(?!机构|部门|人员|检查)|年审|年检|surveillance")
_ASKS_WHEN = re.compile("什么时候|啥时候?|何时|哪[天年]|哪个月|几[号月]|多久|最晚|最迟|when|due")
_OF_ISSUE = re.compile("发|拿证?|颁|下来|下的?证|获证|取得|办[下好完]|的证|证书|issued|obtained|got")
_DONE = re.compile("(?:做|办|完成|搞|过)[了过完][^,。;]{0,8}(?:监督|年审|年检)|(?:监督|年审|年检)[^,。;]{0,4}(?:做|办|完成|通)[了过完]")
_NTH = re.compile("第([1-9一二三四五六七八九])[次回年](?:的)?(?:监督|年审|年检)")
_FIRST = re.compile("(?:首次|头一?[次回])(?:的)?(?:监督|年审|年检)|first surveillance")
_ENDS = CUES["ends"]
_ISSUED = CUES["issued"]


def read(heard: Heard, _: Rubric) -> Computation | None:
    match = _DATE.search(_in_digits(heard.text))
    if match is None or not heard.says(*_ISSUED):
        return None
    month = int(match[2]) if match[2] and 1 <= int(match[2]) <= 12 else None
    issued = int(match[1]), month, int(match[3]) if month and match[3] else None
    if _SURVEILLANCE.search(heard.text) and _ASKS_WHEN.search(heard.text):
        if not _OF_ISSUE.search(heard.text) or _DONE.search(heard.text):  # 2025 年做了第一次监督: that is no day of issue
            return None
        return dates.surveillance(*issued, _which(heard.text))
    if not heard.says(*_ENDS) or _ASKS_ISSUE.search(heard.text):
        return None
    return dates.expiry(*issued)


def _which(text: str) -> int | None:
    """第二次监督: the second."""
    match = _NTH.search(text)
    value = parse(match[1]) if match else None
    return int(value) if value else (1 if _FIRST.search(text) else None)


def _in_digits(text: str) -> str:
    """Dates written 二〇二四年五月, 24 年 5 月 or March 2024 as 2024年5月."""
    for number, name in enumerate(_MONTHS, 1):
        text = re.sub(rf"\b{name[:3]}[a-z]*\.?\s+(?:(\d{{1,2}}),?\s+)?(20\d\d)", rf"\2年{number}月\1", text)
    text = re.sub(r"(?<![\d.])(2\d)年(?=\d{1,2}月|[一二三四五六七八九十]{1,3}月|发|拿|颁|办|下|取得)", r"20\1年", text)
    text = re.sub(r"[二〇零一三四五六七八九]{4}(?=年)", lambda match: str(parse(match.group()) or match.group()), text)
    return re.sub(r"(?<=年)[一二三四五六七八九十]{1,3}(?=月)", lambda match: str(parse(match.group()) or match.group()), text)
