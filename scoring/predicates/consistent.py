"""`consistent`: what the enterprise promises in one paper it promises in all (ruling 5)."""

from collections import Counter
from collections.abc import Sequence

from scoring.evidence import Commitment, Evidence
from scoring.predicates.carriers import loose_commitments
from scoring.predicates.commitments import conflict, shown_value, value_of
from scoring.predicates.plausible import without_other_steps
from scoring.rubric.predicates import Consistent
from scoring.verdict import Verdict, met, not_met, unread_instead

_TITLES = {
    "response": "到场时限",
    "reply": "首次响应时限",
    "warranty": "保修期",
    "return_days": "退货天数",
    "exchange_days": "换货天数",
    "hotline": "热线",
    "delivery": "送达时限",
    "complaint": "投诉办结时限",
    "no_reason_days": "无理由退货天数",
    "return_handling": "退换办结时限",
}


def consistent(rule: Consistent, evidence: Evidence) -> Verdict:
    """Every contradiction with both quotes. A promise-bearing file that could not be read leaves it open."""
    found = {subject: _said(subject, rule, evidence) for subject in rule.subjects}
    clashes = []
    for subject, said in found.items():
        items = without_other_steps(subject, said, evidence)
        pair = _hotline_conflict(items) if subject == "hotline" else conflict(items, evidence.frame.kinds.individual)
        if pair is not None:
            one, other = pair
            text = (
                f"{_TITLES.get(subject, subject)}不一致：《{one.paper.facts.path}》{one.promise.source.locator}写“{shown_value(one)}”，"
                f"《{other.paper.facts.path}》{other.promise.source.locator}写“{shown_value(other)}”"
            )
            clashes.append((text, (one.quote, other.quote)))
    if clashes:
        return not_met("contradiction", "；".join(text for text, _ in clashes), [quote for _, pair in clashes for quote in pair])
    quotes = [one.quote for items in found.values() for one in items]
    if not quotes:
        return unread_instead(evidence, rule.kinds, not_met("missing", "没有找到对外承诺的时限、保修期、退换天数或热线"))
    verdict = met(f"{len(quotes)} 处承诺相互一致", quotes)
    return _unread(rule, evidence, verdict)


def _said(subject: str, rule: Consistent, evidence: Evidence) -> tuple[Commitment, ...]:
    """In the papers asked for, and on papers of no kind that customers get all the same."""
    found = evidence.commitments((subject,), rule.kinds)
    return found if not rule.kinds else (*found, *(one for one in loose_commitments(evidence, subject) if one not in found))


def _hotline_conflict(items: Sequence[Commitment]) -> tuple[Commitment, Commitment] | None:
    """Several numbers are no contradiction (branches, extensions); a paper that shares none with the others is."""
    by_file: dict[str, list[Commitment]] = {}
    for one in items:
        by_file.setdefault(one.paper.facts.path, []).append(one)
    numbers = Counter(value for group in by_file.values() for value in {value_of(one) for one in group})
    common = {value for value, count in numbers.items() if count > 1}
    if len(by_file) < 2:
        return None
    stray = [group[0] for group in by_file.values() if not {value_of(one) for one in group} & common]
    if not stray:
        return None
    other = next((group[0] for group in by_file.values() if group[0] is not stray[0]), None)
    return (stray[0], other) if other is not None else None


def _unread(rule: Consistent, evidence: Evidence, verdict: Verdict) -> Verdict:
    return unread_instead(evidence, rule.kinds, not_met("unread", "")) if evidence.unread_hinting(rule.kinds) else verdict

