"""What naming a file's kind changed and what it did not, in words: its text and rows still say what they say."""

from collections.abc import Iterator, Sequence

from scoring.judge import ClauseResult, ConditionResult, Grade

_NAMED = 4
_OUTCOMES = {"met": "符合", "not_met": "不符合", "partial": "部分符合", "unknown": "无法判断", "not_applicable": "不适用", "error": "出错"}


def effect(before: Grade, after: Grade, file: str) -> str:
    """For the file with this sha256: the conditions that are judged otherwise now, and those that quote it all the same."""
    pairs = [(one, then, now) for one, then, now in _conditions(before, after) if _quotes(then, file) or _quotes(now, file)]
    changed = [
        f"{_called(one, now)}（{_OUTCOMES[then.verdict.outcome]}→{_OUTCOMES[now.verdict.outcome]}）"
        for one, then, now in pairs
        if then.verdict.outcome != now.verdict.outcome
    ]
    gone = [_called(one, now) for one, then, now in pairs if then.verdict.outcome == now.verdict.outcome and not _quotes(now, file)]
    new = [_called(one, now) for one, then, now in pairs if then.verdict.outcome == now.verdict.outcome and not _quotes(then, file)]
    still = [_called(one, now) for one, then, now in pairs if _quotes(then, file) and _quotes(now, file)]
    parts = [
        f"结论改变的有{_listed(changed)}" if changed else "没有要求的结论因此改变",
        *([f"不再引用它的有{_listed(gone)}"] if gone else []),
        *([f"新引用它的有{_listed(new)}"] if new else []),
        *([f"文字和登记行仍按内容作证，照旧引用它的有{_listed(still)}"] if still else []),
    ]
    return "；".join(parts)


def _conditions(before: Grade, after: Grade) -> Iterator[tuple[ClauseResult, ConditionResult, ConditionResult]]:
    for old, one in zip(before.clauses, after.clauses, strict=True):
        for then, now in zip(old.conditions, one.conditions, strict=True):
            yield one, then, now


def _quotes(one: ConditionResult, file: str) -> bool:
    sample = one.verdict.sample
    failing = [failure.quote for failure in sample.failures] if sample is not None else []
    return any(quote.sha256 == file for quote in (*one.verdict.evidence, *failing))


def _called(clause: ClauseResult, one: ConditionResult) -> str:
    return f" {clause.clause.id}“{one.condition.text}”"


def _listed(names: Sequence[str]) -> str:
    more = f" 等 {len(names)} 项" if len(names) > _NAMED else ""
    return "、".join(names[:_NAMED]) + more
