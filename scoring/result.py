"""Grade -> the result document: plain JSON values and canonical bytes (sorted keys, UTF-8, no clock)."""

import json
from collections.abc import Iterable, Mapping
from dataclasses import asdict
from fractions import Fraction
from typing import Any

from scoring.contradictions import Contradiction
from scoring.eligibility import Threshold
from scoring.engine import ENGINE
from scoring.evidence import Quote
from scoring.facts.codec import facts_to_json
from scoring.judge import ClauseResult, ConditionResult, Grade, Scores
from scoring.points import missing_to, shown, shown_gap, standing
from scoring.profile import Profile
from scoring.rubric import Level, Remedy, Rubric
from scoring.rubric.loader import rubric_sha256
from scoring.sampling import sizes, wilson
from scoring.sums import Sum, added
from scoring.verdict import Sample

SCHEMA = "xingping-grade/1"
UNQUALIFIED = "unqualified"

Json = dict[str, Any]


def to_json(grade: Grade) -> Json:
    """The result as plain values. Scores are decimal strings cut to two places; `exact` has them as fractions."""
    rubric = grade.rubric
    period = grade.evidence.frame.period
    out: Json = {
        "schema": SCHEMA,
        "engine": ENGINE,
        "rubric": _rubric(rubric),
        "as_of": grade.as_of.isoformat(),
        "period": {"from": period.start.isoformat(), "to": period.end.isoformat()},
        "enterprise": _enterprise(grade.profile),
        "clauses": [_clause(one, grade) for one in grade.clauses],
        "special_deductions": [
            {"code": one.code, "status": one.status, "text": one.text, "evidence": _quotes(one.evidence), "remedy": _remedy(one.remedy)}
            for one in grade.special
        ],
        "bonus_claims": [{"text": one.text, "evidence": _quotes(one.evidence)} for one in grade.bonus_claims],
        "eligibility": [_threshold(one) for one in grade.eligibility],
        "documents": _documents(grade),
        "exclusions": {
            "accepted": [
                {"clause": one.clause.id, "reason": one.excluded_because, "outcome_if_kept": one.outcome_if_kept}
                for one in grade.clauses
                if one.excluded_because is not None
            ],
            "refused": [asdict(one) for one in grade.refused_exclusions],
        },
        "contradictions": [_contradiction(one, grade) for one in grade.contradictions],
        "notices": list(grade.notices),
    }
    if grade.scores is not None:
        out["score"], out["level"] = _score(grade.scores, grade), _levels(grade.scores)
        out["level_titles"] = {"confirmed": _title(grade.scores.confirmed.level), "possible": _title(grade.scores.possible.level)}
    out |= _sums(grade) | {"rules": _rules(rubric)}
    return out


def with_facts(grade: Grade) -> Json:
    """The result with all it was derived from: profile and facts of every file, for replay."""
    return to_json(grade) | {"basis": {"profile": asdict(grade.profile), "facts": [facts_to_json(paper.facts) for paper in grade.evidence.papers]}}


def canonical(result: Mapping[str, Any]) -> bytes:
    """The same bytes for the same result, wherever and whenever it was made."""
    return (json.dumps(result, ensure_ascii=False, sort_keys=True, separators=(",", ":")) + "\n").encode()


def _rubric(rubric: Rubric) -> Json:
    return {
        "id": rubric.id,
        "version": rubric.version,
        "sha256": rubric_sha256(rubric),
        "title": rubric.title,
        "provenance": _provenance(rubric),
    }


def _provenance(rubric: Rubric) -> Json:
    """How many clauses have points of each provenance; the groups' own are confirmed."""
    marks = [clause.provenance for clause in rubric.clauses()]
    return {mark: marks.count(mark) for mark in ("confirmed", "official", "working") if mark in marks}


def _enterprise(profile: Profile) -> Json:
    return {
        "name": profile.name,
        "uscc": profile.uscc,
        "kind": profile.kind,
        "industry": profile.industry,
        "branches": list(profile.branches),
        "entrusted_outlets": list(profile.entrusted_outlets),
        "assumed": profile.assumed,
    }


def _score(scores: Scores, grade: Grade) -> Json:
    low, high = scores.range
    return {
        "confirmed": cut(scores.confirmed.score),
        "possible": cut(scores.possible.score),
        "without_exclusions": cut(scores.without_exclusions),
        "allocation_range": [cut(low), cut(high)],
        "allocation_note": allocation_note(scores, grade),
        "exact": {
            "confirmed": str(scores.confirmed.score),
            "possible": str(scores.possible.score),
            "without_exclusions": str(scores.without_exclusions),
            "allocation_range": [str(low), str(high)],
        },
        "next": _next_level(scores, grade.rubric),
    }


def cut(value: Fraction) -> str:
    """Two places, cut and never rounded up: 94.996 is "94.99"."""
    cents = abs(value.numerator) * 100 // value.denominator
    return f"{'-' if value < 0 and cents else ''}{cents // 100}.{cents % 100:02d}"


def _levels(scores: Scores) -> Json:
    return {name: level.id if level else UNQUALIFIED for name, level in (("confirmed", scores.confirmed.level), ("possible", scores.possible.level))}


def allocation_note(scores: Scores, grade: Grade) -> str:
    """Whether the level holds for every admissible allocation of the points that no source gives."""
    working = sum(1 for clause in grade.rubric.clauses() if clause.provenance == "working")
    if not working:
        return "各条款分值均为正式或有公开来源的分值"
    low, high = scores.range
    count = len(grade.special)
    levels = [_title(standing(grade.rubric, value, count).level) for value in (low, high)]
    head = f"{working} 个条款的分值没有公开来源（工作口径）；在所有可能的分值分配下，得分在 {cut(low)}—{cut(high)} 之间"
    if levels[0] == levels[1]:
        return f"{head}，等级都是{levels[0]}，不受分值分配影响"
    return f"{head}，等级从{levels[0]}到{levels[1]}不等，须录入标准正式分值才能定"


def _title(level: Level | None) -> str:
    return level.title if level is not None else "不合格"


def _next_level(scores: Scores, rubric: Rubric) -> Json | None:
    higher = [level for level in rubric.levels if Fraction(level.lower) > scores.confirmed.score]
    if not higher:
        return None
    return {"level": higher[0].id, "title": higher[0].title, "missing": shown_gap(missing_to(higher[0], scores.confirmed.score))}


def _sums(grade: Grade) -> Json:
    """Points by indicator, by group and in all; views show these and add nothing up."""
    results = {one.clause.id: one for one in grade.clauses}
    indicators, groups = [], []
    for group in grade.rubric.groups:
        for indicator in group.indicators:
            sum_of = added(results[clause.id] for clause in indicator.clauses)
            indicators.append({"id": indicator.id, "title": indicator.title, "group": group.id, **_sum(sum_of)})
        sum_of = added(results[clause.id] for indicator in group.indicators for clause in indicator.clauses)
        groups.append({"id": group.id, "title": group.title, "provenance": group.provenance, **_sum(sum_of)})
    return {"indicators": indicators, "groups": groups, "total": _sum(added(grade.clauses))}


def _sum(one: Sum) -> Json:
    return {
        "points": shown(one.points),
        "applicable": shown(one.applicable),
        "earned": cut(one.earned),
        "possible": cut(one.possible),
        "lost": cut(one.lost),
        "percent": None if one.percent is None else cut(one.percent),
    }


def _rules(rubric: Rubric) -> Json:
    """How points become a score and a level, for views that show the arithmetic."""
    return {
        "full_marks": shown(rubric.full_marks),
        "levels": [{"id": level.id, "title": level.title, "from": shown(level.lower)} for level in rubric.levels],
        "special_deductions": {
            "points_each": shown(rubric.special_deductions.points_each),
            "fails_at": rubric.special_deductions.fails_at,
        },
        "special_bonus": {"points_each": shown(rubric.special_bonus.points_each), "at_most": rubric.special_bonus.at_most},
        "group_floor_percent": None if rubric.group_floor_percent is None else shown(rubric.group_floor_percent),
    }


def _clause(one: ClauseResult, grade: Grade) -> Json:
    indicator = next(item for item in grade.rubric.indicators() if one.clause in item.clauses)
    return {
        "id": one.clause.id,
        "title": one.clause.title,
        "indicator": {"id": indicator.id, "title": indicator.title},
        "points": shown(one.clause.points),
        "provenance": one.clause.provenance,
        "mode": one.clause.mode,
        "outcome": one.outcome,
        "earned": cut(one.earned),
        "possible": cut(one.possible),
        "lost": cut(Fraction(0) if one.excluded_because is not None else Fraction(one.clause.points) - one.earned),
        "gain": cut(_gain(one, grade)),
        "sample": _sample(one.sample),
        "conditions": [_condition(item) for item in one.conditions],
        "evidence_kinds": list(one.clause.evidence),
        "on_site": list(one.clause.on_site),
        "excluded_because": one.excluded_because,
        "contradictions": [one_of.text for one_of in one.contradictions],
    }


def _contradiction(one: Contradiction, grade: Grade) -> Json:
    """All values with all places, and the clauses that rest on them."""
    return {
        "subject": one.subject,
        "title": one.title,
        "scope": one.scope,
        "unit": one.unit,
        "period": one.period,
        "text": one.text,
        "values": [{"value": value.shown, "counted": value.counted, "places": _quotes(value.quotes)} for value in one.values],
        "clauses": [clause.clause.id for clause in grade.clauses if one in clause.contradictions],
    }


def _gain(one: ClauseResult, grade: Grade) -> Fraction:
    """What the normalised score would gain if the clause were fully met."""
    if one.excluded_because is not None:
        return Fraction(0)
    applicable = sum((Fraction(item.clause.points) for item in grade.clauses if item.excluded_because is None), Fraction(0))
    return (Fraction(one.clause.points) - one.earned) / applicable * Fraction(grade.rubric.full_marks) if applicable else Fraction(0)


def _sample(sample: Sample | None) -> Json | None:
    if sample is None:
        return None
    return {
        "population": sample.population,
        "drawn": sample.drawn,
        "passed": sample.passed,
        "unsure": sample.unsure,
        "method": "sample" if sample.draw else "whole",
        **_drawing(sample),
        "failures": [{**_quote(one.quote), "why": one.why} for one in sample.failures],
    }


def _drawing(sample: Sample) -> Json:
    """How a sample was drawn and which records it holds; nothing where all were looked at."""
    if sample.draw is None:
        return {}
    low, high = wilson(sample.passed, sample.drawn)
    return {
        "pool": sample.draw.pool,
        "seed": sample.draw.seed,
        "table": sizes().provenance,
        "strata": [asdict(one) for one in sample.draw.strata],
        "interval": {"low": str(low), "high": str(high), "confidence": "0.95", "formula": "wilson", "provenance": "working"},
        "rows": [asdict(one) for one in sample.rows],
    }


def _condition(one: ConditionResult) -> Json:
    verdict = one.verdict
    open_gap = verdict.outcome in ("not_met", "partial", "unknown", "error")
    return {
        "id": one.condition.id,
        "condition": one.condition.text,
        "outcome": verdict.outcome,
        "reason": verdict.reason,
        "params": dict(verdict.params),
        "text": _finding(one),
        "evidence": _quotes(verdict.evidence),
        "remedies": [_remedy(one.condition.remedy)] if open_gap else [],
    }


def _finding(one: ConditionResult) -> str:
    """What was found; for a gap what is missing first, then the particulars of this case."""
    verdict = one.verdict
    if verdict.outcome in ("not_met", "error") and verdict.text:
        return f"{one.condition.missing}：{verdict.text}" if verdict.reason in ("missing", "too_few") else verdict.text
    return verdict.text or _unless_met(verdict.outcome, one.condition.missing)


def _unless_met(outcome: str, missing: str) -> str:
    return "" if outcome == "met" else missing


def _remedy(remedy: Remedy) -> Json:
    return {"do": remedy.do, "hand_in": remedy.hand_in, "who": remedy.who, "days": shown(remedy.days), "lead_days": remedy.lead_days}


def _threshold(one: Threshold) -> Json:
    verdict = one.verdict
    finding = verdict.text or _unless_met(verdict.outcome, one.missing)
    return {"id": one.id, "text": one.text, "note": one.note, "outcome": verdict.outcome, "finding": finding, "evidence": _quotes(verdict.evidence)}


def _documents(grade: Grade) -> list[Json]:
    return [
        {
            "file": paper.facts.path,
            "sha256": paper.facts.sha256,
            "title": paper.facts.title,
            "kinds": list(dict.fromkeys(kind for section in paper.facts.sections for kind in section.kinds)) or list(paper.facts.hinted),
            "usable": not paper.whole,
            "why_not": [
                {"reason": one.reason, "text": one.text, **({"section": paper.facts.sections[one.section].title} if one.section is not None else {})}
                for one in paper.refused
            ]
            + [
                {"reason": "low_ocr_quality", "text": f"第 {one.locator.removeprefix('p.')} 页看不清，没有读出文字", "locator": one.locator}
                for one in paper.facts.unread
            ],
        }
        for paper in grade.evidence.papers
    ]


def _quotes(quotes: Iterable[Quote]) -> list[Json]:
    return [_quote(one) for one in quotes]


def _quote(one: Quote) -> Json:
    return {"file": one.file, "sha256": one.sha256, "locator": one.locator, "quote": one.quote}
