"""`stated`: valid papers say certain things, affirmatively."""

from collections.abc import Sequence

from scoring.evidence import Evidence, Statement
from scoring.predicates.carriers import faces_public, unread_carriers
from scoring.predicates.periods import has_run_out, is_of_year, statement_dates
from scoring.rubric.predicates import Stated
from scoring.verdict import Verdict, met, not_met, unread_instead

_WHY = {
    "negated": "原文是否定的说法",
    "planned": "原文说的是以后的打算",
    "conditional": "原文说的是有条件才做",
}


def stated(rule: Stated, evidence: Evidence) -> Verdict:
    """All `concepts` and `at_least` of `any_of`. The reason tells apart what is missing from what is denied, planned or not public."""
    good: dict[str, list[Statement]] = {}
    rejected: list[tuple[str, Statement]] = []
    for concept in (*rule.concepts, *rule.any_of):
        good[concept], bad = _sorted(rule, evidence, concept)
        rejected += bad
    if rule.together:
        good = _in_one_file(rule, good)
    missing = [concept for concept in rule.concepts if not good[concept]]
    chosen = [concept for concept in rule.any_of if good[concept]]
    if not missing and (not rule.any_of or len(chosen) >= rule.at_least):
        undoing = [one for concept in rule.unless for one in evidence.statements(concept, rule.kinds) if one.mention.polarity == "affirmed"]
        clean = [[one for one in found if not any(_same_section(one, other) for other in undoing)] for found in good.values()]
        if undoing and not any(clean):
            return not_met("contradicted", f"原文写的是“{undoing[0].mention.source.quote}”", [one.quote for one in undoing])
        quotes = [one.quote for found in clean for one in found[:3]]
        return met(f"见{quotes[0].place}", quotes)
    return unread_instead(evidence, unread_carriers(evidence, rule.kinds, rule.public), _failure(rule, rejected, len(chosen)))


def _sorted(rule: Stated, evidence: Evidence, concept: str) -> tuple[list[Statement], list[tuple[str, Statement]]]:
    good: list[Statement] = []
    bad: list[tuple[str, Statement]] = []
    found = evidence.statements(concept, rule.kinds)
    for one in found:
        below = _under_its_title(one, found)
        if one.mention.polarity != "affirmed":
            bad.append((one.mention.polarity, one))
        elif below is not None:
            bad.append((below.mention.polarity, below))
        elif rule.public and not faces_public(evidence, one.paper, one.mention.section):
            bad.append(("not_public", one))
        elif rule.in_period and not any(iso in evidence.frame.period for iso in statement_dates(one)):
            bad.append(("outside_period", one))
        elif rule.in_force and has_run_out(one, evidence.frame.as_of):
            bad.append(("expired", one))
        elif rule.this_year and not is_of_year(one, evidence.frame.as_of.year):
            bad.append(("other_year", one))
        else:
            good.append(one)
    return good, bad


def _under_its_title(one: Statement, found: Sequence[Statement]) -> Statement | None:
    """What the section says of a matter that its title only names, if that is nowhere affirmed: 在线服务 over 尚未开通."""
    title = one.paper.facts.sections[one.mention.section].title
    if one.mention.source.quote.strip() != title.strip():
        return None
    below = [other for other in found if other is not one and _same_section(one, other) and other.mention.source.quote.strip() != title.strip()]
    return below[0] if below and all(other.mention.polarity in ("negated", "planned") for other in below) else None


def _in_one_file(rule: Stated, good: dict[str, list[Statement]]) -> dict[str, list[Statement]]:
    paths = [{one.paper.facts.path for one in good[concept]} for concept in rule.concepts]
    common = set.intersection(*paths) if paths else {one.paper.facts.path for found in good.values() for one in found}
    return {concept: [one for one in found if one.paper.facts.path in common] for concept, found in good.items()}


def _same_section(one: Statement, other: Statement) -> bool:
    return one.paper is other.paper and one.mention.section == other.mention.section


def _failure(rule: Stated, rejected: Sequence[tuple[str, Statement]], chosen: int) -> Verdict:
    if not rejected:
        text = f"只见到 {chosen} 项，至少要 {rule.at_least} 项" if rule.any_of and chosen else ""
        return not_met("missing", text)
    code, one = rejected[0]
    quote = f"{one.quote.place}“{one.mention.source.quote}”"
    if code == "not_public":
        text = f"{quote}没有写明向顾客公示的位置，载体也不面向顾客"
    elif code == "expired":
        text = f"{quote}写明的期限已过"
    elif code == "other_year":
        text = f"{quote}说的不是评定年度"
    elif code == "outside_period":
        text = f"{quote}不在审核期内"
    else:
        text = f"{quote}：{_WHY[code]}"
    return not_met(code, text, [item.quote for _, item in rejected])
