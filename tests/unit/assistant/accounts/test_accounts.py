"""Users, log-in, lock-out and sessions over a real database."""

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

import pytest
from argon2 import PasswordHasher
from sqlalchemy import text

from assistant.accounts import LOCAL, Accounts, LogInError, Role, User
from assistant.accounts.lockout import TRIES, locked_for
from assistant.accounts.passwords import Passwords
from assistant.workspace import NotFoundError, RefusedError, Workspace
from tests.support.workspaces import NAME, WHO
from tests.unit.assistant.accounts.conftest import Clock

GOOD, OTHER = "河边 有 七棵老柳树", "another good one 7"


@pytest.fixture
def somebody(accounts: Accounts) -> User:
    return accounts.create("李四", Role.CONSULTANT, GOOD, WHO)


def refused(accounts: Accounts, name: str, password: str) -> str:
    with pytest.raises(LogInError) as told:
        accounts.log_in(name, password)
    return str(told.value)


def test_without_users_whoever_is_here_is_the_administrator_and_with_one_nobody_is(accounts: Accounts) -> None:
    assert accounts.at_door("") == LOCAL
    accounts.create("李四", Role.VIEWER, GOOD, WHO)
    assert accounts.at_door("") is None
    accounts.disable("李四", WHO)
    assert accounts.at_door("") is None
    assert not accounts.somebody_can_log_in()


def test_a_name_is_found_as_it_is_typed_and_taken_once(accounts: Accounts, somebody: User) -> None:
    token = accounts.log_in(" 李 四", GOOD).token
    assert accounts.at_door(token) == somebody
    with pytest.raises(RefusedError, match="已经有叫"):
        accounts.create("李　四", Role.ADMIN, GOOD, WHO)


@pytest.mark.parametrize(
    ("password", "why"),
    [("nine char", "太短"), ("Password123", "太常见"), ("1234567890", "太常见"), ("ababababab", "太常见"), ("ｐａｓｓｗｏｒｄ１２３", "太常见"),
     ("wangwu2026", "自己的名称"), ("x" * 300, "太长")],
)  # fmt: skip
def test_weak_passwords_are_refused(accounts: Accounts, password: str, why: str) -> None:
    with pytest.raises(RefusedError, match=why):
        accounts.create("WangWu", Role.ADMIN, password, WHO)
    assert accounts.users() == []


def test_an_unknown_name_a_wrong_password_a_locked_and_a_disabled_account_are_told_alike(accounts: Accounts, somebody: User) -> None:
    accounts.create("停用的", Role.VIEWER, GOOD, WHO)
    accounts.disable("停用的", WHO)
    told = {refused(accounts, "没有这个人", GOOD), refused(accounts, "停用的", GOOD), refused(accounts, "\0", GOOD)}
    told |= {refused(accounts, "李四", "wrong wrong 1") for _ in range(TRIES)}
    assert len(told | {refused(accounts, "李四", GOOD)}) == 1


def test_a_lock_begins_with_the_fifth_wrong_try_survives_a_restart_grows_and_ends(
    accounts: Accounts, workspace: Workspace, clock: Clock, somebody: User
) -> None:
    for _ in range(TRIES):
        refused(accounts, "李四", OTHER)
    refused(accounts, "李四", GOOD)
    clock.pass_(minutes=14)
    refused(Accounts.of(workspace, passwords=accounts.passwords), "李四", GOOD)
    clock.pass_(minutes=2)
    for _ in range(TRIES):
        refused(accounts, "李四", OTHER)
    clock.pass_(minutes=29)
    refused(accounts, "李四", GOOD)
    clock.pass_(minutes=2)
    assert accounts.log_in("李四", GOOD).user == somebody
    spans = [locked_for(one) for one in (1, 4, 5, 6, 10, 15)]
    assert spans == [None, None, timedelta(minutes=15), None, timedelta(minutes=30), timedelta(minutes=60)]
    assert locked_for(5000) == timedelta(hours=24)


def test_four_wrong_tries_and_a_right_one_start_the_count_anew(accounts: Accounts, somebody: User) -> None:
    for _ in range(2):
        for _ in range(TRIES - 1):
            refused(accounts, "李四", OTHER)
        accounts.log_in("李四", GOOD)


def test_many_tries_at_once_are_no_more_than_one_after_another(accounts: Accounts, workspace: Workspace, somebody: User) -> None:
    with ThreadPoolExecutor(8) as pool:
        list(pool.map(lambda _: refused(accounts, "李四", OTHER), range(24)))
    assert sum(one.action == "login.tried" for one in workspace.audit()) == TRIES


def test_a_session_ends_when_it_is_idle_and_when_it_is_old(accounts: Accounts, clock: Clock, somebody: User) -> None:
    token = accounts.log_in("李四", GOOD).token
    for _ in range(10):
        clock.pass_(hours=7)
        assert accounts.at_door(token) == somebody
    clock.pass_(hours=3)
    assert accounts.at_door(token) is None
    token = accounts.log_in("李四", GOOD).token
    clock.pass_(hours=8, seconds=1)
    assert accounts.at_door(token) is None
    assert accounts.sessions("李四") == []


def test_a_clock_that_is_set_back_does_not_prolong_a_session(accounts: Accounts, clock: Clock, somebody: User) -> None:
    clock.pass_(days=400)
    token = accounts.log_in("李四", GOOD).token
    clock.pass_(days=-400)
    assert accounts.at_door(token) is None


def test_once_the_clock_is_set_right_one_may_log_in_and_a_lock_is_no_longer_than_ever(accounts: Accounts, clock: Clock, somebody: User) -> None:
    """The log goes on from where it was; sessions and locks go by the clock."""
    clock.pass_(days=365)
    accounts.log_in("李四", GOOD)
    clock.pass_(days=-364)
    token = accounts.log_in("李四", GOOD).token
    assert accounts.at_door(token) == somebody
    clock.pass_(hours=7)
    assert accounts.at_door(token) == somebody
    clock.pass_(hours=7)
    assert accounts.at_door(token) == somebody, "its last use was noted by the clock"
    for _ in range(TRIES):
        refused(accounts, "李四", OTHER)
    clock.pass_(minutes=16)
    assert accounts.log_in("李四", GOOD).user == somebody


@pytest.mark.parametrize("change", ["password", "role", "disable", "end", "log_out"])
def test_what_ends_sessions(accounts: Accounts, somebody: User, change: str) -> None:
    token = accounts.log_in("李四", GOOD).token
    assert accounts.at_door(token) is not None
    {
        "password": lambda: accounts.set_password("李四", OTHER, WHO),
        "role": lambda: accounts.set_role("李四", Role.VIEWER, WHO),
        "disable": lambda: accounts.disable("李四", WHO),
        "end": lambda: accounts.end_sessions("李四", WHO),
        "log_out": lambda: accounts.log_out(token),
    }[change]()
    assert accounts.at_door(token) is None


def test_a_changed_password_ends_all_sessions_but_the_new_one(accounts: Accounts, somebody: User) -> None:
    tokens = [accounts.log_in("李四", GOOD).token for _ in range(2)]
    with pytest.raises(LogInError):
        accounts.change_password(somebody, "wrong wrong 1", OTHER)
    fresh = accounts.change_password(somebody, GOOD, OTHER).token
    assert [accounts.at_door(one) for one in (*tokens, fresh)] == [None, None, somebody]
    refused(accounts, "李四", GOOD)


def test_an_assignment_holds_at_once_and_only_for_that_client(accounts: Accounts, workspace: Workspace, somebody: User) -> None:
    token = accounts.log_in("李四", GOOD).token
    client, other = (workspace.create_client({"name": name}, WHO) for name in (NAME, "别家有限公司"))
    accounts.assign("李四", client.id, WHO)
    accounts.assign("李四", client.id, WHO)
    found = accounts.at_door(token)
    assert found is not None
    assert (found.reaches(client.id), found.reaches(other.id)) == (True, False)
    accounts.unassign("李四", client.id, WHO)
    assert accounts.at_door(token) == somebody
    with pytest.raises(NotFoundError):
        accounts.assign("李四", "cl-0000000000000000", WHO)


def test_hashes_of_other_parameters_are_made_anew_at_the_next_log_in(accounts: Accounts, workspace: Workspace, somebody: User) -> None:
    def stored() -> str:
        with workspace.database.snapshot() as connection:
            return str(connection.scalar(text("SELECT password FROM users")))

    before = stored()
    stronger = Accounts.of(workspace, passwords=Passwords(PasswordHasher(time_cost=2, memory_cost=64, parallelism=1)))
    stronger.log_in("李四", GOOD)
    assert before.startswith("$argon2id$")
    assert "t=2" in stored()
    assert accounts.log_in("李四", GOOD).user == somebody


def test_the_log_tells_of_everything_and_of_no_secret(accounts: Accounts, workspace: Workspace, somebody: User) -> None:
    refused(accounts, "李四", OTHER)
    token = accounts.log_in("李四", GOOD).token
    accounts.change_password(somebody, GOOD, OTHER)
    accounts.set_role("李四", Role.ADMIN, WHO)
    accounts.disable("李四", WHO)
    accounts.enable("李四", WHO)
    accounts.log_out(accounts.log_in("李四", OTHER).token)
    entries = workspace.audit()
    told = " ".join(f"{one.action} {one.details}" for one in entries)
    for action in ("user.created", "login.tried", "login.done", "login.ended", "user.password", "user.role", "user.disabled", "user.enabled"):
        assert action in told
    assert not [secret for secret in (GOOD, OTHER, token, "argon2") if secret in told]
    assert workspace.verify_audit().sound
