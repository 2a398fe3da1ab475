"""How long a session lasts, and its token. Pure but for the randomness."""

import secrets
from dataclasses import dataclass
from datetime import datetime, timedelta
from hashlib import sha256

_SLACK = timedelta(minutes=5)  # that a clock may be set back without ending anybody's session


@dataclass(frozen=True, slots=True)
class Lasting:
    """`idle`: without a request; `whole`: from the log-in, whatever happens."""

    idle: timedelta = timedelta(hours=8)
    whole: timedelta = timedelta(hours=72)

    @classmethod
    def of(cls, idle_minutes: int, hours: int) -> "Lasting":
        return cls(timedelta(minutes=idle_minutes), timedelta(hours=hours))

    def holds(self, created_at: str, seen_at: str, now: str) -> bool:
        """Of ISO texts. A session from the future is none: the clock was wrong then or is now."""
        begun, seen, at = map(datetime.fromisoformat, (created_at, seen_at, now))
        return begun - _SLACK <= at < begun + self.whole and seen - _SLACK <= at < seen + self.idle


def new_token() -> str:
    """256 random bits as text for a cookie."""
    return secrets.token_urlsafe(32)


def digest(token: str) -> str:
    """What is stored of a token: nobody who reads the database can log in with it."""
    return sha256(token.encode("utf-8", "surrogatepass")).hexdigest()
