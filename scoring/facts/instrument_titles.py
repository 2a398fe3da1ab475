"""Which lines are titles of instruments, and of which kind."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from scoring.documents.normalise import HAN
from scoring.facts.names import name_at
from scoring.facts.paper_lexicon import TitleRule, instrument_words
from scoring.facts.paper_lines import Line

_TITLE_CHARS = 46
_LEAD = re.compile(r"^(?:附[件表录]?[一二三四五六七八九十\d]*[、.:\s]*|[(（]?[一二三四五六七八九十\d]{1,2}[)）、.]\s*)")
_TAIL = re.compile(r"(?:[(\[【《][^()\[\]【】《》]{0,20}[)\]】》]|[-—_·:,]+|\.{3,}\d*)$")
_NUMBER = re.compile(
    r"(?:n[o0][.:]*|(?:(?<=[书同议约证告单照函])(?:合同|协议书?|证书|报告|文件|登记|注册|备案)编?号|编号|编码):?|第|字第)"
    r"[a-z0-9\-〔〕\[\]()/_.]{2,30}(?:号)?$"
)
_CODE = re.compile(r"(?<=[告书证单同议函])[a-z]{1,10}[-/]?\d[a-z0-9\-/.]{3,24}$")  # 检测报告 MJ-2026-0217
_LATIN_TAIL = re.compile(rf"(?<=[{HAN})])[a-z][a-z ()&.,'-]{{4,60}}$")
_OPENING = re.compile(r"关于.{4,60}?的(?:复|回)?(?:函|通报|报告|证明|意见)")
_NUMBER_LABEL = re.compile(
    r"(?:合同|协议书?|证书|报告|保险?单|许可证|函|订单|批件|存单|certificate|report|contract|agreement|policy|licen[cs]e)(?:编?号|编码|no\b|number|注册号)"
)
_NOT_TITLE = re.compile(r"[。;!?,]|[:|]\S")
_HEAD_LINES = 8


@dataclass(frozen=True, slots=True)
class Title:
    """A title at `line` (its number); `first` is the line where it begins when it runs over two."""

    line: int
    first: int
    text: str  # as printed
    tight: str
    head: bool  # it stands at the top of a page or is a heading


@dataclass(frozen=True)
class _Rule:
    rule: TitleRule
    title: re.Pattern[str]
    unless: re.Pattern[str] | None
    body: re.Pattern[str] | None


def find_titles(lines: Sequence[Line]) -> list[Title]:
    """All lines that are titles of a paper some rule knows."""
    out: list[Title] = []
    page, at = 0, 0
    for number, line in enumerate(lines):
        page, at = (page, at + 1) if line.page == page else (line.page, 0)
        if line.records or line.cells > 1 or len(line.text) > 2 * _TITLE_CHARS:
            continue
        head = at < _HEAD_LINES or line.heading
        one = _title(lines, number, head)
        if one is not None:
            if out and out[-1].line == one.first < number:
                out.pop()  # its second line completes it
            out.append(one)
    return out


def kind_of(title: Title, body: str, keys: frozenset[str]) -> TitleRule | None:
    """The first rule that fits the title, the words below it and the labels found there."""
    for one in _rules():
        if not one.title.search(title.tight) or (one.unless and one.unless.search(title.tight)):
            continue
        if one.body is not None and not one.body.search(body):
            continue
        if one.rule.needs and not keys.intersection(one.rule.needs):
            continue
        if not one.rule.needs and one.rule.kind and not title.head:
            continue
        return one.rule if one.rule.kind else None
    return None


def _title(lines: Sequence[Line], number: int, head: bool) -> Title | None:
    line = lines[number]
    bare = _bare(line)
    before = lines[number - 1] if number and lines[number - 1].page == line.page else None
    if bare and before is not None and _is_first_half(before):
        joined = before.tight + bare
        if _known(joined) and len(joined) <= _TITLE_CHARS:
            return Title(number, number - 1, f"{before.text} {line.text}", joined, head)
    return Title(number, number, line.text, bare, head) if bare and _known(bare) else None


def _bare(line: Line) -> str:
    """The title without numbering and trailers, or "" when the line cannot be one."""
    tight = line.tight
    opening = _OPENING.match(tight)
    if opening:
        return opening[0]
    tight = _LEAD.sub("", tight)
    if _NUMBER_LABEL.match(tight):
        return ""
    for _ in range(4):
        cut = _trailer().sub("", _NUMBER.sub("", _TAIL.sub("", _CODE.sub("", tight))))
        cut = _LATIN_TAIL.sub("", cut)
        if cut == tight:
            break
        tight = cut
    if not 2 <= len(tight) <= _TITLE_CHARS or _NOT_TITLE.search(tight):
        return ""
    return tight if _paper().search(tight) else ""


def _is_first_half(line: Line) -> bool:
    text = line.text
    return (
        2 <= len(line.tight) <= 16
        and not line.cells
        and re.fullmatch(rf"[{HAN}A-Za-z0-9\s/《》()]+", text) is not None
        and name_at(text, shops=False) is None
        and (line.tight.endswith("师") or not _bare(line))
    )


def _known(tight: str) -> bool:
    return any(one.title.search(tight) and not (one.unless and one.unless.search(tight)) for one in _rules())


@lru_cache(maxsize=1)
def _rules() -> tuple[_Rule, ...]:
    return tuple(
        _Rule(
            rule,
            re.compile("|".join(rule.title)),
            re.compile("|".join(rule.unless)) if rule.unless else None,
            re.compile("|".join(rule.body), re.IGNORECASE | re.MULTILINE) if rule.body else None,
        )
        for rule in instrument_words().titles
    )


@lru_cache(maxsize=1)
def _paper() -> re.Pattern[str]:
    return re.compile(rf"(?:{'|'.join(instrument_words().paper)})$")


@lru_cache(maxsize=1)
def _trailer() -> re.Pattern[str]:
    return re.compile(rf"(?:{'|'.join(instrument_words().trailer)})$")
