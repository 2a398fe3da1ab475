"""From found entries and passages to an answer of about 300 characters with numbered citations."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from assistant.answering.model import Citation
from assistant.answering.sentences import bigrams, overlap, sentences
from assistant.knowledge.model import Confidence, Passage, Source

DETAIL = 300  # details from the passages of the direct answer are added up to here
AIM = 420  # related answers are added up to here
LIMIT = 480  # never longer, whatever the blocks are
_MARKS = 16  # room for a lead and a few [n]
_FIGURE = re.compile(r"\d+(?:[.,]\d+)*")
QUOTE = 160  # of a user's own document
_NAME = 40  # characters of a document's name
_LEAST = 24  # characters; a shorter piece of a quote says nothing
_MARK = re.compile(r"[\[［【](\d+)[\]］】]")
_CLAUSE_END = re.compile(r"[，,、；;。！？!?]")
_INNER = str.maketrans("“”《》", "‘’〈〉")
_SAME = 0.6  # a text with this share of its bigrams already said adds nothing


@dataclass(frozen=True, slots=True)
class Block:
    """Sentences and the passages they rest on, best first."""

    text: str
    passages: tuple[Passage, ...]
    lead: str = ""


@dataclass(slots=True)
class Composition:
    """Grows block by block; `text` and `citations` are the result."""

    sources: Mapping[str, Source]
    parts: list[str] = field(default_factory=list)
    cited: dict[str, int] = field(default_factory=dict)
    quotes: dict[str, tuple[Passage, str]] = field(default_factory=dict)

    @property
    def text(self) -> str:
        return "\n\n".join(self.parts)

    def says(self, text: str) -> bool:
        """Whether the text is mostly said already. A figure not given yet is always news."""
        said = self.text
        if any(figure not in said for figure in _FIGURE.findall(text)):
            return False
        return overlap(bigrams(text), bigrams(said)) >= _SAME

    def add(self, block: Block) -> None:
        """Append a block; what would pass LIMIT is left out, sentence by sentence from its end."""
        parts = sentences(block.text)
        while parts and not self.fits("".join(parts), LIMIT):
            parts.pop()
        if parts:
            self.parts.append(block.lead + self._marked(Block("".join(parts), block.passages)))

    def quote_own(self, passage: Passage, quote: str, leads: bool) -> None:
        """A user's own document in its own words, within quotation marks and named; cut at a clause where it is long.

        Nothing in it can pass for the answer's own words: its quotation marks become inner ones, its [n] no mark.
        """
        name = _shown(Path(passage.sources[0]).stem if passage.sources else passage.title)[:_NAME]
        lead = f"来自贵方资料《{name}》：" if leads else f"贵方资料《{name}》写的是："
        said = _cut(_shown(quote), min(QUOTE, LIMIT - len(self.text) - len(lead) - _MARKS))
        if said:
            number = self.cited.setdefault(passage.id, len(self.cited) + 1)
            self.quotes.setdefault(passage.id, (passage, quote))
            self.parts.append(f"{lead}“{said}”[{number}]")

    def rest_on(self, passages: Iterable[Passage]) -> None:
        """Mark at the end of the last part those of the passages that no sentence has taken."""
        for passage in passages:
            if passage.id not in self.cited:
                self.parts[-1] += f"[{self._number(passage, bigrams(self.parts[-1]))}]"

    def fits(self, text: str, bound: int) -> bool:
        return len(self.text) + len(text) + _MARKS <= bound

    def _marked(self, block: Block) -> str:
        """The sentences, each run that rests on one passage closed by its [n]."""
        runs: list[tuple[str, int]] = []
        for sentence in sentences(block.text):
            grams = bigrams(sentence)
            best = max(block.passages, key=lambda passage: overlap(grams, bigrams(passage.title + passage.text)))
            number = self._number(best, grams)
            if runs and runs[-1][1] == number:
                runs[-1] = (runs[-1][0] + sentence, number)
            else:
                runs.append((sentence, number))
        return "".join(f"{text}[{number}]" for text, number in runs)

    def _number(self, passage: Passage, grams: frozenset[str]) -> int:
        if passage.id not in self.cited:
            self.cited[passage.id] = len(self.cited) + 1
            self.quotes[passage.id] = (passage, nearest_sentence(passage, grams))
        return self.cited[passage.id]

    def citations(self) -> tuple[Citation, ...]:
        return tuple(self._citation(number, *self.quotes[name]) for name, number in self.cited.items())

    def _citation(self, number: int, passage: Passage, quote: str) -> Citation:
        return citation_of(number, passage, quote, self.sources)


def citation_of(number: int, passage: Passage, quote: str, sources: Mapping[str, Source]) -> Citation:
    """The passage as a citation; sources nobody knows are named as they stand."""
    known = [sources[code] for code in passage.sources if code in sources]
    return Citation(
        number=number,
        passage=passage.id,
        title=passage.title,
        clause=passage.clause or "",
        source="；".join(source_names(passage, sources)) or "公开资料未见",
        confidence="各来源说法不一" if passage.sides else passage.confidence.label,
        quote=quote,
        urls=tuple((source.name, source.url) for source in known if source.url),
    )


def source_names(passage: Passage, sources: Mapping[str, Source]) -> list[str]:
    """Who says it: the names of the known sources, else what stands there."""
    return [sources[code].name for code in passage.sources if code in sources] or list(passage.sources)


def nearest_sentence(passage: Passage, grams: frozenset[str]) -> str:
    """The sentence of the passage that shares most of these bigrams: what a citation quotes."""
    return max(sentences(passage.text), key=lambda one: len(grams & bigrams(one)), default=passage.text)


def _shown(text: str) -> str:
    """One line of somebody else's text, fit to stand between quotation marks or in a name."""
    return _MARK.sub(r"（\1）", " ".join(text.translate(_INNER).split()))


def _cut(text: str, room: int) -> str:
    """At most `room` characters, ended at a clause; empty when there is room for nothing worth reading."""
    if len(text) <= room:
        return text
    if room < _LEAST:
        return ""
    kept = text[: room - 1]
    end = max(match.end() for match in _CLAUSE_END.finditer(kept)) if _CLAUSE_END.search(kept, _LEAST // 2) else len(kept)
    return kept[:end] + "…"


def notes_for(passages: Iterable[Passage]) -> tuple[str, ...]:
    """What a reader must know about the standing of what is cited."""
    cited = list(passages)
    notes = []
    if any(passage.sides for passage in cited):
        notes.append("各来源说法不一，已列出各方；办理时以所选认证机构的规则为准。")
    if any(passage.confidence is Confidence.NOT_FOUND for passage in cited):
        notes.append("含公开资料没有给出的内容，请以标准正式文本或认证机构答复为准。")
    if any(passage.confidence is Confidence.INFERRED for passage in cited):
        notes.append("含据公开资料推断或工作口径的内容，不是标准原文。")
    if any(passage.confidence is Confidence.USER for passage in cited):
        notes.append("标明“贵方资料”的内容引自您自己加入的文档，未经核对，不是标准或认证机构的要求。")
    return tuple(notes)
