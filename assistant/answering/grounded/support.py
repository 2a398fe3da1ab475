"""Whether facts say what a claim says."""

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace
from typing import Literal

from assistant.answering.grounded.claims import bare_quote
from assistant.answering.grounded.facts import Facts
from assistant.answering.grounded.fold import bare, folded
from assistant.answering.grounded.lexicon import words
from assistant.answering.grounded.model import Claim, Direction, Kind
from assistant.answering.grounded.names import organisations

Verdict = Literal["yes", "no", "direction"]
_UP, _DOWN = frozenset({"least", "over"}), frozenset({"most", "under"})
# What is counted in one of these may be counted in another word, or in none: 15 个指标, 15 项指标.
_COUNTS = frozenset({"", "个", "人", "家", "份", "次", "台", "号"})
_LOOSE: Mapping[str, frozenset[str]] = {
    "": frozenset({*_COUNTS, "分", "%", "星"}),
    "个": _COUNTS,
    **{unit: frozenset({unit, "", "个"}) for unit in _COUNTS - {"", "个"}},
    "分": frozenset({"分", ""}),
}
_OPPOSITE: Mapping[Direction, Direction] = {"": "", "under": "least", "least": "under", "over": "most", "most": "over"}
_SUM = 100  # a bare figure of so much may be one of money: 每人日五千
_CODE = 4  # digits; a shorter number is no short form of a standard
_COMPLEMENTS = ({"least", "under"}, {"over", "most"})
_ACROSS = frozenset({"分", "个", ""})  # a range of these may be put together from two figures


def supports(facts: Facts, claim: Claim) -> Verdict:
    """`direction`: the figure is there, and only the other way round. A citation is not looked up here."""
    return _CHECKS.get(claim.kind, _figure)(facts, claim)


def the_other_way(claim: Claim) -> Claim:
    """What is said of it when what is said is refused: 不满 3 年的不能 is 满 3 年的能."""
    return replace(claim, direction=_OPPOSITE[claim.direction])


def subject(claim: Claim) -> bool:
    """The standard all answers are about, which needs no passage to be named."""
    known = words()
    if claim.kind == "standard":
        return any(claim.value in (one, one.split("-")[0]) for one in known.subject_standards) or claim.value in known.subject_titles
    return claim.kind == "date" and any(one.endswith(f"-{claim.value}") for one in known.subject_standards) and not claim.said.endswith("年")


def _figure(facts: Facts, claim: Claim) -> Verdict:
    low, _, high = claim.value.partition("~")
    units = _LOOSE.get(claim.unit, frozenset({claim.unit}))
    if claim.unit == "" and low.isdecimal() and int(low) >= _SUM:
        units |= {"元"}
    if high:
        return "yes" if _range(facts, low, high, units) else "no"
    mentions = [one for unit in units for one in facts.figures.get((unit, claim.value), ())]
    if mentions:
        return _directed(claim, {one.direction for one in mentions}, claim.unit in _ACROSS)
    if (claim.unit == "" and (claim.value in facts.clauses or _numbered(facts, claim))) or _listed(facts, claim):
        return "yes"
    return _end_of_range(facts, claim, units)


def _numbered(facts: Facts, claim: Claim) -> bool:
    """9001 of ISO 9001."""
    return len(claim.value) >= _CODE and any(re.search(rf" {claim.value}(?:-|$)", one) for one in facts.standards)


def _listed(facts: Facts, claim: Claim) -> bool:
    """三件事 over a list of three."""
    small = claim.unit in words().counted_by_lists and not claim.direction and claim.value.isdecimal()
    return small and int(claim.value) in facts.list_lengths


def _end_of_range(facts: Facts, claim: Claim, units: Iterable[str]) -> Verdict:
    """至少 3 个月 of 3～6 个月; 3 个月 by itself is not what that says."""
    within = set(units)
    ends = [value.split("~") for unit, value in facts.figures if unit in within and "~" in value]
    if claim.direction in _UP and any(first == claim.value for first, _ in ends):
        return "yes"
    if claim.direction in _DOWN and any(last == claim.value for _, last in ends):
        return "yes"
    return "direction" if claim.direction and any(claim.value in one for one in ends) else "no"


def _directed(claim: Claim, said: set[str], complement: bool) -> Verdict:
    """A line has two sides: beside 80 分以上 for a level, 不到 80 分 may well be said of another. Those are left to the pairs."""
    if complement and {claim.direction, *said} - {""} in _COMPLEMENTS:
        return "yes"
    if not complement and claim.direction in ("over", "under") and said == {""}:
        return "direction"  # 不足 3 年 is not 3 年
    if claim.direction in _UP and said & _DOWN and not said & _UP:
        return "direction"
    if claim.direction in _DOWN and said & _UP and not said & _DOWN:
        return "direction"
    return "yes"


def _range(facts: Facts, low: str, high: str, units: Iterable[str]) -> bool:
    for unit in units:
        if (unit, f"{low}~{high}") in facts.figures:
            return True
        lower, upper = facts.figures.get((unit, low)), facts.figures.get((unit, high))
        if lower and upper and (unit in _ACROSS or len(facts.texts) == 0 or _beside(facts, lower, upper)):
            return True
    return False


def _beside(facts: Facts, lower: list[Claim], upper: list[Claim]) -> bool:
    """Whether one text names both ends in one sentence."""
    for text in facts.texts:
        sentences = {place.claim: place.sentence for place in text.places}
        first = {sentences[one] for one in lower if one in sentences}
        if first & {sentences[one] for one in upper if one in sentences}:
            return True
    return False


def _date(facts: Facts, claim: Claim) -> Verdict:
    value = claim.value
    if value.startswith("--"):
        day = value[2:]
        if any(one[5:].startswith(day) or (one[2:].startswith(day) and one.startswith("--")) for one in facts.dates):
            return "yes"
        month = re.fullmatch(r"0?(\d+)", day)
        return "yes" if month and any(("月", form) in facts.figures for form in (month[1],)) else "no"
    if any(one.startswith(value) for one in facts.dates):
        return "yes"
    if len(value) == 4 and any(one.endswith(f"-{value}") for one in facts.standards):
        return "yes"
    return "no"


def _clause(facts: Facts, claim: Claim) -> Verdict:
    return "yes" if claim.value in facts.clauses or ("", claim.value) in facts.figures else "no"


def _standard(facts: Facts, claim: Claim) -> Verdict:
    if claim.said.startswith("《"):
        return "yes" if bare(folded(claim.value)) in facts.bare else "no"
    if claim.value in facts.standards:
        return "yes"
    return "yes" if any(one.startswith(claim.value + "-") for one in facts.standards) else "no"


def _star(facts: Facts, claim: Claim) -> Verdict:
    if claim.value in facts.stars:
        return "yes"
    low, _, high = claim.value.partition("~")
    if claim.value == "达标":
        return "yes" if "达标" in facts.bare else "no"
    return "yes" if high and low in facts.stars and high in facts.stars else "no"


def _organisation(facts: Facts, claim: Claim) -> Verdict:
    name = bare(claim.value)
    others = words().organisations.aliases.get(claim.value, ())
    if any(bare(one) in facts.bare for one in (name, *others)):
        return "yes"
    # 甲联合乙: two names, each of which must be one.
    parts = re.split("联合(?!会)", claim.value)
    two = len(parts) == 2 and all(len(part) > 2 and bare(part) in facts.bare and any(organisations(part)) for part in parts)
    return "yes" if two else "no"


def _quote(facts: Facts, claim: Claim) -> Verdict:
    parts = bare_quote(claim.value)
    for text in facts.texts:
        at = 0
        for part in parts:
            at = text.phrased.find(part, at)
            if at < 0:
                break
            at += len(part)
        else:
            return "yes"
    return "no"


_CHECKS: Mapping[Kind, Callable[[Facts, Claim], Verdict]] = {
    "date": _date,
    "clause": _clause,
    "standard": _standard,
    "star": _star,
    "organisation": _organisation,
    "quote": _quote,
}
