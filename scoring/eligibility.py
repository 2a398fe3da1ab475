"""Thresholds of application: told apart from the score (rubric §6). The rubric's own, the industry's permits, and how complete the papers are."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from scoring.documents.normalise import normalise
from scoring.evidence import Evidence
from scoring.facts.kind_titles import kind_title
from scoring.predicates import judge
from scoring.rubric import Eligibility, Rubric
from scoring.validity import in_force
from scoring.verdict import Verdict, met, not_met, unknown

_UNWRITTEN = "没有写明"  # how a rubric says that a fact, not a paper, was not found
_NAMED = 6  # kinds that a finding names
_PERMIT_NOTE = "行业清单为工作口径；是否必需以主管部门规定为准"


@dataclass(frozen=True, slots=True)
class Threshold:
    """One item; `missing` is said where nothing was found, `note` where sources differ or who decides,
    `details` all that the finding names only some of.
    """

    id: str
    text: str
    verdict: Verdict
    missing: str = ""
    note: str = ""
    details: tuple[str, ...] = ()


def thresholds(rubric: Rubric, evidence: Evidence) -> tuple[Threshold, ...]:
    """All of them, in the order people read them."""
    if not rubric.eligibility:
        return ()
    own = [Threshold(one.id, one.text, _judged(one, evidence), _missing(one), one.note) for one in rubric.eligibility]
    return (*own, *_permits(evidence), _materials(rubric, evidence))


def _judged(one: Eligibility, evidence: Evidence) -> Verdict:
    """A fact of which no paper says anything is unknown: not having written it down is no proof that it is not so."""
    verdict = judge(one.predicate, evidence)
    unwritten = verdict.outcome == "not_met" and verdict.reason == "missing" and one.missing.startswith(_UNWRITTEN)
    return replace(verdict, outcome="unknown") if unwritten else verdict


def _missing(one: Eligibility) -> str:
    """The rubric's words, but where they say the item once more with 没有 before it: beside the item that reads 没有无重大……."""
    return "材料里没有找到" if one.missing.removeprefix("没有") in one.text else one.missing


def _permits(evidence: Evidence) -> Iterator[Threshold]:
    """A required permit that was not handed in is unknown, not lacking: nobody says the enterprise has none."""
    held = [(paper, one) for paper, one in evidence.instruments(("permit", "compulsory_certificate")) if evidence.own(one, paper)]
    for number, permit in enumerate(evidence.industry.permits, start=1):
        fitting = [(paper, one) for paper, one in held if any(re.search(pattern, normalise(one.title)) for pattern in permit.match)]
        valid = [(paper, one) for paper, one in fitting if in_force(one, evidence.frame.as_of)]
        if valid:
            verdict = met(f"见《{valid[0][0].facts.path}》", [paper.quote(one.source) for paper, one in valid])
        elif fitting:
            paper, one = fitting[0]
            verdict = not_met("expired", f"《{paper.facts.path}》有效期至 {one.expires}，已过期", [paper.quote(one.source)])
        else:
            verdict = unknown("missing", "材料里没有这份许可，请补交或说明不适用")
        yield Threshold(f"permit-{number}", f"行业所需许可：{permit.name}", verdict, note=_PERMIT_NOTE)


def _materials(rubric: Rubric, evidence: Evidence) -> Threshold:
    """Of the kinds of evidence the rubric knows, how many the pack holds in a form that counts."""
    asked = list(dict.fromkeys(kind for clause in rubric.clauses() if clause.id not in evidence.excluded for kind in clause.evidence))
    held = {kind for paper in evidence.admitted for section in paper.facts.sections for kind in section.kinds}
    held |= {one.kind for paper in evidence.admitted for one in paper.facts.instruments}
    held |= {table.kind for paper in evidence.admitted for table in paper.facts.tables if table.records}
    lacking = tuple(kind_title(kind) for kind in asked if kind not in held)
    text = f"评分表列出的 {len(asked)} 种证据中，材料里有 {len(asked) - len(lacking)} 种"
    if not lacking:
        return Threshold("materials", "材料清单齐备度", met(text))
    more = f"等 {len(lacking)} 种" if len(lacking) > _NAMED else ""
    verdict = not_met("incomplete", f"{text}；没有找到{'、'.join(lacking[:_NAMED])}{more}")
    return Threshold("materials", "材料清单齐备度", verdict, details=lacking)
