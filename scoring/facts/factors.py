"""What must stand in a text for a pattern to match it: read off the pattern's own parse tree, never missing a match.

`(?:报修|维修).{0,8}(?:热线|电话)` needs 报修 or 维修, and 热线 or 电话. Texts that lack one need not be searched.
"""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

try:
    from re import _parser as parser  # type: ignore[attr-defined]  # there is no public one
except ImportError:
    parser = None

_MOST = 64  # words of one choice; more say little
_CLASS = 16  # characters of a class that is read as a choice
_ZERO_WIDTH = frozenset(("",))
_LINE_END = 10
_REPEATS = ("MAX_REPEAT", "MIN_REPEAT", "POSSESSIVE_REPEAT")
_OPEN = ("ANY", "NOT_LITERAL", "GROUPREF", "GROUPREF_EXISTS")  # nodes that may stand for anything
_LINE_PLACES = ("AT_BEGINNING", "AT_END")
_BOUNDARIES = ("AT_BOUNDARY", "AT_NON_BOUNDARY")
_HAS_LINE_END = {
    "CATEGORY_SPACE": True,
    "CATEGORY_NOT_SPACE": False,
    "CATEGORY_WORD": False,
    "CATEGORY_NOT_WORD": True,
    "CATEGORY_DIGIT": False,
    "CATEGORY_NOT_DIGIT": True,
}

Words = frozenset[str]  # of these one must stand in the text


Needs = tuple["Words | tuple[Needs, ...]", ...]  # all of these; a tuple holds what alternatives need; () needs nothing


@dataclass(frozen=True, slots=True)
class Factors:
    """`needs` of every text that matches. `in_line`: neither a match nor what it looks at around itself ever takes in a line's end,
    so that each line may be searched by itself."""

    needs: Needs
    in_line: bool


@dataclass(frozen=True, slots=True)
class _Part:
    """`exact`: all that a part of a pattern can match, None where that is too much; `besides` it needs these."""

    exact: Words | None
    besides: Needs = ()

    def needs(self) -> Needs:
        return self.besides if self.exact is None or "" in self.exact else (*self.besides, self.exact)


_ANYTHING = _Part(None)
_NOTHING = _Part(_ZERO_WIDTH)
_UNKNOWN = Factors((), in_line=False)


def factors(pattern: str, flags: int = 0) -> Factors:
    """Of a pattern. Of one that a Python without this parser, or with other trees, cannot tell: none, so that it is always tried.
    Raises re.error."""
    if parser is None:
        re.compile(pattern, flags)
        return _UNKNOWN
    tree = parser.parse(pattern, flags)
    try:
        ignore = bool(tree.state.flags & re.IGNORECASE)
        return Factors(_sequence(tree, ignore).needs(), not _takes_line_end(tree, tree.state.flags))
    except (AttributeError, LookupError, TypeError, ValueError):
        return _UNKNOWN


def _sequence(tree: Iterable[tuple[Any, Any]], ignore: bool) -> _Part:
    run: Words = _ZERO_WIDTH
    needs: list[Words | tuple[Needs, ...]] = []
    whole = True
    for op, value in tree:
        part = _part(op.name, value, ignore)
        needs.extend(part.besides)
        if part.exact is not None and len(run) * len(part.exact) <= _MOST:
            run = frozenset(one + other for one in run for other in part.exact)
            continue
        whole = False
        if "" not in run:
            needs.append(run)
        run = part.exact if part.exact is not None else _ZERO_WIDTH
    if not whole and "" not in run:
        needs.append(run)
    return _Part(run if whole else None, tuple(needs))


def _part(op: str, value: Any, ignore: bool) -> _Part:  # noqa: PLR0911  # an answer for each kind of node
    if op == "LITERAL":
        return _character(value, ignore)
    if op == "IN":
        return _characters(_class(value), ignore)
    if op in ("AT", "ASSERT_NOT"):
        return _NOTHING
    if op == "ASSERT":
        return _Part(_ZERO_WIDTH, _sequence(value[1], ignore).needs())
    if op == "BRANCH":
        return _branch([_sequence(one, ignore) for one in value[1]])
    if op == "SUBPATTERN":
        _, added, removed, inner = value
        return _sequence(inner, (ignore or bool(added & re.IGNORECASE)) and not removed & re.IGNORECASE)
    if op == "ATOMIC_GROUP":
        return _sequence(value, ignore)
    if op in _REPEATS:
        least, most, inner = value
        return _repeat(_sequence(inner, ignore), least, most)
    if op in _OPEN:
        return _ANYTHING
    raise ValueError(op)


@lru_cache(maxsize=8192)
def _character(code: int, ignore: bool) -> _Part:
    return _characters([chr(code)], ignore)


def _characters(chars: Sequence[str], ignore: bool) -> _Part:
    """A line's end is no word: lines are looked at one by one."""
    if not chars or "\n" in chars or (ignore and any(one.lower() != one or one.upper() != one for one in chars)):
        return _ANYTHING
    return _Part(frozenset(chars))


def _class(items: Sequence[tuple[Any, Any]]) -> list[str]:
    """The few characters of a class; [] if they are many."""
    out: list[str] = []
    for op, value in items:
        if op.name == "LITERAL":
            out.append(chr(value))
        elif op.name == "RANGE" and value[1] - value[0] < _CLASS:
            out.extend(map(chr, range(value[0], value[1] + 1)))
        else:
            return []
    return out if len(out) <= _CLASS else []


def _branch(parts: Sequence[_Part]) -> _Part:
    exact = [part.exact for part in parts if part.exact is not None]
    if len(exact) == len(parts):
        every = frozenset().union(*exact)
        if len(every) <= _MOST:
            return _Part(every)
    needs = [part.needs() for part in parts]
    if not all(needs):
        return _ANYTHING
    plain = [some[0] for some in needs if len(some) == 1 and isinstance(some[0], frozenset)]
    others = tuple(some for some in needs if not (len(some) == 1 and isinstance(some[0], frozenset)))
    words: Words = frozenset().union(*plain)
    if not others:
        return _Part(None, (words,))
    return _Part(None, ((*others, (words,)) if words else others,))


def _repeat(part: _Part, least: int, most: Any) -> _Part:
    if least == 0:
        return _Part(part.exact | _ZERO_WIDTH) if most == 1 and part.exact is not None else _ANYTHING
    if least == most == 1:
        return part
    return _Part(None, part.needs())


def _takes_line_end(tree: Iterable[tuple[Any, Any]], flags: int) -> bool:
    return any(_may_take_line_end(op.name, value, flags) for op, value in tree)


def _may_take_line_end(op: str, value: Any, flags: int) -> bool:  # noqa: PLR0911  # an answer for each kind of node
    if op in ("LITERAL", "NOT_LITERAL"):
        return bool((value == _LINE_END) == (op == "LITERAL"))
    if op == "ANY":
        return bool(flags & re.DOTALL)
    if op == "IN":
        return _class_has_line_end(value)
    if op == "AT":
        return not (value.name in _BOUNDARIES or (value.name in _LINE_PLACES and flags & re.MULTILINE))
    if op == "BRANCH":
        return any(_takes_line_end(one, flags) for one in value[1])
    if op == "SUBPATTERN":
        return _takes_line_end(value[3], (flags | value[1]) & ~value[2])
    if op in ("ASSERT", "ASSERT_NOT"):
        return _takes_line_end(value[1], flags)
    if op in _REPEATS:
        return _takes_line_end(value[2], flags)
    return op != "GROUPREF"


def _class_has_line_end(items: Sequence[tuple[Any, Any]]) -> bool:
    negated = bool(items[0][0].name == "NEGATE")
    named = any(
        (op.name == "LITERAL" and value == _LINE_END)
        or (op.name == "RANGE" and value[0] <= _LINE_END <= value[1])
        or (op.name == "CATEGORY" and _HAS_LINE_END[value.name])
        for op, value in items
    )
    return named != negated
