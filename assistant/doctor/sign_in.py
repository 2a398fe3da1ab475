"""Accounts: whether somebody can log in, and whether the provider that is set up is of use to anybody."""

from collections.abc import Iterator
from contextlib import closing, contextmanager

from assistant.accounts import Accounts
from assistant.doctor.finding import Finding
from assistant.settings import Settings
from assistant.web.door import OIDC_BACK
from assistant.web.hosts import only_here
from assistant.workspace import schema
from assistant.workspace.database import FILE, Database, place
from assistant.workspace.workspace import DEFAULT_ORGANISATION
from scoring.limits import Limits

_TITLE = "统一登录"


def provider(settings: Settings) -> Iterator[Finding]:
    """Without asking it anything. The settings are whole, or they could not have been read. Raises WorkspaceError."""
    if not settings.oidc_issuer:
        yield Finding("oidc", _TITLE, "ok", "没有接入，用密码登录")
        return
    if not only_here(settings.host) and not settings.https:
        told = f"没有设 XINGPING_HTTPS，回调地址会是 http://…{OIDC_BACK}"
        yield Finding("oidc", _TITLE, "warn", told, "反向代理用 HTTPS 时请设 XINGPING_HTTPS=true，登记的回调地址要一致")
    with _accounts(settings) as accounts:
        bound = [one.subject for one in accounts.users() if one.subject and not one.disabled] if accounts is not None else []
    usable = sum((one.issuer, one.claim) == (settings.oidc_issuer, settings.oidc_claim) for one in bound)
    if len(bound) > usable:
        told = f"有 {len(bound) - usable} 个账号绑定的是别的 XINGPING_OIDC_ISSUER 或 XINGPING_OIDC_CLAIM，从这里登不进来"
        yield Finding("oidc", _TITLE, "warn", told, "用 xingping user oidc 重新绑定")
    if not usable:
        yield Finding("oidc", _TITLE, "warn", "没有账号绑定，谁也登不进来", "用 xingping user oidc 名字 值 绑定")
    yield Finding("oidc", _TITLE, "ok", f"已设置 {settings.oidc_issuer}，{usable} 个账号可用（没有连接）")


def somebody_can_log_in(settings: Settings) -> bool:
    """Raises WorkspaceError where the database does not open."""
    with _accounts(settings) as accounts:
        return accounts is not None and accounts.somebody_can_log_in(settings.oidc_issuer, settings.oidc_claim)


@contextmanager
def _accounts(settings: Settings) -> Iterator[Accounts | None]:
    """None where there is no database yet, or one of an older schema, which the next start brings up. Nothing is made."""
    if not settings.database_url and not (settings.data_dir / FILE).exists():
        yield None
        return
    with closing(Database(place(settings.data_dir, settings.database_url))) as database:
        with database.snapshot() as connection:
            today = schema.current(connection) == schema.HEAD
        yield Accounts(database, settings.data_dir, DEFAULT_ORGANISATION, Limits()) if today else None
