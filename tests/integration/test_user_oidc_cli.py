"""`xingping user` for accounts that come in through a provider."""

import io
from collections.abc import Callable

import pytest

from assistant.cli import main
from assistant.settings import get_settings

Run = Callable[..., tuple[int, str, str]]


@pytest.fixture
def run(capsys: pytest.CaptureFixture[str]) -> Run:
    def run(*arguments: str) -> tuple[int, str, str]:
        code = main(["user", *arguments])
        seen = capsys.readouterr()
        return code, seen.out, seen.err

    return run


@pytest.fixture
def configured(monkeypatch: pytest.MonkeyPatch) -> None:
    for name, value in (("ISSUER", "https://sso.example.cn/"), ("CLIENT_ID", "xingping"), ("CLIENT_SECRET", "geheim-7Xq9"), ("CLAIM", "email")):
        monkeypatch.setenv(f"XINGPING_OIDC_{name}", value)
    get_settings.cache_clear()


@pytest.mark.usefixtures("configured")
def test_an_account_is_bound_shown_bound_anew_and_freed(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    code, out, err = run("add", "李四", "--role", "viewer", "--oidc", " Li.Si@Example.cn ")
    assert (code, err) == (0, "")
    assert "统一登录 li.si@example.cn" in out
    code, _, err = run("add", "王五", "--role", "viewer", "--oidc", "li.si@example.cn")
    assert (code, "已经绑定给“李四”" in err) == (2, True)
    monkeypatch.setattr("sys.stdin", io.StringIO("河边 有 七棵老柳树\n"))
    assert run("add", "王五", "--role", "admin", "--oidc", "wang@example.cn", "--password-stdin")[0] == 0
    assert run("oidc", "王五", "--remove")[1] == "已解除：王五\n"
    assert "xingping user passwd 李四" in run("oidc", "李四", "--remove")[1]
    assert "没有密码，不能登录" in run("list")[1]
    assert run("oidc", "王五", "li.si@example.cn")[1] == "已绑定：王五 用统一登录 li.si@example.cn（https://sso.example.cn）\n"


@pytest.mark.usefixtures("configured")
@pytest.mark.parametrize(
    ("typed", "line"), [(("李四",), "请写明要绑定的值"), (("李四", "a", "--remove"), "请写明要绑定的值"), (("李四", " "), "应为 1 到")]
)
def test_what_cannot_be_bound_is_one_line(run: Run, typed: tuple[str, ...], line: str) -> None:
    run("add", "李四", "--role", "viewer", "--oidc", "a@example.cn")
    code, _, err = run("oidc", *typed)
    assert (code, line in err, err.count("\n")) == (2, True, 1)


def test_without_a_provider_nothing_can_be_bound(run: Run) -> None:
    code, _, err = run("add", "李四", "--role", "viewer", "--oidc", "a@example.cn")
    assert (code, "XINGPING_OIDC_ISSUER" in err) == (2, True)
    assert "李四" not in run("list")[1]
