"""Special deductions: found, quoted and proposed; a reviewer may withdraw them with reasons (rubric §5, rulings 8 and 9)."""

import re
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction

from scoring.documents.normalise import normalise
from scoring.evidence import Evidence, Paper, Quote, Statement
from scoring.facts.concept_lexicon import concept_title
from scoring.facts.model import Instrument
from scoring.predicates.carriers import faces_public, named_as_slip
from scoring.predicates.minima import shortfalls
from scoring.rubric import Remedy, Rubric, SpecialRule
from scoring.validity import begun, halted, halted_text, in_force
from scoring.verdict import Verdict
from scoring.words import words


@dataclass(frozen=True, slots=True)
class SpecialDeduction:
    """One fact. The same sentence printed in three papers is one, with three places."""

    code: str
    text: str
    evidence: tuple[Quote, ...]
    remedy: Remedy
    status: str = "proposed"


@dataclass(frozen=True, slots=True)
class BonusClaim:
    """Something a reviewer may grant the special bonus for; never added by itself (facts R5)."""

    text: str
    evidence: tuple[Quote, ...]


def bonus_claims(rubric: Rubric, evidence: Evidence) -> tuple[BonusClaim, ...]:
    """What the papers state of advantages the rubric lists."""
    out = []
    for concept in rubric.special_bonus.concepts:
        found = [one for one in evidence.statements(concept) if one.mention.polarity == "affirmed"]
        if found:
            out.append(BonusClaim(f"可主张特别加分：{concept_title(concept)}（须由评审人员确认，最多一项）", tuple(one.quote for one in found[:4])))
    return tuple(out)


def special_deductions(rubric: Rubric, evidence: Evidence, verdicts: Mapping[str, Verdict]) -> tuple[SpecialDeduction, ...]:
    """All that the rubric's rules find. `verdicts` are those of the sampling conditions, by clause."""
    out: list[SpecialDeduction] = []
    for rule in rubric.special_deductions.rules:
        if rule.finds == "stated":
            out += _stated(rule, evidence)
        elif rule.finds == "below_minimum":
            out += _below_minimum(rule, evidence)
        elif rule.finds == "breached":
            out += _breached(rule, rubric, verdicts)
        else:
            out += _permits(rule, evidence)
    return tuple(out)


def _stated(rule: SpecialRule, evidence: Evidence) -> list[SpecialDeduction]:
    out = []
    for concept in rule.concepts:
        found = [
            one
            for one in (*evidence.statements(concept, rule.kinds), *(_printed(evidence, concept) if rule.public else ()))
            if one.mention.polarity == "affirmed"
            and (rule.kinds or _carried(rule, evidence, one))
            and not (concept == "hotline_stopped" and _replaced(one))
            and not (concept == "supervision_abolished" and _taken_over(one))
        ]
        if found:
            title = concept_title(concept)
            out.append(SpecialDeduction(rule.code, f"{rule.title}：{title}", tuple(one.quote for one in found), rule.remedy))
    return out


def _printed(evidence: Evidence, concept: str) -> list[Statement]:
    """What is printed on a blank slip for customers: it proves nothing that is done, but its terms are those they get."""
    return [
        Statement(paper, mention)
        for paper in evidence.papers
        if paper.whole and all(one.reason == "blank_template" for one in paper.whole) and _meant_for_customers(evidence, paper)
        for mention in paper.facts.mentions
        if mention.concept == concept
    ]


def _carried(rule: SpecialRule, evidence: Evidence, one: Statement) -> bool:
    """Customers read it; or the enterprise says it of itself anywhere but in a record of what others said."""
    if faces_public(evidence, one.paper, one.mention.section) or _meant_for_customers(evidence, one.paper):
        return True
    return not rule.public and (_ordered(one.paper) or not one.paper.kinds(one.mention.section) & evidence.frame.kinds.records)


def _ordered(paper: Paper) -> bool:
    """A numbered and signed notice without records: what it says, the enterprise orders, whatever the notice is about."""
    marks = paper.facts.marks
    return marks.number is not None and marks.approval is not None and not any(table.records for table in paper.facts.tables)


def _taken_over(one: Statement) -> bool:
    """The same paper says who supervises from now on."""
    return any(said.concept == "supervision_taken_over" and said.polarity == "affirmed" for said in one.paper.facts.mentions)


def _meant_for_customers(evidence: Evidence, paper: Paper) -> bool:
    """A slip that customers are handed; or nothing in the paper says what it is, and its name says a flyer, a notice or the like."""
    if named_as_slip(paper):
        return True
    return not paper.facts.sections[0].kinds and bool(set(paper.facts.hinted) & evidence.frame.kinds.customer_facing)


def _replaced(one: Statement) -> bool:
    """The same paper gives another number: the hotline moved, it did not stop."""
    stopped = [said.source.quote for said in one.paper.facts.mentions if said.concept == one.mention.concept]
    quote = " ".join("".join(char for char in text if char.isdigit()) for text in stopped)
    return any(
        promise.subject == "hotline" and promise.polarity == "affirmed" and not promise.superseded and promise.value not in quote
        for promise in one.paper.facts.promises
    )


def _below_minimum(rule: SpecialRule, evidence: Evidence) -> list[SpecialDeduction]:
    facts: dict[str, list[tuple[Quote, str]]] = defaultdict(list)
    for one, minimum in shortfalls(evidence, rule.kinds):
        facts[f"{minimum.subject}{minimum.scope}"].append((one.quote, minimum.source))
    return [
        SpecialDeduction(rule.code, f"{rule.title}（{found[0][1]}，工作口径）", tuple(quote for quote, _ in found), rule.remedy)
        for found in facts.values()
    ]


def _breached(rule: SpecialRule, rubric: Rubric, verdicts: Mapping[str, Verdict]) -> list[SpecialDeduction]:
    titles = {clause.id: clause.title for clause in rubric.clauses()}
    out = []
    for clause in rule.clauses:
        sample = verdicts[clause].sample if clause in verdicts else None
        if sample is None or not sample.drawn:
            continue
        breaches = [one for one in sample.failures if not one.gap]  # a field nobody keeps is a gap in the register
        failed = Fraction(len(breaches), sample.drawn)
        if failed >= Fraction(rule.share):
            counted = f"总体 {sample.draw.pool:,} 条，按固定种子抽 {sample.drawn} 条，抽中的里" if sample.draw else f"抽 {sample.drawn} 条，"
            text = (
                f"{rule.title}：{clause} {titles[clause]} {counted}{len(breaches)} 条不符合"
                f"（{float(failed):.1%}，参数 {float(rule.share):.0%}）；与该条按比例扣分针对同一批单据，由评审人员定夺"
            )
            out.append(SpecialDeduction(rule.code, text, tuple(one.quote for one in breaches[:12]), rule.remedy))
    return out


def _permits(rule: SpecialRule, evidence: Evidence) -> list[SpecialDeduction]:
    """Licences of the enterprise that have expired with none in force to replace them: the industry's, or licences by their name.

    Other papers of the kind (a copyright, a filing) may lapse without anything being done that needs them.
    """
    papers = [(paper, one) for paper, one in evidence.instruments(("permit",)) if evidence.own(one, paper) and _is_licence(one, evidence)]
    as_of = evidence.frame.as_of
    out = []
    for title, group in _by_title(papers).items():
        stale = [(paper, one) for paper, one in group if not in_force(one, as_of) and begun(one, as_of)]
        if stale and len(stale) == len(group):
            paper, one = stale[0]
            why = halted_text(one) if halted(one, as_of) else f"有效期至 {one.expires}，评定日 {as_of} 已过期"
            text = f"{rule.title}：{title or one.title} {why}"
            out.append(SpecialDeduction(rule.code, text, (paper.quote(one.source),), rule.remedy))
    return out


def _is_licence(one: Instrument, evidence: Evidence) -> bool:
    title = normalise(one.title)
    required = any(re.search(pattern, title) for permit in evidence.industry.permits for pattern in permit.match)
    return required or words().licence_title.search(title) is not None


def _by_title(papers: Sequence[tuple[Paper, Instrument]]) -> dict[str, list[tuple[Paper, Instrument]]]:
    out: dict[str, list[tuple[Paper, Instrument]]] = defaultdict(list)
    for paper, one in papers:
        out[words().title_noise.sub("", normalise(one.title))].append((paper, one))
    return out
