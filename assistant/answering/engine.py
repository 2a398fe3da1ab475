"""Question and history -> Answer, extractively: calculators first, then the entries and passages that fit."""

from collections.abc import Sequence
from dataclasses import dataclass

from assistant.answering.compose import AIM, DETAIL, LIMIT, Block, Composition, notes_for
from assistant.answering.compute import compute
from assistant.answering.followup import context_of, leans_on_context
from assistant.answering.hearing import Heard
from assistant.answering.intake import complaint, is_english
from assistant.answering.model import Answer, Turn
from assistant.answering.scope import Gate, is_order
from assistant.answering.sentences import bigrams, overlap, sentences
from assistant.answering.subject import SubjectModel
from assistant.guidance.computation import Computation
from assistant.knowledge.model import FaqEntry, Passage, Source, Topic
from assistant.knowledge.query import Query
from assistant.knowledge.ranking import rank_passages
from assistant.knowledge.searcher import EntryHit, EntrySearch, PassageHit, Searcher
from scoring.rubric import load_rubric

_CLOSE = 0.8  # an entry this near to the best one is worth telling too
_ENTRIES = 8
_OWN_FITS = 0.2  # the relevance from which a user's own document is worth telling
_ENGLISH_REFUSAL = "Sorry, I only answer questions on GB/T 27922 after-sales certification. "
_ENGLISH_LEAD = "Answered in Chinese from public sources on GB/T 27922-2011:"


@dataclass(frozen=True, slots=True)
class Answerer:
    """Answers from one opened index. Read-only; safe to share between threads."""

    searcher: Searcher
    max_chars: int

    def answer(self, question: object, history: Sequence[Turn] = ()) -> Answer:
        """Never raises for bad input: what cannot be answered is refused with a reason."""
        fault = complaint(question, self.max_chars)
        if fault or not isinstance(question, str):
            return self._refusal(fault or "", ())
        heard = Heard.of(question, self.searcher.readings)
        if is_order(heard):
            return self._refusal("这个要求我不能照做。我只回答 GB/T 27922 售后服务认证方面的问题。", ())
        query = self.searcher.read(question)
        context = self._context(query, history)
        found = self.searcher.entries(query, context, _ENTRIES)
        computed = compute(heard, load_rubric())
        own = self._own_passage(query)
        if self._refuses(query, found, context is not None or computed is not None):
            if own:  # whoever added the document asks about it
                return self._answer(Composition(self._sources()), query, (), own, None)
            lead = _ENGLISH_REFUSAL if is_english(question) else ""
            return self._refusal(lead + "这个问题不在我的范围内：我只回答 GB/T 27922 商品售后服务认证及相邻认证的问题。", found.hits)
        return self._compose(question, query, found, computed, own)

    def passages(self, question: str, limit: int = 10) -> list[PassageHit]:
        """Passages for a question, best first."""
        query = self.searcher.read(question)
        on_subject = not self._refuses(query, self.searcher.entries(query, None, 1), lenient=False)
        return rank_passages(self.searcher, query, limit, on_subject)

    @staticmethod
    def _refuses(query: Query, found: EntrySearch, lenient: bool) -> bool:
        return Gate.load().refuses(found, SubjectModel.load().strangeness(query.text), lenient)

    def _context(self, query: Query, history: Sequence[Turn]) -> tuple[Query, float] | None:
        earlier = context_of(history)
        return (self.searcher.read(earlier), leans_on_context(query)) if earlier else None

    def _compose(
        self, question: str, query: Query, found: EntrySearch, computed: Computation | None, own: Passage | None = None
    ) -> Answer:
        by_id = self.searcher.passage_by_id
        composition = Composition(self._sources())
        if is_english(question):
            composition.parts.append(_ENGLISH_LEAD)
        if computed:
            composition.add(Block(computed.text, tuple(by_id[name] for name in computed.passages)))
        for number, hit in enumerate(_worth_telling(found.hits)[: 1 if computed else None]):
            lead = "相关：" if number or computed else ""
            block = Block(hit.entry.answer, self._passages_of(hit.entry), lead)
            if not lead or (composition.fits(block.text, AIM) and not composition.says(block.text)):
                composition.add(block)
            if not lead:
                self._add_details(composition, query, hit.entry)
        return self._answer(composition, query, found.hits, own, computed)

    def _answer(
        self,
        composition: Composition,
        query: Query,
        hits: Sequence[EntryHit],
        own: Passage | None,
        computed: Computation | None,
    ) -> Answer:
        if own:
            self._add_own(composition, query, own)
        cited = [self.searcher.passage_by_id[name] for name in composition.cited]
        return Answer(
            text=composition.text,
            refused=False,
            mode="calculator" if computed else "extractive",
            citations=composition.citations(),
            notes=notes_for(cited),
            suggestions=tuple(hit.entry.question for hit in hits[1:4]),
        )

    def _sources(self) -> dict[str, Source]:
        return {source.code: source for source in self.searcher.corpus.sources}

    def _passages_of(self, entry: FaqEntry) -> tuple[Passage, ...]:
        return tuple(self.searcher.passage_by_id[name] for name in entry.passages)

    def _add_details(self, composition: Composition, query: Query, entry: FaqEntry) -> None:
        """What the entry's passages say beyond its answer, as far as it fits."""
        wanted = bigrams(query.text) | bigrams(entry.question)
        for passage in self._passages_of(entry):
            new = [one for one in sentences(passage.text) if not composition.says(one)]
            text = _nearest(new, wanted, composition, DETAIL)
            if text:
                composition.add(Block(text, (passage,), "补充："))

    def _own_passage(self, query: Query) -> Passage | None:
        """The passage of a user's own document that fits the question, if one clearly does."""
        own = self.searcher.find_own(query, 1)
        return own[0].passage if own and own[0].relevance >= _OWN_FITS else None

    def _add_own(self, composition: Composition, query: Query, passage: Passage) -> None:
        """What the user's document says to the question; always behind the curated answer."""
        text = _nearest(sentences(passage.text), bigrams(query.text), composition, LIMIT)
        if text:
            composition.add(Block(text, (passage,), "您的文档（未经核对）："))

    def _refusal(self, reason: str, near: Sequence[EntryHit]) -> Answer:
        topics = self._nearest_topics([hit.entry for hit in near])
        suggestions = tuple(topic.examples[0] for topic in topics)
        text = reason + "可以问我：" + "、".join(f"“{example}”" for example in suggestions)
        return Answer(text, refused=True, mode="extractive", suggestions=suggestions)

    def _nearest_topics(self, entries: Sequence[FaqEntry]) -> list[Topic]:
        topics = {topic.id: topic for topic in self.searcher.corpus.topics}
        near = dict.fromkeys([entry.topic for entry in entries] + ["levels", "application", "process"])
        return [topics[name] for name in near if name in topics][:3]


def _worth_telling(hits: Sequence[EntryHit]) -> list[EntryHit]:
    """The best entry and those close behind it."""
    return [hit for hit in hits[:4] if hit.relevance >= _CLOSE * hits[0].relevance] if hits else []


def _nearest(parts: Sequence[str], wanted: frozenset[str], composition: Composition, bound: int) -> str:
    """The sentences nearest to what is wanted that fit within the bound, in reading order."""
    chosen: list[str] = []
    for one in sorted(parts, key=lambda part: -overlap(wanted, bigrams(part))):
        if composition.fits("".join([*chosen, one]), bound):
            chosen.append(one)
    return "".join(one for one in parts if one in chosen)
