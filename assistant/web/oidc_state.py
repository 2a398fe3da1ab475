"""What a sign-in in progress has to remember, sealed in the browser's own cookie: any process that shares the data folder can open it."""

import json
from dataclasses import asdict
from pathlib import Path
from tempfile import NamedTemporaryFile

from cryptography.fernet import Fernet, InvalidToken

from assistant.web.oidc_provider import Begun

SECONDS = 600  # that somebody may take at the provider
_FILE = "oidc.key"


def sealed(begun: Begun, data_dir: Path) -> str:
    """As text for a cookie. Raises OSError."""
    return _box(data_dir).encrypt(json.dumps(asdict(begun)).encode()).decode("ascii")


def opened(text: str, data_dir: Path) -> Begun | None:
    """None for what is too old or was not sealed here. Raises OSError."""
    try:
        return Begun(**json.loads(_box(data_dir).decrypt(text.encode(), ttl=SECONDS)))
    except InvalidToken:
        return None


def _box(data_dir: Path) -> Fernet:
    """With the key in the data folder; one that is missing or damaged is made anew, which costs who is signing in another try."""
    file = data_dir / _FILE
    try:
        return Fernet(file.read_bytes())
    except (FileNotFoundError, ValueError):
        _make(file)
    return Fernet(file.read_bytes())


def _make(file: Path) -> None:
    """Of several processes at once the last one's stays."""
    with NamedTemporaryFile(prefix=f".{file.name}.", dir=file.parent, delete=False) as draft:  # for nobody else's eyes
        draft.write(Fernet.generate_key())
    Path(draft.name).replace(file)
