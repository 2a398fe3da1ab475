"""The solver: shared actions, ties, demands that floats cannot tell apart."""

from fractions import Fraction

from scoring.plan.solve import Item, Problem, Task, least

TASKS = {"x": Task(Fraction(4), 10), "y": Task(Fraction(3), 30), "z": Task(Fraction(3), 20), "half": Task(Fraction(1, 2), 1)}


def item(name: str, gain: int | Fraction, *tasks: str) -> Item:
    return Item(name, {"score": Fraction(gain)}, tasks)


def problem(wanted: int | Fraction, *items: Item, always: frozenset[str] = frozenset(), forced: frozenset[str] = frozenset()) -> Problem:
    return Problem(items, TASKS, {"score": Fraction(wanted)}, always, forced)


def test_a_shared_action_costs_once() -> None:
    shared = problem(4, item("A", 4, "y", "half"), item("B", 2, "x"), item("C", 2, "x"))
    assert least(shared) == {"A"}
    assert least(problem(4, item("A", 4, "y", "z"), item("B", 2, "x"), item("C", 2, "x"))) == {"B", "C"}


def test_equal_effort_takes_the_shorter_then_the_earlier() -> None:
    assert least(problem(1, item("A", 1, "y"), item("B", 1, "z"))) == {"B"}
    assert least(problem(1, item("A", 1, "z"), item("B", 1, "z"), item("C", 1, "y"))) == {"A", "B"}  # B comes with A's action


def test_what_is_done_anyway_costs_a_choice_nothing() -> None:
    assert least(problem(1, item("A", 1, "half"), item("B", 1, "y"), forced=frozenset({"y"}))) == {"B"}


def test_an_item_under_way_stays_though_it_is_not_needed() -> None:
    assert least(problem(1, item("A", 1, "y"), item("B", 1, "half"), always=frozenset({"A"}))) == {"A"}
    assert least(problem(0, item("A", 1, "y"), always=frozenset({"A"}))) == {"A"}


def test_out_of_reach_and_nothing_to_do() -> None:
    assert least(problem(3, item("A", 2, "x"))) is None
    assert least(problem(0)) == frozenset()
    assert least(problem(0, item("A", 1, "x"))) == frozenset()
    assert least(problem(1)) is None


def test_every_demand_counts() -> None:
    one = Item("A", {"score": Fraction(9)}, ("half",))
    other = Item("B", {"score": Fraction(1), "floor": Fraction(2)}, ("x",))
    assert least(Problem((one, other), TASKS, {"score": Fraction(1)})) == {"A"}
    assert least(Problem((one, other), TASKS, {"score": Fraction(1), "floor": Fraction(2)})) == {"B"}
    both = Problem((one, other), TASKS, {"score": Fraction(1), "floor": Fraction(1)})
    assert (both.met(frozenset("A")), both.met(frozenset("B"))) == (False, True)  # what gains nothing there counts as nothing


def test_a_set_that_only_floats_let_through_is_refused() -> None:
    """A third and two thirds fall a trillionth short of the demand; the dearer set is the cheapest that really reaches it."""
    wanted = 1 + Fraction(1, 10**12)
    seen: list[frozenset[str]] = []
    asked = problem(wanted, item("A", Fraction(1, 3), "half"), item("B", Fraction(2, 3), "half"), item("C", Fraction(1, 1000), "x"))

    def holds(chosen: frozenset[str]) -> bool:
        seen.append(chosen)
        return asked.met(chosen)

    assert least(asked, holds) == {"A", "B", "C"}
    assert frozenset({"A", "B"}) in seen  # the floats did propose it


def test_the_engine_has_the_last_word() -> None:
    """What the demands do not say, `holds` may still refuse."""
    asked = problem(1, item("A", 1, "half"), item("B", 1, "x"))
    assert least(asked, lambda chosen: "B" in chosen) == {"B"}
