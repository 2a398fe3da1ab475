"""What code puts right in a faulty sentence by itself, where that takes no word that a source does not have."""

from collections.abc import Iterator, Sequence

from assistant.answering.grounded.claims import MARK
from assistant.answering.grounded.model import Checked, Claim, Grounding, Mend

_ENDS = "。！？!?；;"
Edit = tuple[int, int, str]  # [start, end) becomes the text


def mended(text: str, found: Grounding, *, ended: bool = True) -> tuple[str, int]:
    """(the text put right as far as its faults say how, how many places that were).

    Of an answer that still comes (not `ended`) no account is missing yet, and the [n] that closes a run may follow.
    """
    answered = frozenset(number for one in found.sentences if one.own_marks for number in one.cited)
    said = {(claim.key, number) for one in found.sentences for claim in _held(one) for number in one.cited}
    places = [edit for one in found.sentences for edit in (*_unquoted(one), *_cited(one, answered, said, ended=ended))]
    if ended:
        places += _told(found)
    for start, end, new in sorted((edit for place in places for edit in place), reverse=True):
        text = text[:start] + new + text[end:]
    return text, len(places)


def _unquoted(one: Checked) -> Iterator[tuple[Edit, ...]]:
    for fault in one.faults:
        if fault.mend and fault.mend.how == "unquote" and fault.claim:
            start, end = fault.claim.span
            yield (start, start + 1, ""), (end - 1, end, "")


def _cited(one: Checked, answered: frozenset[int], said: set[tuple[tuple[str, str], int]], *, ended: bool) -> Iterator[tuple[Edit, ...]]:
    """More marks behind the sentence's own, or in their place; one that rests on those of another gets these too. Only passages that
    the answer cites anyway: the model meant to write from them."""
    chosen: dict[int, Mend] = {}
    for fault in one.faults:
        mend = fault.mend
        if mend is None or mend.how != "cite":
            continue
        fit = (n for n in mend.numbers if n in answered and not (mend.again and fault.claim and (fault.claim.key, n) not in said))
        chosen.update({n: mend for n in [next(fit, 0)] if n and n not in one.cited})
    if not chosen or not (ended or one.own_marks):
        return
    wanted, mends = sorted(chosen), chosen.values()
    own = [match.span() for match in MARK.finditer(one.text)]
    if own and all(mend.instead for mend in mends):
        moved = [(one.span[0] + start, one.span[0] + end) for start, end in own]
        yield (*((start, end, "") for start, end in moved[:-1]), (*moved[-1], _marks(wanted)))
        return
    at = one.span[0] + (own[-1][1] if own else len(one.text.rstrip(_ENDS)))
    yield ((at, at, _marks(wanted if own else [*one.cited, *wanted])),)


def _held(one: Checked) -> list[Claim]:
    bad = {fault.claim for fault in one.faults}
    return [claim for claim in one.claims if claim not in bad]


def _marks(numbers: Sequence[int]) -> str:
    return "".join(f"[{number}]" for number in numbers)


def _told(found: Grounding) -> list[tuple[Edit, ...]]:
    """Each passage's missing accounts, behind the first sentence that lacks them."""
    out: dict[int, tuple[Edit, ...]] = {}
    for one in found.sentences:
        for fault in one.faults:
            if fault.mend and fault.mend.how == "tell" and fault.mend.numbers[0] not in out:
                at = one.span[1]
                out[fault.mend.numbers[0]] = ((at, at, _accounts(fault.mend)),)
    return list(out.values())


def _accounts(mend: Mend) -> str:
    lead = "另一种说法是" if len(mend.accounts) == 1 else "说法不一"
    return f"{lead}：{'；'.join(one.strip().rstrip('。；') for one in mend.accounts)}[{mend.numbers[0]}]。"
