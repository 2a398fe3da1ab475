"""Is a question one on the opened client's own grade, and on what of it? Decided in code, by words that are data."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from assistant.answering.compute import compute
from assistant.answering.grade_cues import GradeCues, ToolCue
from assistant.answering.grade_subjects import Subjects, level_in
from assistant.answering.hearing import Heard
from assistant.answering.model import Turn
from assistant.answering.scope import is_order
from scoring.rubric import load_rubric

_BACK = 6  # earlier questions that are looked at
_SCORELIKE = 40  # who tells a score of this size asks about that one
_LONGEST = 48  # characters; who asks about a grade is brief
_OF_LEVELS = ("current_level", "fastest_way")
_OF_CLAUSES = ("why_lost", "what_failed")


@dataclass(frozen=True, slots=True)
class Route:
    """A grade tool and its arguments."""

    tool: str
    arguments: Mapping[str, Any] = field(default_factory=dict)

    @property
    def subject(self) -> str | None:
        named = self.arguments.get("subject")
        return str(named) if named is not None else next(iter((*self.arguments.get("met", ()), *self.arguments.get("not_met", ()))), None)


def route(question: str, history: Sequence[Turn], readings: Mapping[str, str], subjects: Subjects) -> Route | None:
    """The tool a question asks for, with a client open; None for every other question. A follow-up leans on the questions before."""
    last: Route | None = None
    asked = [text for role, text in history if role == "user"]
    for text in (*asked[-_BACK:], question):
        last = _one(text, last, readings, subjects)
    return last


def asks_of_somebody(question: str, found: Route, readings: Mapping[str, str]) -> bool:
    """Whether it can only be about somebody's grade even where no client is open: the asker's own, and no question of the standard."""
    cues = GradeCues.load()
    return found.tool in cues.alone and cues.own.search(Heard.of(question, readings).text) is not None


def _one(question: str, last: Route | None, readings: Mapping[str, str], subjects: Subjects) -> Route | None:
    if len(question) > _LONGEST:
        return None
    cues = GradeCues.load()
    heard = Heard.of(question, readings).spelt(*cues.spelt)
    if is_order(heard) or cues.general.search(heard.text):
        return None
    named = subjects.of(heard)
    pointed = last.subject if last and not named and cues.pointing.search(heard.text) else None
    about = named or ((pointed,) if pointed else ())
    for cue in cues.tools:
        if cue.hears(heard.text, bool(about)):
            found = _directly(cue, heard, about, last)
            return None if _brings_numbers(heard, found) else found
    return _following(heard, named, last)


def _directly(cue: ToolCue, heard: Heard, subjects: tuple[str, ...], last: Route | None) -> Route:
    """The tool with the clauses the question names (or points back to) or the level; 那最快怎么补 keeps the level spoken of."""
    if cue.tool == "what_if_score":
        return Route(cue.tool, {"not_met" if cue.worse.search(heard.text) else "met": subjects})
    if cue.tool in _OF_CLAUSES:
        return Route(cue.tool, {"subject": subjects[0]} if subjects else {})
    if cue.tool in _OF_LEVELS:
        kept = last.arguments.get("target") if last and heard.text.startswith("那") else None
        level = level_in(heard) or kept
        return Route(cue.tool, {"target": level} if level else {})
    return Route(cue.tool)


def _following(heard: Heard, named: tuple[str, ...], last: Route | None) -> Route | None:
    """那四星呢, 5.1.6 呢, 为什么: the same tool with something else, or more on the same clause."""
    cues = GradeCues.load()
    if last is None:
        return None
    if cues.again.fullmatch(heard.text):
        return Route("why_lost", {"subject": last.subject} if last.subject else {})
    follows = cues.follows.fullmatch(heard.text)
    return _same(last, level_in(Heard(follows["rest"], heard.readings)), named) if follows else None


def _same(last: Route, level: str | None, named: tuple[str, ...]) -> Route | None:
    """The same tool with another level or clause; None where it takes none."""
    if level and last.tool in _OF_LEVELS:
        return Route(last.tool, {"target": level})
    if named and last.tool in _OF_CLAUSES:
        return Route(last.tool, {"subject": named[0]})
    if named and last.tool == "what_if_score":
        return Route(last.tool, {next(iter(last.arguments)): named})
    return None


def _brings_numbers(heard: Heard, found: Route) -> bool:
    """Somebody who brings a score of their own wants it reckoned, not looked up."""
    if found.tool == "current_level" and any(figure.value >= _SCORELIKE for figure in heard.figures):
        return True
    return found.tool in ("current_level", "what_if_score", "special_deductions") and compute(heard, load_rubric()) is not None
