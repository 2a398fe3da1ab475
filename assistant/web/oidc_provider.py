"""An OpenID Connect provider through authlib: where to send a browser, and whom the provider vouches for when it comes back."""

import asyncio
import time
from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager
from dataclasses import dataclass
from typing import Any

from assistant.accounts import Subject
from assistant.accounts.subjects import subject_of
from assistant.addresses import issuer_address
from assistant.settings import Settings
from assistant.workspace.errors import RefusedError

_SECONDS, _ALTOGETHER = 5.0, 12.0  # for one answer of the provider; for all it is asked at a time
_ANEW = 3600.0  # seconds until its description and keys are fetched again
_LEEWAY = 60  # seconds that its clock may be off
_SIGNED = frozenset({"RS256", "RS384", "RS512", "PS256", "PS384", "PS512", "ES256", "ES384", "ES512"})  # by keys that are published
_LONGEST = 4096  # characters of a code


class SignInError(Exception):
    """`why` is away | unproved | unverified; `hint` says for the log what it was, without anything of a token."""

    def __init__(self, why: str, hint: str) -> None:
        super().__init__(why)
        self.why, self.hint = why, hint


@dataclass(frozen=True, slots=True)
class Begun:
    """What has to be known when the browser comes back: `back` is the address it comes back to, `after` the page it wanted."""

    state: str
    nonce: str
    verifier: str
    back: str
    after: str


class Provider:
    """One process's view of it: described at the first use, anew after an hour."""

    def __init__(self, settings: Settings) -> None:
        self._issuer, self._claim = settings.oidc_issuer, settings.oidc_claim
        self._client_id, self._secret = settings.oidc_client_id.strip(), settings.oidc_client_secret
        self._known: tuple[Any, float] | None = None  # authlib's client and when it was made

    async def begin(self, back: str, after: str) -> tuple[str, Begun]:
        """The address to send the browser to. Raises SignInError."""
        async with _told():
            made = await (await self._client()).create_authorization_url(back)
        return str(made["url"]), Begun(made["state"], made["nonce"], made["code_verifier"], back, after)

    async def finish(self, begun: Begun, code: str) -> Subject:
        """Whom the provider vouches for in exchange for the code. Raises SignInError."""
        if not 0 < len(code) <= _LONGEST:
            raise SignInError("unproved", "no code")
        async with _told():
            client = await self._client()
            token = await client.fetch_access_token(begun.back, code=code, code_verifier=begun.verifier)
            options = {
                "iss": {"essential": True, "values": [self._issuer, f"{self._issuer}/"]},
                "aud": {"essential": True, "values": [self._client_id]},
            }
            claims = await client.parse_id_token(token, begun.nonce, claims_options=options, leeway=_LEEWAY)
            if claims is None:
                raise SignInError("unproved", "no ID token")
            if self._claim == "email" and "email" not in claims and client.server_metadata.get("userinfo_endpoint"):
                claims = _of_same(claims, await client.userinfo(token=token))
        return self._subject(claims)

    def _subject(self, claims: Mapping[str, Any]) -> Subject:
        value = claims.get(self._claim)
        if self._claim == "email" and claims.get("email_verified") is not True:
            raise SignInError("unverified", "email_verified is not true")
        try:
            return subject_of(self._issuer, self._claim, value if isinstance(value, str) else "")
        except RefusedError:
            raise SignInError("unproved", f"no usable {self._claim}") from None

    async def _client(self) -> Any:
        if self._known is None or time.monotonic() - self._known[1] > _ANEW:
            self._known = (self._made(await self._described()), time.monotonic())
        return self._known[0]

    async def _described(self) -> Mapping[str, Any]:
        """The provider's own description of itself, which must be of this issuer."""
        import httpx2

        async with httpx2.AsyncClient(timeout=_SECONDS, trust_env=self._through_proxy) as http:
            reply = await http.get(f"{self._issuer}/.well-known/openid-configuration")
        reply.raise_for_status()
        told = reply.json()
        if str(told["issuer"]).rstrip("/") != self._issuer:
            raise SignInError("unproved", "the description is of another issuer")
        for address in (told["authorization_endpoint"], told["token_endpoint"], told["jwks_uri"], told.get("userinfo_endpoint", "")):
            issuer_address(str(address).partition("?")[0])  # encrypted as the issuer itself
        return dict(told)

    def _made(self, told: Mapping[str, Any]) -> Any:
        """Of the description only what is needed: authlib takes further names for options of its connection."""
        from authlib.integrations.starlette_client import OAuth

        methods = told.get("token_endpoint_auth_methods_supported") or ["client_secret_basic"]
        return OAuth().register(
            "oidc",
            client_id=self._client_id,
            client_secret=self._secret.get_secret_value(),
            authorize_url=told["authorization_endpoint"],
            access_token_url=told["token_endpoint"],
            jwks_uri=told["jwks_uri"],
            userinfo_endpoint=told.get("userinfo_endpoint"),
            id_token_signing_alg_values_supported=sorted(_SIGNED.intersection(told.get("id_token_signing_alg_values_supported") or ())) or ["RS256"],
            client_kwargs={
                "scope": "openid email" if self._claim == "email" else "openid",
                "code_challenge_method": "S256",
                "token_endpoint_auth_method": "client_secret_basic" if "client_secret_basic" in methods else "client_secret_post",
                "timeout": _SECONDS,
                "trust_env": self._through_proxy,
            },
        )

    @property
    def _through_proxy(self) -> bool:
        """As the environment says, but never to this machine itself."""
        return self._issuer.startswith("https://")


def _of_same(claims: Mapping[str, Any], told: Mapping[str, Any]) -> Mapping[str, Any]:
    """What the provider tells of whom the ID token is of; nothing of anybody else."""
    return told if told.get("sub") == claims["sub"] else {}


@asynccontextmanager
async def _told() -> AsyncIterator[None]:
    """Whatever a provider does wrong is a SignInError; its own words are left out, for they may quote a token."""
    import httpx2
    from authlib.common.errors import AuthlibBaseError
    from joserfc.errors import ClaimError, JoseError

    try:
        async with asyncio.timeout(_ALTOGETHER):
            yield
    except (httpx2.HTTPError, httpx2.InvalidURL, OSError) as problem:  # TimeoutError is an OSError
        raise SignInError("away", type(problem).__name__) from None
    except ClaimError as problem:
        raise SignInError("unproved", f"{type(problem).__name__} {problem.claim}") from None
    except (AuthlibBaseError, JoseError, ValueError, KeyError, TypeError, AttributeError, RuntimeError) as problem:
        raise SignInError("unproved", type(problem).__name__) from None
