"""Signs on a file that decide whether it counts: number, approval, dates, draft, void, plan, blanks, strings of keywords."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache

from scoring.documents.normalise import HAN
from scoring.facts.dates import FoundDate, find_dates, first_day
from scoring.facts.mark_blanks import count_fields, is_annex, keyword_list, placeholders
from scoring.facts.mark_status import draft, plan, void
from scoring.facts.model import Marks, Source
from scoring.facts.names import name_at
from scoring.facts.paper_lexicon import mark_labels, mark_words
from scoring.facts.paper_lines import Line, dateless, paper_lines
from scoring.facts.reading import Reading
from scoring.facts.statements import hollow

_SPOKEN = re.compile(r"[“\"「『][^“”\"」』\n]{1,200}[”\"」』]")
_TO_CUSTOMER = re.compile(
    r"(?:感谢|谢谢|欢迎|承蒙)您?[^。;]{0,6}(?:选择|选购|购买|惠顾|光临|使用|信赖|信任|支持|关注|订购)|(?:尊敬|亲爱)的(?:顾客|客户|用户|消费者|业主|会员|车主|家长|朋友|买家|读者)"
    r"|(?:请|须)?(?:您)?(?:凭|持|出示|保管好?|保留|妥善保管)(?:好)?(?:本|此|这张)(?:卡|证|书|单|凭证|保证书|保修[卡单证]|票|凭据|说明书?)"
    r"|您(?:购买|选购|所购|订购|使用|的(?:产品|商品|设备|爱车|车|机器|订单|账户|权益|家|宝宝|孩子))|您(?:可|有权|享有|如|若|需|应|只需|还能|也能)|为您|[向给]您|请您|(?:如果|如|若|当|让|帮)您"
    r"|(?<![a-z])(?:thank you for|dear (?:customer|user|client)|your (?:purchase|product|order|warranty|device))",
    re.IGNORECASE,
)
# A paper that tells staff how to behave is theirs, whatever it makes them say.
_TO_STAFF = re.compile(
    r"(?:各|全体|本)(?:部门|员工|科室|车间|岗位|职工|人员)|话术|扣(?:罚|绩效|奖金|款)|考核\d|罚款|本(?:制度|办法|规程|细则)"
    r"|(?:客服|售后|服务|维修)(?:部|人员|专员|工程师|员)(?:应|须|必须|要|不得|负责)"
)
_HEAD_LINES = 14
_TITLE_LINES = 3
_LABELS_LEAST = 2
_IN_BRACKETS = re.compile(r"[(（][^()（）]*$")  # 某某手册（2026-1 版，某某，2026年1月8日）
_SHEET_LINES = 3
_TAIL_LINES = 8
_LONG = 90
_BODY = re.compile(
    r"第[一二三四五六七八九十\d]{1,3}[章节条篇]|[一二三四五六七八九十]{1,3}、|[(（][一二三四五六七八九十]{1,2}[)）]"
    r"|\d{1,2}(?:\.\d{1,2}){0,3}[\s、.．]+(?=[^\d\s])(?!年)"
)
_LETTER_NUMBER = re.compile(rf"(?<![{HAN}:])(?:No\.?\s?)?[{HAN}A-Z]{{1,14}}\s?[\[(〔【]\s?(?:19|20)\d\d\s?[\])〕】]\s?第?\s?\d{{1,5}}\s?号?")
_ENTERPRISE_STANDARD = re.compile(r"Q/[A-Z0-9]{2,10}[\s.A-Z0-9]{0,14}[-—]\s?20\d\d|Q/[A-Z0-9]{2,10}[\s-][A-Z0-9.-]{2,14}")
_CODE = re.compile(r"(?<![A-Za-z0-9/.-])[A-Z]{1,8}\d{0,3}(?:[-/·][A-Z]{1,6}\d{0,3}){0,4}[-/]\d{1,6}(?:[-./]\d{1,4}){0,3}(?![A-Za-z0-9-])")
_PAPER_WORDS = re.compile(
    r"发布|颁布|印发|签发|实施|施行|批准|签批|审批|生效|执行|起用|启用|版"
    r"|规程|办法|规定|手册|细则|程序|守则|受控|修订|文件|制度|编制|预案|流程|规则|机制|政策|措施|章程|条例|规范|准则|^[^\s]{4,30}$"
)
_NUMBER_VALUE = re.compile(rf"[A-Za-z0-9{HAN}][^\s|,;。]{{1,30}}(?:\s?第?\s?\d+\s?号)?")
_PERSON = re.compile(rf"(?:[{HAN}]{{2,8}}\s+)?[{HAN}·]{{2,4}}(?:\s*\([{HAN}]{{1,6}}\))?")
_LATIN_PERSON = re.compile(r"[A-Z][a-z]+(?: [A-Z][a-z.]+){0,2}")
_BLANK_VALUE = re.compile(r"^[\s_/\-—.()年月日:]*$")
_STAMP = re.compile(r"\((?:[^()]{0,8}(?:盖章|公章|印章|专用章|签章)|章|签|签字|签名)\)")
_OFFICER = re.compile(
    r"^(?:总经理|董事长|总裁|厂长|经理|法定代表人|法人代表|负责人|执行董事|院长|店长|站长)(?:\s*\((?:签字|签名|签章)\))?[\s:]+"
    rf"(?P<who>[{HAN}·]{{2,4}})(?:\s|$)"
)
_SENTENCE = re.compile(r"[。;!?]")
_CLAUSE_END = re.compile(r"[,，。;；、]")
_EFFECT = re.compile(r"(?:^|[,。;、.)]|\d\s)\s*(?:本|现|自|从|于|此|兹|经)")
_FROM_ISSUE = re.compile(r"自(?:发布|颁布|印发|公布|下发|签发|批准|发文)之?日起?(?:施行|实施|执行|生效|试行|起施行|开始)")
_ENDS_TERM = re.compile(r"(?:有效[^\d]{0,8}|到期[^\d]{0,6}|截[止至][^\d]{0,4}|[至到~—-]\s*|until\s*:?\s*|expir[^\d]{0,10})$", re.IGNORECASE)
_NEXT_LABEL = re.compile(r"[人者日时]?[期间]?\s*[:|]|[人者]")
_LAW = re.compile(r"(?:法|条例|规定|标准)[》」]?[^。]{0,6}(?:自|于)?$")
_LABEL_REACH = 24
_ANNOUNCES = re.compile(r"通知|通告|公告|公示|告示|海报|邀请|致.{1,8}信|活动|预告")  # what it announces may have come to pass


@dataclass(frozen=True, slots=True)
class _Zones:
    """Where a paper speaks of itself: the lines above its text, those at its end, and its signatures wherever they stand."""

    head: tuple[Line, ...]
    tail: tuple[Line, ...]
    signatures: tuple[Line, ...]  # a name with a date, or the date under a name


def marks(reading: Reading) -> Marks:
    """All signs on a file."""
    lines = paper_lines(reading)
    own = list(_paired([line for line in lines if not line.records or line.cells <= 2]))
    zones = _zones(reading, own)
    issued, issued_source = _issued(zones)
    blanks = placeholders(reading, lines)
    empty = hollow(reading)
    return Marks(
        number=_number(zones),
        approval=_approval(zones),
        issued=issued,
        issued_source=issued_source,
        effective=_effective(zones, own, issued),
        draft=draft(reading, zones.head, own),
        void=void(reading, zones.head, own),
        plan=plan(reading) or (empty[0] if empty is not None and empty[1] and not _ANNOUNCES.search(reading.parts[0].title) else None),
        placeholders=blanks,
        fields=count_fields(own, blanks),
        addressed=_addressed(own),
        keyword_list=keyword_list(reading, lines),
        hollow=empty[0] if empty is not None else None,
    )


def _paired(lines: Sequence[Line]) -> Iterator[Line]:
    """Lines, with a row of labels over a row of values (文件编号 | 版本 over QP-3 | A/1) turned into pairs."""
    skip = False
    for number, line in enumerate(lines):
        below = lines[number + 1] if number + 1 < len(lines) else None
        if skip:
            skip = False
            continue
        labels = _cells(line)
        values = _cells(below) if below is not None and below.locator.partition("!")[0] == line.locator.partition("!")[0] else []
        known = [mark_labels().knows(cell.replace(" ", "").lower()) for cell in labels]
        headed = len(labels) == len(values) and sum(known) >= max(_LABELS_LEAST, len(labels) // 2 + 1)
        if below is not None and headed and not any(map(mark_labels().knows, values)):
            skip = True
            pairs = zip(labels, values, strict=True)
            yield from (replace(below, text=f"{label} | {value}", cells=2) for label, value in pairs if value)
        else:
            yield line


def _cells(line: Line) -> list[str]:
    return [cell.strip() for cell in line.text.split("|")] if line.cells >= _LABELS_LEAST else []


def _addressed(lines: Sequence[Line]) -> Source | None:
    """The line in which a paper speaks to its customer; what staff are to say to one stands in quotation marks."""
    if any(_TO_STAFF.search(_SPOKEN.sub("", line.text)) for line in lines):
        return None
    return next((line.source for line in lines if _TO_CUSTOMER.search(_SPOKEN.sub("", line.text))), None)


def _zones(reading: Reading, lines: Sequence[Line]) -> _Zones:
    sheets = {page.number for page in reading.document.pages if page.name}
    head: list[Line] = []
    seen: dict[int, int] = {}
    body = False
    for line in lines:
        seen[line.page] = seen.get(line.page, 0) + 1
        if line.page in sheets:
            if seen[line.page] <= _SHEET_LINES:
                head.append(line)
            continue
        body = body or (bool(head) and _BODY.match(line.text) is not None and not find_dates(line.text[:12]))
        if not body and len(head) < _HEAD_LINES:
            head.extend(_own_words(line))
    paper = [line for line in lines if not is_annex(reading, line)] or list(lines)
    return _Zones(tuple(head), tuple(paper[-_TAIL_LINES:]), tuple(_signatures(lines)))


def _own_words(line: Line) -> Iterator[Line]:
    """A line of the head; of a paragraph that begins with the number of the paper, what stands before its first clause ends."""
    if len(line.text) <= _LONG:
        yield line
        return
    first = _CLAUSE_END.split(line.text, maxsplit=1)[0]
    if len(first) <= _LONG and (_LETTER_NUMBER.match(first) or _CODE.match(first) or mark_labels().find(first[:_LABEL_REACH])):
        yield replace(line, text=first)


def _signatures(lines: Sequence[Line]) -> Iterator[Line]:
    for number, line in enumerate(lines):
        if len(line.text) > _LONG or _SENTENCE.search(line.text) or line.cells > 2:
            continue
        dates = _days(line)
        if not dates:
            continue
        rest = dateless(line.text).strip(" |:,()")
        named = name_at(line.text, shops=False) is not None or re.fullmatch(rf"[{HAN}]{{2,12}}(?:部|中心|室|处|科|组|公司|店|厂)", rest)
        above = [one for one in lines[max(0, number - 3) : number] if len(one.text) <= _LONG and not _SENTENCE.search(one.text)]
        signed = any(name_at(one.text, shops=False) or _OFFICER.match(one.text) or _STAMP.search(one.text) or _is_person(one.text) for one in above)
        if (named and dates[-1].end >= len(line.text) - 4) or (len(rest) <= 4 and (signed or number >= len(lines) - 3)):
            yield line


def _issued(zones: _Zones) -> tuple[str, Source | None]:
    words = _words().issued
    for line in zones.head:
        found = _before(line, words) or _labelled_day(line, "issued") or _behind(line, words) or _approval_day(line)
        if found:
            return found, line.source
    for line in zones.signatures:
        return first_day(_days(line)[-1].iso), line.source
    for line in (*zones.tail, *zones.head):
        found = _before(line, words) or _labelled_day(line, "issued") or _behind(line, words)
        if found:
            return found, line.source
    for line in zones.head[:_TITLE_LINES]:
        dated = next((one for one in _days(line) if one.precision == "day" and _IN_BRACKETS.search(line.text[: one.start])), None)
        if dated is not None:
            return first_day(dated.iso), line.source
    return "", None


def _effective(zones: _Zones, lines: Sequence[Line], issued: str) -> str:
    words = _words().effective
    for line in (*zones.head, *zones.tail):
        if line not in zones.head and _SENTENCE.search(line.text.rstrip("。")):
            continue
        found = _before(line, words) or _labelled_day(line, "effective") or _behind(line, words)
        if found:
            return found
    for line in lines:
        if line.records or not _EFFECT.search(line.text):
            continue
        for sentence in _SENTENCE.split(line.text):
            for one in find_dates(sentence):
                after = sentence[one.end : one.end + 8].lstrip()
                said = words.match(after) or words.match(after.lstrip(" 起开始正式"))
                if one.precision == "day" and said and not _LAW.search(sentence[: one.start]):
                    return first_day(one.iso)
        if issued and _FROM_ISSUE.search(line.text):
            return issued
    return ""


def _labelled_day(line: Line, key: str) -> str:
    for one in mark_labels().find(line.text):
        if one.key == key:
            dates = [day for day in find_dates(one.after(line.text, _LABEL_REACH)) if day.precision != "year"]
            if dates and dates[0].start <= 6:
                return first_day(dates[0].iso)
    return ""


def _before(line: Line, words: re.Pattern[str]) -> str:
    """2026年3月1日发布, 自2026年3月1日起施行."""
    for one in find_dates(line.text):
        after = line.text[one.end : one.end + 12].lstrip(" )")
        said = words.match(after) or words.match(after := after.lstrip(" 起)开始正式"))
        if one.precision != "year" and said and not _NEXT_LABEL.match(after, said.end()):
            return first_day(one.iso)
    return ""


def _behind(line: Line, words: re.Pattern[str]) -> str:
    """发布于 2026-03-01."""
    for one in find_dates(line.text):
        before = re.sub(r"(?:日期|时间|于|日)?[\s:：|]*$", "", line.text[max(0, one.start - 14) : one.start])
        if one.precision != "year" and re.search(rf"(?:{words.pattern})$", before):
            return first_day(one.iso)
    return ""


def _approval_day(line: Line) -> str:
    """批准：某某 2025-12-30, or the date behind the name in a title row."""
    dates = _days(line)
    if dates and any(one.key == "approval" for one in mark_labels().find(line.text)):
        return first_day(dates[-1].iso)
    if dates and len(line.text) <= 60 and re.search(rf"[{HAN}·]{{2,4}}\s+$", line.text[: dates[-1].start]) and dates[-1].end >= len(line.text):
        return first_day(dates[-1].iso)
    return ""


def _number(zones: _Zones) -> Source | None:
    for line in zones.head:
        for one in mark_labels().find(line.text):
            found = _NUMBER_VALUE.match(one.value) if one.key == "number" and one.clear else None
            if found and re.search(r"\d", found[0]) and not find_dates(found[0]):
                return line.source
    for line in zones.head:
        if len(line.text) > _LONG or _SENTENCE.search(line.text):
            continue
        if _LETTER_NUMBER.search(line.text) or _ENTERPRISE_STANDARD.search(line.text):
            return line.source
        code = _CODE.search(line.text)
        if code and not _is_standard(code[0]) and _PAPER_WORDS.search(line.text) and (code.start() <= 2 or "-" in code[0]):
            alone = code[0] == line.text
            if not alone or code[0].count("-") >= 2:
                return line.source
    return None


def _approval(zones: _Zones) -> Source | None:
    words = _words()
    places = dict.fromkeys((*zones.head, *zones.tail, *zones.signatures))
    for line in places:
        for one in mark_labels().find(line.text):
            if one.key == "approval" and not _BLANK_VALUE.match(one.value) and _names_person(dateless(one.value).strip(" 、,")):
                return line.source
    for line in places:
        if (words.approval.search(line.text) and not words.not_approval.search(line.text)) or _OFFICER.match(line.text):
            return line.source
    for line in zones.signatures:
        name = name_at(line.text, shops=False)
        if name is not None and _is_person(dateless(line.text[name.end :]).strip()):
            return line.source
    return _signed_below(zones)


def _signed_below(zones: _Zones) -> Source | None:
    """A person's name on a line of its own at the end, right above the date."""
    for before, line in zip(zones.tail, zones.tail[1:], strict=False):
        if _days(line) and len(dateless(line.text).strip()) <= 2 and _is_person(before.text):
            return before.source
    for line in zones.tail:
        name = name_at(line.text, shops=False)
        if name is not None and re.fullmatch(rf"\s+[{HAN}·]{{2,4}}", line.text[name.end :]):
            return line.source
    return None


def _days(line: Line) -> list[FoundDate]:
    """The dates of a line, without those that end a term."""
    found = (one for one in find_dates(line.text) if one.precision != "year")
    return [one for one in found if not _ENDS_TERM.search(line.text[max(0, one.start - 14) : one.start])]


def _is_person(text: str) -> bool:
    text = _STAMP.sub("", text).strip()
    return bool(_PERSON.fullmatch(text) or _LATIN_PERSON.fullmatch(text))


def _names_person(text: str) -> bool:
    """赵敏, or 赵敏 with the name of the enterprise behind it."""
    first, _, rest = text.partition(" ")
    return _is_person(text) or (_is_person(first) and name_at(rest, shops=False) is not None)


def _is_standard(code: str) -> bool:
    prefix = re.split(r"[-/·\d]", code)[0]
    return prefix in mark_words().standards


@dataclass(frozen=True)
class _Words:
    issued: re.Pattern[str]
    effective: re.Pattern[str]
    approval: re.Pattern[str]
    not_approval: re.Pattern[str]


@lru_cache(maxsize=1)
def _words() -> _Words:
    words = mark_words()
    return _Words(
        re.compile("|".join(words.issued), re.IGNORECASE),
        re.compile("|".join(words.effective), re.IGNORECASE),
        re.compile("|".join(words.approval), re.IGNORECASE),
        re.compile("|".join(words.not_approval)),
    )

