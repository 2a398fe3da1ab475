"""What a user's own document says to a question, and whether it may speak first or at all.

A window (a sentence or two of one paragraph, under their headings) of an own document fits a question when it gives the
figure asked for and holds more than half of the question's mass (see knowledge.coverage). The same measure is taken of
its rivals: the curated texts found and the examples of what is refused. So one rule, with no word of any document in it:

- a document that fits is quoted, behind the curated answer;
- the question is about the document when it points to the user's own papers or the document holds STRONG of it; never
  when it asks for what the standard wants;
- a document that the question is about leads when the question points to it or no curated text holds half of it;
- it answers what the gate refuses unless the question is about the day's news. A question that neither points to those
  papers nor asks for a figure must moreover be held better than by all refused examples like it together, and end in
  something that the window holds: who only names what a paper mentions asks something else of it.

STRONG was read off the curated corpus itself, taken for somebody's documents: of the examples of what is refused, fewer
than one in fifty find so much of themselves in any of its passages (`python -m assistant.training.own` prints the table).
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

from assistant.answering.own_cues import OwnCues, named
from assistant.answering.sentences import sentences
from assistant.knowledge.coverage import Held, Mass
from assistant.knowledge.model import Passage
from assistant.knowledge.query import Query
from assistant.knowledge.searcher import EntrySearch, Searcher

HALF, STRONG = 0.5, 0.65
_HEADING_CHARS = 10
_FEWEST, _FEWEST_POINTED = 3, 2  # characters; less is about nothing in particular
_PASSAGES = 12  # own passages looked at
_CURATED = 5  # curated passages and entries looked at
_QUESTIONS = 60  # known questions looked at


@dataclass(frozen=True, slots=True)
class Window:
    """One or two neighbouring sentences of a passage; `quote` is the stretch of its text that they are."""

    passage: Passage
    quote: str
    bare: Held
    headed: Held  # under the passage's title

    @classmethod
    def of(cls, passage: Passage, quote: str) -> "Window":
        return cls(passage, quote, Held.of(quote), Held.of(f"{passage.title}\n{quote}"))


@dataclass(frozen=True, slots=True)
class OwnFinding:
    """The window of an own document that fits. `leads`: told before the curated answer; `opens`: told where the gate
    refuses; `beside`: a curated text holds half of the question, too, and the question does not ask for that one paper.
    """

    window: Window
    leads: bool
    opens: bool
    beside: bool


def find_own(searcher: Searcher, query: Query, found: EntrySearch, before: str = "") -> OwnFinding | None:
    """None when no own document fits the question. `before` is the question that an elliptic one follows."""
    if not searcher.own_names():
        return None
    alone = _find(searcher, query, found)
    if not before or (alone is not None and alone.leads):
        return alone
    return _find(searcher, searcher.read(f"{before}。{query.text}"), found, query.text)


def _find(searcher: Searcher, query: Query, found: EntrySearch, last: str = "") -> OwnFinding | None:
    """What fits the question; of its `last` part, too, half must be held."""
    cues = OwnCues.load()
    said = named(query.text, searcher.own_names())
    text = query.text
    for name in said:
        text = text.replace(name, " ")
    masses = [searcher.mass(one, cues.silent) for one in (text, last) if one]
    mass = masses[0]
    paper = bool(said) or cues.paper.search(text) is not None
    points = paper or cues.own.search(text) is not None
    if len(mass.weights) < (_FEWEST_POINTED if points else _FEWEST):
        return None
    figure = cues.figure(last or text)
    best = best_window(searcher, query, masses, figure)
    if best is None:
        return None
    share, window = best
    phrasings, refused = searcher.likest_questions(query, _QUESTIONS)
    shared = _curated_share(searcher, query, mass, found, phrasings) > HALF
    about_it = cues.standard.search(text) is None and (points or share >= STRONG)
    leads = about_it and (points or not shared)
    sure = points or figure is not None or (
        masses[-1].ends_in(window.headed) and share > mass.held(Held.of("\n".join(refused)))
    )
    news = not paper and cues.news.search(text) is not None
    return OwnFinding(window, leads, opens=about_it and sure and not news, beside=shared and not paper)


def best_window(
    searcher: Searcher, query: Query, masses: Sequence[Mass], figure: re.Pattern[str] | None
) -> tuple[float, Window] | None:
    """The own window that holds most of the first mass, the first of equals; more than half of each mass, and more by
    its own words than by the headings above it.
    """
    best: tuple[float, float, Window] | None = None
    for hit in searcher.find_own(query, _PASSAGES):
        for window in windows(hit.passage):
            if figure is not None and not figure.search(window.bare.text):
                continue
            alone, share = masses[0].held(window.bare), masses[0].held(window.headed)
            if 2 * alone >= share and (best is None or (share, alone) > best[:2]) and all(
                mass.held(window.headed) > HALF for mass in masses
            ):
                best = share, alone, window
    return (best[0], best[2]) if best else None


def _curated_share(searcher: Searcher, query: Query, mass: Mass, found: EntrySearch, phrasings: list[str]) -> float:
    """The most of the question that one curated text holds: a phrasing, an answer, a window of a passage."""
    texts = [Held.of(text) for text in phrasings]
    texts += [Held.of(f"{hit.entry.question}\n{hit.entry.answer}") for hit in found.hits[:_CURATED]]
    texts += [window.headed for hit in searcher.find_passages(query, _CURATED) for window in windows(hit.passage)]
    return max(map(mass.held, texts), default=0.0)


@lru_cache(maxsize=2048)
def windows(passage: Passage) -> tuple[Window, ...]:
    """Every statement of the passage: a sentence, two of one paragraph, a heading with what follows it.

    What stands in another line is another item and answers nothing for this one; a heading alone says nothing.
    """
    return tuple(Window.of(passage, quote) for quote in _statements(passage))


def _statements(passage: Passage) -> Iterator[str]:
    lines = [sentences(line) for line in passage.text.splitlines() if line.strip()]
    heading: list[str] = []
    for parts in lines:
        bare = len(parts) == 1 and len(lines) > 1 and _is_heading(parts[0], passage)
        for start, part in enumerate(parts if not bare else ()):
            yield part
            before = parts[start - 1 : start] or heading
            if before:
                yield _stretch(passage.text, [*before, part])
        heading = parts if bare else []


def _is_heading(sentence: str, passage: Passage) -> bool:
    return sentence in passage.title or (len(sentence) <= _HEADING_CHARS and sentence[-1].isalnum())


def _stretch(text: str, parts: Sequence[str]) -> str:
    """The neighbouring sentences as they stand in the text, with the white space between them."""
    gap = r"\s*".join(map(re.escape, parts))
    match = re.search(gap, text)
    return match.group() if match else "".join(parts)
