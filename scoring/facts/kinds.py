"""What a file and its chapters are: kinds of evidence, by title first, by content second, by name as a hint only."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import PurePosixPath

from scoring.documents.normalise import normalise
from scoring.facts.gates import Keys, key_pairs
from scoring.facts.kept import remembered
from scoring.facts.lazy_pattern import LazyPattern, lazy_pattern
from scoring.facts.reading import Part, Reading
from scoring.facts.statements import lines, title_lines
from scoring.strict_yaml import LEXICON, Frozen, LexiconError, compile_pattern, load_strict

_TITLE, _CHAPTER, _COLUMNS, _WEAK, _NAME, _BODY_MOST = 10, 10, 8, 5, 6, 5
_ENOUGH = 8
_MOST_KINDS = 5
_BODY_CHARS = 20_000
_HEAD_LINES = 8
_SHORT_TITLE = 6  # a paper whose title is a chapter's (送货)
_PAPER = re.compile(r"证|照|书$|报告|协议|合同|手册|制度|单$|表$")
_SECONDARY = frozenset({"customer_file", "post_table"})  # tables whose columns many others have
_RECORD = re.compile(
    r"记录|台账|登记|单|表|[周日季年简快]报|兑现|红黄牌|[早晨班例夕]会|晨训|标兵|之星|鉴定书|审计意见|汇总|清单|明细|导出|报告|分析|评价|测评|评估|评审|月报|名[单册录]|档案|调查|问卷|考[核评]|体检|清洗|活动|一览|"
    r"纪实|普法|读书会|宣讲|内训|带徒|徒弟|交底|课堂|集训|总结|小结|回顾|纪要|签到|讲座|情况|结果|通报|公示|[奖处][惩励罚][^办制规]*(?:决定|通知)|函|主动|回馈|走访|回访|关怀|督查|流水|日志|快照|[a-z]"
)
_RULE_NAME = re.compile(r"制度|办法|规定|规程|程序|规范|细则|管理|手册|汇编|记录|台账|登记")
_NUMBERING = re.compile(
    r"^(?:第[一二三四五六七八九十百\d]+[章节条篇]|[一二三四五六七八九十]{1,3}[、. ]|[壹贰叁肆伍陆柒捌玖拾]+[、.]?|\d[\d.]*[、)]?|"
    r"\([一二三四五六七八九十\d]+\))[、. :]*"
)


class _Entry(Frozen):
    id: str
    title: tuple[str, ...] = ()
    title_unless: tuple[str, ...] = ()
    weak: tuple[str, ...] = ()
    chapter: tuple[str, ...] = ()
    chapter_unless: tuple[str, ...] = ()
    columns: tuple[tuple[str, ...], ...] = ()
    body: tuple[str, ...] = ()
    name: tuple[str, ...] = ()
    web: tuple[str, ...] = ()
    alone: int = 0
    head: tuple[str, ...] = ()
    head_unless: str = ""
    header_unless: str = ""
    customer_facing: bool = False
    policy: bool = False
    term: bool = False
    record: bool = False


class _Binder(Frozen):
    """A name for a bundle of papers (证照扫描件): it hints at all of these kinds."""

    name: str
    kinds: tuple[str, ...]


class _File(Frozen):
    kinds: tuple[_Entry, ...]
    binders: tuple[_Binder, ...] = ()


class _Fragments(Frozen):
    fragments: dict[str, str]


@dataclass(frozen=True)
class Kind:
    """A kind of evidence. `customer_facing`: meant for customers; `policy`: a rule that needs marks of issue; `term`: runs for a
    time; `record`: holds dated records."""

    id: str
    customer_facing: bool
    policy: bool
    term: bool
    record: bool
    title: LazyPattern | None
    title_unless: LazyPattern | None
    weak: LazyPattern | None
    chapter: LazyPattern | None
    chapter_unless: LazyPattern | None
    columns: tuple[tuple[LazyPattern, ...], ...]
    body: tuple[LazyPattern, ...]
    name: LazyPattern | None
    web: LazyPattern | None
    alone: int
    head: tuple[LazyPattern, ...]
    head_unless: LazyPattern | None
    header_unless: LazyPattern | None


@dataclass(frozen=True)
class _Seen:
    """What is known of a file or part: what it calls itself, the file's name, its text, the header of its table."""

    titles: tuple[str, ...] = ()
    name: str = ""
    body: str = ""
    header: str = ""
    chapter: str = ""
    sheet: bool = False
    web: bool = False


@lru_cache(maxsize=1)
def kinds() -> dict[str, Kind]:
    """All kinds by id, in the order of the file. Raises LexiconError."""
    path = LEXICON / "kinds.yaml"
    fragments = load_strict(LEXICON / "fragments.yaml", _Fragments).fragments

    def one(patterns: Sequence[str]) -> LazyPattern | None:
        return lazy_pattern("|".join(f"(?:{pattern})" for pattern in patterns), fragments, path.name) if patterns else None

    out: dict[str, Kind] = {}
    for entry in load_strict(path, _File).kinds:
        if entry.id in out:
            raise LexiconError(f"词表 {path.name}：{entry.id} 重复")
        out[entry.id] = Kind(
            entry.id,
            entry.customer_facing,
            entry.policy,
            entry.term,
            entry.record,
            one(entry.title),
            one(entry.title_unless),
            one(entry.weak),
            one(entry.chapter),
            one(entry.chapter_unless),
            tuple(tuple(lazy_pattern(pattern, fragments, path.name) for pattern in columns) for columns in entry.columns),
            tuple(lazy_pattern(pattern, fragments, path.name) for pattern in entry.body),
            one(entry.name),
            one(entry.web),
            entry.alone,
            tuple(lazy_pattern(pattern, fragments, path.name) for pattern in entry.head),
            one([entry.head_unless] if entry.head_unless else []),
            one([entry.header_unless] if entry.header_unless else []),
        )
    return out


def section_kinds(reading: Reading) -> tuple[tuple[str, ...], ...]:
    """The kinds of each part, most certain first; index 0 is the whole file."""
    whole = reading.parts[0]
    own_titles = title_lines(reading)
    stem = _stem(reading.path)
    body = reading.text[:_BODY_CHARS]
    sheets = [part for part in reading.parts if _is_sheet(part)]
    headers = _headers(reading)
    by_head = () if sheets or reading.document.media_type == "text/html" else _by_head(reading, (*own_titles, stem))
    out: list[tuple[str, ...]] = []
    for part in reading.parts:
        title = normalise(part.title)
        if part.number == whole.number:
            header = headers.get(sheets[0].number, "") if len(sheets) == 1 else "" if sheets else headers.get(0, "")
            web = reading.document.media_type == "text/html"
            out.append(_ranked(_Seen(own_titles, stem, body, header, sheet=bool(sheets), web=web)) or by_head)
        elif _is_sheet(part):
            captions = (title, *_captions(reading, part.number))
            name = stem if len(sheets) == 1 else ""
            found = _ranked(_Seen(captions, name, header=headers.get(part.number, ""), sheet=True))
            out.append(found or (out[0] if len(sheets) == 1 else ()))  # the only sheet is what the file is
        elif title == normalise(whole.title):
            found = _ranked(_Seen((title,), stem, _text(reading, part.number), headers.get(part.number, "")))
            out.append(found or (by_head if out[0] == by_head else ()))
        else:
            chapter = _NUMBERING.sub("", title)
            out.append(_ranked(_Seen(header=headers.get(part.number, ""), chapter=chapter)))
    return tuple(out)


def hinted_kinds(path: str) -> tuple[str, ...]:
    """The kinds that the name of a file suggests; where it suggests none, those of the folder it lies in."""
    stem = _stem(path)
    folder = normalise(PurePosixPath(path.replace("\\", "/")).parent.name)
    for name in (stem, folder):
        found = tuple(
            kind.id
            for kind in _likely(_Seen(name=name))
            if (_matches(kind.title, kind.title_unless, name) or (kind.name is not None and kind.name.search(name)))
            and not (kind.title_unless is not None and kind.title_unless.search(name))
        )
        # A folder of papers says nothing of a file that names itself another paper (证照/设施管理师证书.jpg).
        if not found and (name == stem or not _PAPER.search(stem)):
            found = tuple(kind for binder in _binders() if binder.name.search(name) for kind in binder.kinds)
        if found:
            return found[:_MOST_KINDS]
    return ()


@dataclass(frozen=True)
class Binder:
    name: re.Pattern[str]
    kinds: tuple[str, ...]


@lru_cache(maxsize=1)
def _binders() -> tuple[Binder, ...]:
    path = LEXICON / "kinds.yaml"
    entries = load_strict(path, _File).binders
    unknown = [kind for entry in entries for kind in entry.kinds if kind not in kinds()]
    if unknown:
        raise LexiconError(f"词表 {path.name}：binders 里没有名为 {unknown[0]} 的种类")
    return tuple(Binder(compile_pattern(entry.name, {}, path.name), entry.kinds) for entry in entries)


@lru_cache(maxsize=1)
def _keys() -> tuple[Keys, Keys]:
    """What tells which kinds short words (titles, names) and a header may be of."""
    titles, headers = remembered("keys of kinds", _made_keys)
    return Keys(titles), Keys(headers)


def _made_keys() -> tuple[Sequence[Sequence[str] | None], Sequence[Sequence[str] | None]]:
    every = kinds().values()
    titles = [[one.title, one.weak, one.chapter, one.name, one.web] for one in every]
    return (
        key_pairs([[pattern.factors().needs for pattern in some if pattern is not None] for some in titles]),
        key_pairs([[tuple(need for pattern in columns for need in pattern.factors().needs) for columns in one.columns] for one in every]),
    )


def _likely(seen: _Seen) -> list[Kind]:
    """The kinds that anything seen may speak for, in their order."""
    titles, headers = _keys()
    numbers = titles.likely(*seen.titles, seen.name, seen.chapter)
    if seen.header:
        numbers |= headers.likely(seen.header)
    return [kind for number, kind in enumerate(kinds().values()) if number in numbers or kind.alone]


def _scores(seen: _Seen) -> dict[str, int]:
    likely = _likely(seen)
    named = {kind.id: _named(kind, seen) for kind in likely}
    titled = any(score >= _ENOUGH for score in named.values())
    ruled = all(kinds()[name].policy for name, score in named.items() if score >= _ENOUGH)
    by_columns = {
        kind.id
        for kind in likely
        if seen.header and any(all(one.search(seen.header) for one in columns) for columns in kind.columns)
    }
    records = {kind.id for kind in likely if kind.record and (named[kind.id] or kind.id in by_columns - _SECONDARY)}
    out: dict[str, int] = {}
    for kind in likely:
        score = named[kind.id]
        # The columns of a list of things or customers stand in most record tables, too.
        if kind.id in by_columns and (score or not records or (kind.record and kind.id not in _SECONDARY)):
            score += _COLUMNS
        if seen.name and (_matches(kind.title, kind.title_unless, seen.name) or _matches(kind.name, kind.title_unless, seen.name)):
            score += _NAME
            # A sticker, a card, a web page has no title that says what it is: then its name counts, if its content agrees.
            unnamed = not titled or (ruled and not _RULE_NAME.search(seen.name))
            if kind.customer_facing and unnamed and not seen.sheet and _matches(kind.title, kind.title_unless, seen.name):
                agrees = any(pattern.search(seen.body) for pattern in kind.body)
                score = max(score, _ENOUGH) if agrees else score
        if (seen.sheet and kind.policy and records) or (kind.header_unless is not None and kind.header_unless.search(seen.header)):
            score = 0
        alone = bool(kind.alone) and not titled and not seen.sheet
        found = sum(1 for pattern in kind.body if pattern.search(seen.body)) if seen.body and (score or alone) else 0
        if alone and found >= kind.alone:
            score = max(score, _ENOUGH)
        out[kind.id] = score + min(found, _BODY_MOST) if score else 0
    return out


def _named(kind: Kind, seen: _Seen) -> int:
    """Points for what the paper or the chapter calls itself. Outside sheets a record kind needs a word that means a record."""
    likely = [title for title in (*seen.titles, seen.chapter) if title and (seen.sheet or not kind.record or _RECORD.search(title))]
    if any(_matches(kind.title, kind.title_unless, title) for title in likely):
        return _TITLE
    if seen.web and any(_matches(kind.web, kind.title_unless, title) for title in (*seen.titles, seen.name)):
        return _TITLE
    short = seen.titles[:1] if not seen.sheet and len("".join(seen.titles[:1])) <= _SHORT_TITLE else ()
    if kind.policy and short and short[0].endswith(("单", "表", "记录", "台账", "日志", "报告", "纪要", "情况")):  # 信息反馈单 is no procedure
        short = ()
    if any(_matches(kind.chapter, kind.chapter_unless, title) for title in (seen.chapter, *short) if title):
        return _CHAPTER
    return _WEAK if kind.weak is not None and any(kind.weak.search(title) for title in seen.titles) else 0


def _matches(pattern: LazyPattern | None, unless: LazyPattern | None, text: str) -> bool:
    return pattern is not None and pattern.search(text) is not None and (unless is None or not unless.search(text))


def _ranked(seen: _Seen) -> tuple[str, ...]:
    scores = _scores(seen)
    enough = [kind for kind, score in scores.items() if score >= _ENOUGH]
    return tuple(sorted(enough, key=lambda kind: -scores[kind])[:_MOST_KINDS])


def _by_head(reading: Reading, titles: Sequence[str]) -> tuple[str, ...]:
    """A paper that nothing else names, but whose head tells what sort of paper it is: a number and a word of issue."""
    head = "\n".join(sentence.text for sentence in reading.sentences[:_HEAD_LINES])
    return tuple(
        kind.id
        for kind in kinds().values()
        if kind.head
        and all(pattern.search(head) for pattern in kind.head)
        and not any(kind.head_unless is not None and kind.head_unless.search(title) for title in titles)
    )


def _stem(path: str) -> str:
    return normalise(PurePosixPath(path.replace("\\", "/")).stem)


def _is_sheet(part: Part) -> bool:
    return part.number > 0 and part.depth == 1 and part.locator.endswith("!A1")


def _headers(reading: Reading) -> dict[int, str]:
    """The header row of the first table of each part; 0 has that of the file's first table."""
    out: dict[int, str] = {}
    for line in lines(reading):
        if line.place == "header" and "|" in line.sentence.text:
            out.setdefault(line.sentence.section, line.sentence.text)
            out.setdefault(0, line.sentence.text)
    return out


def _captions(reading: Reading, number: int) -> tuple[str, ...]:
    """Title rows of a sheet: rows of one cell in front of its header."""
    out: list[str] = []
    for sentence in reading.sentences:
        if sentence.section == number:
            if "|" in sentence.text or len(out) == 2:
                break
            out.append(sentence.text)
    return tuple(out)


def _text(reading: Reading, number: int) -> str:
    return "\n".join(sentence.text for sentence in reading.inside(number))[:_BODY_CHARS]
