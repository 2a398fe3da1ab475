"""Numbers and words -> commitments: what a length of time in a sentence promises, if anything."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from scoring.facts.model import Polarity
from scoring.facts.polarity import polarity
from scoring.facts.promise_lexicon import PromiseWords, promise_words
from scoring.facts.promise_scopes import scopes_of, tier_names
from scoring.facts.quantities import Duration, find_durations

_STOP = re.compile(r"[。;!?→]|->|=>")
_CLAUSE = re.compile(r"[,;。!?→|]")
_LEADING = re.compile(r"\s*(?:[之以]?内|之前|\)|\])?\s*[的就即]?\s*")
_TRIGGER = re.compile(r"[^,:;、()]{0,6}?(?:后|之日|日起|次日|之时|起(?!来))")
_BRACKETS = re.compile(r"\([^()]*\)")
_LIMIT_BEFORE = re.compile(
    r"(?:(?:一般|原则上|最长|最迟|最晚|至多)?(?:不得?超过|不超出|不晚于|不迟于|不多于|不大于|不高于|不应超过|不长于)第?)\s*$"
)
_OUTER = re.compile(r"[^;。]{0,10}(?:最[晚迟长多慢]|至多|顶多|不超过|绝不超过)[^,;。]{0,6}$")
_LABEL_NOUN = re.compile(r"(?:时限|时间|时效|期限?|周期|承诺|标准|要求|年限|天数|速度|目标|时长|政策|保障|time|period|window|:)$")
_LABEL_JOINT = re.compile(
    r"\s*(?:[:(]|(?:时限|时间)?(?:不得?超过|不大于|不少于|不低于|不短于|至少"
    r"|最[长迟晚多快]|为|是|需|约|控制在|限|≤|<|within|由|从|自))"
)
_NOUNS = {"warranty", "supply", "no_reason"}
_REMARK = re.compile(r"^\s*\([^()]*\)")
_REVISED_GAP = 22
_WINDOW = 60
_COMMA_COST = 10
_LABEL_COST = 4
_FAR = 22
_FAR_BY_DEFECT = 48
_BY_DEFECT = {"return", "exchange", "warranty", "no_reason"}
_AT_LEAST = {"warranty", "return", "exchange", "supply", "no_reason"}
_GRADED = {"response", "repair_finish"}
_GRANTS = ("可", "包", "予以", "无条件", "免费", "允许", "支持", "能")
_REPLIES = {"respond", "reply"}
_SHARED_GAP = 18
_LISTED = re.compile(r"[\u4e00-\u9fff]{1,6}[、/](?=[\u4e00-\u9fff])")
_FULL_DATE = re.compile(r"\d{4}\s*[年./-]\s*\d{1,2}\s*[月./-]\s*\d{1,2}|(?<!\d)\d{1,2}\s*月\s*\d{1,2}\s*[日号]")
_RESPECTIVELY = re.compile(r"分别|各自|依次|respectively")
_LEAST_TIERS = 2
_DAYS = {"hour": 1 / 24, "day": 1.0, "workday": 1.0, "month": 30.0}


@dataclass(frozen=True, slots=True)
class Context:
    """What stands around a text, nearest first. `carried` is the outcome of the sentence before it in the same paragraph."""

    levels: tuple[str, ...] = ()
    carried: str = ""
    revised: bool = False


@dataclass(frozen=True, slots=True)
class Commitment:
    """`reply`: a first answer rather than an arrival. `second`: the right to exchange, named together with the right to return."""

    subject: str
    scope: str
    hint: str
    duration: Duration
    outcome: str
    polarity: Polarity
    superseded: bool
    reply: bool = False
    second: bool = False


@dataclass(frozen=True, slots=True)
class _Place:
    """A duration, its own words (from the end of the one before to the start of the one after), and what was made of it."""

    duration: Duration
    left: int
    right: int
    rejected: bool
    outcome: str = ""
    deed: int = 0  # where the words of the outcome begin and
    done: int = 0  # end, when they stand behind the number
    old: bool = False


def commitments(text: str, context: Context) -> tuple[Commitment, ...]:
    """In order of place; `text` is one normalised sentence or cell."""
    durations = find_durations(text)
    if not durations:
        return ()
    words = promise_words()
    if words.reject_sentence.search(text) or _is_narration(words, text):
        return ()
    places = _with_shared(words, text, _with_old(words, text, _placed(words, text, durations), context), context)
    found = [one for place in places if not place.rejected for one in _commitments_at(words, text, place, context)]
    return tuple(_with_carried_tiers(_respectively(text, _without_inner(text, found))))


def _without_inner(text: str, found: Sequence[Commitment]) -> list[Commitment]:
    """当天来，最晚第二天: the outer limit is the promise."""
    inner = {
        number
        for number, (one, after) in enumerate(pairwise(found))
        if (one.subject, one.scope) == (after.subject, after.scope) and _OUTER.match(text[one.duration.end : after.duration.start])
    }
    return [one for number, one in enumerate(found) if number not in inner]


def _respectively(text: str, found: Sequence[Commitment]) -> list[Commitment]:
    """一般、重大两类分别 3 日、10 日办结: as many tiers as numbers, in their order."""
    said = _RESPECTIVELY.search(text)
    names = tier_names(_BRACKETS.sub("", text[: said.start()])) if said is not None else ()
    behind = {one.duration.start: one for one in found if said is not None and one.duration.start >= said.end()}
    told = {one.scope for one in behind.values()} <= {"", *names} and len({(one.subject, one.outcome) for one in behind.values()}) == 1
    if len(names) < _LEAST_TIERS or len(names) != len(behind) or not told:
        return list(found)
    named = [replace(one, scope=name, hint="") for one, name in zip(behind.values(), names, strict=True)]
    return [*(one for one in found if one.duration.start not in behind), *named]


def _with_carried_tiers(found: Sequence[Commitment]) -> Iterator[Commitment]:
    """P1 故障 15 分钟内响应、4 小时内恢复: the grade is said once for both."""
    names = {one.scope for one in found if one.scope and one.subject in _GRADED}
    before: Commitment | None = None
    for one in found:
        if before is not None and before.scope and not one.scope and {one.subject, before.subject} <= _GRADED and one.outcome != before.outcome:
            repeated = sum(other.outcome == one.outcome for other in found) > 1
            one = replace(one, scope=before.scope) if len(names) == 1 or repeated else one  # noqa: PLW2901
        yield one
        before = one


def names_outcome(text: str) -> bool:
    """Whether a label or short title says what is to be done: 到场时限, 退换, 维修."""
    words = promise_words()
    return any(pattern.search(text) for pattern in words.topics.values()) or is_label(text)


def is_label(text: str) -> bool:
    """Whether a text names something done within a time: 响应时间, 到场."""
    return _label_outcome(promise_words(), text, None) is not None


def _is_narration(words: PromiseWords, text: str) -> bool:
    return bool(_FULL_DATE.search(text) and words.narration.search(text) and not words.narration_unless.search(text))


def _placed(words: PromiseWords, text: str, durations: Sequence[Duration]) -> list[_Place]:
    out = []
    for number, one in enumerate(durations):
        left = max((other.end for other in durations[:number] if not _in_brackets_ahead(text, other, one)), default=0)
        right = durations[number + 1].start if number + 1 < len(durations) else len(text)
        rejected = _is_rejected(words, text, one)
        outcome, deed, done = ("", one.end, one.end) if rejected else _local_outcome(words, text, left, one, right)
        out.append(_Place(one, left, right, rejected, outcome, deed, done))
    return out


def _in_brackets_ahead(text: str, inner: Duration, one: Duration) -> bool:
    """重大投诉（停机超过七日）15 日: what a tier means says nothing about the number behind it."""
    return any(found.start() < inner.start and inner.end < found.end() <= one.start for found in _BRACKETS.finditer(text))


def _is_rejected(words: PromiseWords, text: str, one: Duration) -> bool:
    ahead = _BRACKETS.sub("", text[: one.start])  # 重大投诉（人身伤害、批量问题）: cases of a tier
    if one.bound == "over" or words.disaster.search(ahead):
        return True
    if words.grave.search(ahead) and not words.closed.search(text):
        return True
    before = text[max(0, one.start - 24) : one.start]
    clause = text[_clause_start(text, one.start) : _clause_end(text, one.end)]
    return bool(words.reject_before.search(before) or words.reject_after.match(text, one.end) or words.reject_clause.search(clause))


def _local_outcome(words: PromiseWords, text: str, left: int, one: Duration, right: int) -> tuple[str, int, int]:
    """The nearest thing done within the time: behind the number, or as a label ahead of it."""
    begin = _after_bound(text, one.end)
    stop = _STOP.search(text, begin)
    window = text[begin : min(right, stop.start() if stop else right, begin + _WINDOW)]
    window = _REMARK.sub(lambda found: " " * len(found[0]), window)
    best: tuple[float, int, int, str, int, int] | None = None
    for rank, (name, outcome) in enumerate(words.lexicon.outcomes.items()):
        if one.unit not in outcome.units:
            continue
        found = outcome.behind.search(window)
        if found is None or found.start() > outcome.near or not found[0]:
            continue
        if name not in _BY_DEFECT and words.undone.search(window[: found.start()]):
            continue
        if one.bound == "least" and name not in _AT_LEAST:
            continue
        cost = len(window[: found.start()].lstrip()) + _COMMA_COST * window.count(",", 0, found.start())
        if cost <= (_FAR_BY_DEFECT if name in _BY_DEFECT else _FAR):
            candidate = (cost, -len(found[0]), rank, name, begin + found.start(), begin + found.end())
            best = min(best, candidate) if best else candidate
    label = _label_outcome(words, text[left : one.start], one)
    if label and (best is None or label[0] < best[0] or (label[0] <= 1 and label[1] in _NOUNS)):
        return label[1], one.end, one.end
    return best[3:] if best else ("", one.end, one.end)


def _label_outcome(words: PromiseWords, before: str, one: Duration | None, title: bool = False) -> tuple[float, str] | None:
    """The label nearest to the end of `before`; a trigger (上门后, 签收之日起, 送达 7 天内) is none. In a title any such word is a label."""
    clean = _BRACKETS.sub(lambda found: " " * len(found[0]), before)
    best: tuple[float, int, str] | None = None
    for rank, (name, outcome) in enumerate(words.lexicon.outcomes.items()):
        if one is not None and (one.unit not in outcome.units or (one.bound == "least" and name not in _AT_LEAST)):
            continue
        last = None
        for found in words.ahead[name].finditer(clean):
            rest = clean[found.end() :]
            untied = title or one is None or _is_label(found[0], rest, one)
            if name in _NOUNS or found[0].endswith(":") or (untied and not _TRIGGER.match(rest)):
                last = found
        if last is not None and last[0].strip():
            rest = clean[last.end() :]
            near = 0 if name in _NOUNS and not rest.strip(" :") else _LABEL_COST
            cost = near + len(rest.strip()) + _COMMA_COST * rest.count(",") + (3 * _COMMA_COST if ";" in rest or "。" in rest else 0)
            candidate = (cost, rank, name)
            best = min(best, candidate) if best else candidate
    return (best[0], best[2]) if best else None


def _is_label(label: str, rest: str, one: Duration) -> bool:
    """上门时限 24 小时, 上门：24 小时, 办结不超过 3 天; not 送达 7 天内."""
    return bool(_LABEL_NOUN.search(label) or _LABEL_JOINT.match(rest)) or (not rest.strip() and one.bound != "within")


def _after_bound(text: str, end: int) -> int:
    found = _LEADING.match(text, end)
    return found.end() if found else end


def _with_old(words: PromiseWords, text: str, places: list[_Place], context: Context) -> list[_Place]:
    """Old values of a change are marked: 由 96 小时改为 72 小时, 原 48 小时."""
    out = []
    for number, place in enumerate(places):
        old = context.revised or bool(words.revised_before.search(text[max(0, place.duration.start - 24) : place.duration.start]))
        if number + 1 < len(places):
            gap = text[place.duration.end : places[number + 1].duration.start]
            old = old or (len(gap) <= _REVISED_GAP and bool(words.revised_between.match(gap)))
        out.append(replace(place, old=old))
    return out


def _with_shared(words: PromiseWords, text: str, places: list[_Place], context: Context) -> list[_Place]:
    """城区 24 小时、县域 48 小时上门: the first shares the outcome of the second; a label serves all numbers behind it."""
    out = list(places)
    for number in range(len(out) - 2, -1, -1):
        here, after = out[number], out[number + 1]
        waits = not here.outcome and not here.rejected and bool(after.outcome)
        if waits and _coordinated(text, here.duration, after.duration) and _fits(words, here, after.outcome):
            out[number] = replace(here, outcome=after.outcome, deed=after.deed, done=after.done)
    for number, here in enumerate(out):
        if here.outcome or here.rejected or not _is_bare(text, here):
            continue
        earlier = out[number - 1].outcome if number and not out[number - 1].rejected else "" if number else context.carried
        if earlier and _gap(text[here.left : here.duration.start]) <= _SHARED_GAP + 12 and _fits(words, here, earlier):
            out[number] = replace(here, outcome=earlier)
        elif not number and not _has_own_label(words, text, here):
            out[number] = replace(here, outcome=_outcome_of_context(words, here, context))
    return out


def _gap(text: str) -> int:
    """Letters between two numbers, without what stands in brackets and all but one of the names of a list: 湖北、湖南、江西 48 小时."""
    return len(_LISTED.sub("", _BRACKETS.sub("", text)))


def _coordinated(text: str, first: Duration, second: Duration) -> bool:
    gap = text[first.end : second.start]
    return len(gap) <= _SHARED_GAP and re.match(r"\s*(?:[之以]?内)?\s*(?:\([^()]*\))?\s*[、,/和及与或;|]", gap) is not None


def _is_bare(text: str, place: _Place) -> bool:
    """Nothing is said behind the number that could be the deed."""
    rest = text[_after_bound(text, place.duration.end) : place.right].strip()
    return not rest or re.match(r"(?:\([^()]*\))?\s*(?:[、,;。/|)]|和|及|与|或|完成|左右|$)", rest) is not None


def _fits(words: PromiseWords, place: _Place, outcome: str) -> bool:
    return place.duration.unit in words.lexicon.outcomes[outcome].units


def _has_own_label(words: PromiseWords, text: str, place: _Place) -> bool:
    """维修：24 小时 speaks of repair, whatever was said before."""
    label, colon, _ = text[place.left : place.duration.start].rpartition(":")
    return bool(colon) and any(words.topics[topic].search(label) for topic in words.lexicon.bare)


def _outcome_of_context(words: PromiseWords, place: _Place, context: Context) -> str:
    for level in context.levels:
        found = _label_outcome(words, level, place.duration, title=True)
        if found:
            return found[1]
    return ""


def _commitments_at(words: PromiseWords, text: str, place: _Place, context: Context) -> Iterator[Commitment]:
    one = place.duration
    subject = _subject(words, text, place, context)
    if not subject or not _is_sensible(words, subject, one):
        return
    clause_start = _clause_start(text, one.start)
    granted = text[place.deed : place.done].startswith(_GRANTS)
    if subject == "return_days" and not granted and words.handling.search(text[clause_start : one.start]):
        subject = "return_handling"
    limit = _LIMIT_BEFORE.search(text, clause_start, one.start)
    said = polarity(_without_remarks(text, place), limit.start() if limit else one.start, max(place.done, one.end))
    if said == "conditional" or (said == "planned" and not words.plans.search(text)):
        said = "affirmed"  # 如遇故障, 24 小时内上门: the case is what the promise is for; 将在 24 小时内上门 is one, too
    if words.refused.search(text[one.end : place.deed]):
        said = "negated"
    found = scopes_of(subject, text, left=place.left, start=one.start, end=one.end, done=place.done if place.done <= place.right else one.end)
    for name in found.names:
        first = Commitment(subject, name, found.hint, one, place.outcome, said, place.old, place.outcome in _REPLIES)
        yield from _with_exchange(text, place, first) if subject in ("return_days", "exchange_days") else (first,)


def _without_remarks(text: str, place: _Place) -> str:
    """P1（无法开机）1 小时: what stands in brackets denies nothing."""
    one = place.duration
    return _BRACKETS.sub(lambda found: found[0] if found.start() <= one.start < found.end() else "·" * len(found[0]), text)


def _with_exchange(text: str, place: _Place, first: Commitment) -> Iterator[Commitment]:
    """7 日内可以退货、换货: the right to exchange stands beside the right to return."""
    deed = text[place.duration.end : min(_clause_end(text, place.done), place.right)]
    if "退" in deed and "换" in deed:
        yield replace(first, subject="return_days")
        yield replace(first, subject="exchange_days", second=True)
    else:
        yield first


def _subject(words: PromiseWords, text: str, place: _Place, context: Context) -> str:
    if not place.outcome:
        return _bare_subject(words, text, place, context)
    outcome = words.lexicon.outcomes[place.outcome]
    own = tuple(_own_levels(text, place))
    for level in own if outcome.own else (*own, *context.levels):
        for topic, subject in outcome.subjects.items():
            if words.topics[topic].search(level):
                return subject
    return outcome.default


def _own_levels(text: str, place: _Place) -> Iterator[str]:
    """The clause of the number, then the clauses ahead of it, nearest first."""
    start, end = _clause_start(text, place.duration.start), min(_clause_end(text, place.duration.end), max(place.right, place.done))
    yield text[start:end]
    while start > 0:
        before = _clause_start(text, start - 1)
        yield text[before : start - 1]
        start = before
    yield text[end:]


def _bare_subject(words: PromiseWords, text: str, place: _Place, context: Context) -> str:
    """维修：24 小时; under the title 质保: 整机 1 年."""
    if not _is_bare(text, place):
        return ""
    label, colon, ahead = _BRACKETS.sub("", text[: place.duration.start]).strip().rpartition(":")
    name = re.split(r"[、,;]", ahead)[-1].strip()
    months = place.duration.unit == "month"
    for topic, subject in words.lexicon.bare.items():
        if place.duration.unit not in words.lexicon.subjects[subject].units or (subject == "warranty" and not months):
            continue
        if colon and words.topics[topic].search(label) and len(name) <= words.lexicon.scopes.most_letters:
            return subject
        titled = any(words.topics[topic].search(level) for level in context.levels[:2])
        if titled and not colon and (not ahead or (months and len(ahead) <= words.lexicon.scopes.most_letters and subject == "warranty")):
            return subject
    return ""


def _is_sensible(words: PromiseWords, subject: str, one: Duration) -> bool:
    known = words.lexicon.subjects[subject]
    days = float(one.value) * _DAYS[one.unit]
    return one.unit in known.units and known.least_days <= days <= known.most_days and days > 0


def _clause_start(text: str, before: int) -> int:
    return max((found.end() for found in _CLAUSE.finditer(text, 0, before)), default=0)


def _clause_end(text: str, start: int) -> int:
    found = _CLAUSE.search(text, start)
    return found.start() if found else len(text)
