"""Signing in through an OpenID Connect provider: to it and back. Whatever goes wrong ends at the log-in page with one line."""

import logging
from hmac import compare_digest

from fastapi import APIRouter, Request
from fastapi.responses import RedirectResponse, Response
from starlette.concurrency import run_in_threadpool

from assistant.accounts import Accounts, LogInError
from assistant.accounts.book import NOT_BOUND
from assistant.errors import DeclaredError
from assistant.settings import Settings
from assistant.web.door import LOG_IN, OIDC, OIDC_BACK, Cookies, local_page

log = logging.getLogger(__name__)

LINES = {  # why somebody is back at the log-in page -> what is told
    "off": "没有接入统一登录，请用密码登录",
    "away": "统一登录服务连不上或没有正常应答，请稍后再试，或用密码登录",
    "stale": "统一登录没有完成：等得太久，或不是在这个浏览器里开始的；请再点一次",
    "denied": "统一登录那边没有通过或被取消，请再试一次",
    "unproved": "统一登录的结果没有通过验证，没有登录；反复出现请联系管理员",
    "unverified": "统一登录没有给出已验证的邮箱，没有登录；请联系管理员",
    "nobody": NOT_BOUND,
    "fault": "现在不能登录，请稍后再试，或请管理员查看日志",
}


def oidc_router(accounts: Accounts, cookies: Cookies, settings: Settings) -> APIRouter:
    """The two addresses are there without a provider, too: nothing else may answer at them."""
    router = APIRouter(include_in_schema=False)
    if not settings.oidc_issuer:
        for path in (OIDC, OIDC_BACK):
            router.add_api_route(path, lambda: _to_log_in("off"), methods=["GET"])
        return router

    from assistant.web.oidc_provider import Provider, SignInError
    from assistant.web.oidc_state import SECONDS, opened, sealed

    provider = Provider(settings)

    @router.get(OIDC)
    async def start(request: Request, next: str = "/") -> Response:
        scope = request.scope
        scheme = "https" if cookies.secure(scope) else "http"
        back = f"{scheme}://{request.headers.get('host', '')}{OIDC_BACK}"
        try:
            address, begun = await provider.begin(back, local_page(next))
            kept = await run_in_threadpool(sealed, begun, settings.data_dir)
        except SignInError as problem:
            return _failed(problem.why, problem.hint)
        except OSError as problem:
            return _failed("fault", type(problem).__name__)
        reply = RedirectResponse(address, 303, headers={"Cache-Control": "no-store"})
        name, secure = _cookie(cookies, request), cookies.secure(scope)
        reply.set_cookie(name, kept, max_age=SECONDS, path=OIDC, secure=secure, httponly=True, samesite="lax")
        return reply

    @router.get(OIDC_BACK)
    async def back(request: Request, state: str = "", code: str = "", error: str = "") -> Response:
        reply = await _come_back(request, state, code, error)
        name, secure = _cookie(cookies, request), cookies.secure(request.scope)
        reply.delete_cookie(name, path=OIDC, secure=secure, httponly=True, samesite="lax")
        return reply

    async def _come_back(request: Request, state: str, code: str, error: str) -> Response:
        try:
            begun = await run_in_threadpool(opened, request.cookies.get(_cookie(cookies, request), ""), settings.data_dir)
            if begun is None or not compare_digest(begun.state.encode(), state.encode("utf-8", "replace")):
                return _failed("stale", "state")
            if error:
                return _failed("denied", "the provider")
            subject = await provider.finish(begun, code)
            ticket = await run_in_threadpool(accounts.come_in, subject)
            if old := cookies.token(request.scope):
                await run_in_threadpool(accounts.log_out, old)
        except SignInError as problem:
            return _failed(problem.why, problem.hint)
        except LogInError:
            return _failed("nobody", "no account")
        except (DeclaredError, OSError) as problem:
            return _failed("fault", type(problem).__name__)
        reply = RedirectResponse(begun.after, 303, headers={"Cache-Control": "no-store"})
        cookies.give(request.scope, reply, ticket.token, accounts.lasting)
        return reply

    return router


def _cookie(cookies: Cookies, request: Request) -> str:
    """With the prefix it comes over encrypted connections only."""
    return "__Secure-xp_oidc" if cookies.secure(request.scope) else "xp_oidc"


def _failed(why: str, hint: str) -> Response:
    log.warning("no sign-in through the provider: %s (%s)", why, hint)
    return _to_log_in(why)


def _to_log_in(why: str) -> Response:
    return RedirectResponse(f"{LOG_IN}?why={why}", 303, headers={"Cache-Control": "no-store"})
