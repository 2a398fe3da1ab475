"""Question and history -> Answer, extractively: calculators first, then the entries and passages that fit."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from assistant.answering.carried import beside, carried, one_more
from assistant.answering.clause_facts import clause_fact_asked
from assistant.answering.clause_points import clause_points_asked, tells_loss
from assistant.answering.compose import AIM, DETAIL, Block, Composition, notes_for
from assistant.answering.compute import compute
from assistant.answering.followup import before, context_of, leans_on_context
from assistant.answering.hearing import Heard
from assistant.answering.intake import complaint, is_english
from assistant.answering.model import Answer, Mode, Turn
from assistant.answering.opening import without_opening
from assistant.answering.own import OwnFinding, find_own
from assistant.answering.scope import Gate, is_order
from assistant.answering.sentences import bigrams, overlap, sentences
from assistant.answering.subject import SubjectModel
from assistant.guidance.computation import Computation
from assistant.knowledge.model import Audience, FaqEntry, Passage, Source, Topic
from assistant.knowledge.query import Query
from assistant.knowledge.ranking import rank_passages
from assistant.knowledge.searcher import EntryHit, EntrySearch, PassageHit, Searcher
from scoring.rubric import load_rubric

_CLOSE = 0.8  # an entry this near to the best one is worth telling too
_ENTRIES = 8
_OWN_SUBJECT = 4  # letters of a question that asks for something of its own, unlike 对吗
_WHAT_ELSE = "还有什么"  # what a related answer is to: nobody sees its own question
_SEVERAL = "一次问了几件事，回答不一定都说到了；没说到的请单独再问。"
_BESIDE_OWN = "公开资料与标准方面："  # keeps the curated answer apart from the user's own words before it
_ENGLISH_REFUSAL = "Sorry, I only answer questions on GB/T 27922 after-sales certification. "
ENGLISH_LEAD = "Answered in Chinese from public sources on GB/T 27922-2011:"


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
        meant, computed = _computed(heard, history)
        query = self.searcher.read(meant.text)
        context = self._context(query, history) if meant is heard else None  # a question made of both says it all
        found = self.searcher.entries(query, context, _ENTRIES)
        if context is not None and self._refuses(query, found, lenient=True):
            together = one_more(heard, history)
            if together is None:  # the talk has turned to something else
                context, found = None, self.searcher.entries(query, None, _ENTRIES)
            else:
                query = self.searcher.read(together.text)
                found = self.searcher.entries(query, context, _ENTRIES)
        own = find_own(self.searcher, query, found, before(query, history))
        if self._refuses(query, found, context is not None or computed is not None):
            if own and own.opens:  # whoever added the document asks about it
                return self._own_alone(own)
            lead = _ENGLISH_REFUSAL if is_english(question) else ""
            return self._refusal(lead + "这个问题不在我的范围内：我只回答 GB/T 27922 商品售后服务认证及相邻认证的问题。", found.hits)
        if computed is None:
            computed, found = self._of_clause(meant, found)
        if computed is None and own is None and not _worth_telling(found):  # what is near to it is another question's answer
            return self._refusal("这个问题的解答不在公开的问答里，请直接联系顾问。", found.hits)
        answer = self._compose(question, query, found, computed, own)
        return replace(answer, notes=(_SEVERAL, *answer.notes)) if _asks_several(question) else answer

    def seen_by(self, audience: Audience) -> "Answerer":
        """Answers from what these readers may see, and from no user's document."""
        return replace(self, searcher=self.searcher.seen_by(audience))

    def entries(self, text: str, share: float) -> list[FaqEntry]:
        """Entries with at least this share of the best one's relevance, best first; none for another subject."""
        query = self.searcher.read(text)
        found = self.searcher.entries(query, None, len(self.searcher.corpus.faq))
        if found.top <= 0 or self._refuses(query, found, lenient=False):
            return []
        return [hit.entry for hit in found.hits if hit.relevance >= share * found.top]

    def passages(self, question: str, limit: int = 10) -> list[PassageHit]:
        """Passages for a question, best first."""
        query = self.searcher.read(question)
        found = self.searcher.entries(query, None, _ENTRIES)
        own = find_own(self.searcher, query, found)
        on_subject = not self._refuses(query, found, lenient=False)
        leading = own.window.passage if own and (own.leads if on_subject else own.opens) else None
        return rank_passages(self.searcher, query, limit, on_subject, leading)

    @staticmethod
    def _refuses(query: Query, found: EntrySearch, lenient: bool) -> bool:
        return Gate.load().refuses(found, SubjectModel.load().strangeness(query.text), lenient)

    def _context(self, query: Query, history: Sequence[Turn]) -> tuple[Query, float] | None:
        earlier = context_of(history)
        return (self.searcher.read(earlier), leans_on_context(query)) if earlier else None

    def _of_clause(self, meant: Heard, found: EntrySearch) -> tuple[Computation | None, EntrySearch]:
        """What a clause is worth or loses or wants, and the entries on it. Names of clauses are everyday words: asked after the gate."""
        rubric, best = load_rubric(), found.hits[0].entry if found.hits else None
        told = clause_points_asked(meant, rubric)
        if told is not None and best is not None and tells_loss(best, told.clause):
            told = None
        told = told or clause_fact_asked(meant, rubric, best)
        if told is None:
            return None, found
        return told, self.searcher.entries(self.searcher.read(f"{told.clause} {meant.text}"), None, _ENTRIES)

    def _compose(
        self, question: str, query: Query, found: EntrySearch, computed: Computation | None, own: OwnFinding | None
    ) -> Answer:
        if own and own.leads and not own.beside and computed is None:
            return self._own_alone(own)
        by_id = self.searcher.passage_by_id
        composition = Composition(self._sources())
        if is_english(question):
            composition.parts.append(ENGLISH_LEAD)
        beside = _BESIDE_OWN if own and own.leads else ""
        if own and own.leads:
            composition.quote_own(own.window.passage, own.window.quote, leads=True)
        if computed:
            composition.add(Block(computed.text, tuple(by_id[name] for name in computed.passages), beside))
        for number, hit in enumerate(_worth_telling(found)[: 1 if computed else None]):
            lead = "相关：" if number or computed else beside
            told = without_opening(hit.entry.answer, query.text if number == 0 else _WHAT_ELSE)
            block = Block(told, self._passages_of(hit.entry), lead)
            direct = not (number or computed)
            if direct or (composition.fits(block.text, AIM) and not composition.says(block.text)):
                composition.add(block)
            if direct and not (own and own.leads):
                self._add_details(composition, query, hit.entry)
            if own and own.leads:
                break  # beside the user's own words the direct answer is enough
            if number == 0 and own:
                composition.quote_own(own.window.passage, own.window.quote, leads=False)
        return self._answer(composition, found.hits, "calculator" if computed else "extractive")

    def _own_alone(self, own: OwnFinding) -> Answer:
        """Only the user's own document speaks to the question."""
        composition = Composition(self._sources())
        composition.quote_own(own.window.passage, own.window.quote, leads=True)
        return self._answer(composition, (), "extractive")

    def _answer(self, composition: Composition, hits: Sequence[EntryHit], mode: Mode) -> Answer:
        cited = [self.searcher.passage_by_id[name] for name in composition.cited]
        return Answer(
            text=composition.text,
            refused=False,
            mode=mode,
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

    def _refusal(self, reason: str, near: Sequence[EntryHit]) -> Answer:
        topics = self._nearest_topics([hit.entry for hit in near])
        suggestions = tuple(topic.examples[0] for topic in topics)
        text = reason + "可以问我：" + "、".join(f"“{example}”" for example in suggestions)
        return Answer(text, refused=True, mode="extractive", suggestions=suggestions)

    def _nearest_topics(self, entries: Sequence[FaqEntry]) -> list[Topic]:
        topics = {topic.id: topic for topic in self.searcher.corpus.topics}
        near = dict.fromkeys([entry.topic for entry in entries] + ["levels", "application", "process"])
        return [topics[name] for name in near if name in topics][:3]


def _computed(heard: Heard, history: Sequence[Turn]) -> tuple[Heard, Computation | None]:
    """What is meant, the question or one made of it and the one before, and what comes of its numbers."""
    rubric = load_rubric()
    alone = compute(heard, rubric)
    if alone is not None or not history:
        return heard, alone
    meant = carried(heard, history)
    if meant is not None:
        return meant, compute(meant, rubric)
    together = beside(heard, history)
    computed = compute(together, rubric) if together else None
    return (together, computed) if together and computed else (heard, None)


def _asks_several(question: str) -> bool:
    *asked, _ = re.split("[？?]", question)
    return sum(sum(map(str.isalnum, one)) >= _OWN_SUBJECT for one in asked) > 1


def _worth_telling(found: EntrySearch) -> list[EntryHit]:
    """The best entry and those close behind it; none where the best by far is withheld."""
    return [hit for hit in found.hits[:4] if hit.relevance >= _CLOSE * found.top]


def _nearest(parts: Sequence[str], wanted: frozenset[str], composition: Composition, bound: int) -> str:
    """The sentences nearest to what is wanted that fit within the bound, in reading order."""
    chosen: list[str] = []
    for one in sorted(parts, key=lambda part: -overlap(wanted, bigrams(part))):
        if composition.fits("".join([*chosen, one]), bound):
            chosen.append(one)
    return "".join(one for one in parts if one in chosen)
