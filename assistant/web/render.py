"""Answers as HTML. Templates escape everything; only what is built here and in templates/ is markup."""

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Literal

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from assistant.answering.model import Answer, Citation
from assistant.answering.wording import written_line
from assistant.knowledge.model import Passage, Source, Topic
from assistant.web.session import ChatTurn
from scoring.beijing import moment
from scoring.facts.kind_titles import kind_title
from scoring.locators import shown_place

if TYPE_CHECKING:
    from assistant.answering.generative.writing import Progress

State = Literal["pending", "partial", "done", "failed"]

_DOING: Mapping[str, str] = {"condensing": "正在理解追问", "writing": "模型正在写，核对过的先显示", "repairing": "有说法没有通过核对，模型正在改"}

_MARK = re.compile(r"\[(\d{1,2})\]")
_STEP = re.compile(r".+?(?:[。！？；!?]+[”」』）)]*(?:\[\d{1,2}\])*|\n+|$)", re.DOTALL)
_ITEM = "- "
_HTTP = re.compile(r"https?://[^\s\"'<>]+", re.IGNORECASE)
_TEMPLATES = Path(__file__).parent / "templates"


@dataclass(frozen=True, slots=True)
class Piece:
    """A run of text, a citation mark, or a question to click."""

    kind: Literal["text", "cite", "ask"]
    text: str
    number: int = 0


@dataclass(frozen=True, slots=True)
class SourceLink:
    """A source's name; `url` is empty where the site is only named."""

    name: str
    url: str = ""


@dataclass(frozen=True, slots=True)
class Card:
    """What the side panel shows of a citation."""

    citation: Citation
    sources: tuple[SourceLink, ...]
    before: str
    quote: str
    after: str
    sides: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Knowledge:
    """What the page may look up of the knowledge base."""

    passage: Callable[[str], Passage | None]
    sources: Callable[[], Mapping[str, Source]]


@lru_cache(maxsize=1)
def environment() -> Environment:
    """The templates of the page, escaping always on."""
    made = Environment(
        loader=FileSystemLoader(_TEMPLATES),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    made.filters["kind_title"] = kind_title
    made.filters["shown_place"] = shown_place
    made.filters["moment"] = moment
    return made


def steps(text: str) -> list[str]:
    """The growing beginnings of a text, a sentence more each time; the last one is the text."""
    ends = [match.end() for match in _STEP.finditer(text)]
    return [text[:end] for end in ends] or [text]


def turn_html(
    turn: ChatTurn, knowledge: Knowledge, state: State = "done", shown: str | None = None, doing: "Progress | None" = None
) -> str:
    """One question with its answer. `shown` is the part of the answer's text that has arrived, `doing` what a model is at."""
    answer = turn.answer
    text = answer.text if shown is None else shown
    done = state == "done"
    return (
        environment()
        .get_template("turn.html")
        .render(
            turn=turn,
            answer=answer,
            state=state,
            paragraphs=_paragraphs(text, answer),
            cards=[_card(citation, knowledge) for citation in answer.citations] if done else [],
            suggestions=[one for one in answer.suggestions if f"“{one}”" not in text] if done else [],
            copy_text=_copy_text(answer) if done else "",
            understood=doing.understood if doing else answer.written.understood if answer.written else "",
            checked=written_line(answer) if done else "",
            doing=_DOING[doing.stage] if doing else "",
        )
    )


def turns_html(turns: Sequence[ChatTurn], knowledge: Knowledge) -> str:
    return "".join(turn_html(turn, knowledge) for turn in turns)


def welcome_html(starters: Sequence[str], topics: Sequence[Topic], problem: str = "") -> str:
    """What a visitor sees before the first question."""
    return environment().get_template("welcome.html").render(starters=starters, topics=topics, problem=problem)


def _paragraphs(text: str, answer: Answer) -> list[tuple[list[Piece], bool]]:
    """The lines in pieces, each with whether it is an item of a list."""
    lines = [line.strip() for line in text.splitlines() if line.strip()]
    return [(_pieces(line.removeprefix(_ITEM), answer), line.startswith(_ITEM)) for line in lines]


def _pieces(line: str, answer: Answer) -> list[Piece]:
    """Marks of real citations and quoted suggestions become clickable; everything else stays text."""
    numbers = {citation.number for citation in answer.citations}
    quoted = "|".join(re.escape(f"“{one}”") for one in answer.suggestions)
    pieces: list[Piece] = []
    for part in re.split(rf"(\[\d{{1,2}}\]{'|' + quoted if quoted else ''})", line):
        mark = _MARK.fullmatch(part)
        if mark and int(mark[1]) in numbers:
            pieces.append(Piece("cite", mark[1], int(mark[1])))
        elif part[1:-1] in answer.suggestions and part.startswith("“"):
            pieces.append(Piece("ask", part[1:-1]))
        elif part:
            pieces.append(Piece("text", part))
    return pieces


def _card(citation: Citation, knowledge: Knowledge) -> Card:
    passage = knowledge.passage(citation.passage)
    whole = passage.text if passage else ""
    before, quote, after = whole, "", ""
    if citation.quote:
        before, quote, after = whole.partition(citation.quote)
        if not quote:  # the passage has changed since, or is gone: the quote stands alone
            before, quote, after = "", citation.quote, ""
    names = knowledge.sources() if passage and passage.sides else {}
    sides = tuple(
        (side.says, "；".join(names[code].name if code in names else code for code in side.sources))
        for side in (passage.sides if passage else ())
    )
    return Card(citation, _source_links(citation), before, quote, after, sides)


def _source_links(citation: Citation) -> tuple[SourceLink, ...]:
    """The named sources, linked only where the citation gives an http address."""
    urls = {name: url for name, url in citation.urls if _HTTP.fullmatch(url)}
    names = dict.fromkeys([*filter(None, citation.source.split("；")), *(name for name, _ in citation.urls)])
    return tuple(SourceLink(name, urls.get(name, "")) for name in names)


def _copy_text(answer: Answer) -> str:
    """The answer as plain text, with its citations below."""
    lines = [answer.text, *filter(None, [written_line(answer)])]
    for citation in answer.citations:
        details = "，".join(filter(None, [citation.clause and f"条款 {citation.clause}", citation.source]))
        lines.append(f"[{citation.number}] {citation.title}（{details}；{citation.confidence}）")
    return "\n".join(lines)
