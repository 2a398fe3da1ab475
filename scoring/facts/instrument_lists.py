"""Certificates that a paper lists or tells of: a row of a list of certificates, a sentence with number and term.

Only those of management systems, brands and services are taken: what such a statement names has a holder, a number and a
term that can be looked up. A licence or a person's certificate must be shown.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from scoring.documents.normalise import HAN
from scoring.facts.dates import FOREVER, find_dates, find_ranges, first_day, last_day
from scoring.facts.instrument_status import halt
from scoring.facts.model import Instrument, Source
from scoring.facts.names import name_at
from scoring.facts.paper_lines import plain
from scoring.facts.polarity import polarity
from scoring.facts.quoting import one_line
from scoring.facts.reading import PlacedTable, Reading

KIND = "management_certificate"
_ROWS = 200
_HEAD = 4  # a header stands among the first rows
_SYSTEM = (
    r"体系|售后服务|服务(?:认证|资质|能力)|品牌|品字标|诚信|两化融合|知识产权|信息技术服务|成熟度|绿色工厂|iso ?/?(?:iec ?)?\d{4,5}|gb/?t ?\d{4,5}"
    r"|iatf ?\d{5}|itss|cmmi|dcmm|ccrc|tisax|ohsas"
)
_CERTIFICATE = re.compile(rf"(?:{_SYSTEM})(?:[^。;|\n]{{0,24}}?(?:认证证书|认证|证书|评定|评估|贯标|注册|级|certif))?", re.IGNORECASE)
_NOT_OURS = re.compile(r"产品认证|强制性|3c|内审员|管理师|审核员|人员|培训|商标|专利|著作权|执照|许可", re.IGNORECASE)
_COLUMNS = {
    "title": re.compile(
        r"(?:证书|证照|认证|资质|体系|证件|荣誉)?(?:的?名称|项目|类别|种类|类型)|(?:认证|体系|证书|证照|资质)(?:项目|标准)?"
        r"|certificates?(?:name)?|name",
        re.IGNORECASE,
    ),
    "number": re.compile(r".{0,6}(?:编号|证号|号码|注册号|证书号|登记号)|(?:certificate)?(?:no\.?|number)", re.IGNORECASE),
    "holder": re.compile(
        r"(?:持有|持证|获证|被认证|认证|证书)?(?:持有人|单位|企业|组织|公司|方|主体|所有人|厂家)(?:名称)?"
        r"|供应商|供方|holder|company",
        re.IGNORECASE,
    ),
    "issuer": re.compile(
        r"(?:发证|颁发|颁证|认证|签发|评定)(?:机构|单位|机关|部门|方)|issuer|issued ?by|certification ?body", re.IGNORECASE
    ),
    "status": re.compile(r"(?:证书|认证|资质|当前|目前|有效|使用)?(?:状态|状况)|status", re.IGNORECASE),
    "term": re.compile(
        r".{0,8}(?:有效期?(?:至|到|限|截止)?|到期日?期?|截止日?期?|失效日期|期限|起止.{0,4})(?:日期|时间)?|valid.*|expir.*|term",
        re.IGNORECASE,
    ),
}
_GOT = re.compile(r"(?:取得|获得|获颁|通过|拿到|换发|换证|颁发|授予|持有|获批|取证|续证|holds?|obtained|awarded)", re.IGNORECASE)
_WE = re.compile(
    rf"我[公司厂店院所们]|本(?:公司|厂|企业|店|单位|院)|(?<![{HAN}])公司|投标人|[持获]证(?:人|单位|企业|组织)|\bwe\b|\bour\b", re.IGNORECASE
)
_NUMBER = re.compile(
    r"(?:证书|注册|登记|认证)?(?:编号|证号|证书号|号码|登记号|注册号|certificate no\.?|no\.)\s?[:为是]?\s?"
    r"(?P<n>[A-Za-z0-9][A-Za-z0-9/()\-—.]{4,40})",
    re.IGNORECASE,
)
_HOLDER = re.compile(r"(?:[获持]证(?:单位|组织|企业|人)|(?:证书)?持有(?:人|单位))\s?[:为是]?\s?")
_EXPIRES = re.compile(r"(?:有效期?(?:限)?(?:截止)?(?:至|到|为)|到期日?(?:为|是|:)?|valid (?:until|to)|expires?(?: on)?)[^\d]{0,4}$", re.IGNORECASE)
_SENTENCE = re.compile(r"[^。;\n]+")


def listed_certificates(reading: Reading) -> tuple[Instrument, ...]:
    """Those of all visible tables and sentences."""
    return (*(one for table in reading.tables if not table.hidden for one in _of_table(table)), *_of_sentences(reading))


def _of_table(placed: PlacedTable) -> Iterator[Instrument]:
    table = placed.table
    heads = [(at, _columns(row)) for at, row in enumerate(table.rows[:_HEAD])]
    fit = [(at, said) for at, said in heads if {"title", "term"} <= said.keys() and said.keys() & {"number", "holder", "issuer"}]
    if not fit:
        return
    at, columns = fit[0]
    for number, cells in enumerate(table.rows[at + 1 : at + 1 + _ROWS], start=at + 1):
        said = {role: plain(cells[column]) for role, column in columns.items() if column < len(cells)}
        found = _CERTIFICATE.search(said["title"]) if not _NOT_OURS.search(said["title"]) else None
        starts, expires = _term(said["term"])
        if found is None or not expires or not (said.get("number") or said.get("issuer")):
            continue
        holder = name_at(said.get("holder", ""))
        quote = one_line(" | ".join(cell for cell in cells if cell.strip()))
        source = Source(table.locator(number, columns["title"]), quote)
        one = _certificate(said["title"], holder.text if holder else "", said.get("number", ""), (starts, expires), source)
        halted, since = halt(f"状态:{said['status']}") if said.get("status") else ("", "")
        yield replace(one, section=placed.section, halted=halted, halted_from=since)


def _columns(row: Sequence[str]) -> dict[str, int]:
    out: dict[str, int] = {}
    for column, text in enumerate(row):
        head = plain(text).replace(" ", "")
        role = next((role for role, words in _COLUMNS.items() if role not in out and head and words.fullmatch(head)), None)
        if role is not None:
            out[role] = column
    return out


def _of_sentences(reading: Reading) -> Iterator[Instrument]:
    for one in reading.sentences:
        if one.table_row or one.heading or reading.parts[one.section].hidden:
            continue
        for match in _SENTENCE.finditer(plain(one.raw)):
            text = match[0]
            number, found, got = _NUMBER.search(text), _CERTIFICATE.search(text), _GOT.search(text)
            if number is None or found is None or got is None or not _WE.search(text) or _NOT_OURS.search(text):
                continue
            starts, expires = _term(text, sentence=True)
            if not expires or polarity(text.lower(), got.start(), got.end()) != "affirmed":
                continue
            label = _HOLDER.search(text)
            holder = name_at(text[label.end() :], shops=False) if label else None
            source = Source(one.locator, one_line(one.raw))
            told = _certificate(found[0], holder.text if holder else "", number["n"], (starts, expires), source)
            halted, since = halt(text)
            yield replace(told, section=one.section, halted=halted, halted_from=since)


def _term(text: str, *, sentence: bool = False) -> tuple[str, str]:
    ranges = find_ranges(text)
    if ranges:
        return ranges[0]
    if not sentence and re.search(r"长期|永久", text):
        return "", FOREVER
    for day in find_dates(text):
        if day.precision != "year" and (not sentence or _EXPIRES.search(text[max(0, day.start - 16) : day.start])):
            return "", last_day(day.iso)
    return "", ""


def _certificate(title: str, holder: str, number: str, term: tuple[str, str], source: Source) -> Instrument:
    title = re.sub(rf"[^{HAN}A-Za-z0-9/:()\- ]", "", title)[:46]
    return Instrument(
        kind=KIND,
        section=0,
        title=title,
        holders=(holder,) if holder else (),
        roles={},
        person="",
        number=number,
        issuer="",
        issued="",
        starts=first_day(term[0]) if term[0] else "",
        expires=term[1],
        conclusion="",
        source=source,
    )
