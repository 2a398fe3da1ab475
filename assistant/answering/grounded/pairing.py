"""Whether a figure stands by what it belongs to: 五星 by 95 分, 5.1.2.2 by 5 分, 申请费 by 1000 元, 发布 by its date.

Two rules. Heads (a level, a clause, a standard) and their figures are read as pairs, in the answer and in what it cites: a pair the
sources do not have is a fault where they pair that head, or that figure, with something else. And every figure, date, clause and
organisation is held against the words beside it: where those stand by another one of its sort in the sources, and none of them by
it, the two were mixed up.
"""

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import lru_cache

from assistant.answering.grounded.facts import Facts, Place, Text
from assistant.answering.grounded.lexicon import group_of, words
from assistant.answering.grounded.model import Claim

Pair = tuple[str, str]
_CLAUSE_END = re.compile(r"[^,;。!?\n]+")
_GRAM = re.compile(r"[\u4e00-\u9fff]{2,}")
_DOWN = frozenset({"under", "most"})
_POINTS, _COUNTED = frozenset({"分"}), frozenset({"分", "个"})
_NEAR = 5
_ROLE, _ROLES = re.compile(r"([扣得加])(?:掉|了|去|到)?\s*$"), re.compile("[扣得加]")
_FUNCTION = frozenset("是的为有在了按自于由与和及或")
_SORTS = ("clause", "date", "organisation")
_ENOUGH = {"number": 2, "amount": 2, "duration": 2, "percentage": 2, "clause": 1, "date": 1, "organisation": 1}


def level_pairs(text: Text, strict: bool) -> Iterator[tuple[Pair, Claim]]:
    """(level, points) as the text puts them; with `strict` only where it leaves no doubt."""
    return _level_pairs(text, strict, _POINTS)


def _level_pairs(text: Text, strict: bool, units: frozenset[str]) -> Iterator[tuple[Pair, Claim]]:
    heads = [(claim.span[0], claim.value) for claim in text.claims if claim.kind == "star" and "~" not in claim.value]
    for match in words().levels.finditer(text.text):
        name = words().level_names[group_of(match)]
        if (match.start(), name) not in heads:
            heads.append((match.start(), name))
    heads = [(at, name) for at, name in heads if not words().otherwise.search(text.text[max(0, at - 8) : at])]
    away = [at for at, _ in heads if words().away.search(text.text[max(0, at - 4) : at])]
    apart = [match.span() for match in _CLAUSE_END.finditer(text.text) if any(match.start() <= at < match.end() for at in away)] if away else []
    heads = [(at, name) for at, name in heads if at not in away]
    points = [one for one in text.claims if one.unit in units and not _lost(text, one)]
    return _pairs(text, sorted(heads), [one for one in points if not any(a <= one.span[0] < b for a, b in apart)], strict)


def _lost(text: Text, claim: Claim) -> bool:
    return bool(words().lost.search(text.text[max(0, claim.span[0] - 6) : claim.span[0]]))


def clause_pairs(text: Text, strict: bool) -> Iterator[tuple[Pair, Claim]]:
    """(clause, points)."""
    heads = [(claim.span[0], claim.value) for claim in text.claims if claim.kind == "clause"]
    return _pairs(text, heads, [one for one in text.claims if one.unit == "分"], strict)


def tenure_pairs(text: Text, strict: bool) -> Iterator[tuple[Pair, Claim]]:
    """(level, months in a row)."""
    heads = [(claim.span[0], claim.value) for claim in text.claims if claim.kind == "star" and "~" not in claim.value]
    return _pairs(text, heads, [one for one in text.claims if one.unit == "月" and _in_a_row(text, one)], strict)


def _in_a_row(text: Text, claim: Claim) -> bool:
    start, end = claim.span
    return bool(words().tenure.search(text.text[max(0, start - 4) : end + 3]))


def role_pairs(text: Text, strict: bool) -> Iterator[tuple[Pair, Claim]]:
    """(扣 or 得 or 加, points)."""
    for claim in (one for one in text.claims if one.unit == "分"):
        start = claim.span[0]
        near = _ROLE.search(text.text[max(0, start - _NEAR) : start])
        roles = [near[1]] if near else []
        if not strict:
            part = next((match for match in _CLAUSE_END.finditer(text.text) if match.start() <= start < match.end()), None)
            roles += _ROLES.findall(part[0]) if part else []
        yield from (((role, value), claim) for role in roles for value in _parts(claim))


def standard_pairs(text: Text, strict: bool) -> Iterator[tuple[Pair, Claim]]:
    """(standard, date), the standard without its year."""
    heads = [
        (claim.span[0], claim.value.split("-")[0])
        for claim in text.claims
        if claim.kind == "standard" and not claim.said.startswith("《")
    ]
    return _pairs(text, heads, [one for one in text.claims if one.kind == "date" and len(one.value) == 10], strict, across=True)


def _pairs(
    text: Text, heads: Sequence[tuple[int, str]], figures: Sequence[Claim], strict: bool, across: bool = False
) -> Iterator[tuple[Pair, Claim]]:
    """Pairs by the part between two commas. A figure without a head of its own takes the one before it in its sentence (`across`: in
    the text) or right behind it; with `strict`, the only one of its sentence."""
    if not heads or not figures:
        return
    carried: list[str] = []
    for start, end in text.sentences:
        if strict or not across:
            carried = []
        spans = [match.span() for match in _CLAUSE_END.finditer(text.text, start, end)]
        for n, span in enumerate(spans):
            own = [name for at, name in heads if span[0] <= at < span[1]]
            values = [one for one in figures if span[0] <= one.span[0] < span[1]]
            following = spans[n + 1] if n + 1 < len(spans) else (0, 0)
            if strict:
                values = [one for one in values if "~" not in one.value]
            if not own and values:
                alone = not any(following[0] <= one.span[0] < following[1] for one in figures)
                behind = [name for at, name in heads if alone and following[0] <= at < following[1]]
                before = list(dict.fromkeys(name for at, name in heads if start <= at < span[0])) if strict else carried
                own = before or behind
                if strict and len(set(own)) != 1:
                    own = []
            elif own:
                carried = own[-1:]
            yield from _crossed(own, values, strict)


def _crossed(heads: list[str], values: list[Claim], strict: bool) -> Iterator[tuple[Pair, Claim]]:
    if len(heads) == len(values):
        yield from (((head, part), value) for head, value in zip(heads, values, strict=True) for part in _parts(value))
    elif len(set(heads)) == 1 or len(values) == 1 or not strict:
        yield from (((head, part), value) for head in heads for value in values for part in _parts(value))


def _parts(value: Claim) -> list[str]:
    return value.value.split("~")


def _firm(text: Text, read: Callable[[Text, bool], Iterator[tuple[Pair, Claim]]]) -> set[Pair]:
    return {pair for pair, _ in read(text, True)}


def turned_pairs(answer: Text, facts: Facts) -> Iterator[tuple[Claim, str]]:
    """The directed figures of an answer whose head has them the other way round: 低于 95 分 beside 五星."""
    said = [(pair, claim) for pair, claim in _level_pairs(answer, True, _COUNTED) if claim.direction]
    if not said:
        return
    known: dict[Pair, set[str]] = {}
    for text in facts.texts:
        for pair, claim in _level_pairs(text, True, _COUNTED):
            known.setdefault(pair, set()).add(claim.direction)
    for pair, claim in said:
        there = known.get(pair, set()) - {""}
        if there and not any((claim.direction in _DOWN) == (one in _DOWN) for one in there):
            yield claim, pair[0]


def unpaired(answer: Text, facts: Facts) -> Iterator[tuple[Claim, str]]:
    """The figures of an answer that its sources give to another head; with the head's name."""
    for read in (level_pairs, clause_pairs, standard_pairs, tenure_pairs, role_pairs):
        said = list(read(answer, True))
        if not said:
            continue
        known = {pair for text in facts.texts for pair, _ in read(text, False)}
        firm = {pair for text in facts.texts for pair in _firm(text, read)}
        for (head, value), claim in said:
            if claim.direction in _DOWN or any(one == value and _related(head, other) for other, one in known):
                continue
            if any(other == head or one == value for other, one in firm):
                yield claim, head


def _related(head: str, other: str) -> bool:
    """The same, or for clauses one within the other."""
    return head == other or head.startswith(other + ".") or other.startswith(head + ".")


def misplaced(answer: Text, facts: Facts) -> Iterator[tuple[Claim, str]]:
    """The claims of an answer whose words stand by another one in the sources; with those words."""
    for place in answer.places:
        claim = place.claim
        if claim.kind not in _ENOUGH:
            continue
        said = _label(answer, place)
        if not said:
            continue
        beside = [other.claim for other in answer.places if other.segment == place.segment and other is not place]
        own: set[str] = set()
        around: set[str] = set()
        other: set[str] = set()
        met = False
        for text in facts.texts:
            for found in text.places:
                if not _same_sort(claim, found.claim):
                    continue
                if _same(claim, found.claim):
                    met = True
                    own |= _grams(text.blanked, found.segment)
                    around |= _grams(text.blanked, found.sentence)
                elif not (claim.kind == "clause" and _related(claim.value, found.claim.value)) and not any(
                    _same_sort(one, found.claim) and _same(one, found.claim) for one in beside
                ):
                    other |= _grams(text.blanked, found.segment)
        against = frozenset((said & other) - own)
        if claim.kind in ("date", "organisation"):
            against &= words().roles
            around &= words().roles
            if len(claim.value) == 4:
                continue
        elif 2 * len(against) < len(said):
            continue
        if met and len(against) >= _ENOUGH[claim.kind] and not (said & own) and not (said & around) - against:
            yield claim, "、".join(sorted(against))


def company(plain: str, claim: Claim, facts: Facts) -> float:
    """How many of the words around a claim of a folded sentence stand around it in the facts too, as a share."""
    part = next((match.group() for match in _CLAUSE_END.finditer(plain) if match.start() <= claim.span[0] < match.end()), plain)
    said = grams_of([part])
    if not said:
        return 0.0
    return max(
        (
            len(said & _grams(text.blanked, found.sentence)) / len(said)
            for text in facts.texts
            for found in text.places
            if found.claim.kind == claim.kind and _same(claim, found.claim)
        ),
        default=0.0,
    )


def _label(text: Text, place: Place) -> frozenset[str]:
    """The words right before a claim (of a clause: behind it), else those of its segment or of the one before (申请费：2000 元)."""
    start, end = place.segment
    first, last = place.claim.span
    near = _grams(text.blanked, (max(start, first - _NEAR), first))
    if place.claim.kind in ("date", "organisation"):
        return _grams(text.blanked, place.segment)
    if not near or place.claim.kind == "clause":
        near = _grams(text.blanked, (last, min(end, last + _NEAR))) or near
    own = near or _grams(text.blanked, place.segment)
    if own:
        return own
    before = [one for one in text.segments if place.sentence[0] <= one[0] < place.segment[0]]
    if before and "”" in text.text[before[-1][1] : start]:
        return frozenset()  # another quotation: “不定期”“每两年一次”
    if before and not any(before[-1][0] <= one.span[0] < before[-1][1] for one in text.claims):
        return _grams(text.blanked, before[-1])
    return frozenset()


@lru_cache(maxsize=16384)
def _bigrams(run: str) -> frozenset[str]:
    """Two characters each, without the common ones and those that hold a function word."""
    return frozenset(run[n : n + 2] for n in range(len(run) - 1) if not _FUNCTION & set(run[n : n + 2])) - words().common


def _grams(text: str, span: tuple[int, int]) -> frozenset[str]:
    out: set[str] = set()
    for match in _GRAM.finditer(text, *span):
        out |= _bigrams(match[0])
    return frozenset(out)


def _same_sort(one: Claim, other: Claim) -> bool:
    if one.kind in _SORTS or other.kind in _SORTS:
        return one.kind == other.kind
    return other.kind in _ENOUGH and one.unit == other.unit


def _same(one: Claim, other: Claim) -> bool:
    if one.kind == "organisation":
        names = {one.value, *words().organisations.aliases.get(one.value, ())}
        return any(name in other.value or other.value in name for name in names)
    if one.kind == "date":
        first, second = one.value, other.value
        return first.startswith(second) or second.startswith(first) or second[1:] == first[4:] or first[1:] == second[4:]
    return one.value == other.value or bool(set(one.value.split("~")) & set(other.value.split("~")))


@lru_cache(maxsize=2048)
def _grams_of_text(text: str) -> frozenset[str]:
    return grams_of([text])


def text_grams(text: Text) -> frozenset[str]:
    """All of a text's bigrams, remembered."""
    return _grams_of_text(text.text)


def grams_of(texts: Iterable[str]) -> frozenset[str]:
    """All Chinese bigrams but the common ones."""
    return frozenset(gram for text in texts for match in _GRAM.finditer(text) for gram in _bigrams(match[0]))
