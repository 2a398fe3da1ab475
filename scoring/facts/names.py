"""Names of organisations in Chinese text."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from scoring.documents.normalise import HAN
from scoring.facts.paper_lexicon import organisation_words

_CHAR = rf"(?:[{HAN}A-Za-z0-9&·]|\([{HAN}A-Za-z]{{1,10}}\)|(?<=[A-Za-z0-9]) (?=[{HAN}])|(?<=[{HAN}]) (?=[A-Za-z][A-Za-z0-9]*[{HAN}]))"
_TOKEN = re.compile(rf"{_CHAR}{{3,26}}")
_BRANCH = rf"(?:[{HAN}]{{2,8}}?(?:分公司|分厂|分店|分行|营业部))?"
_NAME_CHARS = 40
_LEADING_TIME = re.compile(r"[\d·.]+(?=\D)|[今去明本当]年|(?:十[一二]?|[一二三四五六七八九])?[月日年]")
_ABOUT = re.compile(r"^(?:关于|对于|就)(?=.{4})")
_MENTION = re.compile(rf"^(?:.*(?:有限|股份|集团|责任).*公司.*|[{HAN}()]{{5,}}(?:协会|商会|学会|联合会|研究院|合作社|银行|局)|[{HAN}()]{{8,}}中心)$")


@dataclass(frozen=True, slots=True)
class Name:
    text: str
    start: int
    end: int


@dataclass(frozen=True)
class _Patterns:
    strong: re.Pattern[str]
    shop: re.Pattern[str]
    generic: re.Pattern[str]
    lead: re.Pattern[str]
    external: re.Pattern[str]


@lru_cache(maxsize=1)
def _patterns() -> _Patterns:
    words = organisation_words()
    company, body, shop = ("|".join(some) for some in (words.company, words.body, words.shop))
    endings = "|".join(ending.split("(")[0] for ending in words.company)
    return _Patterns(
        re.compile(rf"{_CHAR}{{2,30}}?(?:(?:{company}){_BRANCH}|(?:{body})(?!(?:股份|集团|责任)?(?:有限|公司)))"),
        re.compile(rf"{_CHAR}{{2,24}}(?:{shop})(?![{HAN}A-Za-z0-9])"),
        re.compile(rf"(?:{'|'.join(words.generic)})(?:{endings})?(?:公司)?"),
        re.compile(rf"(?:{'|'.join(words.lead)})"),
        re.compile(rf"(?:{'|'.join(words.external)})$"),
    )


def name_at(text: str, *, shops: bool = True) -> Name | None:
    """The name a text begins with, where a name must stand: behind a label, on a line of its own.

    With `shops`, any ending of a name will do (某某维修部, 某某店), and one that fills the text counts as a name.
    """
    offset = len(text) - len(text.lstrip(" :|,，.、“\"《*"))
    body = text[offset:]
    found = _patterns().strong.match(body)
    if found and len(found[0]) <= _NAME_CHARS and not _is_generic(found[0]):
        return Name(_tidy(found[0]), offset, offset + found.end())
    if shops:
        token = _TOKEN.match(body)
        whole = token[0] if token else ""
        for one in (whole, whole.split("(")[0]):
            if _patterns().shop.fullmatch(one) and not _is_generic(one):
                return Name(_tidy(one), offset, offset + len(one))
    return None


def names_in(text: str) -> Iterator[Name]:
    """Names of companies and public bodies in running text, without the words before them."""
    for found in _patterns().strong.finditer(text):
        name, start = found[0], found.start()
        lead = _patterns().lead.match(name)
        while lead and lead.end() and len(name) - lead.end() >= 4:
            name, start = name[lead.end() :], start + lead.end()
            lead = _patterns().lead.match(name)
        while lead := _LEADING_TIME.match(name):
            name, start = name[lead.end() :], start + lead.end()
        if len(name) <= _NAME_CHARS and _MENTION.search(name) and not _is_generic(name):
            yield Name(_tidy(name), start, found.end())


def is_external(name: str) -> bool:
    """Whether such a body usually assesses others: 协会, 检验中心, 认证公司."""
    return _patterns().external.search(name) is not None


def _is_generic(name: str) -> bool:
    return _patterns().generic.fullmatch(_ABOUT.sub("", name)) is not None


def _tidy(name: str) -> str:
    return re.sub(rf"(?<=[{HAN}]) | (?=[{HAN}])", "", name).strip()
