"""Numbers as people read them: two places, cut, so that nothing reads as more than it is. Beneath the rubric, which shows points too."""

from decimal import Decimal
from fractions import Fraction
from math import ceil

Number = int | Decimal | Fraction


def shown(value: Number) -> str:
    """A number for people: cut to two places, no trailing zeros."""
    exact = Fraction(value)
    cents = abs(exact.numerator) * 100 // exact.denominator
    whole, rest = divmod(cents, 100)
    digits = f"{whole}.{rest:02d}".rstrip("0").rstrip(".")
    return f"-{digits}" if exact < 0 and cents else digits


def rest(whole: Number, part: Number) -> Fraction:
    """What a part leaves of its whole, for people: of both as they are shown, so that part and rest add up to the whole on paper.

    At most a hundredth more than the exact rest; levels are never decided by it.
    """
    return Fraction(shown(whole)) - Fraction(shown(part))


def shown_gap(value: Number) -> str:
    """A missing amount for people: two places, rounded up, because what is shown must suffice."""
    exact = Fraction(ceil(Fraction(value) * 100), 100)
    return shown(exact)
