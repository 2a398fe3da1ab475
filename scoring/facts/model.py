"""Facts of one file, frozen and serialisable. They depend on the file's bytes and path alone, so they can be cached by hash.

Dates are ISO text (2026-03-05, or 2026-03-05 12:30 where a time is known); numbers are decimal text. Every fact carries
the place it was seen at and a quote of the raw text.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

# affirmed: it is so. negated: it is not (未设立). planned: it is to come (拟, 计划, 尚未). conditional: only if needed (如有需要可).
Polarity = Literal["affirmed", "negated", "planned", "conditional"]
# own words of the file about whose it is: issuer (落款, 文头, 起草), holder (持证人, 委托方, 被保险人), subject (title: 关于…公司的函),
# counterpart (甲方/乙方 of a contract, whichever side), customer and supplier (never decide whose file it is), mentioned (all else).
OrganisationRole = Literal["issuer", "holder", "subject", "counterpart", "customer", "supplier", "mentioned"]


@dataclass(frozen=True, slots=True)
class Source:
    """Where a fact was seen: a locator (p.3, 段落12, 表2!B7, 工单!A5) and the raw words."""

    locator: str
    quote: str


@dataclass(frozen=True, slots=True)
class Section:
    """A part of a file that can be evidence by itself: a chapter, a sheet, a certificate on a page.

    Section 0 is the whole file; `parent` is the section that encloses this one. What is said in a section is said in
    those that enclose it, too.
    """

    title: str
    locator: str
    kinds: tuple[str, ...]  # most certain first; ids of lexicon/kinds.yaml
    letters: int  # letters and digits below the title, tables included: 0 is a title without content
    parent: int = 0
    hidden: bool = False
    statements: int = 0  # sentences that state something (have a predicate), as opposed to titles and word lists
    dates: tuple[str, ...] = ()  # of its title and running text, not of its records


@dataclass(frozen=True, slots=True)
class Mention:
    """A concept of the lexicon stated in a sentence. `dates` are those of its sentence."""

    concept: str
    section: int
    polarity: Polarity
    source: Source
    dates: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Promise:
    """A quantity the enterprise commits to.

    `subject` is an id of lexicon/promises.yaml; `scope` is the tier, product part or channel it is for in the file's
    words (城区, 全护, 压缩机), "" when for all. `value` and `unit` are normalised: hour, day, workday, month, or text
    (a hotline's digits). Polarity as in Mention; `superseded` marks old values in revision notes (96 小时改为 72 小时).
    """

    subject: str
    scope: str
    value: str
    unit: Literal["hour", "day", "workday", "month", "text"]
    section: int
    source: Source
    polarity: Polarity = "affirmed"
    superseded: bool = False


@dataclass(frozen=True, slots=True)
class Claim:
    """A number stated in running text: how many complaints in a period, how many people, what a visit costs.

    `subject` is an id of lexicon/claims.yaml; `scope` is what the clause says it is of, "" when of all. `value` is decimal
    text with the places written, in `unit` (元, 万元, 件, %). `period` is two ISO days joined by /, "review" for 审核期,
    "" where none is named.
    """

    subject: str
    scope: str
    value: str
    unit: str
    period: str
    section: int
    source: Source


@dataclass(frozen=True, slots=True)
class Miscount:
    """A total row that is not the sum of its rows: the column's header, the number written, and the one that comes out."""

    column: str
    written: str
    computed: str
    section: int
    source: Source


@dataclass(frozen=True, slots=True)
class Record:
    """A row of a record table: cells by role (lexicon/records.yaml). Dates and numbers are normalised when they could be read.

    A cell that holds nothing (empty, —, 无, /) is absent. `unread` names the roles whose text could not be normalised.
    `others` are the cells that play no role, by field or header, normalised and without spaces; running numbers are not among them.
    """

    locator: str
    cells: Mapping[str, str]
    quote: str
    unread: tuple[str, ...] = ()
    others: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class RecordTable:
    """A table of records of one kind. `columns` maps role -> header as written; totals, blank and repeated header rows are left out."""

    kind: str
    section: int
    title: str
    locator: str
    columns: Mapping[str, str]
    records: tuple[Record, ...]
    hidden: bool = False
    form: bool = False  # a paper form of labels and values: one record


@dataclass(frozen=True, slots=True)
class Instrument:
    """A paper with a holder and a term: licence, certificate, permit, policy, agreement, report.

    `holders` are organisations it speaks for (both sides of a contract), `person` the bearer of a personal certificate.
    `conclusion` is pass, fail or "" (test reports). `roles` maps the label as written to the organisation (委托单位 -> …).
    `halted` is the word by which it says it is no longer good (撤销, 暂停), `halted_from` the day it gives for that.
    `codes` are the credit codes it writes for its holder.
    """

    kind: str
    section: int
    title: str
    holders: tuple[str, ...]
    roles: Mapping[str, str]
    person: str
    number: str
    issuer: str
    issued: str
    starts: str
    expires: str  # "" when none is written; 9999-12-31 for 长期
    conclusion: str
    source: Source
    halted: str = ""
    halted_from: str = ""
    codes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Renaming:
    """A registrar's notice that an organisation has another name: 名称由 `old` 变更为 `new`. `code` is the one it names, or ""."""

    old: str
    new: str
    code: str
    section: int
    source: Source


@dataclass(frozen=True, slots=True)
class Organisation:
    name: str
    role: OrganisationRole
    section: int
    source: Source


@dataclass(frozen=True, slots=True)
class CreditCode:
    """A 统一社会信用代码 as written, and whether its check character holds (GB 32100)."""

    code: str
    valid: bool
    section: int
    source: Source


@dataclass(frozen=True, slots=True)
class Marks:
    """Signs on a file that decide whether it counts (rubric rules 2.3, 2.4, 2.6 to 2.8). None or "" where there is no sign."""

    number: Source | None = None  # file number: HY-QS-10, 赣悦规〔2026〕3号
    approval: Source | None = None  # 批准：…, 签批, 盖章, 总经理签名
    issued: str = ""  # the date of issue or signature
    issued_source: Source | None = None
    effective: str = ""  # 自…起施行
    draft: Source | None = None  # 草稿, 征求意见稿, 讨论稿, 送审稿
    void: Source | None = None  # 已作废, 废止, 失效
    plan: Source | None = None  # the whole paper speaks of the future: 2027 年计划, 明年想办的事
    placeholders: tuple[Source, ...] = ()  # XX公司, ____, 【】, 请填写, 示例
    fields: int = 0  # fields that a template would have to fill in, filled or not
    addressed: Source | None = None  # it speaks to its customer: 感谢您购买, 请凭本卡
    keyword_list: Source | None = None  # words strung together without a statement
    hollow: Source | None = None  # nothing it says holds: titles, keywords, conditions, denials, words to whoever grades


@dataclass(frozen=True, slots=True)
class Problem:
    """Why a file gave no facts: reason code (one of scoring.documents.errors.Reason) and what to do."""

    reason: str
    text: str


@dataclass(frozen=True, slots=True)
class UnreadPage:
    """A page that is a picture whose text could not be read: how sure the reading was, 0 where nothing was found."""

    locator: str
    confidence: float


@dataclass(frozen=True, slots=True)
class FileFacts:
    """All that one file says. `hinted` are kinds that path and name suggest (rubric ruling 10): they only place what cannot be read.

    `unread` are the pages of a file of which others could be read.
    """

    path: str
    sha256: str
    media_type: str
    title: str = ""
    problem: Problem | None = None
    hinted: tuple[str, ...] = ()
    fingerprint: str = ""  # of the normalised text: equal for the same content in another format or with other spacing
    sections: tuple[Section, ...] = ()
    mentions: tuple[Mention, ...] = ()
    promises: tuple[Promise, ...] = ()
    tables: tuple[RecordTable, ...] = ()
    told: tuple[RecordTable, ...] = ()  # records in running text: they stand in where a pack has no table of the kind
    claims: tuple[Claim, ...] = ()
    miscounts: tuple[Miscount, ...] = ()
    instruments: tuple[Instrument, ...] = ()
    organisations: tuple[Organisation, ...] = ()
    codes: tuple[CreditCode, ...] = ()
    renamings: tuple[Renaming, ...] = ()
    marks: Marks = field(default_factory=Marks)
    unread: tuple[UnreadPage, ...] = ()
