"""`minima`: promises are not below the statutory minimum (ruling 18: 三包 goods and online sales only, working lists)."""

import re

from scoring.calendar import Limit
from scoring.documents.normalise import normalise
from scoring.evidence import Commitment, Evidence, Statement
from scoring.industry import Minimum
from scoring.predicates.commitments import shown_value
from scoring.predicates.row_tests import shown_limit
from scoring.rubric.predicates import Minima
from scoring.verdict import Verdict, met, not_met
from scoring.words import words

_REFUSAL = "refuse_return_7days"
_NO_REFUND = "no_refund"
_TERMS = ("return_days", "no_reason_days", "exchange_days")
# Goods that need not be taken back without a reason: 消费者权益保护法 第二十五条, 暂行办法 第六条, 第七条.
_LAWFUL = re.compile(
    r"定制|定做|订做|定作|鲜活|易腐|生鲜|数字化|下载|软件|报纸|期刊|报刊|拆封|开封|激活|贴身|内衣|临期|保质期|瑕疵|二手|人为"
)


def minima(rule: Minima, evidence: Evidence) -> Verdict:
    """Every promise below a minimum, with its source; nothing to compare passes."""
    below = shortfalls(evidence, rule.kinds)
    if below:
        first, minimum = below[0]
        text = "；".join(
            f"{one.quote.place}“{shown_value(one)}”低于法定最低{shown_limit(Limit(least.value, least.unit))}"
            f"（{least.source}，工作口径）"
            for one, least in below[:4]
        )
        return not_met("below_minimum", text, [one.quote for one, _ in below], minimum=minimum.source, scope=first.promise.scope)
    refused = _refused(evidence, rule.kinds)
    if refused:
        refusal, minimum = refused[0]
        text = f"{refusal.quote.place}拒绝无理由退货（{minimum.source}，工作口径）"
        return not_met("below_minimum", text, [one.quote for one, _ in refused], minimum=minimum.source, scope="")
    return met("没有低于法定最低的承诺" if evidence.industry.minima else "本行业没有收录法定最低期限")


def shortfalls(evidence: Evidence, kinds: tuple[str, ...] = ()) -> list[tuple[Commitment, Minimum]]:
    """Promises below a minimum of the industry, or of online sales where the promise speaks of these."""
    out = []
    for minimum in (*evidence.industry.minima, *evidence.industry.online_minima):
        least = Limit(minimum.value, minimum.unit).hours
        for one in evidence.commitments((minimum.subject,), kinds):
            if one.limit is not None and one.limit.hours < least and _applies(minimum, one):
                out.append((one, minimum))
    return out


def _refused(evidence: Evidence, kinds: tuple[str, ...]) -> list[tuple[Statement, Minimum]]:
    """Where the right to return without a reason is refused outright, in a paper on online sales."""
    least = [minimum for minimum in evidence.industry.online_minima if minimum.subject == "no_reason_days"]
    said = [one for one in evidence.statements(_REFUSAL, kinds) if one.mention.polarity == "affirmed"]
    said += [one for one in evidence.statements(_NO_REFUND, kinds) if one.mention.polarity == "affirmed" and _limits_its_own_terms(one)]
    return [(one, minimum) for minimum in least for one in said if _sold_online(minimum, one, evidence.frame.profile.industry)]


def _limits_its_own_terms(one: Statement) -> bool:
    """The paper sets the terms of returns and takes some goods out of them that the law does not (清仓商品概不退换)."""
    terms = any(promise.subject in _TERMS and promise.polarity == "affirmed" and not promise.superseded for promise in one.paper.facts.promises)
    return terms and not _LAWFUL.search(normalise(one.mention.source.quote))


def _sold_online(minimum: Minimum, one: Statement, industry: str) -> bool:
    """The paper speaks of online sales, or the enterprise is in them (ruling 18)."""
    said = normalise(" ".join((industry, one.mention.source.quote, one.paper.facts.title, one.paper.facts.sections[one.mention.section].title)))
    return not minimum.goods or any(re.search(goods, said) for goods in minimum.goods)


def _applies(minimum: Minimum, one: Commitment) -> bool:
    scope = normalise(one.promise.scope)
    if minimum.scope:
        return bool(re.search(minimum.scope, scope))
    if not words().whole_product.search(scope):
        return False
    said = normalise(" ".join((one.promise.source.quote, one.paper.facts.title, one.paper.facts.sections[one.promise.section].title)))
    return not minimum.goods or any(re.search(goods, said) for goods in minimum.goods)
