"""Which files and sections may be evidence at all: the validity rules of rubric §2, each with its reason code and a sentence."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from scoring.calendar import Period, day_of, months_before
from scoring.facts.model import FileFacts, Instrument, RecordTable
from scoring.facts.quoting import cut
from scoring.kind_groups import KindGroups
from scoring.locators import shown_place
from scoring.ownership import file_belonging, instrument_belonging
from scoring.profile import Profile

FOREVER = "9999-12-31"
_PLACEHOLDERS = 3
_PLACEHOLDER_SHARE = 2  # a template has at least one placeholder in two fields
_THIN_LETTERS = 40
_CHAPTERS = 3
_NAMES = frozenset({"org_chart", "outlet_list", "facility_list", "sales_region_list", "customer_file"})  # nothing but names, by nature
_RULES_TITLE = re.compile(r"(?:制度|管理办法|管理规定|管理细则|实施细则|规程|管理程序|控制程序|守则)(?:\(试行\)|（试行）)?$")
_YEAR = re.compile(r"(?<!\d)(20[0-4]\d)(?!\d)")


@dataclass(frozen=True, slots=True)
class Refusal:
    """Why a file, or one section of it, is no evidence. `section` is None for the whole file."""

    reason: str
    text: str
    section: int | None = None


@dataclass(frozen=True, slots=True)
class Frame:
    """What the rules need besides the facts. `fresh_months`: kind -> how old a dated paper may be (from the rubric)."""

    profile: Profile
    as_of: date
    period: Period
    kinds: KindGroups
    fresh_months: Mapping[str, int]


def refusals(facts: FileFacts, frame: Frame) -> tuple[Refusal, ...]:
    """All reasons why the file or parts of it do not count; duplicates are found by `duplicates`."""
    if facts.problem is not None:
        return (Refusal(facts.problem.reason, facts.problem.text),)
    whole = [one for rule in _RULES if (one := rule(facts, frame)) is not None]
    return (*whole, *_section_refusals(facts, frame))


def duplicates(files: Sequence[FileFacts]) -> dict[str, Refusal]:
    """path -> refusal for all but the first of files with the same bytes or the same text (rule 8, ruling 14)."""
    seen: dict[str, str] = {}
    out: dict[str, Refusal] = {}
    for facts in sorted(files, key=lambda one: one.path):
        keys = [key for key in (facts.sha256, facts.fingerprint) if key]
        first = next((seen[key] for key in keys if key in seen), None)
        if first is not None:
            out[facts.path] = Refusal("duplicate", f"与《{first}》内容相同，只算一份")
        for key in keys:
            seen.setdefault(key, facts.path)
    return out


def in_force(instrument: Instrument, as_of: date) -> bool:
    """Whether a paper with a term is in force on the day; one without an end is, one withdrawn or suspended by then is not."""
    ends = day_of(instrument.expires) if instrument.expires else None
    return begun(instrument, as_of) and (ends is None or ends >= as_of) and not halted(instrument, as_of)


def halted(instrument: Instrument, as_of: date) -> bool:
    """Whether a paper says that it was withdrawn, suspended or the like by that day."""
    since = day_of(instrument.halted_from) if instrument.halted_from else None
    return bool(instrument.halted) and (since is None or since <= as_of)


def _other_organisation(facts: FileFacts, frame: Frame) -> Refusal | None:
    belonging, other = file_belonging(facts, frame.profile)
    if belonging != "other" or other is None or _holds_own_instrument(facts, frame):
        return None
    return Refusal("other_organisation", f"文件是“{other.name}”的（{shown_place(other.source.locator)}），没有写明与本企业的关系")


def _holds_own_instrument(facts: FileFacts, frame: Frame) -> bool:
    return any(instrument_belonging(one, facts, frame.profile) == "own" for one in facts.instruments)


def _void(facts: FileFacts, _: Frame) -> Refusal | None:
    mark = facts.marks.void
    return None if mark is None else Refusal("unissued_draft", f"写明已作废（{shown_place(mark.locator)}“{mark.quote}”）")


def _draft(facts: FileFacts, _: Frame) -> Refusal | None:
    mark = facts.marks.draft
    return None if mark is None else Refusal("unissued_draft", f"是草稿或征求意见稿（{shown_place(mark.locator)}“{mark.quote}”），尚未发布")


def _plan(facts: FileFacts, _: Frame) -> Refusal | None:
    mark = facts.marks.plan
    return None if mark is None else Refusal("planned", f"说的是以后的打算（{shown_place(mark.locator)}“{mark.quote}”），还没有做")


def _future(facts: FileFacts, frame: Frame) -> Refusal | None:
    issued = day_of(facts.marks.issued) if facts.marks.issued else None
    if issued is None or issued <= frame.as_of or not _has(facts, frame.kinds.policies):
        return None
    return Refusal("planned", f"发布日期 {facts.marks.issued} 晚于评定日")


def _next_year(facts: FileFacts, frame: Frame) -> Refusal | None:
    """A plan or budget whose title names a later year, and none before it."""
    if not facts.sections or not set(facts.sections[0].kinds) & frame.kinds.planning:
        return None
    years = [int(year) for year in _YEAR.findall(f"{facts.title} {facts.path}")]
    if not years or min(years) <= frame.as_of.year:
        return None
    return Refusal("planned", f"是 {min(years)} 年度的计划，评定日还没有开始")


def _template(facts: FileFacts, _: Frame) -> Refusal | None:
    holes = facts.marks.placeholders
    if len(holes) < _PLACEHOLDERS and (not holes or len(holes) * _PLACEHOLDER_SHARE < facts.marks.fields):
        return None
    return Refusal("blank_template", f"有 {len(holes)} 处没有填写的占位内容（如 {shown_place(holes[0].locator)}“{holes[0].quote}”），是空白模板")


def _no_substance(facts: FileFacts, frame: Frame) -> Refusal | None:
    return _hollow(facts, frame) or _thin(facts, frame)


def _thin(facts: FileFacts, frame: Frame) -> Refusal | None:
    mark = facts.marks.keyword_list
    hidden = {number for number, section in enumerate(facts.sections) if section.hidden}
    records = any(table.records for table in facts.tables if not table.hidden)
    chart = bool(facts.sections) and "org_chart" in facts.sections[0].kinds  # names of departments, by nature
    if mark is not None and not records and not any(map(_filled_in, facts.instruments)) and not chart:
        return Refusal("no_substance", f"只罗列词语，没有对应内容（{shown_place(mark.locator)}“{cut(mark.quote, 30)}”）")
    whole = facts.sections[0] if facts.sections else None
    if whole is None or records or any(one.section not in hidden for one in facts.promises) or any(map(_filled_in, facts.instruments)):
        return None
    if _only_headings(facts):
        return Refusal("no_substance", "只有标题，没有内容")
    if facts.tables and whole.statements <= 1:
        return Refusal("no_substance", "只有表头，没有填写任何记录")
    if whole.letters < _THIN_LETTERS and whole.statements == 0 and not _mentions(facts, hidden) and not set(whole.kinds) & frame.kinds.thin:
        return Refusal("no_substance", "只有标题，没有内容")
    return None


def _mentions(facts: FileFacts, hidden: set[int]) -> bool:
    """Whether something is mentioned where it is seen; the title alone is no content where the rest is hidden."""
    return any(one.section not in hidden and not (hidden and one.source.quote == facts.title) for one in facts.mentions)


def _hollow(facts: FileFacts, frame: Frame) -> Refusal | None:
    """No line of the paper holds. Papers that are short by nature, and pages that could not be read, get the benefit of the doubt."""
    mark = facts.marks.hollow
    if mark is None or facts.unread or not facts.sections or any(table.records for table in facts.tables if not table.hidden):
        return None
    if set(facts.sections[0].kinds[:1]) & (frame.kinds.thin | _NAMES):
        return None
    said = f"{shown_place(mark.locator)}“{cut(mark.quote, 30)}”"
    return Refusal("no_substance", f"只有标题、词语或带条件、否定的说法，没有写明已经成立的内容（{said}）")


def _is_contract(facts: FileFacts, frame: Frame) -> bool:
    """A paper of two parties is signed, not issued."""
    return any(one.kind in frame.kinds.terms and len(one.holders) > 1 and one.title == facts.title for one in facts.instruments)


def _filled_in(paper: Instrument) -> bool:
    """A certificate or the like says more than its title."""
    return any((paper.holders, paper.person, paper.number, paper.issuer, paper.issued, paper.starts, paper.expires, paper.conclusion))


def _only_headings(facts: FileFacts) -> bool:
    """Several chapters, and nothing stated in any of them."""
    chapters = [one for one in facts.sections[1:] if not one.hidden]
    whole = facts.sections[0]
    return (
        len(chapters) >= _CHAPTERS
        and not set(whole.kinds) & _NAMES
        and whole.statements == 0
        and whole.letters < _THIN_LETTERS
        and not any(one.statements or one.letters >= _THIN_LETTERS for one in chapters)
        and not facts.tables
    )


def _unissued(facts: FileFacts, frame: Frame) -> Refusal | None:
    marks = facts.marks
    if not facts.sections or any(table.records for table in facts.tables):
        return None
    if not set(facts.sections[0].kinds[:1]) & frame.kinds.issued and not _RULES_TITLE.search(facts.title):
        return None
    if marks.number or marks.approval or marks.issued or marks.effective or _is_contract(facts, frame):
        return None
    if _customer_facing(facts, frame) or marks.addressed:
        return None
    return Refusal("unissued_draft", "制度类文件，却没有文件编号、发布或生效日期、批准人或盖章中的任何一项")


def _expired(facts: FileFacts, frame: Frame) -> Refusal | None:
    papers = [one for one in facts.instruments if one.kind in frame.kinds.terms or one.kind in frame.fresh_months]
    if not papers or any(table.records for table in facts.tables):
        return None
    stale = [one for one in papers if _stale(one, frame)]
    if len(stale) < len(papers):
        return None
    return Refusal("expired", stale_text(stale[0], frame))


def begun(paper: Instrument, as_of: date) -> bool:
    """Whether the term of a paper has begun; one that names no beginning begins when it is issued."""
    starts = day_of(paper.starts or paper.issued) if paper.starts or paper.issued else None
    return starts is None or starts <= as_of


def _stale(paper: Instrument, frame: Frame) -> bool:
    return not in_force(paper, frame.as_of) or too_old(paper, frame)


def too_old(paper: Instrument, frame: Frame) -> bool:
    months = frame.fresh_months.get(paper.kind)
    issued = day_of(paper.issued) if paper.issued else None
    return months is not None and issued is not None and issued < months_before(frame.as_of, months)


def stale_text(paper: Instrument, frame: Frame) -> str:
    """The sentence on a paper that is not in force or too old."""
    if too_old(paper, frame):
        return f"“{paper.title}”签发于 {paper.issued}，距评定日已超过 {frame.fresh_months[paper.kind]} 个月"
    if halted(paper, frame.as_of):
        return f"“{paper.title}”{halted_text(paper)}"
    if not paper.starts and not begun(paper, frame.as_of):
        return f"“{paper.title}”签发于 {paper.issued}，晚于评定日"
    if paper.starts and (starts := day_of(paper.starts)) is not None and starts > frame.as_of:
        return f"“{paper.title}”{paper.starts} 才开始生效，评定日还没有效力"
    return f"“{paper.title}”有效期至 {paper.expires}，评定日 {frame.as_of.isoformat()} 已过期"


def halted_text(paper: Instrument) -> str:
    since = f"自 {paper.halted_from} 起" if paper.halted_from else ""
    return f"写明{since}已{paper.halted}，没有效力"


def _outside_period(facts: FileFacts, frame: Frame) -> Refusal | None:
    """A paper of dated records or a dated survey, all of whose dates lie outside the review period."""
    if not facts.sections or not set(facts.sections[0].kinds) & frame.kinds.records or _has(facts, frame.kinds.policies):
        return None
    if _has_own_term(facts, frame):
        return None
    tables = [table for table in facts.tables if not table.hidden and table.records]
    dates = [iso for table in tables for iso in record_dates(table)]
    if not dates:
        dates = [iso for section in facts.sections if not section.hidden for iso in section.dates]
        dates = dates or [iso for mention in facts.mentions for iso in mention.dates] or ([facts.marks.issued] if facts.marks.issued else [])
        if facts.marks.issued and facts.marks.issued in frame.period:
            return None
        dates = [iso for iso in dates if iso[:10] <= frame.as_of.isoformat()]  # later ones end a term: certificates in a roster
    if not dates or any(iso in frame.period for iso in dates):
        return None
    return Refusal("outside_period", f"记录日期 {min(dates)[:10]} 至 {max(dates)[:10]}，不在审核期 {frame.period.start}—{frame.period.end} 内")


_RULES = (_other_organisation, _void, _draft, _plan, _future, _next_year, _template, _no_substance, _unissued, _expired, _outside_period)


def _has_own_term(facts: FileFacts, frame: Frame) -> bool:
    """A certificate, a test report, a policy is placed in time by its own term or age, whatever record its words resemble."""
    timed = frame.kinds.terms | frozenset(frame.fresh_months)
    listed = sum(len(table.records) for table in facts.tables if not table.form)
    named = not timed.isdisjoint(facts.sections[0].kinds[:1])
    return listed <= 1 and (named or any(one.kind in timed and one.section == 0 for one in facts.instruments))


def record_dates(table: RecordTable) -> list[str]:
    """The date that places each record in time: its start, else its date, else its end."""
    return [iso for one in table.records if (iso := record_date(one.cells))]


def record_date(cells: Mapping[str, str]) -> str:
    return next((cells[role] for role in ("start", "date", "finish", "arrive") if day_of(cells.get(role, "")) is not None), "")


def _section_refusals(facts: FileFacts, frame: Frame) -> list[Refusal]:
    out = []
    for number, section in enumerate(facts.sections):
        if section.hidden:
            out.append(Refusal("hidden_sheet", f"“{section.title}”是隐藏的，不作证", number))
        elif set(section.kinds) & frame.kinds.silent:
            out.append(Refusal("self_statement", f"“{section.title}”是自述、样表或修订记录，不作证", number))
    return out


def _has(facts: FileFacts, kinds: frozenset[str]) -> bool:
    return any(set(section.kinds) & kinds for section in facts.sections)


def _customer_facing(facts: FileFacts, frame: Frame) -> bool:
    return bool(set(facts.sections[0].kinds) & frame.kinds.customer_facing)
