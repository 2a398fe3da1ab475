"""Promises on one matter that contradict each other, whatever clause may ask for them."""

from scoring.contradictions.model import Contradiction, Value
from scoring.evidence import Commitment, Evidence
from scoring.facts.claim_lexicon import claim_words
from scoring.predicates.commitments import SUBJECT_TITLES, disagreeing, disagreeing_hotlines, shown_value, value_of
from scoring.predicates.plausible import without_other_steps


def between_promises(evidence: Evidence) -> list[Contradiction]:
    """One for each subject and scope, with every value."""
    out = []
    for subject, title in SUBJECT_TITLES.items():
        kinds = claim_words().hotline_kinds if subject == "hotline" else ()
        found = without_other_steps(subject, evidence.commitments((subject,), kinds), evidence)
        groups = disagreeing_hotlines(found) if subject == "hotline" else disagreeing(found, evidence.frame.kinds.individual)
        out += [_contradiction(subject, title, group) for group in groups]
    return out


def _contradiction(subject: str, title: str, group: tuple[Commitment, ...]) -> Contradiction:
    values: dict[object, list[Commitment]] = {}
    for one in group:
        values.setdefault(value_of(one), []).append(one)
    scopes = {one.promise.scope for one in group}
    return Contradiction(
        subject=subject,
        title=title,
        scope=next(iter(scopes)) if len(scopes) == 1 else "",
        unit="" if subject == "hotline" else "hour",
        period="",
        values=tuple(Value(shown_value(found[0]), tuple(dict.fromkeys(one.quote for one in found))) for found in values.values()),
        about=frozenset((subject,)),
        amounts=tuple(str(value) for value in values),
    )
