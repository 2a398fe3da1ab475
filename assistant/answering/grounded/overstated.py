"""Words that say more than their source: 一律, 保证, 自动, 必须, 不必, where no cited text says so.

They carry no figure and stand by words that the source does have, so nothing else tells a promise or a rule of the model's own making
from what it read. Words, by what they say, and what bears them: words.yaml `overstated`.
"""

from collections.abc import Sequence

from assistant.answering.grounded.facts import Text
from assistant.answering.grounded.lexicon import Stronger, words
from assistant.answering.grounded.pairing import grams_of

_REACH = 12
_COMPANY = 2


def overstated(plain: str, texts: Sequence[Text]) -> str:
    """The first word of a folded sentence that no text bears, empty when all are borne."""
    known = words()
    for stronger in known.overstated:
        for match in stronger.said.finditer(plain):
            if known.denying.search(plain[: match.start()]) or known.denied.search(plain[match.end() :]):
                continue
            of = grams_of([plain[match.end() : match.end() + _REACH]])
            if not any(_bears(text.text, stronger) or _near(text, stronger, of) for text in texts):
                return match[0]
    return ""


def _near(text: Text, stronger: Stronger, of: frozenset[str]) -> bool:
    """Whether a sentence that bears it in weaker words says it of the same thing."""
    near = stronger.near
    if near is None:
        return False
    told = (text.text[start:end] for start, end in text.sentences)
    return any(near.search(sentence) and len(of & grams_of([sentence])) >= _COMPANY for sentence in told)


def _bears(text: str, stronger: Stronger) -> bool:
    denying = words().denying
    said = (match for match in stronger.said.finditer(text) if not denying.search(text[max(0, match.start() - _REACH) : match.start()]))
    return any(said) or bool(stronger.borne.search(text))
