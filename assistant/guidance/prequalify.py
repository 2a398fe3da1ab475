"""Before anything is uploaded: could this applicant apply, what could it leave out, how long, what first. Pure; never a promise.

Contested rules stay contested: a verdict says whether the sides differ for this applicant, never which side is right.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from assistant.guidance import managers
from assistant.guidance.applicant import ACTIVITIES, WANTED, Applicant
from assistant.guidance.cited import Side
from assistant.guidance.computation import Computation
from assistant.guidance.materials import Checklist, checklist
from assistant.guidance.prequalify_model import (
    ActivityRule,
    Passages,
    PrequalifyData,
    Rule,
    State,
    Step,
    Verdict,
    When,
    load_prequalify,
)
from assistant.guidance.prequalify_times import Lasting, Times, times
from scoring.figures import shown
from scoring.industry import industry_of
from scoring.points import managers_needed
from scoring.profile import KIND_TITLES, Exclusion, Profile
from scoring.rubric import Clause, Rubric

_MARK = "（未填名称）"  # stands for outlets of which only the number is known
_MANAGERS = "5.1.2.2"
_OUT: tuple[State, ...] = ("likely", "perhaps")


@dataclass(frozen=True, slots=True)
class CheckedSide:
    """What one side says; `lasting` where it is a time, which this applicant reaches or not."""

    side: Side
    lasting: Lasting | None = None


@dataclass(frozen=True, slots=True)
class Condition:
    """One condition, judged. `note` is the rubric's own, `ask` what to ask the certification body, "" for none."""

    id: str
    title: str
    rule: str
    verdict: Verdict
    text: str
    passages: Passages
    sides: tuple[CheckedSide, ...] = ()
    note: str = ""
    ask: str = ""


@dataclass(frozen=True, slots=True)
class Leaving:
    """An activity, whether its clauses may be left out, and why."""

    rule: ActivityRule
    state: State
    clauses: tuple[Clause, ...]
    reason: str

    @property
    def points(self) -> Decimal:
        """By the rubric: working values."""
        return sum((clause.points for clause in self.clauses), Decimal())


@dataclass(frozen=True, slots=True)
class Prepare:
    step: Step
    why: str


@dataclass(frozen=True, slots=True)
class Prequalification:
    """`needed` is None where the number of 服务管理人员 is not known; `managers` then estimates it. `points` is "" where nothing may be left out."""

    applicant: Applicant
    today: date
    eligibility: tuple[Condition, ...]
    leaving: tuple[Leaving, ...]
    points: str
    managers: Computation
    needed: int | None
    certificates: Computation
    level: Computation | None
    materials: Checklist
    times: Times
    first: tuple[Prepare, ...]

    @property
    def questions(self) -> tuple[Condition, ...]:
        """What to ask the certification body: conditions that are not settled."""
        return tuple(one for one in self.eligibility if one.ask and one.verdict != "met")


def prequalify(who: Applicant, rubric: Rubric, today: date) -> Prequalification:
    """Everything that follows from the form. Never raises for a checked applicant."""
    data = load_prequalify()
    reckoned = times(who, today, {rule.gate: rule.elsewhere for rule in data.eligibility if rule.gate})
    eligibility = (*(_condition(rule, who, rubric, reckoned, today) for rule in data.eligibility), *_permits(who, data))
    leaving = tuple(_leaving(rule, who, data, rubric) for rule in data.exclusions.activities)
    needed = None if who.service_managers is None else managers_needed(rubric, who.service_managers)
    running = [one for one in reckoned.lasting["running"] if one.counted]
    holds: dict[When, bool] = {
        "always": True,
        "managers_short": _short(who, needed),
        "not_running": not all(one.holds(today) for one in running),
        "outlets": who.outlets > 0,
        "open": any(one.verdict != "met" for one in eligibility),
        "exclusions": any(one.state in _OUT for one in leaving),
    }
    return Prequalification(
        applicant=who,
        today=today,
        eligibility=eligibility,
        leaving=leaving,
        points=_points(leaving, data, rubric),
        managers=_managers(who, rubric),
        needed=needed,
        certificates=_certificates(who, data),
        level=_level(who, data, rubric, needed),
        materials=checklist(_profile(who, leaving)),
        times=reckoned,
        first=_first(who, data, needed, running, holds),
    )


def _condition(rule: Rule, who: Applicant, rubric: Rubric, reckoned: Times, today: date) -> Condition:
    lasting = reckoned.lasting[rule.gate] if rule.gate else ()
    verdict = _CHECKS[rule.check](who) if rule.gate is None else _lasted(lasting, today)
    months = who.system_months if rule.gate == "running" else who.months
    sides = tuple(CheckedSide(Side(says=one.side.says, sources=one.side.sources), one) for one in lasting)
    if rule.contested is not None:
        sides = tuple(CheckedSide(side) for side in rule.contested.sides)
    text = rule.says[verdict].format(
        kind=KIND_TITLES[who.kind], months=months, managers=who.managers, people=who.people, wanted=WANTED[who.wanted] if who.wanted else ""
    )
    note = next((one.note for one in rubric.eligibility if one.id == rule.note_of), "")
    return Condition(rule.id, rule.title, rule.rule, verdict, text, rule.passages, sides, note, rule.ask or "")


def _lasted(lasting: tuple[Lasting, ...], today: date) -> Verdict:
    held = {one.holds(today) for one in lasting if one.counted}
    return "contested" if len(held) > 1 else "met" if held == {True} else "not_met"


_CHECKS: Mapping[str, Callable[[Applicant], Verdict]] = {
    "always": lambda _: "met",
    "not_asked": lambda _: "unclear",
    "domain": lambda who: "met" if who.kind == "sales" else "contested",
    "trained": lambda who: "met" if who.managers else "not_met",
    "stars": lambda who: "unclear" if who.wanted is None else "met" if who.wanted == "pass" else "contested",
}


def _permits(who: Applicant, data: PrequalifyData) -> tuple[Condition, ...]:
    rule = data.permit
    named = industry_of(who.industry).permits
    return tuple(
        Condition(f"permit-{number}", f"{rule.title}：{one.name}", rule.rule, "unclear", rule.says, rule.passages)
        for number, one in enumerate(named, start=1)
    )


def _leaving(rule: ActivityRule, who: Applicant, data: PrequalifyData, rubric: Rubric) -> Leaving:
    state: State = "perhaps" if who.kind in rule.kinds else "unsaid"
    if who.activities is not None:
        state = "done" if rule.id in who.activities else "likely"
    clauses = tuple(clause for clause in rubric.clauses() if clause.id in rule.clauses)
    return Leaving(rule, state, clauses, data.exclusions.says[state].format(title=ACTIVITIES[rule.id], kind=KIND_TITLES[who.kind]))


def _points(leaving: tuple[Leaving, ...], data: PrequalifyData, rubric: Rubric) -> str:
    out = [one for one in leaving if one.state in _OUT]
    if not out:
        return ""
    points = sum((one.points for one in out), Decimal())
    titles = "、".join(ACTIVITIES[one.rule.id] for one in out)
    return data.exclusions.caveat.points.format(titles=titles, points=shown(points), left=shown(rubric.full_marks - points))


def _managers(who: Applicant, rubric: Rubric) -> Computation:
    if who.service_managers is None:
        return managers.for_all_staff(rubric, who.people)
    return managers.for_service_managers(rubric, who.service_managers, who.managers)


def _certificates(who: Applicant, data: PrequalifyData) -> Computation:
    named = [one for one in who.certificates if one]
    told = data.certificates.some if named else data.certificates.none
    return Computation(told.says.format(names="、".join(named)), told.passages)


def _level(who: Applicant, data: PrequalifyData, rubric: Rubric, needed: int | None) -> Computation | None:
    """What the wanted level asks for; None where none is wanted."""
    wanted = next((level for level in rubric.levels if level.id == who.wanted), None)
    if wanted is None:
        return None
    each = shown(rubric.special_deductions.points_each)
    text = data.level.says.format(
        title=wanted.title, line=shown(wanted.lower), full=shown(rubric.full_marks), margin=shown(rubric.full_marks - wanted.lower), each=each
    )
    if not _short(who, needed):
        return Computation(f"{text}。", data.level.passages)
    clause = next(one for one in rubric.clauses() if one.id == _MANAGERS)
    short = data.level.short.says.format(clause=clause.id, points=shown(clause.points))
    return Computation(f"{text}；{short}。", (*data.level.passages, *data.level.short.passages))


def _short(who: Applicant, needed: int | None) -> bool:
    """Whether 售后服务管理师 are lacking, as far as is known: at least one is needed in any case."""
    return who.managers < (1 if needed is None else needed)


def _profile(who: Applicant, leaving: tuple[Leaving, ...]) -> Profile:
    """What the checklist needs to tell what applies: outlets without names, since only their number is known."""
    outlets = (_MARK,) if who.outlets else ()
    exclusions = tuple(Exclusion(clause.id, one.reason) for one in leaving if one.state in _OUT for clause in one.clauses)
    return Profile(kind=who.kind, industry=who.industry, branches=outlets, entrusted_outlets=outlets, exclusions=exclusions)


def _first(who: Applicant, data: PrequalifyData, needed: int | None, running: Sequence[Lasting], holds: Mapping[When, bool]) -> tuple[Prepare, ...]:
    """The steps whose condition holds, in the order of the data."""
    lack = f"还差 {needed - who.managers} 名" if needed is not None and needed > who.managers else "至少要 1 名"
    least = min(running, key=lambda one: one.possible_from).side.range
    return tuple(Prepare(step, step.why.format(short=lack, least=least, outlets=who.outlets)) for step in data.first if holds[step.when])
