"""Every method of the workbench has a rule, and every parameter that names something of a client is looked at."""

from inspect import signature

import pytest

from assistant.accounts import LOCAL, Accounts, Role, User
from assistant.workbench import Desks, Workbench
from assistant.workbench.permitted import PermittedBench
from assistant.workbench.rules import CLOSED, RULES
from assistant.workspace import Workspace

OWN = {name for name in vars(PermittedBench) if not name.startswith("_")}  # those that the view has of its own
ATTRIBUTES = {"settings", "workspace", "user"}  # set when a workbench is made
OF_A_CLIENT = {"client", "assessment", "assessments", "before", "after", "file", "files", "job", "override", "sha256"}
BODIES = {"put_file": (), "import_rubric": ("file",), "import_gaps": ("file",), "add_to_library": ("file",)}  # a `file` that is uploaded


def public() -> set[str]:
    return {name for name in dir(Workbench) if not name.startswith("_")} | ATTRIBUTES


def test_every_public_name_has_a_rule_or_is_closed() -> None:
    assert public() == {*RULES, *OWN, *CLOSED, "user"}
    assert not set(RULES) & OWN
    assert not CLOSED & (set(RULES) | OWN)


@pytest.mark.parametrize("name", RULES)
def test_every_parameter_that_names_something_of_a_client_is_held_against_the_user(name: str) -> None:
    rule, parameters = RULES[name], set(signature(getattr(Workbench, name)).parameters)
    assert parameters & OF_A_CLIENT - set(BODIES.get(name, ())) == {*rule.whose, *rule.within}
    assert rule.whose or not rule.within


@pytest.mark.parametrize("name", sorted(CLOSED | {"_service", "_runner", "nothing"}))
def test_what_is_closed_is_out_of_reach(name: str, tmp_path: object) -> None:
    view = PermittedBench.__new__(PermittedBench)
    view.user = User("us-1", "甲", Role.ADMIN)
    with pytest.raises(AttributeError):
        getattr(view, name)


def test_whoever_sits_at_this_machine_works_at_the_bench_itself() -> None:
    bench, accounts = Workbench.__new__(Workbench), Accounts.__new__(Accounts)
    assert Desks(bench, accounts).of(LOCAL) is bench
    assert Workspace not in map(type, vars(Desks(bench, accounts).of(User("us-1", "甲", Role.ADMIN))).values())
