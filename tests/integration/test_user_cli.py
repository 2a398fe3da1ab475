"""`xingping user` as an administrator types it."""

from io import StringIO

import pytest

from assistant.accounts import Accounts
from assistant.cli import main
from assistant.settings import get_settings
from assistant.workspace import Workspace
from tests.support.workspaces import NAME, WHO

PASSWORD = "seven old willows 7"


def run(capsys: pytest.CaptureFixture[str], *words: str) -> tuple[int, str, str]:
    code = main(["user", *words])
    out, err = capsys.readouterr()
    return code, out, err


def test_an_account_from_its_first_day_to_its_last(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    workspace = Workspace.open(get_settings())
    workspace.create_client({"name": NAME}, WHO)
    accounts = Accounts.of(workspace)

    def typed(*words: str, password: str = PASSWORD) -> tuple[int, str, str]:
        monkeypatch.setattr("sys.stdin", StringIO(f"{password}\n"))
        return run(capsys, *words)

    assert typed("add", "li4", "--role", "enterprise", "--display", "李四", "--client", NAME, "--password-stdin")[0] == 0
    assert run(capsys, "list")[1] == f"李四（li4）  企业用户  {NAME}\n"
    ticket = accounts.log_in("li4", PASSWORD)
    assert run(capsys, "sessions", "li4")[1].count("\n") == 1
    assert run(capsys, "sessions", "li4", "--end")[1] == "已结束 1 个登录\n"
    assert accounts.at_door(ticket.token) is None
    for words in (("unassign", "li4", NAME), ("role", "li4", "viewer"), ("disable", "li4")):
        assert run(capsys, *words)[0] == 0
    assert run(capsys, "list")[1] == "李四（li4）  只读用户  没有分配客户  已停用\n"
    for words in (("enable", "li4"), ("assign", "li4", NAME)):
        assert run(capsys, *words)[0] == 0
    assert typed("passwd", "li4", "--password-stdin", password="another seven willows")[0] == 0
    assert accounts.log_in("li4", "another seven willows").user.name == "li4"
    assert workspace.verify_audit().sound
    workspace.close()


@pytest.mark.parametrize(
    ("words", "line"),
    [(("add", "甲", "--role", "viewer"), "--password-stdin"), (("add", "甲", "--role", "viewer", "--password-stdin"), "密码太短"),
     (("passwd", "没有", "--password-stdin"), "没有叫“没有”的用户"), (("add", "甲", "--role", "god"), "god"),
     (("add", "甲", "--role", "viewer", "--password-stdin", "--client", "没有"), "没有叫“没有”的客户"), (("assign", "没有", "没有"), "没有")],
)  # fmt: skip
def test_what_cannot_be_done_is_one_line_and_makes_no_user(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], words: tuple[str, ...], line: str
) -> None:
    monkeypatch.setattr("sys.stdin", StringIO("short\n"))
    code, _, told = run(capsys, *words)
    assert (code, line in told, told.count("\n")) == (2, True, 1)
    assert run(capsys, "list")[1].startswith("还没有账号")
