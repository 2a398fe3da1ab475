"""The index of a survey, in exact fractions.

An item's mean is over those who answered it; a factor's rate is the mean of its items, each counting the same; the index is
the sum of rate × weight × 10. A factor without any answer leaves the index unknown: its weight is not spread over the others.
"""

from collections import Counter
from collections.abc import Iterator, Sequence
from decimal import Decimal, localcontext
from fractions import Fraction

from scoring.figures import shown, shown_gap
from scoring.satisfaction.lexicon import words
from scoring.satisfaction.model import Answer, Item, Response, Survey
from scoring.satisfaction.result import FactorResult, Index, ItemResult, Spread
from scoring.satisfaction.scales import named

_DIGITS = 28  # of the margin's square root: far more than are shown
_ONE = Fraction(1)


def compute(survey: Survey, complete_only: bool = False) -> Index:
    """`complete_only` leaves out respondents who did not answer every item."""
    valid = counted(survey, complete_only=False)
    complete = counted(survey, complete_only=True)
    used = complete if complete_only else valid
    factors = _factors(survey.items, used, used if complete_only else survey.responses)
    unknown = tuple(one.title for one in factors if one.rate is None)
    value = None if unknown else _sum(factors, [one.rate for one in factors])
    by_highest = None if unknown else _sum(factors, [_mean([item.rate_by_highest for item in one.items]) for one in factors])
    straight = tuple(_straight(used))
    return Index(
        value=value,
        by_highest=by_highest,
        without_flagged=_without_flagged(survey, used, straight),
        unknown=unknown,
        factors=factors,
        received=len(survey.responses),
        valid=len(valid),
        complete=len(complete),
        used=len(used),
        complete_only=complete_only,
        margin=None if value is None else _margin(survey.items, factors, used),
        impossible=tuple(answer for one in survey.responses for answer in one.answers if answer.state == "impossible"),
        straight=straight,
        repeated=survey.repeated,
        often_missing=tuple(one for factor in factors for one in factor.items if one.missing_share > words().missing_share),
        warnings=tuple(_warnings(survey, used)),
    )


def counted(survey: Survey, complete_only: bool) -> list[Response]:
    """Respondents with at least one valid answer, or only those with a valid answer to every item."""
    enough = all if complete_only else any
    return [one for one in survey.responses if enough(answer.state == "valid" for answer in one.answers)]


def _factors(items: Sequence[Item], used: Sequence[Response], rows: Sequence[Response]) -> tuple[FactorResult, ...]:
    """Means over `used`; missing answers are counted over all `rows`."""
    by_factor: dict[str, list[ItemResult]] = {}
    for at, item in enumerate(items):
        values = [answer.value for one in used if (answer := one.answers[at]).state == "valid" and answer.value is not None]
        states = Counter(one.answers[at].state for one in rows)
        by_factor.setdefault(item.factor, []).append(_item(item, values, states["missing"], states["impossible"]))
    out = []
    for factor in words().factors:
        results = tuple(by_factor.get(factor.id, ()))
        rate = _mean([one.rate for one in results])
        out.append(FactorResult(factor.id, factor.title, factor.weight, results, rate, None if rate is None else _points(factor.weight, rate)))
    return tuple(out)


def _item(item: Item, values: Sequence[Fraction], missing: int, impossible: int) -> ItemResult:
    mean = sum(values, Fraction(0)) / len(values) if values else None
    rate = None if mean is None else (mean - item.scale.low) / (item.scale.high - item.scale.low)
    by_highest = None if mean is None else mean / item.scale.high
    return ItemResult(item, len(values), missing, impossible, mean, rate, by_highest, _spread(item, values))


def _mean(rates: Sequence[Fraction | None]) -> Fraction | None:
    """Over the items that anybody answered; None if there is none."""
    known = [one for one in rates if one is not None]
    return sum(known, Fraction(0)) / len(known) if known else None


def _points(weight: int, rate: Fraction) -> Fraction:
    return Fraction(weight * words().method.full, 100) * rate


def _sum(factors: Sequence[FactorResult], rates: Sequence[Fraction | None]) -> Fraction:
    return sum((_points(factor.weight, rate) for factor, rate in zip(factors, rates, strict=True) if rate is not None), Fraction(0))


def _spread(item: Item, values: Sequence[Fraction]) -> tuple[Spread, ...]:
    """Every level of a short scale, bands of a long one; marks between the levels (4.5) stand where they fall."""
    lexicon = words()
    low, high = item.scale.low, item.scale.high
    if high - low < lexicon.single_levels:
        levels = {low + step: 0 for step in range(int(high - low) + 1)} | dict.fromkeys(sorted(values), 0)
        counts = Counter(values)
        return tuple(Spread(shown(level), counts[level]) for level in sorted(levels))
    edges = [low + (high - low) * edge / 100 for edge in lexicon.bands]
    ends = [*edges[1:], high + _ONE]
    labels = [f"{shown(edge)} 至不满 {shown(end)}" for edge, end in zip(edges, ends[:-1], strict=False)] + [f"{shown(edges[-1])} 至 {shown(high)}"]
    return tuple(
        Spread(label, sum(1 for value in values if edge <= value < end)) for label, edge, end in zip(labels, edges, ends, strict=True)
    )


def _margin(items: Sequence[Item], factors: Sequence[FactorResult], used: Sequence[Response]) -> Fraction | None:
    """Half of the 95 % interval, from how far each respondent pulls the index (linearised, so that gaps are allowed; of complete
    rows it is the plain standard error of their mean). Normal approximation, no finite population: a working choice."""
    count = len(used)
    if count < 2:
        return None
    results = {id(one.item): (factor, one) for factor in factors for one in factor.items}
    pulls = [Fraction(0)] * count
    for at, item in enumerate(items):
        factor, result = results[id(item)]
        if result.mean is None:
            continue
        answered = sum(1 for one in factor.items if one.mean is not None)
        unit = _points(factor.weight, _ONE) / (answered * result.valid * (item.scale.high - item.scale.low))
        for n, one in enumerate(used):
            answer = one.answers[at]
            if answer.state == "valid" and answer.value is not None:
                pulls[n] += unit * (answer.value - result.mean)
    variance = sum((pull * pull for pull in pulls), Fraction(0)) * count / (count - 1)
    with localcontext() as context:
        context.prec = _DIGITS
        error = (Decimal(variance.numerator) / Decimal(variance.denominator)).sqrt()
    return Fraction(shown_gap(Fraction(error) * words().quantile))


def _straight(used: Sequence[Response]) -> Iterator[str]:
    """Places of those who gave one and the same mark to everything."""
    for one in used:
        values = [answer.value for answer in one.answers if answer.state == "valid"]
        if len(values) >= words().straight_items and len(set(values)) == 1:
            yield one.place


def _without_flagged(survey: Survey, used: Sequence[Response], straight: Sequence[str]) -> Fraction | None:
    """The index without straight marks and all but the first of repeated rows; None where nothing is flagged or nothing would be left."""
    flagged = {*straight, *(place for one in survey.repeated for place in one.places[1:])}
    rest = [one for one in used if one.place not in flagged]
    if len(rest) == len(used):
        return None
    factors = _factors(survey.items, rest, rest)
    return None if any(one.rate is None for one in factors) else _sum(factors, [one.rate for one in factors])


def _warnings(survey: Survey, used: Sequence[Response]) -> Iterator[str]:
    lexicon = words()
    if len(used) < lexicon.few_answers:
        yield f"有效样本只有 {len(used)} 份，少于 {lexicon.few_answers} 份（工作口径），指数只能作参考"
    guessed = dict.fromkeys(named(item.scale) for item in survey.items if item.scale.origin == "guessed")
    if guessed:
        yield f"表里没有写明量表：{'、'.join(guessed)}；如果不对，请用 --scale 写明"
    if survey.period is None:
        yield "没有调查日期；作为佐证前请用 --period 写明调查期间"
    if survey.outside_period:
        yield f"{len(survey.outside_period)} 份答卷不在调查期间内，没有计入"
    if survey.undated:
        yield f"{len(survey.undated)} 份答卷没有看得懂的日期，没有计入：{_few(survey.undated)}"
    wrong = [answer for one in survey.responses for answer in one.answers if answer.state == "impossible"]
    if wrong:
        yield f"{len(wrong)} 个分数不在量表之内，没有计入：{_few([_cell(answer) for answer in wrong])}"


def _cell(answer: Answer) -> str:
    return f"{answer.locator}（{answer.text}）"


def _few(places: Sequence[str], most: int = 6) -> str:
    return "、".join(places[:most]) + (f" 等 {len(places)} 处" if len(places) > most else "")
