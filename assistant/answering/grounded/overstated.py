"""Words that say more than their source: 一律, 保证, 自动, 必须, 不必, where no cited text says so.

They carry no figure and stand by words that the source does have, so nothing else tells a promise or a rule of the model's own making
from what it read. Words, by what they say, and what bears them: words.yaml `overstated`.
"""

from collections.abc import Sequence

from assistant.answering.grounded.facts import Text
from assistant.answering.grounded.lexicon import Stronger, words

_REACH = 12


def overstated(plain: str, texts: Sequence[Text]) -> str:
    """The first word of a folded sentence that no text bears, empty when all are borne."""
    known = words()
    for stronger in known.overstated:
        for match in stronger.said.finditer(plain):
            if known.denying.search(plain[: match.start()]) or known.denied.search(plain[match.end() :]):
                continue
            if not any(_bears(text.text, stronger) for text in texts):
                return match[0]
    return ""


def _bears(text: str, stronger: Stronger) -> bool:
    denying = words().denying
    said = (match for match in stronger.said.finditer(text) if not denying.search(text[max(0, match.start() - _REACH) : match.start()]))
    return any(said) or bool(stronger.borne.search(text))
