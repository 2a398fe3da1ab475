"""Tables that were printed as lines of text (PDF): a line of heads, then lines with a length of time under each."""

from dataclasses import replace

from scoring.documents.normalise import normalise
from scoring.facts.promise_scopes import plain_name, tier_names
from scoring.facts.promise_subjects import Commitment, Context, commitments
from scoring.facts.quantities import find_durations

Heads = tuple[str, ...]
_MOST_LETTERS = 60
_SENTENCE_MARKS = (",", "。", "，", ";", "；", ":", "：")


def heads_of(raw: str) -> Heads:
    """The heads of a printed line that name something done within a time: 等级 响应时间 修复时间 -> 响应时间, 修复时间."""
    tokens = raw.split()
    if len(tokens) < 2 or len(raw) > _MOST_LETTERS or any(mark in raw for mark in _SENTENCE_MARKS) or any(char.isdigit() for char in raw):
        return ()
    return tuple(token for token in map(normalise, tokens) if commitments(f"{token}:1个工作日", Context()) or commitments(f"{token}:1年", Context()))


def row_commitments(text: str, heads: Heads, context: Context) -> tuple[Commitment, ...]:
    """金卡 1 小时 6 小时 under such heads; () when the line is a sentence or its numbers do not fit the heads."""
    durations = find_durations(text) if heads else ()
    if not durations or len(durations) % len(heads) or any(mark in text for mark in _SENTENCE_MARKS):
        return ()
    out: list[Commitment] = []
    name, end = "", 0
    for number, one in enumerate(durations):
        if number % len(heads) == 0:
            words = text[end : one.start].removeprefix("内").removeprefix("以内").split()
            name = (plain_name(words[0]) or next(iter(tier_names(words[0])), "")) if words else ""
        end = one.end
        label = heads[number % len(heads)]
        found = commitments(f"{label}:{text[one.start : one.end]}", replace(context, levels=()))
        out.extend(replace(each, scope=name or each.scope) for each in found)
    return tuple(out)
