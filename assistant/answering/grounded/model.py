"""The values of the grounding gate."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from functools import cached_property
from types import MappingProxyType
from typing import Literal

Kind = Literal["number", "date", "duration", "percentage", "clause", "standard", "star", "amount", "organisation", "citation", "quote"]
Direction = Literal["", "least", "over", "most", "under"]
FaultKind = Literal[
    "unsupported",  # nothing cited says it
    "miscited",  # another passage than the cited one says it
    "direction",  # the same figure, the other way round: 不少于 against 不超过
    "mismatch",  # the figure is there, and belongs to something else
    "uncited",  # a statement of fact without [n]
    "no_such_citation",  # [n] of no passage
    "misquoted",  # within quotation marks, and in no cited passage
    "unrelated",  # next to no word in common with what is cited
    "one_sided",  # one account of a contested fact
    "grade",  # on the user's own grade, which only a stored result may give
    "leak",  # repeats what was told to the model
    "unattributed",  # rests on a user's own document and does not say so
]

KIND_LABELS: Mapping[str, str] = MappingProxyType(
    {
        "number": "数字",
        "date": "日期",
        "duration": "期限",
        "percentage": "百分比",
        "clause": "条款号",
        "standard": "标准与文件",
        "star": "星级",
        "amount": "金额",
        "organisation": "机构名称",
        "citation": "出处编号",
        "quote": "引文",
    }
)


@dataclass(frozen=True, slots=True)
class Claim:
    """Something checkable that a text says.

    `value` is the normal form (`18` of unit 月, `3~6` for a range, `2011-12-30`, `5.2.4-a`, `GB/T 27922-2011`), `said` the text's own
    words at `span` = [start, end), `direction` which way a figure is meant.
    """

    kind: Kind
    value: str
    said: str
    span: tuple[int, int]
    unit: str = ""
    direction: Direction = ""

    @property
    def key(self) -> tuple[str, str]:
        return self.unit, self.value

    def moved(self, by: int) -> "Claim":
        """The claim where the text is part of a longer one."""
        start, end = self.span
        return Claim(self.kind, self.value, self.said, (start + by, end + by), self.unit, self.direction)


@dataclass(frozen=True, slots=True)
class Ground:
    """What the citation [number] supports: its texts (title, text, clause, names of sources), and the accounts of a contested fact."""

    number: int
    texts: tuple[str, ...]
    sides: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Mend:
    """How code itself can put a fault right, without a word of its own: take the marks off what is no quotation, add the [n] of a passage
    that says it (`numbers`, the likeliest first; `instead` of those that say nothing of it), tell the accounts that are missing."""

    how: Literal["unquote", "cite", "tell"]
    numbers: tuple[int, ...] = ()
    accounts: tuple[str, ...] = ()
    instead: bool = False
    again: bool = False  # holds only where another sentence of the answer says the same claim and cites that passage


@dataclass(frozen=True, slots=True)
class Fault:
    """What is wrong with a sentence; `text` is one Chinese line for the model that repairs and the user who reads."""

    kind: FaultKind
    text: str
    sentence: int
    claim: Claim | None = None
    mend: Mend | None = None


@dataclass(frozen=True, slots=True)
class Checked:
    """A sentence with what was found in it. `cited` are the numbers it rests on: its own, or those that close its run.
    `lead`: a list follows it."""

    text: str
    span: tuple[int, int]
    claims: tuple[Claim, ...]
    cited: tuple[int, ...]
    own_marks: bool
    factual: bool
    faults: tuple[Fault, ...] = ()
    lead: bool = False

    @property
    def substance(self) -> bool:
        """Whether something is left of an answer of which this is left."""
        return self.own_marks or (self.factual and bool(self.cited))

    def placed(self, number: int, at: int) -> "Checked":
        """A sentence checked by itself as the one of that number, which starts at `at`."""
        span = (self.span[0] + at, self.span[1] + at)
        faults = tuple(replace(one, sentence=number, claim=one.claim and one.claim.moved(at)) for one in self.faults)
        claims = tuple(claim.moved(at) for claim in self.claims)
        return replace(self, span=span, claims=claims, faults=faults)


@dataclass(frozen=True, slots=True)
class Counts:
    """For the page: how many statements were checked and supported, altogether and by kind; and how many sentences fall."""

    checked: int
    supported: int
    dropped: int
    by_kind: Mapping[str, tuple[int, int]] = field(default_factory=dict)

    @property
    def text(self) -> str:
        """One Chinese line."""
        if not self.checked and not self.dropped:
            return "没有需要核对的说法"
        kinds = "、".join(f"{KIND_LABELS[kind]} {checked}" for kind, (checked, _) in self.by_kind.items())
        line = f"核对 {self.checked} 处（{kinds}），有依据 {self.supported} 处" if kinds else "没有数字、日期一类的说法"
        return line + (f"，有问题的句子 {self.dropped} 句" if self.dropped else "")


@dataclass(frozen=True)
class Grounding:
    """The outcome of a check."""

    sentences: tuple[Checked, ...]

    @cached_property
    def faults(self) -> tuple[Fault, ...]:
        return tuple(fault for sentence in self.sentences for fault in sentence.faults)

    @property
    def ok(self) -> bool:
        return not self.faults

    @cached_property
    def counts(self) -> Counts:
        checked: Counter[str] = Counter()
        failed: Counter[str] = Counter()
        for sentence in self.sentences:
            bad = {fault.claim for fault in sentence.faults if fault.claim is not None}
            for claim in sentence.claims:
                checked[claim.kind] += 1
                failed[claim.kind] += claim in bad
        kinds = {kind: (checked[kind], checked[kind] - failed[kind]) for kind in KIND_LABELS if checked[kind]}
        dropped = sum(1 for sentence in self.sentences if sentence.faults)
        return Counts(checked.total(), checked.total() - failed.total(), dropped, kinds)

    @property
    def summary(self) -> str:
        return self.counts.text
