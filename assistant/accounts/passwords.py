"""Passwords: which are taken, and their argon2id hashes."""

from functools import cache
from importlib.resources import files
from threading import BoundedSemaphore
from unicodedata import normalize

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError

from assistant.workspace.errors import RefusedError
from assistant.workspace.naming import name_key
from scoring.yaml_text import parsed

SHORTEST, _LONGEST = 10, 200  # characters
_at_once = BoundedSemaphore(2)  # each takes 64 MB: many log-ins at a time must not take all memory


class Passwords:
    """Hashes by one set of parameters; those of others are verified and made anew at the next log-in."""

    def __init__(self, hasher: PasswordHasher | None = None) -> None:
        self._hasher = hasher or PasswordHasher()
        self._nobodys: str | None = None

    def hash(self, password: str) -> str:
        with _at_once:
            return self._hasher.hash(_plain(password))

    def fits(self, stored: str | None, password: str) -> bool:
        """None and "" are nobody's: they never fit and take as long."""
        if not stored:
            self._nobodys = self._nobodys or self.hash("nobody has this password")
        with _at_once:
            try:
                return self._hasher.verify(stored or self._nobodys or "", _plain(password)[:_LONGEST]) and bool(stored)
            except (VerificationError, InvalidHashError):
                return False

    def outdated(self, stored: str) -> bool:
        """Whether it was made by other parameters."""
        return self._hasher.check_needs_rehash(stored)


def checked(password: str, *names: str) -> str:
    """The password. Raises RefusedError for one that is too short, too common, or made of the user's names."""
    plain = _plain(password)
    if len(plain) < SHORTEST:
        raise RefusedError(f"密码太短，至少 {SHORTEST} 个字符")
    if len(plain) > _LONGEST:
        raise RefusedError(f"密码太长，最多 {_LONGEST} 个字符")
    bare = name_key(plain)
    if any(name_key(name) and name_key(name) in bare and len(bare) - len(name_key(name)) < SHORTEST // 2 for name in names):
        raise RefusedError("密码里不能用自己的名称，请换一个")
    if len(set(bare)) < SHORTEST // 2 or bare in _common():
        raise RefusedError("这个密码太常见，容易被猜到，请换一个")
    return plain


def _plain(password: str) -> str:
    """Full and half width are typed by the same keys."""
    return normalize("NFKC", password).encode("utf-8", "replace").decode("utf-8")


@cache
def _common() -> frozenset[str]:
    read = parsed(files("assistant.accounts").joinpath("common_passwords.yaml").read_text(encoding="utf-8"))
    pairs = [(word, affix) for word in read["words"] for affix in read["affixes"]]
    return frozenset(read["whole"]) | {word + affix for word, affix in pairs} | {affix + word for word, affix in pairs}
