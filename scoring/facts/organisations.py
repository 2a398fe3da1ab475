"""Whose paper it is: the organisations it names and the part each of them plays."""

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache

from scoring.documents.normalise import HAN
from scoring.facts.dates import find_dates
from scoring.facts.model import Instrument, Organisation, OrganisationRole
from scoring.facts.names import Name, name_at, names_in
from scoring.facts.paper_lexicon import instrument_words, organisation_labels, organisation_words
from scoring.facts.paper_lines import Line, dateless, paper_lines
from scoring.facts.reading import Reading

_HEAD_LINES = 10
_TAIL_LINES = 8
_SIGNATURE_CHARS = 70
_TITLE_CHARS = 60
_LIST_RUN = 3
_STAMP = re.compile(r"\((?:[^()]{0,10}(?:盖章|公章|印章|专用章|签章|签字|签名)|章|签)\)|盖章|签章")
_NUMBERED = re.compile(r"[\[(〔]20\d\d[\])〕]\s?第?\s?\d+\s?号|[A-Z]{1,8}[-/][A-Z0-9][A-Z0-9./-]*")
_SUBJECT = re.compile(r"^(?:关于|对)(?P<rest>.{4,60})")
_LETTER = re.compile(r"(?:函|报告|意见|证明|证书|通报|结果|决定|批复|通知|公告|说明|声明|承诺书?|评价|测评|申请书?)")
_SENTENCE = re.compile(r"[。;!?]|,(?!\s?Ltd)")
_TITLE_ENDINGS = re.compile(
    r"文件|版权所有|\d{4}|年度|表|单|册|清单|目录|台账|制度|办法|手册|规定|规程|规范|标准|程序|预案|计划|预算|总结|报告|记录|汇编|承诺|指南|说明|须知|"
    r"公告|告示|通知|一览|名单|档案|简介|介绍|决定|任命|方案|政策|细则|条例|流程|页|栏目|官网|章程|协议|合同|证|书|函|卡|样本|图"
)
_ADDRESS = re.compile(rf"(?:地址\s?:?\s?)?[{HAN}\d-]{{2,12}}[省市县区州][{HAN}A-Za-z\d\s#-]{{2,40}}(?:号|室|楼|层|园|区|座|栋|侧|首|村)?")
_FREE_TAIL = re.compile(rf"[{HAN}A-Za-z·\s:,()]{{0,24}}")
_SPEECH = re.compile(r"[由受将把应须可会已被对向与为在按]|负责|提供|成立|设立|销售|采购|购买|承担|组织|签订|服务于|进行|联系|委托|安装|维修的")


def organisations(reading: Reading, instruments: Sequence[Instrument]) -> tuple[Organisation, ...]:
    """Every organisation once for each role and section. Rows of lists are not read: they name customers and suppliers by the thousand."""
    lines = paper_lines(reading)
    out: dict[tuple[str, OrganisationRole, int], Organisation] = {}
    spoken: set[str] = set()  # a name that plays a part is not listed as merely mentioned
    for one in (*_of_instruments(instruments), *_of_lines(lines, instruments)):
        spoken.add(one.name)
        out.setdefault((one.name, one.role, one.section), one)
    for line in lines:
        if line.records:
            continue
        for name in names_in(line.text):
            if name.text not in spoken:
                out.setdefault((name.text, "mentioned", line.section), Organisation(name.text, "mentioned", line.section, line.source))
    return tuple(out.values())


def _of_instruments(instruments: Sequence[Instrument]) -> Iterator[Organisation]:
    families = instrument_words().families
    makers = set(instrument_words().labels["maker"])
    for one in instruments:
        contract, report = one.kind in families["contract"], one.kind in families["report"]
        made = {name for label, name in one.roles.items() if label in makers} if report else set()
        others = {name for label, name in one.roles.items() if label not in makers}
        for name in one.holders:
            role: OrganisationRole = "counterpart" if contract else "holder"
            if name in made and name not in others and others:
                role = "supplier"  # made by one, submitted or sold by another
            yield Organisation(name, role, one.section, one.source)
        if one.issuer and one.issuer not in one.holders:
            yield Organisation(one.issuer, "issuer", one.section, one.source)


def _of_lines(lines: Sequence[Line], instruments: Sequence[Instrument]) -> Iterator[Organisation]:
    held = {name for one in instruments for name in one.holders} - {one.issuer for one in instruments}
    lone = [not line.cells and bool(_signature(line)) for line in lines]
    at_page, page = 0, 0
    for number, line in enumerate(lines):
        at_page, page = (at_page + 1, page) if line.page == page else (0, line.page)
        if line.records and line.cells > 2:
            continue
        head = at_page < _HEAD_LINES or line.heading
        subject = _subject(line) if head or line.cells <= 1 else None
        if subject is not None:
            yield Organisation(subject[0].text, subject[1], line.section, line.source)
            continue
        name = _signature(line)
        if name is not None and not _in_list(lone, number):
            if name.text not in held:
                yield Organisation(name.text, "issuer", line.section, line.source)
            continue
        name = _titled(line) if head else None
        if name is not None and name.text not in held:
            yield Organisation(name.text, "issuer", line.section, line.source)
            continue
        yield from _labelled(line, {name for one in instruments for name in one.roles.values()})


def _signature(line: Line) -> Name | None:
    """某某有限公司（盖章） 客服部 张三 2026年3月1日, or a letterhead: a name and nothing that speaks."""
    if line.cells > 2 or len(line.text) > _SIGNATURE_CHARS:
        return None
    text = line.text.strip(" |")
    name = name_at(text, shops=False) or _after_department(text)
    if name is None:
        return None
    rest = _NUMBERED.sub("", _STAMP.sub("", dateless(text[name.end :])))
    rest = rest.replace(name.text, "").strip(" |:、.")
    if _SENTENCE.search(rest) or (len(rest) > 24 and not _ADDRESS.fullmatch(rest)):
        return None
    if not rest or rest in ("文件", "版权所有") or _ADDRESS.fullmatch(rest):
        return name
    spaced = text[name.end : name.end + 1].isspace() or bool(_STAMP.match(text[name.end :].lstrip())) or bool(find_dates(text[name.end :]))
    department = re.fullmatch(rf"[{HAN}]{{2,12}}(?:部|中心|室|处|科|组|办)(?:\s+[{HAN}]{{2,4}})?", rest)
    free = _FREE_TAIL.fullmatch(rest) and not _SPEECH.search(rest)
    return name if department or (spaced and free) else None


def _after_department(text: str) -> Name | None:
    """用户服务部　某某有限公司: a department before the name."""
    found = re.match(rf"[{HAN}]{{2,10}}(?:部|中心|室|处|科|组|办)\s+", text)
    name = name_at(text[found.end() :], shops=False) if found else None
    return Name(name.text, name.start, name.end + found.end()) if found and name is not None else None


def _titled(line: Line) -> Name | None:
    """某某有限公司2026年度售后服务预算: a title that begins with the name."""
    if line.cells > 2 or len(line.text) > _TITLE_CHARS:
        return None
    text = line.text.split(" | ")[0]
    name = name_at(text, shops=False)
    if name is None:
        return None
    rest = re.sub(r"[\s(\[【][^()\[\]【】]*[)\]】]?\s*$", "", text[name.end :]).strip() or text[name.end :].strip()
    spoken = _SENTENCE.search(rest) or (_SPEECH.search(rest) and not _TITLE_ENDINGS.search(rest[-6:]))
    return name if _TITLE_ENDINGS.search(rest) and not spoken and rest[:1] not in "与和及、" else None


def _subject(line: Line) -> tuple[Name, OrganisationRole] | None:
    """关于某某有限公司服务评价的函: whom a letter is about. About a complaint or a repair, it is a customer."""
    found = _SUBJECT.match(line.text)
    name = name_at(found["rest"], shops=False) if found else None
    if found is None or name is None or not _LETTER.search(found["rest"]):
        return None
    matter = _matter().search(found["rest"], name.end)
    letter = re.search(r"评价|测评|评估|满意度|认证|审核|表彰", found["rest"][name.end :])
    return name, "customer" if matter and not letter else "subject"


def _labelled(line: Line, known: set[str]) -> Iterator[Organisation]:
    roles: dict[str, OrganisationRole] = {"issuer": "issuer", "holder": "holder", "customer": "customer", "supplier": "supplier"}
    for one in organisation_labels().find(line.text):
        role = roles.get(one.key)
        if role is None:
            continue
        name = name_at(one.value, shops=role in ("customer", "supplier") and one.clear)
        if name is None or name.text in known or (role == "issuer" and not one.clear):
            continue
        if role in ("customer", "supplier") and len(name.text) < 4:
            continue
        yield Organisation(name.text, role, line.section, line.source)


def _in_list(lone: Sequence[bool], number: int) -> bool:
    """Whether the line is one of a run of names: a list of references, not a signature."""
    first = number
    while first and lone[first - 1]:
        first -= 1
    last = number
    while last + 1 < len(lone) and lone[last + 1]:
        last += 1
    return last - first >= _LIST_RUN


@lru_cache(maxsize=1)
def _matter() -> re.Pattern[str]:
    return re.compile("|".join(organisation_words().customer_matter))
