"""Papers with a holder and a term: licences, certificates, reports, policies, agreements. A file may hold several."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

from scoring.documents.normalise import HAN, normalise
from scoring.facts.dates import find_dates
from scoring.facts.instrument_holders import codes_of_holder, is_of_a_person
from scoring.facts.instrument_pages import merged
from scoring.facts.instrument_status import halt
from scoring.facts.instrument_terms import issued_date, term, year_term
from scoring.facts.instrument_titles import Title, find_titles, kind_of
from scoring.facts.labels import Field
from scoring.facts.model import Instrument
from scoring.facts.names import is_external, name_at, names_in
from scoring.facts.paper_lexicon import instrument_labels, instrument_words
from scoring.facts.paper_lines import Line, dateless, paper_lines
from scoring.facts.reading import Reading

_SCOPE_LINES = 400
_PAGE_LINES = 60
_NEED_LINES = 16
_LETTERHEAD = 3
_ORG_KEYS = ("holder", "client", "maker", "dealer", "party", "employer")
# A date or a name broken by the page's width.
_BROKEN = re.compile(
    r"(?<=[\d年月])[ \t]*\n(?=\d{1,2}\s*[月日])|(?<=\d)\n(?=[年月日])|(?<=年)\n(?=\d)"
    rf"|(?<=[{HAN}])\n(?=(?:有?限?责任公司|有?限?公司|份?有限公司|公?司)(?:[\s(|]|$))",
    re.MULTILINE,
)
_STAMP = re.compile(r"\((?:[^()\n]{0,8}(?:盖章|公章|印章|专用章|签章)|章)\)")
_TO_WHOM = re.compile(
    r"(?:兹|特|现)?(?:证明|授权|授予|颁发给|颁给|发给|批准|准予|委任|指定)\s*[:]?\s*\n?|certif(?:y|ies) that[:\s]*(?:the .{3,60}? of\s*)?",
    re.IGNORECASE,
)
_PERSON = re.compile(rf"(?:[{HAN}](?:\s?[{HAN}·]){{1,3}})(?=\s|$|[,;|(。]|同志|先生|女士|性别|身份|级别|单位)")
_NAMED_PERSON = re.compile(rf"(?:兹证明|证明|学员|持证人)\s*[:]?\s*\n?\s*([{HAN}]{{2,4}})(?:\s*(?:同志|先生|女士|,|\(|同学|老师|身份证)|\s)")
_PERSON_AND_EMPLOYER = re.compile(rf"^([{HAN}]{{2,4}})[\s,]+(?=[{HAN}A-Z])", re.MULTILINE)
_EMPLOYED_AT = re.compile(
    r"^(?:(?:身份证|证件)[^,]{0,30},\s*)?(?:[男女],\s*)?(?:现?(?:就职|任职|供职|受聘|服务|工作)[于在]|来自|隶属于?"
    r"|(?:(?:工作|所在|服务|任职|就职|推荐|申报|聘用|用人|受聘|隶属|所属)?单位|(?:所在|所属|任职|就职)(?:公司|企业))(?:名称)?\s?[为是系:]?)\s*"
)
_NO_PERSON = re.compile(r"公司|单位|学员|证书|中心|部门|姓名|该|本|上述")
_LATIN_PERSON = re.compile(r"[A-Z][A-Za-z.'-]*(?: [A-Z][A-Za-z.'-]*){0,3}")
_TOKEN = re.compile(
    rf"(?:No\.?\s*:?\s*)?(?P<n>(?:\([{HAN}]{{1,3}}\))?[{HAN}]{{0,12}}[\[(〔]?20\d\d[\])〕]\s?(?:第?\s?[\w-]{{1,10}}\s?号)?|"
    rf"\d{{1,4}}(?: [\dA-Z]{{2,8}}){{1,4}}(?![{HAN}\w])|[A-Za-z0-9{HAN}][^\s|,;。:]{{1,46}}(?:\s?第\s?\d+\s?号)?)"
)
_BARE_NUMBER = re.compile(r"\bNo\.?\s*:?\s*([A-Za-z0-9][A-Za-z0-9/()\-—.]{3,40})")
_LETTER_NUMBER = re.compile(rf"(?:^|[\s(|])([{HAN}]{{1,12}}[\[(〔]20\d\d[\])〕]\s?第?\s?\d{{1,5}}\s?号)", re.MULTILINE)
_ROLE_GLOSS = re.compile(rf"[{HAN}]{{2,8}}")
_NO_ROLE = re.compile(r"章|签|名|简称|代表|公民|下称")
_OTHERS_VOICE = re.compile(r"受[^。\n]{0,40}委托|贵(?:公司|单位|司|厂|店)|本(?:会|中心|院|所|机构)|我(?:会|中心|院|所|机构|司)|兹证明")
_ONE_PART = re.compile(r"(?:单项|本项|分项|各项)\s?$")
_UNTICKED = re.compile(rf"[□☐○]\s*(?:不\s?)?[{HAN}A-Za-z]+")
_TICKED = re.compile(r"[☑☒√✓✔■●]")


@dataclass(frozen=True, slots=True)
class _Scope:
    """The lines of one instrument; `text` is those lines with broken words mended."""

    lines: tuple[Line, ...]
    title: Title
    text: str
    fields: tuple[Field, ...]
    scanned: bool  # read off a picture, where one letter is easily taken for another


def instruments(reading: Reading) -> tuple[Instrument, ...]:
    """All instruments of a file in reading order. A template with blanks is one with empty fields."""
    lines = paper_lines(reading)
    found = list(_titled(lines))
    pages = {lines[title.line].page for title, _ in found}
    found.extend(_untitled(reading, lines, pages))
    scanned = any(page.confidence is not None for page in reading.document.pages)
    return tuple(merged([_instrument(scope, _kind_for(scope, kind)) for scope, kind in _scoped(lines, found, scanned=scanned)]))


def _kind_for(scope: _Scope, kind: str) -> str:
    """What certifies a person certifies no organisation, whatever system the title names: 质量管理体系内审员证书."""
    return "personal_certificate" if kind == "management_certificate" and is_of_a_person(scope.fields, scope.text) else kind


def _titled(lines: Sequence[Line]) -> Iterator[tuple[Title, str]]:
    titles = find_titles(lines)
    for number, title in enumerate(titles):
        stop = titles[number + 1].first if number + 1 < len(titles) else len(lines)
        window = lines[title.first : min(stop, title.line + _NEED_LINES)]
        text = _text([line for line in window if not line.records])
        keys = frozenset(one.key for one in instrument_labels().find(text))
        rule = kind_of(title, text, keys)
        if rule is not None and not (rule.external and not _is_from_outside(lines, title)):
            yield title, rule.kind


def _untitled(reading: Reading, lines: Sequence[Line], taken: set[int]) -> Iterator[tuple[Title, str]]:
    """Pages whose title cannot be read, told by their labels and the file's name."""
    stem = normalise(reading.path.replace("\\", "/").rsplit("/", 1)[-1].rsplit(".", 1)[0]).replace(" ", "")
    by_page: dict[int, list[int]] = {}
    for number, line in enumerate(lines):
        by_page.setdefault(line.page, []).append(number)
    page_kinds = instrument_words().families["page"]
    for page, numbers in by_page.items():
        if page in taken:
            continue
        head = [lines[number] for number in numbers[:_NEED_LINES] if not lines[number].records]
        if not head:
            continue
        names = stem + "\n" + "\n".join(line.tight for line in head[:4])
        text = _text(head)
        keys = {one.key for one in instrument_labels().find(text) if one.clear or one.key != "other"}
        for rule in instrument_words().signatures:
            if rule.kind not in page_kinds and (taken or page != min(by_page)):
                continue
            if rule.unless and re.search("|".join(rule.unless), names):
                continue
            if all(keys.intersection(group) for group in rule.groups) and re.search("|".join(rule.title), names):
                yield Title(numbers[0], numbers[0], stem, stem, True), rule.kind
                break


def _scoped(lines: Sequence[Line], found: Sequence[tuple[Title, str]], *, scanned: bool) -> Iterator[tuple[_Scope, str]]:
    ordered = sorted(found, key=lambda one: one[0].line)
    page_kinds = instrument_words().families["page"]
    for number, (title, kind) in enumerate(ordered):
        start = _letterhead(lines, title, ordered[number - 1][0].line if number else -1)
        stop = len(lines)
        if number + 1 < len(ordered):
            stop = _letterhead(lines, ordered[number + 1][0], title.line)
        stop = min(stop, title.line + (_PAGE_LINES if kind in page_kinds else _SCOPE_LINES))
        chosen = [line for line in lines[start:stop] if not line.records]
        if kind in page_kinds:
            chosen = [line for line in chosen if line.page == lines[title.line].page]
        text = _text(chosen)
        yield _Scope(tuple(chosen), title, text, instrument_labels().find(text), scanned), kind


def _letterhead(lines: Sequence[Line], title: Title, after: int) -> int:
    """Where the paper begins: the short lines right above its title on the same page belong to it."""
    first = title.first
    while (
        first - 1 > after
        and title.first - first < _LETTERHEAD
        and lines[first - 1].page == lines[title.line].page
        and title.head
        and len(lines[first - 1].text) <= 40
        and (title.first - first + 1 >= _depth(lines, title) or _is_letterhead(lines[first - 1]))
    ):
        first -= 1
    return first


def _depth(lines: Sequence[Line], title: Title) -> int:
    """How many lines of the page stand above the title, if they are few enough to be all letterhead."""
    page = lines[title.line].page
    above = 0
    while title.first - above > 0 and lines[title.first - above - 1].page == page and above <= _LETTERHEAD:
        above += 1
    return 0 if above <= _LETTERHEAD else above


def _is_letterhead(line: Line) -> bool:
    return _lone_name(line.text) != "" or re.search(r"[\[(〔]20\d\d[\])〕]|No\b|编号", line.text) is not None


def _instrument(scope: _Scope, kind: str) -> Instrument:
    text, fields, families = scope.text, scope.fields, instrument_words().families
    contract, personal = kind in families["contract"], kind in families["personal"]
    roles = _roles(fields, authorisation=kind == "authorisation")
    holders = _holders(scope, kind, roles)
    issued = issued_date(text, fields)
    sentences = contract or kind in ("special_fund", "authorisation", "research_agreement")
    starts, expires = term(text, fields, issued, sentences=sentences)
    if kind == "special_fund" and not expires:
        starts, expires = year_term(text)
    code = next((match[0] for one in fields if one.key == "code" if (match := re.match(r"[0-9A-Z]{15,20}", one.value))), "")
    line = next((one for one in scope.lines if one.text in scope.title.text), scope.lines[0])
    halted, halted_from = halt(text) if kind not in ("sales_contract", "quality_report") else ("", "")
    return Instrument(
        kind=kind,
        section=line.section,
        title=scope.title.text if scope.title.line >= 0 else "",
        holders=holders,
        roles=roles,
        person=_person(text, fields) if personal else "",
        number=code if kind == "business_licence" and code else _number(text, fields),
        issuer="" if contract else _issuer(scope, holders) or (_authoriser(text, holders) if kind == "authorisation" else ""),
        issued=issued,
        starts=starts,
        expires=expires,
        conclusion=_conclusion(scope) if kind in families["report"] or kind == "compulsory_certificate" else "",
        source=line.source,
        halted=halted,
        halted_from=halted_from,
        codes=codes_of_holder(text, holders) if kind in families["page"] and not scope.scanned else (),
    )


def _roles(fields: Sequence[Field], *, authorisation: bool) -> dict[str, str]:
    out: dict[str, str] = {}
    keys = (*_ORG_KEYS, "issuer") if authorisation else _ORG_KEYS
    for one in fields:
        if one.key not in keys:
            continue
        name = name_at(one.value)
        if name is None:
            continue
        out.setdefault(one.label, name.text)
        if _ROLE_GLOSS.fullmatch(one.gloss) and not _NO_ROLE.search(one.gloss) and not name_at(one.gloss):
            out.setdefault(one.gloss, name.text)
    return out


def _holders(scope: _Scope, kind: str, roles: dict[str, str]) -> tuple[str, ...]:
    families = instrument_words().families
    of = {one.label: one.key for one in scope.fields}
    named = [name for label, name in roles.items() if of.get(label) != "issuer"]
    if kind in families["personal"]:
        named = [name for label, name in roles.items() if of.get(label) in ("employer", "holder")]
        named = named or [employer for _, employer in _beside_employer(scope.text)][:1]
    elif kind == "standard_proof":
        issuer = _issuer(scope, ())
        named += [one.text for one in names_in(scope.text) if one.text != issuer]
    elif not named and kind not in families["contract"] and kind not in families["report"]:
        named = _addressed(scope, kind)
    return tuple(dict.fromkeys(named))


def _beside_employer(text: str) -> Iterator[tuple[str, str]]:
    """张三　某某有限公司, on a line of its own: person and employer."""
    for one in _PERSON_AND_EMPLOYER.finditer(text):
        behind = text[one.end() :].partition("\n")[0]
        name = name_at(_EMPLOYED_AT.sub("", behind), shops=False)
        if name is not None:
            yield one[1], name.text


def _addressed(scope: _Scope, kind: str) -> list[str]:
    """Whom a paper without a labelled holder is for: 兹证明某公司, the company of a letter's title, a name on a line of its own."""
    for found in _TO_WHOM.finditer(scope.text):
        name = name_at(scope.text[found.end() :].lstrip().partition("\n")[0], shops=kind == "authorisation")
        if name is not None:
            return [name.text]
    families = instrument_words().families
    if kind in families["letter"]:
        return [one.text for one in names_in(scope.title.text)]
    lone = [alone for line in scope.lines if (alone := _lone_name(line.text))]
    stamped = _stamped(scope)
    others = [one for one in lone if one != stamped and not is_external(one)]
    return others[:1] or (lone[-1:] if kind in families["fund"] else [])


def _person(text: str, fields: Sequence[Field]) -> str:
    for one in fields:
        if one.key == "person":
            found = _PERSON.match(one.value) or _LATIN_PERSON.match(one.value)
            if found:
                return re.sub(rf"(?<=[{HAN}])\s", "", found[0])
    named = _NAMED_PERSON.search(text)
    if named and not _NO_PERSON.search(named[1]):
        return named[1]
    beside = next(_beside_employer(text), None)
    return beside[0] if beside and not _NO_PERSON.search(beside[0]) else ""


def _number(text: str, fields: Sequence[Field]) -> str:
    for one in fields:
        if one.key == "number":
            found = _TOKEN.match(one.value)
            number = found["n"] if found else ""
            if re.search(r"\d", number) and not find_dates(number[:12]):
                if not re.search(r"[字第号〔\[(]", number):
                    number = re.split(rf"(?<=[A-Za-z0-9])(?=[{HAN}])", number)[0]
                return re.sub(r"\s+", "", number).strip("()" if number.count("(") != number.count(")") else " ")
    bare = _BARE_NUMBER.search(text) or _LETTER_NUMBER.search(text)
    return re.sub(r"\s", "", bare[1]) if bare else ""


def _issuer(scope: _Scope, holders: Sequence[str]) -> str:
    for one in scope.fields:
        if one.key == "issuer":
            name = name_at(one.value)
            if name is not None:
                return name.text
    stamped = _stamped(scope)
    if stamped:
        return stamped
    lone = [alone for line in scope.lines if (alone := _lone_name(line.text)) and alone not in holders]
    above = [alone for line in scope.lines[:_LETTERHEAD] if (alone := _lone_name(line.text)) and alone not in holders]
    tail = _tail_name(scope.text, holders)
    glued = name_at(scope.title.text, shops=False)  # 某某保险股份有限公司产品责任保险单
    last = glued.text if glued is not None and glued.text not in holders else ""
    return next((one for one in (*lone[-1:], *above, tail, last) if one), "")


def _authoriser(text: str, holders: Sequence[str]) -> str:
    return next((one.text for one in names_in(text) if one.text not in holders), "")


def _tail_name(text: str, holders: Sequence[str]) -> str:
    """A name glued to the end of another field: …有效期至 2028年4月1日某某认证中心."""
    for line in reversed(text.split("\n")):
        dates = find_dates(line)
        name = name_at(line[dates[-1].end :], shops=False) if dates else None
        if name is not None and name.text not in holders and not line[dates[-1].end + name.end :].strip(" 。"):
            return name.text
    return ""


def _stamped(scope: _Scope) -> str:
    for line in reversed(scope.lines):
        stamp = _STAMP.search(line.text)
        if stamp and stamp.start():
            before = line.text[: stamp.start()].rstrip(" :")
            name = next((one for one in names_in(before) if one.end == len(before)), None)
            if name is not None:
                return name.text
    return ""


def _lone_name(text: str) -> str:
    """The name on a line that holds nothing else but a date, a stamp or a number."""
    name = name_at(text, shops=False)
    if name is None or name.start:
        return ""
    rest = dateless(_STAMP.sub("", _LETTER_NUMBER.sub("", text[name.end :]))).strip(" :|,。文件")
    return name.text if len(rest) <= 4 or re.fullmatch(r"[A-Za-z0-9\[\]〔〕()第号\s-]+", rest) else ""


def _conclusion(scope: _Scope) -> str:
    """What the report as a whole concludes; the judgements of single items do not count."""
    words = _conclusion_words()
    said: list[str] = []
    for one in scope.fields:
        if one.key != "conclusion" or _ONE_PART.search(scope.text[max(0, one.start - 4) : one.start]):
            continue
        rest = scope.text[one.end :].split("\n")
        line = rest[0] if rest[0].strip() else (rest[1] if one.clear and len(rest) > 1 and not re.match(r"\d+\s", rest[1]) else "")
        said.append(line[:160].split("|")[0])
    said = [verdict for verdict in map(_verdict, said) if verdict] or [
        verdict for match in words["whole"].finditer(scope.text) if (verdict := _verdict(match[0]))
    ]
    if not said and "合格证" in scope.title.tight and not words["failed"].search(scope.text):
        return "pass" if len(scope.fields) > 1 or "检验" in scope.text else ""
    return "fail" if "fail" in said else ("pass" if said else "")


def _verdict(text: str) -> str:
    if _TICKED.search(text):
        text = _UNTICKED.sub("", text)
    elif len(re.findall(r"[□☐]", text)) >= 2:
        return ""
    words = _conclusion_words()
    text = words["harmless"].sub("", text)
    if words["failed"].search(text):
        return "fail"
    return "pass" if words["passed"].search(text) else ""


def _is_from_outside(lines: Sequence[Line], title: Title) -> bool:
    """Whether somebody else than the assessed speaks: their letterhead or seal, and a voice that is not the enterprise's."""
    page = [line for line in lines[max(0, title.first - _LETTERHEAD) :] if not line.records][:_SCOPE_LINES]
    signers = {name for line in page if (name := _lone_name(line.text))}
    assessed = {one.text for one in names_in(title.text)}
    fields = instrument_labels().find(_text(page[: _LETTERHEAD + _NEED_LINES]))
    pairs = ((one.key, name_at(one.value, shops=False)) for one in fields if one.key in ("issuer", "client", "holder"))
    named = {key: name.text for key, name in pairs if name is not None}
    if "issuer" in named and named["issuer"] not in (named.get("client"), named.get("holder")):
        return len(named) > 1 or is_external(named["issuer"])
    outside = signers - assessed
    if not outside:
        return False
    text = "\n".join(line.text for line in page)
    return any(is_external(name) for name in outside) or (bool(assessed) and _OTHERS_VOICE.search(text) is not None)


def _text(lines: Sequence[Line]) -> str:
    return _BROKEN.sub("", "\n".join(line.text for line in lines))


@lru_cache(maxsize=1)
def _conclusion_words() -> dict[str, re.Pattern[str]]:
    words = instrument_words().conclusions
    named = {"passed": words.passed, "failed": words.failed, "harmless": words.harmless, "whole": words.whole}
    return {name: re.compile("|".join(some), re.IGNORECASE) for name, some in named.items()}
