"""Contested facts: an answer that gives one account must give another one too."""

import re
from collections.abc import Mapping, Sequence

from assistant.answering.grounded.claims import claims_in
from assistant.answering.grounded.facts import Facts, facts_of
from assistant.answering.grounded.fold import bare, folded
from assistant.answering.grounded.lexicon import words
from assistant.answering.grounded.model import Claim, Fault, Ground, Mend
from assistant.answering.grounded.pairing import grams_of
from assistant.answering.grounded.support import supports

_PART = re.compile(r"[^,;，；。！？!?\n]+")
_FIGURES = frozenset({"amount", "duration", "number", "percentage", "date"})
_SHARE = 0.5  # of what only this account says, in words
_TRACE = 0.2  # of what another account says: enough to show it is there


def one_sided(said: Mapping[int, Sequence[tuple[int, str]]], grounds: Mapping[int, Ground], answer: Sequence[str] = ()) -> list[Fault]:
    """Faults by sentence. `said`: for each citation the sentences (number, text) that rest on it.

    An account is given when a sentence holds one of the figures, dates or names that only this account has, or half of the words
    only it has. One account given of several is a fault of the sentences that give it, unless a sentence of the `answer` that rests
    on other passages gives another one in full.
    """
    out: list[Fault] = []
    disputed = not any(words().undisputed.search(folded(text)) for text in answer)
    for number, sentences in said.items():
        ground = grounds[number]
        if len(ground.sides) < 2:
            continue
        given = [[at for at, text in sentences if _gives(text, n, ground.sides)] for n in range(len(ground.sides))]
        told = [n for n, places in enumerate(given) if places] or _traced(sentences, ground.sides)
        if len(told) > 1 or _apart(sentences, ground.sides) or _numbering(sentences, ground.sides):
            continue
        if not told:
            shared = _shared(sentences, ground.sides)
            out.extend(Fault("one_sided", f"[{number}] 的各来源说法不一，应写出：{'；'.join(ground.sides)}", at) for at in shared)
        elif not _all_said(sentences, told[0], ground.sides) and not _in_full(answer, told[0], ground.sides):
            others = tuple(side for n, side in enumerate(ground.sides) if n != told[0])
            line = f"[{number}] 的各来源说法不一，这里只写了一方，还应写出：{'；'.join(others)}"
            mend = Mend("tell", (number,), others) if disputed else None
            out.extend(Fault("one_sided", line, at, mend=mend) for at in given[told[0]] or _shared(sentences, ground.sides))
    return out


def _apart(sentences: Sequence[tuple[int, str]], sides: Sequence[str]) -> bool:
    """Whether two parts of the sentences hold figures of two accounts, though the figures may be the same (约 5000 元, 每人日 5000 元)."""
    parts = [part for _, text in sentences for part in _PART.findall(text)]
    held = [{n for n, part in enumerate(parts) if _figures_in(part, side)} for side in sides]
    return any(len(held[a] | held[b]) > 1 for a in range(len(sides)) for b in range(a) if held[a] and held[b])


def _numbering(sentences: Sequence[tuple[int, str]], sides: Sequence[str]) -> bool:
    """Whether the accounts differ in the numbers of clauses alone, and none of the sentences names a clause."""
    own = [_only(n, sides) for n in range(len(sides))]
    alone = all(claims and all(claim.kind == "clause" for claim in claims) for claims in own)
    return alone and not any(claim.kind == "clause" for _, text in sentences for claim in claims_in(text))


def _traced(sentences: Sequence[tuple[int, str]], sides: Sequence[str]) -> list[int]:
    """The one account whose words show beside a figure that several have."""
    if not _shared(sentences, sides):
        return []
    text = "。".join(text for _, text in sentences)
    shares = [_words(text, n, sides) for n in range(len(sides))]
    best = max(range(len(sides)), key=lambda n: shares[n])
    return [best] if shares[best] >= _TRACE else []


def _shared(sentences: Sequence[tuple[int, str]], sides: Sequence[str]) -> list[int]:
    """The sentences with a figure that several accounts have, each in its own sense."""
    return [at for at, text in sentences if sum(_figures_in(text, side) for side in sides) > 1]


def _figures_in(part: str, side: str) -> bool:
    facts = facts_of((part,))
    return any(claim.kind in _FIGURES and _says(facts, claim) for claim in claims_in(side))


def _gives(text: str, n: int, sides: Sequence[str]) -> bool:
    own = _only(n, sides)
    facts = facts_of((text,))
    if any(_says(facts, claim) for claim in own):
        return True
    return _words(text, n, sides) >= _SHARE


def _all_said(sentences: Sequence[tuple[int, str]], n: int, sides: Sequence[str]) -> bool:
    """Whether another account shows in the words of all sentences together, which none of them gives alone."""
    text = "。".join(text for _, text in sentences)
    return any(_gives(text, other, sides) or _hinted(text, other, sides) for other in range(len(sides)) if other != n)


def _in_full(answer: Sequence[str], n: int, sides: Sequence[str]) -> bool:
    """Whether a sentence holds every figure and name, two at least, that only another account has."""
    others = [_only(m, sides) for m in range(len(sides)) if m != n]
    facts = [facts_of((text,)) for text in answer]
    return any(len(own) > 1 and any(all(_says(one, claim) for claim in own) for one in facts) for own in others)


def _hinted(text: str, n: int, sides: Sequence[str]) -> bool:
    """Whether an account without figures of its own shows at all."""
    return not _only(n, sides) and _words(text, n, sides) >= _TRACE


def _only(n: int, sides: Sequence[str]) -> tuple[Claim, ...]:
    others = [facts_of((side,)) for m, side in enumerate(sides) if m != n]
    claims = [claim for claim in claims_in(sides[n]) if claim.kind not in ("citation", "quote")]
    return tuple(claim for claim in claims if not any(_says(facts, claim) for facts in others))


def _says(facts: Facts, claim: Claim) -> bool:
    return supports(facts, claim) == "yes" or (claim.unit != "" and claim.key in facts.figures)


def _words(text: str, n: int, sides: Sequence[str]) -> float:
    others = grams_of(folded(side) for m, side in enumerate(sides) if m != n)
    own = grams_of([re.sub(r"\s", "", folded(sides[n]))]) - others
    if own:
        return len(own & grams_of([folded(text)])) / len(own)
    # Accounts that differ by 和 and 或 alone: every pair of characters counts.
    strict = _pairs_of(sides[n]) - {pair for m, side in enumerate(sides) if m != n for pair in _pairs_of(side)}
    return len(strict & _pairs_of(text)) / len(strict) if strict else 0.0


def _pairs_of(text: str) -> frozenset[str]:
    plain = bare(folded(text))
    return frozenset(plain[n : n + 2] for n in range(len(plain) - 1))
