"""The check of a sentence against what it cites."""

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property

from assistant.answering.grounded.claims import claims_of
from assistant.answering.grounded.duties import turned_duty
from assistant.answering.grounded.elsewhere import better, strange
from assistant.answering.grounded.facts import Facts, Text, facts_of
from assistant.answering.grounded.fold import fold, folded, phrased
from assistant.answering.grounded.leaks import speaks_of_prompt
from assistant.answering.grounded.lexicon import words
from assistant.answering.grounded.model import KIND_LABELS, Checked, Claim, Fault, FaultKind, Ground, Mend
from assistant.answering.grounded.overstated import overstated
from assistant.answering.grounded.pairing import company, grams_of, misplaced, text_grams, turned_pairs, unpaired
from assistant.answering.grounded.polarity import turned_part
from assistant.answering.grounded.quoting import paraphrase, set_off
from assistant.answering.grounded.runs import Sentence, without_marks
from assistant.answering.grounded.statements import asked_after, factual, own_grade, silent, turned, unechoed
from assistant.answering.grounded.support import Verdict, subject, supports, the_other_way
from assistant.answering.grounded.talk import idle, own_counts
from assistant.answering.grounded.verbs import turned_verb

_RELATED = 0.11  # the least share of a sentence's words that its passages must know
_WORDS = 8  # bigrams; a shorter sentence is not measured
_SHOWN = 24
_PAIRED: tuple[tuple[Callable[[Text, Facts], Iterator[tuple[Claim, str]]], FaultKind, str], ...] = (
    (turned_pairs, "direction", "“{said}”与“{beside}”：资料里方向相反（以上、低于之类写反了）"),
    (unpaired, "mismatch", "“{said}”与“{beside}”对不上：资料里不是这样搭配的"),
    (misplaced, "mismatch", "“{said}”在资料里说的不是这件事（{beside}）"),
)
_SOURCES_WORDS = 0.6
_COMPANY = 0.4  # share of the words beside a claim that a passage must have beside it to be cited for it
_OWN_WORDS = 0.3  # share of a sentence's words that make a passage one of its sources
_REFERRING = re.compile("(?:[这那]|上述|前述|前面|以上|上面)的?$")  # 那五项 were named before
_ASIDE = re.compile("(?:里|部分)?(?:之外|以外)")  # named to be left behind: 5.1 之外
_SOME = 0.3
_FEW = 3  # so many things may be counted again anywhere in an answer
_ONE_EACH = re.compile("一[份家个项条]")
_BRACKET = re.compile("[\u4e00-\u9fff]{0,4}[(（]([^()（）]*)[)）]")
_REST = re.compile("(?:其余|其他|其它|另外|余下|剩下)的?$")
_TOLD_OF = re.compile("“[^”]*”(?=(?:这[一种]*|之类)?的?(?:写法|说法|讲法|宣传|口号|字样))")  # told of, not said


def _facts(ground: Ground) -> Facts:
    return facts_of((*ground.texts, *ground.sides), len(ground.sides))


@dataclass(frozen=True)
class _Case:
    """A sentence on trial: what it says, what it cites and what else there is."""

    sentence: Sentence
    plain: str
    claims: tuple[Claim, ...]
    known: Mapping[int, Ground]
    given: Facts

    @cached_property
    def real(self) -> tuple[int, ...]:
        return tuple(number for number in self.sentence.cited if number in self.known)

    @cached_property
    def cited(self) -> Facts:
        grounds = [self.known[number] for number in self.real]
        texts = tuple(text for ground in grounds for text in (*ground.texts, *ground.sides))
        return facts_of(texts, max((len(ground.sides) for ground in grounds), default=0))

    @cached_property
    def everything(self) -> Facts:
        return facts_of(tuple(text for ground in self.known.values() for text in (*ground.texts, *ground.sides)))

    @cached_property
    def statement(self) -> bool:
        return factual(self.plain, self.claims, self.given, bool(self.sentence.lead))

    @property
    def where(self) -> str:
        return f"所引的 {_numbers(self.real)} " if self.real else "所给的资料"

    def fault(self, kind: FaultKind, text: str, claim: Claim | None = None, mend: Mend | None = None) -> Fault:
        return Fault(kind, text, 0, claim, mend)

    def elsewhere(self, claim: Claim) -> list[int]:
        """The passages that are not cited and say it."""
        return [n for n, ground in self.known.items() if n not in self.real and supports(_facts(ground), claim) == "yes"]


def sentence_checked(sentence: Sentence, known: Mapping[int, Ground], given: Facts) -> Checked:
    """A sentence by itself, as if it were the whole answer: where it stands is seen to by `placed`."""
    claims = claims_of(sentence.text)
    case = _Case(sentence, folded(without_marks(sentence.text)), claims, known, given)
    faults = [*_marks(case)]
    if own_grade(case.plain, claims, given):
        faults.append(case.fault("grade", f"“{_cut(case.plain)}”说的是企业自己的评分结果，只能由预评结果给出"))
    if speaks_of_prompt(case.plain, (*case.cited.texts, *given.texts)):
        faults.append(case.fault("leak", "这句话说的是给模型的说明，不能写进回答"))
    if not case.real and not case.statement and claims and not verbatim(case.plain, given.texts):
        faults.extend(_turned(case, case.plain, case.everything.texts))  # the question's own figures need no citation, but free of nothing
    found = ((claim, _claim(case, claim)) for claim in claims)
    bad = {claim: fault for claim, fault in found if fault is not None}
    faults.extend(bad.values())
    if case.real and not verbatim(case.plain, (*case.cited.texts, *given.texts)):
        faults.extend(fault for fault in _together(case) if fault.claim is None or fault.claim not in bad)
    said = tuple(dict.fromkeys(claims))
    span = (0, len(sentence.text))
    return Checked(sentence.text, span, said, sentence.cited, bool(sentence.own), case.statement, tuple(faults), bool(sentence.lead))


def verbatim(plain: str, texts: Sequence[Text]) -> bool:
    """Whether a sentence is a source's own: then its figures stand where they belong."""
    said = phrased(plain)
    return bool(said) and any(f"|{said}|" in f"|{text.phrased}|" for text in texts)


def _marks(case: _Case) -> Iterator[Fault]:
    for number in case.sentence.own:
        if number not in case.known:
            yield case.fault("no_such_citation", f"出处 [{number}] 不存在，只有 {_numbers(tuple(case.known))}")
    if case.statement and not case.real:
        found = _sources(case)
        mend = Mend("cite", found) if found else None
        yield case.fault("uncited", f"“{_cut(case.sentence.text)}”陈述了事实，没有写出处", mend=mend)


def _claim(case: _Case, claim: Claim) -> Fault | None:
    """What is wrong with a claim by itself."""
    if claim.kind == "citation" or asked_after(case.plain, claim) or subject(claim):
        return None
    verdict = supports(case.cited, claim)
    turned_round = claim.direction and verdict == "direction"  # the question's own 3 个月 lends no 至多
    if (supports(case.given, claim) == "yes" and not turned_round) or _of_the_answer(case, claim):
        return None
    return None if verdict == "yes" else _unborne(case, claim, verdict)


def _of_the_answer(case: _Case, claim: Claim) -> bool:
    """A count of the answer's own parts (具体看两点), and what is left of a count that is given beside it (四种之一，其余三种)."""
    if claim.unit not in ("个", "份", "家", "次") or not claim.value.isdecimal():
        return False
    if not case.sentence.own and own_counts([claim]) and idle(case.plain):
        return True
    if int(claim.value) in (case.sentence.lead, _counted(case.sentence.text[claim.span[1] :])) and int(claim.value) > 1:
        return True
    before = folded(case.sentence.text[: claim.span[0]])
    if _small(claim) and (_REFERRING.search(folded(case.sentence.text[: claim.span[0]])) or max(_near(case, claim).values(), default=0) > _SOME):
        return True
    if not _REST.search(before) or "之一" not in before:
        return False
    whole = str(int(claim.value) + 1)
    return any(one.unit == "个" and one.value == whole and supports(case.cited, one) == "yes" for one in case.claims)


def _counted(behind: str) -> int:
    """How many things a bracket right behind a count names: 两份（公司总图、售后图）; or how often 一份 follows."""
    named = _BRACKET.match(behind)
    return named[1].count("、") + 1 if named else len(_ONE_EACH.findall(behind))


def _unborne(case: _Case, claim: Claim, verdict: Verdict) -> Fault | None:
    elsewhere = case.elsewhere(claim)
    label = KIND_LABELS[claim.kind]
    if claim.kind == "quote":
        return _unquoted(case, claim, elsewhere=bool(elsewhere))
    if verdict == "direction":
        if _refused(case, claim) and supports(case.cited, the_other_way(claim)) == "yes":
            return None
        return case.fault("direction", f"{label}“{claim.said}”在{case.where}里方向相反（不少于、不超过之类写反了）", claim)
    if not elsewhere:
        return None if _article(claim) else case.fault("unsupported", f"{label}“{claim.said}”在{case.where}里没有", claim)
    if not case.real or (claim.kind == "clause" and _ASIDE.match(folded(case.sentence.text[claim.span[1] :]).lstrip())):
        return None  # without [n] that is the fault
    line = f"{label}“{claim.said}”不在{case.where}里，在 {_numbers(elsewhere)} 里"
    return case.fault("miscited", line, claim, _better_cited(case, claim))


def _unquoted(case: _Case, claim: Claim, *, elsewhere: bool) -> Fault | None:
    before, texts = folded(case.sentence.text[: claim.span[0]]), (*case.cited.texts, *case.given.texts)
    if set_off(before, claim.value, texts, elsewhere=elsewhere):
        return None
    mend = Mend("unquote") if paraphrase(before, claim.value, texts) else None
    return case.fault("misquoted", f"引号里的“{_cut(claim.value)}”不是{case.where}里的原话", claim, mend)


def _sources(case: _Case) -> tuple[int, ...]:
    """The passages that a sentence without [n] says again: all its claims, and most of its words."""
    said = grams_of([words().talk.sub(" ", case.plain)])
    telling = [claim for claim in case.claims if claim.kind not in ("citation", "quote") and not _small(claim)]
    shares = {}
    for number, ground in case.known.items():
        facts = _facts(ground)
        if said and all(supports(facts, claim) == "yes" or supports(case.given, claim) == "yes" for claim in telling):
            shares[number] = len(said & set().union(*(text_grams(text) for text in facts.texts))) / len(said)
    return tuple(sorted((n for n, share in shares.items() if share >= _SOURCES_WORDS), key=lambda n: -shares[n]))


def _small(claim: Claim) -> bool:
    return claim.unit in ("个", "次") and not claim.direction and claim.value.isdecimal() and int(claim.value) <= _FEW


def _better_cited(case: _Case, claim: Claim) -> Mend | None:
    """The passages that may be cited too: those that say the claim among the same words."""
    near = _near(case, claim)
    likeliest = sorted(near, key=lambda n: -near[n])
    close = tuple(n for n in likeliest if near[n] >= _COMPANY)
    if close:
        return Mend("cite", close, instead=_beside_it(case))
    return Mend("cite", tuple(likeliest), again=not _REFERRING.search(folded(case.sentence.text[: claim.span[0]])))


def _beside_it(case: _Case) -> bool:
    """Whether the cited passages have none of the sentence's claims, and few of its words."""
    said = grams_of([case.plain])
    there = set().union(*(text_grams(text) for text in case.cited.texts))
    none = all(supports(case.cited, one) != "yes" for one in case.claims if one.kind != "citation")
    return none and len(said & there) < _OWN_WORDS * len(said)


def _near(case: _Case, claim: Claim) -> dict[int, float]:
    """The passages that are not cited and say a claim -> the share of the words beside it that stand by it there."""
    form = fold(case.sentence.text)
    moved = replace(claim, span=_folded_span(form.places, claim.span))
    return {n: company(form.text, moved, _facts(case.known[n])) for n in case.elsewhere(claim)}


def _article(claim: Claim) -> bool:
    """至少一份 where the source says 一份, which counts nothing there: only a source's own bound can speak against it."""
    return claim.value == "1" and claim.unit in words().articles and claim.said.lstrip().startswith("一")


def _refused(case: _Case, claim: Claim) -> bool:
    """Whether what stands behind a figure refuses: 不满 3 年的不能申请."""
    behind = re.split("[,，;；。]", case.sentence.text[claim.span[1] :], maxsplit=1)[0]
    return bool(words().refused.search(folded(behind)))


def _together(case: _Case) -> Iterator[Fault]:
    """What is wrong with a sentence though each of its figures is there."""
    form = fold(case.sentence.text)
    moved = {replace(claim, span=_folded_span(form.places, claim.span)): claim for claim in case.claims}
    answer = Text(form.text, tuple(moved))
    both = Facts((*case.cited.texts, *case.given.texts))
    seen: set[Claim] = set()
    for read, kind, line in _PAIRED:
        for claim, beside in read(answer, both):
            original = moved[claim]
            if original not in seen and not asked_after(case.plain, original):
                seen.add(original)
                yield case.fault(kind, line.format(said=claim.said, beside=_head(beside)), original)
    yield from _opposed(case, _TOLD_OF.sub("", case.plain), both)
    yield from _foreign(case, form.text, both)


def _opposed(case: _Case, plain: str, both: Facts) -> Iterator[Fault]:
    """Where the words go against those of the sources, or further. `plain`: what the sentence itself says."""
    yield from _turned(case, plain, both.texts)
    verb = turned_verb(plain, both.texts)
    if verb:
        yield case.fault("direction", f"“{_cut(case.plain)}”里的“{verb}”与资料说的相反")
    more = overstated(plain, case.cited.texts)
    if more:
        yield case.fault("direction", f"“{_cut(case.plain)}”里的“{more}”说过头了，{case.where}没有这样说")
    if turned(plain, case.cited):
        yield case.fault("direction", f"“{_cut(case.plain)}”与所引资料的说法相反")


def _turned(case: _Case, plain: str, texts: Sequence[Text]) -> Iterator[Fault]:
    """Where a part of it is word for word a source's, but for 可以 against 不得, or a not."""
    for found in (turned_duty(plain, texts), turned_part(plain, texts)):
        if found:
            yield case.fault("direction", f"“{_cut(found[0])}”与资料里的“{_cut(found[1])}”相反")


def _foreign(case: _Case, text: str, both: Facts) -> Iterator[Fault]:
    """Where the words are none of the sources'. `text`: the sentence folded, its marks included."""
    unknown = strange(text, both.texts)
    if unknown:
        yield case.fault("unsupported", f"“{_cut(unknown)}”在{case.where}里没有")
    number = better(case.plain, both.texts, ((n, _facts(ground).texts) for n, ground in case.known.items() if n not in case.real))
    if number and not silent(case.plain):
        yield case.fault("miscited", f"“{_cut(case.plain)}”不在{case.where}里，在 [{number}] 里")
    freed = unechoed(case.plain, both.texts)
    if freed:
        yield case.fault("unsupported", f"“{_cut(freed)}”在{case.where}里没有")
    said = grams_of([case.plain])
    if (case.sentence.own or (case.statement and case.claims)) and len(said) >= _WORDS and not silent(case.plain):
        there = set().union(*(text_grams(text) for text in both.texts))
        if len(said & there) < _RELATED * len(said):
            yield case.fault("unrelated", f"“{_cut(case.plain)}”与所引的资料说的不是一回事")


def _folded_span(places: Sequence[int], span: tuple[int, int]) -> tuple[int, int]:
    """Where a span of the original stands in its folded form."""
    inside = [n for n, place in enumerate(places) if span[0] <= place < span[1]]
    return (inside[0], inside[-1] + 1) if inside else (0, 0)


def _head(name: str) -> str:
    return f"{name}星" if name.isdecimal() and len(name) <= 2 else name


def _numbers(numbers: Sequence[int]) -> str:
    return "".join(f"[{number}]" for number in numbers) or "没有资料"


def _cut(text: str) -> str:
    return text if len(text) <= _SHOWN else text[: _SHOWN - 1] + "…"
