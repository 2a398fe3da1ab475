"""Users that come in through a provider: bound beforehand, to one subject each, over a real database."""

import json

import pytest

from assistant.accounts import Accounts, LogInError, Role, Subject, User
from assistant.accounts.lockout import TRIES
from assistant.accounts.subjects import subject_of
from assistant.workspace import RefusedError, Workspace
from tests.support.workspaces import WHO

GOOD = "河边 有 七棵老柳树"
ISSUER = "https://sso.example.cn"
MINE, ANOTHERS = (subject_of(ISSUER, "sub", value) for value in ("248289761001", "248289761002"))


@pytest.fixture
def bound(accounts: Accounts) -> User:
    return accounts.create("李四", Role.CONSULTANT, None, WHO, subject=MINE)


def refused(accounts: Accounts, subject: Subject) -> None:
    with pytest.raises(LogInError, match="没有可以登录的账号"):
        accounts.come_in(subject)


def test_a_subject_comes_in_as_the_user_it_is_bound_to(accounts: Accounts, workspace: Workspace, bound: User) -> None:
    ticket = accounts.come_in(MINE)
    assert (ticket.user, accounts.at_door(ticket.token)) == (bound, bound)
    assert (bound.subject, bound.has_password) == (MINE, False)
    (entry,) = [one for one in workspace.audit() if one.action == "login.done"]
    assert (entry.who, json.loads(entry.details)) == ("李四", {"method": "oidc"})


@pytest.mark.parametrize(
    "other", [ANOTHERS, Subject("https://evil.example", "sub", MINE.value), Subject(ISSUER, "email", MINE.value)], ids=["value", "issuer", "claim"]
)
def test_whoever_is_bound_to_nobody_stays_out_and_nobody_is_made(accounts: Accounts, bound: User, other: Subject) -> None:
    refused(accounts, other)
    assert accounts.users() == [bound]


@pytest.mark.parametrize("password", ["", "nobody has this password"])
def test_a_user_without_a_password_has_none_that_fits_and_is_not_locked_out_by_guessing(accounts: Accounts, bound: User, password: str) -> None:
    for name in ("没有这个人", *["李四"] * (TRIES + 1)):
        with pytest.raises(LogInError):
            accounts.log_in(name, password)
    assert not accounts.passwords.fits("", password)
    assert accounts.come_in(MINE).user == bound


def test_a_disabled_and_a_locked_user_stay_out(accounts: Accounts, bound: User) -> None:
    token = accounts.come_in(MINE).token
    accounts.disable("李四", WHO)
    assert accounts.at_door(token) is None
    refused(accounts, MINE)
    accounts.enable("李四", WHO)
    accounts.set_password("李四", GOOD, WHO)
    for _ in range(TRIES):
        with pytest.raises(LogInError):
            accounts.log_in("李四", "wrong wrong 1")
    refused(accounts, MINE)


def test_another_users_subject_is_refused_until_it_is_free(accounts: Accounts, bound: User) -> None:
    accounts.create("王五", Role.VIEWER, GOOD, WHO)
    with pytest.raises(RefusedError, match="已经绑定给“李四”"):
        accounts.bind("王五", MINE, WHO)
    with pytest.raises(RefusedError, match="已经绑定给“李四”"):
        accounts.create("赵六", Role.VIEWER, None, WHO, subject=MINE)
    assert accounts.bind("李四", MINE, WHO) == bound
    accounts.bind("李四", None, WHO)
    assert accounts.bind("王五", MINE, WHO).subject == MINE
    assert accounts.come_in(MINE).user.name == "王五"


@pytest.mark.parametrize("after", [ANOTHERS, None], ids=["bound anew", "free"])
def test_a_user_bound_otherwise_has_to_come_in_again_and_the_log_tells(
    accounts: Accounts, workspace: Workspace, bound: User, after: Subject | None
) -> None:
    token = accounts.come_in(MINE).token
    accounts.bind("李四", after, WHO)
    assert accounts.at_door(token) is None
    refused(accounts, MINE)
    told = [(one.action, json.loads(one.details)["value"]) for one in reversed(workspace.audit()) if one.action.endswith("bound")]
    assert told[0] == ("user.bound", MINE.value)
    assert told[1] == (("user.bound", ANOTHERS.value) if after else ("user.unbound", MINE.value))
    assert workspace.verify_audit().sound


def test_somebody_can_log_in_by_a_password_or_through_the_provider_that_is_set_up(accounts: Accounts, bound: User) -> None:
    assert [accounts.somebody_can_log_in(*one) for one in ((), (ISSUER, "sub"), (ISSUER, "email"), ("https://x.example", "sub"))] == [
        False, True, False, False,
    ]  # fmt: skip
    accounts.set_password("李四", GOOD, WHO)
    assert accounts.somebody_can_log_in()


def test_addresses_are_compared_in_small_letters_where_that_is_safe_and_numbers_are_not() -> None:
    assert subject_of(ISSUER, "email", "Li.Si@Example.CN").value == "li.si@example.cn"
    assert subject_of(ISSUER, "email", "mi\u212ae@example.cn").value == "mi\u212ae@example.cn"  # a Kelvin sign is no k
    assert subject_of(ISSUER, "sub", "aBc").value == "aBc"


@pytest.mark.parametrize("value", ["", " a", "a\n", "a\0b", "\ud800", "a" * 256])
def test_what_is_no_subject(value: str) -> None:
    with pytest.raises(RefusedError, match="统一登录的 sub"):
        subject_of(ISSUER, "sub", value)
