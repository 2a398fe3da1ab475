"""What sort of sentence it is: one of fact, one on the user's own grade, one turned round."""

import re
from collections.abc import Callable, Sequence

from assistant.answering.grounded.facts import Facts, Text, facts_of
from assistant.answering.grounded.fold import folded
from assistant.answering.grounded.lexicon import words
from assistant.answering.grounded.model import Claim
from assistant.answering.grounded.runs import without_marks
from assistant.answering.grounded.support import supports
from assistant.answering.grounded.talk import idle, light, own_counts

_QUESTION = re.compile(r"(?:[?]|吗|呢|怎么办)[\s。”」)]*$")
_ASKED = re.compile(r"“[^“”]*(?:多少|多久|什么|怎么|是否|几(?!乎))[^“”]*”")  # a question that is named, not put
_SHORT = 8  # characters; less states nothing that could be looked up
_SILENT = frozenset({"citation", "quote"})
_GRADED = re.compile(r"得分|总分|评分|星级|等级|扣分|丢分|失分|不符合|符合|通过|合格|达标")
_ASIDE = re.compile(r"[^,;:。!?()\n]+")
_OPEN = re.compile("多少|多久|几(?!乎)|哪|什么|是否|怎么|怎样|如何")
_PART = re.compile(r"[^,;。!?\n]+")


def factual(plain: str, claims: Sequence[Claim], given: Facts, lead: bool) -> bool:
    """Whether a folded sentence without its [n] must carry a citation.

    It must when it holds a claim that was not given, or no claim and a word of duty, nature or rule (words.yaml `facts`). Greetings, lead-ins,
    questions, advice to ask or to look up, and the statement that sources are silent need none.
    """
    telling = [claim for claim in claims if claim.kind not in _SILENT and not asked_after(plain, claim)]
    if telling and all(supports(given, claim) == "yes" for claim in telling):
        return False
    if idle(plain) and own_counts(telling):
        return False
    if telling:
        return not (lead and all(claim.unit == "个" or claim.kind in _SILENT for claim in claims))
    known = words()
    body = re.sub(r"[。!\s]+$", "", plain)
    if lead or len(body) < _SHORT or _QUESTION.search(plain) or known.no_facts.search(body):
        return False
    return bool(known.facts.search(_ASKED.sub("", body)))


def courtesy(text: str) -> bool:
    """Whether a sentence without its [n] greets, closes, asks back, advises to look up, or says that the sources are silent."""
    plain = folded(without_marks(text))
    return bool(words().no_facts.search(re.sub(r"[。!\s]+$", "", plain)) or _QUESTION.search(plain))


def bridging(text: str, claims: Sequence[Claim], known: Callable[[str], bool]) -> bool:
    """Whether a sentence without its [n] only leads on or weighs: words of talk, and for the rest what is `known`, two
    characters at a time; no figure but the count of its own parts, no name, no promise."""
    plain = _ASKED.sub("", re.sub(r"[。!\s]+$", "", folded(without_marks(text))))
    return own_counts(claims) and (idle(plain) or light(plain, known))


def silent(plain: str) -> bool:
    """Whether it only says that the sources say nothing."""
    return bool(words().absence.search(plain))


def asked_after(plain: str, claim: Claim) -> bool:
    """Whether a claim stands in what a sentence only says to be unsaid: 一年培训几次，转述里没有写."""
    if not silent(plain) or (claim.kind == "number" and not claim.unit):
        return False
    part = next((match[0] for match in _ASIDE.finditer(plain) if claim.said in match[0]), "")
    return bool(_OPEN.search(part))


def own_grade(plain: str, claims: Sequence[Claim], given: Facts) -> bool:
    """Whether a folded sentence says how the user's own enterprise stands, and nothing given says so.

    It does when it names the enterprise (贵司, 你们), and a part of it gives a level, points or an outcome as they are, not as a wish or
    a condition (如果, 要拿, 才能). Then every level, score and clause of the sentence must be given; with none of them, the part itself
    must stand in what is given.
    """
    known = words()
    owner = known.owner.search(plain)
    if not owner:
        return False
    results = facts_of(tuple(text.text for text in given.texts if _result(text)))
    after = plain[owner.start() :]
    for part in _PART.findall(after):
        outcome = known.outcome.search(part)
        graded = _GRADED.search(part) or any(claim.said in part for claim in claims if claim.kind == "star" or claim.unit == "分")
        if outcome and graded and not known.goal.search(part) and not known.goal.search(plain[: owner.start()]):
            held = [claim for claim in claims if claim.kind in ("star", "clause") or claim.unit == "分"]
            if not held:
                return not any(part.strip() in text.text for text in given.texts)
            return any(supports(given if claim.kind == "number" else results, claim) != "yes" for claim in held)
    return False


def _result(text: Text) -> bool:
    """Whether a given text is a result of grading: points, and nothing asked."""
    return any(claim.unit == "分" for claim in text.claims) and not words().polarity.asked.search(text.text)


def unechoed(plain: str, texts: Sequence[Text]) -> str:
    """The words of an exemption or a proportion that no source has any word of (words.yaml `echoed`); empty where there are none."""
    for said, there in words().echoed:
        match = said.search(plain)
        if match and not any(there.search(text.text) for text in texts):
            return match[0]
    return ""


def turned(plain: str, facts: Facts) -> bool:
    """Whether it says the opposite of what its sources say, for the few pairs of words.yaml `opposites`."""
    for one, other in words().opposites:
        negated, stated = other.search(plain), one.search(other.sub("", plain))
        texts = [text.text for text in facts.texts]
        others = any(other.search(text) for text in texts)
        ones = any(one.search(other.sub("", text)) for text in texts)
        if stated and not negated and others and not ones:
            return True
    return False
