"""What a paper says of its own standing: a draft, void, or a plan for later."""

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache

from scoring.facts.model import Source
from scoring.facts.paper_lexicon import mark_words
from scoring.facts.paper_lines import Line, plain
from scoring.facts.quoting import cut
from scoring.facts.reading import Reading

_SHORT = 44
_OPENING = 16  # characters of a longer line that may open with the status (DRAFT v0.3 – for comments)
_BRACKETS = re.compile(r"[(\[【〔《<]([^()\[\]【】〔〕《》<>]{1,40})[)\]】〕》>]")
_STATE = re.compile(
    r"(?:文件|版本|受控|当前|发布|审批|文档)?状态\s*[:|]\s*(?P<said>[^\s|,;。]{1,12})|(?:status|state)\s*[:|]\s*(?P<said_en>[A-Za-z ]{2,20})",
    re.IGNORECASE,
)
_BREAK = r"(?=$|[\s_.,;:、()\[\]【】〔〕<>《》|\-—!。vV\d])"
_OF_ITSELF = re.compile(
    r"(?:本(?:件|版|文件|版本)\)?\s*\|\s*(?:[^|]{0,12}\|\s*)?(?:已)?(?:废止|作废|失效|停用))|"
    r"(?:^|[。;,(【|:])\s*(?:此|该|本)(?:制度|办法|手册|规定|规程|规范|标准|程序|预案|文件|版本?|细则|汇编|通知|协议|合同|方案|证书?|计划|承诺书?|页)"
    r"(?!.{0,20}(?:期满|届满|自动|如|若|任何一方|可|一式|须|应))[^。;]{0,24}(?:(?:自|于|已|起)[^。;]{0,14}(?:无效|终止|解除)(?=$|[。;,)】])|(?:已|现)(?:被)?(?:替代|取代))|"
    r"(?:^|[。;,(【|:])\s*(?:此|该|本)(?:制度|办法|手册|规定|规程|规范|标准|程序|预案|文件|版本?|细则|汇编|通知|协议|合同|方案|证书?|计划|承诺书?|页)"
    r"(?!.{0,20}(?:施行|实施|执行)[^。]{0,6}(?:后|起|之日))[^。;]{0,24}(?:作废|废止|失效|停止使用|停止执行|不再(?:执行|使用|有效))"
)
_ABOUT = re.compile(r"^(?:关于|对)|清单$|台账$|记录$|登记表?$")
# A notice that abolishes something else is in force itself.
_ABOLISHES = re.compile(r"^(?:关于|对).{0,30}(?:废止|作废|撤销|取消).{1,30}的?(?:通知|决定|公告|通告|函|说明)$")
_ENOUGH = 0.5
_TITLED_ENOUGH = 0.4
_UNTITLED_ENOUGH = 0.7
_RULES = re.compile(r"预案|制度|办法|手册|规程|规定|程序|细则|规范|标准|合同|协议|承诺|保修|说明书|须知|证|报告|总结")
_SURE_PLAN = re.compile(r"明年|来年|下一?年度|筹备|筹建|拟建|设想|构想|想办|想做|打算|愿景")
_SIGNATURE = re.compile(
    r"^[^。;]{0,48}(?:公司|部|中心)?\s*\S{0,6}\s*\d{4}[年./-]\d{1,2}(?:[月./-](?:\d{1,2}日?)?)?(?:\s+[一-龥·]{2,4})?$|"
    r"^[^。;]{2,30}(?:公司|厂|部|中心)\s+[^。;\s]{0,8}〔\d{4}〕\d+号[^。;]{0,14}$"
)


def draft(reading: Reading, head: Sequence[Line], lines: Sequence[Line]) -> Source | None:
    """草稿, 征求意见稿 … as the status of the paper: in its name, its title, its head or a watermark."""
    return _status(reading, head, lines, _pattern("draft"), _pattern("not_draft"))


def void(reading: Reading, head: Sequence[Line], lines: Sequence[Line]) -> Source | None:
    """已作废, 废止 … of the paper itself; a new edition that voids the old one is not void, nor is a list of laws."""
    found = None if _ABOLISHES.search(plain(reading.parts[0].title)) else _status(reading, head, lines, _pattern("void"), _pattern("not_void"))
    if found is not None:
        return found
    for line in lines:
        if not line.records and _OF_ITSELF.search(line.text) and not re.search(r"原|旧|前版|同时", line.text):
            return line.source
    return None


def plan(reading: Reading) -> Source | None:
    """The whole paper speaks of the future."""
    titles = tuple(dict.fromkeys((plain(reading.parts[0].title), _stem(reading))))
    source = Source(reading.parts[0].locator, cut(reading.parts[0].title))
    words = _pattern("plan_title")
    if any(_pattern("not_plan").search(title) for title in titles):
        return None
    titled = any(words.search(title) and not _pattern("not_plan").search(title) for title in titles)
    if not titled and any(_RULES.search(title) for title in titles):
        return None
    said = [one.text for one in reading.sentences if not one.table_row and not one.heading and not reading.parts[one.section].hidden]
    said = [text for text in said if len(text) >= 6 and text not in {title.lower() for title in titles} and not _SIGNATURE.match(text)]
    share = sum(_pattern("future").search(text) is not None for text in said) / max(1, len(said))
    if titled and len(said) >= 2 and share >= _TITLED_ENOUGH:
        return source
    if titled and len(said) < 2 and (any(_SURE_PLAN.search(title) for title in titles) or not _pattern("done").search(reading.text)):
        return source
    return source if not titled and len(said) >= 4 and share >= _UNTITLED_ENOUGH else None


def _status(reading: Reading, head: Sequence[Line], lines: Sequence[Line], words: re.Pattern[str], nots: re.Pattern[str]) -> Source | None:
    stem = _stem(reading)
    first = Source(reading.parts[0].locator, cut(stem))
    if _says(stem, words, nots):
        return first
    if _says(plain(reading.parts[0].title), words, nots):
        return Source(reading.parts[0].locator, cut(reading.parts[0].title))
    for line in head:
        texts = [line.text] if len(line.text) <= _SHORT else [line.text[:_OPENING]]
        if any(_says(text, words, nots) for text in (*texts, *_stated(line.text))):
            return line.source
    for line in lines:
        alone = line.text.strip("()[]【】〔〕<>《》*—-= ")
        if len(alone) <= 16 and not line.cells and words.fullmatch(alone) and not nots.search(alone):
            return line.source
    return None


def _stated(text: str) -> Iterator[str]:
    """The parts of a longer line that state a status: in brackets, or behind 状态."""
    for found in _BRACKETS.finditer(text):
        yield found[1]
    for found in _STATE.finditer(text):
        yield found["said"] or found["said_en"]


def _says(text: str, words: re.Pattern[str], nots: re.Pattern[str]) -> bool:
    if nots.search(text) or _ABOUT.search(text):
        return False
    return re.search(rf"(?:{words.pattern}){_BREAK}", text, re.IGNORECASE) is not None


def _stem(reading: Reading) -> str:
    return plain(reading.path.replace("\\", "/").rsplit("/", 1)[-1].rsplit(".", 1)[0])


@lru_cache(maxsize=8)
def _pattern(name: str) -> re.Pattern[str]:
    return re.compile("|".join(getattr(mark_words(), name)), re.IGNORECASE)
