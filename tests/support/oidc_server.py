"""A real OpenID Connect provider on loopback, which can be told to do one thing wrong."""

import threading
import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any

from joserfc import jwt
from joserfc.jwk import RSAKey

CLIENT, SECRET = "xingping", "geheim-oidc-7Xq9"
PEOPLE: dict[str, dict[str, Any]] = {
    "248289761001": {"email": "Li.Si@example.cn", "email_verified": True},
    "248289761002": {"email": "wang.wu@example.cn", "email_verified": False},
}
_STRANGE = RSAKey.generate_key(2048)  # that nobody publishes


@dataclass
class Provider:
    """`claims` replace those of the next ID tokens, None takes one out; `description` does so with the provider's own."""

    issuer: str = ""
    claims: dict[str, Any] = field(default_factory=dict)
    description: dict[str, Any] = field(default_factory=dict)
    forged: bool = False
    broken: bool = False
    asked: list[dict[str, str]] = field(default_factory=list)  # what came to its authorization and token endpoints

    def straight(self) -> None:
        self.claims, self.description, self.forged, self.broken = {}, {}, False, False
        self.asked.clear()


@contextmanager
def oidc_server() -> Iterator[Provider]:
    """Until the block ends."""
    from werkzeug.serving import make_server

    made = Provider()
    server = make_server("127.0.0.1", 0, _application(made), threaded=True)
    made.issuer = f"http://127.0.0.1:{server.server_port}"
    thread = threading.Thread(target=server.serve_forever, args=(0.05,), daemon=True)
    thread.start()
    yield made
    server.shutdown()
    server.server_close()
    thread.join(5)


def _application(made: Provider) -> Any:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # it uses what its library is giving up
        import flask
        import oidc_provider_mock

    application = oidc_provider_mock.app(
        require_nonce=True, user_claims=[oidc_provider_mock.User(sub=sub, claims=claims) for sub, claims in PEOPLE.items()]
    )

    @application.before_request
    def note() -> Any:
        if made.broken:
            return flask.Response("no", 500)
        if flask.request.path.startswith("/oauth2/"):
            made.asked.append({**flask.request.args.to_dict(), **flask.request.form.to_dict()})
        return None

    @application.after_request
    def bend(reply: Any) -> Any:
        if flask.request.path == "/.well-known/openid-configuration":
            reply.set_data(flask.json.dumps({**reply.get_json(), **made.description}))
        if flask.request.path == "/oauth2/token" and reply.status_code == 200 and (made.claims or made.forged):
            told = reply.get_json()
            key = RSAKey.import_key(flask.g.oidc_provider_mock_storage.jwk.as_dict(is_private=True))
            token = jwt.decode(told["id_token"], key)
            claims = {name: value for name, value in {**token.claims, **made.claims}.items() if value is not None}
            told["id_token"] = jwt.encode(token.header, claims, _STRANGE if made.forged else key)
            reply.set_data(flask.json.dumps(told))
        return reply

    return application
