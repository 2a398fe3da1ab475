"""The table of roles and actions, and the one function that reads it."""

from dataclasses import replace

import pytest

from assistant.accounts import LOCAL, Action, ForbiddenError, Role, User, may, require
from assistant.accounts.permissions import SHARED

OWN, FOREIGN = "cl-own", "cl-foreign"
ON_CLIENT = [one for one in Action if one not in SHARED]
ENTERPRISE = {Action.LOOK, Action.UPLOAD, Action.REMOVE, Action.GRADE}


def user(role: Role) -> User:
    return User("us-1", "甲", role, frozenset({OWN}))


@pytest.mark.parametrize("action", ON_CLIENT, ids=lambda one: one.name)
def test_on_a_client_everything_hangs_on_the_assignment(action: Action) -> None:
    allowed = {role: (may(user(role), action, OWN), may(user(role), action, FOREIGN), may(user(role), action)) for role in Role}
    assert allowed == {
        Role.ADMIN: (True, True, False),
        Role.CONSULTANT: (action is not Action.ERASE, False, False),
        Role.ENTERPRISE: (action in ENTERPRISE, False, False),
        Role.VIEWER: (action is Action.LOOK, False, False),
    }


def test_what_is_shared_hangs_on_the_role() -> None:
    allowed = {role: {action for action in SHARED if may(user(role), action)} for role in Role}
    assert allowed[Role.ADMIN] == SHARED
    assert allowed[Role.CONSULTANT] == {Action.CREATE, Action.LIBRARY, Action.RUBRICS, Action.LEADS, Action.COMMON}
    assert allowed[Role.ENTERPRISE] == allowed[Role.VIEWER] == {Action.COMMON}


@pytest.mark.parametrize("role", Role)
def test_a_disabled_user_may_nothing(role: Role) -> None:
    assert not [action for action in Action if may(replace(user(role), disabled=True), action, OWN)]


def test_whoever_sits_at_this_machine_may_everything_and_a_refusal_names_the_role() -> None:
    assert all(may(LOCAL, action, FOREIGN) for action in Action)
    with pytest.raises(ForbiddenError, match=r"只读用户.*不能上传材料"):
        require(user(Role.VIEWER), Action.UPLOAD, OWN)


def test_two_people_of_one_name_sign_apart() -> None:
    assert [User("us-1", name, Role.VIEWER, display="王芳").signature for name in ("wf1", "wf2", "王芳")] == ["王芳（wf1）", "王芳（wf2）", "王芳"]
    assert LOCAL.signature == ""
