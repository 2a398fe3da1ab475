"""`consistent`: what the enterprise promises in one paper it promises in all (ruling 5)."""

from scoring.evidence import Commitment, Evidence
from scoring.predicates.carriers import loose_commitments
from scoring.predicates.commitments import SUBJECT_TITLES, disagreeing, disagreeing_hotlines, shown_value, value_of
from scoring.predicates.plausible import without_other_steps
from scoring.rubric.predicates import Consistent
from scoring.verdict import Verdict, met, not_met, unread_instead


def consistent(rule: Consistent, evidence: Evidence) -> Verdict:
    """Every contradiction with both quotes. A promise-bearing file that could not be read leaves it open."""
    found = {subject: _said(subject, rule, evidence) for subject in rule.subjects}
    clashes = []
    for subject, said in found.items():
        items = without_other_steps(subject, said, evidence)
        groups = disagreeing_hotlines(items) if subject == "hotline" else disagreeing(items, evidence.frame.kinds.individual)
        for group in groups:
            one = group[0]
            other = next(each for each in group if value_of(each) != value_of(one))
            text = (
                f"{SUBJECT_TITLES.get(subject, subject)}不一致：{one.quote.place}写“{shown_value(one)}”，"
                f"{other.quote.place}写“{shown_value(other)}”"
            )
            clashes.append((text, (one.quote, other.quote)))
    if clashes:
        return not_met("contradiction", "；".join(text for text, _ in clashes), [quote for _, pair in clashes for quote in pair])
    quotes = [one.quote for items in found.values() for one in items]
    if not quotes:
        return unread_instead(evidence, rule.kinds, not_met("missing", ""))
    verdict = met(f"{len(quotes)} 处承诺相互一致", quotes)
    return _unread(rule, evidence, verdict)


def _said(subject: str, rule: Consistent, evidence: Evidence) -> tuple[Commitment, ...]:
    """In the papers asked for, and on papers of no kind that customers get all the same."""
    found = evidence.commitments((subject,), rule.kinds)
    return found if not rule.kinds else (*found, *(one for one in loose_commitments(evidence, subject) if one not in found))


def _unread(rule: Consistent, evidence: Evidence, verdict: Verdict) -> Verdict:
    return unread_instead(evidence, rule.kinds, not_met("unread", "")) if evidence.unread_hinting(rule.kinds) else verdict

