"""`topics`: a manual covers its themes, itself or through a separately issued rule it refers to (ruling 12)."""

import re

from scoring.documents.normalise import normalise
from scoring.evidence import Evidence, Paper, Quote
from scoring.rubric.predicates import Topic, Topics
from scoring.verdict import Verdict, met, not_met, unread_instead

_LETTERS = 16
_TITLE_END = re.compile(r"[\s(（〔\[》:：]")
_NUMBER = re.compile(r"[a-z]{1,8}(?:[-/][a-z0-9.]+)+|[一-龥]{1,8}[\[〔(]20\d\d[\]〕)]第?\d+号")


def topics(rule: Topics, evidence: Evidence) -> Verdict:
    """The paper with the fewest gaps decides."""
    manuals = list(dict.fromkeys(paper for paper, number in evidence.sections(rule.kinds) if number == 0))
    if not manuals:
        return unread_instead(evidence, rule.kinds, not_met("missing", ""))
    asked = [topic for topic in rule.topics if not (topic.excluded_with and set(topic.excluded_with) <= evidence.excluded)]
    gaps = {paper.facts.path: [topic.name for topic in asked if not _covered(topic, paper, evidence)] for paper in manuals}
    chosen = min(manuals, key=lambda paper: (len(gaps[paper.facts.path]), paper.facts.path))
    missing = gaps[chosen.facts.path]
    quote = Quote(chosen.facts.path, chosen.facts.sha256, chosen.facts.sections[0].locator, chosen.facts.title)
    if missing:
        return not_met("missing_chapters", f"《{chosen.facts.path}》缺{'、'.join(missing)}", [quote], missing="、".join(missing))
    return met(f"《{chosen.facts.path}》覆盖{'、'.join(topic.name for topic in asked)}", [quote])


def _covered(topic: Topic, manual: Paper, evidence: Evidence) -> bool:
    return _in_paper(topic, manual) or any(
        _in_paper(topic, paper) and _refers_to(manual, paper) for paper in evidence.admitted if paper is not manual
    )


def _in_paper(topic: Topic, paper: Paper) -> bool:
    facts = paper.facts
    return (
        any(
            set(topic.kinds) & set(section.kinds) and section.letters >= _LETTERS
            for number, section in enumerate(facts.sections)
            if number not in paper.closed_sections and (number or len(facts.sections) == 1 or facts.sections[0].kinds[:1] == section.kinds[:1])
        )
        or any(
            one.concept in topic.concepts and one.polarity == "affirmed" and one.section not in paper.closed_sections for one in facts.mentions
        )
        or any(one.subject in topic.subjects and one.polarity == "affirmed" and not one.superseded for one in facts.promises)
    )


def _refers_to(manual: Paper, paper: Paper) -> bool:
    """The manual names the other rule by its number or its title."""
    number = paper.facts.marks.number
    names = {normalise(paper.facts.title), normalise(_TITLE_END.split(paper.facts.title.strip("《"))[0])}
    names |= set(_NUMBER.findall(normalise(number.quote if number else ""))) | set(_NUMBER.findall(normalise(paper.facts.title)))
    said = [normalise(one.source.quote) for one in manual.facts.mentions if one.concept == "policy_reference"]
    return any(len(name) > 4 and name in text for name in names for text in said)
