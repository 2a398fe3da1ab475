"""Sentences that state nothing: lead-ins, bridges and weighings in words that speak of the answer itself."""

import re
from collections.abc import Callable, Sequence

from assistant.answering.grounded.lexicon import words
from assistant.answering.grounded.model import Claim

_CHARACTER = re.compile(r"[^\W_]")
_OWN_COUNT = re.compile(r"(?:点|面|方面|样|块|层|头|边|件事?)$")
_LEFT = 2  # characters that are no talk in a sentence of talk
_SHARE = 0.2  # of a sentence that no source knows the words of, and that may yet pass for talk over them


def idle(plain: str) -> bool:
    """Whether a folded sentence without its [n] consists of words of talk: 具体看两点."""
    rest = _CHARACTER.findall(words().talk.sub(" ", plain))
    return len(rest) <= _LEFT and not words().weighty.search(words().talk.sub(" ", plain)) and not re.search(r"\d", plain)


def light(plain: str, known: Callable[[str], bool]) -> bool:
    """Whether what is not talk in a folded sentence is `known` (of two characters), and nothing in it promises or binds."""
    rest = words().talk.sub(lambda match: " " * len(match[0]), plain)
    if words().weighty.search(rest):
        return False
    heard = {at for n in range(len(plain) - 1) if known(plain[n : n + 2]) for at in (n, n + 1)}
    left = [match.start() for match in _CHARACTER.finditer(rest) if match.start() not in heard]
    return len(left) <= max(_LEFT, _SHARE * len(_CHARACTER.findall(plain)))


def own_counts(claims: Sequence[Claim]) -> bool:
    """Whether the only figures count the answer's own parts: 两点, 两面."""
    return all(claim.unit == "个" and _OWN_COUNT.search(claim.said) for claim in claims)
