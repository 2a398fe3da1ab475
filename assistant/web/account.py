"""Logging in and out, and one's own password: plain forms, no script."""

import asyncio
import secrets
import time
from hashlib import sha256
from hmac import compare_digest
from typing import Any
from urllib.parse import parse_qs

from fastapi import APIRouter, FastAPI, Request
from fastapi.responses import HTMLResponse, RedirectResponse, Response
from starlette.concurrency import run_in_threadpool

from assistant.accounts import LOCAL, Accounts
from assistant.accounts.lasting import Lasting
from assistant.accounts.passwords import SHORTEST
from assistant.accounts.values import ROLES
from assistant.errors import DeclaredError
from assistant.settings import Settings
from assistant.web.door import LOG_IN, Cookies, Door, local_page, user_of
from assistant.web.hosts import only_here
from assistant.web.oidc import LINES, oidc_router
from assistant.web.render import environment
from assistant.workspace import Workspace

_FORM = "xp_form"  # cookie that the log-in form's hidden field must repeat
_STALE = "页面放得太久了，没有做；请再试一次"
_NOBODY = "还没有账号，请管理员在服务器上运行 xingping user add 名字 --role admin"
_PAUSE = 0.8  # seconds a refused log-in takes, whatever was wrong


def accounts_of(workspace: Workspace, settings: Settings) -> Accounts:
    return Accounts.of(workspace, Lasting.of(settings.session_idle_minutes, settings.session_hours))


def add_door(app: FastAPI, accounts: Accounts, settings: Settings) -> None:
    """Close the application but for what door.py lists, and add the pages to come in by."""
    cookies = Cookies(settings.https)
    here = only_here(settings.host)
    app.add_middleware(Door, accounts=accounts, cookies=cookies, here=here)
    app.include_router(account_router(accounts, cookies, here, oidc=settings.oidc_name if settings.oidc_issuer else ""))
    app.include_router(oidc_router(accounts, cookies, settings))


def account_router(accounts: Accounts, cookies: Cookies, here: bool, pause: float = _PAUSE, oidc: str = "") -> APIRouter:
    """The pages; none of them is part of the public interface. `oidc` is what the way through a provider is called, "" for none."""
    router = APIRouter(include_in_schema=False)
    _add_log_in(router, accounts, cookies, here, pause=pause, oidc=oidc)
    _add_account(router, accounts, cookies, pause)
    return router


def _add_log_in(router: APIRouter, accounts: Accounts, cookies: Cookies, here: bool, *, pause: float, oidc: str) -> None:
    """The page to come in by."""

    def closed() -> bool:
        """Nobody has an account, and others reach the service."""
        return not here and not accounts.any()

    @router.get(LOG_IN)
    def page(request: Request, next: str = "/", why: str = "") -> Response:
        try:
            if accounts.at_door(cookies.token(request.scope)) is not None and not closed():
                return _to(local_page(next))
            return shown(request, local_page(next), said=_NOBODY if closed() else LINES.get(why, ""), status=200)
        except DeclaredError as problem:
            return shown(request, local_page(next), said=str(problem), status=503)

    @router.post(LOG_IN)
    async def log_in(request: Request) -> Response:
        begun = time.monotonic()
        form = await _form(request)
        after = local_page(form.get("next", "/"))
        mark = request.cookies.get(_FORM, "")
        if not mark or not _same(mark, form.get("form", "")):
            return shown(request, after, form.get("name", ""), _STALE, 403)
        try:
            ticket = await run_in_threadpool(accounts.log_in, form.get("name", ""), form.get("password", ""))
        except DeclaredError as problem:
            await asyncio.sleep(max(0.0, begun + pause - time.monotonic()))
            return shown(request, after, form.get("name", ""), str(problem), 401)
        if old := cookies.token(request.scope):
            await run_in_threadpool(accounts.log_out, old)
        reply = _to(after)
        cookies.give(request.scope, reply, ticket.token, accounts.lasting)
        return reply

    def shown(request: Request, after: str, name: str = "", said: str = "", status: int = 200) -> Response:
        mark = secrets.token_urlsafe(24)
        reply = _html("login.html", status, mark=mark, after=after, name=name[:80], said=said, oidc=oidc)
        reply.set_cookie(_FORM, mark, path=LOG_IN, secure=cookies.secure(request.scope), httponly=True, samesite="strict")
        return reply


def _add_account(router: APIRouter, accounts: Accounts, cookies: Cookies, pause: float) -> None:
    """One's own account: its password, and the way out."""

    @router.post("/logout")
    async def log_out(request: Request) -> Response:
        token, form = cookies.token(request.scope), await _form(request)
        if not _same(_mark(token), form.get("form", "")):
            return shown(request, _STALE, 403)
        await run_in_threadpool(accounts.log_out, token)
        gone = _to(LOG_IN)
        gone.delete_cookie(cookies.name(request.scope), path="/", secure=cookies.secure(request.scope), httponly=True, samesite="lax")
        return gone

    @router.get("/account")
    def account(request: Request) -> Response:
        return shown(request)

    @router.post("/account")
    async def change(request: Request) -> Response:
        form, user = await _form(request), user_of(request)
        if user == LOCAL or not _same(_mark(cookies.token(request.scope)), form.get("form", "")):
            return shown(request, _STALE, 403)
        if not user.has_password:
            return shown(request, "没有修改：这个账号没有密码，用统一登录", 400)
        if form.get("new", "") != form.get("again", ""):
            return shown(request, "两次输入的新密码不同，没有修改", 400)
        try:
            ticket = await run_in_threadpool(accounts.change_password, user, form.get("old", ""), form.get("new", ""))
        except DeclaredError as problem:
            await asyncio.sleep(pause)
            return shown(request, f"没有修改：{problem}", 400)
        reply = shown(request, "密码已修改，在别处的登录都已退出", mark=_mark(ticket.token))
        cookies.give(request.scope, reply, ticket.token, accounts.lasting)
        return reply

    def shown(request: Request, said: str = "", status: int = 200, mark: str = "") -> Response:
        user = user_of(request)
        own = mark or _mark(cookies.token(request.scope))
        return _html("account.html", status, user=user, role=ROLES[user.role], local=user == LOCAL, mark=own, said=said, shortest=SHORTEST)


async def _form(request: Request) -> dict[str, str]:
    """The fields of a posted form; the body is bounded by the guard."""
    text = (await request.body()).decode("utf-8", "replace")
    try:
        return {name: values[0] for name, values in parse_qs(text, keep_blank_values=True, max_num_fields=20).items()}
    except ValueError:
        return {}


def _mark(token: str) -> str:
    """What forms of a session carry: only who has the session's token knows it."""
    return sha256(f"form {token}".encode("utf-8", "replace")).hexdigest() if token else ""


def _same(expected: str, given: str) -> bool:
    return expected != "" and compare_digest(expected.encode("utf-8", "replace"), given.encode("utf-8", "replace"))


def _to(path: str) -> Response:
    return RedirectResponse(path, 303, headers={"Cache-Control": "no-store"})


def _html(template: str, status: int, **values: Any) -> Response:
    text = environment().get_template(template).render(**values)
    return HTMLResponse(text, status, headers={"Cache-Control": "no-store"})
