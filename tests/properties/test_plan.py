"""The solver against trying every set, and plans against what must hold for each of them."""

from collections.abc import Iterator
from datetime import date, timedelta
from fractions import Fraction
from itertools import combinations
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from scoring.judge import Grade
from scoring.plan import Wish, plan
from scoring.plan.document import to_json
from scoring.plan.solve import Item, Problem, Task, least
from scoring.plan.switched import standing_of, switched
from scoring.result import canonical
from tests.support.plans import TODAY, asked, graded
from tests.support.rubrics import group, small

quick = settings(max_examples=60, deadline=None)
NAMES = ("A", "B", "C", "D", "E", "F", "G")
TASKS = ("t1", "t2", "t3", "t4", "t5", "t6", "t7", "t8")

fractions = st.builds(Fraction, st.integers(0, 40), st.sampled_from([1, 3, 7, 11, 19]))


@st.composite
def problems(draw: Any) -> Problem:
    """Up to seven items that share up to eight tasks, with a score and perhaps a floor to reach."""
    tasks = {name: Task(Fraction(draw(st.integers(0, 8)), draw(st.sampled_from([1, 2, 3]))), draw(st.integers(0, 60))) for name in TASKS}
    items = tuple(
        Item(name, {"score": draw(fractions), "floor": draw(fractions)}, tuple(sorted(draw(st.sets(st.sampled_from(TASKS), max_size=4)))))
        for name in NAMES[: draw(st.integers(0, 7))]
    )
    names = [one.id for one in items]
    demands = {"score": draw(fractions), **({"floor": draw(fractions)} if draw(st.booleans()) else {})}
    always = frozenset(draw(st.sets(st.sampled_from(names), max_size=2))) if names else frozenset()
    return Problem(items, tasks, demands, always, frozenset(draw(st.sets(st.sampled_from(TASKS), max_size=2))))


def every_set(problem: Problem) -> Iterator[frozenset[str]]:
    names = [one.id for one in problem.items]
    for size in range(len(names) + 1):
        for chosen in combinations(names, size):
            if problem.always <= set(chosen):
                yield frozenset(chosen)


def by_trying(problem: Problem) -> frozenset[str] | None:
    """Least effort, then shortest, then fewest actions, then the earlier clauses."""
    fit = [chosen for chosen in every_set(problem) if problem.met(chosen)]
    order = [one.id for one in problem.items]
    return min(fit, key=lambda chosen: (problem.cost(chosen), [name not in chosen for name in order]), default=None)


@settings(max_examples=200, deadline=None)
@given(problems())
def test_the_solver_finds_what_trying_every_set_finds(problem: Problem) -> None:
    assert least(problem) == by_trying(problem)


@quick
@given(problems(), st.integers(1, 10**9))
def test_a_hair_too_little_is_too_little(problem: Problem, hair: int) -> None:
    """Demands a billionth or less above what a set gains: floats cannot tell, fractions must."""
    total = sum((one.gains["score"] for one in problem.items[:3]), Fraction(0))
    close = Problem(problem.items, problem.tasks, {"score": total + Fraction(1, hair * 10**9)}, problem.always, problem.forced)
    assert least(close) == by_trying(close)


@st.composite
def grades(draw: Any) -> Grade:
    """Six clauses in two groups, some with a remedy in common, some partly earned, some excluded, some deductions, perhaps floors."""
    remedies = [("甲", 2, 30), ("乙", "1.5", 7), ("丙", 4, 14), ("丁", 1, 45), ("戊", 3, 3)]
    some = st.lists(st.sampled_from(remedies), min_size=1, max_size=2, unique=True)
    clauses = [asked(name, draw(st.sampled_from(["5", "10", "20"])), *draw(some), excludable=True) for name in NAMES[:6]]
    more = {"group_floor_percent": 50} if draw(st.booleans()) else {}
    raw = [clauses[:3], clauses[3:]]
    total = sum(int(one["points"]) for one in clauses)
    rubric = small(
        *(group(*part, name=str(number)) for number, part in enumerate(raw, start=1)),
        **more,
        levels=[{"id": "low", "title": "低级", "from": total // 2}, {"id": "high", "title": "高级", "from": total * 9 // 10}],
    )
    parts = st.sampled_from([Fraction(0), Fraction(1), Fraction(7, 11), Fraction(1, 3)])
    shares = draw(st.dictionaries(st.sampled_from(NAMES[:6]), parts, max_size=6))
    excluded = draw(st.sets(st.sampled_from(NAMES[:6]), max_size=2))
    return graded(rubric, shares, draw(st.sampled_from([(), ("一",), ("一", "二")])), sorted(excluded))


def again(grade: Grade) -> Any:
    return lambda _: grade


def reached(grade: Grade, closed: frozenset[str], level: str) -> bool:
    found = standing_of(grade.rubric, switched(grade.clauses, closed), 0).level
    order = [one.id for one in grade.rubric.levels]
    return found is not None and order.index(found.id) >= order.index(level)


def cheapest(grade: Grade, level: str) -> tuple[Fraction, int] | None:
    """Person-days and longest action of the cheapest set of clauses by trying all, from the rubric's own remedies."""
    open_clauses = [one for one in grade.clauses if one.excluded_because is None and one.share < 1]
    found = []
    for size in range(len(open_clauses) + 1):
        for chosen in combinations(open_clauses, size):
            if reached(grade, frozenset(one.clause.id for one in chosen), level):
                remedies = {condition.remedy for one in chosen for condition in one.clause.conditions}
                special = [one.remedy for one in grade.special]
                days = sum((Fraction(one.days) for one in (*remedies, *special)), Fraction(0))
                found.append((days, max((max(one.lead_days, -(-one.days // 1)) for one in (*remedies, *special)), default=0)))
    return min(found, default=None)


@quick
@given(grades(), st.sampled_from(["low", "high"]))
def test_no_cheaper_plan_exists(grade: Grade, level: str) -> None:
    made = plan(grade, again(grade), Wish(level))
    wanted = cheapest(grade, level)
    assert made.reachable == (wanted is not None)
    if wanted is not None:
        assert (sum((one.action.days for one in made.steps), Fraction(0)), (made.earliest - TODAY).days) == wanted
        assert reached(grade, frozenset(one.clause.id for one in made.chosen), level)


@quick
@given(grades(), st.sampled_from(["low", "high"]), st.sets(st.sampled_from(NAMES[:6]), max_size=2))
def test_locks_are_kept_and_never_make_a_plan_cheaper(grade: Grade, level: str, names: set[str]) -> None:
    kept = {one.clause.id for one in grade.clauses if one.excluded_because is None}
    free = plan(grade, again(grade), Wish(level))
    cannot = plan(grade, again(grade), Wish(level, cannot=tuple(sorted(names & kept))))
    doing = plan(grade, again(grade), Wish(level, doing=tuple(sorted(names & kept))))
    assert not names & {one.clause.id for one in cannot.chosen}
    assert {one.clause.id for one in doing.ground.gaps} & names <= {one.clause.id for one in doing.chosen}
    if cannot.reachable:
        assert cost(cannot) >= cost(free)
    assert cost(doing) >= cost(free)
    excluded = {one.clause.id for one in grade.clauses} - kept
    assert not excluded & {name for made in (free, cannot, doing) for step in made.steps for name in step.action.clauses}


def cost(made: Any) -> Fraction:
    return sum((one.action.days for one in made.steps), Fraction(0))


@quick
@given(grades(), st.integers(0, 60), st.integers(0, 60))
def test_dates_agree_with_each_other(grade: Grade, wait: int, until: int) -> None:
    start = TODAY + timedelta(days=wait)
    made = to_json(plan(grade, again(grade), Wish("high", start=start, audit=start + timedelta(days=until))))
    assert made == to_json(plan(grade, again(grade), Wish("high", start=start, audit=start + timedelta(days=until))))
    assert canonical(made)
    named = {one["id"] for one in made["actions"]}
    assert {name for one in made["bundles"] for name in one["actions"]} <= named
    for one in made["actions"]:
        finish = date.fromisoformat(one["finish"])
        assert one["start"] == start.isoformat()
        assert (finish - start).days == one["lead_days"]
        assert finish + timedelta(days=one["slack"]) == date.fromisoformat(made["earliest_date"])
        assert one["special"] or finish <= start + timedelta(days=until)
    assert made["nothing_to_do"] == (not made["actions"])
    assert set(made["critical"]) == {one["id"] for one in made["actions"] if one["slack"] == 0}
    assert bool(made["why_not"]) != made["reachable"]
