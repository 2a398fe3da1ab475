"""What closes a clause's gap: the remedies of its open conditions.

Where a condition could not be judged, the first thing is to make it judgeable: a clear copy, or a decision which of two
statements holds. The plan then counts on its being met; a sampled one needs its own remedy as well, because the records
that already failed stay failed.
"""

from collections.abc import Iterator, Sequence
from decimal import Decimal

from scoring.judge import ClauseResult, ConditionResult
from scoring.rubric import Remedy
from scoring.rubric.predicates import SAMPLING

OPEN = ("not_met", "partial", "unknown", "error")
_FILES = 6
# Working estimates, like those of the rubric's own remedies.
_DAYS, _COPY_LEAD, _DECISION_LEAD = Decimal(1), 3, 7


def remedies(one: ClauseResult) -> Iterator[tuple[str, Remedy]]:
    """All that must be done for the clause, each with a name of its own within it."""
    for condition in _to_mend(one):
        name, verdict = condition.condition.id, condition.verdict
        if verdict.outcome == "unknown":
            yield f"{name}?", _decided(condition) if verdict.reason == "contradiction" else _legible(condition)
        if verdict.outcome != "unknown" or _sampling(condition):
            yield name, condition.condition.remedy


def confirmed_anew(what: str) -> Remedy:
    """Where a person's conclusion does not hold on the day of the audit: it ran out, or what it rests on has moved."""
    return Remedy(
        do=f"请原来下结论的人按审核日的材料重新确认{what}的人工结论，写明理由和有效期",
        hand_in="重新确认的人工结论 1 条",
        who="评审人员",
        days=_DAYS,
        lead_days=_COPY_LEAD,
    )


def decided_on_site(one: ClauseResult) -> bool:
    """Whether the papers leave nothing open, so that a person's result stands against the clause."""
    return not any(condition.verdict.outcome in OPEN for condition in one.conditions)


def _to_mend(one: ClauseResult) -> Sequence[ConditionResult]:
    """The open conditions; where a person's result alone stands against the clause, the sampled one, or all."""
    gaps = [condition for condition in one.conditions if condition.verdict.outcome in OPEN]
    return gaps or [condition for condition in one.conditions if _sampling(condition)] or one.conditions


def _sampling(condition: ConditionResult) -> bool:
    return isinstance(condition.condition.predicate, SAMPLING)


def _legible(condition: ConditionResult) -> Remedy:
    return Remedy(
        do=f"把没能判断的材料换成清晰件或文字版重新上传，看得清的请人核对原件{_files(condition)}",
        hand_in="清晰件或文字版各 1 份",
        who="材料的责任部门",
        days=_DAYS,
        lead_days=_COPY_LEAD,
    )


def _decided(condition: ConditionResult) -> Remedy:
    return Remedy(
        do=f"查实以哪个说法为准，把互相矛盾的材料改成一致，重新发布并收回旧版{_files(condition)}",
        hand_in="更正后的材料各 1 份",
        who="材料的责任部门",
        days=_DAYS,
        lead_days=_DECISION_LEAD,
    )


def _files(condition: ConditionResult) -> str:
    names = sorted({quote.file for quote in condition.verdict.evidence})
    more = f"等 {len(names)} 份" if len(names) > _FILES else ""
    return "：" + "".join(f"《{name}》" for name in names[:_FILES]) + more if names else ""
