"""`promised`: a promise on a matter stands in certain papers."""

from scoring.evidence import Evidence
from scoring.predicates.carriers import faces_public, unread_carriers
from scoring.predicates.commitments import conflict, shown_value
from scoring.rubric.predicates import Promised
from scoring.verdict import Verdict, met, not_met, unknown, unread_instead


def promised(rule: Promised, evidence: Evidence) -> Verdict:
    """On any of the subjects; with `public` in a carrier that customers see; with `agreed` only if papers do not contradict."""
    found = evidence.commitments(rule.subjects, rule.kinds)
    unread = unread_carriers(evidence, rule.kinds, rule.public)
    shown = [one for one in found if not rule.public or faces_public(evidence, one.paper, one.promise.section)]
    if not shown:
        if found:
            first = found[0]
            text = f"{first.quote.place}有约定，但没有向顾客公示"
            return unread_instead(evidence, unread, not_met("not_public", text, [one.quote for one in found]))
        return unread_instead(evidence, unread, not_met("missing", ""))
    if rule.agreed:
        for subject in rule.subjects:
            pair = conflict([one for one in found if one.promise.subject == subject], evidence.frame.kinds.individual)
            if pair is not None:
                one, other = pair
                text = (
                    f"《{one.paper.facts.path}》写“{shown_value(one)}”，《{other.paper.facts.path}》写“{shown_value(other)}”，"
                    "内容互相矛盾，须先定下以哪份为准"
                )
                return unknown("contradiction", text, [one.quote, other.quote])
    return met(f"见{shown[0].quote.place}“{shown_value(shown[0])}”", [one.quote for one in shown])
