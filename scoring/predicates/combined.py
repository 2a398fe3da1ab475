"""Alternatives and conjunctions of verdicts."""

from collections.abc import Sequence

from scoring.verdict import Verdict, best, merged, worst


def any_of(verdicts: Sequence[Verdict]) -> Verdict:
    """The best; where all fail, what each one misses. Where a table counts nothing at all, no words stand in for it."""
    nought = [one for one in verdicts if one.reason == "all_nought"]
    if nought:
        return merged("not_met", nought)
    chosen = best(verdicts)
    return chosen if chosen.outcome != "not_met" else merged("not_met", [one for one in verdicts if one.outcome == "not_met"])


def all_of(verdicts: Sequence[Verdict]) -> Verdict:
    """The worst; where all hold, all their places."""
    chosen = worst(verdicts)
    same = [one for one in verdicts if one.outcome == chosen.outcome]
    return merged(chosen.outcome, same)
