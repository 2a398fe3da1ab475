"""The evidence of one pack as predicates see it: only what the validity rules admit, indexed by kind, concept and record kind."""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from functools import cached_property

from scoring.calendar import Limit
from scoring.copies import fullness, identity, substance
from scoring.facts.model import FileFacts, Instrument, Mention, Promise, Record, RecordTable, Source
from scoring.industry import Industry
from scoring.locators import shown_place
from scoring.ownership import instrument_belonging
from scoring.validity import Frame, Refusal, duplicates, record_date, refusals

# A list of records may be headed by what was promised: 承诺（店堂公示）：三个工作日内办结.
_PLEDGE = re.compile(r"[^。;；|]{0,10}(?:承诺|约定|公示|promise)[^。;；|]{0,24}[:：]", re.IGNORECASE)

_OF_WHAT_WAS_READ = frozenset({"expired", "outside_period"})


@dataclass(frozen=True, slots=True)
class Quote:
    """A place in a file that a finding rests on."""

    file: str
    sha256: str
    locator: str
    quote: str

    @property
    def place(self) -> str:
        """《制度.pdf》第 3 页, as findings say it."""
        return f"《{self.file}》{shown_place(self.locator)}"


@dataclass(frozen=True, eq=False)
class Paper:
    """A file with what was decided about it; one object a file, compared by identity.

    `whole` are the reasons why the file as a whole is no evidence.
    """

    facts: FileFacts
    refused: tuple[Refusal, ...]

    @cached_property
    def whole(self) -> tuple[Refusal, ...]:
        return tuple(one for one in self.refused if one.section is None)

    @cached_property
    def readable(self) -> bool:
        return self.facts.problem is None

    @cached_property
    def unread_kinds(self) -> frozenset[str]:
        """What its unread pages may hold: what the name suggests, and what the pages that were read are."""
        return frozenset(self.facts.hinted) | frozenset(self.facts.sections[0].kinds if self.facts.sections else ())

    @cached_property
    def closed_sections(self) -> frozenset[int]:
        shut = {one.section for one in self.refused if one.section is not None}
        return frozenset(number for number in range(len(self.facts.sections)) if shut & set(self.lineage(number)))

    def lineage(self, number: int) -> tuple[int, ...]:
        """A section and those that enclose it; ends with 0, the whole file."""
        out = [number]
        while out[-1]:
            out.append(self.facts.sections[out[-1]].parent)
        return tuple(out)

    def kinds(self, number: int) -> frozenset[str]:
        """The kinds of a section, of those around it and of the file."""
        return self._kinds[number]

    @cached_property
    def _kinds(self) -> tuple[frozenset[str], ...]:
        sections = self.facts.sections
        return tuple(frozenset(kind for at in self.lineage(number) for kind in sections[at].kinds) for number in range(len(sections)))

    def quote(self, source: Source) -> Quote:
        return Quote(self.facts.path, self.facts.sha256, source.locator, source.quote)


@dataclass(frozen=True, slots=True)
class Statement:
    """A mention, the paper it stands in, and whether that may be evidence."""

    paper: Paper
    mention: Mention

    @property
    def quote(self) -> Quote:
        return self.paper.quote(self.mention.source)


@dataclass(frozen=True, slots=True)
class Row:
    """A record with its table and paper."""

    paper: Paper
    table: RecordTable
    record: Record

    @property
    def quote(self) -> Quote:
        return self.paper.quote(Source(self.record.locator, self.record.quote))

    def get(self, role: str) -> str:
        return self.record.cells.get(role, "")

    @property
    def date(self) -> str:
        return record_date(self.record.cells)


@dataclass(frozen=True, slots=True)
class Commitment:
    """A promise with its paper; `limit` is None for a hotline."""

    paper: Paper
    promise: Promise

    @property
    def limit(self) -> Limit | None:
        return None if self.promise.unit == "text" else Limit(Decimal(self.promise.value), self.promise.unit)

    @property
    def quote(self) -> Quote:
        return self.paper.quote(self.promise.source)


@dataclass(frozen=True)
class Evidence:
    """All papers of a pack under one frame. Build with `Evidence.of`; order of files does not matter."""

    frame: Frame
    industry: Industry
    papers: tuple[Paper, ...]
    excluded: frozenset[str]
    scored: Mapping[str, tuple[Fraction, tuple[str, ...]]]  # other rubrics' confirmed scores and levels reached

    @classmethod
    def of(
        cls,
        files: Iterable[FileFacts],
        frame: Frame,
        industry: Industry,
        excluded: frozenset[str] = frozenset(),
        scored: Mapping[str, tuple[Fraction, tuple[str, ...]]] | None = None,
    ) -> "Evidence":
        ordered = sorted(files, key=lambda one: one.path)
        found = {facts.path: refusals(facts, frame) for facts in ordered}
        twins = duplicates([facts for facts in ordered if not any(one.section is None for one in found[facts.path])])
        papers = tuple(Paper(facts, (*found[facts.path], *([twins[facts.path]] if facts.path in twins else []))) for facts in ordered)
        return cls(frame, industry, papers, excluded, scored or {})

    @cached_property
    def admitted(self) -> tuple[Paper, ...]:
        return tuple(paper for paper in self.papers if not paper.whole)

    @cached_property
    def unread(self) -> tuple[Paper, ...]:
        """Files that could not be read, or some of whose pages could not: they may prove what their names suggest (ruling 10).

        What has run out on the pages that were read may be in force on another: two certificates in one scan.
        """
        return tuple(
            paper
            for paper in self.papers
            if not paper.readable or (paper.facts.unread and all(one.reason in _OF_WHAT_WAS_READ for one in paper.whole))
        )

    def unread_hinting(self, kinds: Iterable[str]) -> tuple[Paper, ...]:
        wanted = frozenset(kinds)
        return tuple(paper for paper in self.unread if wanted & paper.unread_kinds)

    def sections(self, kinds: Iterable[str]) -> Iterator[tuple[Paper, int]]:
        """Admitted sections that are themselves of one of the kinds (not merely inside one)."""
        wanted = frozenset(kinds)
        for paper in self.admitted:
            for number, section in enumerate(paper.facts.sections):
                if number not in paper.closed_sections and wanted & set(section.kinds):
                    yield paper, number

    def statements(self, concept: str, kinds: Sequence[str] = ()) -> tuple[Statement, ...]:
        """Mentions of a concept in admitted sections, whatever their polarity; inside papers or chapters of `kinds` if given."""
        wanted = frozenset(kinds)
        return tuple(
            one for one in self._by_concept.get(concept, ()) if not wanted or wanted & one.paper.kinds(one.mention.section)
        )

    @cached_property
    def _by_concept(self) -> Mapping[str, tuple[Statement, ...]]:
        out: dict[str, list[Statement]] = defaultdict(list)
        for paper in self.admitted:
            for mention in paper.facts.mentions:
                if mention.section not in paper.closed_sections:
                    out[mention.concept].append(Statement(paper, mention))
        return {concept: tuple(found) for concept, found in out.items()}

    def rows(self, kinds: Iterable[str]) -> tuple[Row, ...]:
        """Records of admitted, visible tables of these kinds; the same record in two tables counts once, and so do its copies."""
        seen: set[tuple[str, ...]] = set()
        out = []
        for kind in kinds:
            for row in self._distinct.get(kind, ((), ()))[0]:
                key = identity(row.record) or (row.paper.facts.path, row.record.locator)
                if key not in seen:
                    seen.add(key)
                    out.append(row)
        return tuple(out)

    def copies(self, kinds: Iterable[str]) -> tuple[tuple[Row, Row], ...]:
        """Records that repeat another one under a number or name of their own, each with the one that counts."""
        return tuple(pair for kind in kinds for pair in self._distinct.get(kind, ((), ()))[1])

    @cached_property
    def _distinct(self) -> Mapping[str, tuple[tuple[Row, ...], tuple[tuple[Row, Row], ...]]]:
        return {kind: _parted(kind, rows) for kind, rows in self._by_kind.items()}

    def told(self, kinds: Iterable[str]) -> tuple[Row, ...]:
        """Records that admitted papers tell in running text instead of a table."""
        wanted = frozenset(kinds)
        return tuple(
            Row(paper, table, record)
            for paper in self.admitted
            for table in paper.facts.told
            if table.kind in wanted and self._open(paper, table)
            for record in table.records
        )

    def tables(self, kinds: Iterable[str]) -> tuple[tuple[Paper, RecordTable], ...]:
        """Admitted, visible tables of these kinds, those without records too."""
        wanted = frozenset(kinds)
        return tuple(
            (paper, table) for paper in self.admitted for table in paper.facts.tables if table.kind in wanted and self._open(paper, table)
        )

    @cached_property
    def _by_kind(self) -> Mapping[str, tuple[Row, ...]]:
        out: dict[str, list[Row]] = defaultdict(list)
        for paper in self.admitted:
            for table in paper.facts.tables:
                if self._open(paper, table):
                    out[table.kind].extend(Row(paper, table, record) for record in table.records)
        return {kind: tuple(rows) for kind, rows in out.items()}

    @staticmethod
    def _open(paper: Paper, table: RecordTable) -> bool:
        return not table.hidden and table.section not in paper.closed_sections

    @cached_property
    def row_concepts(self) -> Mapping[tuple[str, str], frozenset[str]]:
        """(path, locator of a row) -> concepts affirmed in it."""
        out: dict[tuple[str, str], set[str]] = defaultdict(set)
        for concept, found in self._by_concept.items():
            for one in found:
                if one.mention.polarity == "affirmed":
                    out[one.paper.facts.path, one.mention.source.locator].add(concept)
        return {key: frozenset(concepts) for key, concepts in out.items()}

    def instruments(self, kinds: Iterable[str]) -> tuple[tuple[Paper, Instrument], ...]:
        """Papers with a holder or term, of these kinds, in readable files; those not in force included.

        A file refused as expired or as another organisation's is looked into as well: the reason why its papers do not
        count is theirs to give.
        """
        wanted = frozenset(kinds)
        return tuple(
            (paper, one)
            for paper in self.papers
            if all(refusal.reason in ("expired", "other_organisation") for refusal in paper.whole) and paper.readable
            for one in paper.facts.instruments
            if one.kind in wanted and one.section not in paper.closed_sections
        )

    def own(self, instrument: Instrument, paper: Paper) -> bool:
        return instrument_belonging(instrument, paper.facts, self.frame.profile) != "other"

    def commitments(self, subjects: Iterable[str], kinds: Sequence[str] = ()) -> tuple[Commitment, ...]:
        """The enterprise's promises in force on these subjects; not those of record rows, agreements with outlets or outside bodies."""
        wanted, within = frozenset(subjects), frozenset(kinds)
        out = []
        for paper in self.admitted:
            for one in paper.facts.promises:
                if one.subject not in wanted or one.superseded or one.polarity != "affirmed" or one.section in paper.closed_sections:
                    continue
                around = paper.kinds(one.section)
                pledged = not within and _PLEDGE.match(one.source.quote) is not None
                if (within & around) if within else pledged or not (around & self.frame.kinds.not_promising):
                    out.append(Commitment(paper, one))
        return tuple(out)


def _parted(kind: str, rows: Sequence[Row]) -> tuple[tuple[Row, ...], tuple[tuple[Row, Row], ...]]:
    """The records that count, and the copies with what they copy. The same record in two tables is no copy of itself."""
    once: dict[tuple[str, ...], Row] = {}
    for number, row in enumerate(rows):
        once.setdefault(identity(row.record) or (row.paper.facts.path, row.record.locator, str(number)), row)
    groups: dict[tuple[str, ...], list[Row]] = defaultdict(list)
    for key, row in once.items():
        groups[substance(kind, row.record) or key].append(row)
    kept = [min(group, key=lambda one: fullness(one.record)) for group in groups.values()]
    pairs = [(row, first) for first, group in zip(kept, groups.values(), strict=True) for row in group if row is not first]
    return tuple(kept), tuple(pairs)
