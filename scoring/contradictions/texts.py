"""The same number stated differently: one subject, scope, unit and period, in two places."""

from collections import defaultdict
from collections.abc import Sequence

from scoring.contradictions.model import Contradiction, Value
from scoring.contradictions.said import Said, agree, claims_on, period_text
from scoring.evidence import Evidence
from scoring.facts.claim_lexicon import ClaimSubject, claim_words


def between_texts(evidence: Evidence) -> list[Contradiction]:
    """All values of a group, where any two of them do not agree. A number that needs a period and has none is not compared."""
    out = []
    for subject in claim_words().subjects.values():
        groups: dict[tuple[str, str], list[Said]] = defaultdict(list)
        for said in claims_on(subject.id, evidence):
            if subject.standing or said.period is not None:
                groups[said.claim.scope, period_text(said.period)].append(said)
        out += [found for (scope, period), group in groups.items() if (found := _clash(subject, scope, period, group)) is not None]
    return out


def _clash(subject: ClaimSubject, scope: str, period: str, group: Sequence[Said]) -> Contradiction | None:
    values: dict[str, list[Said]] = defaultdict(list)
    for said in group:
        same = next((shown for shown, found in values.items() if agree(found[0].amount, said.amount)), said.shown)
        values[same].append(said)
    if len(values) < 2:
        return None
    return Contradiction(
        subject=subject.id,
        title=subject.title,
        scope=scope,
        unit=subject.unit,
        period=period,
        values=tuple(Value(shown, tuple(dict.fromkeys(one.quote for one in found))) for shown, found in values.items()),
        about=frozenset((subject.id, *subject.about)),
        amounts=tuple(f"{found[0].amount:f}" for found in values.values()),
    )
