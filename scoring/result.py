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
from scoring.figures import rest, shown
from scoring.judge import ClauseResult, ConditionResult, Grade
from scoring.locators import shown_place
from scoring.overrides.basis import bonus_basis, bonus_ids, clause_basis, file_basis, special_basis, special_ids
from scoring.overrides.codec import override_to_json
from scoring.overrides.marks import Marks, listed, marked, marks
from scoring.profile import Profile
from scoring.result_samples import quote_to_json, sample_to_json
from scoring.result_scores import allocation_note, cut, scores_to_json
from scoring.result_sums import rules_to_json, sums_to_json
from scoring.rubric import Remedy, Rubric
from scoring.rubric.loader import rubric_sha256
from scoring.shown_title import shown_title
from scoring.sums import added

SCHEMA = "xingping-grade/1"

Json = dict[str, Any]

__all__ = ["SCHEMA", "allocation_note", "canonical", "cut", "to_json", "with_facts"]


def to_json(grade: Grade) -> Json:
    """The result as plain values. Scores are decimal strings cut to two places; `exact` has them as fractions."""
    rubric = grade.rubric
    digest = rubric_sha256(rubric)
    ruled = marks(grade.overrides)
    period = grade.evidence.frame.period
    out: Json = {
        "schema": SCHEMA,
        "engine": ENGINE,
        "rubric": _rubric(rubric),
        "as_of": grade.as_of.isoformat(),
        "period": {"from": period.start.isoformat(), "to": period.end.isoformat()},
        "enterprise": _enterprise(grade.profile),
        "clauses": [_clause(one, grade, digest, ruled) for one in grade.clauses],
        "special_deductions": _special(grade, digest, ruled),
        "bonus_claims": _bonus(grade, digest, ruled),
        "eligibility": [_threshold(one) for one in grade.eligibility],
        "documents": _documents(grade, digest, ruled),
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
        out |= scores_to_json(grade.scores, grade)
    out |= sums_to_json(grade) | {"rules": rules_to_json(rubric)}
    if grade.overrides:
        out["overrides"] = listed(grade.overrides, out)
    if grade.automatic is not None:
        out["automatic"] = _automatic(grade.automatic)
    return out


def with_facts(grade: Grade) -> Json:
    """The result with all it was derived from, for replay: profile, facts of every file as they were read, overrides."""
    papers = (grade.automatic or grade).evidence.papers
    basis: Json = {"profile": asdict(grade.profile), "facts": [facts_to_json(paper.facts) for paper in papers]}
    if grade.overrides:
        basis["overrides"] = [override_to_json(one.override) for one in grade.overrides]
    return to_json(grade) | {"basis": basis}


def canonical(result: Mapping[str, Any]) -> bytes:
    """The same bytes for the same result, wherever and whenever it was made."""
    return (json.dumps(result, ensure_ascii=False, sort_keys=True, separators=(",", ":")) + "\n").encode()


def _automatic(grade: Grade) -> Json:
    """What the papers alone give, beside what people concluded."""
    return {
        **(scores_to_json(grade.scores, grade) if grade.scores is not None else {}),
        "clauses": {one.clause.id: {"outcome": one.outcome, "earned": cut(one.earned), "possible": cut(one.possible)} for one in grade.clauses},
        "special_deductions": len(grade.special),
    }


def _special(grade: Grade, rubric: str, ruled: Marks) -> list[Json]:
    """Dismissed ones stay listed and cost nothing."""
    return [
        {
            "id": name,
            "code": one.code,
            "status": one.status,
            "text": one.text,
            "evidence": _quotes(one.evidence),
            "remedy": _remedy(one.remedy),
            "fingerprint": special_basis(rubric, one),
            **marked(ruled, "special", name),
        }
        for name, one in zip(special_ids(grade.special), grade.special, strict=True)
    ]


def _bonus(grade: Grade, rubric: str, ruled: Marks) -> list[Json]:
    return [
        {
            "id": name,
            "text": one.text,
            "evidence": _quotes(one.evidence),
            "fingerprint": bonus_basis(rubric, one),
            **({"status": "confirmed"} if ("bonus", name) in ruled else {}),
            **marked(ruled, "bonus", name),
        }
        for name, one in zip(bonus_ids(grade.bonus_claims), grade.bonus_claims, strict=True)
    ]


def _rubric(rubric: Rubric) -> Json:
    return {
        "id": rubric.id,
        "version": rubric.version,
        "sha256": rubric_sha256(rubric),
        "title": rubric.title,
        "provenance": provenance(rubric),
    }


def provenance(rubric: Rubric) -> Json:
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


def _clause(one: ClauseResult, grade: Grade, rubric: str, ruled: Marks) -> Json:
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
        "lost": cut(added([one]).lost),
        "gain": cut(_gain(one, grade)),
        "sample": sample_to_json(one.sample),
        "conditions": _conditions(one, ruled),
        "evidence_kinds": list(one.clause.evidence),
        "on_site": list(one.clause.on_site),
        "excluded_because": one.excluded_because,
        "contradictions": [one_of.text for one_of in one.contradictions],
        "fingerprint": clause_basis(rubric, one),
        **({"on_site_result": {"passed": one.on_site[0], "drawn": one.on_site[1]}} if one.on_site is not None else {}),
        **marked(ruled, "clause", one.clause.id),
    }


def _conditions(one: ClauseResult, ruled: Marks) -> list[Json]:
    """As they count now; where a person concluded otherwise, with what the papers alone show."""
    out = []
    for now, found in zip(one.conditions, (one.found or one).conditions, strict=True):
        told = _condition(now)
        if now is not found:
            key = ("condition", one.clause.id, now.condition.id)
            by = ruled[key] if key in ruled else ruled["on_site", one.clause.id]
            told |= {"overridden_by": by, "automatic": {"outcome": found.verdict.outcome, "text": _finding(found)}}
        out.append(told)
    return out


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
    """What the normalised score would gain if the clause were fully met, as shown: what is lost of the clause's share in it."""
    if one.excluded_because is not None:
        return Fraction(0)
    applicable = sum((Fraction(item.clause.points) for item in grade.clauses if item.excluded_because is None), Fraction(0))
    scale = Fraction(grade.rubric.full_marks) / applicable if applicable else Fraction(0)
    return rest(Fraction(one.clause.points) * scale, one.earned * scale)


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
        return f"{one.condition.missing}：{verdict.text}" if verdict.reason == "missing" else verdict.text
    return verdict.text or _unless_met(verdict.outcome, one.condition.missing)


def _unless_met(outcome: str, missing: str) -> str:
    return "" if outcome == "met" else missing


def _remedy(remedy: Remedy) -> Json:
    return {"do": remedy.do, "hand_in": remedy.hand_in, "who": remedy.who, "days": shown(remedy.days), "lead_days": remedy.lead_days}


def _threshold(one: Threshold) -> Json:
    verdict = one.verdict
    finding = verdict.text or _unless_met(verdict.outcome, one.missing)
    return {
        "id": one.id,
        "text": one.text,
        "note": one.note,
        "outcome": verdict.outcome,
        "finding": finding,
        "evidence": _quotes(verdict.evidence),
        **({"details": list(one.details)} if one.details else {}),
    }


def _documents(grade: Grade, rubric: str, ruled: Marks) -> list[Json]:
    return [
        {
            "file": paper.facts.path,
            "sha256": paper.facts.sha256,
            "title": shown_title(paper.facts, grade.profile),
            "kinds": list(dict.fromkeys(kind for section in paper.facts.sections for kind in section.kinds)) or list(paper.facts.hinted),
            "usable": not paper.whole,
            "why_not": [
                {"reason": one.reason, "text": one.text, **({"section": paper.facts.sections[one.section].title} if one.section is not None else {})}
                for one in paper.refused
            ]
            + [
                {"reason": "low_ocr_quality", "text": f"{shown_place(one.locator)}看不清，没有读出文字", "locator": one.locator}
                for one in paper.facts.unread
            ],
            "fingerprint": file_basis(rubric, paper.facts.sha256),
            **marked(ruled, "file_kind", paper.facts.sha256),
        }
        for paper in grade.evidence.papers
    ]


def _quotes(quotes: Iterable[Quote]) -> list[Json]:
    return [quote_to_json(one) for one in quotes]
